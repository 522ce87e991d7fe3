"""Reads the records of a run and looks for those that would overwrite each other's letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pyspark import StorageLevel
from pyspark.errors import AnalysisException
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import BinaryType, StringType

from .errors import DuplicateCases, UnusableInput, examples


@dataclass(frozen=True)
class Input:
    """Where the records come from."""

    paths: tuple[str, ...]
    format: Literal["lines", "parquet"] = "lines"
    column: str = "case"
    """Parquet: the column with the case as JSON, string or binary."""
    id_column: str | None = None
    """Parquet: a column that is carried over into the results as `input_id`."""


def read(spark: SparkSession, source: Input) -> DataFrame:
    """The records, each with its ordinal: `ordinal`, `input_id`, `record` (the bytes as they are).

    Ordinals are unique and grow in the order of the input; they have gaps. They count lines per split of the input, and how
    Spark splits it depends on how many executors there happen to be. The data frame is therefore persisted: all jobs on it
    share one set of splits then, even where a block is lost with its executor and read again.
    """
    # A site's setting must not make the reader pass over what it cannot read.
    reader = spark.read.option("ignoreCorruptFiles", False).option("ignoreMissingFiles", False)
    paths = list(source.paths)
    if source.format == "lines":
        # Not as JSON: the program is to see, and to judge, the very bytes. A line feed alone ends a line, as in the program.
        lines = reader.text(paths, lineSep="\n")
        is_blank = F.length(F.btrim("value", F.lit(" \t\r"))) == 0
        records = lines.where(~is_blank).select(F.lit(None).cast("string").alias("input_id"), _bytes("value"))
    else:
        table = reader.parquet(*paths)
        _require(table, source)
        input_id = F.lit(None) if source.id_column is None else F.col(source.id_column)
        records = table.select(input_id.cast("string").alias("input_id"), _bytes(source.column))
    numbered = records.select(F.monotonically_increasing_id().alias("ordinal"), "input_id", "record")
    # On disk, as what the shuffle writes: records are large, and executors need their memory for the programs.
    return numbered.persist(StorageLevel.DISK_ONLY)


def _bytes(column: str) -> Column:
    return F.col(column).cast("binary").alias("record")


def _require(table: DataFrame, source: Input) -> None:
    try:
        kind = table.select(source.column).schema[0].dataType
        if source.id_column is not None:
            table.select(source.id_column)
    except AnalysisException as error:
        raise UnusableInput(f"the input has not the column: {error.getMessage()}") from error
    if not isinstance(kind, (StringType, BinaryType)):
        raise UnusableInput(f"the column “{source.column}” is {kind.simpleString()}; it should be the case as JSON, a string")


def census(records: DataFrame) -> DataFrame:
    """The case number of every record, as far as it has one: `ordinal`, `number`. Persisted; a few bytes a record."""
    text = F.col("record").cast("string")
    # The second place is that of a record in the program's own `rejected.ndjson`, which it accepts as input.
    number = F.coalesce(F.get_json_object(text, "$.case.number"), F.get_json_object(text, "$.record.case.number"))
    return records.select("ordinal", number.alias("number")).persist(StorageLevel.MEMORY_AND_DISK)


def require_unique(numbers: DataFrame) -> None:
    """Holds the case numbers, which name the letters, to be unique.

    A single process refuses the second record of a name; of several, each would write it, and the last would win. Capitals
    and small letters count as the same, as they do in the program.
    """
    taken = numbers.where(F.btrim("number") != "").groupBy(F.lower("number").alias("key"))
    doubled = taken.agg(F.min("number").alias("number"), F.sort_array(F.collect_list("ordinal")).alias("ordinals"))
    doubled = doubled.where(F.size("ordinals") > 1)
    count = doubled.count()
    if count == 0:
        return
    shown = doubled.orderBy("key").limit(20).collect()
    lines = [f"{row.number}: the records with the ordinals {', '.join(map(str, row.ordinals[:5]))}" for row in shown]
    raise DuplicateCases(
        f"{count:,} case numbers stand in several records, whose letters would overwrite each other; nothing was written"
        + examples(lines, count)
    )
