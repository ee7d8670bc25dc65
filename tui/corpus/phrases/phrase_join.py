"""Positions at which words follow one another, found for many rows of words at once.

A way to write a phrase is a row of slots, each with the words of the corpus that may stand there. The positions of the
rarest slot are looked up in those of the others. Before all positions of a way its number is put, so that one look
serves every way with as many slots.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tui.corpus.crossref.evidence import Ints, Keys
from tui.corpus.crossref.hits import NO_HITS, Hits, Reason, Small
from tui.corpus.phrases.vocabulary import Vocabulary

LARGE = 50_000  # positions that are merged in their order, which takes the least room
_WAY = 51  # bits below the number of a way; a position has fewer
_MOST_WAYS = 1 << 63 - _WAY
_COUNTED = 8  # times as many numbers as places that are counted sooner than sorted
_LOOKED = 8  # numbers that are looked for one by one, which takes the least room


class SlotWord(NamedTuple):
    """A word of the corpus that may stand in a slot of a phrase, what it takes off the score and why it fits."""

    id: int
    takes: float = 0.0
    why: str = ""


class Wording(NamedTuple):
    """A way to write the phrase `text`: the candidates of each slot."""

    text: str
    slots: tuple[tuple[SlotWord, ...], ...]


def joined(ways: Sequence[Wording], vocabulary: Vocabulary) -> list[Hits]:
    """Where the ways stand, those with as many slots together; positions in any order."""
    by_length: dict[int, list[Wording]] = {}
    for way in ways:
        by_length.setdefault(len(way.slots), []).append(way)
    return [
        _join(some[first : first + _MOST_WAYS], length, vocabulary)
        for length, some in by_length.items()
        for first in range(0, len(some), _MOST_WAYS)
    ]


def _join(ways: Sequence[Wording], length: int, vocabulary: Vocabulary) -> Hits:
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
    way_of = starts >> _WAY if len(ways) > 1 else np.broadcast_to(np.int64(0), len(starts))
    level = np.argsort(order)  # which of `chosen` is of which slot of a way
    if level.any():
        every = np.stack(chosen)
        chosen = [every[level[way_of, slot], np.arange(len(starts))] for slot in range(length)]
    examples, reason = _distinct(_numbered(ways, way_of, chosen))
    scores, reasons = _told(ways, way_of[examples], [which[examples] for which in chosen])
    keys = starts & ((1 << _WAY) - 1) if len(ways) > 1 else starts
    lengths = np.broadcast_to(np.int32(length), len(keys))
    score = scores[reason] if len(scores) > 1 else np.broadcast_to(scores[0], len(keys))
    return Hits(keys, lengths, score, reason, reasons)


def _numbered(ways: Sequence[Wording], way_of: Ints, chosen: Sequence[Small]) -> Ints | Small:
    """For each place a number for its way and the candidates that stand there."""
    if len(ways) == len(chosen) == 1:
        return chosen[0]
    numbers, most = way_of, len(ways)
    for slot, which in enumerate(chosen):
        size = max(len(way.slots[slot]) for way in ways)
        if most * size > 1 << 62:
            most, numbers = len(numbers), np.unique(numbers, return_inverse=True)[1]
        most, numbers = most * size, numbers * size + which
    return numbers


def _distinct(numbers: Ints | Small) -> tuple[Ints, Small]:
    """A place for each distinct number, none below 0, and which of them each is: by counting, where that is quicker."""
    most = int(numbers.max())
    if not most:
        return np.zeros(1, np.int64), np.broadcast_to(np.int32(0), len(numbers))
    if most > _COUNTED * len(numbers):
        _, places, which = np.unique(numbers, return_index=True, return_inverse=True)
        return places, which.astype(np.int32)
    if most < _LOOKED:
        first = [int((numbers == number).argmax()) for number in range(most + 1)]
        if all(int(numbers[place]) == number for number, place in enumerate(first)):
            return np.array(first), numbers.astype(np.int32, copy=False)
    places = np.full(most + 1, -1)
    places[numbers] = np.arange(len(numbers))
    there = places >= 0
    return places[there], (np.cumsum(there, dtype=np.int32) - 1)[numbers]


def _told(ways: Sequence[Wording], way_of: Ints, chosen: Sequence[Small]) -> tuple[np.ndarray, tuple[Reason, ...]]:
    """Score and reason of what was chosen in which way."""
    words = [word for way in ways for slot in way.slots for word in slot]
    takes, whys = np.array([word.takes for word in words]), [word.why for word in words]
    sizes = np.array([[len(slot) for slot in way.slots] for way in ways])
    begins = (np.cumsum(sizes) - sizes.ravel()).reshape(sizes.shape)
    columns = [begins[way_of, slot] + which for slot, which in enumerate(chosen)]
    scores = np.maximum(50.0, 100.0 - sum(takes[column] for column in columns))
    said = zip(*([whys[at] for at in column.tolist()] for column in columns), strict=True)
    reasons = []
    for number, why in zip(way_of.tolist(), said, strict=True):
        text = ways[number].text
        if any(why):
            reasons.append(Reason("fuzzy", "; ".join(filter(None, why)), text))
        else:
            reasons.append(Reason("name", f'"{text}" word for word', text))
    return scores, tuple(reasons)


def _all(slots: Sequence[Sequence[Keys]]) -> tuple[Keys, Small]:
    """All positions of one slot a way, numbered by way, and which of the slot's words stands there."""
    found = [_one(parts) for parts in slots]
    keys = _by_way([keys for keys, _ in found])
    return keys, found[0][1] if len(found) == 1 else np.concatenate([which for _, which in found])


def _by_way(every: Sequence[Keys]) -> Keys:
    """The positions of several ways, each with the number of its way before it."""
    if len(every) == 1:
        return every[0]
    numbered = np.concatenate(every)
    end = 0
    for number, keys in enumerate(every):
        numbered[end : end + len(keys)] += number << _WAY
        end += len(keys)
    return numbered


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
    big = _by_way([parts[at] for parts, at in zip(slots, most, strict=True)])  # each word's positions rise
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
