"""The desk as an application: its look, its keys, the library behind it, and reading that goes on behind."""

from __future__ import annotations

import gc
import locale
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from time import monotonic, sleep, thread_time
from typing import TYPE_CHECKING, Any, ClassVar

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")  # Textual reads it once, when it is imported

from textual import work
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.theme import Theme

import tui.index.update
from tui.config import Config, ConfigProblem
from tui.config import load as load_config
from tui.crashlog import write_log
from tui.desk import actions, theme
from tui.desk.screens.desk import DeskScreen
from tui.desk.state import KEPT, DeskState
from tui.desk.terminal.driver import OnTerminal, terminal_encoding
from tui.desk.terminal.key_queue import InTurn
from tui.index.update import Indexing
from tui.model import Selection
from tui.store.rows import Progress
from tui.text.neutral import neutral_name

if TYPE_CHECKING:
    from tui.store.library import Library

SOON = 0.3  # seconds after the first rows are drawn until new articles are looked for
WATCH = 1.0  # seconds between two looks at config.yaml and at the index
AGAIN = 5.0  # seconds until the index is tried again while another process writes it
REDRAW = 2.0  # at least so many seconds between two drawings of an index that is being read,
REDRAW_SHARE = 20  # and as many times what one takes: it grows with the corpus, and keys wait for it
RENEW_SHARE = 10  # as many times what working the sums out behind takes, for which nothing waits
GIVE_WAY = 0.3  # seconds that a step of this waits at most for keys that are under way
LOOK = 0.01  # between two looks at whether they still are
ENDED = ("done", "stopped", "waiting", "idle")  # stages at which nothing is read


class Advanced(Message):
    """Reading has come on; carries nothing but frozen data, and a newer one stands for those before it."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Advanced)


class Renewed(Message):
    """The library was to step over to the index as it is now; whether it has, and the processor's seconds it took."""

    def __init__(self, stepped: bool, spent: float) -> None:
        super().__init__()
        self.stepped = stepped
        self.spent = spent


class DeskApp(InTurn, OnTerminal, App[None]):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []
    CSS = "Screen { overflow: hidden hidden; }"

    def __init__(
        self,
        corpus: Path,
        config: Config,
        *,
        config_path: Path | None = None,
        environ: Mapping[str, str] | None = None,
        library: Library | None = None,
        indexing: Indexing = tui.index.update,
        **places: Any,
    ) -> None:
        """`library` stands for the one that would be opened, `indexing` for what brings its index up to date;
        `places` are Library.open's index_dir and data_dir."""
        self._environ = os.environ if environ is None else environ
        self.look = _look(config, self._environ)
        self.set_reactive(App.theme, self.look.theme.name)  # from the first, so that no style is worked out twice
        super().__init__()
        self.corpus = corpus
        self.config_path = config_path
        self.places = places
        self.given = library
        self.indexing = indexing
        self.state = DeskState(library, config)  # type: ignore[arg-type]
        self.keymap: dict[str, str] = {}
        self.progress: Progress | None = None
        self.desk = DeskScreen(self.state)
        self.problem = ""  # why the desk could not open
        self._stopped = threading.Event()
        self._marks: tuple[Any, ...] = ()  # of the config files, to see a change
        self._drawn = 0.0  # when an index that is being read was drawn last,
        self._rest = 0.0  # and how long it stays so at least
        self._renewing = False  # the library is to step over to the index as it is now
        self._at_once = False  # and shall again, without a rest
        self._leaving = False
        self._gone = False  # the corpus was removed or unmounted while the desk is open

    @property
    def corpus_name(self) -> str:
        return self.corpus.resolve().name or str(self.corpus)

    def get_default_screen(self) -> Screen[Any]:
        return self.desk

    @property
    def available_themes(self) -> dict[str, Theme]:
        return {**super().available_themes, self.look.theme.name: self.look.theme}

    @property
    def current_theme(self) -> Theme:
        return self.look.theme  # asked for at every line that is drawn

    @property
    def takes_keys(self) -> bool:
        return self.screen is self.desk or self.screen.focused is not None

    def on_mount(self) -> None:
        self.take_keys(self.state.config)
        self.call_after_refresh(self.open)

    # --- opening and leaving

    def open(self) -> None:
        """After the first paint: open the library, stand where the reader left, and read what is new behind."""
        from tui.store.problems import StoreProblem

        try:
            if self.given is None:
                from tui.store.library import Library

                self.state.library = Library.open(self.corpus, self.state.config, **self.places)
            self.state.library.hold()
            self.state.restore(self.state.library.state(KEPT))
        except StoreProblem as problem:
            self.problem = str(problem)
            self.exit(return_code=2)
            return
        self.desk.begin()
        if not gc.isenabled():  # see tui.cli
            gc.freeze()  # what stands now stays: looking through it again and again would cost keys their answer
            gc.enable()
        for warning in self.state.config.warnings[:1]:
            self.desk.say(warning, "warning")
        self._marks = self._config_marks()
        self.set_interval(WATCH, self.watch_files)
        self.set_timer(SOON, self.read_behind)

    def keep(self) -> None:
        """Keep where the desk stands for next time."""
        from tui.store.problems import StoreProblem

        if self.desk.begun:
            try:
                self.state.library.keep_state(KEPT, self.state.kept(self.desk.place()))
                self.state.library.look()
            except StoreProblem:
                return

    def on_unmount(self) -> None:
        self._leaving = True
        self._stopped.set()
        self.keep()

    # --- reading behind

    @work(thread=True, exclusive=True, group="index", exit_on_error=False)
    def read_behind(self) -> None:
        """Bring the index up to date in a thread that touches no widget; it posts what has come of it."""
        self._stopped.clear()
        library, stopped = self.state.library, self._stopped
        try:
            _allow_processes()
            library.warm()  # so that the first selection is drawn at once
            ended = self.indexing.update(library, self.advance, stopped.is_set, in_background=True)
        except Exception as error:
            log = write_log(error, self.log_dir)
            ended = Progress("stopped", note=f"reading stopped: {error or type(error).__name__}; details: {log}")
        self.post_message(Advanced(ended))

    @work(thread=True, exclusive=True, group="first", exit_on_error=False)
    def read_first(self, keys: list[str]) -> None:
        """Have articles read before others; in a thread, for whoever indexes may be writing."""
        self.indexing.look_first(self.state.library, keys)

    def advance(self, progress: Progress) -> None:
        """Called in the thread that reads."""
        self.post_message(Advanced(progress))

    def on_advanced(self, message: Advanced) -> None:
        self.progress = message.progress
        if not self.desk.begun:
            return
        ended = message.progress.stage in ENDED
        self.desk.head_all()
        self.catch_up(at_once=ended)
        if message.progress.stage == "waiting":
            self.set_timer(AGAIN, self.read_behind)
        elif message.progress.note and ended:
            self.desk.say(message.progress.note, "warning")

    # --- showing an index that changes

    def catch_up(self, at_once: bool = False) -> None:
        """Come to show the index as it is now: first the library steps over to it, behind, then all is drawn. Not more
        often than is good for the keys, unless `at_once`; what was read of the open article is shown at any time."""
        library = self.state.library
        if self.desk.reader.was_read():
            self.desk.reader.redraw()
            at_once = True
        self._at_once = self._at_once or at_once
        if library.generation() != self.state.generation:
            if at_once or not self.keys_wait:
                self.draw_new()
        elif not self._renewing and (self._at_once or monotonic() - self._drawn > self._rest):
            self._at_once = False
            if library.changed():
                self._renewing = True
                self.renew(self.state.selection)

    @work(thread=True, group="renew", exit_on_error=False)
    def renew(self, selection: Selection | None) -> None:
        """In a thread that touches no widget, have the library step over to the index as it is now."""
        began, stepped = thread_time(), False
        try:
            stepped = self.state.library.renew(selection, self._give_way)
        except Exception as error:
            write_log(error, self.log_dir)
        finally:
            self.post_message(Renewed(stepped, thread_time() - began))

    def _give_way(self) -> bool:
        """Let keys that are under way go first; False where the desk is being left."""
        until = monotonic() + GIVE_WAY
        while self.keys_under_way and not self._leaving and monotonic() < until:
            sleep(LOOK)
        return not self._leaving

    def on_renewed(self, message: Renewed) -> None:
        self._renewing = False
        self._drawn, self._rest = monotonic(), max(REDRAW, RENEW_SHARE * message.spent)
        ended = self.progress is not None and self.progress.stage in ENDED
        self.catch_up(at_once=ended and message.stepped)  # else it is tried again after a rest

    def draw_new(self) -> None:
        """Draw the desk again."""
        began = monotonic()
        self.desk.reselected()
        if self.desk.reader.article is None:
            self.desk.begin()
        self._drawn = monotonic()
        self._rest = max(self._rest, REDRAW_SHARE * (self._drawn - began))

    def stop_or_go_on(self) -> None:
        if self.progress is not None and self.progress.stage in ("listing", "words", "reading", "tying"):
            self._stopped.set()
            self.desk.say("stopping; what has been read stays")
        else:
            self.read_behind()

    # --- config.yaml

    def _config_marks(self) -> tuple[Any, ...]:
        from tui.config import FILE, user_dir

        paths = [self.config_path] if self.config_path is not None else []
        paths = paths or [self.corpus / FILE, Path(FILE), user_dir() / FILE]
        marks: list[Any] = []
        for path in paths:
            try:
                told = path.stat()
                marks.append((told.st_ino, told.st_size, told.st_mtime_ns))
            except OSError:
                marks.append(None)
        return tuple(marks)

    def watch_files(self) -> None:
        """Take a saved config at once, and what another process has written into the index."""
        gone = not self.corpus.exists()
        if gone != self._gone:
            self._gone = gone
            name = neutral_name(self.corpus_name)
            told = f"{name} is not there any more: what was read of it, and every note, stays"
            self.desk.say(told if gone else f"{name} is there again", "warning")
        marks = self._config_marks()
        if marks != self._marks:
            self._marks = marks
            self.take_config()
        self.catch_up()

    def take_config(self) -> None:
        """The config as it is now; the last good one where it can't be used, with one line that says why."""
        try:
            config = load_config(self.config_path, self.corpus)
            self.take_keys(config)
        except ConfigProblem as problem:
            where = f"{problem.path.name}:{problem.line}:{problem.column}"
            self.desk.say(f"not taken: {where}: {problem.words}; the config as it was stays", "error")
            return
        before, self.state.config = self.state.config, config
        if (before.theme, before.ascii) != (config.theme, config.ascii):
            self.look = _look(config, self._environ)
            self._painter = None  # it knows the colours of the look before
            self.theme = self.look.theme.name
            self.desk.relook()
            self.call_after_refresh(self.repaint)
        self.state.library.reconfigure(config)
        self.desk.reselected()
        self.desk.say("config.yaml was saved and is in force")
        if (before.issues, before.actors, before.never_same) != (config.issues, config.actors, config.never_same):
            self.read_behind()

    def take_keys(self, config: Config) -> None:
        """Remap the keys; raises ConfigProblem where the config's clash or name no action."""
        keymap = actions.keymap_of(config)
        self.keymap = dict(config.keys)
        self.set_keymap(keymap)


def _allow_processes() -> None:
    """Start what multiprocessing needs before it spawns: it asks stderr for its number, and Textual's stand-in for
    stderr has none."""
    import contextlib
    import sys
    from multiprocessing import resource_tracker

    with contextlib.redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()


_M_MMAP_THRESHOLD, _LARGE = -3, 1 << 20
_M_ARENA_MAX = -8


def _give_back() -> None:
    """Have large blocks go back to the system when they are freed, and small ones to all threads: glibc would learn to
    keep them, in each thread's arena, and selections of common words would add up."""
    import contextlib
    import ctypes

    with contextlib.suppress(OSError, AttributeError, TypeError):  # another C library
        libc = ctypes.CDLL(None)
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGE)
        libc.mallopt(_M_ARENA_MAX, 1)


def _look(config: Config, environ: Mapping[str, str]) -> theme.Look:
    return theme.choose(
        environ, wanted=config.theme or "auto", ascii_only=bool(config.ascii), encoding=terminal_encoding(environ)
    )


def run(corpus: Path, config: Config, *, config_path: Path | None = None, **places: Any) -> int:
    """Open the desk on a corpus and stay until the reader leaves; the process' exit code."""
    import sys

    locale.setlocale(locale.LC_ALL, "")
    _give_back()
    app = DeskApp(corpus, config, config_path=config_path, **places)
    app.run(mouse=config.mouse)
    if app.problem:
        sys.stderr.write(f"onrecord: {app.problem}\n")
        return 2
    return app.exit_status
