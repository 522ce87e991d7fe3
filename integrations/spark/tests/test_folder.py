"""The folder of the letters: its lock and what killed workers leave in it."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest
from helpers import PROGRAM, cases, write_lines

from imr_letters_spark import FolderInUse, OutputExists
from imr_letters_spark.folder import locked, remove_remainders


def test_a_plain_batch_is_kept_out_and_let_in_again(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "cases.ndjson", cases(1))
    command = [PROGRAM, "batch", str(source), "-o", str(tmp_path / "letters")]
    with locked(str(tmp_path / "letters")):
        refused = subprocess.run(command, capture_output=True, timeout=60)
    assert refused.returncode != 0 and b"another batch" in refused.stderr
    assert subprocess.run(command, capture_output=True, timeout=60).returncode == 0


def test_a_second_run_is_kept_out_and_the_lock_of_a_dead_one_is_not_in_the_way(tmp_path: Path) -> None:
    (tmp_path / ".imr-letters.lock").touch()
    with locked(str(tmp_path)), pytest.raises(FolderInUse), locked(str(tmp_path)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputExists, match="nothing can be written"), locked(str(tmp_path / "file" / "letters")):
        pass


def test_temporary_files_alone_are_removed_even_if_one_comes_late(tmp_path: Path) -> None:
    kept = {"CM16-0000001.pdf", ".hidden", "backup~", ".CM16-0000001.pdf.swp", ".editor~"}
    for name in kept | {".CM16-0000002.pdf.0a1b2c3d-4242-17~"}:
        (tmp_path / name).touch()
    late = threading.Timer(0.2, (tmp_path / ".CM16-0000003.txt.0a1b2c3d-4242-18~").touch)
    late.start()
    assert remove_remainders(str(tmp_path)) == 2
    late.join()
    assert {path.name for path in tmp_path.iterdir()} == kept
