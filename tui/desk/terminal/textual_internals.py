"""Every private name of Textual that the desk rests on, under public names of its own; no other module has one.

Textual is pinned to one version because these move. `PRIVATE` lists them with the class that has each;
tests/desk/test_textual_internals.py checks that all are there and that nothing else of the desk uses or hides one.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from tui.desk.terminal.pasted import Pasted
from tui.store.problems import unanswered

__all__ = [
    "ChopsUpdate", "CompositorUpdate", "Fitted", "KeyParser", "LayoutUpdate", "OnePaint", "OpenApp", "OpenDriver",
    "Unhurt", "driver_of", "tell_unanswered",
]  # fmt: skip

PRIVATE: tuple[tuple[type, str], ...] = (
    (App, "_display"), (App, "_batch_count"), (App, "_running"), (App, "_closed"), (App, "_driver"),
    (App, "_handle_exception"), (App, "_fatal_error"), (App, "_exception"), (App, "_return_code"),
    (MessagePump, "_dispatch_message"),
    (App, "_close_messages_no_wait"), (App, "_print_error_renderables"), (App, "_set_pointer_shape"),
    (App, "_begin_update"), (App, "_end_update"), (App, "_exit"), (Screen, "_compositor"), (Console, "_color_system"),
    (Screen, "_on_timer_update"), (Screen, "_dirty_widgets"), (Screen, "_scroll_required"),
    (Widget, "_size_updated"), (Widget, "_repaint_required"), (Widget, "_layout_required"),
    (Widget, "_clear_arrangement_cache"), (Widget, "_layout_updates"),
    (Driver, "_loop"), (Driver, "_app"), (Driver, "_debug"), (Driver, "_mouse"),
    (LinuxDriver, "_writer_thread"), (LinuxDriver, "_enable_mouse_support"), (LinuxDriver, "_enable_mouse_pixels"),
    (LinuxDriver, "_sigcont_application"), (LinuxDriver, "_auto_restart"), (LinuxDriver, "_must_signal_resume"),
)  # fmt: skip


def driver_of(app: App[Any]) -> Driver | None:
    """What an app writes to the terminal with; None before it runs."""
    return app._driver


class Unhurt(MessagePump):
    """A screen, view or app that goes on where a database or a file system fails in the midst of a message: Textual
    ends whatever lets an error through. The app's `unanswered` is told."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            cause, app = unanswered(error), self.app
            if cause is None or not isinstance(app, OpenApp):
                raise
            app.unanswered(cause)


class Fitted(Widget):
    """A widget that follows its size and the focus before it is drawn with them. Textual tells of either by a message
    that comes after the first picture, which would then be drawn, and sent, a second time."""

    _fitted_focus = False
    _fitted_size = Size(0, 0)

    @property
    def is_focused(self) -> bool:
        """Whether keys go to it, from the moment on in which it is given the focus."""
        return self.is_attached and self.screen.focused is self

    def fit(self) -> None:
        """It has another size; all of it is drawn next."""

    def refocused(self) -> None:
        """It has the focus now, or no longer."""

    def follow_focus(self) -> None:
        """Take over whether it has the focus, where that has changed."""
        if self._fitted_focus != self.is_focused:
            self._fitted_focus = self.is_focused
            self.refocused()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        # No layout: where a widget stands in it depends on nothing that it draws.
        changed = super()._size_updated(size, virtual_size, container_size, layout=False)
        if size != self._fitted_size:
            self._fitted_size = size
            self.fit()
            self._repaint_required = False  # it is in the picture that is being made
        return changed


class OnePaint(Unhurt, Screen[ScreenResultType]):
    """A screen that draws what one key has changed in one picture: it asks its widgets for what they have to draw,
    where Textual would wait for each to tell it, and lays out and draws at once, where Textual would do both."""

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        before = self.focused
        super().set_focus(widget, scroll_visible, from_app_focus)
        for view in (before, self.focused):
            if isinstance(view, Fitted):
                view.follow_focus()

    _put_off = False  # it lets the messages go first that were there before it

    def _on_timer_update(self) -> None:
        if not self._put_off and self.message_queue_size:
            self._put_off = True
            self.call_later(self._on_timer_update)
            return
        self._put_off = False
        for widget in self.walk_children(Widget):
            self._take_from(widget)
        if self._repaint_required and (self._layout_required or self._scroll_required):
            self._repaint_required = False
            self._dirty_widgets.add(self)
        super()._on_timer_update()

    def _take_from(self, widget: Widget) -> None:
        """What a widget would ask for by a message of its own as soon as it is idle."""
        if widget._repaint_required:
            widget._repaint_required = False
            self._dirty_widgets.add(widget)
        if widget._layout_required:
            widget._layout_required = False
            for ancestor in widget.ancestors:
                if not isinstance(ancestor, Widget):
                    break
                ancestor._clear_arrangement_cache()
                ancestor._layout_updates += 1
                if not ancestor.styles.auto_dimensions:
                    break
            self._layout_required, self._scroll_required = True, False


def tell_unanswered(app: App[Any], error: Exception) -> None:
    """Tell an app that a database or a file system failed, where the error must not go further."""
    if not isinstance(app, OpenApp):
        raise error
    app.unanswered(error)


class OpenApp(Unhurt, App[None]):
    """Textual's App with the private methods that the desk overrides as public hooks."""

    def unanswered(self, error: Exception) -> None:
        """A database or a file system failed; the app goes on."""
        raise error

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the one that gives the terminal's own sixteen colours the values of a theme: where it is on, no look
        of the desk's has any of them, and it would walk through every line of every picture."""
        return [each for each in super().get_line_filters() if not isinstance(each, ANSIToTruecolor)]

    def _handle_exception(self, error: Exception) -> None:
        cause = unanswered(error)
        if cause is None or not self._running:
            super()._handle_exception(error)
        else:
            self.unanswered(cause)

    def paint(self, update: CompositorUpdate) -> None:
        """Show an update on the real terminal."""
        raise NotImplementedError

    def crashed(self, error: BaseException | None) -> None:
        """The app ends because of an error that nobody caught."""
        raise NotImplementedError

    def print_last_words(self) -> bool:
        """Print what is left to say after a crash; False where Textual shall print its own."""
        return False

    @property
    def colour_system(self) -> ColorSystem | None:
        return self.console._color_system

    @property
    def writes_waiting(self) -> int:
        """How many writes the terminal has not taken yet."""
        # Textual queues what is written to a thread; a terminal that stalls is seen by the queue alone.
        writer = self._driver._writer_thread if isinstance(self._driver, LinuxDriver) else None
        return writer._queue.qsize() if writer is not None else 0

    @property
    def can_write(self) -> bool:
        return self._driver is not None and self._running

    @property
    def is_exiting(self) -> bool:
        return self._exit

    def write_frame(self, frame: str) -> None:
        """Write to the terminal as one synchronised update."""
        driver = self._driver
        if driver is not None:
            # Mode 2026: terminals that know it show the frame at once, others ignore it.
            self._begin_update()
            driver.write(frame)
            self._end_update()
            driver.flush()

    def end_after_crash(self) -> None:
        self._return_code = 1
        self._close_messages_no_wait()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if not isinstance(renderable, CompositorUpdate) or self.is_headless or self.is_inline:
            super()._display(screen, renderable)
            return
        try:
            if self._batch_count or not self._running or self._closed or self._driver is None:
                return
            try:
                self.paint(renderable)
            except Exception as error:
                self._handle_exception(error)
        finally:
            self.post_display_hook()

    def _fatal_error(self) -> None:
        self.crashed(self._exception or sys.exc_info()[1])

    def panic(self, *renderables: Any) -> None:
        self.crashed(self._exception or sys.exc_info()[1])

    def _print_error_renderables(self) -> None:
        if not self.print_last_words():
            super()._print_error_renderables()

    def _set_pointer_shape(self, shape: str) -> None:
        """The mouse pointer keeps its shape: an escape sequence that few terminals know, sent at every move."""


MOST_CELLS = 1_000  # columns, and rows, that are drawn


class OpenDriver(LinuxDriver):
    """Textual's driver for Unix terminals with what the desk needs of it as public names.

    It draws on stderr, as Textual does, and on stdout where stderr goes elsewhere (`2>/dev/null`).
    """

    is_woken = False  # the desk is waking from a stop that nothing announced

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        out, err = sys.__stdout__, sys.__stderr__
        if out is not None and out.isatty() and (err is None or not err.isatty()):
            self._file = out
        if isinstance(self._file, io.TextIOWrapper):  # PYTHONIOENCODING may say UTF-16; `ascii` is UTF-8 too
            self._file.reconfigure(encoding="utf-8", errors="replace")

    def _get_terminal_size(self) -> tuple[int, int]:
        """A terminal may say that it has 65,535 columns and as many rows: that would take all the memory there is."""
        columns, rows = super()._get_terminal_size()
        return min(columns, MOST_CELLS), min(rows, MOST_CELLS)

    @property
    def output(self) -> int:
        """The file descriptor that is drawn on."""
        return self._file.fileno() if self._file is not None else 2

    @property
    def app(self) -> App[Any]:
        return self._app

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        return self._loop

    @property
    def wants_mouse(self) -> bool:
        return self._mouse

    def parser(self) -> KeyParser:
        return KeyParser(self._debug)

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop. One that nothing announced (SIGSTOP) has left the thread that reads keys at work; a
        second one beside it would wait for ever for bytes that the other has read, and the desk could not end."""
        if self._auto_restart and not self._must_signal_resume:
            self.is_woken = True  # keys pressed meanwhile are the desk's, and not to be thrown away with the thread
            self.suspend_application_mode()
            self.is_woken = False
            self._must_signal_resume = True
        super()._sigcont_application()

    def enable_mouse(self) -> None:
        """Ask the terminal to report the mouse."""

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.enable_mouse()

    def _enable_mouse_pixels(self) -> None:
        return


class KeyParser:
    """Textual's parser of what a terminal sends, which finds no key within what is pasted."""

    def __init__(self, debug: bool) -> None:
        self._parser = XTermParser(debug)
        self._pasted = Pasted()

    def feed(self, text: str) -> Iterator[Message]:
        taken = self._pasted.taken(text)
        if taken or not text:  # to the parser no text is the end of all
            yield from self._parser.feed(taken)

    def tick(self) -> Iterator[Message]:
        yield from self._parser.tick()
