"""What Spark costs over a plain batch, on this machine alone: bench.py [CASES.ndjson …]; without files, 4,000 made of samples."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyspark

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "tests"))
from helpers import PROGRAM, cases, write_lines  # noqa: E402  # type: ignore[import-not-found]

CORES = os.cpu_count() or 1
PR_SET_CHILD_SUBREAPER = 36


def measure(command: list[str]) -> tuple[float, float]:
    """Seconds of wall clock, and of CPU (user + system) of all processes.

    Spark's Python daemon does not wait for its children, so that the kernel adds up less than there was. All descendants are
    looked at twenty times a second instead, which loses a few hundredths of a second of each.
    """
    ticks: dict[tuple[int, str], int] = {}
    start = time.monotonic()
    with tempfile.TemporaryFile() as log:
        environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        while (code := process.poll()) is None:
            look(ticks)
            time.sleep(0.05)
        wall = time.monotonic() - start
        if code not in (0, 1):
            log.seek(0)
            raise SystemExit(f"{command[0]} ended with {code}:\n{log.read().decode()}")
    return wall, sum(ticks.values()) / os.sysconf("SC_CLK_TCK")


def look(ticks: dict[tuple[int, str], int]) -> None:
    """Notes the CPU time of every descendant, told apart by its start time should a number be given again."""
    parents: dict[int, int] = {}
    found: dict[int, tuple[str, int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                # Behind the name, which may hold anything: state, parent, … (proc(5), from the third field on).
                fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry)] = int(fields[1])
            found[int(entry)] = (fields[19], int(fields[11]) + int(fields[12]))
    for pid, (start, used) in found.items():
        ancestor = pid
        while ancestor in parents and ancestor != os.getpid():
            ancestor = parents[ancestor]
        if ancestor == os.getpid() and pid != ancestor:
            ticks[pid, start] = used


def main() -> None:
    # Orphans become children of this process, so that it does not lose sight of them.
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
            submit += [str(HERE / "render.py"), "--program", PROGRAM, "-o", out, "--results", results]
            commands = {
                f"`imr-letters batch -j {CORES}`": [PROGRAM, "batch", "-j", str(CORES), "-o", f"{out}-plain"],
                f"Spark, `local[{CORES}]`": submit,
            }
            for title, command in commands.items():
                wall, cpu = measure([*command, "-f", "pdf,txt", str(source)])
                print(f"| {count:,} | {title} | {wall:.1f} | {cpu:.1f} |", flush=True)


main()
