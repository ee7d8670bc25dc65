"""A program in a real pseudo-terminal: what it is sent, every byte that it writes, and the screen these make (pyte)."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

import pyte

QUIET = 0.15  # seconds without output after which the program is taken to be done
ESCAPE = 0.15  # seconds after which an Esc is a key by itself, and some
PATIENCE = 60.0  # seconds that anything may take on the slowest machine; where all is well no wait is as long


class PtyTerminal:
    """Runs `argv` in a terminal of `columns` by `rows`; use it as a context manager."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str | None] | None = None,
        cwd: str | None = None,
    ) -> None:
        self.output = b""  # everything written so far
        self.columns, self.rows = columns, rows
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.master, slave = pty.openpty()
        self._set_size(columns, rows)
        environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        for name in ("NO_COLOR", "TMUX", "STY", "COLORFGBG", "TEXTUAL_ANIMATIONS", "SSH_TTY"):
            environ.pop(name, None)
        for name, value in (env or {}).items():
            environ.pop(name, None) if value is None else environ.update({name: value})

        def controlling() -> None:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            argv, stdin=slave, stdout=slave, stderr=slave, env=environ, cwd=cwd, preexec_fn=controlling, close_fds=True
        )
        self.slave = slave  # kept open, so that modes can be looked at after the end

    def __enter__(self) -> PtyTerminal:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        for fd in (self.master, self.slave):
            with suppress(OSError):
                os.close(fd)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.screen.resize(max(rows, 1), max(columns, 1))
        self._set_size(columns, rows)

    def send(self, keys: str | bytes) -> None:
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def read(self, quiet: float = QUIET, limit: float = 5.0) -> bytes:
        """What comes until `quiet` seconds pass without output, at most `limit` seconds."""
        got = b""
        end = time.monotonic() + limit
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self.master], [], [], min(quiet, left))
            if not ready:
                break
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            if not data:
                break
            got += data
        self.output += got
        with suppress(Exception):
            self._stream.feed(got)
        return got

    def wait_quiet(self, quiet: float, limit: float = PATIENCE) -> None:
        """Read until nothing has come for `quiet` seconds."""
        end = time.monotonic() + limit
        while self.read(quiet, quiet):
            assert time.monotonic() < end, "never quiet"

    def wait_idle(self, seconds: float = 0.5, most: float = 0.03) -> None:
        """Read until the program has taken every key and for so long has written nothing and next to not computed: on
        a busy machine that nothing comes may also be for want of a processor, and then it takes what it gets."""
        end = time.monotonic() + PATIENCE
        while True:
            before = self.processor_time
            if not self.read(seconds, seconds) and not self.unread and self.processor_time - before <= most:
                return
            assert time.monotonic() < end, f"never idle; {self.unread} bytes not taken"

    def press(self, keys: str | bytes, quiet: float = QUIET) -> bytes:
        """Send keys and give what they made the program write."""
        self.send(keys)
        got = self.read(quiet)
        if keys in ("\x1b", b"\x1b"):  # with what comes next it would be another key: until it was taken alone
            end = time.monotonic() + PATIENCE
            while self.unread and self.process.poll() is None and time.monotonic() < end:
                got += self.read(0.05, 0.2)
            got += self.read(ESCAPE, ESCAPE)
        return got

    def wait_for(self, words: str | Callable[[], bool], limit: float = PATIENCE) -> None:
        """Read until the screen has `words`, or the condition holds; fails with the screen where it does not."""
        condition = words if callable(words) else lambda: words in self.text
        end = time.monotonic() + limit
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"not on the screen: {words!r}\n{self.text}")
            self.read(0.05, 0.2)

    def end(self, number: int | None = None, limit: float = PATIENCE) -> int:
        """Send a signal, wait for the end while reading, and give the exit code (128 + number where killed)."""
        if number is not None:
            self.process.send_signal(number)
        stop = time.monotonic() + limit
        while self.process.poll() is None and time.monotonic() < stop:
            self.read(0.05, 0.2)
        self.read(0.05, 0.3)
        code = self.process.poll()
        if code is None:
            raise AssertionError(f"still running\n{self.text}")
        return code if code >= 0 else 128 - code

    @property
    def text(self) -> str:
        """The screen, one line a row."""
        return "\n".join(self.screen.display)

    @property
    def modes_restored(self) -> bool:
        """Whether line discipline, terminal modes and the pen are as before the program."""
        off = (b"\x1b[?1049", b"\x1b[?1000", b"\x1b[?2004", b"\x1b[?1004")
        ended = all(self.output.rfind(mode + b"l") >= self.output.rfind(mode + b"h") for mode in off)
        shown = self.output.rfind(b"\x1b[?25h") > self.output.rfind(b"\x1b[?25l")
        plain = re.findall(rb"\x1b\[([0-9;]*)m", self.output)[-1:] in ([], [b""], [b"0"])
        return ended and shown and plain and termios.tcgetattr(self.slave)[:4] == self.before[:4]

    @property
    def stopped(self) -> bool:
        """Whether the program stands still after a stop."""
        with open(f"/proc/{self.process.pid}/stat") as stat:  # noqa: PTH123
            return stat.read().rpartition(")")[2].split()[0] == "T"

    @property
    def unread(self) -> int:
        """Bytes of what was sent that the program has not taken yet."""
        return int.from_bytes(fcntl.ioctl(self.slave, termios.FIONREAD, bytes(4)), sys.byteorder)

    @property
    def processor_time(self) -> float:
        """Seconds of processor that the program has used."""
        with open(f"/proc/{self.process.pid}/stat") as stat:  # noqa: PTH123
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def is_gone(process: subprocess.Popen[bytes], limit: float = PATIENCE) -> bool:
    """Whether the process ends within `limit` seconds."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(limit)
    return process.poll() is not None


TERM, HUP, INT = signal.SIGTERM, signal.SIGHUP, signal.SIGINT
