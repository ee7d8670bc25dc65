"""The first-minute guide: a strip above the panes, until a key puts it away."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from tui.desk.presentation.guide import guide_lines
from tui.desk.presentation.line import Line
from tui.desk.state import DeskState
from tui.desk.terminal.driver import look_of

ROOM = 3  # times as many lines as it takes must be there, or it is not shown: the panes are what it speaks of


class Guide(Widget):
    """Takes no focus and no key: the desk goes on as without it."""

    DEFAULT_CSS = "Guide { height: 0; width: 1fr; }"

    def __init__(self, state: DeskState) -> None:
        super().__init__(id="guide")
        self.state = state
        self.wanted = False
        self.lines: list[Line] = []  # those that are shown

    def fit(self, width: int, height: int) -> int:
        """Take the room that its lines need on a terminal of this size; how many lines it takes."""
        made: list[Line] = []
        if self.wanted and width > 1:
            made = guide_lines(width, look_of(self.app), self.state.keymap, watched=bool(self.state.config.issues))
        lines = made if len(made) * ROOM <= height else []
        if lines != self.lines:
            if len(lines) != len(self.lines):
                self.styles.height = len(lines)
            self.lines = lines
            self.refresh()
        return len(lines)

    def render_line(self, y: int) -> Strip:
        line = self.lines[y] if y < len(self.lines) else Line()
        return line.strip(look_of(self.app), self.size.width, "bar")
