"""A framed screen that is a list: concordance, positions and pages are such."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from tui.desk import actions
from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.mended_lines import Told
from tui.desk.row_actions import Deed, MergeVerdict, Offered, RecordOf, acted
from tui.desk.screens.framed import Framed
from tui.desk.theme import Look
from tui.desk.widgets.lines import LineList, RowSource
from tui.model import Selection

if TYPE_CHECKING:
    from tui.desk.interfaces import TheApp

KEYS = ("act", "why", "cite", "export", "write", "sort", "back")


class Listing(Framed):
    """Rows of one source; dismissed with what Enter does on a row, or None."""

    where: ClassVar[actions.Where] = "page"
    keys: tuple[str, ...] = KEYS

    def __init__(self, title: str, keymap: Mapping[str, str]) -> None:
        self.told = title
        self.lines = self.make_list()
        super().__init__(self.lines, title, keymap)

    def on_mount(self) -> None:
        self.open_with(styled(self.told))
        self.fill()

    def fill(self) -> None:
        self.lines.show(self.source(), empty=self.why_empty())
        self.tell()

    def tell(self) -> None:
        self.frame.set_note(self.lines.position)

    # --- what a screen says of itself

    def make_list(self) -> LineList[Any]:
        return LineList(self.draw, empty=self.why_empty(), head=self.head, id=f"{self.where}-list")

    def head(self, width: int, look: Look) -> Line:
        """The heads of the columns; empty where the lines have none."""
        return Line()

    def source(self) -> RowSource[Any]:
        raise NotImplementedError

    def draw(self, row: Any, width: int, look: Look) -> Line:
        raise NotImplementedError

    def why_empty(self) -> str:
        return "Nothing here. Esc goes back."

    def deed(self) -> Deed | None:
        return None

    def act(self) -> None:
        deed = self.deed()
        if deed is not None:
            self.dismiss(deed)


class PageScreen(Listing):
    """Lines to read, wrapped to the screen: help, why. `tell_lines(width, look)` makes them."""

    keys = ("move.down", "move.half-down", "back")
    BINDINGS: ClassVar = actions.bindings("page", "list")

    def __init__(
        self, title: str, lines_of: Callable[[int, Look], list[Told]], keymap: Mapping[str, str] | None = None
    ) -> None:
        self.lines_of = lines_of
        super().__init__(title, keymap or {})

    def acts(self) -> actions.Acts:
        judge = {"confirm": partial(self._judge, True), "reject": partial(self._judge, False)}
        return {**super().acts(), **judge, "guide": self._guide, "record": self._record}

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

    def _judge(self, same: bool) -> None:
        if isinstance(self.target, Offered):
            self.dismiss(MergeVerdict(self.target, same))
        else:
            self.say("Stand on a line that says what the actor may also be.")

    def _record(self) -> None:
        """The record of the actor that the line stands for."""
        target = self.target
        if isinstance(target, RecordOf):
            self.dismiss(RecordOf(target.holder))
        elif isinstance(target, Selection) and target.kind == "actor":
            self.dismiss(RecordOf(target.key))
        else:
            self.say("Stand on a line that names an actor or an issue.")

    def _guide(self) -> None:
        """Back on the desk, the first-minute guide above the panes."""
        self.close()
        cast("TheApp", self.app).desk.show_guide(True)

    def on_resize(self) -> None:
        if self.lines.is_mounted:
            self.fill()
