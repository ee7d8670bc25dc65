"""Every private name of Textual that the desk rests on, under public names of its own; no other module has one.

Textual is pinned to one version because these move. `PRIVATE` lists them with the class that has each;
tests/desk/test_textual_internals.py checks that all are there and that nothing else of the desk uses or hides one.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from typing import Any

from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

from tui.store.problems import unanswered

__all__ = [
    "ChopsUpdate", "CompositorUpdate", "KeyParser", "LayoutUpdate", "OpenApp", "OpenDriver", "Unhurt", "driver_of",
    "tell_unanswered",
]  # fmt: skip

PRIVATE: tuple[tuple[type, str], ...] = (
    (App, "_display"), (App, "_batch_count"), (App, "_running"), (App, "_closed"), (App, "_driver"),
    (App, "_handle_exception"), (App, "_fatal_error"), (App, "_exception"), (App, "_return_code"),
    (MessagePump, "_dispatch_message"),
    (App, "_close_messages_no_wait"), (App, "_print_error_renderables"), (App, "_set_pointer_shape"),
    (App, "_begin_update"), (App, "_end_update"), (App, "_exit"), (Screen, "_compositor"), (Console, "_color_system"),
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


class OpenDriver(LinuxDriver):
    """Textual's driver for Unix terminals with what the desk needs of it as public names."""

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
            self.suspend_application_mode()
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
    """Textual's parser of what a terminal sends."""

    def __init__(self, debug: bool) -> None:
        self._parser = XTermParser(debug)

    def feed(self, text: str) -> Iterator[Message]:
        yield from self._parser.feed(text)

    def tick(self) -> Iterator[Message]:
        yield from self._parser.tick()
