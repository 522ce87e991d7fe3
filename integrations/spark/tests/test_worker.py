"""One process and its records, without Spark."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import PROGRAM, PlainBatch, cases, letters, processes, write_lines

from imr_letters_spark import Worker, WorkerError
from imr_letters_spark.worker import Record, Result, line, render_partition

Liar = Callable[[str], str]


def render(records: list[bytes | None], worker: Worker) -> list[Result]:
    return list(render_partition([Record(n, None, record) for n, record in enumerate(records)], worker))


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    return Worker(str(tmp_path / "letters"), PROGRAM, ("pdf", "txt"))


def lied_to(worker: Worker, program: str, timeout: float = 60) -> Worker:
    return replace(worker, program=program, timeout=timeout)


def test_each_record_has_its_result_in_order_and_the_letters_are_those_of_a_plain_batch(worker: Worker, tmp_path: Path) -> None:
    good = cases(150)
    plain = PlainBatch(write_lines(tmp_path / "cases.ndjson", good), tmp_path / "plain")
    results = render(list(good), worker)
    assert [result.ordinal for result in results] == list(range(150))
    assert [result.id for result in results] == [line["id"] for line in plain.lines]
    assert letters(Path(worker.folder)) == plain.letters


@pytest.mark.parametrize(
    "front", [[b"{bad"], [b"{bad", b"worse", b"}"], [b"[1]", b"{"], [b"[{}", b"{}]"], [b"\xff\xfe"], [b"[" * 5_000]]
)
def test_malformed_records_in_front_are_rejected_one_by_one(worker: Worker, front: list[bytes]) -> None:
    results = render([*front, *cases(3)], worker)
    assert [result.status for result in results] == ["rejected"] * len(front) + ["written"] * 3
    assert [result.record for result in results] == [*front, None, None, None]
    assert all(result.codes for result in results[: len(front)])


@pytest.mark.parametrize("empty", [None, b"", b" \t", b"\r", b"\n\n"])
def test_missing_and_blank_records_are_rejected_and_not_lost(worker: Worker, empty: bytes | None) -> None:
    good = cases(2)
    assert [result.status for result in render([good[0], empty, good[1]], worker)] == ["written", "rejected", "written"]


def test_a_record_on_several_lines_gives_the_letter_of_one_on_a_line(worker: Worker) -> None:
    good = cases(1)[0]
    [short] = render([good], worker)
    [long] = render([json.dumps(json.loads(good), indent=2).encode().replace(b"\n", b"\r\n")], worker)
    assert long.outputs == short.outputs


def test_a_line_feed_inside_of_a_string_stays_an_error(worker: Worker) -> None:
    broken = cases(1)[0].replace(b'"clinicalCaseSummary": ["', b'"clinicalCaseSummary": ["\n')
    assert line(broken) != broken and b"\n" not in line(broken)
    assert [result.status for result in render([broken], worker)] == ["rejected"]


def test_a_case_without_a_number_is_rejected_because_partitions_would_give_it_the_same_name(tmp_path: Path) -> None:
    samples = Path(__file__).parents[3] / "Samples/imr-2014/one-item-no-header.json"
    record = json.dumps(json.loads(samples.read_text())).encode()
    assert b'"number"' not in record
    [result] = render([record], Worker(str(tmp_path / "letters"), PROGRAM, template="imr-2014"))
    assert (result.status, result.id) == ("rejected", None)
    assert letters(tmp_path / "letters") == {}


def test_a_line_of_the_programs_own_rejected_records_is_taken_back(worker: Worker) -> None:
    record = b'{"findings":[],"id":"x","record":' + cases(1)[0] + b"}"
    assert [result.status for result in render([record], worker)] == ["written"]


def test_a_record_that_crashes_the_program_is_rejected_where_it_is_isolated(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A preloaded library makes the program's worker processes crash; the program itself has no hook for tests.
    source = Path(__file__).parents[3] / "Tests/Poison/poison.c"
    library = tmp_path / "poison.so"
    compiler = shutil.which("clang") or shutil.which("cc")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    monkeypatch.setenv("LD_PRELOAD", str(library))
    monkeypatch.setenv("POISON_CRASH_AT", "CM16-0000003")
    good = cases(8)
    results = render(list(good), replace(worker, isolate=True))
    assert [result.status for result in results] == ["written"] * 3 + ["crashed"] + ["written"] * 4
    assert results[3].codes == ["IMR-X002"] and results[3].record == good[3]
    assert len(letters(Path(worker.folder))) == 2 * 7


def test_a_partition_without_records_starts_nothing(worker: Worker) -> None:
    assert render([], lied_to(worker, "/nowhere")) == []


@pytest.mark.parametrize(
    "lie, message",
    [
        ("drop:0", "another record"),
        ("drop:30", "another record"),
        ("drop:100", "1 results are missing, the first for the record with the ordinal 99"),
        ("repeat:30", "another record"),
        ("repeat:100", "more results than it got records"),
        ("swap:30", "another record"),
        ("extra", "more results than it got records"),
        ("garbage:30", "no result of the worker mode for the record with the ordinal 29"),
        ("version:0", "version 2"),
        ("die:30", "ended with exit code 3; "),
        ("die:30", "the first for the record with the ordinal 29. Its last messages:\n"),
        ("die:30", "\nout of luck"),
        ("crash:30", "ended with signal 9"),
        ("late", "answered everything and ended with exit code 5"),
        ("hang:30", "gave no result for 2 s"),
        ("close:30", "closed its output and went on running"),
    ],
)
def test_a_program_that_breaks_the_contract_is_found_out_and_gone(worker: Worker, lying: Liar, lie: str, message: str) -> None:
    start = time.monotonic()
    with pytest.raises(WorkerError) as error:
        render(list(cases(100)), lied_to(worker, lying(lie), timeout=2 if lie in ("hang:30", "close:30") else 60))
    assert message in str(error.value)
    assert time.monotonic() - start < 30
    assert_gone(worker)


def assert_gone(worker: Worker) -> None:
    """The program under the liar, which only notices the end of its input, may take a moment longer."""
    end = time.monotonic() + 10
    while processes(worker.folder) and time.monotonic() < end:
        time.sleep(0.05)
    assert processes(worker.folder) == []


def test_a_program_that_is_not_there_is_told(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="cannot be started"):
        render(list(cases(1)), lied_to(worker, "/nowhere/imr-letters"))


def test_options_that_the_program_refuses_are_told_in_its_words(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="no-such-template"):
        render(list(cases(1)), Worker(worker.folder, PROGRAM, template="no-such-template"))


def test_a_flood_of_messages_blocks_nothing(worker: Worker, lying: Liar) -> None:
    assert len(render(list(cases(5)), lied_to(worker, lying("chatter")))) == 5


def test_records_and_results_that_exceed_every_pipe_block_nothing(worker: Worker) -> None:
    # The results of one window fill a pipe several times over, and so do its records.
    keys = ",".join(f'"k{n}":1' for n in range(1_000))
    results = render([b"{" + keys.encode() + b"}"] * 100, worker)
    assert len(results) == 100
    assert sum(len(code) for code in results[0].codes) * worker.window > 3 << 16


def test_no_more_records_are_taken_than_the_window_holds(worker: Worker, lying: Liar) -> None:
    taken = itertools.count()
    records = (Record(next(taken), None, record) for record in cases(400))
    with pytest.raises(WorkerError, match="gave no result for 1 s"):
        list(render_partition(records, lied_to(worker, lying("hang:5"), timeout=1)))
    assert next(taken) <= worker.window + 6


def test_an_iterator_that_is_given_up_leaves_no_process(worker: Worker) -> None:
    results = render_partition([Record(n, None, record) for n, record in enumerate(cases(100))], worker)
    next(results)
    assert processes(worker.folder)
    results.close()
    assert processes(worker.folder) == []


def test_two_attempts_at_a_time_write_the_same_letters(worker: Worker, tmp_path: Path) -> None:
    good = cases(60)
    plain = PlainBatch(write_lines(tmp_path / "cases.ndjson", good), tmp_path / "plain")
    attempts = [render_partition([Record(n, None, record) for n, record in enumerate(good)], worker) for _ in range(2)]
    for first, second in zip(*attempts, strict=True):
        assert first == second
    assert letters(Path(worker.folder)) == plain.letters


def test_options_reach_the_program() -> None:
    worker = Worker("/letters", "p", ("txt",), "imr-2014", "/t", "/f", 0, True, True, True, 2)
    expected = "p batch - --stream -o /letters --name {case.number} -f txt -j 2 --template imr-2014 --font-path /f".split()
    assert set(expected) | {"--templates", "/t", "--width", "0", "--strict", "--duplex", "--isolate"} == set(worker.command())
