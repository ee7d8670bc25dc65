"""A pane's frame: a border that bears the pane's number and title; with the focus only the title changes."""

from __future__ import annotations

from textual import events
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from tui.desk.presentation.line import Line, join, styled
from tui.desk.terminal.driver import look_of
from tui.desk.theme import Look


class Inset(Layout):
    """Places what is framed inside its edges."""

    name = "inset"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        edges = 1 if isinstance(parent, Frame) and parent.joined_below else 2
        inside = Region(1, 1, max(size.width - 2, 0), max(size.height - edges, 0))
        return [WidgetPlacement(inside, NULL_OFFSET, NULL_SPACING, child) for child in children]


class Frame(Widget):
    """A box around one child, such as `┌1 Articles───3/17┐`.

    A pane that has the focus shows a mark before its title. Panes stacked in a column share an edge: the upper one is
    `joined_below` and draws no bottom, the lower one `joined_above` and draws `├…┤` on top.
    """

    DEFAULT_CSS = "Frame { width: 1fr; height: 1fr; overflow: hidden hidden; }"

    def __init__(
        self,
        *children: Widget,
        number: int | None = None,
        title: str | Line = "",
        joined_above: bool = False,
        joined_below: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(*children, id=id, classes=classes)
        self._inset = Inset()
        self.number = number
        self.joined_above = joined_above
        self.joined_below = joined_below
        self._title = styled(title) if isinstance(title, str) else title
        self._note = Line()

    @property
    def layout(self) -> Inset:
        return self._inset

    @property
    def look(self) -> Look:
        return look_of(self.app)

    def set_title(self, title: str | Line) -> None:
        """Words after the number; a str is made neutral."""
        line = styled(title) if isinstance(title, str) else title
        if line != self._title:
            self._title = line
            self.mark_focus()

    def set_note(self, note: str | Line) -> None:
        """Words at the right end of the top edge, such as `3/17`, a filter or how the pane is sorted."""
        line = styled(note, "dim") if isinstance(note, str) else note
        if line != self._note:
            self._note = line
            self.mark_focus()

    def join_edges(self, above: bool, below: bool) -> None:
        """Share the edges with the panes above and below, or no longer."""
        if (above, below) != (self.joined_above, self.joined_below):
            self.joined_above, self.joined_below = above, below
            for child in self.children:
                child.refresh(layout=True)  # of a child: only that empties this frame's cache
            self.refresh()

    def mark_focus(self) -> None:
        """Draw the title with the mark of the focus, or without it."""
        self.refresh(Region(0, 0, self.size.width, 1))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.mark_focus()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self.mark_focus()

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        strokes = self.look.glyphs.strokes
        if width < 2:
            return Line().strip(self.look, width)
        if y == 0:
            return self._top(width, strokes).strip(self.look, width)
        if y == height - 1 and not self.joined_below:
            edge = strokes[4] + strokes[1] * (width - 2) + strokes[5]
        else:
            edge = strokes[3] + " " * (width - 2) + strokes[3]
        return Line(((edge, "frame"),)).strip(self.look, width)

    def _top(self, width: int, strokes: str) -> Line:
        left, right = (strokes[6], strokes[7]) if self.joined_above else (strokes[0], strokes[2])
        focused = self.screen.focused is not None and self in self.screen.focused.ancestors
        mark = Line(((self.look.glyphs.focus, "focus"),)) if focused else Line(((strokes[1], "frame"),))
        number = Line(((f"{self.number} ", "focus" if focused else "key"),)) if self.number is not None else Line()
        title = Line(
            tuple((text, "focus" if focused and role == "text" else role) for text, role in self._title.pieces)
        )
        ellipsis = self.look.glyphs.ellipsis
        room = width - 3
        note = self._note.crop(max(room // 2, 0), ellipsis)
        head = (number + title).crop(max(room - note.cells - (1 if note.cells else 0), 0), ellipsis)
        fill = max(room - head.cells - note.cells, 0)
        return join(
            (
                Line(((left, "frame"),)),
                mark,
                head,
                Line(((strokes[1] * fill, "frame"),)),
                note,
                Line(((right, "frame"),)),
            )
        )
