"""Has the records of a partition rendered by one `imr-letters` process. Uses nothing of Spark.

`RDD.pipe` is not used: it neither tells which line answers which record nor notices a program that drops some.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import queue
import re
import subprocess
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any, NamedTuple


class WorkerError(RuntimeError):
    """The process broke the contract of the worker mode. Raised in a task, it makes Spark try the partition again."""


@dataclass(frozen=True)
class Worker:
    """How the program is run; `folder` must be the same folder on all hosts."""

    folder: str
    program: str = "imr-letters"
    formats: tuple[str, ...] = ("pdf",)
    template: str | None = None
    templates: str | None = None
    font_path: str | None = None
    width: int | None = None
    strict: bool = False
    duplex: bool = False
    isolate: bool = False
    """Go on after a record that crashes the process, which is rejected with the status `crashed` then."""
    jobs: int = 1
    """Letters in work at a time; more than one only with `spark.task.cpus` set to the same."""
    timeout: float = 600
    """Seconds without any result after which the process is held to hang."""
    window: int = 64
    """Records sent and not yet answered, at most: it bounds memory, and what is done in vain when a task is killed."""

    def command(self) -> list[str]:
        # Without --name, a case without a number would be called by its line in the stream. That differs from attempt to
        # attempt and clashes between partitions; with it, such a record is rejected.
        command = [self.program, "batch", "-", "--stream", "-o", self.folder, "--name", "{case.number}"]
        command += ["-f", ",".join(self.formats), "-j", str(self.jobs)]
        options = {"--template": self.template, "--templates": self.templates, "--font-path": self.font_path}
        options["--width"] = None if self.width is None else str(self.width)
        for option, value in options.items():
            command += [] if value is None else [option, value]
        flags = {"--strict": self.strict, "--duplex": self.duplex, "--isolate": self.isolate}
        return command + [flag for flag, is_set in flags.items() if is_set]


class Record(NamedTuple):
    """A record of the input."""

    ordinal: int
    input_id: str | None
    record: bytes | bytearray | None


class Result(NamedTuple):
    """What became of a record: the columns of `results.SCHEMA`."""

    ordinal: int
    input_id: str | None
    id: str | None
    """Its case number; None if it has none that can be read."""
    status: str
    """`written`; `rejected` or, where `isolate` is set, `crashed`."""
    outputs: list[tuple[str, int, str, int | None, str | None, str | None]]
    pages: int | None
    sheets: int | None
    codes: list[str]
    template: tuple[str, str, str, str]
    program: tuple[str, str]
    record: bytes | None
    """The record itself if it was not written."""


def render_partition(records: Iterable[Record], worker: Worker) -> Generator[Result, None, None]:
    """Renders the records and gives exactly one result for each, in their order.

    - Raises: `WorkerError` if the process dies, hangs, ends with an exit code other than 0, or answers too little, too much,
      or out of order. In any case the process is gone when the iterator is.
    """
    rows = iter(records)
    first = next(rows, None)
    if first is None:
        return
    with _Process(worker) as process:
        # An empty object goes first: its answer shows that the program speaks the version of the contract that is known here,
        # before a record is given to it.
        process.send(_GREETING)
        for row in itertools.chain([first], rows):
            while process.in_flight >= worker.window:
                yield from _results(process, worker)
            process.send(Record(*row))
        process.end_input()
        while process.in_flight:
            yield from _results(process, worker)
        process.finish()


_GREETING = Record(-1, None, b"{}")


def line(record: bytes | bytearray | None) -> bytes:
    """The record on a line of its own, without its end.

    Records of JSON lines go out as they are. One that stands on several lines is joined by carriage returns, because they are
    what line feeds are to JSON: white space between tokens, forbidden inside strings. So it stays as good or as bad as it was.
    A missing or blank one, which the program would pass over without a result, is sent as `null` to be rejected.
    """
    return bytes(record or b"").replace(b"\n", b"\r") if record and record.strip(b" \t\r\n") else b"null"


_FALLBACK = re.compile(r"stdin-[0-9]+")

# A line of the program's own `rejected.ndjson`: it renders the record inside and gives the digest of that.
_WRAPPED = re.compile(rb"\s*\{\s*\"findings\"")


def _results(process: _Process, worker: Worker) -> Iterator[Result]:
    """The next result; none for the greeting."""
    sent, answer = process.receive()
    try:
        fields = json.loads(answer)
        _check(fields, sent, worker)
        if sent is not _GREETING:
            yield _result(fields, sent)
    except (ValueError, KeyError, TypeError) as error:
        # The answer itself is not shown: whatever it is, it is no result, and may hold anything.
        raise WorkerError(f"no result of the worker mode for the record with the ordinal {sent.ordinal}: {error!r}") from error


def _check(fields: dict[str, Any], sent: Record, worker: Worker) -> None:
    """That it is a result, and the one of that record."""
    if fields["version"] != 1:
        raise WorkerError(f"results of version {fields['version']} are not known here")
    status, digest, text = fields["status"], fields["input"]["sha256"], line(sent.record)
    # A record that is rejected unread has no digest.
    is_digest_due = not _WRAPPED.match(text) and (digest or status == "written")
    if is_digest_due and digest != hashlib.sha256(text).hexdigest():
        raise WorkerError(f"a result is that of another record than the one with the ordinal {sent.ordinal}, which is due")
    files = [output["file"] for output in fields["outputs"]]
    letters = [f"{fields['name']}.{suffix}" for suffix in worker.formats]
    due = {"written": letters, "rejected": [], "crashed": []}[status]
    if files != due:
        raise WorkerError(f"the record with the ordinal {sent.ordinal} is {status} with the files {files}, not {due}")


def _result(fields: dict[str, Any], sent: Record) -> Result:
    is_rejected = fields["status"] != "written"
    template, program = fields["template"], fields["program"]
    return Result(
        ordinal=sent.ordinal,
        input_id=sent.input_id,
        # A record without a number is called by its line in the stream, which means nothing outside of this attempt.
        id=None if _FALLBACK.fullmatch(fields["id"]) else fields["id"],
        status=fields["status"],
        outputs=[
            (o["file"], o["bytes"], o["sha256"], o.get("width"), o.get("pdf"), o.get("signatureField")) for o in fields["outputs"]
        ],
        pages=None if is_rejected else fields["pages"],
        sheets=None if is_rejected else fields["sheets"],
        codes=fields["errors" if is_rejected else "warnings"],
        template=(template["name"], template["version"], template["sha256"], template["fonts"]),
        program=(program["version"], program["sha256"]),
        record=bytes(sent.record or b"") if is_rejected else None,
    )


class _Process:
    """A running program and the threads that keep its pipes going.

    Three threads, so that nobody waits for anybody in a circle: one writes, one reads results, one reads messages. None of
    them touches Spark's own socket, from which the caller takes records and to which it gives results. What is in the queues
    is bounded by the window, which the caller keeps.
    """

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._unanswered: deque[Record] = deque()
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._messages: deque[str] = deque(maxlen=20)
        try:
            self._process = subprocess.Popen(
                worker.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        except OSError as error:
            raise WorkerError(f"“{worker.program}” cannot be started: {error}") from error
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._write, self._read, self._listen)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> _Process:
        return self

    def __exit__(self, *_: object) -> None:
        self._kill()
        for thread, pipe in zip(self._threads, self._pipes(), strict=True):
            # A process that the program has started may hold a pipe a little longer; it is not waited for for ever.
            thread.join(timeout=10)
            if not thread.is_alive():
                with contextlib.suppress(OSError):
                    pipe.close()

    def _kill(self) -> None:
        self._process.kill()
        self._process.wait()
        # Whatever it has started itself sees the end of its input.
        self._lines.put(None)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
        process = self._process
        assert process.stdin and process.stdout and process.stderr
        return process.stdin, process.stdout, process.stderr

    @property
    def in_flight(self) -> int:
        """Records sent and not yet answered."""
        return len(self._unanswered)

    def send(self, record: Record) -> None:
        """Has a record written, without waiting for it."""
        self._unanswered.append(record)
        self._lines.put(line(record.record) + b"\n")

    def end_input(self) -> None:
        """No more records come."""
        self._lines.put(None)

    def receive(self) -> tuple[Record, bytes]:
        """The oldest record that is not answered, and the next answer."""
        answer = self._answer()
        if answer is None:
            missing = f"{self.in_flight} results are missing, the first for the record with the ordinal "
            raise self._error(f"ended with {self._ending()}; {missing}{self._unanswered[0].ordinal}")
        return self._unanswered.popleft(), answer

    def finish(self) -> None:
        """Waits until the process has ended by itself, which it must with 0 and without another word."""
        if self._answer() is not None:
            raise self._error("gave more results than it got records")
        ending = self._ending()
        if ending != "exit code 0":
            raise self._error(f"answered everything and ended with {ending}")

    def _answer(self) -> bytes | None:
        try:
            return self._answers.get(timeout=self._worker.timeout)
        except queue.Empty:
            raise self._error(f"gave no result for {self._worker.timeout:g} s") from None

    def _ending(self) -> str:
        try:
            code = self._process.wait(timeout=self._worker.timeout)
        except subprocess.TimeoutExpired:
            raise self._error("closed its output and went on running") from None
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def _error(self, problem: str) -> WorkerError:
        self._kill()
        self._threads[-1].join(timeout=10)  # The one that listens.
        messages = "\n".join(self._messages) or "(none)"
        return WorkerError(f"“{self._worker.program}” {problem}. Its last messages:\n{messages}")

    def _write(self) -> None:
        pipe = self._pipes()[0]
        try:
            while (text := self._lines.get()) is not None:
                pipe.write(text)
                pipe.flush()
            pipe.close()
        except OSError:
            pass  # The process is gone, which the reader notices and tells with its exit code.

    def _read(self) -> None:
        for text in self._pipes()[1]:
            self._answers.put(text)
        self._answers.put(None)

    def _listen(self) -> None:
        for text in self._pipes()[2]:
            self._messages.append(text.decode(errors="replace").rstrip())
