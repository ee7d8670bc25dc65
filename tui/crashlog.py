"""The one log of crashes: what a traceback says, made neutral, in a file that only the user can read.

A traceback holds the words of documents; none of them may reach a terminal raw, not even through `cat` of the log.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tui import paths
from tui.text.neutral import neutral

NAME = "crash.log"
LARGEST = 1 << 20  # bytes; a log that has grown to it is begun anew, so that a crash at every start fills no disk
LONGEST = 64_000  # characters of one traceback that are kept: its beginning and its end


def crash_line(error: BaseException | None, log_dir: Path | None = None) -> str:
    """Write the log of a crash and say in one neutral line what happened and where the log is."""
    kind = type(error).__name__ if error is not None else "an unknown error"
    said = neutral(str(error), one_line=True)[:120] if error is not None else ""
    path = write_log(error, log_dir)
    where = f"The details are in {neutral(str(path), one_line=True)}." if path else "No log could be written."
    return f"onrecord stopped because of an error in the program: {kind}{': ' if said else ''}{said}. {where}"


def write_log(error: BaseException | None, log_dir: Path | None = None) -> Path | None:
    """Append the traceback to crash.log in `log_dir`, by default in the user's state directory, else in the spare one;
    None where no directory can be written."""
    lines = "".join(traceback.format_exception(error)) if error is not None else "no traceback\n"
    if len(lines) > LONGEST:
        lines = f"{lines[: LONGEST // 2]}\n…\n{lines[-LONGEST // 2 :]}"
    entry = f"{datetime.now().astimezone().isoformat(timespec='seconds')}\n{neutral(lines)}\n"
    for folder in _folders(log_dir):
        try:
            path = folder / NAME
            with os.fdopen(paths.open_private(path, os.O_WRONLY | os.O_APPEND), "ab") as log:
                if os.fstat(log.fileno()).st_size > LARGEST:
                    log.truncate(0)
                log.write(entry.encode("utf-8", "backslashreplace"))
        except OSError:
            continue
        return path
    return None


def _folders(log_dir: Path | None) -> Iterator[Path]:
    """Directories that may take the log, made as they are come to."""
    if log_dir is not None:
        with suppress(OSError):
            yield paths.private_dir(log_dir)
        return
    with suppress(OSError, RuntimeError):
        yield paths.private_dir(paths.state_dir())
    with suppress(OSError, RuntimeError):
        yield paths.spare_dir()
