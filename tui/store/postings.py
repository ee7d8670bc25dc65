"""The word index as it is read: the words themselves, how many articles have them and where they stand."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from tui.store.codec import POSITION_BITS, Ints, keys_of

_AT_ONCE = 200_000  # bytes of postings, which unpacked are some times as many
_strings = msgspec.json.Decoder(list[str])
# One statement, so that all is of one moment.
_POSTINGS = """
    WITH asked AS MATERIALIZED (
        SELECT id, few, first, last FROM words WHERE id IN (SELECT value FROM json_each(?)))
    SELECT id, few FROM asked WHERE few IS NOT NULL
    UNION ALL
    SELECT a.id, p.data FROM asked a CROSS JOIN segments s ON s.id BETWEEN a.first AND a.last
    CROSS JOIN postings p ON p.id = (s.id << 32) | a.id"""
Rows = Iterable[tuple[int, bytes]]


def words_after(connection: sqlite3.Connection, last: int) -> list[str]:
    """The words with ids above `last`, by their ids."""
    ((words,),) = connection.execute(
        "SELECT json_group_array(word) FROM (SELECT word FROM words WHERE id > ? ORDER BY id)", (last,)
    ).fetchall()
    return _strings.decode(words)


def spread(connection: sqlite3.Connection, words: Sequence[int]) -> tuple[list[int], list[Ints | None]]:
    """In how many articles each word stands, and its postings, where it is so rare that its own row has them."""
    rows = connection.execute(
        "SELECT id, articles, few, last FROM words WHERE id IN (SELECT value FROM json_each(?))", (_json(words),)
    ).fetchall()
    articles = {word: count for word, count, _, _ in rows}
    rare = _unpacked(connection, [(word, few) for word, _, few, last in rows if last is None])
    return [articles.get(word, 0) for word in words], [rare.get(word) for word in words]


def postings(connection: sqlite3.Connection, words: Sequence[int]) -> list[Ints]:
    """Where each word stands in articles that are still there."""
    found = _unpacked(connection, connection.execute(_POSTINGS, (_json(words),)).fetchall())
    none = np.empty(0, np.int64)
    return [found.get(word, none) for word in words]


def _unpacked(connection: sqlite3.Connection, rows: Rows) -> dict[int, Ints]:
    """The keys of each word, rising, without those of articles that are gone."""
    parts: dict[int, list[Ints]] = {}
    for some in _batches(rows):
        for (word, _), keys in zip(some, keys_of([data for _, data in some]), strict=True):
            parts.setdefault(word, []).append(keys)
    found = {word: keys[0] if len(keys) == 1 else _joined(keys) for word, keys in parts.items()}
    gone = np.array([row[0] for row in connection.execute("SELECT article FROM gone")], np.int64)
    return _alive(found, gone) if len(gone) and found else found


def _batches(rows: Rows) -> Iterator[list[tuple[int, bytes]]]:
    some, size = [], 0
    for row in rows:
        some.append(row)
        size += len(row[1])
        if size > _AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def _joined(parts: list[Ints]) -> Ints:
    """A word's keys of several segments."""
    parts = sorted((keys for keys in parts if len(keys)), key=lambda keys: int(keys[0])) or parts[:1]
    keys = np.concatenate(parts)
    if any(after[0] < before[-1] for before, after in pairwise(parts)):
        keys.sort()  # segments that were merged lie in one another's articles
    return keys


def _alive(words: dict[int, Ints], gone: Ints) -> dict[int, Ints]:
    keys = np.concatenate(list(words.values()))
    alive = ~np.isin(keys >> POSITION_BITS, gone)
    edges = np.append(0, np.cumsum(alive))[np.cumsum([0, *map(len, words.values())])].tolist()
    keys = keys[alive]
    return {word: keys[a:b] for word, (a, b) in zip(words, pairwise(edges), strict=True)}


def _json(numbers: Iterable[int]) -> str:
    return json.dumps([int(number) for number in numbers])
