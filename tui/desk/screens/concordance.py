"""Every mention of the selection in its line, the matches in one column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from tui.desk import actions
from tui.desk.panes.list_pane import LibraryRows
from tui.desk.presentation import row_lines
from tui.desk.presentation.line import Line
from tui.desk.row_actions import Deed, acted
from tui.desk.screens.list_screen import Listing
from tui.desk.state import DeskState
from tui.desk.theme import Look
from tui.desk.widgets.lines import RowSource
from tui.store.query import ConcordanceQuery

if TYPE_CHECKING:
    from tui.desk.interfaces import TheApp

_ORDERS = {"day": "by day", "left": "by the word before", "right": "by the word after"}


class Concordance(Listing):
    where = "concordance"
    BINDINGS: ClassVar = actions.bindings("concordance", "list")

    def __init__(self, state: DeskState) -> None:
        self.state = state
        self.order = "day"
        selection = state.selection
        super().__init__(f"Concordance of {state.library.label(selection) if selection else 'nothing'}", state.keymap)

    def acts(self) -> actions.Acts:
        return {**super().acts(), "sort": self.sort, "write": self.write}

    def write(self) -> None:
        """Write every line of the concordance to a file."""
        from tui.desk.presentation.daywords import in_full
        from tui.desk.text_file import to_file

        rows = [self.lines.row_at(at) for at in range(min(self.lines.count, 10_000))]
        text = "\n".join(f"{in_full(r.day)}\t{r.left} [{r.match}] {r.right}" for r in rows if r is not None)
        corpus = cast("TheApp", self.app).corpus
        self.say(to_file(self.told, text, corpus) if text else "There is nothing to write.")

    def source(self) -> RowSource[Any]:
        library, crossref = self.state.library, self.state.crossref
        if crossref is None:
            return LibraryRows(lambda: 0, lambda offset, limit: [])
        query = ConcordanceQuery(crossref, self.order, max(self.app.size.width, 60))
        return LibraryRows(
            lambda: len(crossref.mentions),
            lambda offset, limit: library.concordance(query, offset=offset, limit=limit),
        )

    def draw(self, row: Any, width: int, look: Look) -> Line:
        return row_lines.kwic_line(row, width, look)

    def head(self, width: int, look: Look) -> Line:
        return row_lines.kwic_head(width, look)

    def why_empty(self) -> str:
        if self.state.crossref is None:
            return "Nothing is selected. Esc goes back; then / finds something to select."
        return "No mention of the selection. Esc goes back."

    def tell(self) -> None:
        self.frame.set_note(f"{_ORDERS[self.order]}  {self.lines.position}")

    def deed(self) -> Deed | None:
        return acted(self.lines.row)

    def sort(self) -> None:
        orders = list(_ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.fill()
