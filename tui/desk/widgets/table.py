"""The matrix on the screen: holders down, issues across, with a cursor on a cell; drawn by the Line API."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from tui.desk.presentation.grid import GridView, header_lines, holder_line, view_of
from tui.desk.presentation.line import Line, styled
from tui.desk.widgets.base import LineView
from tui.desk.widgets.moves import moved
from tui.store.rows import Cell, Matrix

FOOT = 8  # lines below: the column's proposition and sides, the cell's sentences
ROWS = 6  # holders that are seen at least beside the foot


class MatrixTable(LineView, can_focus=True):
    """A virtual table of one Matrix. `holder`, `issue` and `cell` are what the cursor stands on. `told` gives the lines
    below the table, for a width."""

    def __init__(
        self,
        *,
        empty: str = "No claim names an issue yet.",
        told: Callable[[int], Sequence[Line]] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.matrix = Matrix((), ())
        self._told = told
        self._empty = empty
        self._row = 0
        self._column = 0
        self._first_issue = 0

    @property
    def holder(self) -> str | None:
        return self.matrix.holders[self._row] if self._row < len(self.matrix.holders) else None

    @property
    def issue(self) -> str | None:
        """The id of the issue under the cursor."""
        return self.matrix.issues[self._column][0] if self._column < len(self.matrix.issues) else None

    @property
    def cell(self) -> Cell | None:
        return self.matrix.cells.get((self.holder or "", self.issue or ""))

    @property
    def position(self) -> str:
        holders = len(self.matrix.holders)
        return f"{self._row + 1}/{holders}" if holders else ""

    @property
    def above(self) -> int:
        return view_of(self.matrix, self.size.width).deep if self.matrix.holders else 0

    @property
    def below(self) -> int:
        room = self.size.height - self.above - ROWS
        return FOOT if self._told is not None and self.matrix.holders and room >= FOOT else 0

    def show(self, matrix: Matrix, *, holder: str | None = None, issue: str | None = None) -> None:
        """Show another matrix; the cursor goes to `holder` and `issue`, or stays on the ones it was on."""
        holder, issue = holder or self.holder, issue or self.issue
        self.matrix = matrix
        self._row = matrix.holders.index(holder) if holder in matrix.holders else 0
        keys = [key for key, _ in matrix.issues]
        self._column = keys.index(issue) if issue in keys else 0
        self._first_issue = 0
        self.set_lines(len(matrix.holders))
        self._into_view()
        self.refresh()
        if self.is_attached:
            self.post_message(self.Moved(self))

    def relook(self) -> None:
        """Draw everything again in the app's present look."""
        self.refresh()

    def move(self, unit: str, by: int) -> None:
        matrix = self.matrix
        if not matrix.holders:
            return
        before = self._row
        if unit == "side":
            self._column = min(max(self._column + by, 0), max(len(matrix.issues) - 1, 0))
        else:
            self._row = moved(self._row, len(matrix.holders), unit, by, self.in_view)
        self._into_view()
        self._redraw(before)

    def _redraw(self, before: int) -> None:
        width = self.size.width
        self.redraw_line(before)
        self.redraw_line(self._row)
        self.refresh(Region(0, 0, width, self.above), Region(0, self.size.height - self.below, width, self.below))
        self.post_message(self.Moved(self))

    def _view(self) -> GridView:
        return view_of(self.matrix, self.size.width, self._first_issue)

    def _into_view(self) -> None:
        first = min(self._first_issue, self._column)
        while first < self._column and self._column not in view_of(self.matrix, self.size.width, first).shown:
            first += 1
        if first != self._first_issue:
            self._first_issue = first
            self.refresh()
        self.show_line(self._row)

    def render_line(self, y: int) -> Strip:
        look, width, matrix = self.look, self.size.width, self.matrix
        if not matrix.holders:
            return (styled(self._empty, "dim") if y == 0 else Line()).strip(look, width)
        if y < self.above:
            return header_lines(matrix, self._view(), self._column, look)[y].strip(look, width)
        if y >= self.size.height - self.below and self._told is not None:
            lines = self._told(width)
            at = y - (self.size.height - self.below)
            return (lines[at] if at < len(lines) else Line()).strip(look, width)
        row = self.scroll_offset.y + y - self.above
        if row >= len(matrix.holders):
            return Line().strip(look, width)
        column = self._column if row == self._row and self.is_focused else None
        line = holder_line(matrix, row, self._view(), look, column)
        return line.strip(look, width, "row_idle" if row == self._row else None)

    def on_mount(self) -> None:
        self.set_lines(len(self.matrix.holders))

    def fit(self) -> None:
        self.jump_to(self.scroll_offset.y)
        self._into_view()

    def refocused(self) -> None:
        self.redraw_line(self._row)

    def on_click(self, event: events.Click) -> None:
        row, column = self.scroll_offset.y + event.y - self.above, self._view().issue_at(event.x)
        if not self.above <= event.y < self.above + self.in_view or row >= len(self.matrix.holders) or column is None:
            return
        if (row, column) == (self._row, self._column):
            self.post_message(self.Clicked(self))
            return
        before, self._row, self._column = self._row, row, column
        self._into_view()
        self._redraw(before)
