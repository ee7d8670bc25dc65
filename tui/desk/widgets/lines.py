"""A list of any length: rows come from their source by page as they come into view, and are drawn by the Line API."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, Protocol, TypeVar

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.wrap import wrap
from tui.desk.terminal.textual_internals import tell_unanswered
from tui.desk.theme import Look, Role
from tui.desk.widgets.base import LineView
from tui.desk.widgets.moves import moved
from tui.store.problems import UNANSWERED

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
PAGE = 40  # rows fetched at once: what most terminals show of a list
PAGES_KEPT = 20
NEAR = 50  # rows up and down among which the one under the cursor is looked for where the source has changed
EDGE = 1  # columns beside a list that reaches from one side of the terminal to the other


class RowSource(Protocol[R_co]):
    """Rows in their order. Both are called in the app's thread and must answer within a few milliseconds."""

    def count(self) -> int: ...

    def rows(self, offset: int, limit: int) -> Sequence[R_co]: ...


class Rows(Generic[R]):
    """A RowSource of rows that are all there already."""

    def __init__(self, rows: Sequence[R] = ()) -> None:
        self._rows = rows

    def count(self) -> int:
        return len(self._rows)

    def rows(self, offset: int, limit: int) -> Sequence[R]:
        return self._rows[offset : offset + limit]


class LineList(LineView, Generic[R], can_focus=True):
    """A virtual list with a cursor.

    `draw(row, width, look)` gives the Line of a row (see tui.desk.presentation.row_lines); `show()` sets where rows
    come from. Enter, space and the like belong to the app: it asks for `row`. A click moves the cursor, a second click
    on the same row posts `Clicked`, so the mouse does nothing that keys cannot.

    A row takes `row_height` lines. The one under the cursor is drawn in reverse, or, where `signed`, has a sign before
    it: what is drawn again at a move is then two cells.
    """

    signed = False

    def __init__(
        self,
        draw: Callable[[R, int, Look], Line],
        source: RowSource[R] | None = None,
        *,
        empty: str = "Nothing here.",
        head: Callable[[int, Look], Line] | None = None,
        key: Callable[[R], Hashable] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        """`empty` says why there is nothing and which key helps; `head` gives a line above the rows, the heads of their
        columns, where it is not empty; `key` tells a row from others, so that the cursor
        stays on it when the source changes."""
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._source: RowSource[R] = source if source is not None else Rows()
        self._key = key
        self._head = head
        self._count = 0
        self._pages: dict[int, Sequence[R]] = {}
        self._strips: dict[int, Strip] = {}
        self._drawn_width = 0
        self._drawn_height = 1
        self._cursor: int = 0
        self._empty = empty

    # --- what is shown

    @property
    def above(self) -> int:
        headed = self._head is not None and self._count > 0 and self.size.height > 2
        return int(headed and self._head_line().cells > 0)

    def _head_line(self) -> Line:
        return self._head(self.size.width, self.look) if self._head is not None else Line()

    @property
    def row_height(self) -> int:
        """Lines that each row takes."""
        return 1

    def row_lines(self, row: R, width: int) -> Sequence[Line]:
        """A row's lines, `row_height` of them."""
        return (self._draw(row, width, self.look),)

    def fixed_line(self, y: int) -> Line:
        """A line that does not scroll: one of those `above`, or, counted from -1 upwards from the last, `below`."""
        return self._head_line() if y == 0 else Line()

    @property
    def count(self) -> int:
        """Rows in all, fetched or not."""
        return self._count

    @property
    def cursor(self) -> int:
        """The index of the row under the cursor; 0 in an empty list."""
        return self._cursor

    @property
    def row(self) -> R | None:
        """The row under the cursor, None in an empty list."""
        return self.row_at(self._cursor)

    @property
    def position(self) -> str:
        """`3/17`, for the frame; empty where there is nothing."""
        return f"{self._cursor + 1}/{self._count}" if self._count else ""

    def row_at(self, index: int) -> R | None:
        """The row at `index`, fetching its page where it is not kept."""
        if not 0 <= index < self._count:
            return None
        number, within = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            try:
                page = self._source.rows(number * PAGE, PAGE)
            except UNANSWERED as error:  # drawn in the midst of a frame; drawn anew when it can be read again
                tell_unanswered(self.app, error)
                return None
            while len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[number] = page
        return page[within] if within < len(page) else None

    def show(self, source: RowSource[R], *, at: int | None = None, empty: str | None = None, near: int = NEAR) -> None:
        """Show another source. The cursor goes to `at`; without it, it stays on the same row where `key` finds it
        among `near` rows up and down, else at the same index."""
        before = self.row if self._key is not None and self._count else None
        self._source = source
        if empty is not None:
            self._empty = empty
        self._pages.clear()
        self._count = source.count()
        cursor = at if at is not None else self._same_row(before, near)
        self._cursor = min(max(cursor, 0), max(self._count - 1, 0))
        self._redraw_all()
        self._report()

    def reload(self) -> None:
        """Fetch again from the same source, which has changed."""
        self.show(self._source)

    def relook(self) -> None:
        """Draw everything again in the app's present look."""
        self._redraw_all()

    def _same_row(self, before: R | None, within: int) -> int:
        if before is None or self._key is None:
            return self._cursor
        wanted = self._key(before)
        near = range(max(self._cursor - within, 0), min(self._cursor + within, self._count))
        for index in sorted(near, key=lambda index: abs(index - self._cursor)):  # so that no page is fetched in vain
            row = self.row_at(index)
            if row is not None and self._key(row) == wanted:
                return index
        return self._cursor

    # --- moving

    def go(self, index: int, *, ahead: int = 0) -> None:
        """Move the cursor to a row and bring it into view; where that scrolls, `ahead` more rows come in with it."""
        index = min(max(index, 0), max(self._count - 1, 0))
        before, self._cursor = self._cursor, index
        self._bring_in(index, ahead=ahead)
        if before != index:
            self.redraw_line(before * self.row_height)
            self.redraw_line(index * self.row_height)
            self.redraw_below()
            self._report()

    def redraw_below(self) -> None:
        """Draw the lines below the rows again."""
        if self.below:
            self.refresh(Region(0, self.size.height - self.below, self.size.width, self.below))

    def _bring_in(self, index: int, ahead: int = 0) -> None:
        first = index * self.row_height
        self.show_line(first + self.row_height - 1, ahead=ahead)
        self.show_line(first, ahead=ahead)

    def move(self, unit: str, by: int) -> None:
        if unit != "side":
            ahead = self._part if unit == "line" else 0
            self.go(moved(self._cursor, self._count, unit, by, self.in_view // self.row_height), ahead=ahead)

    @property
    def _part(self) -> int:
        """Rows that a move by one row brings in beyond it. A terminal scrolls whole lines only: beside another pane
        every row in view is sent again, so that is done for a third of the pane at a time, in a low one for half."""
        height = self.in_view
        beside = self.size.width < self.app.size.width - EDGE
        return max(height // 3, min(height // 2, 3)) - 1 if beside and height > 1 else 0

    def _report(self) -> None:
        self.post_message(self.Moved(self))

    # --- drawing

    def _redraw_all(self) -> None:
        self._draw_anew()
        self.refresh()

    def fit(self) -> None:
        self._draw_anew()

    def _draw_anew(self) -> None:
        self._strips.clear()
        self._drawn_height = self.row_height
        self.set_lines(self._count * self.row_height)
        self.jump_to(self.scroll_offset.y)  # in a higher view the last lines stand at its foot
        self._bring_in(self._cursor)

    def render_line(self, y: int) -> Strip:
        width, look = self.size.width, self.look
        if (width, self.row_height) != (self._drawn_width, self._drawn_height):
            self._strips.clear()
            self._drawn_width, self._drawn_height = width, self.row_height
        if y < self.above or y >= self.size.height - self.below:
            return self.fixed_line(y if y < self.above else y - self.size.height).strip(look, width)
        line = self.scroll_offset.y + y - self.above
        if self._count == 0:
            said = [self._empty[start:end] for start, end in wrap(self._empty, max(1, width))]
            return styled("".join(said[line : line + 1]), "dim", ascii_only=look.ascii).strip(look, width)
        index, part = divmod(line, self.row_height)
        if index >= self._count:
            return Line().strip(look, width)
        under = index == self._cursor and (part == 0 or not self.signed)
        if not under and (kept := self._strips.get(line)) is not None:
            return kept
        strip = self._row_strip(index, part, width, under)
        if not under:
            if len(self._strips) > 500:
                self._strips.clear()
            self._strips[line] = strip
        return strip

    def _row_strip(self, index: int, part: int, width: int, under: bool) -> Strip:
        look = self.look
        row = self.row_at(index)
        room = width - self.signed
        lines = self.row_lines(row, room) if row is not None else (styled(look.glyphs.ellipsis, "dim"),)
        line = lines[part] if part < len(lines) else Line()
        if self.signed:
            sign = (look.glyphs.cursor if self.is_focused else look.glyphs.resting) if under else " "
            return (Line(((sign, "focus" if self.is_focused else "dim"),)) + line).strip(look, width)
        role: Role | None = ("row" if self.is_focused else "row_idle") if under else None
        return line.strip(look, width, role)

    def on_mount(self) -> None:
        self._count = self._source.count()
        self._redraw_all()

    def refocused(self) -> None:
        """With the focus a list may have higher rows, heads and lines below."""
        if self.signed:
            self._redraw_all()
        else:
            self.redraw_line(self._cursor)

    def on_click(self, event: events.Click) -> None:
        index = (self.scroll_offset.y + event.y - self.above) // self.row_height
        if index >= self._count or not self.above <= event.y < self.above + self.in_view:
            return
        if index == self._cursor:
            self.post_message(self.Clicked(self))
        else:
            self.go(index)
