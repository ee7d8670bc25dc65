"""Standard input, output and error as they may be given: closed (`>&-`), full, or read by somebody who has left."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress

MOST_CELLS = 1_000  # columns, and lines, of a terminal that is believed
_FULL = (errno.EBADF, errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.ENXIO)  # what a write may end with


def open_closed() -> None:
    """Let something stand where a standard stream is closed: the next file that is opened would else take its number,
    and be written to as if it were the terminal. What is printed to a closed output fails, as it should."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is taken; only stderr may be written to.
            os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
        if getattr(sys, name) is None:
            stream = io.open(number, mode, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: UP020, SIM115
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def forget_wrong_size() -> None:
    """COLUMNS and LINES may say anything, and the libraries believe them: without them the terminal itself is asked."""
    for name in ("COLUMNS", "LINES"):
        said = os.environ.get(name, "")
        if not (said.isascii() and said.isdigit() and len(said) <= len(str(MOST_CELLS)) and int(said) <= MOST_CELLS):
            os.environ.pop(name, None)


def speak_as_terminals_do() -> None:
    """PYTHONIOENCODING may say anything too (UTF-16): what a terminal is sent has ASCII as ASCII, or is UTF-8."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            if isinstance(stream, io.TextIOWrapper) and stream.isatty() and not _has_ascii(stream.encoding):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _has_ascii(encoding: str) -> bool:
    plain = bytes(range(128))
    try:
        return plain.decode("ascii").encode(encoding) == plain
    except (LookupError, UnicodeError):
        return False


def unwritable(error: OSError) -> str:
    """Why standard output takes no more, where an error says or hides that; empty where it is another's."""
    try:
        sys.stdout.flush()
    except OSError as found:
        return found.strerror or str(found)
    return (error.strerror or "") if error.filename is None and error.errno in _FULL else ""


def give_up_unwritten() -> None:
    """What standard output does not take goes nowhere, and nothing complains of it at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
