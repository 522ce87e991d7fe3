"""Runs on a cluster whose processes die."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cluster import Cluster
from helpers import PROGRAM, PlainBatch, cases, letters, processes, write_lines


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.stop()


class Run:
    """A run under way, its messages read as they come."""

    def __init__(self, cluster: Cluster, folder: Path, source: Path, program: str = PROGRAM, **settings: Any) -> None:
        self.letters = folder / "letters"
        self.results = folder / "results"
        options = ["-o", str(self.letters), "--results", str(self.results), "--results-format", "json", "-f", "pdf,txt"]
        arguments = [str(source), *options, "--program", program, *settings.pop("options", [])]
        self.process = cluster.submit(arguments, **settings)
        self.messages = ""
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.messages += line

    def wait_for_letters(self, count: int) -> None:
        while self.written() < count:
            assert self.process.poll() is None, self.messages
            time.sleep(0.02)

    def written(self) -> int:
        return sum(name.endswith(".txt") and name[0] != "." for name in os.listdir(self.letters)) if self.letters.exists() else 0

    def end(self) -> int:
        code = self.process.wait(timeout=180)
        self._reader.join()
        return code

    def rows(self) -> list[dict[str, Any]]:
        parts = sorted(self.results.glob("part-*"))
        return [json.loads(line) for part in parts for line in part.read_text().splitlines()]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()


@pytest.fixture
def start(cluster: Cluster, tmp_path: Path) -> Iterator[Callable[..., Run]]:
    runs: list[Run] = []

    def start(source: Path, **settings: Any) -> Run:
        runs.append(Run(cluster, tmp_path, source, **settings))
        return runs[-1]

    yield start
    for run in runs:
        run.kill()


def test_an_executor_killed_half_way_changes_nothing(start: Callable[..., Run], cluster: Cluster, tmp_path: Path) -> None:
    source = write_lines(tmp_path / "cases.ndjson", cases(4_000))
    began = time.monotonic()
    plain = PlainBatch(source, tmp_path / "plain")
    plain_time = time.monotonic() - began
    began = time.monotonic()
    run = start(source, options=["--partitions", "8", "--check-digests"])
    run.wait_for_letters(2_000)
    os.kill(cluster.executors(0)[-1], signal.SIGKILL)
    there = run.written()
    # What a letter being written then would have left: that it is met is not left to chance.
    (run.letters / ".CM16-0003999.pdf.0a1b2c3d-4242-17~").write_bytes(b"%PDF-")
    assert run.end() == 0, run.messages
    print(f"\n4,000 letters, an executor lost at {there}: {time.monotonic() - began:.1f} s; plain batch {plain_time:.1f} s")
    assert 2_000 <= there < 4_000
    assert "Lost executor" in run.messages
    assert "Lost task" in run.messages, "the executor had nothing to do when it was killed"
    rows = run.rows()
    assert [row["id"] for row in rows] == [line["id"] for line in plain.lines]
    assert [row["outputs"] for row in rows] == [line["outputs"] for line in plain.lines]
    assert letters(run.letters) == plain.letters


def test_a_slow_attempt_that_lost_to_a_second_one_changes_nothing(
    start: Callable[..., Run], lying: Callable[[str], str], tmp_path: Path
) -> None:
    source = write_lines(tmp_path / "cases.ndjson", [*cases(200), b"{bad"])
    plain = PlainBatch(source, tmp_path / "plain")
    speculation = {"": "true", ".quantile": 0.5, ".multiplier": 1.1, ".interval": "100ms", ".minTaskRuntime": "500ms"}
    settings = {f"spark.speculation{name}": value for name, value in speculation.items()}
    program = lying(f"hang:20:{tmp_path}/told")
    run = start(source, program=program, options=["--partitions", "4"], **settings)
    assert run.end() == 1, run.messages
    assert (tmp_path / "told").exists() and "another attempt succeeded" in run.messages
    assert len(run.rows()) == 201
    assert letters(run.letters) == plain.letters
    assert_gone(str(run.letters))


def assert_gone(word: str) -> None:
    end = time.monotonic() + 20
    while processes(word) and time.monotonic() < end:
        time.sleep(0.1)
    assert processes(word) == []


def test_the_exit_code_of_a_run_that_cannot_be_is_that_of_the_program(start: Callable[..., Run], tmp_path: Path) -> None:
    run = start(write_lines(tmp_path / "cases.ndjson", cases(3) * 2))
    assert run.end() == 65
    assert "3 case numbers stand in several records" in run.messages
    assert letters(run.letters) == {}
