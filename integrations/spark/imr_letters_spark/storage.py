"""Files where Spark writes datasets: whatever its Hadoop file systems reach."""

from __future__ import annotations

from typing import Any

from pyspark.sql import SparkSession


def exists(spark: SparkSession, uri: str) -> bool:
    system, path = _place(spark, uri)
    return bool(system.exists(path))


def remove(spark: SparkSession, uri: str) -> None:
    system, path = _place(spark, uri)
    system.delete(path, True)


def _place(spark: SparkSession, uri: str) -> tuple[Any, Any]:
    # PySpark has no interface of its own for this; it is how its users reach the file systems.
    context = spark.sparkContext
    assert context._jvm is not None
    path = context._jvm.org.apache.hadoop.fs.Path(uri)
    return path.getFileSystem(context._jsc.hadoopConfiguration()), path
