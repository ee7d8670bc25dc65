"""The word index as it is written: a vocabulary, and postings in segments of articles that were indexed together."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby

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
        segment = _new_segment(connection, self.articles)
        words, keys = np.concatenate(self._words), np.concatenate(self._keys)
        order = np.argsort(words, kind="stable")
        words, keys = words[order], keys[order]
        first = np.flatnonzero(np.diff(words, prepend=-1))  # of each word's keys, which rise within it
        edges = np.append(first, len(words))
        names = list(self._numbers)
        forms = [names[number] for number in words[first].tolist()]
        new = self._new(connection, forms)
        raw, each = keys.astype("<i8").tobytes(), _articles_each(keys, first).tolist()
        met: list[tuple[int, str, int, int, bytes | None, int | None]] = []
        counts: list[tuple[int, int, int, int]] = []
        rows: list[tuple[int, bytes]] = []
        for form, articles, a, b in zip(forms, each, edges.tolist(), edges[1:].tolist(), strict=False):
            number, few = self._ids[form], b - a <= FEW
            data = pack_few(raw[8 * a : 8 * b]) if few else pack_keys(keys[a:b])
            if form not in new:
                counts.append((number, articles, b - a, segment))
            elif few:
                met.append((number, form, articles, b - a, data, None))
                continue
            else:
                met.append((number, form, articles, b - a, None, segment))
            rows.append(((segment << 32) | number, data))
        connection.executemany("INSERT INTO words VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)", sorted(met))
        connection.executemany(
            "UPDATE words SET articles = articles + ?2, occurrences = occurrences + ?3, first = coalesce(first, ?4),"
            " last = ?4 WHERE id = ?1",
            sorted(counts),
        )
        connection.executemany("INSERT INTO postings VALUES (?, ?)", sorted(rows))
        connection.execute("UPDATE totals SET n = n + ? WHERE name = 'words'", (len(words),))
        self._empty()

    def _new(self, connection: sqlite3.Connection, forms: list[str]) -> set[str]:
        """Those of the forms that the store does not have; all have their ids in memory afterwards."""
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
        return set(new)


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
    into = _new_segment(connection, members)
    rows = connection.execute(
        "SELECT p.id & 0xffffffff AS word, p.data FROM segments s CROSS JOIN postings p"
        " ON p.id BETWEEN s.id << 32 AND s.id << 32 | 0xffffffff"
        " WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY word",
        chosen,
    )
    merged: list[tuple[int, bytes]] = []
    for word, parts in groupby(rows, key=lambda row: row[0]):
        keys = np.sort(np.concatenate(keys_of([data for _, data in parts])))
        merged.append((word, pack_keys(_alive(keys, gone))))
    for segment in small:
        connection.execute("DELETE FROM postings WHERE id BETWEEN ?1 << 32 AND ?1 << 32 | 0xffffffff", (segment,))
    connection.execute("DELETE FROM segments WHERE id IN (SELECT value FROM json_each(?))", chosen)
    connection.executemany("INSERT INTO postings VALUES (?, ?)", [(into << 32 | word, data) for word, data in merged])
    connection.executemany("UPDATE words SET last = ? WHERE id = ?", [(into, word) for word, _ in merged])
    return True


def _new_segment(connection: sqlite3.Connection, articles: int) -> int:
    made = connection.execute("INSERT INTO segments(articles) VALUES (?) RETURNING id", (articles,)).fetchone()
    return int(made[0])


def _alive(keys: Ints, gone: Ints) -> Ints:
    return keys[~np.isin(keys >> POSITION_BITS, gone)] if len(gone) else keys
