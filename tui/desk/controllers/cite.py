"""Taking away: a citation to the clipboard, and the file itself in an editor."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from tui.desk import actions
from tui.desk.interfaces import TheDesk
from tui.desk.presentation.title import counted
from tui.desk.row_actions import claim_in_text
from tui.desk.terminal.browser import IN_BROWSER, NO_EDITOR
from tui.export.citation import cite_article, cite_claim
from tui.paths import is_file, real, users_umask
from tui.store.rows import ActorRow, ArticleRow, ClaimRow, Entry, Period
from tui.text.neutral import neutral_name


class Cite:
    """Takes words away, with where they stand."""

    def __init__(self, desk: TheDesk) -> None:
        self.desk = desk
        self.state = desk.state

    def acts(self) -> actions.Acts:
        return {"cite": self.cite, "edit": self.edit}

    def cited(self) -> str:
        """The citation of what is under the cursor; empty where there is nothing."""
        library, style = self.state.library, self.state.config.citations
        match self.desk.row:
            case ClaimRow() as row:
                return cite_claim(library, row.claim.id, style)
            case ArticleRow() as row:
                return cite_article(library, row.key, None, style)
            case Entry() as row:
                return cite_article(library, row.article, (row.sentence.start, row.sentence.end), style)
            case ActorRow() as row:
                return (
                    f"{row.name} ({row.kind}): {counted(row.mentions, 'mention')} in {counted(row.articles, 'article')}"
                )
            case Period() as row:
                return f"{row.days}: {counted(row.n, 'event')}"
            case None if self.desk.pane == "reader" and self.desk.reader.article is not None:
                claim = claim_in_text(self.desk.reader.stored_marks_here)
                if claim is not None and self.desk.reader.marked is None:
                    return cite_claim(library, claim, style)
                unit = self.desk.reader.marked or self.desk.reader.unit
                return cite_article(library, self.desk.reader.article.key, (unit.start, unit.end), style)
            case _:
                return ""

    def cite(self) -> None:
        from tui.desk.terminal.clipboard import copy

        text = self.cited()
        to_file = actions.first_key("export", self.state.keymap)
        self.desk.say(copy(self.desk.app, text, os.environ, to_file) if text else "There is nothing to cite here.")

    def edit(self) -> None:
        key = self._article_here()
        path = self.state.library.file_of(key) if key is not None else None
        if key is None or path is None:
            self.desk.say("There is no file here.")
            return
        if not is_file(path):
            self.desk.say(f"{neutral_name(str(path))} is not there any more", "warning")
            return
        wrong = self._edit(path)
        if wrong:
            self.desk.say(wrong, "warning")
        elif self.desk.behind.read_again(key):
            self.desk.reader.reopen()
            self.desk.redraw()
            self.desk.say("The file changed and was read again.")

    def _article_here(self) -> str | None:
        """The article of the row under the cursor, else the open one."""
        match self.desk.row:
            case ArticleRow() as row:
                return row.key
            case ClaimRow() as row:
                return row.claim.article
            case Entry() as row:
                return row.article
            case _:
                article = self.desk.reader.article
                return article.key if article is not None else None

    def _edit(self, path: Path) -> str:
        """Run the editor on the file, without a shell; words that say why it could not be."""
        import subprocess

        from textual.app import SuspendNotSupported

        if os.environ.get(IN_BROWSER):
            return NO_EDITOR
        named = self.state.config.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
        try:
            argv = [*shlex.split(named), str(real(path))]
            with self.desk.app.suspend():
                done = subprocess.run(argv, check=False, umask=users_umask())  # noqa: S603 - the user's own editor, no shell
        except (OSError, ValueError, SuspendNotSupported) as error:
            return f"the editor {named!r} can't be run: {error}"
        return f"the editor {named!r} ended with {done.returncode}" if done.returncode else ""
