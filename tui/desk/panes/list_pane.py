"""What every list of the desk has: heads over its columns, a sign for the cursor, and, with the focus, the whole of the
row under the cursor below."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from textual.strip import Strip

from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.paragraph import wrapped
from tui.desk.state import DeskState
from tui.desk.widgets.lines import NEAR, LineList, RowSource

TOLD = 4  # lines below a list with the focus: a rule and three of words
TALL = 14  # lines of a list from which it has those
WIDE = 56  # columns from which a list has all its columns
TWO = 40  # columns from which rows have two lines in a list with the focus


class LibraryRows:
    """A RowSource that asks the library, by two functions."""

    def __init__(self, count: Callable[[], int], page: Callable[[int, int], Sequence[Any]]) -> None:
        self.count = count
        self.rows = page


class ListPane(LineList[Any]):
    """A pane that is a list. `redraw` takes the rows anew; `heading` and `note` are what its frame says."""

    where = ""
    signed = True
    two_lines = False  # whether a row has two lines where the pane is wide and has the focus

    def __init__(self, state: DeskState) -> None:
        super().__init__(lambda row, width, look: Line(), empty="", key=self.same, id=f"{self.where}-list")
        self.state = state
        self.drawn_once = False  # before, nobody knows yet whether it is empty
        self._why: tuple[object, list[Line]] = (None, [])  # the lines that say why it is empty, by what they rest on
        self._told: tuple[object, list[Line]] = (None, [])  # those below the list, by what they rest on

    # --- what a pane says of itself

    @staticmethod
    def same(row: Any) -> Hashable:
        return hash(row)

    def source(self) -> RowSource[Any]:
        raise NotImplementedError

    def why_empty(self) -> str:
        raise NotImplementedError

    def row_lines(self, row: Any, width: int) -> Sequence[Line]:
        raise NotImplementedError

    def head(self, width: int) -> Line:
        """The heads of the columns."""
        raise NotImplementedError

    def head_line(self, y: int, width: int) -> Line:
        """One of the lines above the rows."""
        return Line((("  ", "text"),)) + self.head(width - 1)

    def told(self, row: Any) -> tuple[str, str, Sequence[str]]:
        """What stands below the list: a title, a note, and sentences that say the row under the cursor whole."""
        raise NotImplementedError

    def heading(self) -> str:
        return self.where.capitalize()

    def total(self) -> int:
        """How many there are of what the list shows."""
        return self.count

    def counted(self) -> str:
        """What the number beside the title counts, in words."""
        return f"{self.total():,}"

    def note(self) -> str:
        """How the pane is filtered, else what it counts and on which part of the articles it rests."""
        matching = self.state.matching.get(self.where, "")
        kept = ", kept" if self.where in self.state.restored else ""
        told = f"filter{kept}: {matching} · {self.counted()}" if matching else self.counted()
        return " · ".join(part for part in (self.part(), told) if part)

    def part(self) -> str:
        """What the list rests on, where that is a part of the articles or of the mentions."""
        counts = self.state.counts
        read = counts.read >= counts.articles or self.where == "articles"
        return "" if read else f"{counts.read:,}/{counts.articles:,} read"

    def filtered(self, what: str) -> str:
        return f"No {what} here has “{self.state.matching[self.where]}”. f changes the filter."

    # --- how it is laid out

    @property
    def above(self) -> int:
        return self.heads if self.count and self.size.height > 2 else 0

    @property
    def below(self) -> int:
        return TOLD if self.is_focused and self.count and self.size.height >= TALL else 0

    @property
    def row_height(self) -> int:
        return 2 if self.two_lines and self.is_focused and self.size.width >= TWO else 1

    @property
    def heads(self) -> int:
        """Lines of the heads of the columns."""
        return 1

    def wants(self, focused: bool) -> int:
        """Lines that the pane could fill, its title line among them."""
        lines = 2 if self.two_lines and focused else 1
        return 1 + max(self.count * lines, 1) + bool(self.count) + (TOLD if focused else 0)

    # --- drawing

    def fixed_line(self, y: int) -> Line:
        if y >= 0:
            return self.head_line(y, self.size.width)
        lines = self._lines_told()
        return lines[y + self.below] if y + self.below < len(lines) else Line()

    def _lines_told(self) -> list[Line]:
        row, width, look = self.row, self.size.width, self.look
        asked = (row, self.state.selection, width, look.ascii)
        if self._told[0] != asked and row is not None:
            title, note, sentences = self.told(row)
            glyphs = look.glyphs
            rule = glyphs.strokes[0]
            words = styled(" · ".join(part for part in (title, note) if part), ascii_only=look.ascii)
            left = Line(((f"{rule * 2} ", "frame"),)) + words.crop(max(width - 5, 0), glyphs.ellipsis)
            lines = [left + Line(((" ", "text"), (rule * max(width - left.cells - 1, 0), "frame")))]
            for sentence in sentences:
                lines += wrapped(sentence, width, indent=3, ascii_only=look.ascii)
            if len(lines) > TOLD:
                lines[TOLD - 1] = (lines[TOLD - 1] + styled(" " + glyphs.ellipsis, "dim")).crop(width, glyphs.ellipsis)
            self._told = (asked, lines[:TOLD])
        return self._told[1]

    def render_line(self, y: int) -> Strip:
        """As any list; why it is empty is wrapped, so that all of it can be read."""
        if self.count:
            return super().render_line(y)
        lines = self._lines_why() if self.drawn_once else []
        return (lines[y] if y < len(lines) else Line()).strip(self.look, self.size.width)

    def _lines_why(self) -> list[Line]:
        asked = (self._empty, self.size.width, self.look.ascii)
        if self._why[0] != asked:
            self._why = (asked, wrapped(self._empty, self.size.width, "dim", ascii_only=self.look.ascii))
        return self._why[1]

    def redraw(self, at: int | None = None, *, near: int = NEAR) -> None:
        self.drawn_once = True
        self.show(self.source(), at=at, empty=self.why_empty(), near=near)
