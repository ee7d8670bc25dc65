"""What every widget drawn by the Line API shares: the look, no animation, no scrollbars, only changed lines drawn."""

from __future__ import annotations

from typing import Any

from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView

from tui.desk.theme import Look, look

_PLAIN = look("dark")


class OfView(Message):
    """What happened in a view, which knows the rest."""

    def __init__(self, view: LineView) -> None:
        super().__init__()
        self.view = view

    @property
    def control(self) -> LineView:
        return self.view


class LineView(ScrollView, can_focus=True):
    """A ScrollView of `lines` one-cell-high lines. The app may carry a `look: Look`; without one it is the dark one."""

    DEFAULT_CSS = """
    LineView {
        scrollbar-size: 0 0;
        overflow: hidden hidden;
        width: 1fr;
        height: 1fr;
    }
    """

    class Moved(OfView):
        """The cursor stands elsewhere, or the view was scrolled. Floods of them fold into the last."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, LineView.Moved) and message.view is self.view

    class Chosen(OfView):
        """What is under the cursor was clicked."""

    @property
    def look(self) -> Look:
        """The app's look, how everything is drawn."""
        return getattr(self.app, "look", None) or _PLAIN

    def set_lines(self, lines: int) -> None:
        """Say how many lines there are; without scrollbars, no layout depends on it."""
        self.set_reactive(LineView.virtual_size, Size(self.size.width, max(lines, 1)))

    def show_line(self, line: int, *, ahead: int = 0) -> None:
        """Bring a line into view, scrolling no more than that takes and, where it takes any, `ahead` lines beyond."""
        height = self.size.height
        if height <= 0:
            return
        top = self.scroll_offset.y
        if line < top:
            self.jump_to(line - ahead)
        elif line >= top + height:
            self.jump_to(line + ahead - height + 1)

    def jump_to(self, line: int) -> None:
        """Make `line` the first one in view, as far as there are lines below."""
        last = max(self.virtual_size.height - self.size.height, 0)
        self.set_scroll(None, float(min(max(line, 0), last)))

    def set_scroll(self, x: float | None, y: float | None) -> None:
        """Scroll at once: nothing is animated here."""
        if y is not None:
            self.set_reactive(ScrollView.scroll_target_y, y)
            self.scroll_y = y
        if x is not None:
            self.set_reactive(ScrollView.scroll_target_x, x)
            self.scroll_x = x

    def redraw_line(self, line: int) -> None:
        """Draw one line again, if it is in view."""
        y = line - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def action_move(self, unit: str, by: int) -> None:
        """Move the cursor: `unit` is line, side, half, page or end, `by` 1 or -1 (see tui.desk.widgets.moves)."""

    def _on_mouse_scroll_down(self, event: Any) -> None:
        event.stop()
        self.jump_to(self.scroll_offset.y + 3)

    def _on_mouse_scroll_up(self, event: Any) -> None:
        event.stop()
        self.jump_to(self.scroll_offset.y - 3)
