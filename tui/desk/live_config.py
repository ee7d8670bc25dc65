"""config.yaml while the desk is open: a saved one is taken at once, one that is refused or gone is told of."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec import Struct
from textual.message import Message

from tui.config import FILE, Config, ConfigProblem, user_dir
from tui.config import load as load_config
from tui.crashlog import write_log
from tui.desk import actions
from tui.desk.interfaces import TheApp
from tui.desk.state import ConfigWords
from tui.paths import hidden, there
from tui.text.neutral import neutral_name

FileMark = tuple[int, int, int] | None  # inode, size and time of change of a file; None where there is none


class FilesNow(Struct, frozen=True):
    """What a look at the files found. `read` is the config where a file is another than before, or why it cannot be
    used; None where all are as they were. `turn` tells which of ours it came after."""

    turn: int
    marks: tuple[FileMark, ...]
    corpus_gone: bool
    read: Config | ConfigProblem | None = None
    config_gone: bool = False


class FilesLooked(Message):
    """The files were looked at, in a thread."""

    def __init__(self, found: FilesNow | None) -> None:
        super().__init__()
        self.found = found  # None where the look failed


class LiveConfig:
    """Looks at the config files and at the corpus itself, and has the desk follow.

    They may lie on a mount that answers after minutes or never: what is looked at each second is looked at in a thread,
    one look at a time, and the desk goes on.
    """

    def __init__(self, app: TheApp, path: Path | None) -> None:
        self.app = app
        self.path = path  # the one that was named on the command line
        self._marks: tuple[FileMark, ...] = ()
        self._gone = False  # the corpus was removed or unmounted while the desk is open
        self._config_gone = False  # the config in force was
        self._looking = False
        self._turn = 0  # a look that began before the last change of ours found what was before it

    def begin(self) -> None:
        """The files are in force as they are now."""
        self._turn += 1
        self._marks = self._look()
        self.tell()
        self.app.desk.head_all()

    def candidates(self) -> list[Path]:
        """Where a config may be, the first that is there being in force."""
        return [self.path] if self.path is not None else [self.app.corpus / FILE, Path(FILE), user_dir() / FILE]

    def _look(self) -> tuple[FileMark, ...]:
        marks: list[FileMark] = []
        for path in self.candidates():
            try:
                told = path.stat()
                marks.append((told.st_ino, told.st_size, told.st_mtime_ns))
            except OSError:
                marks.append(None)
        return tuple(marks)

    def watch(self) -> None:
        """Take a saved config at once, and what another process has written into the index."""
        if self.app.outage.watch():
            self.app.behind.catch_up()
        if not self._looking:
            self._looking = True
            work = partial(self._look_behind, self._turn, self._marks, self.app.state.config.path)
            self.app.run_worker(work, thread=True, group="files", exit_on_error=False)

    def _look_behind(self, turn: int, before: tuple[FileMark, ...], in_force: Path | None) -> None:
        """In a thread that touches no widget."""
        found = None
        try:
            marks, gone = self._look(), not there(self.app.corpus)
            read, config_gone = self._read(in_force, marks) if marks != before else (None, False)
            found = FilesNow(turn, marks, gone, read, config_gone)
        except Exception as error:
            write_log(error, self.app.log_dir)
        finally:
            self.app.post_message(FilesLooked(found))

    def looked(self, found: FilesNow | None) -> None:
        """Follow what a look found."""
        self._looking = False
        if found is None:
            return
        if found.corpus_gone != self._gone:
            self._gone = found.corpus_gone
            name = neutral_name(self.app.corpus.name or str(self.app.corpus))
            told = f"{name} is not there any more: what was read of it, and every note, stays"
            self.app.desk.say(told if self._gone else f"{name} is there again", "warning")
        if found.turn == self._turn and found.marks != self._marks:
            self._marks = found.marks
            self._take(found.read, found.config_gone)

    def _read(self, in_force: Path | None, marks: tuple[FileMark, ...]) -> tuple[Config | ConfigProblem | None, bool]:
        """The config as it is now or why it cannot be used, and whether the one in force is gone: no other is there, it
        went with the corpus, or it is only out of sight, as on a dead mount."""
        gone = (
            in_force is not None
            and not there(in_force)
            and (not any(marks) or not there(self.app.corpus) or bool(hidden(in_force)))
        )
        try:
            return load_config(self.path, self.app.corpus), gone
        except ConfigProblem as problem:
            return problem, gone

    def take_ours(self) -> None:
        """Take the config that the desk itself has just written, or removed."""
        self._take(self._read(None, ())[0], False)
        self.begin()

    def _take(self, config: Config | ConfigProblem | None, gone: bool) -> None:
        """The config as it is now; the last good one where it can't be used, which the head says until it is mended.
        A file that is `gone` leaves the last one in force."""
        app = self.app
        before = app.state.config
        was_gone, self._config_gone = self._config_gone, gone
        if gone:
            told = f"{before.path} is gone; what it said last is in force until the desk is left."
            app.state.config_words = ConfigWords("config.yaml deleted, the last one is in force (!)", told)
            app.desk.head_all()
            return
        try:
            if isinstance(config, ConfigProblem):
                raise config
            if config is None:
                return
            self.take_keys(config)
        except ConfigProblem as problem:
            where = f"{problem.path.name}:{problem.line}:{problem.column}"
            told = f"{problem.path.name} refused, line {problem.line} (!)"
            app.state.config_words = ConfigWords(told, f"{where}: {problem.words}")
            app.desk.head_all()
            app.desk.say(f"not taken: {where}: {problem.words}; the config as it was stays", "error")
            return
        app.state.config = config
        self.tell()
        if (before.theme, before.ascii) != (config.theme, config.ascii):
            app.change_look(config)
        app.state.library.reconfigure(config)
        app.desk.reselected()
        app.desk.say(f"config.yaml {'is there again' if was_gone else 'was saved'} and is in force")
        if (before.issues, before.actors, before.never_same) != (config.issues, config.actors, config.never_same):
            app.behind.read()

    def tell(self) -> None:
        """Say in the head which config is in force."""
        path = self.app.state.config.path
        if path is not None:
            self.app.state.config_words = ConfigWords(f"{path.name} in force")
        else:
            self.app.state.config_words = ConfigWords("no config.yaml (!)")

    def take_keys(self, config: Config) -> None:
        """Remap the keys; raises ConfigProblem where the config's clash or name no action."""
        keymap = actions.keymap_of(config)
        self.app.state.keymap = dict(config.keys)
        self.app.set_keymap(keymap)
