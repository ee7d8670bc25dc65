"""Holders down, issues across: each cell the side, the number of claims it rests on, and a mark where it changed.

Below the table stand what the column's proposition says and the sentences of the cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from tui.desk import actions
from tui.desk.presentation.claim_lines import said
from tui.desk.presentation.daywords import about
from tui.desk.presentation.grid import LEGEND, sums_words
from tui.desk.presentation.issue_lines import no_proposition
from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.stance import WORDS, stance_sign, stance_words
from tui.desk.presentation.title import counted
from tui.desk.row_actions import Deed, RecordOf
from tui.desk.screens.over_index import OverIndex
from tui.desk.state import DeskState, filter_words
from tui.desk.widgets.table import FOOT, MatrixTable
from tui.store.rows import ClaimRow

if TYPE_CHECKING:
    from tui.desk.interfaces import TheApp

_SENTENCES = 2  # of a cell, shown below the table


class Sheet(OverIndex):
    """Dismissed with a claim to show in the reader, or None."""

    where: ClassVar[actions.Where] = "matrix"
    keys = ("act", "record", "matrix.side", "watch", "write", "help", "back")
    BINDINGS: ClassVar = actions.bindings("matrix", "list")

    def __init__(self, state: DeskState) -> None:
        self.state = state
        self.by: Literal["holder", "side"] = "holder"
        passing = state.claims_filter
        empty = "No claims on an issue of the watchlist yet; they come in as articles are tied. Esc goes back."
        if passing.filtered:
            empty = f"No claim passes the filter “{filter_words(passing)}”. Esc goes back, then f in Claims changes it."
        self.counts = ""  # what is counted, in words
        self.table = MatrixTable(empty=empty, told=self.foot)
        self._foot: tuple[object, list[Line]] = (None, [])
        super().__init__(self.table, "Matrix: holders by issues", state.keymap)

    def acts(self) -> actions.Acts:
        return {**super().acts(), "matrix.side": self.side, "write": self.write, "record": self.record,
                "watch": self.write_issue}  # fmt: skip

    def write_issue(self) -> None:
        """Write the issue of the column."""
        if self.table.issue is None:
            self.say("There is no issue here. Esc goes back.", "warning")
        else:
            cast("TheApp", self.app).desk.open_issue(self.table.issue)

    def on_screen_resume(self) -> None:
        """What the column's proposition says may be another."""
        self._foot = (None, [])
        self.table.refresh()

    def on_mount(self) -> None:
        passing = self.state.claims_filter
        counts = f"only claims that pass “{filter_words(passing)}”" if passing.filtered else "all claims"
        part = f" {self.state.part}" if self.state.part else ""
        self.counts = counts + part
        self.open_with(styled(LEGEND, ascii_only=self.table.look.ascii))
        self.fill()

    def fill(self) -> None:
        """Take the matrix from the index as it is; the cursor stays on its holder and issue."""
        self.taken()
        self._foot = (None, [])
        self.table.show(self.state.library.matrix(self.state.claims_filter, by=self.by))

    def again(self) -> None:
        self.fill()

    def side(self) -> None:
        """Group by side, and by holder again."""
        self.by = "holder" if self.by == "side" else "side"
        self.frame.set_title(f"Matrix: {self.by}s by issues")
        self.fill()

    def name_of(self, issue: str) -> str:
        return next((name for key, name in self.table.matrix.issues if key == issue), issue)

    def tell(self) -> None:
        self.frame.set_note(f"{self.counts} · {self.table.position}")

    # --- below the table

    def foot(self, width: int) -> Sequence[Line]:
        holder, issue, look = self.table.holder or "", self.table.issue or "", self.table.look
        asked = (holder, issue, width, self.by, look.ascii)
        if self._foot[0] != asked:
            self._foot = (asked, [*self._column(issue, width), *self._cell(holder, issue, width)][:FOOT])
        return self._foot[1]

    def _rule(self, words: str, width: int) -> Line:
        rule = self.table.look.glyphs.strokes[0]
        line = styled(f"{rule * 2} {words} ", "frame", ascii_only=self.table.look.ascii).crop(width)
        return line + Line(((rule * max(width - line.cells, 0), "frame"),))

    def _column(self, issue: str, width: int) -> list[Line]:
        look, matrix = self.table.look, self.table.matrix
        key = actions.first_key("watch", self.keymap)
        proposition = self.state.proposition(issue) or no_proposition(key)
        lines = [self._rule(f"the column: {self.name_of(issue)}", width)]
        lines.append(styled(f"   it: {proposition}", "key", ascii_only=look.ascii).crop(width))
        sums = sums_words(matrix, issue, matrix.holders)
        told = Line((("   ", "text"),))
        for stance, _ in WORDS:
            who = sums[stance or "none"]
            if who:
                words = stance_words(stance, look, width=0)
                told += words + styled(
                    f": {', '.join(who[:3])}{' …' if len(who) > 3 else ''}   ", ascii_only=look.ascii
                )
        return [*lines, told.crop(width, look.glyphs.ellipsis)]

    def _cell(self, holder: str, issue: str, width: int) -> list[Line]:
        look = self.table.look
        found = self.state.library.positions(holder, issue, by=self.by) if self.table.cell is not None else []
        sure = [row for row in found if not row.doubts]
        doubtful = f", and {len(found) - len(sure):,} doubtful, not counted" if len(found) > len(sure) else ""
        lines = [self._rule(f"the cell: {holder}, {counted(len(sure), 'claim')}{doubtful}", width)]
        if not found:
            return [*lines, styled(f"   {holder} says nothing on {self.name_of(issue)}.", "dim", ascii_only=look.ascii)]
        found = sorted(found, key=lambda row: (bool(row.doubts), row.stance is None, -row.claim.confidence))
        first = found[:_SENTENCES]
        lines += [self._sentence(row, width) for row in first]
        more = f"{len(found) - len(first)} more: " if len(found) > len(first) else ""
        told = f"   {about(first[0].days)} · {first[0].outlet or first[0].title}   {more}Enter opens the record"
        return [*lines, styled(told, "dim", ascii_only=look.ascii).crop(width, look.glyphs.ellipsis)]

    def _sentence(self, row: ClaimRow, width: int) -> Line:
        sign = Line(((f" {stance_sign(row.stance, self.table.look)} ", row.stance or "none"),))
        return sign + said(row, width - 3, self.table.look)

    # --- Enter, and taking it away

    def act(self) -> None:
        holder, issue = self.table.holder, self.table.issue
        if holder is None or issue is None:
            self.say("There is no cell here. Esc goes back.", "warning")
            return
        if self.table.cell is None:
            self.say(f"Nothing that {holder} claims on {self.name_of(issue)} is counted.", "warning")
            return
        from tui.desk.screens.record import RecordScreen

        self.app.push_screen(
            RecordScreen(self.state, RecordOf(holder, issue, self.name_of(issue), self.by)), self.shown
        )

    def record(self) -> None:
        """What the holder says on all issues."""
        from tui.desk.screens.record import RecordScreen

        if self.table.holder is not None and self.by == "holder":
            self.app.push_screen(RecordScreen(self.state, RecordOf(self.table.holder)), self.shown)
        else:
            self.say("The record across all issues is a holder's: b shows holders." if self.table.holder else "")

    def shown(self, deed: Deed | None) -> None:
        """The position was left: by Enter on a claim for the reader, or by Esc back to the cell."""
        if deed is not None:
            self.dismiss(deed)

    def write(self) -> None:
        """Write the whole matrix as lines of text to a file."""
        from tui.desk.presentation.grid import cell_words
        from tui.desk.text_file import to_file

        matrix = self.table.matrix
        lines = ["\t".join([self.by, *(name for _, name in matrix.issues)])]
        for holder in matrix.holders:
            cells = (matrix.cells.get((holder, key)) for key, _ in matrix.issues)
            words = [cell_words(cell, self.table.look) if cell is not None else "" for cell in cells]
            lines.append("\t".join([holder, *words]))
        corpus = cast("TheApp", self.app).corpus
        self.say(to_file("matrix", "\n".join(lines), corpus) if matrix.holders else "There is nothing to write.")
