"""Fixtures: a Spark session of its own for all tests, and programs that break the contract."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers import HERE, PROGRAM
from pyspark.sql import SparkSession

os.environ["PYSPARK_PYTHON"] = sys.executable
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"


def pytest_configure() -> None:
    if not os.access(PROGRAM, os.X_OK):
        pytest.exit(f"there is no program “{PROGRAM}”: `make build`, or set IMR_LETTERS", 66)


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    # Four tries a task, as on a cluster.
    builder = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", False)
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
