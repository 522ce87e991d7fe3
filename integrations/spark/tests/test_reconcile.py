"""The checks after a run, on results that no run should give."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import DataFrame, SparkSession

from imr_letters_spark import ReconciliationFailed, Summary
from imr_letters_spark.results import SCHEMA, reconcile

TEMPLATE = ("imr-2016", "1.0.0", "t" * 64, "f" * 64)
PROGRAM = ("0.1.0", "p" * 64)


def row(ordinal: int, folder: Path, **changes: Any) -> tuple[Any, ...]:
    """A written letter, and its file."""
    name = f"CM16-{ordinal:07d}"
    (folder / f"{name}.txt").write_text(name)
    fields: dict[str, Any] = dict(ordinal=ordinal, input_id=None, id=name, status="written")
    fields["outputs"] = [(f"{name}.txt", len(name), hashlib.sha256(name.encode()).hexdigest(), 80, None, None)]
    fields |= dict(pages=2, sheets=1, codes=[], template=TEMPLATE, program=PROGRAM, record=None)
    return tuple((fields | changes).values())


@pytest.fixture
def numbers(spark: SparkSession) -> DataFrame:
    rows = [(n, f"CM16-{n:07d}") for n in range(4)] + [(4, None)]
    return spark.createDataFrame(rows, "ordinal BIGINT, number STRING")


@pytest.fixture
def good(tmp_path: Path) -> list[tuple[Any, ...]]:
    rejected = row(4, tmp_path, id=None, status="rejected", outputs=[], pages=None, sheets=None, codes=["IMR-J002"])
    return [row(n, tmp_path) for n in range(4)] + [rejected]


def problems(spark: SparkSession, numbers: DataFrame, rows: list[tuple[Any, ...]], folder: Path, digests: bool = False) -> str:
    with pytest.raises(ReconciliationFailed) as error:
        reconcile(numbers, spark.createDataFrame(rows, SCHEMA), str(folder), digests)
    return str(error.value)


def test_what_agrees_is_summed_up(spark: SparkSession, numbers: DataFrame, good: list[Any], tmp_path: Path) -> None:
    summary = reconcile(numbers, spark.createDataFrame(good, SCHEMA), str(tmp_path), True)
    assert summary == Summary(records=5, written=4, rejected=1, pages=8, sheets=4)
    assert str(summary) == "5 records: 4 written, 1 rejected; 8 pages on 4 sheets"


def test_a_lost_record_is_named(spark: SparkSession, numbers: DataFrame, good: list[Any], tmp_path: Path) -> None:
    told = problems(spark, numbers, good[:2] + good[3:], tmp_path)
    assert told.splitlines()[1:] == ["1 records do not agree with their results", "  ordinal 2 has no result"]


def test_a_doubled_result_is_named(spark: SparkSession, numbers: DataFrame, good: list[Any], tmp_path: Path) -> None:
    told = problems(spark, numbers, good + good[:1], tmp_path)
    assert "  ordinal 0 has 2 results\n1 files were written by several records\n  cm16-0000000.txt: 2" in told


def test_a_result_for_nothing_is_named(spark: SparkSession, numbers: DataFrame, good: list[Any], tmp_path: Path) -> None:
    assert "ordinal 9 is none of the input" in problems(spark, numbers, [*good, row(9, tmp_path)], tmp_path)


def test_a_letter_of_another_case_is_named(spark: SparkSession, numbers: DataFrame, good: list[Any], tmp_path: Path) -> None:
    swapped = [row(0, tmp_path, id="CM16-0000001"), row(1, tmp_path, id="CM16-0000000"), *good[2:]]
    assert "2 records do not agree" in problems(spark, numbers, swapped, tmp_path)


def test_names_that_differ_in_capitals_alone_are_one(
    spark: SparkSession, numbers: DataFrame, good: list[Any], tmp_path: Path
) -> None:
    (tmp_path / "cm16-0000000.TXT").write_text("CM16-0000000")
    other = row(1, tmp_path, outputs=[("cm16-0000000.TXT", 12, "", 80, None, None)])
    assert "files were written by several records" in problems(spark, numbers, [good[0], other, *good[2:]], tmp_path)


def test_hosts_with_different_programs_are_told(spark: SparkSession, numbers: DataFrame, good: list[Any], tmp_path: Path) -> None:
    other = row(1, tmp_path, program=("0.2.0", "q" * 64))
    assert "different programs, templates or fonts" in problems(spark, numbers, [good[0], other, *good[2:]], tmp_path)


@pytest.mark.parametrize("digests", [False, True])
def test_files_that_are_missing_or_cut_off_are_named(
    spark: SparkSession, numbers: DataFrame, good: list[Any], tmp_path: Path, digests: bool
) -> None:
    (tmp_path / "CM16-0000001.txt").unlink()
    (tmp_path / "CM16-0000002.txt").write_text("CM16")
    told = problems(spark, numbers, good, tmp_path, digests)
    assert "  CM16-0000001.txt: No such file or directory\n  CM16-0000002.txt: 4 bytes, not 12" in told


def test_a_file_with_other_bytes_is_found_by_its_digest(
    spark: SparkSession, numbers: DataFrame, good: list[Any], tmp_path: Path
) -> None:
    (tmp_path / "CM16-0000001.txt").write_text("CM16-000000X")
    assert "CM16-0000001.txt: another digest" in problems(spark, numbers, good, tmp_path, True)
