"""The word index as it is written: a vocabulary, and postings in segments of articles that were indexed together."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator

import numpy as np

from tui.model import Article
from tui.reading.words import tokens
from tui.store.codec import POSITION_BITS, Ints, keys_of, pack_keys, pack_offsets

MOST_POSITIONS = 1 << POSITION_BITS
SMALL = 1000  # articles: segments below this are merged
MOST_SMALL = 16


class Segment:
    """The words of the articles indexed since the last `flush`."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._words = array("q")
        self._keys = array("q")
        self._seen = array("q")  # local word ids, once an article
        self.articles = 0

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, number: int, article: Article) -> tuple[int, bytes]:
        """Take an article's words; returns their number and where they stand, packed."""
        starts, ends = array("q"), array("q")
        ids, words, keys = self._ids, self._words, self._keys
        base = number << POSITION_BITS
        here: set[int] = set()
        count = 0
        for position, (span, form) in enumerate(tokens(article.text, article.body)):
            if position >= MOST_POSITIONS:
                break
            starts.append(span.start)
            ends.append(span.end)
            if not form:
                continue
            word = ids.setdefault(form, len(ids))
            here.add(word)
            words.append(word)
            keys.append(base | position)
            count += 1
        self._seen.extend(here)
        self.articles += 1
        return count, pack_offsets(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64))

    def flush(self, connection: sqlite3.Connection) -> None:
        """Write what was taken as one segment, within the caller's transaction."""
        if not self.articles:
            return
        number = connection.execute("INSERT INTO segments(articles) VALUES (?)", (self.articles,)).lastrowid
        forms = list(self._ids)
        connection.executemany("INSERT OR IGNORE INTO words(word) VALUES (?)", ((form,) for form in forms))
        real = [connection.execute("SELECT id FROM words WHERE word = ?", (form,)).fetchone()[0] for form in forms]
        words = np.frombuffer(self._words, dtype=np.int64) if self._words else np.empty(0, np.int64)
        keys = np.frombuffer(self._keys, dtype=np.int64) if self._keys else np.empty(0, np.int64)
        in_articles: Ints = np.bincount(np.frombuffer(self._seen, dtype=np.int64), minlength=len(forms))
        connection.executemany(
            "INSERT INTO postings VALUES (?, ?, ?)",
            ((real[word], number, pack_keys(part)) for word, part in _grouped(words, keys)),
        )
        occurrences: Ints = np.bincount(words, minlength=len(forms))
        connection.executemany(
            "UPDATE words SET articles = articles + ?, occurrences = occurrences + ? WHERE id = ?",
            ((int(a), int(o), real[i]) for i, (a, o) in enumerate(zip(in_articles, occurrences, strict=True))),
        )
        connection.execute("UPDATE totals SET n = n + ? WHERE name = 'words'", (len(keys),))
        self.__init__()  # type: ignore[misc]


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
