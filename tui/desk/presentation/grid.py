"""The matrix of holders by issues as lines: a cell is a stance's sign, its number of claims, and whether it changed."""

from __future__ import annotations

from msgspec import Struct

from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.rows import stance_sign
from tui.desk.theme import Look, Role
from tui.store.rows import Matrix

CELL = 7  # cells of a column, the gap included
_GAP = Line(((" ", "text"),))


class GridView(Struct, frozen=True):
    """What of a matrix is in view: the first issue shown, and how many cells a holder's name has."""

    width: int
    first_issue: int = 0

    @property
    def name_width(self) -> int:
        return max(min(24, self.width // 3), 8)

    @property
    def columns(self) -> int:
        """How many issues fit."""
        return max((self.width - self.name_width) // CELL, 1)


def header_lines(matrix: Matrix, view: GridView, column: int, look: Look) -> list[Line]:
    """Two lines above the holders: the name of the issue under the cursor, and a short head for each column."""
    issues = matrix.issues[view.first_issue : view.first_issue + view.columns]
    name = matrix.issues[column][1] if 0 <= column < len(matrix.issues) else ""
    more = len(matrix.issues) - view.first_issue - len(issues)
    left = f"{view.first_issue} more to the left  " if view.first_issue else ""
    right = f"  {more} more to the right" if more > 0 else ""
    first = styled(left, "dim") + styled(name, "title", ascii_only=look.ascii) + styled(right, "dim")
    heads = Line(((" " * view.name_width, "text"),))
    for number, (key, _) in enumerate(issues, view.first_issue):
        role: Role = "focus" if number == column else "dim"
        heads += styled(short(key), role, ascii_only=look.ascii).fit(CELL - 1, "right", "") + _GAP
    return [first, heads]


def short(key: str) -> str:
    """An issue's id in at most six cells: the beginnings of its words, `south-ossetia-abkhazia` as `so-os…`."""
    parts = [part for part in key.replace("_", "-").split("-") if part]
    if len(key) <= CELL - 1:
        return key
    return "-".join(part[:2] for part in parts[:2]) if len(parts) > 1 else key[: CELL - 1]


def holder_line(matrix: Matrix, row: int, view: GridView, look: Look, column: int | None = None) -> Line:
    """A holder and its cells, such as `−12↻`; `column` is the issue under the cursor in this row."""
    holder = matrix.holders[row]
    line = styled(holder, ascii_only=look.ascii).fit(view.name_width, ellipsis=look.glyphs.ellipsis)
    for number, (key, _) in enumerate(
        matrix.issues[view.first_issue : view.first_issue + view.columns], view.first_issue
    ):
        cell = matrix.cells.get((holder, key))
        if cell is None:
            text, role = look.glyphs.none, "dim"
        else:
            turn = look.glyphs.turn if cell.changed else " "
            text = f"{stance_sign(cell.stance, look)}{cell.n}{turn}"
            role = cell.stance or "none"
        under: Role = "word" if number == column else role  # type: ignore[assignment]
        line += Line(((text.rjust(CELL - 1)[: CELL - 1], under),)) + _GAP
    return line
