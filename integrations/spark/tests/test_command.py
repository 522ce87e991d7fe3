"""The command line and its exit codes; those of whole runs on a cluster are in test_cluster.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import HERE, PROGRAM, cases, write_lines

from imr_letters_spark import Input, Job, Worker
from imr_letters_spark.command import parse


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "imr_letters_spark", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent), "IMR_LETTERS": PROGRAM}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=folder, env=environment)


def test_the_defaults_are_those_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IMR_LETTERS", raising=False)
    assert parse(["a", "b", "-o", "/letters", "--results", "r"]) == Job(Input(("a", "b")), Worker("/letters"), "r")


def test_options_reach_the_job() -> None:
    source = ["--input-format", "parquet", "--column", "c", "--id-column", "i"]
    output = ["-o", "/o", "--results", "r", "--rejected", "x", "--results-format", "json", "--partitions", "7", "--check-digests"]
    program = ["--program", "p", "-f", "pdf,txt", "--template", "t", "--templates", "d", "--font-path", "f", "--width", "0"]
    flags = ["--strict", "--duplex", "--isolate", "-j", "2", "--timeout", "9"]
    worker = Worker("/o", "p", ("pdf", "txt"), "t", "d", "f", 0, True, True, True, 2, 9)
    expected = Job(Input(("in",), "parquet", "c", "i"), worker, "r", "x", "json", 7, True)
    assert parse(["in", *source, *output, *program, *flags]) == expected


@pytest.mark.parametrize("wrong", [["--no-such-option"], ["--partitions", "0"], ["--results-format", "csv"]])
def test_wrong_usage_is_64(tmp_path: Path, wrong: list[str]) -> None:
    assert run(tmp_path, "in", "-o", "out", "--results", "r", *wrong).returncode == 64


def test_a_missing_input_is_66(tmp_path: Path) -> None:
    done = run(tmp_path, "nothing.ndjson", "-o", "out", "--results", "r")
    assert done.returncode == 66, done.stderr
    assert "nothing.ndjson" in done.stderr and "Traceback" not in done.stderr


def test_rejected_records_are_1_and_a_second_run_needs_another_place(tmp_path: Path) -> None:
    write_lines(tmp_path / "in.ndjson", [*cases(2), b"{bad"])
    done = run(tmp_path, "in.ndjson", "-o", "out", "--results", "r")
    assert done.returncode == 1, done.stderr
    assert "imr-letters-spark: 3 records: 2 written, 1 rejected" in done.stderr
    assert run(tmp_path, "in.ndjson", "-o", "out", "--results", "r").returncode == 73
