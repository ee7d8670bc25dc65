"""The reader's text: only the lines in view are wrapped and drawn, with a cursor that stands on a word or a name."""

from __future__ import annotations

from msgspec import Struct
from textual import events
from textual.strip import Strip

from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.marks import PageMark
from tui.desk.presentation.page import MARGIN, Page
from tui.desk.widgets.base import LineView
from tui.model import Span

MEASURE = 80  # cells: the classical 45 to 75 letters a line, a little more for words of this length, and the margin


class ReadingPlace(Struct, frozen=True):
    """Where the reader stands, by stored offsets: holds at any size. `cursor` is the unit under the cursor; `seen`
    whether it was in view, so that it is again where fewer lines are."""

    top: int
    cursor: Span
    seen: bool = True


class ArticleView(LineView, can_focus=True):
    """A virtual view of one Page (tui.desk.presentation.page.page_of).

    The cursor stands on a unit: a name, a date, or else a word. `unit` is its span, `marks_here` what covers it,
    `jump(span)` goes to a mention or a claim, `place` and `return_to` keep the place.
    """

    def __init__(
        self,
        *,
        empty: str = "No article is open.",
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._empty = empty
        self._page: Page | None = None
        self._unit = Span(0, 0)
        self._column = 0  # where up and down keep to, in cells
        self._waiting: Span | ReadingPlace | None = None  # asked for before there was a size
        self._held: int | None = None  # the top that was returned to, until somebody scrolls
        self._height = 0  # of the view as it was fitted last
        self._anchor: Span | None = None  # the unit from which on words are marked, if they are

    # --- what is shown

    @property
    def measure(self) -> int:
        """Cells of a line, margin included: longer ones are hard to read on to the next."""
        return min(self.size.width, MEASURE)

    @property
    def page(self) -> Page | None:
        return self._page

    @property
    def unit(self) -> Span:
        """The word, name or date under the cursor, as a span of the stored text."""
        return self._unit

    @property
    def words(self) -> str:
        """The stored words under the cursor."""
        return self._unit.of(self._page.text) if self._page is not None else ""

    @property
    def marked(self) -> Span | None:
        """The words that are marked, from where that began to the cursor; None where none are."""
        if self._anchor is None:
            return None
        return Span(min(self._anchor.start, self._unit.start), max(self._anchor.end, self._unit.end))

    def mark_words(self, on: bool) -> None:
        """Mark words from the cursor on, or mark none any longer."""
        self._anchor = self._unit if on and self._page is not None and self._unit.end > self._unit.start else None
        self.refresh()

    @property
    def marks_here(self) -> list[PageMark]:
        """The marks that cover the cursor, the shortest first: a name, then the claim it stands in."""
        return self._page.marks_at(self._unit.start) if self._page is not None else []

    @property
    def position(self) -> str:
        """How far down the last line in view is: `42%`; empty where all of it is in view."""
        if self._page is None or not self.in_view or self._page.height <= self.in_view:
            return ""
        return f"{min(100, 100 * (self.scroll_offset.y + self.in_view) // self._page.height)}%"

    @property
    def place(self) -> ReadingPlace:
        """Where it stands, or is to stand as soon as it has a size."""
        if self._waiting is not None:
            return (
                self._waiting
                if isinstance(self._waiting, ReadingPlace)
                else ReadingPlace(self._waiting.start, self._waiting)
            )
        return ReadingPlace(self._top, self._unit, self._seen)

    @property
    def _top(self) -> int:
        """The offset of the first line in view. While nobody scrolls it stays the one that was returned to, though at
        another width the line that shows it begins before it, and in a lower view the cursor's may be what is shown;
        so small and back again ends at the same line."""
        if self._page is None:
            return 0
        if self._held is not None:
            return self._held
        top = self.scroll_offset.y
        return self._page.offset_of(top) if top else 0

    @property
    def _seen(self) -> bool:
        """Whether the cursor's line was in view when the view had the size that it was fitted to."""
        if self._page is None or not self._height:
            return True
        top = self.scroll_offset.y
        return top <= self._page.row_of(self._unit.start) < top + self._height

    @property
    def here(self) -> Span | ReadingPlace:
        """What brings it back to where it stands, or to where it is to go as soon as it has a size."""
        return self._waiting or self.place

    def show(self, page: Page | None, *, at: Span | ReadingPlace | None = None, empty: str | None = None) -> None:
        """Show a page, from its beginning, or at a span or a place."""
        self._page = page
        if empty is not None:
            self._empty = empty
        self._unit = Span(0, 0)
        self._anchor = None
        self._waiting = self._held = None
        if page is not None and self.measure:
            page.set_width(self.measure)
            self._measure()
        self.set_scroll(None, 0.0)
        self.refresh()
        if at is not None:
            self.go_to(at)
        elif page is not None and self.measure:
            self._stand(page.unit_at(page.offset_of(0)))

    def mark(self, marks: list[PageMark] | tuple[PageMark, ...]) -> None:
        """Highlight other marks in the same text; the place stays."""
        if self._page is None:
            return
        at = self.here
        self._page.mark(marks)
        self._measure()
        self.go_to(at)
        self.refresh()

    # --- going somewhere

    def go_to(self, at: Span | ReadingPlace | None) -> None:
        """Jump to a span, or return to a place."""
        if isinstance(at, ReadingPlace):
            self.return_to(at)
        elif at is not None:
            self.jump(at)

    def jump(self, span: Span) -> None:
        """Put the cursor on a span and bring all of it into view, a third from the top where the view must move."""
        if self._page is None:
            return
        if not self.in_view:
            self._waiting = span
            return
        first, last = self._page.row_of(span.start), self._page.row_of(max(span.end - 1, span.start))
        self._measure()
        top, height = self.scroll_offset.y, self.in_view
        if first < top or last >= top + height:
            self.jump_to(max(first - height // 3, 0))
        self._stand(self._page.unit_at(span.start))

    def return_to(self, place: ReadingPlace) -> None:
        """Go back to a place taken before, at whatever width it was."""
        if self._page is None:
            return
        if not self.in_view:
            self._waiting = place
            return
        row = self._page.row_of(place.top) if place.top else 0
        self._measure(row)
        self.jump_to(row)
        unit = self._page.unit_at(place.cursor.start)
        self._stand(unit if unit.start == place.cursor.start else place.cursor)
        if place.seen:
            self._into_view()
        self._held = place.top

    def move(self, unit: str, by: int) -> None:
        if self._page is None:
            return
        if unit == "side":
            target = self._page.next_unit(self._unit) if by > 0 else self._page.previous_unit(self._unit)
            self._stand(target)
            self._into_view()
            return
        row = self._page.row_of(self._unit.start)
        height = max(self.in_view, 1)
        if unit == "end":
            if by > 0:
                self._page.wrap_to(1 << 60)
            self._measure()
            self.jump_to(self._page.height if by > 0 else 0)
            self._to_row(self._page.height - 1 if by > 0 else 0, -by)
            return
        step = {"line": 1, "half": height // 2, "page": max(height - 1, 1)}.get(unit, 1)
        self._measure(row + step + height)
        if unit != "line":
            self.jump_to(self.scroll_offset.y + by * step)
        self._to_row(min(max(row + by * step, 0), self._page.height - 1), by)

    def _to_row(self, row: int, by: int) -> None:
        """Stand on a line, or on the next one with text in the direction of the move; at the ends just scroll."""
        page = self._page
        assert page is not None
        at = row
        while (found := page.row(at)) is not None and at >= 0 and (found.paragraph < 0 or found.start == found.end):
            at += 1 if by > 0 else -1
        if at < 0 or found is None:
            self.jump_to(self.scroll_offset.y + by)
            self._moved()
            return
        column = self._column
        offset = page.offset_at(at, column)
        self._stand(self._page_unit(offset, at))
        self._column = column
        self._into_view()

    def _page_unit(self, offset: int, row: int) -> Span:
        """The unit at an offset, or one that begins on that line, so that moving by lines never sticks."""
        assert self._page is not None
        unit, line = self._page.unit_at(offset), self._page.span_of(row)
        if unit.start < line.start:
            after = self._page.next_unit(unit)
            unit = after if after.start < line.end else Span(line.start, min(unit.end, line.end))
        return unit

    def _stand(self, unit: Span) -> None:
        page = self._page
        if page is None:
            return
        before, self._unit = self._unit, unit
        changed = Span(min(before.start, unit.start), max(before.end, unit.end))
        for span in (before, unit) if self._anchor is None else (changed,):
            for row in range(page.row_of(span.start), page.row_of(max(span.end - 1, span.start)) + 1):
                self.redraw_line(row)
        self._column = page.column_of(page.row_of(unit.start), unit.start)
        self._moved()

    def _into_view(self) -> None:
        if self._page is None:
            return
        self.show_line(self._page.row_of(self._unit.start))
        self.show_line(self._page.row_of(max(self._unit.end - 1, self._unit.start)))

    def _moved(self) -> None:
        if self.is_attached:
            self.post_message(self.Moved(self))

    def _measure(self, row: int = 0) -> None:
        """Make the lines in view, and up to `row` and a view beyond, and say how high the page is."""
        if self._page is None or not self.measure:
            return
        self._page.wrap_to(max(row, self.scroll_offset.y) + 2 * self.in_view)
        self.set_lines(self._page.height)

    # --- drawing

    def render_line(self, y: int) -> Strip:
        look, width = self.look, self.size.width
        if self._page is None:
            line = styled(self._empty, "dim", ascii_only=look.ascii) if y == 0 else Line()
            return line.strip(look, width)
        self._wrap_anew()
        cursor = (self.marked or self._unit) if self.is_focused else None
        return self._page.line(self.scroll_offset.y + y, cursor).strip(look, width)

    def relook(self) -> None:
        """Draw everything again in the app's present look."""
        self.refresh()

    def jump_to(self, line: int) -> None:
        self._held = None
        self._measure(line)
        super().jump_to(line)

    def fit(self) -> None:
        self._wrap_anew()

    def _wrap_anew(self) -> None:
        """Wrap to the size that the view has by now."""
        page, size = self._page, self.size
        if page is None or not size.width or (page.width, self._height) == (self.measure, size.height):
            return
        at, self._waiting = self.here, None
        self._height = size.height
        page.set_width(self.measure)
        self._measure()
        if at == ReadingPlace(0, Span(0, 0)):
            at = ReadingPlace(0, page.unit_at(page.offset_of(0)))
        self.go_to(at)

    def refocused(self) -> None:
        if self._page is not None:
            for row in range(self._page.row_of(self._unit.start), self._page.row_of(self._unit.end) + 1):
                self.redraw_line(row)

    def on_click(self, event: events.Click) -> None:
        page = self._page
        if page is None:
            return
        row = self.scroll_offset.y + event.y
        found = page.row(row)
        if found is None or found.paragraph < 0:
            return
        unit = page.unit_at(page.offset_at(row, max(event.x - MARGIN, 0)))
        if unit == self._unit:
            self.post_message(self.Clicked(self))
        else:
            self._stand(unit)
