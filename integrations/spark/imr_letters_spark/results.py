"""The dataset of results, and the checks that hold it to the input and to the files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from .errors import ReconciliationFailed, examples

SCHEMA = """
    ordinal BIGINT NOT NULL, input_id STRING, id STRING, status STRING NOT NULL,
    outputs ARRAY<STRUCT<file: STRING, bytes: BIGINT, sha256: STRING, width: INT, pdf: STRING, signatureField: STRING>> NOT NULL,
    pages INT, sheets INT,
    codes ARRAY<STRING> NOT NULL, template STRUCT<name: STRING, version: STRING, sha256: STRING, fonts: STRING> NOT NULL,
    program STRUCT<version: STRING, sha256: STRING> NOT NULL, record BINARY
"""
"""One row a record of the input; `worker.Result` says what is in it. `record` is left out of what is published."""


@dataclass(frozen=True)
class Summary:
    """What became of the records of a run."""

    records: int
    written: int
    rejected: int
    pages: int
    sheets: int

    def __str__(self) -> str:
        return (
            f"{self.records:,} records: {self.written:,} written, {self.rejected:,} rejected; "
            f"{self.pages:,} pages on {self.sheets:,} sheets"
        )


def reconcile(numbers: DataFrame, results: DataFrame, folder: str, check_digests: bool) -> Summary:
    """Holds the results to the census of the input, and the files to the results.

    - Raises: `ReconciliationFailed` with everything that does not agree.
    """
    problems = [
        *_unequal_sets(numbers, results),
        *_shared_names(results),
        *_several_makers(results),
        *_damaged_files(results, folder, check_digests),
    ]
    if problems:
        raise ReconciliationFailed("the run cannot be trusted:\n" + "\n".join(problems))
    return _summary(results)


def _unequal_sets(numbers: DataFrame, results: DataFrame) -> Iterator[str]:
    """Exactly one result for each ordinal of the input, and where a letter was written, that of its case number."""
    answers = results.groupBy("ordinal").agg(
        F.count("*").alias("answers"), F.max(F.when(F.col("status") == "written", F.col("id"))).alias("id")
    )
    joined = (
        numbers.withColumn("is_record", F.lit(True))
        .join(answers, "ordinal", "full_outer")
        .select(
            "ordinal",
            F.when(F.col("answers").isNull(), "has no result")
            .when(F.col("is_record").isNull(), "is none of the input")
            .when(F.col("answers") > 1, F.format_string("has %d results", "answers"))
            .when(F.col("id") != F.coalesce("number", F.lit("")), F.format_string("has the letter of %s", "id"))
            .alias("problem"),
        )
    )
    yield from _told(joined.where("problem IS NOT NULL"), "ordinal", "records do not agree with their results", _ordinal)


def _ordinal(row: Any) -> str:
    return f"ordinal {row.ordinal} {row.problem}"


def _shared_names(results: DataFrame) -> Iterator[str]:
    files = results.select(F.explode("outputs.file").alias("file"))
    shared = files.groupBy(F.lower("file").alias("file")).agg(F.count("*").alias("count")).where("count > 1")
    yield from _told(shared, "file", "files were written by several records", lambda row: f"{row.file}: {row['count']}")


def _several_makers(results: DataFrame) -> Iterator[str]:
    """Hosts with different programs, template sets or fonts would make different letters."""
    makers = results.where("program.sha256 != ''").select("program.*", F.struct("template.*").alias("template")).distinct()
    rows = makers.limit(10).collect()
    if len(rows) > 1:
        lines = [
            f"program {row.version} {row.sha256[:12]}, template {row.template.name} {row.template.version} "
            f"{row.template.sha256[:12]}, fonts {row.template.fonts[:12]}"
            for row in rows
        ]
        yield "the hosts have different programs, templates or fonts" + examples(lines, len(lines))


def _damaged_files(results: DataFrame, folder: str, check_digests: bool) -> Iterator[str]:
    outputs = results.select(F.explode("outputs").alias("output")).select("output.*")
    if check_digests:
        # Reading all letters is work for the executors.
        found = outputs.rdd.mapPartitions(lambda rows: damage(rows, folder, True)).collect()
        yield from _damaged(found)
    # The driver looks in any case: that a host finds what it wrote itself says nothing of a shared folder.
    yield from _damaged(list(damage(outputs.toLocalIterator(), folder, False)))


def _damaged(found: list[str]) -> Iterator[str]:
    if found:
        yield f"{len(found):,} files are not what the results say" + examples(sorted(found)[:20], len(found))


def damage(outputs: Iterable[Any], folder: str, check_digests: bool) -> Iterator[str]:
    """The outputs that are not in the folder as they were written."""
    for output in outputs:
        path = os.path.join(folder, output.file)
        try:
            size = os.stat(path).st_size
            if size != output.bytes:
                yield f"{output.file}: {size} bytes, not {output.bytes}"
            elif check_digests:
                with open(path, "rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() != output.sha256:
                        yield f"{output.file}: another digest"
        except OSError as error:
            yield f"{output.file}: {error.strerror}"


def _told(problems: DataFrame, order: str, text: str, tell: Any) -> Iterator[str]:
    count = problems.count()
    if count:
        yield f"{count:,} {text}" + examples([tell(row) for row in problems.orderBy(order).limit(20).collect()], count)


def _summary(results: DataFrame) -> Summary:
    row = results.agg(
        F.count("*").alias("records"),
        F.count_if(F.col("status") == "written").alias("written"),
        F.count_if(F.col("status") != "written").alias("rejected"),
        F.coalesce(F.sum("pages"), F.lit(0)).alias("pages"),
        F.coalesce(F.sum("sheets"), F.lit(0)).alias("sheets"),
    ).first()
    assert row is not None
    return Summary(**row.asDict())
