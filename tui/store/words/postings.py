"""The word index as it is read: the words themselves, how many articles have them and where they stand."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tui.store.codec import KEYS_AT_ONCE, POSITION_BITS, Ints, keys_of

_AT_ONCE = 200_000  # bytes of postings, which unpacked are some times as many
# A read takes milliseconds, and merges are many batches of articles apart: a second one hardly ever meets another.
_TRIES = 3  # times that postings are read where segments were merged meanwhile
# Ids of words fit into 32 bits: a corpus of a million articles has some millions of words.
Numbers = npt.NDArray[np.uint32]


class _Met(NamedTuple):
    """Where words were first met, if that was in a few places: most words are rare, and stand nowhere else."""

    edges: npt.NDArray[np.int32]  # of each word's keys, by its id
    articles: npt.NDArray[np.uint8]
    keys: Ints

    @property
    def last(self) -> int:
        return len(self.articles)

    def of(self, words: Numbers) -> list[Ints]:
        keys, ends = self.keys, self.edges[words].tolist()
        return [keys[first:end] for first, end in zip(self.edges[words - 1].tolist(), ends, strict=True)]


class WordIndex:
    """Answers from one index; keeps the places where words were first met, and which words each segment has."""

    def __init__(self, connection: Callable[[], sqlite3.Connection]) -> None:
        self._connection = connection
        self._met = _Met(np.zeros(1, np.int32), np.zeros(0, np.uint8), np.zeros(0, np.int64))
        self._segments: dict[int, Numbers] = {}

    def words(self, after: int) -> list[str]:
        """The words with ids above `after`, by their ids."""
        self._refresh()  # whoever takes the words asks for their places next
        words: list[str] = []
        for last, lines in self._rows("SELECT last, words FROM lexicon WHERE last > ? ORDER BY last", after):
            forms = lines.split("\n")
            # A row that was put together since begins with words that are known: only its end is new.
            words += forms[max(0, after - last + len(forms)) :]  # of a row that was put together since
        return words

    def spread(self, words: Sequence[int]) -> tuple[list[int], list[Ints | None]]:
        """In how many articles each word stands, and its places, where all are kept here."""
        self._refresh()
        asked = np.array(words, np.uint32)
        # A word that any segment has stands in more places than were kept where it was first met: its number is in
        # `words`.
        again = np.zeros(len(asked), bool)
        for members in self._segments.values():
            again |= _has(members, asked)
        articles = self._met.articles[asked - 1].astype(np.int64)
        others = asked[again].tolist()
        counts = dict(
            self._rows(
                "SELECT id, articles FROM words WHERE id IN (SELECT value FROM json_each(?))", json.dumps(others)
            )
        )
        articles[again] = [counts[word] for word in others]
        rare = iter(_without(self._gone(), *_joined(self._met.of(asked[~again]))))
        return articles.tolist(), [None if other else next(rare) for other in again.tolist()]

    def postings(self, words: Sequence[int]) -> list[Ints]:
        """Where each word stands in articles that are still there."""
        packed = self._packed(words)
        met = zip(words, self._met.of(np.array(words, np.uint32)), strict=True)
        parts = [([keys], packed.get(word, [])) for word, keys in met]
        gone = self._gone()
        return [keys for some in _batches(parts) for keys in _without(gone, *_unpacked(some))]

    def _packed(self, words: Sequence[int]) -> dict[int, list[bytes]]:
        """The words' rows of postings; looked for again where segments were merged meanwhile."""
        asked = np.array(words, np.uint32)
        for _ in range(_TRIES):
            self._refresh()
            wanted = [
                (segment << 32) + asked[_has(members, asked)].astype(np.int64)
                for segment, members in self._segments.items()
            ]
            rows = self._rows(
                "SELECT id & 0xffffffff, data FROM postings WHERE id IN (SELECT value FROM json_each(?))",
                json.dumps([row for part in wanted for row in part.tolist()]),
            )
            # Between the look at the segments and this one the indexer may have merged some: their rows are then gone.
            if len(rows) == sum(map(len, wanted)):
                break
        found = defaultdict(list)
        for word, data in rows:
            found[word].append(data)
        return found

    def _refresh(self) -> None:
        """Take what the index has gained since, and leave the segments that were merged."""
        met = self._met
        rows = self._rows("SELECT last, sizes, articles, keys FROM lexicon WHERE last > ? ORDER BY last", met.last)
        if rows:
            sizes, articles = (np.frombuffer(b"".join([row[at] for row in rows]), np.uint8) for at in (1, 2))
            known = met.last + len(sizes) - rows[-1][0]  # of rows that were put together since
            keys = np.frombuffer(b"".join([row[3] for row in rows]), "<i8")[int(sizes[:known].sum()) :]
            edges = met.edges[-1] + np.cumsum(sizes[known:], dtype=np.int32)
            self._met = _Met(
                np.concatenate([met.edges, edges]),
                np.concatenate([met.articles, articles[known:]]),
                np.concatenate([met.keys, keys]),
            )
        there = [row[0] for row in self._rows("SELECT id FROM segments")]
        # Segments are never changed, only added and taken away, so what is known of one holds as long as it is there.
        if there != list(self._segments):
            lacking = json.dumps([segment for segment in there if segment not in self._segments])
            new = self._rows("SELECT id, words FROM segments WHERE id IN (SELECT value FROM json_each(?))", lacking)
            every = self._segments | {segment: np.frombuffer(words, "<u4") for segment, words in new}
            self._segments = {segment: every[segment] for segment in there if segment in every}

    def _gone(self) -> Ints:
        """The articles that were removed."""
        return np.array(self._rows("SELECT article FROM gone"), np.int64).ravel()

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection().execute(sql, values).fetchall()


Parts = tuple[list[Ints], list[bytes]]  # of a word: what is unpacked, and what is not


def _has(members: Numbers, asked: Numbers) -> npt.NDArray[np.bool_]:
    """Which of those asked for are among the members, which rise."""
    if not len(members):
        return np.zeros(len(asked), bool)
    # searchsorted gives the length where a word is beyond the last member: the minimum keeps the look inside.
    found: npt.NDArray[np.bool_] = members[np.minimum(np.searchsorted(members, asked), len(members) - 1)] == asked
    return found


def _batches(words: Sequence[Parts]) -> Iterator[list[Parts]]:
    some, size = [], 0
    for word in words:
        some.append(word)
        size += sum(map(len, word[1]))
        if size > _AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def _unpacked(words: list[Parts]) -> tuple[Ints, list[int]]:
    """The keys of all words, each word's rising, and where each word's begin and end."""
    unpacked = iter(keys_of(list(chain.from_iterable(packed for _, packed in words))))
    parts = [[*keys, *(next(unpacked) for _ in packed)] for keys, packed in words]
    joined = np.concatenate(list(chain.from_iterable(parts)))
    edges = np.cumsum([0, *(sum(map(len, some)) for some in parts)])
    # Keys rise within each segment. Where they fall inside one word, two segments lie in one another: only that is
    # sorted.
    falls = np.flatnonzero(joined[1:] < joined[:-1]) + 1
    owners = np.searchsorted(edges, falls, side="right") - 1
    for at in set(owners[edges[owners] < falls].tolist()):
        joined[edges[at] : edges[at + 1]].sort()  # segments that were merged lie in one another's articles
    return joined, edges.tolist()


def _joined(words: list[Ints]) -> tuple[Ints, list[int]]:
    """The keys of all words in one array of its own, and where each word's begin and end in it."""
    edges = [0, *accumulate(map(len, words))]
    return np.concatenate(words) if words else np.zeros(0, np.int64), edges


def _without(gone: Ints, keys: Ints, edges: list[int]) -> list[Ints]:
    """The keys of each word, those of articles that are gone left out; `keys` is written over, for those of a common
    word take megabytes."""
    if not len(gone):
        return _cut(keys, edges)
    alive = np.empty(len(keys), np.bool_)
    end = 0
    for at in range(0, len(keys), KEYS_AT_ONCE):
        some = keys[at : at + KEYS_AT_ONCE]
        there = alive[at : at + KEYS_AT_ONCE] = ~np.isin(some >> POSITION_BITS, gone)
        left = some[there]
        keys[end : end + len(left)] = left
        end += len(left)
    left_of = [int(np.count_nonzero(alive[first:last])) for first, last in pairwise(edges)]
    return _cut(keys, [0, *accumulate(left_of)])


def _cut(keys: Ints, edges: list[int]) -> list[Ints]:
    return [keys[first:end] for first, end in pairwise(edges)]
