"""What the tests share: invented cases, and the plain batch that every run has to equal."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[2]
PROGRAM = os.environ.get("IMR_LETTERS", str(CHECKOUT / ".build/release/imr-letters"))


def cases(count: int) -> list[bytes]:
    """So many good records, made of the samples by giving each its own number."""
    samples = [json.loads(path.read_text()) for path in sorted((CHECKOUT / "Samples/imr-2016").glob("*.json"))]
    # One of the samples is very long; thousands of it would test nothing but patience.
    samples = [sample for sample in samples if len(json.dumps(sample)) < 20_000]
    lines = []
    for number in range(count):
        sample = samples[number % len(samples)]
        sample["case"]["number"] = f"CM16-{number:07d}"
        lines.append(json.dumps(sample, ensure_ascii=False).encode())
    return lines


def write_lines(path: Path, lines: list[bytes]) -> Path:
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def letters(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, but for what a plain batch writes besides the letters."""
    own = {"manifest.ndjson", "rejected.ndjson", ".sets"}
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in own}


class PlainBatch:
    """What `imr-letters batch` makes of a file of records."""

    def __init__(self, source: Path, folder: Path) -> None:
        command = [PROGRAM, "batch", str(source), "-o", str(folder), "-f", "pdf,txt"]
        done = subprocess.run(command, capture_output=True, timeout=120)
        assert done.returncode in (0, 1), done.stderr.decode()
        self.exit_code = done.returncode
        self.letters = letters(folder)
        self.lines = [json.loads(line) for line in (folder / "manifest.ndjson").read_text().splitlines()]
        self.written = {line["id"]: line for line in self.lines if line["status"] == "written"}
        self.rejected = [line for line in self.lines if line["status"] == "rejected"]


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
