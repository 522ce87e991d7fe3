"""What the tests share: invented cases, the plain batch that runs are compared with, a Spark session."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[2]
PROGRAM = os.environ.get("IMR_LETTERS", str(CHECKOUT / ".build/release/imr-letters"))

os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
sys.path.insert(0, str(HERE.parent))


def pytest_configure() -> None:
    if not os.access(PROGRAM, os.X_OK):
        pytest.exit(f"there is no program “{PROGRAM}”: `make build`, or set IMR_LETTERS", 66)


def cases(count: int) -> list[str]:
    """So many good records, made of the samples by giving each its own number."""
    samples = [json.loads(path.read_text()) for path in sorted((CHECKOUT / "Samples/imr-2016").glob("*.json"))]
    # One of the samples is very long; thousands of it would test nothing but patience.
    samples = [sample for sample in samples if len(json.dumps(sample)) < 20_000]
    lines = []
    for number in range(count):
        sample = samples[number % len(samples)]
        sample["case"]["number"] = f"CM16-{number:07d}"
        lines.append(json.dumps(sample, ensure_ascii=False))
    return lines


def letters(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but what a plain batch writes besides the letters."""
    own = {"manifest.ndjson", "rejected.ndjson"}
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in own}


class Plain:
    """A plain batch: what every run has to equal."""

    def __init__(self, lines: list[str] | list[bytes], folder: Path) -> None:
        folder.mkdir()
        source = folder / "input.ndjson"
        source.write_bytes(b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines))
        out = folder / "letters"
        command = [PROGRAM, "batch", str(source), "-o", str(out), "-f", "pdf,txt"]
        done = subprocess.run(command, capture_output=True, timeout=120)
        assert done.returncode in (0, 1), done.stderr.decode()
        self.letters = letters(out)
        manifest = [json.loads(line) for line in (out / "manifest.ndjson").read_text().splitlines()]
        self.codes = sorted(line.get("errors", line.get("warnings")) for line in manifest)
        self.outputs = {line["id"]: line["outputs"] for line in manifest if line["status"] == "written"}
        self.pages = sum(line.get("pages", 0) for line in manifest)


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", False)
    session = builder.config("spark.sql.shuffle.partitions", 4).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture
def lying(tmp_path: Path) -> Callable[[str], str]:
    """Makes a program that tells a lie of `lying_program.py`."""

    def make(lie: str) -> str:
        path = tmp_path / f"liar-{lie.split(':')[0]}"
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{HERE}/lying_program.py" "{lie}" "{PROGRAM}" "$@"\n')
        path.chmod(0o755)
        return str(path)

    return make


def processes(word: str) -> list[int]:
    """The processes with a word in their command line."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if word.encode() in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                pass  # It has ended in the meantime.
    return found


def copy_of_environment(**changes: str) -> dict[str, str]:
    return {**os.environ, **changes}


__all__ = ["shutil"]
