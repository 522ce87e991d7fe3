"""The way through a run: read, look for duplicates, render once, reconcile, publish."""

from __future__ import annotations

import atexit
import functools
import importlib.resources
import os
import shutil
import tempfile
import time
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from py4j.protocol import Py4JJavaError  # type: ignore[import-untyped]
from pyspark import SparkContext
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from . import records, results, storage
from .errors import OutputExists, RenderingFailed
from .folder import locked, remove_remainders
from .records import Input
from .results import Summary
from .worker import Worker, render_partition

_RECORDS_A_PARTITION = 1_000
"""What is lost with a task and done again: a second or two of work, beside which starting a process counts little."""


@dataclass(frozen=True)
class Job:
    """What is rendered, how, and where what became of it is put down."""

    input: Input
    worker: Worker
    results: str
    """A dataset with a row a record. It appears when everything agrees, and not before."""
    rejected: str | None = None
    """A dataset with the rejected records themselves; `results` with “-rejected” behind it if None."""
    format: Literal["parquet", "json"] = "parquet"
    partitions: int | None = None
    """Into how many parts the records are dealt; one a thousand records if None, and one a core at least."""
    check_digests: bool = False
    """Read all letters again in the end, besides looking that they are there with their sizes."""


def render_letters(spark: SparkSession, job: Job) -> Summary:
    """Renders a letter for every record, and says so only if that is proved.

    - Raises: a `SparkLettersError`; which, tells whether something was written.
    """
    folder = job.worker.folder
    if not os.path.isabs(folder):
        raise ValueError(f"the folder “{folder}” must be an absolute path: it is used on other hosts")
    rejected = job.rejected or job.results.rstrip("/") + "-rejected"
    staging = job.results.rstrip("/") + ".unreconciled"
    for uri in (job.results, rejected):
        if storage.exists(spark, uri):
            raise OutputExists(f"“{uri}” is there already; remove it or choose another")
    with ExitStack() as stack:
        stack.enter_context(locked(folder))
        source = records.read(spark, job.input)
        stack.callback(source.unpersist)
        numbers = records.census(source)
        stack.callback(numbers.unpersist)
        count = numbers.count()
        records.require_unique(numbers)
        try:
            _render(spark, job, source, count, staging)
        finally:
            _wait_for_tasks(spark.sparkContext)
            remove_remainders(folder)
        made = spark.read.schema(results.SCHEMA).parquet(staging)
        summary = results.reconcile(numbers, made, folder, job.check_digests)
        _publish(made, job, rejected)
        storage.remove(spark, staging)
        return summary


def _render(spark: SparkSession, job: Job, source: DataFrame, count: int, staging: str) -> None:
    """Renders and writes the results down, in the only action that renders.

    The results are those of the attempts that Spark committed: its commit coordinator lets one attempt a partition write
    its file. What other attempts wrote are letters of the same bytes under the same names.
    """
    context = spark.sparkContext
    context.addPyFile(str(_package()))
    partitions = job.partitions or max(context.defaultParallelism, -(-count // _RECORDS_A_PARTITION))
    # By the ordinal and not in turn: a partition that is made again must hold the same records.
    dealt = source.select("ordinal", "input_id", "record").repartition(partitions, "ordinal")
    rows = dealt.rdd.mapPartitions(functools.partial(render_partition, worker=job.worker))
    try:
        made = spark.createDataFrame(rows, results.SCHEMA, verifySchema=False)
        # The other algorithm of the committer is faster and not safe when a task dies while it commits.
        made.write.option("mapreduce.fileoutputcommitter.algorithm.version", "1").mode("overwrite").parquet(staging)
    except (PySparkException, Py4JJavaError) as error:
        raise RenderingFailed(f"a partition could not be rendered:\n{_cause(error)}") from error


def _cause(error: Exception) -> str:
    """What the task said, without the frames of Spark around it."""
    text = str(error)
    start = text.rfind("WorkerError: ")
    if start < 0:
        return text
    end = text.find("\n\tat ", start)
    return text[start : end if end > 0 else None].strip()


@functools.cache
def _package() -> Path:
    """This package in an archive, so that the executors run what the driver runs, whatever is installed there."""
    name = "imr_letters_spark"
    folder = Path(tempfile.mkdtemp(prefix="imr-letters-spark-"))
    # Named like no other: Spark refuses a second file of a name, and there may be one from `--py-files`.
    archive = folder / f"{folder.name}.zip"
    # Spark serves the file itself as long as the application lives.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with zipfile.ZipFile(archive, "w") as file:
        # It may lie in an archive itself.
        for module in importlib.resources.files(name).iterdir():
            if module.name.endswith(".py"):
                file.writestr(f"{name}/{module.name}", module.read_bytes())
    return archive


def _wait_for_tasks(context: SparkContext, patience: float = 60) -> None:
    """Waits until no task runs: attempts that lost to another one are being killed when the job is done already."""
    end = time.monotonic() + patience
    tracker = context._jsc.sc().statusTracker()
    while time.monotonic() < end and any(executor.numRunningTasks() for executor in tracker.getExecutorInfos()):
        time.sleep(0.1)


def _publish(made: DataFrame, job: Job, rejected: str) -> None:
    """Writes the datasets, the results last: that they are there means that the run is done."""
    refused = made.where(F.col("status") != "written").select("ordinal", "input_id", "id", "status", "codes", "record")
    if job.format == "json":
        refused = refused.withColumn("record", F.col("record").cast("string"))
    for data, uri in ((refused, rejected), (made.drop("record"), job.results)):
        data.orderBy("ordinal").write.format(job.format).save(uri)
