"""Claims that a correction may hold for too: each taken or left, and all that are taken set at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from msgspec import Struct

from tui.desk import actions
from tui.desk.presentation.claim_lines import said
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.screens.list_screen import Listing
from tui.desk.theme import Look
from tui.desk.widgets.lines import Rows, RowSource
from tui.store.rows import ClaimRow


class LikeRow(Struct, frozen=True):
    """A claim like the one corrected, and in what it is like it."""

    row: ClaimRow
    why: str


class AlikeClaims(Listing):
    """Dismissed with the ids of the claims that are taken, or None."""

    where: ClassVar[actions.Where] = "alike"
    keys = ("act", "confirm", "reject", "back")
    BINDINGS: ClassVar = actions.bindings("alike", "list")

    def __init__(self, offered: Sequence[LikeRow], words: str, keymap: Mapping[str, str]) -> None:
        self.offered = offered
        self.words = words
        self.taken = {one.row.claim.id for one in offered}
        super().__init__("Claims like it", keymap)

    def acts(self) -> actions.Acts:
        return {**super().acts(), "confirm": self.take, "reject": self.leave}

    def source(self) -> RowSource[Any]:
        return Rows(list(self.offered))

    def draw(self, row: LikeRow, width: int, look: Look) -> Line:
        mark = styled(f"{look.glyphs.marked if row.row.claim.id in self.taken else ' '} ", "key")
        why = styled(row.why, "dim", ascii_only=look.ascii).crop(width // 3, look.glyphs.ellipsis)
        return columns(width, (mark + said(row.row, max(width - why.cells - 4, 1), look),), (why,), look, least=0)

    def head(self, width: int, look: Look) -> Line:
        return columns(width, (styled(f"{look.glyphs.marked} taken", "dim"),), (styled("like it in", "dim"),), look)

    def tell(self) -> None:
        self.frame.set_note(f"{len(self.taken)} of {len(self.offered)} taken")
        self.top.set(styled("onrecord", "title"), styled(f"  set {self.words} in these too?"))

    def act(self) -> None:
        self.dismiss(tuple(one.row.claim.id for one in self.offered if one.row.claim.id in self.taken) or None)  # type: ignore[arg-type]

    def take(self) -> None:
        self._mark(True)

    def leave(self) -> None:
        self._mark(False)

    def _mark(self, taken: bool) -> None:
        row = self.lines.row
        if row is None:
            return
        (self.taken.add if taken else self.taken.discard)(row.row.claim.id)
        self.lines.reload()
        self.tell()
