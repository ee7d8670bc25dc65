"""A screen that is one list in a frame, with its keys below: concordance, matrix, positions and pages are such."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.screen import Screen

from tui.desk import actions
from tui.desk.deeds import Deed, Judged, Offered, acted
from tui.desk.presentation.line import Line, styled
from tui.desk.theme import Look
from tui.desk.widgets.frame import Frame
from tui.desk.widgets.lines import LineList, RowSource
from tui.desk.widgets.status import StatusLine, hints

KEYS = ("act", "why", "cite", "export", "sort", "back")


def bindings(where: actions.Where) -> list[Any]:
    """The keys of a screen: its own and those of any list, moving aside (the list has those)."""
    return [binding for binding in actions.bindings(where, "list") if not str(binding.id).startswith("move.")]


class Listing(Screen[Deed | None]):
    """Dismissed with what Enter does, or None."""

    where: actions.Where = "page"
    keys: tuple[str, ...] = KEYS  # those that the line at the bottom names
    DEFAULT_CSS = "Listing { layout: vertical; }"

    def __init__(self, title: str) -> None:
        super().__init__()
        self.told = title
        self.lines: LineList[Any] = LineList(self.draw, empty=self.why_empty(), id=f"{self.where}-list")
        self.top = StatusLine(id="top")
        self.frame = Frame(self.lines, title=title)
        self.bottom = StatusLine(id="bottom", ground="text")

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.frame
        yield self.bottom

    def on_mount(self) -> None:
        keymap = getattr(self.app, "keymap", {})
        offered = [action for action in actions.here(self.where) if action.id in self.keys]
        self.bottom.set(
            hints([(actions.shown(actions.keys_of(a, keymap)[0]), a.words_in(self.where)) for a in offered])
        )
        self.top.set(styled("onrecord", "title"), styled(self.told))
        self.lines.focus()
        self.fill()

    def fill(self) -> None:
        self.lines.show(self.source(), empty=self.why_empty())
        self.tell()

    def tell(self) -> None:
        self.frame.set_note(self.lines.position)

    def say(self, words: str, role: Any = "title") -> None:
        self.bottom.set(styled(words, role))

    # --- what a screen says of itself

    def source(self) -> RowSource[Any]:
        raise NotImplementedError

    def draw(self, row: Any, width: int, look: Look) -> Line:
        raise NotImplementedError

    def why_empty(self) -> str:
        return "Nothing here. Esc goes back."

    def deed(self) -> Deed | None:
        return None

    # --- keys

    def on_line_list_moved(self) -> None:
        self.tell()

    def on_line_list_chosen(self) -> None:
        self.action_act()

    def action_act(self) -> None:
        deed = self.deed()
        if deed is not None:
            self.dismiss(deed)

    def action_back(self) -> None:
        self.dismiss(None)

    def action_quit(self) -> None:
        self.dismiss(None)

    def action_leave(self) -> None:
        self.app.exit()


Told = tuple[Line, Any]  # a line of a page and what it stands for, None where for nothing


class Page(Listing):
    """Lines to read, wrapped to the screen: help, why, an actor in detail. `tell_lines(width, look)` makes them."""

    where: actions.Where = "page"
    keys = ("move.down", "move.half-down", "back")
    BINDINGS: ClassVar = bindings("page")

    def __init__(self, title: str, lines_of: Callable[[int, Look], list[Told]]) -> None:
        self.lines_of = lines_of
        super().__init__(title)

    def source(self) -> RowSource[Any]:
        from tui.desk.widgets.lines import Rows

        return Rows(self.lines_of(max(self.app.size.width - 3, 20), self.lines.look))

    def draw(self, row: Told, width: int, look: Look) -> Line:
        return row[0]

    def deed(self) -> Deed | None:
        target = self.target
        return acted(target) if isinstance(target, Offered) else target

    @property
    def target(self) -> Any:
        """What the line under the cursor stands for."""
        row = self.lines.row
        return row[1] if row is not None else None

    def action_confirm(self) -> None:
        self._judge(True)

    def action_reject(self) -> None:
        self._judge(False)

    def _judge(self, same: bool) -> None:
        if isinstance(self.target, Offered):
            self.dismiss(Judged(self.target, same))
        else:
            self.say("Stand on a line that says what the actor may also be.")

    def on_resize(self) -> None:
        if self.lines.is_mounted:
            self.fill()
