"""Issues: who stands where on each issue of the watchlist, in sums or, unfolded, one holder a line."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from tui.desk.panes.lists import Asked, ListPane
from tui.desk.presentation import rows
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.rows import IssuePart
from tui.desk.row_actions import Holder
from tui.desk.state import DeskState
from tui.desk.theme import Look, Role
from tui.desk.widgets.lines import Rows
from tui.store.rows import IssueRow


def lines_of(issue: IssueRow, unfolded: bool) -> Iterator[IssuePart | Holder]:
    """An issue and what stands below it: its holders one a line, or a line for each stance."""
    if unfolded:
        yield IssuePart(issue)
        yield from (Holder(issue, count) for count in issue.holders)
    else:
        yield from rows.issue_parts((issue,))


def holder_line(row: Holder, width: int, look: Look) -> Line:
    """`  Rivertown council   +3 −1`: how often for, against, mixed, and without a stance."""
    glyphs = look.glyphs
    told: tuple[tuple[int, str, Role], ...] = (
        (row.count.for_, glyphs.for_, "for"), (row.count.against, glyphs.against, "against"),
        (row.count.mixed, glyphs.mixed, "mixed"), (row.count.none, glyphs.none, "none"),
    )  # fmt: skip
    ends = [styled(f"{sign}{number}", role) for number, sign, role in told if number]
    return columns(width, (styled(" "), styled(row.count.name, ascii_only=look.ascii)), ends, look)


class Issues(ListPane):
    where = "issues"

    def __init__(self, state: DeskState) -> None:
        super().__init__(state, self.drawn)
        self.unfolded: set[str] = set()

    def drawn(self, row: Any, width: int, look: Look) -> Line:
        if isinstance(row, Holder):
            return holder_line(row, width, look)
        return rows.issue_line(row, width, look, hits=self.state.crossref is not None)

    @staticmethod
    def same(row: Any) -> Hashable:
        return (row.issue.id, row.count.name if isinstance(row, Holder) else row.stance)

    def source(self) -> Asked:
        matching = self.state.matching.get(self.where, "").casefold()
        made: list[Any] = []
        for issue in self.state.library.issues(crossref=self.state.crossref):
            names = (issue.id, issue.name, *(count.name for count in issue.holders))
            if any(matching in name.casefold() for name in names):
                made += lines_of(issue, issue.id in self.unfolded)
        return Rows(made)  # type: ignore[return-value]

    def why_empty(self) -> str:
        if self.state.matching.get(self.where):
            return self.filtered("issue")
        from tui.desk.actions import BY_ID, keys_of, shown

        key = shown(keys_of(BY_ID["watch.list"], self.state.keymap)[0])
        return f"Nothing is watched yet. {key} shows issues that your articles suggest; W puts a word or name on it."

    def unfold(self, issue: str, unfolded: bool) -> None:
        (self.unfolded.add if unfolded else self.unfolded.discard)(issue)
        self.redraw()

    def move(self, unit: str, by: int) -> None:
        row = self.row
        if unit == "side" and row is not None:
            self.unfold(row.issue.id, by > 0)
        else:
            super().move(unit, by)
