"""The command: `python -m imr_letters_spark` or `spark-submit render.py`."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from typing import NoReturn

from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession

from .errors import SparkLettersError
from .job import Job, render_letters
from .records import Input
from .worker import Worker

_EPILOG = """exit codes: 0 done, 1 done but some records were rejected, 64 wrong usage, 65 the input cannot be used,
66 an input is not there, 70 a run that failed or does not agree with its input, 73 an output cannot be created"""


def main(arguments: list[str] | None = None) -> int:
    """Runs the command and gives its exit code."""
    job = parse(arguments)
    spark = SparkSession.builder.appName("imr-letters").getOrCreate()
    try:
        summary = render_letters(spark, job)
    except SparkLettersError as error:
        print(f"imr-letters-spark: {error}", file=sys.stderr)
        return error.exit_code
    except Exception as error:
        if isinstance(error, AnalysisException) and error.getCondition() == "PATH_NOT_FOUND":
            print(f"imr-letters-spark: {error.getMessage()}", file=sys.stderr)
            return 66
        # Python's own exit code for what nobody expected is 1, which stands for rejected records here.
        traceback.print_exc()
        return 70
    finally:
        spark.stop()
    print(f"imr-letters-spark: {summary}", file=sys.stderr)
    return 1 if summary.rejected else 0


def parse(arguments: list[str] | None = None) -> Job:
    """The job that arguments ask for; wrong ones end the program."""
    options = _parser().parse_args(arguments)
    source = Input(tuple(options.input), options.input_format, options.column, options.id_column)
    worker = Worker(
        folder=os.path.abspath(options.folder),
        program=options.program,
        formats=tuple(options.formats.split(",")),
        template=options.template,
        templates=options.templates,
        font_path=options.font_path,
        width=options.width,
        strict=options.strict,
        duplex=options.duplex,
        isolate=options.isolate,
        jobs=options.jobs,
        timeout=options.timeout,
    )
    return Job(
        source, worker, options.results, options.rejected, options.results_format, options.partitions, options.check_digests
    )


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(64, f"{self.prog}: error: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser("imr_letters_spark", description="Renders many letters on a Spark cluster.", epilog=_EPILOG)
    parser.add_argument("input", nargs="+", help="files, folders or patterns that Spark can read")
    parser.add_argument("-o", dest="folder", required=True, metavar="DIR", help="the letters: a folder that all hosts share")
    parser.add_argument("--results", required=True, metavar="URI", help="the dataset of results, a row a record")
    parser.add_argument("--rejected", metavar="URI", help="the dataset of rejected records (default: RESULTS-rejected)")
    parser.add_argument("--results-format", choices=("parquet", "json"), default="parquet", help="of both datasets")
    parser.add_argument("--input-format", choices=("lines", "parquet"), default="lines", help="default: JSON lines")
    parser.add_argument("--column", default="case", metavar="NAME", help="Parquet: the case as JSON (default: case)")
    parser.add_argument("--id-column", metavar="NAME", help="Parquet: a column to carry over into the results")
    parser.add_argument("--partitions", type=_number, metavar="N", help="default: one a thousand records, one a core at least")
    parser.add_argument("--check-digests", action="store_true", help="read all letters again in the end")

    worker = parser.add_argument_group("the program")
    program = os.environ.get("IMR_LETTERS", "imr-letters")
    worker.add_argument("--program", default=program, metavar="PATH", help="on every host (default: $IMR_LETTERS)")
    worker.add_argument("-f", dest="formats", default="pdf", metavar="FORMATS", help="separated by commas: pdf, txt")
    worker.add_argument("--template", metavar="TEMPLATE", help="a name, or a folder")
    worker.add_argument("--templates", metavar="DIR", help="a folder with template sets, searched first")
    worker.add_argument("--font-path", metavar="DIR", help="the folder with the fonts")
    worker.add_argument("--width", type=int, metavar="N", help="the most characters a line of plain text has")
    worker.add_argument("--strict", action="store_true", help="count warnings as errors")
    worker.add_argument("--duplex", action="store_true", help="count sheets printed on both sides")
    worker.add_argument("--isolate", action="store_true", help="reject a record that crashes the process, and go on")
    worker.add_argument("-j", dest="jobs", type=_number, default=1, metavar="N", help="letters in work at a time, per task")
    worker.add_argument("--timeout", type=_number, default=600, metavar="S", help="a process silent so long is held to hang")
    return parser


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
