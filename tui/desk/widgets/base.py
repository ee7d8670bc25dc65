"""What every widget drawn by the Line API shares: the look, no animation, no scrollbars, only changed lines drawn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView

from tui.desk.actions import Acts, moves
from tui.desk.terminal.driver import look_of
from tui.desk.terminal.textual_internals import Fitted, Unhurt
from tui.desk.theme import Look

WHEEL = 3  # lines that one turn of the mouse wheel scrolls, as most terminals do
# What each action that moves does, as the unit and the direction of `LineView.move`.
MOVES: Mapping[str, tuple[str, int]] = {
    "move.up": ("line", -1), "move.down": ("line", 1), "move.left": ("side", -1), "move.right": ("side", 1),
    "move.first": ("end", -1), "move.last": ("end", 1), "move.half-up": ("half", -1), "move.half-down": ("half", 1),
    "move.page-up": ("page", -1), "move.page-down": ("page", 1),
    "reader.page": ("page", 1),
}  # fmt: skip


class OfView(Message):
    """What happened in a view, which knows the rest."""

    def __init__(self, view: LineView) -> None:
        super().__init__()
        self.view = view

    @property
    def control(self) -> LineView:
        return self.view


class LineView(Unhurt, Fitted, ScrollView, can_focus=True):
    """A ScrollView of `lines` one-cell-high lines, with the keys that move in it."""

    BINDINGS: ClassVar[list[BindingType]] = moves("list")
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

    class Clicked(OfView):
        """What is under the cursor was clicked."""

    @property
    def look(self) -> Look:
        """The app's look, how everything is drawn."""
        return look_of(self.app)

    @property
    def above(self) -> int:
        """Lines at the top that do not scroll, such as the heads of columns."""
        return 0

    @property
    def below(self) -> int:
        """Lines at the bottom that do not scroll, such as the whole of the row under the cursor."""
        return 0

    @property
    def in_view(self) -> int:
        """Lines that scroll and are seen at once."""
        return max(self.size.height - self.above - self.below, 0)

    def set_lines(self, lines: int) -> None:
        """Say how many lines there are; without scrollbars, no layout depends on it."""
        self.set_reactive(LineView.virtual_size, Size(self.size.width, max(lines, 1)))

    def show_line(self, line: int, *, ahead: int = 0) -> None:
        """Bring a line into view, scrolling no more than that takes and, where it takes any, `ahead` lines beyond."""
        height = self.in_view
        if height <= 0:
            return
        top = self.scroll_offset.y
        if line < top:
            self.jump_to(line - ahead)
        elif line >= top + height:
            self.jump_to(line + ahead - height + 1)

    def jump_to(self, line: int) -> None:
        """Make `line` the first one in view, as far as there are lines below."""
        last = max(self.virtual_size.height - self.in_view, 0)
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
        if 0 <= y < self.in_view:
            self.refresh(Region(0, y + self.above, self.size.width, 1))

    def move(self, unit: str, by: int) -> None:
        """Move the cursor: `unit` is line, side, half, page or end, `by` 1 or -1 (see tui.desk.widgets.moves)."""

    def on_focus(self) -> None:
        self.follow_focus()

    def on_blur(self) -> None:
        self.follow_focus()

    def acts(self) -> Acts:
        """What the keys that the view itself binds do."""
        return {id_: partial(self.move, unit, by) for id_, (unit, by) in MOVES.items()}

    def action_perform(self, id_: str) -> None:
        """Carry out an action of the registry, by its id."""
        self.acts()[id_]()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        event.prevent_default()
        self.jump_to(self.scroll_offset.y + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        event.prevent_default()
        self.jump_to(self.scroll_offset.y - WHEEL)
