"""A screen that is one view in a frame, with its keys below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult

from tui.desk import actions
from tui.desk.hint_line import hint_in
from tui.desk.presentation.line import Line, notice, styled
from tui.desk.row_actions import Deed
from tui.desk.terminal.textual_internals import OnePaint
from tui.desk.theme import Role
from tui.desk.widgets.base import LineView
from tui.desk.widgets.frame import Frame
from tui.desk.widgets.status import StatusLine, hints

if TYPE_CHECKING:
    from tui.desk.interfaces import TheApp


class Framed(OnePaint[Deed | None]):
    """Dismissed with what Enter does, or None."""

    where: ClassVar[actions.Where]
    keys: tuple[str, ...]  # those that the line at the bottom names
    DEFAULT_CSS = "Framed { layout: vertical; }"

    def __init__(self, view: LineView, title: str, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self.view = view
        self.keymap = keymap
        self.top = StatusLine(id="top")
        self.frame = Frame(view, title=title)
        self.bottom = StatusLine(id="bottom", ground="text")
        self._said = False

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.frame
        yield self.bottom

    def open_with(self, told: Line) -> None:
        """Name the keys below and `told` above, and give the view the focus."""
        self._hint()
        self.top.set(styled("onrecord", "title"), told)
        self.view.focus()

    def say(self, words: str, role: Role = "title") -> None:
        """One line in place of the keys, until the next key."""
        self.bottom.set(notice(words, role, self.app.size.width))
        self._said = True

    def on_key(self, event: events.Key) -> None:
        if self._said:
            self._said = False
            self._hint()
        if why := actions.why_nothing(event.key, self.where, self.keymap):
            self.say(why)

    def _hint(self) -> None:
        """The keys of the screen, as many as fit; the last one, which leaves, stays."""
        offered = [action for action in actions.here(self.where) if action.id in self.keys]
        offered.sort(key=lambda action: self.keys.index(action.id))
        pairs = [(actions.first_key(a.id, self.keymap), hint_in(a, self.where)) for a in offered]
        while len(pairs) > 2 and hints(pairs).cells > self.app.size.width:
            del pairs[-2]
        self.bottom.set(hints(pairs))

    def tell(self) -> None:
        """Say in the frame where the cursor stands."""
        raise NotImplementedError

    def on_line_view_moved(self) -> None:
        self.tell()

    def on_line_view_clicked(self) -> None:
        self.act()

    def act(self) -> None:
        """What Enter does."""
        raise NotImplementedError

    def acts(self) -> actions.Acts:
        """What the screen's keys do, the ones that move left out."""
        return {"act": self.act, "back": self.close, "quit": self.close, "leave": self.app.exit, "help": self.help}

    def help(self) -> None:
        cast("TheApp", self.app).desk.help_on(self.where)

    def action_perform(self, id_: str) -> None:
        """Carry out an action of the registry, by its id."""
        self.acts()[id_]()

    def close(self) -> None:
        self.dismiss(None)
