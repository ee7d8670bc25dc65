"""A list whose rows can be marked, to be acted on together. Marks stay when it is sorted, filtered or read anew."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from textual.strip import Strip

from tui.desk.panes.list_pane import ListPane
from tui.desk.presentation.line import Line
from tui.desk.presentation.title import counted
from tui.desk.state import DeskState

MOST_MARKED = 1_000  # rows: to decide on so many claims takes two or three seconds


class MarkingPane(ListPane):
    """`marked` are the rows that are marked, as they stood then, by what tells a row from others."""

    thing = ""  # what a row is, in a word

    def __init__(self, state: DeskState) -> None:
        super().__init__(state)
        self.marked: dict[Hashable, Any] = {}
        self._latest: Hashable = None  # the row marked last, from which a range goes

    def can_mark(self, row: Any) -> bool:
        """Whether a row can be marked: the head of a group cannot."""
        return row is not None

    def marked_words(self) -> str:
        """`3 claims marked`; empty where none is."""
        return f"{counted(len(self.marked), self.thing)} marked" if self.marked else ""

    # --- marking

    def mark_row(self) -> str:
        """Mark the row under the cursor, or no longer, and go on to the next; what to say, if anything."""
        row = self.row
        if not self.can_mark(row):
            return "There is nothing to mark here."
        key = self.same(row)
        if key in self.marked:
            del self.marked[key]
            self._latest = None
        elif wrong := self._mark({key: row}):
            return wrong
        else:
            self._latest = key
        self._redraw_all()
        self.move("line", 1)
        return ""

    def mark_range(self) -> str:
        """Mark all from the row marked last to the one under the cursor."""
        rows = self._listed()
        keys = [self.same(row) for row in rows]
        if self._latest not in keys or self.cursor >= len(rows):
            return "Mark the first row of the range before; it is not in this list."
        low, high = sorted((keys.index(self._latest), self.cursor))
        self._latest = keys[self.cursor]
        return self._mark_all(dict(zip(keys[low : high + 1], rows[low : high + 1], strict=True)))

    def mark_listed(self) -> str:
        """Mark all rows that are listed, or, where all of them are, none of them."""
        if self.count > MOST_MARKED:
            return f"At most {MOST_MARKED:,} can be marked; f narrows the list."
        rows = {self.same(row): row for row in self._listed() if self.can_mark(row)}
        if rows and all(key in self.marked for key in rows):
            self.marked = {key: row for key, row in self.marked.items() if key not in rows}
            self._redraw_all()
            return f"{self.marked_words() or 'none is marked'}"
        return self._mark_all(rows)

    def unmark(self) -> None:
        self.marked = {}
        self._latest = None
        self._redraw_all()

    def mark_again(self, marked: dict[Hashable, Any]) -> None:
        """Mark what was marked before."""
        self.marked = dict(marked)
        self._redraw_all()

    def _listed(self) -> list[Any]:
        return list(self._source.rows(0, min(self.count, MOST_MARKED)))

    def _mark_all(self, rows: dict[Hashable, Any]) -> str:
        wrong = self._mark({key: row for key, row in rows.items() if self.can_mark(row)})
        self._redraw_all()
        return wrong or self.marked_words()

    def _mark(self, rows: dict[Hashable, Any]) -> str:
        if len(self.marked.keys() | rows.keys()) > MOST_MARKED:
            return f"At most {MOST_MARKED:,} can be marked."
        self.marked |= rows
        return ""

    # --- drawing

    def note(self) -> str:
        return " · ".join(part for part in (self.marked_words(), super().note()) if part)

    def _row_strip(self, index: int, part: int, width: int, under: bool) -> Strip:
        row = self.row_at(index)
        if not self.marked or row is None or self.same(row) not in self.marked:
            return super()._row_strip(index, part, width, under)
        look = self.look
        sign = (look.glyphs.cursor if self.is_focused else look.glyphs.resting) if under else " "
        lines = [_without_blanks(line) for line in self.row_lines(row, width - self.signed)]
        if None in lines:
            lines = list(self.row_lines(row, width - self.signed - 2))  # no room in it for the mark
        mark = f"{look.glyphs.marked} " if part == 0 else "  "
        line = Line(((sign, "focus" if self.is_focused else "dim"), (mark, "key")))
        return (line + ((lines[part] if part < len(lines) else None) or Line())).strip(look, width)


def _without_blanks(line: Line) -> Line | None:
    """A line without the two blanks that it begins with, where a mark goes; None where it begins with a word."""
    first = line.pieces[0] if line.pieces else ("", "text")
    return Line(((first[0][2:], first[1]), *line.pieces[1:])) if first[0].startswith("  ") else None
