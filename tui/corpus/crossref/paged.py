"""Long sequences of a cross-reference, fetched as they are looked at, so that a selection costs what is shown of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

import numpy as np

from tui.corpus.crossref.evidence import Ints
from tui.model import Mention, Span

T = TypeVar("T")
PAGE = 32  # articles
MOST_KEPT = 64 * PAGE
_GONE = Mention("", Span(0, 0), "name")


class Numbered(Sequence[T]):
    """Something for each of `numbers`, in their order; `fetch` is asked for a stretch of them when it is looked at."""

    def __init__(self, numbers: Ints) -> None:
        self.numbers = numbers

    def fetch(self, at: slice) -> tuple[T, ...]:
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return self.fetch(at)
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        return self.fetch(slice(at, at + 1))[0]

    def __iter__(self) -> Iterator[T]:
        return iter(self[:])


class Counted(Numbered[tuple[str, int]]):
    """Articles by key with a count each."""

    def __init__(self, numbers: Ints, counts: Ints, keys: Callable[[Sequence[int]], Sequence[str]]) -> None:
        super().__init__(numbers)
        self.counts = counts
        self._keys = keys

    def fetch(self, at: slice) -> tuple[tuple[str, int], ...]:
        return tuple(zip(self._keys(self.numbers[at].tolist()), self.counts[at].tolist(), strict=True))


class ClaimIds(Numbered[str]):
    """Claim.id of claims by number, which rise."""

    def __init__(self, numbers: Ints, ids: Callable[[Sequence[int]], Sequence[str]]) -> None:
        super().__init__(numbers)
        self._ids = ids

    def fetch(self, at: slice) -> tuple[str, ...]:
        return tuple(self._ids(self.numbers[at].tolist()))


class PagedMentions(Sequence[Mention]):
    """Mentions by article, `counts[i]` in the article `numbers[i]`.

    `fetch` gives, for some article numbers, the mentions of each. An article that is looked at is fetched alone; who
    goes through many has the next ones fetched with each.
    """

    def __init__(
        self, numbers: Ints, counts: Ints, fetch: Callable[[Sequence[int]], Sequence[Sequence[Mention]]]
    ) -> None:
        self.numbers, self.counts = numbers, counts
        self._ends = np.cumsum(counts)
        self._fetch = fetch
        self._kept: OrderedDict[int, Sequence[Mention]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return int(self._ends[-1]) if len(self._ends) else 0

    def of(self, article: int) -> Sequence[Mention]:
        """The mentions in one article, by its number."""
        at = self._row(article)
        return () if at is None else self._article(at)

    def by_article(self) -> Iterator[tuple[int, Sequence[Mention]]]:
        """Every article's number with the mentions in it."""
        last = len(self.numbers) - 1
        for row, number in enumerate(self.numbers.tolist()):
            yield number, self._article(row, last)

    def within(self, article: int) -> range:
        """The indexes of the mentions in one article, by its number."""
        at = self._row(article)
        return range(0) if at is None else range(int(self._ends[at] - self.counts[at]), int(self._ends[at]))

    def _row(self, article: int) -> int | None:
        found = np.flatnonzero(self.numbers == article)
        return int(found[0]) if len(found) else None

    @overload
    def __getitem__(self, at: int) -> Mention: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, at: int | slice) -> Mention | tuple[Mention, ...]:
        if isinstance(at, slice):
            indexes = range(*at.indices(len(self)))
            last = self._row_of(indexes[-1]) if indexes else 0
            return tuple(self._at(index, last) for index in indexes)
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self._at(at % len(self))

    def __iter__(self) -> Iterator[Mention]:
        for _, mentions in self.by_article():
            yield from mentions

    def _row_of(self, index: int) -> int:
        return int(np.searchsorted(self._ends, index, side="right"))

    def _at(self, index: int, last: int = -1) -> Mention:
        row = self._row_of(index)
        here = self._article(row, last)
        # An index that has changed since may hold fewer or none; the next cross-reference will say so.
        return here[min(index - int(self._ends[row] - self.counts[row]), len(here) - 1)] if here else _GONE

    def _article(self, row: int, last: int = -1) -> Sequence[Mention]:
        """The mentions in one article; with them those of the next ones up to `last` are fetched, at most a page."""
        with self._lock:
            here = self._kept.pop(row, None)
            if here is None:
                rows = slice(row, min(max(last, row) + 1, row + PAGE))
                here, *ahead = self._fetch(self.numbers[rows].tolist())
                self._kept.update(enumerate(ahead, row + 1))
            self._kept[row] = here  # the latest is last
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return here


def counted(numbers: Ints) -> tuple[Ints, Ints]:
    """How often each stands among numbers that rise."""
    edges = np.flatnonzero(np.diff(numbers, prepend=-1, append=-1))
    return numbers[edges[:-1]], np.diff(edges)


def added(numbers: Ints, counts: Ints, more: Ints) -> tuple[Ints, Ints]:
    """Counts by article with one more for each of `more`."""
    every, at = np.unique(np.concatenate([numbers, more]), return_inverse=True)
    weights = np.concatenate([counts, np.ones(len(more), np.int64)])
    return every, np.bincount(at.reshape(-1), weights=weights, minlength=len(every)).astype(np.int64)
