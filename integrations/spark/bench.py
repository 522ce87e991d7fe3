"""What Spark costs over a plain batch, on this machine alone: bench.py [CASES.ndjson …]; without files, 4,000 made of samples.

CPU is user + system of all processes. To have it counted whatever process it was that waited for which, this one adopts all
orphans and waits for them.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyspark

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "tests"))
from helpers import PROGRAM, cases, write_lines  # noqa: E402

CORES = os.cpu_count() or 1
PR_SET_CHILD_SUBREAPER = 36


def measure(command: list[str]) -> tuple[float, float]:
    """Seconds of wall clock and of CPU."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYSPARK_PYTHON": sys.executable})
    wall = time.monotonic() - start
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="imr-letters-bench-") as name:
        work = Path(name)
        sources = [Path(path) for path in sys.argv[1:]] or [write_lines(work / "4000.ndjson", cases(4_000))]
        print(f"Spark {pyspark.__version__}, {CORES} cores; PDF and text")
        print("| records | program | wall s | CPU s |\n|---|---|---|---|")
        for source in sources:
            with source.open("rb") as lines:
                count = sum(1 for _ in lines)
            out, results = str(work / f"{source.stem}-spark"), str(work / f"{source.stem}-results")
            submit = [str(Path(pyspark.__file__).parent / "bin/spark-submit"), "--master", f"local[{CORES}]"]
            commands = {
                f"`imr-letters batch -j {CORES}`": [PROGRAM, "batch", "-j", str(CORES), "-o", f"{out}-plain"],
                f"Spark, `local[{CORES}]`": [*submit, str(HERE / "render.py"), "--program", PROGRAM, "-o", out, "--results", results],
            }
            for title, command in commands.items():
                wall, cpu = measure([*command, "-f", "pdf,txt", str(source)])
                print(f"| {count:,} | {title} | {wall:.1f} | {cpu:.1f} |", flush=True)


main()
