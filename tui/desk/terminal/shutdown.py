"""How the desk ends when it is not asked to by a key: signals, a lost terminal, a terminal that takes no more output.

Textual leaves the alternate screen, the mouse and the keyboard protocol on when it is killed. Here a signal asks the
app to exit, and a timer behind it ends the process after `PATIENCE` seconds whatever holds it: a stalled terminal or a
worker that does not return. Where a terminal is still there, its modes are put back first.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import termios
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

PATIENCE = 2.0  # seconds between asking the app to exit and ending the process
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
# Everything that Textual may have switched on: mouse, focus, paste, in-band size, keyboard protocol, line wrap, cursor,
# the alternate screen, and scrolling margins and attributes of our own.
RESTORE = (
    b"\x1b[0m\x1b[r\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2004l\x1b[?2048l\x1b[?2026l"
    b"\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[?1004l"
)


class Endings:
    """Signal handlers and the watch on the terminal, for as long as a desk runs in it.

    `ask` is called in the main thread, from a signal handler or through it, with the number of the signal; it must make
    the app exit without waiting. `fileno` is read from, `output` written to, `modes` are the line discipline's modes
    as they were before the app (termios).
    """

    def __init__(self, ask: Callable[[int], None], *, fileno: int, output: int, modes: list[Any] | None) -> None:
        self.signal: int | None = None
        self._ask = ask
        self._fileno = fileno
        self._output = output
        self._before: list[tuple[int, Any]] = []
        self._modes = modes
        self._terminals = [fd for fd in (0, 1, 2) if os.isatty(fd)]
        self._done = threading.Event()
        # The watch waits in poll(), which no flag of ours ends: closing this pipe does.
        self._quit_read, self._quit_write = os.pipe()

    def start(self) -> None:
        """Take the signals over (in the main thread only) and watch the terminal for a hang-up."""
        if threading.current_thread() is threading.main_thread():
            for number in SIGNALS:
                self._before.append((number, signal.signal(number, self._signalled)))
        if os.isatty(self._fileno):
            # A thread and no signal: a terminal that goes away with SIGHUP ignored (nohup, some multiplexers) sends
            # none.
            threading.Thread(target=self._watch, name="onrecord-hang-up", daemon=True).start()

    def stop(self) -> None:
        """Give the signals back; a last timer stays where a signal has come."""
        self._done.set()
        for number, handler in self._before:
            with contextlib.suppress(ValueError, TypeError):
                signal.signal(number, handler)
        self._before.clear()
        with contextlib.suppress(OSError):
            os.close(self._quit_write)
        # The signal of a hang-up may have been faster than the watch: what is said last must not fail for it.
        if self._hung_up():
            self._let_go()

    def end(self, number: int) -> None:
        """Ask the app to exit as on a signal; the process ends soon, whether it does or not."""
        if self.signal is not None:
            return
        self.signal = number
        # Before the app is asked, so that whatever holds it up then is no matter.
        timer = threading.Timer(PATIENCE, self._force)
        timer.daemon = True
        timer.start()
        self._ask(number)

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        self.end(number)

    def _watch(self) -> None:
        """Wait, without using the processor, until the terminal hangs up."""
        poll = select.poll()
        # No events are asked for: a hang-up and an error are told of anyway, and keys are not taken from the app.
        poll.register(self._fileno, 0)
        poll.register(self._quit_read, 0)
        try:
            ready = poll.poll()
            if not self._done.is_set() and any(fd == self._fileno for fd, _ in ready):
                self._let_go()
                self.end(signal.SIGHUP)
        except OSError:
            pass
        finally:
            os.close(self._quit_read)

    def _hung_up(self) -> bool:
        """Whether the terminal is lost by now."""
        poll = select.poll()
        poll.register(self._fileno, 0)
        return bool(poll.poll(0))

    def _let_go(self) -> None:
        """Point what led to the lost terminal at nothing, so that no write fails or waits on the way out."""
        nothing = os.open(os.devnull, os.O_RDWR)
        # dup2 and not close: a closed number would go to the next file that is opened, and be written to.
        for fd in self._terminals:
            os.dup2(nothing, fd)
        os.close(nothing)

    def _force(self) -> None:
        restore(self._output, self._fileno, self._modes)
        with contextlib.suppress(Exception):
            sys.stdout.flush()
        # No exit by exception: it would wait for the threads that are the reason for this.
        os._exit(128 + (self.signal or signal.SIGTERM))


def end_soon(status: Callable[[], int]) -> None:
    """The desk has been left and the terminal given back: a thread that still works does not keep the process for
    longer than `PATIENCE`. What it writes survives that (see tui.store)."""
    timer = threading.Timer(PATIENCE, lambda: os._exit(status()))
    timer.daemon = True
    timer.start()


def restore(output: int, fileno: int, modes: list[Any] | None) -> None:
    """Put the terminal's modes back as far as it takes them, without ever waiting for it."""
    if modes is not None:
        with contextlib.suppress(termios.error, OSError):
            # What waits to be sent to a stalled terminal would come before the way back.
            termios.tcflush(output, termios.TCOFLUSH)
            termios.tcsetattr(fileno, termios.TCSANOW, modes)
    with contextlib.suppress(OSError):
        os.set_blocking(output, False)
        os.write(output, RESTORE)
        os.set_blocking(output, True)
