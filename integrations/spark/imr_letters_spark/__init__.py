"""Renders IMR Final Determination letters with Apache Spark: one long-lived `imr-letters` process a partition."""

from .errors import (
    DuplicateCases,
    FolderInUse,
    OutputExists,
    ReconciliationFailed,
    RenderingFailed,
    SparkLettersError,
    UnusableInput,
)
from .job import Job, render_letters
from .records import Input
from .results import Summary
from .worker import Worker, WorkerError

__all__ = [
    "DuplicateCases",
    "FolderInUse",
    "Input",
    "Job",
    "OutputExists",
    "ReconciliationFailed",
    "RenderingFailed",
    "SparkLettersError",
    "Summary",
    "UnusableInput",
    "Worker",
    "WorkerError",
    "render_letters",
]
