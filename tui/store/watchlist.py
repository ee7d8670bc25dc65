"""The watchlist as it is being written: what its lines find, what another would add, and issues that claims suggest."""

from __future__ import annotations

from collections.abc import Iterable

from tui.corpus.suggestions import Proposed, Suggestion
from tui.model import Issue
from tui.store.current_view import CurrentView
from tui.store.queries import watch
from tui.store.rows import LineAdds, WatchLine


class Watchlist:
    def __init__(self, current: CurrentView) -> None:
        self._current = current

    def lines(self, issue: Issue) -> list[WatchLine]:
        """What each line of an issue finds, whether the issue is in force or only being written."""
        return watch.lines(self._current.view, issue)

    def adds(self, issue: Issue, name: str, words: str) -> LineAdds:
        """What a line in the list `name` of an issue would add."""
        return watch.adds(self._current.view, issue, name, words)

    def counts(self, issue: Issue) -> tuple[int, int]:
        """Mentions and claims of an issue, in force or only being written."""
        return watch.issue_counts(self._current.view, issue)

    def suggestions(self, refused: Iterable[str] = ()) -> list[Suggestion]:
        """Issues that the claims suggest, the best first."""
        return watch.suggestions(self._current.view, refused)

    def propositions(self, issue: Issue) -> list[Proposed]:
        """Propositions for an issue, from what the claims on it ask for and reject; the best first."""
        return watch.propositions(self._current.view, issue)
