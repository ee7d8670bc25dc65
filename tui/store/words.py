"""The word index as it is written: a vocabulary, and postings in segments of articles that were indexed together."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

import numpy as np

from tui.model import Article
from tui.reading.words import placed
from tui.store.codec import POSITION_BITS, Ints, keys_of, pack_keys, pack_offsets

MOST_POSITIONS = 1 << POSITION_BITS
SMALL = 1000  # articles: segments below this are merged
MOST_SMALL = 16
_COUNT_WORD = (
    "INSERT INTO words(word, articles, occurrences) VALUES (?, ?, ?) ON CONFLICT(word) DO UPDATE SET"
    " articles = articles + excluded.articles, occurrences = occurrences + excluded.occurrences RETURNING id"
)


class _Numbers(dict[str, int]):
    """Numbers of forms within a segment, in the order in which they were first met; "", a break, is 0."""

    def __missing__(self, form: str) -> int:
        self[form] = number = len(self)
        return number


class Segment:
    """The words of the articles indexed since the last `flush`."""

    def __init__(self) -> None:
        self._empty()

    def _empty(self) -> None:
        self._numbers = _Numbers({"": 0})
        self._words: list[Ints] = []
        self._keys: list[Ints] = []
        self._seen: list[Ints] = []  # words, once an article
        self._length = 0
        self.articles = 0

    def __len__(self) -> int:
        return self._length

    def add(self, number: int, article: Article) -> tuple[int, bytes]:
        """Take an article's words; returns their number and where they stand, packed."""
        starts, ends, forms = placed(article.text, article.body)
        all_words = np.array([*map(self._numbers.__getitem__, forms[:MOST_POSITIONS])], dtype=np.int64)
        positions = np.flatnonzero(all_words)
        words = all_words[positions]
        self._words.append(words)
        self._keys.append((number << POSITION_BITS) | positions)
        self._seen.append(np.unique(words))
        self._length += len(words)
        self.articles += 1
        return len(words), pack_offsets(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64))

    def flush(self, connection: sqlite3.Connection) -> None:
        """Write what was taken as one segment, within the caller's transaction."""
        if not self.articles:
            return
        segment = connection.execute("INSERT INTO segments(articles) VALUES (?)", (self.articles,)).lastrowid
        words = np.concatenate(self._words)
        size = len(self._numbers)
        occurrences = np.bincount(words, minlength=size).tolist()
        articles = np.bincount(np.concatenate(self._seen), minlength=size).tolist()
        real = [0] * size
        for form, number in sorted(self._numbers.items()):  # neighbours share a page of the index
            if number:
                row = connection.execute(_COUNT_WORD, (form, articles[number], occurrences[number])).fetchone()
                real[number] = row[0]
        rows = [(real[word], segment, pack_keys(part)) for word, part in _grouped(words, np.concatenate(self._keys))]
        rows.sort()
        connection.executemany("INSERT INTO postings VALUES (?, ?, ?)", rows)
        connection.execute("UPDATE totals SET n = n + ? WHERE name = 'words'", (len(words),))
        self._empty()


def _grouped(words: Ints, keys: Ints) -> Iterator[tuple[int, Ints]]:
    if not len(words):
        return
    order = np.argsort(words, kind="stable")  # keys rise as they were added, so they stay sorted within a word
    words, keys = words[order], keys[order]
    edges = np.flatnonzero(np.diff(words)) + 1
    for word, part in zip(words[np.concatenate(([0], edges))], np.split(keys, edges), strict=True):
        yield int(word), part


def merge_small(connection: sqlite3.Connection) -> bool:
    """Merge small segments into one where there are many, and forget articles that are gone; within a transaction."""
    small = [row[0] for row in connection.execute("SELECT id FROM segments WHERE articles < ? ORDER BY id", (SMALL,))]
    if len(small) < MOST_SMALL:
        return False
    chosen = (json.dumps(small),)
    gone = np.array([row[0] for row in connection.execute("SELECT article FROM gone")], dtype=np.int64)
    members = connection.execute(
        "SELECT sum(articles) FROM segments WHERE id IN (SELECT value FROM json_each(?))", chosen
    ).fetchone()[0]
    into = connection.execute("INSERT INTO segments(articles) VALUES (?)", (members,)).lastrowid
    rows = connection.execute(
        "SELECT word, data FROM postings WHERE segment IN (SELECT value FROM json_each(?)) ORDER BY word, segment",
        chosen,
    )
    merged: list[tuple[int, int | None, bytes]] = []
    at, parts = None, []
    for word, data in rows:
        if word != at and at is not None:
            merged.append((at, into, pack_keys(_alive(np.sort(np.concatenate(parts)), gone))))
            parts = []
        at = word
        parts.append(keys_of(data))
    if at is not None:
        merged.append((at, into, pack_keys(_alive(np.sort(np.concatenate(parts)), gone))))
    connection.execute("DELETE FROM postings WHERE segment IN (SELECT value FROM json_each(?))", chosen)
    connection.execute("DELETE FROM segments WHERE id IN (SELECT value FROM json_each(?))", chosen)
    connection.executemany("INSERT INTO postings VALUES (?, ?, ?)", merged)
    return True


def _alive(keys: Ints, gone: Ints) -> Ints:
    return keys[~np.isin(keys >> POSITION_BITS, gone)] if len(gone) else keys
