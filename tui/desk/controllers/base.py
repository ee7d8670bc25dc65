"""What the parts of the desk screen (going, looking, taking away, judging) know of one another."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from tui.desk.mention_walk import Walk
from tui.desk.panes.lists import ListPane
from tui.desk.panes.reader import Reader
from tui.desk.presentation.line import Line
from tui.desk.row_actions import Judged
from tui.desk.selection import Place
from tui.desk.state import DeskState


class Desk(Screen[None]):
    """`pane` is the one with the focus, `row` the row under its cursor (None in the reader)."""

    state: DeskState
    panes: dict[str, ListPane]
    reader: Reader
    pane: str
    begun: bool
    walk: Walk | None = None

    @property
    def row(self) -> Any:
        raise NotImplementedError

    def place(self) -> Place:
        raise NotImplementedError

    def return_to(self, place: Place) -> None:
        raise NotImplementedError

    def redraw(self) -> None:
        raise NotImplementedError

    def redraw_lists(self, *, another: bool = False) -> None:
        raise NotImplementedError

    def focus_pane(self, where: str) -> None:
        raise NotImplementedError

    def lay_out(self) -> None:
        raise NotImplementedError

    def head(self, where: str) -> None:
        raise NotImplementedError

    def head_all(self) -> None:
        raise NotImplementedError

    def judge_merge(self, deed: Judged) -> None:
        raise NotImplementedError

    def say(self, words: str | Line, role: Any = "title") -> None:
        raise NotImplementedError
