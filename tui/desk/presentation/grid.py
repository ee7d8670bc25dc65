"""The matrix of holders by issues as lines: the issues' whole names over the columns, a cell with its side, its number
of claims, and whether the holder turned."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from msgspec import Struct

from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.stance import stance_sign
from tui.desk.theme import Look, Role
from tui.store.rows import Cell, Matrix

LEAST, MOST = 9, 12  # cells of a column, its gap included: "+4−1·13↻", and the longest word of most names
DEEP = 4  # lines of the heads at most
LEGEND = "+3 for it, 3 claims  − against it  ± both  · no side taken  ↻ turned"  # fits 80 columns


def head_words(name: str) -> list[str]:
    """An issue's name in lines of a column's width; what is beyond the last line is left out."""
    width = max(min(max(map(len, name.split()), default=1), MOST - 1), LEAST - 1)
    return textwrap.wrap(name, width)[:DEEP] or [name]


class GridView(Struct, frozen=True):
    """What of a matrix is in view: the first issue shown, how many cells a holder's name has and each column."""

    width: int
    heads: tuple[tuple[str, ...], ...]
    first_issue: int = 0

    @property
    def name_width(self) -> int:
        return max(min(24, self.width // 3), 8)

    def cells(self, issue: int) -> int:
        """Cells of a column, the gap before it included."""
        return max(max(map(len, self.heads[issue]), default=0) + 1, LEAST)

    @property
    def columns(self) -> int:
        """How many issues fit, from the first shown on; one at least."""
        room, number = self.width - self.name_width, 0
        for issue in range(self.first_issue, len(self.heads)):
            room -= self.cells(issue)
            if room < 0:
                break
            number += 1
        return max(number, 1)

    @property
    def shown(self) -> range:
        return range(self.first_issue, min(self.first_issue + self.columns, len(self.heads)))

    @property
    def deep(self) -> int:
        """Lines of the heads."""
        return max((len(head) for head in self.heads), default=1)

    def issue_at(self, x: int) -> int | None:
        """The issue whose column holds a cell."""
        at = self.name_width
        for issue in self.shown:
            if at <= x < at + self.cells(issue):
                return issue
            at += self.cells(issue)
        return None


def view_of(matrix: Matrix, width: int, first_issue: int = 0) -> GridView:
    return GridView(width, tuple(tuple(head_words(name)) for _, name in matrix.issues), first_issue)


def header_lines(matrix: Matrix, view: GridView, column: int, look: Look) -> list[Line]:
    """The lines above the holders: the whole name of each issue, the lowest line right above its cells."""
    lines: list[Line] = []
    before, after = view.first_issue, len(matrix.issues) - view.first_issue - len(view.shown)
    for depth in range(view.deep):
        last = depth == view.deep - 1
        more = [f"{before} more to the left"] if before and depth == 0 else []
        more += [f"{after} more to the right"] if after > 0 and depth == min(1, view.deep - 1) else []
        left = "holder" if last else " ".join(more)
        line = styled(left, "dim").fit(view.name_width)
        for issue in view.shown:
            head = view.heads[issue]
            at = depth - (view.deep - len(head))
            role: Role = "focus" if issue == column else "title"
            words = head[at] if at >= 0 else ""
            line += styled(words, role, ascii_only=look.ascii).fit(view.cells(issue), "right", "")
        lines.append(line)
    return lines


def cell_words(cell: Cell, look: Look, width: int = MOST) -> str:
    """`−12↻`, and `+3−1·2` where one more claim is against it and two take no side; in a narrow column what is least
    to be known goes first."""
    signs = (look.glyphs.for_, look.glyphs.against, look.glyphs.mixed)
    others = "".join(f"{sign}{n}" for sign, n in zip(signs, cell.others, strict=True) if n)
    silent = cell.claims - cell.n - sum(cell.others) if cell.stance is not None else 0
    none = f"{look.glyphs.none}{silent}" if silent > 0 else ""
    side, turn = f"{stance_sign(cell.stance, look)}{cell.n}", look.glyphs.turn if cell.changed else ""
    told = (f"{side}{others}{none}{turn}", f"{side}{others}{turn}", f"{side}{turn}")
    return next((words for words in told if len(words) <= width), told[-1])


def holder_line(matrix: Matrix, row: int, view: GridView, look: Look, column: int | None = None) -> Line:
    """A holder and its cells; `column` is the issue under the cursor in this row."""
    holder = matrix.holders[row]
    line = styled(holder, ascii_only=look.ascii).fit(view.name_width, ellipsis=look.glyphs.ellipsis)
    for issue in view.shown:
        cell = matrix.cells.get((holder, matrix.issues[issue][0]))
        width = view.cells(issue)
        words = cell_words(cell, look, width - 1) if cell is not None else ""
        role: Role = (cell.stance or "none") if cell is not None else "dim"
        if issue == column:
            under = words.rjust(width - 1) or " "
            line += Line(((" ", "text"), (under[: width - 1], "word")))
        else:
            line += Line(((words.rjust(width)[:width], role),))
    return line


def sums_words(matrix: Matrix, issue: str, holders: Sequence[str]) -> dict[str, list[str]]:
    """Who is on each side of an issue, with the number of claims: `for`, `against`, `mixed` and `none`."""
    found: dict[str, list[str]] = {"for": [], "against": [], "mixed": [], "none": []}
    for holder in holders:
        cell = matrix.cells.get((holder, issue))
        if cell is not None:
            found[cell.stance or "none"].append(f"{holder} {cell.n}")
    return found
