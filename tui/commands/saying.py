"""What a command says beside its rows, on stderr: a line, and how far the work is. Rows alone go to stdout."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.store.rows import Progress

MOST_SAID = 2_000  # characters of one line: it may quote what was given


def say(line: str, raw: bool = False) -> None:
    """One line, made harmless for a terminal; `raw` where it is already. Whoever reads stderr may be gone."""
    from tui.text.neutral import neutral

    shown = line if raw else neutral(line, one_line=True)
    if len(shown) > MOST_SAID:
        shown = f"{shown[: MOST_SAID // 2]} … {shown[-MOST_SAID // 2 :]}"
    clear = "\r\x1b[K" if sys.stderr.isatty() else ""
    with suppress(OSError):
        data = f"{clear}onrecord: {shown}\n".encode(sys.stderr.encoding or "utf-8", "replace")
        sys.stderr.flush()
        sys.stderr.buffer.write(data)
        sys.stderr.buffer.flush()


def say_crash(error: Exception) -> None:
    """That the program failed, and where the log of it is. Where there is no memory left even for that, the kind."""
    try:
        from tui.crashlog import crash_line

        say(crash_line(error))
    except Exception:
        os.write(2, f"onrecord: stopped: {type(error).__name__} (not enough memory?)\n".encode())


class ProgressLine:
    """Progress on stderr, one line that is written over."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, progress: Progress) -> None:
        words = {"words": "looking at files", "reading": "reading", "tying": "tying"}.get(progress.stage, "")
        line = f"{words} {progress.done:,}" + (f" of {progress.total:,}" if progress.total else "") if words else ""
        if progress.left is not None:
            line += f", {progress.left / 60:.0f} min left" if progress.left > 90 else f", {progress.left:.0f} s left"
        if line != self._last:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
            self._last = line
