"""Taking away: a citation to the clipboard or to a file, and the file itself in an editor."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Any

from tui.desk import actions
from tui.desk.controllers.base import Desk
from tui.desk.presentation.title import counted
from tui.desk.row_actions import claim_in_text
from tui.paths import users_umask
from tui.store.rows import ActorRow, ArticleRow, ClaimRow, Entry, Period
from tui.text.neutral import neutral, neutral_name


def to_clipboard(app: Any, text: str) -> str:
    """Copy text in its neutral form; the words that say what became of it."""
    from tui.desk.terminal.clipboard import copy

    key = actions.shown(actions.keys_of(actions.BY_ID["export"], getattr(app, "keymap", {}))[0])
    return copy(app, text, os.environ, key)


def to_file(name: str, text: str) -> str:
    """Write text in its neutral form to a new file in the working directory; the words that say where, or why not."""
    stem = "".join(char if char.isalnum() and char.isascii() else "-" for char in name.lower()).strip("-")[:60]
    for number in range(1, 1000):
        path = Path(f"onrecord-{stem or 'export'}{'' if number == 1 else f'-{number}'}.txt")
        try:
            with path.open("x", encoding="utf-8") as out:
                out.write(neutral(text) + "\n")
        except FileExistsError:
            continue
        except OSError as error:
            return f"NOT written: {path}: {error.strerror}"
        return f"written to {neutral_name(str(path.resolve()))}"
    return "NOT written: there are a thousand such files here"


class Taking(Desk):
    def cited(self) -> str:
        """The citation of what is under the cursor; empty where there is nothing."""
        library = self.state.library
        match self.row:
            case ClaimRow() as row:
                return library.cite("claim", row.claim.id)
            case ArticleRow() as row:
                return library.cite("article", row.key)
            case Entry() as row:
                return library.cite("article", row.article, (row.sentence.start, row.sentence.end))
            case ActorRow() as row:
                return (
                    f"{row.name} ({row.kind}): {counted(row.mentions, 'mention')} in {counted(row.articles, 'article')}"
                )
            case Period() as row:
                return f"{row.days}: {counted(row.n, 'event')}"
            case None if self.pane == "reader" and self.reader.article is not None:
                marks: list[Any] = [mark for mark in self.reader.marks_here if hasattr(mark, "ref")]
                claim = claim_in_text(marks)
                if claim is not None:
                    return library.cite("claim", claim)
                unit = self.reader.unit
                return library.cite("article", self.reader.article.key, (unit.start, unit.end))
            case _:
                return ""

    def action_cite(self) -> None:
        text = self.cited()
        self.say(to_clipboard(self.app, text) if text else "There is nothing to cite here.")

    def action_export(self) -> None:
        """A list of claims whole, else what is under the cursor."""
        if self.pane == "claims":
            claims = self.panes["claims"]
            rows = [claims.row_at(index) for index in range(min(claims.count, 10_000))]
            text = "\n\n".join(self.state.library.cite("claim", row.claim.id) for row in rows if row is not None)
            self.say(to_file(claims.heading(), text) if text else "There is nothing to write.")
            return
        text = self.cited()
        self.say(to_file(self.pane, text) if text else "There is nothing to write.")

    def action_edit(self) -> None:
        row = self.row
        key = getattr(row, "key", None) or getattr(row, "article", None)
        if isinstance(row, ClaimRow):
            key = row.claim.article
        if not isinstance(row, (ArticleRow, ClaimRow, Entry)) and self.reader.article is not None:
            key = self.reader.article.key
        path = self.state.library.file_of(key) if isinstance(key, str) else None
        if key is None or path is None:
            self.say("There is no file here.")
            return
        if not path.is_file():
            self.say(f"{neutral_name(str(path))} is not there any more", "warning")
            return
        wrong = self._edit(path)
        if wrong:
            self.say(wrong, "warning")
        elif self.app.indexing.reread(self.state.library, key):  # type: ignore[attr-defined]
            self.reader.reopen()
            self.redraw()
            self.say("The file changed and was read again.")
            self.app.catch_up(at_once=True)  # type: ignore[attr-defined]
            self.app.read_behind()  # type: ignore[attr-defined]

    def _edit(self, path: Path) -> str:
        """Run the editor on the file, without a shell; words that say why it could not be."""
        import subprocess

        from textual.app import SuspendNotSupported

        named = self.state.config.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
        try:
            argv = [*shlex.split(named), str(path.resolve())]
            with self.app.suspend():
                done = subprocess.run(argv, check=False, umask=users_umask())  # noqa: S603 - the user's own editor, no shell
        except (OSError, ValueError, SuspendNotSupported) as error:
            return f"the editor {named!r} can't be run: {error}"
        return f"the editor {named!r} ended with {done.returncode}" if done.returncode else ""
