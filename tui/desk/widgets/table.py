"""The matrix on the screen: holders down, issues across, with a cursor on a cell; drawn by the Line API."""

from __future__ import annotations

from textual import events
from textual.strip import Strip

from tui.desk.presentation.grid import CELL, GridView, header_lines, holder_line
from tui.desk.presentation.line import Line, styled
from tui.desk.widgets.base import LineView
from tui.desk.widgets.moves import moved
from tui.store.rows import Cell, Matrix

HEADER = 2  # lines that stay above the holders


class MatrixTable(LineView, can_focus=True):
    """A virtual table of one Matrix. `holder`, `issue` and `cell` are what the cursor stands on."""

    def __init__(
        self,
        *,
        empty: str = "No claim names an issue yet.",
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._matrix = Matrix((), ())
        self._empty = empty
        self._row = 0
        self._column = 0
        self._first_issue = 0

    @property
    def holder(self) -> str | None:
        return self._matrix.holders[self._row] if self._row < len(self._matrix.holders) else None

    @property
    def issue(self) -> str | None:
        """The id of the issue under the cursor."""
        return self._matrix.issues[self._column][0] if self._column < len(self._matrix.issues) else None

    @property
    def cell(self) -> Cell | None:
        return self._matrix.cells.get((self.holder or "", self.issue or ""))

    @property
    def position(self) -> str:
        holders = len(self._matrix.holders)
        return f"{self._row + 1}/{holders}" if holders else ""

    def show(self, matrix: Matrix, *, holder: str | None = None, issue: str | None = None) -> None:
        """Show another matrix; the cursor goes to `holder` and `issue`, or stays on the ones it was on."""
        holder, issue = holder or self.holder, issue or self.issue
        self._matrix = matrix
        self._row = matrix.holders.index(holder) if holder in matrix.holders else 0
        keys = [key for key, _ in matrix.issues]
        self._column = keys.index(issue) if issue in keys else 0
        self._first_issue = 0
        self.set_lines(len(matrix.holders) + HEADER)
        self._into_view()
        self.refresh()
        if self.is_attached:
            self.post_message(self.Moved(self))

    def relook(self) -> None:
        """Draw everything again in the app's present look."""
        self.refresh()

    def move(self, unit: str, by: int) -> None:
        matrix = self._matrix
        if not matrix.holders:
            return
        before = self._row
        if unit == "side":
            self._column = min(max(self._column + by, 0), max(len(matrix.issues) - 1, 0))
        else:
            self._row = moved(self._row, len(matrix.holders), unit, by, self.size.height - HEADER)
        self._into_view()
        self._redraw(before)

    def _redraw(self, before: int) -> None:
        top = self.scroll_offset.y
        for line in (top, top + 1, before + HEADER, self._row + HEADER):
            self.redraw_line(line)
        self.post_message(self.Moved(self))

    def _view(self) -> GridView:
        return GridView(self.size.width, self._first_issue)

    def _into_view(self) -> None:
        columns = self._view().columns
        first = min(self._first_issue, self._column)
        first = max(first, self._column - columns + 1, 0)
        if first != self._first_issue:
            self._first_issue = first
            self.refresh()
        top, height = self.scroll_offset.y, self.size.height - HEADER
        if self._row < top:
            self.jump_to(self._row)
        elif height > 0 and self._row >= top + height:
            self.jump_to(self._row - height + 1)

    def render_line(self, y: int) -> Strip:
        look, width, matrix = self.look, self.size.width, self._matrix
        if not matrix.holders:
            return (styled(self._empty, "dim") if y == 0 else Line()).strip(look, width)
        if y < HEADER:
            return header_lines(matrix, self._view(), self._column, look)[y].strip(look, width)
        row = self.scroll_offset.y + y - HEADER
        if row >= len(matrix.holders):
            return Line().strip(look, width)
        column = self._column if row == self._row and self.has_focus else None
        line = holder_line(matrix, row, self._view(), look, column)
        return line.strip(look, width, "row_idle" if row == self._row else None)

    def on_mount(self) -> None:
        self.set_lines(len(self._matrix.holders) + HEADER)

    def on_resize(self) -> None:
        self._into_view()

    def on_focus(self) -> None:
        self.redraw_line(self._row + HEADER)

    def on_blur(self) -> None:
        self.redraw_line(self._row + HEADER)

    def on_click(self, event: events.Click) -> None:
        row, view = self.scroll_offset.y + event.y - HEADER, self._view()
        column = self._first_issue + (event.x - view.name_width) // CELL
        if event.y < HEADER or row >= len(self._matrix.holders) or event.x < view.name_width:
            return
        if column >= len(self._matrix.issues):
            return
        if (row, column) == (self._row, self._column):
            self.post_message(self.Chosen(self))
            return
        before, self._row, self._column = self._row, row, column
        self._into_view()
        self._redraw(before)
