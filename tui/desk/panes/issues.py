"""Issues: what each proposition says, and who stands where on it, in sums or, unfolded, one holder a line."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from tui.desk.actions import first_key
from tui.desk.panes.list_pane import WIDE, ListPane
from tui.desk.panes.lists import SPACE
from tui.desk.presentation import issue_lines
from tui.desk.presentation.issue_lines import IssuePart, issue_parts
from tui.desk.presentation.line import Line
from tui.desk.presentation.stance import side_sums
from tui.desk.presentation.title import counted
from tui.desk.presentation.watch_rows import REFUSED, NoteLine, Suggested, examples, kept_words, watch_line
from tui.desk.row_actions import HolderLine
from tui.desk.state import DeskState
from tui.desk.widgets.lines import Rows, RowSource
from tui.store.rows import IssueRow

MORE = 1.2  # times as many claims as before, from which on suggestions are worked out again


def lines_of(issue: IssueRow, unfolded: bool, sides: bool) -> Iterator[IssuePart | HolderLine]:
    """An issue and what stands below it: its holders one a line, or its proposition and a line for each side."""
    if unfolded:
        yield IssuePart(issue)
        yield from (HolderLine(issue, count) for count in issue.holders)
    elif sides:
        yield from issue_parts(issue)
    else:
        yield IssuePart(issue)


class IssuesPane(ListPane):
    where = "issues"

    def __init__(self, state: DeskState) -> None:
        super().__init__(state)
        self.unfolded: set[str] = set()
        self._issues: list[IssueRow] = []
        self._suggested: tuple[int, list[Suggested]] = (-1, [])  # of how many claims, and what they suggest

    def row_lines(self, row: IssuePart | HolderLine | Suggested, width: int) -> Sequence[Line]:
        if isinstance(row, Suggested):
            return (SPACE + watch_line(row, width - 2, self.look),)
        if isinstance(row, HolderLine):
            return (issue_lines.holder_line(row.count.name, row.count, width - 1, self.look),)
        return (SPACE + issue_lines.issue_line(row, width - 2, self.look, hits=self.state.crossref is not None),)

    def head(self, width: int) -> Line:
        if not self._issues:
            heads = ("holders", "articles", "claims")
            return watch_line(NoteLine("recurs in your articles", heads=heads), width - 2, self.look)
        return issue_lines.issue_head(width - 2, self.look, hits=self.state.crossref is not None)

    def told(self, row: IssuePart | HolderLine | Suggested) -> tuple[str, str, Sequence[str]]:
        if isinstance(row, Suggested):
            return row.suggestion.name, "W puts it on the watchlist", row.told
        issue = row.issue
        sums = side_sums(issue)
        sides = f"{sums['for']} for it, {sums['against']} against it, {sums[None] + sums['mixed']} take no side or both"
        told = f"{sides}; {counted(issue.mentions, 'mention')} in {counted(issue.articles, 'article')}."
        it = f"it: {issue.proposition or issue_lines.no_proposition(first_key('watch', self.state.keymap))}"
        return issue.name, counted(issue.claims, "claim"), (it, told)

    @staticmethod
    def same(row: IssuePart | HolderLine | Suggested) -> Hashable:
        if isinstance(row, Suggested):
            return row.suggestion.terms[0]
        if isinstance(row, HolderLine):
            return (row.issue.id, row.count.name)
        return (row.issue.id, row.kind, row.stance)

    def source(self) -> RowSource[Any]:
        self._issues = self.state.library.issues(crossref=self.state.crossref)
        return self._listed()

    def _listed(self) -> RowSource[Any]:
        matching = self.state.matching.get(self.where, "").casefold()
        if not self._issues:
            return Rows([one for one in self.suggestions() if matching in one.suggestion.name.casefold()])
        selection = self.state.selection
        chosen = selection.key if selection is not None and selection.kind == "issue" else ""
        sides = self.is_focused and self.size.width >= WIDE
        made: list[Any] = []
        for issue in sorted(self._issues, key=lambda issue: issue.id != chosen):
            names = (issue.id, issue.name, *(count.name for count in issue.holders))
            if any(matching in name.casefold() for name in names):
                made += lines_of(issue, issue.id in self.unfolded, sides)
        return Rows(made)

    def suggestions(self) -> list[Suggested]:
        """Where nothing is watched, what the claims suggest; worked out again when there are many more of them."""
        library, (claims, known) = self.state.library, self._suggested
        now = self.state.counts.claims
        if claims < 0 or now > MORE * max(claims, 1):
            refused = kept_words(library.decisions.desk_state(REFUSED))
            known = [Suggested(one, examples(library, one)) for one in library.watchlist.suggestions(refused)]
            self._suggested = (now, known)
        return known

    def wants(self, focused: bool) -> int:
        return super().wants(focused) if not focused else 40

    def total(self) -> int:
        return len(self._issues)

    def counted(self) -> str:
        if not self._issues:
            return f"none watched, {len(self._suggested[1])} suggested"
        if self.state.crossref is not None:
            return f"{sum(1 for issue in self._issues if issue.hits)} of {self.total()} are on it"
        return f"{self.total()} watched"

    def why_empty(self) -> str:
        if self.state.matching.get(self.where):
            return self.filtered("issue")
        key = first_key("watch.list", self.state.keymap)
        return f"Nothing is watched yet. {key} shows issues that your articles suggest; W puts a word or name on it."

    def refocused(self) -> None:
        self.show(self._listed())

    def fit(self) -> None:
        """Its rows depend on its width."""
        self.show(self._listed())

    def unfold(self, issue: str, unfolded: bool) -> None:
        (self.unfolded.add if unfolded else self.unfolded.discard)(issue)
        self.redraw()

    def move(self, unit: str, by: int) -> None:
        row = self.row
        if unit == "side" and row is not None:
            self.unfold(row.issue.id, by > 0)
        else:
            super().move(unit, by)
