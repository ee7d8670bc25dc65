"""A pane's frame: a rule above it that bears its number, title and counts, and an edge to its left."""

from __future__ import annotations

from textual import events
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from tui.desk.presentation.line import Line, join, styled
from tui.desk.terminal.driver import look_of
from tui.desk.terminal.textual_internals import Fitted
from tui.desk.theme import Look


class Inset(Layout):
    """Places what is framed under the rule and behind the edge."""

    name = "inset"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        edge = 1 if isinstance(parent, Frame) and parent.edged else 0
        inside = Region(edge, 1, max(size.width - edge, 0), max(size.height - 1, 0))
        return [WidgetPlacement(inside, NULL_OFFSET, NULL_SPACING, child) for child in children]


class Frame(Fitted):
    """A rule above one child, such as `── 1 Articles ────── 5, oldest first ─`.

    The rule of the pane with the focus is heavy, and its title in capitals: it is told without colour. A pane to the
    right of others is `edged`: a line stands at its left.
    """

    DEFAULT_CSS = "Frame { width: 1fr; height: 1fr; overflow: hidden hidden; }"

    def __init__(
        self,
        *children: Widget,
        number: int | None = None,
        title: str | Line = "",
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(*children, id=id, classes=classes)
        self._inset = Inset()
        self.number = number
        self.edged = False
        self._title = styled(title) if isinstance(title, str) else title
        self._note = Line()
        self._tabs = Line()
        self._drawn_focused = False  # whether the rule that is drawn has the mark of the focus
        self._edge: tuple[tuple[Look, int, bool], Strip] | None = None  # what it was drawn for, and the line of it

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
        """Words at the right end of the rule, such as `3/17`, a filter or how the pane is sorted."""
        line = styled(note, "dim") if isinstance(note, str) else note
        if line != self._note:
            self._note = line
            self.mark_focus()

    def set_tabs(self, tabs: Line) -> None:
        """The whole rule where one pane stands for all; empty for a rule of its own."""
        if tabs != self._tabs:
            self._tabs = tabs
            self.mark_focus()

    def set_edged(self, edged: bool) -> None:
        """Draw a line at the left, or no longer."""
        if edged != self.edged:
            self.edged = edged
            for child in self.children:
                child.refresh(layout=True)  # of a child: only that empties this frame's cache
            self.refresh()

    def mark_focus(self) -> None:
        """Draw the rule with the mark of the focus, or without it."""
        self.refresh(Region(0, 0, self.size.width, 1))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._follow_focus()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self._follow_focus()

    def _follow_focus(self) -> None:
        """Told late: whoever moved the focus may have had the rule drawn with it long ago."""
        if self.is_focused != self._drawn_focused:
            self.mark_focus()

    @property
    def is_focused(self) -> bool:
        """Whether what it frames has the focus."""
        return self.screen.focused is not None and self in self.screen.focused.ancestors

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y == 0 and width > 1:
            return self._rule(width).strip(self.look, width)
        asked = (self.look, width, self.edged)
        if self._edge is None or self._edge[0] != asked:
            edge = self.look.glyphs.strokes[2] if self.edged else ""
            self._edge = (asked, Line(((edge, "frame"),)).strip(self.look, width))
        return self._edge[1]

    def _rule(self, width: int) -> Line:
        focused, glyphs = self.is_focused, self.look.glyphs
        self._drawn_focused = focused
        stroke = glyphs.strokes[1] if focused else glyphs.strokes[0]
        if self._tabs.cells:
            return self._tabs + Line(((stroke * max(width - self._tabs.cells, 0), "frame"),))
        edge = Line(((glyphs.strokes[2], "frame"),)) if self.edged else Line()
        title = self._title
        if focused:
            name, gap, rest = title.plain.partition(" ")
            title = Line(((f"{name.upper() if self.number is not None else name}{gap}{rest}", "focus"),))
        number = Line(((f"{self.number} ", "focus" if focused else "key"),)) if self.number is not None else Line()
        room = width - edge.cells - 6
        note = self._note.crop(max(room // 2, 0), glyphs.ellipsis) if room > 12 else Line()
        head = (number + title).crop(max(room - note.cells - (3 if note.cells else 0), 0), glyphs.ellipsis)
        space, bar = Line(((" ", "text"),)), Line(((stroke, "frame"),))
        fill = max(width - edge.cells - head.cells - 4 - (note.cells + 3 if note.cells else 0), 0)
        end = (space, note, space, bar) if note.cells else ()
        return join((edge, bar, bar, space, head, space, Line(((stroke * fill, "frame"),)), *end))
