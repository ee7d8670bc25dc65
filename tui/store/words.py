"""The word index as it is written: a vocabulary, and postings in segments of articles that were indexed together."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

import numpy as np

from tui.store.codec import FEW, POSITION_BITS, Ints, keys_of, pack_few, pack_keys

MOST_POSITIONS = 1 << POSITION_BITS
SMALL = 1000  # articles: segments below this are merged
MOST_SMALL = 16
MOST_KNOWN = 600_000  # words whose ids are remembered


class _Numbers(dict[str, int]):
    """Numbers of forms within a segment, in the order in which they were first met; "", a break, is 0."""

    def __missing__(self, form: str) -> int:
        self[form] = number = len(self)
        return number


def numbered(forms: Sequence[str]) -> tuple[list[str], Ints]:
    """Forms as numbers into a list of the distinct ones, which begins with "", a break."""
    numbers = _Numbers({"": 0})
    found = np.fromiter(map(numbers.__getitem__, forms), np.int64, len(forms))
    return list(numbers), found


class Segment:
    """The words of the articles indexed since the last `flush`."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._empty()

    def _empty(self) -> None:
        self._numbers = _Numbers({"": 0})
        self._words: list[Ints] = []
        self._keys: list[Ints] = []
        self._length = 0
        self.articles = 0

    def __len__(self) -> int:
        return self._length

    def of(self, forms: Sequence[str]) -> Ints:
        """The segment's numbers of some forms."""
        return np.fromiter(map(self._numbers.__getitem__, forms), np.int64, len(forms))

    def add(self, article: int, words: Ints) -> None:
        """Take an article's words, as numbers of this segment, breaks included."""
        words = words[:MOST_POSITIONS]
        positions = np.flatnonzero(words)
        self._words.append(words[positions])
        self._keys.append((article << POSITION_BITS) | positions)
        self._length += len(positions)
        self.articles += 1

    def flush(self, connection: sqlite3.Connection) -> None:
        """Write what was taken as one segment, within the caller's transaction."""
        if not self.articles:
            return
        segment = connection.execute("INSERT INTO segments(articles) VALUES (?)", (self.articles,)).lastrowid
        words, keys = np.concatenate(self._words), np.concatenate(self._keys)
        order = np.argsort(words, kind="stable")
        words, keys = words[order], keys[order]
        first = np.flatnonzero(np.diff(words, prepend=-1))  # of each word's keys, which rise within it
        edges = np.append(first, len(words))
        used = words[first].tolist()
        ids = self._counted(connection, used, np.diff(edges), _articles_each(keys, first))
        raw = keys.astype("<i8").tobytes()
        rows = [
            (segment, number, pack_few(raw[8 * a : 8 * b]) if b - a <= FEW else pack_keys(keys[a:b]))
            for number, a, b in zip(ids, edges.tolist(), edges[1:].tolist(), strict=False)
        ]
        rows.sort(key=lambda row: row[1])
        connection.executemany("INSERT INTO postings VALUES (?, ?, ?)", rows)
        connection.execute("UPDATE totals SET n = n + ? WHERE name = 'words'", (len(words),))
        self._empty()

    def _counted(self, connection: sqlite3.Connection, used: list[int], occurrences: Ints, articles: Ints) -> list[int]:
        """Write down how often the used words stand in how many articles; returns the store's ids of the words."""
        names = list(self._numbers)
        forms = [names[number] for number in used]
        if len(self._ids) > MOST_KNOWN:
            self._ids.clear()
        known = self._ids
        asked = [form for form in forms if form not in known]
        for start in range(0, len(asked), 5000):
            known.update(
                connection.execute(
                    "SELECT word, id FROM words WHERE word IN (SELECT value FROM json_each(?))",
                    (json.dumps(asked[start : start + 5000]),),
                )
            )
        new = sorted(form for form in asked if form not in known)  # neighbours share a page of the index
        last = connection.execute("SELECT coalesce(max(id), 0) FROM words").fetchone()[0]
        known.update(zip(new, range(last + 1, last + 1 + len(new)), strict=True))
        connection.executemany("INSERT INTO words(id, word) VALUES (?, ?)", [(known[form], form) for form in new])
        ids = [known[form] for form in forms]
        counts = sorted(zip(ids, articles.tolist(), occurrences.tolist(), strict=True))
        connection.executemany(
            "UPDATE words SET articles = articles + ?2, occurrences = occurrences + ?3 WHERE id = ?1", counts
        )
        return ids


def _articles_each(keys: Ints, first: Ints) -> Ints:
    """In how many articles each word stands, by its keys, those of a word beginning at `first`."""
    if not len(keys):
        return first
    new = np.diff(keys >> POSITION_BITS, prepend=-1) != 0
    new[first] = True
    counts: Ints = np.add.reduceat(new, first, dtype=np.int64)
    return counts


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
    merged: list[tuple[int | None, int, bytes]] = []
    at, parts = None, []
    for word, data in rows:
        if word != at and at is not None:
            merged.append((into, at, pack_keys(_alive(np.sort(np.concatenate(parts)), gone))))
            parts = []
        at = word
        parts.append(keys_of(data))
    if at is not None:
        merged.append((into, at, pack_keys(_alive(np.sort(np.concatenate(parts)), gone))))
    connection.execute("DELETE FROM postings WHERE segment IN (SELECT value FROM json_each(?))", chosen)
    connection.execute("DELETE FROM segments WHERE id IN (SELECT value FROM json_each(?))", chosen)
    connection.executemany("INSERT INTO postings VALUES (?, ?, ?)", merged)
    return True


def _alive(keys: Ints, gone: Ints) -> Ints:
    return keys[~np.isin(keys >> POSITION_BITS, gone)] if len(gone) else keys
