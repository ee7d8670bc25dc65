"""A desk in a pseudo-terminal of its own: its bytes, its size, its end."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

from tui.desk.terminal.browser import IN_BROWSER

_READ = 65_536  # bytes at a time
_PATIENCE = 5.0  # seconds that a desk has to end after its terminal has gone, as at the end of an SSH connection
MOST_COLUMNS, MOST_ROWS = 500, 200


class PtyTerminal:
    """A process in a pseudo-terminal, whose other end is read and written here. For one event loop."""

    def __init__(self, argv: Sequence[str], columns: int, rows: int) -> None:
        ours, theirs = pty.openpty()
        self._ours = ours
        self.resize(columns, rows)
        environment = {name: value for name, value in os.environ.items() if name not in _OF_OUR_TERMINAL}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", IN_BROWSER: "1"}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                [sys.executable, "-c", _TAKE_TERMINAL, *argv],
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                env=environment,
                start_new_session=True,
            )
        except OSError:
            os.close(ours)
            raise
        finally:
            os.close(theirs)
        os.set_blocking(ours, False)

    def resize(self, columns: int, rows: int) -> None:
        """Sizes beyond what a screen has are taken as the most."""
        size = min(max(rows, 1), MOST_ROWS), min(max(columns, 1), MOST_COLUMNS)
        with suppress(OSError):
            fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))

    async def output(self) -> AsyncIterator[bytes]:
        """What the desk writes, until it ends. Nothing is read ahead of who takes it: a browser that cannot follow
        slows the desk as a slow SSH connection does."""
        while True:
            await self._ready(reading=True)
            try:
                data = os.read(self._ours, _READ)
            except BlockingIOError:
                continue
            except OSError:  # EIO: no process has the terminal any more
                return
            if not data:
                return
            yield data

    async def write(self, data: bytes) -> None:
        """Keys, or what was pasted, as the terminal takes them."""
        while data:
            try:
                data = data[os.write(self._ours, data) :]
            except BlockingIOError:
                await self._ready(reading=False)
            except OSError:  # it has ended
                return

    async def _ready(self, *, reading: bool) -> None:
        loop = asyncio.get_running_loop()
        ready = loop.create_future()

        def now() -> None:
            if not ready.done():
                ready.set_result(None)

        add, remove = (loop.add_reader, loop.remove_reader) if reading else (loop.add_writer, loop.remove_writer)
        add(self._ours, now)
        try:
            await ready
        finally:
            remove(self._ours)

    async def end(self) -> None:
        """Hang up, as a terminal that is closed does; a desk that does not end by itself is killed with its session."""
        if self._ours >= 0:
            os.close(self._ours)
            self._ours = -1
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(self._process.wait), _PATIENCE)
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, 9)
        await asyncio.to_thread(self._process.wait)


_OF_OUR_TERMINAL = frozenset(
    ("LINES", "COLUMNS", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "COLORFGBG", "VTE_VERSION", "TMUX", "STY", "SSH_TTY",
     "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR")
)  # fmt: skip
# A session without a terminal takes the first that it opens for its own; without one nothing would tell it of the end.
_TAKE_TERMINAL = "import os, sys; os.close(os.open(os.ttyname(0), os.O_RDWR)); os.execv(sys.argv[1], sys.argv[1:])"
