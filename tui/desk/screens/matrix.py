"""Holders down, issues across: each cell the stance, the number of claims it rests on, and a mark where it changed."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.screen import Screen

from tui.desk import actions
from tui.desk.deeds import Deed, Position
from tui.desk.presentation.line import styled
from tui.desk.screens.listing import bindings
from tui.desk.state import DeskState
from tui.desk.widgets.frame import Frame
from tui.desk.widgets.status import StatusLine, hints
from tui.desk.widgets.table import MatrixTable


class Sheet(Screen[Deed | None]):
    """Dismissed with a claim to show in the reader, or None."""

    BINDINGS: ClassVar = bindings("matrix")
    DEFAULT_CSS = "Sheet { layout: vertical; }"

    def __init__(self, state: DeskState) -> None:
        super().__init__()
        self.state = state
        self.by: Literal["holder", "side"] = "holder"
        passing = state.claims_filter
        empty = "No claims on an issue of the watchlist yet. Esc goes back."
        if passing:
            empty = f"No claim passes the filter “{passing}”. Esc goes back, then f in Claims changes it."
        self.table = MatrixTable(empty=empty)
        self.top = StatusLine(id="top")
        self.frame = Frame(self.table, title="Matrix: holders by issues")
        self.bottom = StatusLine(id="bottom", ground="text")

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.frame
        yield self.bottom

    def on_mount(self) -> None:
        keymap = getattr(self.app, "keymap", {})
        offered = [action for action in actions.here("matrix") if action.id in ("act", "matrix.side", "back")]
        self.bottom.set(hints([(actions.shown(actions.keys_of(a, keymap)[0]), a.words_in("matrix")) for a in offered]))
        passing = self.state.claims_filter
        counted = f"counted: only claims that pass “{passing}”" if passing else "counted: all claims"
        counted += f" {self.state.part}" if self.state.part else ""
        self.top.set(styled("onrecord", "title"), styled(counted))
        self.table.focus()
        self.table.show(self.state.library.matrix(**passing.asked(), by=self.by))

    def action_matrix_side(self) -> None:
        """Group by side, and by holder again."""
        self.by = "holder" if self.by == "side" else "side"
        self.frame.set_title(f"Matrix: {self.by}s by issues")
        self.table.show(self.state.library.matrix(**self.state.claims_filter.asked(), by=self.by))

    def name_of(self, issue: str) -> str:
        return next((found.name for found in self.state.library.issues() if found.id == issue), issue)

    def on_matrix_table_moved(self) -> None:
        self.frame.set_note(self.table.position)

    def on_matrix_table_chosen(self) -> None:
        self.action_act()

    def action_act(self) -> None:
        holder, issue = self.table.holder, self.table.issue
        if holder is None or issue is None:
            return
        if self.table.cell is None:
            words = f"{holder} claims nothing on {self.name_of(issue)}."
            self.bottom.set(styled(words, "warning"))
            return
        from tui.desk.screens.positions import Positions

        self.app.push_screen(Positions(self.state, Position(holder, issue, self.name_of(issue), self.by)), self.shown)

    def shown(self, deed: Deed | None) -> None:
        """The position was left: by Enter on a claim for the reader, or by Esc back to the cell."""
        if deed is not None:
            self.dismiss(deed)

    def action_back(self) -> None:
        self.dismiss(None)

    def action_quit(self) -> None:
        self.dismiss(None)

    def action_leave(self) -> None:
        self.app.exit()
