"""The shared folder that the letters are written to, as the driver sees it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import time
from collections.abc import Iterator

from .errors import FolderInUse, OutputExists

_TEMPORARY = re.compile(r"\..*\.[0-9a-f]{8}(-[0-9]+)+~")
"""A file that a letter is written to before it gets its name: its host and process are in it."""


@contextlib.contextmanager
def locked(folder: str) -> Iterator[None]:
    """Makes the folder where it is missing and keeps other runs and plain batches out of it, by the lock of the latter.

    The workers of a stream take no lock themselves. It is the kernel's and goes with the driver, however that ends.
    """
    path = os.path.join(folder, ".imr-letters.lock")
    try:
        os.makedirs(folder, exist_ok=True)
        descriptor = _lock(path)
    except BlockingIOError:
        raise FolderInUse(f"another batch is writing to “{folder}”") from None
    except OSError as error:
        raise OutputExists(f"nothing can be written to “{folder}”: {error.strerror}") from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            os.unlink(path)
        os.close(descriptor)


def _lock(path: str) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Who held it before may have removed the file between our two calls; its lock would be worth nothing then.
            if os.path.exists(path) and os.path.samestat(os.fstat(descriptor), os.stat(path)):
                return descriptor
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)


def remove_remainders(folder: str, patience: float = 30) -> int:
    """Removes what killed workers left half written, and returns how many files that were.

    To be called when no task runs any more and under the lock, so that every temporary file is a remainder. A worker whose
    host was lost may outlive its task by a moment: two looks in a row must find nothing.
    """
    removed, clean_looks = 0, 0
    end = time.monotonic() + patience
    while clean_looks < 2 and time.monotonic() < end:
        if clean_looks:
            time.sleep(0.5)
        found = [entry.path for entry in os.scandir(folder) if _TEMPORARY.fullmatch(entry.name)]
        for path in found:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
        removed += len(found)
        clean_looks = 0 if found else clean_looks + 1
    return removed
