"""The desk on a real terminal: `OnTerminal` is the app that the desk's own is made from.

It sends only changed cells (painter), keeps control characters off the terminal, ends cleanly on signals and hang-ups
(shutdown), survives bytes on stdin that are not UTF-8, and turns a crash into one line and a log that only its owner
can read.
"""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import os
import selectors
import shutil
import sys
import termios
import tty
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from rich.segment import Segment
from textual import events
from textual.app import App
from textual.color import Color
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.geometry import Offset

from tui.crashlog import crash_line
from tui.desk.terminal.cells import UNSAFE
from tui.desk.terminal.painter import Painter
from tui.desk.terminal.shutdown import Endings, end_soon
from tui.desk.terminal.textual_internals import CompositorUpdate, KeyParser, OpenApp, OpenDriver
from tui.desk.theme import Look, look
from tui.text.neutral import neutral

# One that the terminal takes now and one that follows at once: every further frame would show what is past by then.
QUEUED = 2  # writes that may wait for the terminal before frames are folded into one
RETRY = 0.03  # seconds until a folded frame is tried again
# Whoever holds a key down sees the list move four times a second at the least.
HELD = 0.25  # seconds that a frame is held back at most while keys wait
_PLAIN = look("dark")


class NoControls(LineFilter):
    """The last line where Textual draws by itself: takes out every control character, bidirectional override and other
    invisible sign that some widget let through. Our own widgets show them as marks long before this."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.control or UNSAFE.search(segment.text) is None
            else Segment(UNSAFE.sub("", segment.text) or " ", segment.style)
            for segment in segments
        ]


class OnTerminal(OpenApp):
    """What the desk's App does differently from Textual's about its terminal.

    `look` is how everything is drawn; the app sets it before it runs. `exit_status` is what the process should return.
    """

    look: Look = look("dark")
    log_dir: Path | None = None  # where the log of a crash goes; the user's own state directory by default

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._controls = NoControls()
        self._painter: Painter | None = None
        self._endings: Endings | None = None
        self._retrying = False
        self._sent = 0.0  # when the last frame was
        self._last_words: str | None = None  # after a crash
        self._cursor_sent = Offset(0, 0)
        super().__init__(*args, **kwargs)
        if self.console.is_dumb_terminal:  # Rich takes every such terminal to have 80 columns and 25 rows
            self.console.size = shutil.get_terminal_size()

    @property
    def keys_wait(self) -> bool:
        """Whether keys have come that nobody has dealt with yet, so that what is drawn now is soon drawn again."""
        return False

    # --- what reaches the terminal

    def get_line_filters(self) -> Sequence[LineFilter]:
        # On a terminal the painter stops controls and sees to the colours, cell by cell; a filter copies every line.
        return [*super().get_line_filters(), self._controls] if self.is_headless or self.is_inline else []

    @property
    def painter(self) -> Painter:
        """The cells of the terminal."""
        if self._painter is None:
            colours = None if self.look.name == "mono" else self.colour_system
            erases = erases_in_colour(os.environ)
            self._painter = Painter(colours, ascii_only=self.look.ascii, erases=erases)
        return self._painter

    def paint(self, update: CompositorUpdate) -> None:
        self._fit_painter()
        self.painter.take(update)
        self._send()

    def forget_painter(self) -> None:
        """Paint from now on in another look."""
        self._painter = None

    def _fit_painter(self) -> None:
        painter, size = self.painter, self.size
        if (painter.width, painter.height) != (size.width, size.height):
            painter.resize(size.width, size.height)

    def _send(self) -> None:
        """Write a frame, unless earlier ones still wait for the terminal, or keys for their turn: then all that comes
        until it is ready, or they have had it, is folded into one."""
        if not self.can_write:
            return
        if self.writes_waiting > QUEUED or (self.keys_wait and monotonic() - self._sent < HELD):
            if not self._retrying:
                self._retrying = True
                asyncio.get_running_loop().call_later(RETRY, self.call_next, self._send_again)
            return
        self._sent = monotonic()
        frame = self.painter.frame()
        # a line that is longer than its field puts it where no terminal has a cell
        cursor = self.cursor_position.clamp(self.size.width, self.size.height)
        if frame or cursor != self._cursor_sent:
            self._cursor_sent = cursor
            if cursor != Offset(0, 0):  # where an input method shows what is being composed
                frame += f"\x1b[{cursor.y + 1};{cursor.x + 1}H"
            self.write_frame(frame)

    def _send_again(self) -> None:
        self._retrying = False
        self._send()

    def repaint(self) -> None:
        """Send the whole screen again: something else may have written to the terminal."""
        if self._painter is not None and not self.is_headless:
            self.painter.forget()
            self._send()

    def on_resize(self, event: events.Resize) -> None:
        # A terminal that was made smaller and larger again has the old size but not the old cells.
        if self._painter is not None and not self.is_headless:
            self.painter.forget()
            self.set_timer(RETRY, self._send)

    def notify(self, message: str, *, title: str = "", markup: bool = False, **options: Any) -> None:
        """As Textual's, but the words are made neutral and never parsed as markup."""
        super().notify(neutral(message), title=neutral(title, one_line=True), markup=False, **options)

    # --- the driver, signals and the way out

    def get_driver_class(self) -> type[Driver]:
        found = super().get_driver_class()
        return DeskDriver if found is LinuxDriver else found

    @property
    def exit_status(self) -> int:
        """0, 1 after a crash, or 128 and the number of the signal that ended the desk."""
        if self._endings is not None and self._endings.signal is not None:
            return 128 + self._endings.signal
        return self.return_code or 0

    def taken(self, driver: DeskDriver) -> None:
        """The driver has taken the terminal over, for the first time or again after a stop."""
        self.call_later(self.repaint)
        if self._endings is None or self._endings.signal is None:
            loop = driver.loop
            self._endings = Endings(
                lambda number: self._ask_exit(loop),
                fileno=driver.fileno,
                output=driver.output,
                modes=driver.attrs_before,
            )
            self._endings.start()

    def given_back(self) -> None:
        """The driver has given the terminal back."""
        if self._endings is not None:
            self._endings.stop()

    def _ask_exit(self, loop: Any) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended already
            loop.call_soon_threadsafe(self.exit)

    # --- a crash

    def crashed(self, error: BaseException | None) -> None:
        """One neutral line for the terminal, everything else for the log: a traceback holds the words of documents."""
        if self._last_words is None:
            self._last_words = crash_line(error, self.log_dir)
        self.end_after_crash()

    @property
    def has_crashed(self) -> bool:
        return self._last_words is not None

    def print_last_words(self) -> bool:
        if self._last_words is not None and sys.__stderr__ is not None:
            print(self._last_words, file=sys.__stderr__, flush=True)
        return self._last_words is not None


def look_of(app: App[Any]) -> Look:
    """How an app's widgets are drawn; an app that is not made for a terminal, such as a test's, has the dark look."""
    return app.look if isinstance(app, OnTerminal) else _PLAIN


class DeskDriver(OpenDriver):
    """Textual's own driver, which here decodes stdin leniently, leaves mouse moves alone and notices the end of it."""

    def start_application_mode(self) -> None:
        super().start_application_mode()
        with contextlib.suppress(termios.error):  # not a terminal
            modes = termios.tcgetattr(self.fileno)
            modes[tty.OFLAG] &= ~termios.OPOST  # a line feed that is sent is what arrives
            termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
        if isinstance(self.app, OnTerminal):
            self.app.taken(self)

    def stop_application_mode(self) -> None:
        self.write("\x1b[m")  # the painter leaves its last pen
        super().stop_application_mode()
        if isinstance(self.app, OnTerminal):
            self.app.given_back()

    def close(self) -> None:
        super().close()
        app = self.app
        if isinstance(app, OnTerminal) and app.is_exiting:
            end_soon(lambda: app.exit_status)

    def enable_mouse(self) -> None:
        """Clicks and the wheel; moves of the mouse would only cost traffic."""
        # 1000 reports presses alone; 1006 has them in decimals, for without it columns beyond 223 cannot be told.
        self.write("\x1b[?1000h\x1b[?1006h")

    def run_input_thread(self) -> None:
        """Read keys until the app ends, or stdin does."""
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        parser = self.parser()
        # Incremental: a character of several bytes may be cut by the end of what one read gave.
        decode = codecs.getincrementaldecoder("utf-8")(errors="ignore").decode
        try:
            while not self.exit_event.is_set():
                # A tenth of a second, because the parser must tell a lone Esc from the beginning of a sequence by time.
                if selector.select(0.1):
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:
                        break
                    parser = self.taken_in(parser, decode(data))
                for event in parser.tick():
                    self.process_message(event)
            if self.is_woken and selector.select(0):
                with contextlib.suppress(OSError):
                    parser = self.taken_in(parser, decode(os.read(self.fileno, 4096)))
        finally:
            selector.close()
            with contextlib.suppress(Exception):
                list(parser.feed(""))

    def taken_in(self, parser: KeyParser, text: str) -> KeyParser:
        """Pass on what the parser makes of the text. One that stumbles over a malformed report is replaced."""
        try:
            for event in parser.feed(text):
                self.process_message(event)
        except Exception:
            return self.parser()
        return parser


def erases_in_colour(environ: Mapping[str, str]) -> bool:
    """Whether what the terminal erases gets the background in force (terminfo's `bce`), by its name: GNU screen and
    tmux do not say that they do it, and kitty has it left out of its own entry."""
    term = environ.get("TERM", "")
    return term.startswith(("xterm", "rxvt", "linux")) and term not in ("xterm-kitty", "xterm-mono")


def terminal_encoding(environ: Mapping[str, str]) -> str:
    """What the terminal's locale writes in: `utf-8`, or `ascii` for every other, whose letters nobody can be sure of.

    Nothing said counts as UTF-8: that is how a shell without a locale reaches a terminal of today.
    """
    said = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    if not said:
        return "utf-8"
    return "utf-8" if "utf" in said.lower() else "ascii"
