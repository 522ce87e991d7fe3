"""What keeps a run from being done. Each knows the exit code of the command, which are those of `imr-letters`."""


class SparkLettersError(Exception):
    exit_code = 70


class UnusableInput(SparkLettersError):
    """The input has not the column that it should have."""

    exit_code = 65


class DuplicateCases(SparkLettersError):
    """Several records have the same case number, so that their letters would overwrite each other. Nothing was written."""

    exit_code = 65


class OutputExists(SparkLettersError):
    """A dataset that the run should write is there already. Nothing was written."""

    exit_code = 73


class FolderInUse(SparkLettersError):
    """Another batch or run is writing to the folder of the letters. Nothing was written."""

    exit_code = 73


class RenderingFailed(SparkLettersError):
    """A partition failed as often as Spark tries it. Letters may have been written; there are no results."""


class ReconciliationFailed(SparkLettersError):
    """The results are not those of the input, or the files not those of the results."""


def examples(lines: list[str], count: int) -> str:
    """The lines, indented, and how many more there are than are shown."""
    shown = "".join(f"\n  {line}" for line in lines)
    return shown + (f"\n  … and {count - len(lines):,} more" if count > len(lines) else "")
