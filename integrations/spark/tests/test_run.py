"""Whole runs in Spark's local mode."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import PROGRAM, PlainBatch, cases, letters, write_lines
from pyspark.sql import Row, SparkSession

from imr_letters_spark import (
    DuplicateCases,
    FolderInUse,
    Input,
    Job,
    OutputExists,
    RenderingFailed,
    Summary,
    UnusableInput,
    Worker,
    render_letters,
)

MALFORMED = [b"{bad", b"nothing of JSON", b"[" * 3_000, b'{"case":{"number":"CM16-\xff"}}', b'"', b"{}"]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    worker = Worker(str(tmp_path / "letters"), PROGRAM, ("pdf", "txt"))
    return Job(Input((str(tmp_path / "cases.ndjson"),)), worker, str(tmp_path / "results"), partitions=3)


def mixed(count: int) -> list[bytes]:
    """Good records with bad ones of all kinds among them: in front, in the middle, at the end."""
    good = cases(count)
    wrong = [record.replace(b'"decisionDate"', b'"decissionDate"') for record in good[::10]]
    rest = [record for number, record in enumerate(good) if number % 10]
    return [*MALFORMED[:3], *rest[: count // 2], *MALFORMED[3:], *rest[count // 2 :], *wrong]


def results(spark: SparkSession, job: Job) -> list[Row]:
    return spark.read.format(job.format).load(job.results).orderBy("ordinal").collect()


def rejected(spark: SparkSession, job: Job) -> list[Row]:
    return spark.read.format(job.format).load(f"{job.results}-rejected").orderBy("ordinal").collect()


def left_behind(job: Job) -> list[str]:
    """Hidden files, which all are temporary."""
    return [path.name for path in Path(job.worker.folder).iterdir() if path.name.startswith(".")]


def assert_equal_to_plain(spark: SparkSession, job: Job, plain: PlainBatch) -> None:
    rows = results(spark, job)
    assert letters(Path(job.worker.folder)) == plain.letters
    written = [row for row in rows if row.status == "written"]
    assert {row.id: row.pages for row in written} == {id: line["pages"] for id, line in plain.written.items()}
    for row in written:
        outputs = [{name: value for name, value in output.asDict().items() if value is not None} for output in row.outputs]
        assert outputs == plain.written[row.id]["outputs"]
        assert row.codes == plain.written[row.id]["warnings"]
    refused = [row for row in rows if row.status == "rejected"]
    assert sorted(row.codes for row in refused) == sorted(line["errors"] for line in plain.rejected)
    assert [(row.ordinal, row.codes) for row in rejected(spark, job)] == [(row.ordinal, row.codes) for row in refused]


def test_lines_give_what_a_plain_batch_gives(spark: SparkSession, job: Job, tmp_path: Path) -> None:
    lines = mixed(300)
    # A carriage return is white space inside of a record and ends none.
    lines[7] = lines[7].replace(b', "reviewer"', b',\r"reviewer"')
    assert b"\r" in lines[7]
    source = write_lines(tmp_path / "cases.ndjson", lines)
    plain = PlainBatch(source, tmp_path / "plain")
    summary = render_letters(spark, replace(job, check_digests=True))
    assert summary == Summary(306, 270, 36, summary.pages, summary.sheets)
    assert summary.pages == sum(line["pages"] for line in plain.written.values())
    assert_equal_to_plain(spark, job, plain)
    # The rows are in the order of the input, and the records that were rejected are there as they were.
    assert [row.id for row in results(spark, job) if row.id] == [line["id"] for line in plain.lines if line["id"][:2] == "CM"]
    bad = [line for line in lines if line in MALFORMED or b"decissionDate" in line]
    assert [bytes(row.record) for row in rejected(spark, job)] == bad
    assert left_behind(job) == []
    assert not (tmp_path / "results.unreconciled").exists()


def test_one_malformed_record_is_one_rejection(spark: SparkSession, job: Job, tmp_path: Path) -> None:
    good = cases(40)
    write_lines(tmp_path / "cases.ndjson", [*good[:20], b"{bad", *good[20:]])
    summary = render_letters(spark, job)
    assert (summary.records, summary.written, summary.rejected) == (41, 40, 1)
    assert [bytes(row.record) for row in rejected(spark, job)] == [b"{bad"]


def test_blank_lines_are_no_records(spark: SparkSession, job: Job, tmp_path: Path) -> None:
    write_lines(tmp_path / "cases.ndjson", [b"", *cases(2), b" \t\r", b""])
    assert render_letters(spark, job).records == 2


def test_no_records_are_no_error(spark: SparkSession, job: Job, tmp_path: Path) -> None:
    write_lines(tmp_path / "cases.ndjson", [])
    assert render_letters(spark, job) == Summary(0, 0, 0, 0, 0)
    assert results(spark, job) == []


def test_parquet_gives_what_a_plain_batch_gives_and_carries_ids_over(spark: SparkSession, job: Job, tmp_path: Path) -> None:
    good = cases(60)
    plain = PlainBatch(write_lines(tmp_path / "cases.ndjson", [*good, b"{bad", b"null"]), tmp_path / "plain")
    # Records as people store them: on several lines; a missing one; a malformed one.
    stored = [json.dumps(json.loads(record), indent=1, ensure_ascii=False) for record in good] + ["{bad", None]
    rows = [(number, text) for number, text in enumerate(stored, start=7_000)]
    spark.createDataFrame(rows, "key INT, body STRING").repartition(5).write.parquet(str(tmp_path / "cases"))
    job = replace(job, input=Input((str(tmp_path / "cases"),), "parquet", "body", "key"), format="json")
    summary = render_letters(spark, job)
    assert (summary.written, summary.rejected) == (60, 2)
    assert_equal_to_plain(spark, job, plain)
    keys = {row.input_id: row.id for row in results(spark, job)}
    assert keys == {str(7_000 + n): f"CM16-{n:07d}" for n in range(60)} | {"7060": None, "7061": None}
    assert sorted(row.input_id for row in rejected(spark, job)) == ["7060", "7061"]


@pytest.mark.parametrize(
    "source", [Input((), "parquet", "nothing"), Input((), "parquet", "key"), Input((), "parquet", "body", "no")]
)
def test_columns_that_cannot_be_used_are_told(spark: SparkSession, job: Job, tmp_path: Path, source: Input) -> None:
    path = str(tmp_path / "cases")
    spark.createDataFrame([(1, "{}")], "key INT, body STRING").write.parquet(path)
    with pytest.raises(UnusableInput, match="column"):
        render_letters(spark, replace(job, input=replace(source, paths=(path,))))


def test_records_of_the_same_case_are_named_before_anything_is_written(spark: SparkSession, job: Job, tmp_path: Path) -> None:
    good = cases(50)
    again = good[7].replace(b"CM16-0000007", b"cm16-0000007")
    wrapped = b'{"findings":[],"id":"","record":' + good[9] + b"}"
    write_lines(tmp_path / "cases.ndjson", [*good, again, wrapped])
    with pytest.raises(DuplicateCases) as error:
        render_letters(spark, job)
    told = str(error.value).splitlines()
    assert told[0].startswith("2 case numbers stand in several records")
    assert told[1:] == [
        "  CM16-0000007: the records with the ordinals 7, 50",
        "  CM16-0000009: the records with the ordinals 9, 51",
    ]
    assert list(Path(job.worker.folder).iterdir()) == []
    assert not Path(job.results).exists()


def test_a_results_dataset_that_is_there_is_not_touched(spark: SparkSession, job: Job, tmp_path: Path) -> None:
    write_lines(tmp_path / "cases.ndjson", cases(1))
    (tmp_path / "results-rejected").mkdir()
    with pytest.raises(OutputExists, match="results-rejected"):
        render_letters(spark, job)
    assert not Path(job.worker.folder).exists()


def test_a_folder_that_another_batch_writes_to_is_left_alone(spark: SparkSession, job: Job, tmp_path: Path) -> None:
    write_lines(tmp_path / "cases.ndjson", cases(1))
    Path(job.worker.folder).mkdir()
    with open(Path(job.worker.folder) / ".imr-letters.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(FolderInUse):
            render_letters(spark, job)
    assert letters(Path(job.worker.folder)) == {".imr-letters.lock": b""}


@pytest.mark.parametrize("lie", ["drop:10", "repeat:10", "crash:10", "die:10"])
def test_a_partition_whose_program_fails_once_is_done_again(
    spark: SparkSession, job: Job, lying: Callable[[str], str], tmp_path: Path, lie: str
) -> None:
    plain = PlainBatch(write_lines(tmp_path / "cases.ndjson", cases(90)), tmp_path / "plain")
    job = replace(job, worker=replace(job.worker, program=lying(f"{lie}:{tmp_path}/told")))
    assert render_letters(spark, job).written == 90
    assert (tmp_path / "told").exists()
    assert_equal_to_plain(spark, job, plain)
    assert left_behind(job) == []


def test_a_program_that_fails_every_time_fails_the_run(
    spark: SparkSession, job: Job, lying: Callable[[str], str], tmp_path: Path
) -> None:
    write_lines(tmp_path / "cases.ndjson", cases(90))
    job = replace(job, worker=replace(job.worker, program=lying("die:10")))
    with pytest.raises(RenderingFailed, match=r"ended with exit code 3; .*\n(.*\n)*out of luck") as error:
        render_letters(spark, job)
    assert "org.apache.spark" not in str(error.value)
    assert not Path(job.results).exists()
    assert left_behind(job) == []
