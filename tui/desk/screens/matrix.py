"""Holders down, issues across: each cell the stance, the number of claims it rests on, and a mark where it changed."""

from __future__ import annotations

from typing import ClassVar, Literal

from tui.desk import actions
from tui.desk.presentation.line import styled
from tui.desk.row_actions import Deed, Position
from tui.desk.screens.framed import Framed
from tui.desk.state import DeskState, filter_words
from tui.desk.widgets.table import MatrixTable


class Sheet(Framed):
    """Dismissed with a claim to show in the reader, or None."""

    where: ClassVar[actions.Where] = "matrix"
    keys = ("act", "matrix.side", "back")
    BINDINGS: ClassVar = actions.bindings("matrix", "list")

    def __init__(self, state: DeskState) -> None:
        self.state = state
        self.by: Literal["holder", "side"] = "holder"
        passing = state.claims_filter
        empty = "No claims on an issue of the watchlist yet. Esc goes back."
        if passing.filtered:
            empty = f"No claim passes the filter “{filter_words(passing)}”. Esc goes back, then f in Claims changes it."
        self.table = MatrixTable(empty=empty)
        super().__init__(self.table, "Matrix: holders by issues", state.keymap)

    def acts(self) -> actions.Acts:
        return {**super().acts(), "matrix.side": self.side}

    def on_mount(self) -> None:
        passing = self.state.claims_filter
        only = f"only claims that pass “{filter_words(passing)}”" if passing.filtered else "all claims"
        counted = f"counted: {only}"
        counted += f" {self.state.part}" if self.state.part else ""
        self.open_with(styled(counted))
        self.table.show(self.state.library.matrix(passing, by=self.by))

    def side(self) -> None:
        """Group by side, and by holder again."""
        self.by = "holder" if self.by == "side" else "side"
        self.frame.set_title(f"Matrix: {self.by}s by issues")
        self.table.show(self.state.library.matrix(self.state.claims_filter, by=self.by))

    def name_of(self, issue: str) -> str:
        return next((found.name for found in self.state.library.issues() if found.id == issue), issue)

    def tell(self) -> None:
        self.frame.set_note(self.table.position)

    def act(self) -> None:
        holder, issue = self.table.holder, self.table.issue
        if holder is None or issue is None:
            return
        if self.table.cell is None:
            self.say(f"{holder} claims nothing on {self.name_of(issue)}.", "warning")
            return
        from tui.desk.screens.positions import Positions

        self.app.push_screen(Positions(self.state, Position(holder, issue, self.name_of(issue), self.by)), self.shown)

    def shown(self, deed: Deed | None) -> None:
        """The position was left: by Enter on a claim for the reader, or by Esc back to the cell."""
        if deed is not None:
            self.dismiss(deed)
