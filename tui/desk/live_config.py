"""config.yaml while the desk is open: a saved one is taken at once, one that is refused or gone is told of."""

from __future__ import annotations

from pathlib import Path

from tui.config import FILE, Config, ConfigProblem, user_dir
from tui.config import load as load_config
from tui.desk import actions
from tui.desk.interfaces import TheApp
from tui.desk.state import ConfigWords
from tui.paths import real, there
from tui.text.neutral import neutral_name

FileMark = tuple[int, int, int] | None  # inode, size and time of change of a file; None where there is none


class LiveConfig:
    """Looks at the config files and at the corpus itself, and has the desk follow."""

    def __init__(self, app: TheApp, path: Path | None) -> None:
        self.app = app
        self.path = path  # the one that was named on the command line
        self._marks: tuple[FileMark, ...] = ()
        self._gone = False  # the corpus was removed or unmounted while the desk is open

    def begin(self) -> None:
        """The files are in force as they are now."""
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
        app = self.app
        asked = app.outage.watch()
        gone = not there(app.corpus)
        if gone != self._gone:
            self._gone = gone
            name = neutral_name(real(app.corpus).name or str(app.corpus))
            told = f"{name} is not there any more: what was read of it, and every note, stays"
            app.desk.say(told if gone else f"{name} is there again", "warning")
        marks = self._look()
        if marks != self._marks:
            self._marks = marks
            self.take()
        if asked:
            app.behind.catch_up()

    def take(self, *, ours: bool = False) -> None:
        """The config as it is now; the last good one where it can't be used, which the head says until it is mended.
        A file that is gone leaves the last one in force, unless the change is `ours`."""
        app = self.app
        before = app.state.config
        gone = before.path is not None and not before.path.exists() and not any(self._look())
        if gone and not ours:
            told = f"{before.path} is gone; what it said last is in force until the desk is left."
            app.state.config_words = ConfigWords("config.yaml deleted, the last one is in force (!)", told)
            app.desk.head_all()
            return
        try:
            config = load_config(self.path, app.corpus)
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
        app.desk.say("config.yaml was saved and is in force")
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
