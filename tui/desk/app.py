"""The desk as an application: its look, its keys, the library behind it."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import locale
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.screen import Screen
from textual.theme import Theme

from tui.config import Config
from tui.crashlog import write_log
from tui.desk import theme
from tui.desk.index_behind import Advanced, IndexBehind, Renewed
from tui.desk.live_config import FilesLooked, LiveConfig
from tui.desk.others import LOOK, Others
from tui.desk.outage import LookedAgain, Outage
from tui.desk.screens.desk import DeskScreen
from tui.desk.state import KEPT, DeskState
from tui.desk.terminal.driver import terminal_encoding
from tui.desk.terminal.key_queue import InTurn
from tui.index.update import AllRead, BackgroundIndexing, Indexing
from tui.paths import real
from tui.store.problems import UNANSWERED, said, unanswered
from tui.text.neutral import neutral, neutral_name

if TYPE_CHECKING:
    from tui.store.desk_library import DeskLibrary

PATIENCE = 1.0  # seconds that a key waits for a database that another process keeps to itself
SOON = 0.3  # seconds after the first rows are drawn until new articles are looked for
WATCH = 1.0  # seconds between two looks at config.yaml and at the index


class DeskApp(InTurn, inherit_bindings=False):
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
        library: DeskLibrary | None = None,
        indexing: Indexing | None = None,
        kept: str | None = None,
        **places: Any,
    ) -> None:
        """`library` stands for the one that would be opened, `indexing` for what brings its index up to date
        (nothing does where only a library is given); `kept` is the directory of an index that somebody else
        keeps; `places` are Library.open's index_dir and data_dir."""
        self._environ = os.environ if environ is None else environ
        self.look = _look(config, self._environ)
        self.set_reactive(App.theme, self.look.theme.name)  # from the first, so that no style is worked out twice
        super().__init__()
        self.corpus = corpus
        self.kept = kept
        self.places = places
        self._given = library
        name = real(corpus).name or str(corpus)
        self.state = DeskState(config, f"{name}, index kept in {neutral_name(kept)}" if kept else name)
        if library is not None:
            self.state.library = library
        self.behind = IndexBehind(self, indexing or AllRead())
        self.live_config = LiveConfig(self, config_path)
        self.outage = Outage(self)
        self.others = Others(self)
        self.desk = DeskScreen(self.state, self.behind)
        self.problem = ""  # why the desk could not open

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
        self.live_config.take_keys(self.state.config)
        self.call_after_refresh(self.open)

    # --- opening and leaving

    def open(self) -> None:
        """After the first paint: open the library, stand where the reader left, and read what is new behind."""
        from tui.store.index_file import spare_words
        from tui.store.problems import Busy

        spare = ""
        try:
            if self._given is None:
                from tui.store.library import Library

                if self.kept:
                    from tui.store.kept_index import own_copy

                    self.places["index_dir"] = own_copy(self.corpus, Path(self.kept))
                library = Library.open(self.corpus, self.state.config, patience=PATIENCE, **self.places)
                if "index_dir" not in self.places and spare_words():
                    spare = f"index in {library.index_file.path.parent}: the cache directory cannot be written"
                self.state.library, self.behind.indexing = library, BackgroundIndexing(library)
            kept = self.state.library.decisions.desk_state(KEPT)  # waited for, as nothing is once it holds
            self.state.library.hold()
            told = self._begin(kept)
        except Busy:
            self.desk.say("another onrecord keeps the index to itself: the desk opens as soon as it can", "warning")
            self.set_timer(WATCH, self.open)
            return
        except UNANSWERED as problem:
            self.cannot_open(problem)
            return
        if not gc.isenabled():  # see tui.commands.cli
            gc.freeze()  # what stands now stays: looking through it again and again would cost keys their answer
            gc.enable()
        if spare:
            self.state.corpus = f"{self.state.corpus}, {spare}"
        for words in (*self.state.config.warnings[:1], *told):
            self.desk.say(words, "warning")
        self.live_config.begin()
        self.outage.watch()
        self.set_interval(WATCH, self.live_config.watch)
        self.others.begin()
        self.set_interval(LOOK, self.others.watch)
        self.set_timer(SOON, self.behind.read)

    def _begin(self, kept: str | None) -> list[str]:
        """Stand where the reader left, as it was kept, or, where that cannot be, at the beginning: nothing that was
        kept stops the desk from opening. What to say of it."""
        why = self.state.restore(kept)
        if not why:
            try:
                self.desk.begin()
            except Exception as error:
                if unanswered(error) is not None:
                    raise
                write_log(error, self.log_dir)
                why = "it could not be shown"
        if why:
            self.state.restore(None)
            self.desk.begin()
            return [f"where the desk stood last is forgotten: {why}"]
        return []

    def keep(self) -> None:
        """Keep where the desk stands for next time; after a crash nothing, so that the next start is none."""
        if self.desk.begun:
            with contextlib.suppress(*UNANSWERED):
                place = "" if self.has_crashed else self.state.kept(self.desk.place())
                self.state.library.decisions.keep_desk_state(KEPT, place)
                self.state.library.decisions.look()
                self.state.library.decisions.back_up()

    def cannot_open(self, error: Exception) -> None:
        self.problem = said(error)
        self.exit(return_code=2)

    def unanswered(self, error: Exception) -> None:
        if self.desk.begun:
            self.outage.begin(error)
        else:
            self.cannot_open(error)

    def on_looked_again(self, message: LookedAgain) -> None:
        self.outage.looked(message.standing)

    def on_files_looked(self, message: FilesLooked) -> None:
        self.live_config.looked(message.found)

    def on_unmount(self) -> None:
        self.behind.leave()
        self.keep()
        self.others.end()

    def on_advanced(self, message: Advanced) -> None:
        self.behind.advanced(message.progress, message.over)

    def on_renewed(self, message: Renewed) -> None:
        self.behind.renewed(message.stepped, message.spent)

    def change_look(self, config: Config) -> None:
        """Draw everything as another theme says."""
        self.look = _look(config, self._environ)
        self.forget_painter()  # it knows the colours of the look before
        self.theme = self.look.theme.name
        self.desk.relook()
        self.call_after_refresh(self.repaint)


_M_MMAP_THRESHOLD, _LARGE = -3, 1 << 20
_M_ARENA_MAX = -8


def _give_back() -> None:
    """Have large blocks go back to the system when they are freed, and small ones to all threads: glibc would learn to
    keep them, in each thread's arena, and selections of common words would add up."""
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
    with contextlib.suppress(locale.Error):  # one that is not installed, as SSH may bring along
        locale.setlocale(locale.LC_ALL, "")
    _give_back()
    app = DeskApp(corpus, config, config_path=config_path, **places)
    app.run(mouse=config.mouse)
    if app.problem:
        sys.stderr.write(f"onrecord: {neutral(app.problem, one_line=True)}\n")
        return 2
    return app.exit_status
