"""An article, to be mended: its day, title, outlet and author."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.desk import actions
from tui.desk.interfaces import Mending
from tui.desk.presentation.mended_lines import FIELDS, ArticleField, ArticleTold, Told, article_lines
from tui.desk.presentation.reason_words import reason_sentences
from tui.desk.screens.mending_sheet import MendingSheet
from tui.desk.theme import Look

if TYPE_CHECKING:
    from tui.desk.screens.prompt import Answer

_HINTS = {"day": "2031-04-29, 2031-04, 2031, or from/until: 2031-04-29/2031-05-02"}


class ArticleSheet(MendingSheet):
    where: ClassVar[actions.Where] = "article"
    keys = ("act", "reject", "undo", "back")
    BINDINGS: ClassVar = actions.bindings("article", "list")

    def __init__(self, mending: Mending, article: str) -> None:
        super().__init__(mending, article, "Article")

    def acts(self) -> actions.Acts:
        return {**super().acts(), "reject": self.as_read}

    def made(self, width: int, look: Look) -> list[Told]:
        library = self.state.library
        article, read, row = library.article(self.key), library.as_read(self.key), library.article_row(self.key)
        if article is None or read is None or row is None:
            return []
        written = library.decisions.written(self.key)
        why = [words for reason in library.why("article", self.key) for words in self._sentences(reason)]
        told = ArticleTold(article, read, row.published, written, why)
        return article_lines(told, width, look)

    def _sentences(self, reason: str) -> list[str]:
        return reason_sentences(reason, self.state.title_of)

    def why_empty(self) -> str:
        return "This article is no longer there. Esc goes back."

    def act(self) -> None:
        row = self.target
        if not isinstance(row, ArticleField):
            self.say("Stand on the day, the title, the outlet or the author: Enter writes it.")
            return
        from tui.desk.screens.prompt import Prompt

        def taken(answer: Answer | None) -> None:
            if answer is not None and answer[0].strip():
                self._write(row.field, answer[0].strip())
            elif answer is not None:
                self.as_read()

        label = FIELDS[row.field]
        hint = _HINTS.get(row.field, "empty: as it was read")
        start = row.value if row.by_hand or row.field != "day" else ""  # what was worked out is no beginning
        self.app.push_screen(Prompt(label, start, hint=hint), taken)

    def as_read(self) -> None:
        row = self.target
        if isinstance(row, ArticleField) and row.by_hand:
            self._write(row.field, "")
        else:
            self.say("x leaves the line under the cursor as it was read; nobody wrote this one.")

    def _write(self, field: str, value: str) -> None:
        told = f"{field}: {value or 'as it was read'}"
        self.decide(lambda: self.state.library.decisions.write_article(self.key, field, value), told)
