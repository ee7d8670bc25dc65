"""Claims: sentences in groups by side, what an actor says apart from what is said of it, the doubtful ones last."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tui.desk.actions import first_key
from tui.desk.panes.list_pane import TALL, WIDE, LibraryRows
from tui.desk.panes.marking_pane import MarkingPane
from tui.desk.presentation import claim_lines
from tui.desk.presentation.claim_lines import PartHead
from tui.desk.presentation.issue_lines import no_proposition
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.paragraph import wrapped
from tui.desk.presentation.title import counted
from tui.desk.state import DeskState, filter_words
from tui.desk.widgets.lines import RowSource
from tui.store.query import ClaimQuery, Part
from tui.store.rows import ClaimGroup, ClaimRow

Head = ClaimGroup | PartHead
_PARTS: tuple[Part, ...] = ("by", "about")
BROAD = 81  # columns from which a claim has two lines with the focus; on 80x24 twice as many are seen, and fewer sent
SURE = "reading sure"  # the head of the column of sureness: it is of the reading, not of who speaks
BESIDE = 5 + len(SURE)  # cells that the head of sureness and the gap before it take
NARROW = 30  # columns below which a claim is one line whatever has the focus


class ListStretch(Struct, frozen=True):
    """Rows of one list of the library below their heads: `rows` of them from `offset` on."""

    heads: tuple[Head, ...]
    query: ClaimQuery
    offset: int
    rows: int

    @property
    def lines(self) -> int:
        return len(self.heads) + self.rows


class Grouped:
    """The claims of a selection with the heads of their groups between them."""

    def __init__(self, state: DeskState, stretches: Sequence[ListStretch]) -> None:
        self._state = state
        self.stretches = stretches

    def count(self) -> int:
        return sum(stretch.lines for stretch in self.stretches)

    def rows(self, offset: int, limit: int) -> Sequence[Head | ClaimRow]:
        found: list[Head | ClaimRow] = []
        wanted: list[tuple[ListStretch, int, int]] = []  # with the first and the last claim of each
        heads: list[Sequence[Head]] = []
        at = 0
        for stretch in self.stretches:
            low, high = max(offset - at, 0), min(offset + limit - at, stretch.lines)
            at += stretch.lines
            if low < high:
                above = len(stretch.heads)
                heads.append(stretch.heads[low:high])
                wanted.append((stretch, max(low - above, 0), max(high - above, 0)))
        pages = self._pages(wanted)
        for shown, (stretch, first, last) in zip(heads, wanted, strict=True):
            found += shown
            # Rows are of this moment and the counts of an earlier one: there may be fewer until it is drawn anew.
            found += islice(pages[id(stretch.query)], last - first)
        return found

    def _pages(self, wanted: Sequence[tuple[ListStretch, int, int]]) -> dict[int, Iterator[ClaimRow]]:
        """The claims of each list of the library that is asked, looked up once each: stretches lie side by side."""
        spans: dict[int, tuple[ClaimQuery, int, int]] = {}
        for stretch, low, high in wanted:
            query, first, last = spans.get(id(stretch.query), (stretch.query, stretch.offset + low, 0))
            spans[id(stretch.query)] = (query, first, max(last, stretch.offset + high))
        return {
            key: iter(self._state.library.claims(query, offset=first, limit=last - first))
            for key, (query, first, last) in spans.items()
            if last > first
        }


class ClaimsPane(MarkingPane):
    where = "claims"
    thing = "claim"
    two_lines = True

    # --- what there is

    @property
    def issue(self) -> str:
        """The selected issue, toward which sides are shown, or the one that stands for the selection; else empty."""
        selection = self.state.selection
        if selection is not None and selection.kind == "issue":
            return selection.key
        return next((group.issue for group in self.groups if group.side is not None), "")

    @property
    def groups(self) -> Sequence[ClaimGroup]:
        """The groups that are listed, in their order."""
        source = self._source
        stretches = source.stretches if isinstance(source, Grouped) else ()
        return [head for stretch in stretches for head in stretch.heads if isinstance(head, ClaimGroup)]

    @property
    def part_counts(self) -> Sequence[int]:
        """How many claims a selected actor holds, and how many others make about it; empty where a filter hides some
        or they are not listed apart."""
        if not isinstance(self._source, Grouped) or self.state.claims_filter.filtered:
            return ()
        found = {
            head.part: head.claims
            for stretch in self._source.stretches
            for head in stretch.heads
            if isinstance(head, PartHead)
        }
        return [found.get(part, 0) for part in _PARTS] if found else ()

    def source(self) -> RowSource[Any]:
        library, (order, descending, _) = self.state.library, self.state.order(self.where)
        query = replace(self.state.claims_filter, crossref=self.state.crossref, order=order, descending=descending)
        if order == "side" and (stretches := self._stretches(query)):
            return Grouped(self.state, stretches)
        return LibraryRows(
            lambda: library.claims_count(query), lambda offset, limit: library.claims(query, offset=offset, limit=limit)
        )

    def _stretches(self, query: ClaimQuery) -> list[ListStretch]:
        selection = self.state.selection
        parts: tuple[Part | None, ...] = _PARTS if selection is not None and selection.kind == "actor" else (None,)
        stretches: list[ListStretch] = []
        for part in parts:
            of_part = replace(query, part=part)
            groups = self.state.library.claim_groups(of_part)
            offset = 0
            for group in groups:
                heads: tuple[Head, ...] = (group,)
                if part is not None and not offset and selection is not None:
                    claims = sum(each.claims for each in groups)
                    heads = (PartHead(part, self.state.library.label(selection), claims), group)
                stretches.append(ListStretch(heads, of_part, offset, group.rows))
                offset += group.rows
        return stretches

    @staticmethod
    def same(row: Head | ClaimRow) -> Hashable:
        if isinstance(row, ClaimRow):
            return row.claim.id
        return (row.part,) if isinstance(row, PartHead) else (row.issue, row.side, row.doubtful)

    def can_mark(self, row: Any) -> bool:
        return isinstance(row, ClaimRow)

    def total(self) -> int:
        """Claims, not rows: those of one sentence are one row."""
        source = self._source
        return sum(group.claims for group in self.groups) if isinstance(source, Grouped) else self.count

    # --- the cursor stands on claims alone

    @property
    def claim(self) -> ClaimRow | None:
        """The claim under the cursor."""
        row = self.row
        return row if isinstance(row, ClaimRow) else None

    def show(self, source: RowSource[Any], *, at: int | None = None, empty: str | None = None, near: int = 50) -> None:
        super().show(source, at=at, empty=empty, near=near)
        if self.count and self.claim is None:
            self.step(1)

    def move(self, unit: str, by: int) -> None:
        before = self.cursor
        super().move(unit, by)
        if self.count and self.claim is None and not self.step(by):
            self.go(before) if unit == "line" else self.step(-by)
        if self.cursor <= len(self._first_heads):
            self.jump_to(0)  # the heads above the first claim come into view with it

    @property
    def _first_heads(self) -> Sequence[Head]:
        source = self._source
        return source.stretches[0].heads if isinstance(source, Grouped) and source.stretches else ()

    def step(self, by: int) -> bool:
        """Go to the next claim, or the one before; False where there is none."""
        at = self.cursor + by
        while 0 <= at < self.count and isinstance(self.row_at(at), (ClaimGroup, PartHead)):
            at += by
        if 0 <= at < self.count:
            self.go(at)
            return True
        return False

    # --- words

    @property
    def row_height(self) -> int:
        """Two lines in a wide list with the focus, and in a narrow one without, where one would not say much."""
        width = self.size.width
        return 2 if NARROW < width < WIDE or (self.is_focused and width >= BROAD) else 1

    def row_lines(self, row: Head | ClaimRow, width: int) -> Sequence[Line]:
        names, issue, tall = self.state.issue_names, self.issue, self.row_height > 1
        if isinstance(row, ClaimRow):
            under_head = isinstance(self._source, Grouped) and not row.doubts
            form: claim_lines.Form = "line"
            if tall:
                form = "wrapped" if width < WIDE else "told" if under_head else "named"
            return claim_lines.claim_lines(row, width, self.look, issue=issue, names=names, form=form)
        line = claim_lines.head_line(row, width, self.look, names, issue)
        if not tall:
            return (line,)
        own = row.issue if isinstance(row, ClaimGroup) and not issue and not row.doubtful else ""
        if proposition := self.state.proposition(own):
            return line, styled(f"  it: {proposition}", "dim", ascii_only=self.look.ascii).crop(width)
        return Line(), line

    def _proposition(self) -> str:
        proposition = self.state.proposition(self.issue)
        if self.issue and not proposition:
            return f"it: {no_proposition(first_key('watch', self.state.keymap))}"
        return f"it: {proposition}" if proposition else "who claims what"

    @property
    def heads(self) -> int:
        """The proposition may take two lines."""
        return 2 if len(self._proposition()) > self.size.width - BESIDE and self.size.height >= TALL else 1

    def head_line(self, y: int, width: int) -> Line:
        """The proposition of the issue that sides are shown toward, and the head of the column of sureness."""
        words = self._proposition()
        lines = (
            wrapped(words, width - BESIDE, "key", ascii_only=self.look.ascii)
            if self.heads > 1
            else [styled(words, "key")]
        )
        last = y == self.heads - 1
        left = Line((("  ", "text"),)) + (lines[y] if y < len(lines) else Line())
        return columns(width, (left,), (styled(SURE, "dim"),) if last else (), self.look)

    def told(self, row: Head | ClaimRow) -> tuple[str, str, Sequence[str]]:
        if not isinstance(row, ClaimRow):
            return "", "", ()
        note = claim_lines.claim_note(row, self.issue, self.state.issue_names)
        return "the claim", note, claim_lines.claim_told(row)

    def why_empty(self) -> str:
        if self.state.claims_filter.filtered:
            return f"No claim passes the filter “{filter_words(self.state.claims_filter)}”. f changes it."
        if self.state.crossref is not None:
            told = "Nobody claims anything about the selection."
            return told + (self.state.unread or " / finds another, Backspace selects nothing.")
        return "No claim so far." + self.state.unread

    def heading(self) -> str:
        selection = self.state.selection
        return f"Claims about {self.state.library.label(selection)}" if selection is not None else "Claims"

    def counted(self) -> str:
        doubtful = sum(group.claims for group in self.groups if group.doubtful)
        return f"{self.total():,}" + (f", {doubtful} doubtful" if doubtful else "")

    def note(self) -> str:
        crossref = self.state.crossref
        kept = ", kept" if self.where in self.state.restored else ""
        words = filter_words(self.state.claims_filter)
        passing = f"filter{kept}: {words}" if words else ""
        partial = crossref.partial if crossref is not None else ""
        lost = len(self.state.library.review.untied())
        untied = f"{counted(lost, 'decision')} untied: {first_key('decided', self.state.keymap)}" if lost else ""
        told = (self.marked_words(), passing, self.state.part, partial, self.counted(), untied)
        return " · ".join(part for part in told if part)
