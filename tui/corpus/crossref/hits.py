"""Where something stands in the word index, as arrays: nothing here has a row for each hit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from tui.corpus.crossref.evidence import POSITION_BITS, ArticlePlace, CorpusWords, Ints, Keys
from tui.model import MentionBy

Small = npt.NDArray[np.int32]  # a common word stands in a million places


class Reason(NamedTuple):
    by: MentionBy
    why: str
    term: str


class Hits(Struct, frozen=True):
    """Hits as parallel arrays by rising position: where each begins, its tokens, its score and which reason it has."""

    keys: Keys
    lengths: Small
    scores: np.ndarray
    reason: Small
    reasons: tuple[Reason, ...]

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def articles(self) -> Ints:
        return self.keys >> POSITION_BITS

    def at(self, chosen: Ints | Small | npt.NDArray[np.bool_] | slice) -> Hits:
        """The hits that an index, a mask or a slice chooses, in its order."""
        return Hits(self.keys[chosen], self.lengths[chosen], self.scores[chosen], self.reason[chosen], self.reasons)

    def positions(self) -> Ints:
        return self.keys & ((1 << POSITION_BITS) - 1)


_NONE = np.zeros(0, np.int64)
_FEW = np.zeros(0, np.int32)
NO_HITS = Hits(_NONE, _FEW, np.zeros(0), _FEW, ())


def merged(parts: Sequence[Hits]) -> Hits:
    """Several hits as one, by position; of overlapping ones the higher score, then the longer, is kept."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return NO_HITS
    if len(parts) == 1 and len(set(parts[0].reasons)) == len(parts[0].reasons):
        return _apart(parts[0])
    reasons: dict[Reason, int] = {}
    numbers = []
    for part in parts:
        new = np.array([reasons.setdefault(reason, len(reasons)) for reason in part.reasons], np.int32)
        numbers.append(new[part.reason])
    hits = Hits(
        np.concatenate([part.keys for part in parts]),
        np.concatenate([part.lengths for part in parts]),
        np.concatenate([part.scores for part in parts]),
        np.concatenate(numbers),
        tuple(reasons),
    )
    return _apart(hits)


def _apart(hits: Hits) -> Hits:
    """Hits that overlap none better, by position."""
    steps = np.diff(hits.keys)
    if (steps < 0).any():
        order = np.argsort(hits.keys, kind="stable")  # of parts that rise, which is soon done
        hits, steps = hits.at(order), np.diff(hits.keys[order])
    if not steps.all():
        hits = hits.at(np.lexsort((-hits.lengths, -hits.scores, hits.keys)))
    elif (steps >= hits.lengths[:-1]).all():
        return hits
    while len(hits) > 1:
        ends = hits.keys + hits.lengths
        clash = np.flatnonzero(hits.keys[1:] < np.maximum.accumulate(ends)[:-1]) + 1
        if not len(clash):
            break
        before = clash - 1
        worse = np.where(
            (hits.scores[clash] > hits.scores[before])
            | ((hits.scores[clash] == hits.scores[before]) & (hits.lengths[clash] > hits.lengths[before])),
            before,
            clash,
        )
        keep = np.ones(len(hits), bool)
        keep[worse] = False
        hits = hits.at(keep)
    return hits


def places(hits: Hits, words: CorpusWords) -> list[ArticlePlace]:
    """The hits in code points, in their order, which keeps an article's hits together. Of an article that is being
    written anew, or is gone, since they were found, no place is known: an empty one at its beginning."""
    found: list[ArticlePlace] = []
    numbers = hits.articles
    positions = hits.positions()
    edges = np.flatnonzero(np.diff(numbers)) + 1
    for part in np.split(np.arange(len(hits)), edges) if len(hits) else []:
        article = int(numbers[part[0]])
        starts, ends = words.offsets(article)
        first = positions[part]
        last = first + hits.lengths[part] - 1
        for begin, end in zip(first.tolist(), last.tolist(), strict=True):
            there = end < len(ends)
            found.append(ArticlePlace(article, int(starts[begin]) if there else 0, int(ends[end]) if there else 0))
    return found
