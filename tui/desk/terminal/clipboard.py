"""Words to the clipboard of whoever sits at the terminal, however many programs are in between.

OSC 52 asks the terminal itself; inside tmux the words also go through `tmux load-buffer -w`, inside GNU screen the
sequence is passed through in DCS, in pieces as long as screen takes. No terminal answers, and many refuse, so what is
said promises no more than that it was sent.
"""

from __future__ import annotations

import base64
import contextlib
import shutil
import subprocess
from collections.abc import Mapping
from typing import Any

from textual.app import App

from tui.desk.terminal.textual_internals import driver_of
from tui.text.neutral import neutral

MOST = 74_994  # bytes; xterm takes 100,000 characters of base64, and others fewer still
_SCREEN_PIECE = 252  # bytes; longer strings are cut off by GNU screen


def sequences(text: str, environ: Mapping[str, str]) -> str:
    """What to write to the terminal for `text`, which is neutral and short enough already."""
    packed = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    osc = f"\x1b]52;c;{packed}\x07"
    if environ.get("STY"):
        pieces = (osc[at : at + _SCREEN_PIECE] for at in range(0, len(osc), _SCREEN_PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    if environ.get("TMUX"):
        return ""  # tmux passes it on itself
    return osc


def cropped(text: str) -> tuple[str, bool]:
    """The neutral text in at most `MOST` bytes, and whether something had to be left out."""
    clean = neutral(text)
    data = clean.encode("utf-8", "replace")
    if len(data) <= MOST:
        return clean, False
    return data[:MOST].decode("utf-8", "ignore"), True


def copy(app: App[Any], text: str, environ: Mapping[str, str], to_file: str) -> str:
    """Send `text`, in its neutral form, to the clipboard; returns what to tell the reader, in one honest line.
    `to_file` is the key that writes the same to a file."""
    clean, cut = cropped(text)
    size = f"the first {len(clean):,} characters" if cut else f"{len(clean):,} characters"
    driver = driver_of(app)
    if environ.get("TMUX"):
        done = _to_tmux(clean)
        if not done and driver is not None:
            driver.write(sequences(clean, {}))
        if done:
            return f"Sent {size} to tmux, and on if its set-clipboard allows it; {to_file}: a file"
    elif driver is not None:
        written = sequences(clean, environ)
        if written:
            driver.write(written)
    return f"Sent {size} to the terminal's clipboard, if it allows it; {to_file}: a file"


def _to_tmux(text: str) -> bool:
    program = shutil.which("tmux")
    if program is None:
        return False
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(  # noqa: S603 - no shell, a fixed command, the text on stdin
            [program, "load-buffer", "-w", "-"],
            input=text.encode("utf-8", "replace"),
            timeout=2,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return done.returncode == 0
    return False
