"""Walking the mentions of a crossref in their order, from wherever the reader stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from tui.model import Crossref, Mention

AT_ONCE = 2_000  # articles up to which the places are worked out before anybody walks


class Walk:
    """The mentions of a crossref, in the order of articles by day and of their text; `by_article` counts them in the
    same order, so that the place of an article is a sum."""

    def __init__(self, crossref: Crossref) -> None:
        self._crossref = crossref
        self._spans: dict[str, tuple[int, int]] | None = None
        self.at = -1  # the mention gone to last

    def __len__(self) -> int:
        return len(self._crossref.mentions)

    def step(self, by: int, article: str | None, offset: int) -> Mention | None:
        """The next mention after (`by` 1) or before (-1) an offset of an article; None beyond the last or the first.

        From an article without mentions the walk goes on where it was.
        """
        index = self._next(by, article, offset)
        if not 0 <= index < len(self):
            return None
        self.at = index
        return self._crossref.mentions[index]

    def number(self, article: str | None, offset: int) -> int:
        """Which mention stands at an offset, from 1; 0 where none does, or where to know would take long."""
        if self._spans is None and len(self._crossref.by_article) > AT_ONCE:
            return 0
        if article is None or article not in self._places():
            return 0
        index = self._next(1, article, offset) - 1
        if index < self._places()[article][0]:
            return 0
        mention = self._crossref.mentions[index]
        return index + 1 if mention.span.start <= offset < mention.span.end else 0

    def _places(self) -> dict[str, tuple[int, int]]:
        """Of each article the first of its mentions and the one after its last."""
        if self._spans is None:
            counts = list(self._crossref.by_article)
            ends = accumulate(count for _, count in counts)
            self._spans = {key: (end - count, end) for (key, count), end in zip(counts, ends, strict=True)}
        return self._spans

    def _next(self, by: int, article: str | None, offset: int) -> int:
        if article is None or article not in self._places():
            return 0 if self.at < 0 else self.at + by
        low, high = self._places()[article]
        starts = [self._crossref.mentions[index].span.start for index in range(low, high)]
        return low + (bisect_right(starts, offset) if by > 0 else bisect_left(starts, offset) - 1)
