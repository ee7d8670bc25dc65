"""Positions at which words follow one another, found for many rows of words at once.

A way to write a phrase is a row of slots, each with the words of the corpus that may stand there. The positions of the
rarest slot are looked up in those of the others. Before all positions of a way its number is put, so that one look
serves every way with as many slots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tui.corpus.evidence import Ints, Keys
from tui.corpus.hits import NO_HITS, Hits, Reason, Small
from tui.corpus.vocabulary import Vocabulary

LARGE = 50_000  # positions that are merged in their order, which takes the least room
_WAY = 51  # bits below the number of a way; a position has fewer
_MOST_WAYS = 1 << 63 - _WAY
_LOOKED = 8  # numbers that are looked for one by one, which takes the least room


class Candidate(NamedTuple):
    """A word of the corpus that may stand in a slot of a phrase, what it takes off the score and why it fits."""

    id: int
    takes: float = 0.0
    why: str = ""


class Way(NamedTuple):
    """A way to write the phrase `text`: the candidates of each slot."""

    text: str
    slots: tuple[tuple[Candidate, ...], ...]


def joined(ways: Sequence[Way], vocabulary: Vocabulary) -> list[Hits]:
    """Where the ways stand, those with as many slots together; positions in any order."""
    by_length: dict[int, list[Way]] = {}
    for way in ways:
        by_length.setdefault(len(way.slots), []).append(way)
    return [
        _join(some[first : first + _MOST_WAYS], length, vocabulary)
        for length, some in by_length.items()
        for first in range(0, len(some), _MOST_WAYS)
    ]


def _join(ways: Sequence[Way], length: int, vocabulary: Vocabulary) -> Hits:
    slots = [[vocabulary.postings([word.id for word in slot]) for slot in way.slots] for way in ways]
    order = np.array([sorted(range(length), key=[sum(map(len, slot)) for slot in way].__getitem__) for way in slots])
    starts, which = _all([way[first] for way, first in zip(slots, order[:, 0].tolist(), strict=True)])
    starts = _shifted(starts, -order[:, 0])
    chosen = [which]  # of the candidates, from the rarest slot on
    for step in range(1, length):
        there = [way[slot] for way, slot in zip(slots, order[:, step].tolist(), strict=True)]
        which = _among(there, _shifted(starts, order[:, step]))
        here = which >= 0
        starts, chosen = starts[here], [one[here] for one in (*chosen, which)]
    if not len(starts):
        return NO_HITS
    way_of = starts >> _WAY if len(ways) > 1 else np.zeros(1, np.int64)
    codes = _Codes.of(ways)
    distinct, reason = _distinct(codes.number(chosen, np.argsort(order), way_of))
    said, scores = [], []
    for text, words in codes.words(ways, distinct):
        why = "; ".join([word.why for word in words if word.why])
        said.append(Reason("fuzzy" if why else "name", why or f'"{text}" word for word', text))
        scores.append(max(50.0, 100.0 - sum([word.takes for word in words])))
    keys = starts & ((1 << _WAY) - 1) if len(ways) > 1 else starts
    lengths = np.broadcast_to(np.int32(length), len(keys))
    score = np.array(scores)[reason] if len(scores) > 1 else np.broadcast_to(np.float64(scores[0]), len(keys))
    return Hits(keys, lengths, score, reason, tuple(said))


class _Codes(NamedTuple):
    """A number for each choice of candidates in each way."""

    sizes: Ints  # candidates by way and slot
    first: Ints  # a way's first number

    @classmethod
    def of(cls, ways: Sequence[Way]) -> _Codes:
        sizes = np.array([[len(slot) for slot in way.slots] for way in ways])
        each = sizes.prod(axis=1)
        return cls(sizes, np.cumsum(each) - each)

    def number(self, chosen: Sequence[Small], step: Ints, way_of: Ints) -> Ints | Small:
        """The numbers of what was chosen; `step` tells for each way which of `chosen` is of which slot."""
        if self.sizes.shape == (1, 1):
            return chosen[0]
        code = np.zeros(len(chosen[0]), np.int64)
        every = np.stack(chosen)
        for slot in range(self.sizes.shape[1]):
            code *= self.sizes[way_of, slot]
            code += every[step[way_of, slot], np.arange(len(code))]
        code += self.first[way_of]
        return code

    def words(self, ways: Sequence[Way], codes: Ints) -> Iterator[tuple[str, list[Candidate]]]:
        """The phrase and the candidates that each number stands for."""
        way_of = np.searchsorted(self.first, codes, side="right") - 1
        rest = codes - self.first[way_of]
        columns = []
        for slot in range(self.sizes.shape[1] - 1, -1, -1):
            rest, at = np.divmod(rest, self.sizes[way_of, slot])
            columns.append(at.tolist())
        for number, picked in zip(way_of.tolist(), zip(*reversed(columns), strict=True), strict=True):
            text, slots = ways[number]
            yield text, [slot[at] for slot, at in zip(slots, picked, strict=True)]


def _distinct(codes: Ints | Small) -> tuple[Ints, Small]:
    """The distinct numbers, none below 0, and which of them each is: by counting, where sorting would take longer."""
    most = int(codes.max())
    if not most:
        return np.zeros(1, np.int64), np.broadcast_to(np.int32(0), len(codes))
    if most > len(codes):
        distinct, which = np.unique(codes, return_inverse=True)
        return distinct.astype(np.int64), which.astype(np.int32)
    if most < _LOOKED and all((codes == code).any() for code in range(most + 1)):
        return np.arange(most + 1), codes.astype(np.int32, copy=False)
    there = np.bincount(codes, minlength=most + 1) > 0
    return np.flatnonzero(there), (np.cumsum(there) - 1).astype(np.int32)[codes]


def _all(slots: Sequence[Sequence[Keys]]) -> tuple[Keys, Small]:
    """All positions of one slot a way, numbered by way, and which of the slot's words stands there."""
    found = [_one(parts) for parts in slots]
    keys = _together([keys for keys, _ in found])
    return keys, found[0][1] if len(found) == 1 else np.concatenate([which for _, which in found])


def _together(by_way: Sequence[Keys]) -> Keys:
    """The positions of several ways, numbered by way."""
    if len(by_way) == 1:
        return by_way[0]
    return np.concatenate([keys + (number << _WAY) for number, keys in enumerate(by_way)])


def _shifted(keys: Keys, by: Ints) -> Keys:
    """Positions moved by so many words, as their way has it."""
    if len(by) == 1:
        return keys + by[0] if by[0] else keys
    moved: Keys = keys + by[keys >> _WAY]
    return moved


def _one(parts: Sequence[Keys]) -> tuple[Keys, Small]:
    """Several words' positions as one, with which word stands at each; rising where they are many."""
    if len(parts) == 1:
        return parts[0], np.broadcast_to(np.int32(0), len(parts[0]))
    sizes = [len(part) for part in parts]
    if sum(sizes) < LARGE:
        return np.concatenate(parts), np.repeat(np.arange(len(parts), dtype=np.int32), sizes)
    most = _most(parts)
    keys, which = _one(_but(parts, most))
    order = np.argsort(keys, kind="stable")
    keys, which = keys[order], which[order]
    which += which >= most
    places = np.searchsorted(parts[most], keys)  # the others are put in where they belong
    return np.insert(parts[most], places, keys), np.insert(np.full(sizes[most], most, np.int32), places, which)


def _most(parts: Sequence[Keys]) -> int:
    """The word that stands in the most positions."""
    return max(range(len(parts)), key=lambda at: len(parts[at]))


def _but(parts: Sequence[Keys], most: int) -> list[Keys]:
    return [*parts[:most], *parts[most + 1 :]]


def _among(slots: Sequence[Sequence[Keys]], wanted: Keys) -> Small:
    """Which word of its way's slot stands at each wanted position; -1 where none does."""
    most = [_most(parts) for parts in slots]
    found = np.full(len(wanted), -1, np.int32)
    big = _together([parts[at] for parts, at in zip(slots, most, strict=True)])  # each word's positions rise
    at = _place(big, wanted)
    here = at >= 0
    found[here] = np.array(most, np.int32)[wanted[here] >> _WAY] if len(slots) > 1 else most[0]
    others = [_but(parts, at) for parts, at in zip(slots, most, strict=True)]
    if any(others):
        keys, which = _all([parts or [big[:0]] for parts in others])
        order = np.argsort(keys, kind="stable")
        keys, which = keys[order], which[order]
        at = _place(keys, wanted)
        here = at >= 0
        which = which[at[here]]
        skipped = np.array(most, np.int32)[wanted[here] >> _WAY] if len(slots) > 1 else most[0]
        found[here] = which + (which >= skipped)
    return found


def _place(keys: Keys, wanted: Keys) -> Ints:
    """At which of the keys, which rise, each wanted one is; -1 where it is none."""
    if not len(keys):
        return np.full(len(wanted), -1)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    found: Ints = np.where(keys[at] == wanted, at, -1)
    return found
