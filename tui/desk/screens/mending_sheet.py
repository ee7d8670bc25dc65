"""A sheet of lines of which some are written over by hand: what it does is told below, and shown as it comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tui.desk import actions
from tui.desk.interfaces import Mending
from tui.desk.presentation.line import Line
from tui.desk.presentation.mended_lines import Told
from tui.desk.screens.list_screen import Listing
from tui.desk.screens.over_index import OverIndex
from tui.desk.theme import Look
from tui.desk.widgets.lines import Rows, RowSource


class MendingSheet(OverIndex, Listing):
    def __init__(self, mending: Mending, key: str, title: str) -> None:
        self.mending = mending
        self.state = mending.state
        self.key = key
        super().__init__(title, mending.state.keymap)

    def acts(self) -> actions.Acts:
        return {**super().acts(), "undo": self.undo}

    def made(self, width: int, look: Look) -> list[Told]:
        """The sheet's lines."""
        raise NotImplementedError

    def source(self) -> RowSource[Any]:
        self.taken()
        return Rows(self.made(max(self.app.size.width - 3, 20), self.lines.look))

    def draw(self, row: Told, width: int, look: Look) -> Line:
        return row[0]

    @property
    def target(self) -> Any:
        """What the line under the cursor stands for."""
        row = self.lines.row
        return row[1] if row is not None else None

    def decide(self, deed: Callable[[], object], told: str) -> None:
        """Carry out what was decided, show it, and say what came of it."""
        done, words = self.mending.decide(deed, told)
        self.again()
        self.say(words, "title" if done else "error")

    def undo(self) -> None:
        done, told = self.mending.take_back()
        self.again()
        self.say(told, "title" if done else "error")

    def again(self) -> None:
        at = self.lines.cursor
        self.fill()
        self.lines.go(min(at, max(self.lines.count - 1, 0)))

    def on_resize(self) -> None:
        if self.lines.is_mounted:
            self.fill()
