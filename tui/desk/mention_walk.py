"""Walking the mentions of a crossref in their order, from wherever the reader stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from tui.model import Crossref, Mention


class MentionWalk:
    """The mentions of a crossref, in the order of articles by day and of their text; `within` gives, by an article's
    key, the indexes of the mentions that stand in it."""

    def __init__(self, crossref: Crossref, within: Callable[[Crossref, str], range]) -> None:
        self._crossref = crossref
        self._within = within
        self._known: tuple[str | None, range] = (None, range(0))  # the article looked at last
        self.at = -1  # the mention gone to last

    def __len__(self) -> int:
        return len(self._crossref.mentions)

    def step(self, by: int, article: str | None, offset: int) -> Mention | None:
        """The next mention after (`by` 1) or before (-1) an offset of an article; None beyond the last or the first.

        From an article without mentions the walk goes on where it was.
        """
        index = self._next(by, self._here(article), offset)
        if not 0 <= index < len(self):
            return None
        self.at = index
        return self._crossref.mentions[index]

    def number(self, article: str | None, offset: int) -> int:
        """Which mention stands at an offset, from 1; 0 where none does."""
        here = self._here(article)
        index = self._next(1, here, offset) - 1
        if index not in here:
            return 0
        mention = self._crossref.mentions[index]
        return index + 1 if mention.span.start <= offset < mention.span.end else 0

    def _here(self, article: str | None) -> range:
        if article is not None and article != self._known[0]:
            self._known = (article, self._within(self._crossref, article))
        return range(0) if article is None else self._known[1]

    def _next(self, by: int, here: range, offset: int) -> int:
        if not here:
            return 0 if self.at < 0 else self.at + by
        starts = [self._crossref.mentions[index].span.start for index in here]
        return here.start + (bisect_right(starts, offset) if by > 0 else bisect_left(starts, offset) - 1)
