"""A screen that is one view in a frame, with its keys below."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.screen import Screen

from tui.desk import actions
from tui.desk.presentation.line import Line, styled
from tui.desk.row_actions import Deed
from tui.desk.theme import Role
from tui.desk.widgets.base import LineView
from tui.desk.widgets.frame import Frame
from tui.desk.widgets.status import StatusLine, hints


def bindings(where: actions.Where) -> list[Any]:
    """The keys of a screen: its own and those of any list, moving aside (the list has those)."""
    return [binding for binding in actions.bindings(where, "list") if not str(binding.id).startswith("move.")]


class Framed(Screen[Deed | None]):
    """Dismissed with what Enter does, or None."""

    where: ClassVar[actions.Where]
    keys: tuple[str, ...]  # those that the line at the bottom names
    DEFAULT_CSS = "Framed { layout: vertical; }"

    def __init__(self, view: LineView, title: str) -> None:
        super().__init__()
        self.view = view
        self.top = StatusLine(id="top")
        self.frame = Frame(view, title=title)
        self.bottom = StatusLine(id="bottom", ground="text")

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.frame
        yield self.bottom

    def open_with(self, told: Line) -> None:
        """Name the keys below and `told` above, and give the view the focus."""
        keymap = getattr(self.app, "keymap", {})
        offered = [action for action in actions.here(self.where) if action.id in self.keys]
        self.bottom.set(
            hints([(actions.shown(actions.keys_of(a, keymap)[0]), a.words_in(self.where)) for a in offered])
        )
        self.top.set(styled("onrecord", "title"), told)
        self.view.focus()

    def say(self, words: str, role: Role = "title") -> None:
        self.bottom.set(styled(words, role))

    def tell(self) -> None:
        """Say in the frame where the cursor stands."""
        raise NotImplementedError

    def on_line_view_moved(self) -> None:
        self.tell()

    def on_line_view_chosen(self) -> None:
        self.action_act()

    def action_act(self) -> None:
        raise NotImplementedError

    def action_back(self) -> None:
        self.dismiss(None)

    def action_quit(self) -> None:
        self.dismiss(None)

    def action_leave(self) -> None:
        self.app.exit()
