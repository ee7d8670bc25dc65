"""The word index as it is written: a vocabulary, and postings in segments of articles that were indexed together."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tui.store.codec import FEW, POSITION_BITS, Ints, keys_of, pack_few, pack_keys

MOST_POSITIONS = 1 << POSITION_BITS  # words and breaks of an article that are indexed
# A segment costs each word that is looked up one row; merging costs its rewriting. At these two a corpus that is read
# in batches of 10,000 articles is hardly merged, and one that gains a few files a day has at most 16 more rows a word.
# As in a log-structured merge tree: few segments make a look-up quick, rare merges make indexing quick.
SMALL = 1000  # articles: segments below this are merged
MOST_SMALL = 16  # of them there may be; a word is looked up in each
# The same for rows of the lexicon, which are all read when an index is opened.
MANY = 4000  # words: rows of the lexicon below this are merged
# Some 100 MB of dictionary: beyond, it is begun anew, and the words that still come are asked for again.
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
        words, keys = np.concatenate(self._words), np.concatenate(self._keys)
        # Stable, because the keys of each word must go on rising: they are packed by their differences.
        order = np.argsort(words, kind="stable")
        words, keys = words[order], keys[order]
        first = np.flatnonzero(np.diff(words, prepend=-1))  # of each word's keys, which rise within it
        names = list(self._numbers)
        forms = [names[number] for number in words[first].tolist()]
        last = self._number(connection, forms)
        ids = np.fromiter(map(self._ids.__getitem__, forms), np.int64, len(forms))
        used = _Used(ids, first, np.diff(first, append=len(words)), _articles_each(keys, first))
        order = np.argsort(ids)
        used, forms = used.at(order), [forms[at] for at in order.tolist()]
        before = int(np.searchsorted(used.ids, last, side="right"))
        _meet(connection, forms[before:], used.at(slice(before, None)), keys)
        _meet_again(connection, used.at(slice(before)))
        often = used.at((used.ids <= last) | (used.sizes > FEW))
        raw = keys.astype("<i8").tobytes()
        packed = [
            pack_few(raw[8 * a : 8 * b]) if b - a <= FEW else pack_keys(keys[a:b])
            for a, b in zip(often.first.tolist(), (often.first + often.sizes).tolist(), strict=True)
        ]
        _put_segment(connection, self.articles, often.ids, packed)
        connection.execute("UPDATE totals SET n = n + ? WHERE name = 'words'", (len(words),))
        self._empty()

    def _number(self, connection: sqlite3.Connection, forms: list[str]) -> int:
        """Give every form its id, in memory; returns the last of those that the store has."""
        if len(self._ids) > MOST_KNOWN:
            self._ids.clear()
        known = self._ids
        asked = [form for form in forms if form not in known]
        # SQLite reads a list of values from one JSON text; some thousands are a text of less than 100 KB.
        for start in range(0, len(asked), 5000):
            known.update(
                connection.execute(
                    "SELECT word, id FROM words WHERE word IN (SELECT value FROM json_each(?))",
                    (json.dumps(asked[start : start + 5000]),),
                )
            )
        new = sorted(form for form in asked if form not in known)  # neighbours share a page of the index
        last: int = connection.execute("SELECT coalesce(max(id), 0) FROM words").fetchone()[0]
        known.update(zip(new, range(last + 1, last + 1 + len(new)), strict=True))
        return last


class _Used(NamedTuple):
    """Words of a segment: ids, where each one's keys begin, their number, and that of the articles they are in."""

    ids: Ints
    first: Ints
    sizes: Ints
    articles: Ints

    def at(self, chosen: Ints | slice | npt.NDArray[np.bool_]) -> _Used:
        return _Used(*(column[chosen] for column in self))


def _meet(connection: sqlite3.Connection, forms: list[str], used: _Used, keys: Ints) -> None:
    """Write down words that are new; the keys of the rare ones along with them."""
    if not forms:
        return
    ids, sizes, articles = (column.tolist() for column in (used.ids, used.sizes, used.articles))
    connection.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", zip(ids, forms, articles, sizes, strict=True))
    rare = used.sizes <= FEW
    kept = used.at(rare)
    at = np.arange(kept.sizes.sum()) + np.repeat(kept.first - np.cumsum(kept.sizes) + kept.sizes, kept.sizes)
    counts = np.where(rare, (used.sizes, used.articles), 0).astype(np.uint8)
    connection.execute(
        "INSERT INTO lexicon VALUES (?, ?, ?, ?, ?)",
        (ids[-1], "\n".join(forms), counts[0].tobytes(), counts[1].tobytes(), keys[at].astype("<i8").tobytes()),
    )


def _meet_again(connection: sqlite3.Connection, used: _Used) -> None:
    connection.executemany(
        # Articles that are gone are not subtracted until their segment is merged: the number only weighs and orders.
        "UPDATE words SET articles = articles + ?, occurrences = occurrences + ? WHERE id = ?",
        zip(used.articles.tolist(), used.sizes.tolist(), used.ids.tolist(), strict=True),
    )


def _put_segment(connection: sqlite3.Connection, articles: int, words: Ints, packed: Iterable[bytes]) -> None:
    """A segment of so many articles, with the keys of words by their rising ids."""
    (segment,) = connection.execute(
        "INSERT INTO segments(articles, words) VALUES (?, ?) RETURNING id", (articles, words.astype("<u4").tobytes())
    ).fetchone()
    connection.executemany(
        "INSERT INTO postings VALUES (?, ?)", zip((segment << 32 | words).tolist(), packed, strict=True)
    )


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
    rows = connection.execute("SELECT id, articles, words FROM segments WHERE articles < ?", (SMALL,)).fetchall()
    if len(rows) < MOST_SMALL:
        return False
    # The list of those that are gone is kept all the same: large segments still have their places.
    gone = np.array([row[0] for row in connection.execute("SELECT article FROM gone")], np.int64)
    parts: dict[int, list[bytes]] = defaultdict(list)
    for segment, _, words in rows:
        within = (segment << 32, segment << 32 | 0xFFFFFFFF)
        data = connection.execute("SELECT data FROM postings WHERE id BETWEEN ? AND ? ORDER BY id", within)
        for word, (one,) in zip(np.frombuffer(words, "<u4").tolist(), data, strict=True):
            parts[word].append(one)
        connection.execute("DELETE FROM postings WHERE id BETWEEN ? AND ?", within)
        connection.execute("DELETE FROM segments WHERE id = ?", (segment,))
    words = np.array(sorted(parts), np.int64)
    packed = (pack_keys(_alive(np.sort(np.concatenate(keys_of(parts[word]))), gone)) for word in words.tolist())
    _put_segment(connection, sum(articles for _, articles, _ in rows), words, packed)
    _merge_lexicon(connection)
    return True


def _merge_lexicon(connection: sqlite3.Connection) -> None:
    """Put the last rows of the lexicon together, as long as they are short."""
    rows = []
    for row in connection.execute("SELECT last, words, sizes, articles, keys FROM lexicon ORDER BY last DESC"):
        if len(row[2]) >= MANY:
            break
        rows.append(row)
    if len(rows) > 1:
        last, words, *columns = zip(*reversed(rows), strict=True)
        connection.execute("DELETE FROM lexicon WHERE last BETWEEN ? AND ?", (last[0], last[-1]))
        joined = (last[-1], "\n".join(words), *(b"".join(column) for column in columns))
        connection.execute("INSERT INTO lexicon VALUES (?, ?, ?, ?, ?)", joined)


def _alive(keys: Ints, gone: Ints) -> Ints:
    return keys[~np.isin(keys >> POSITION_BITS, gone)] if len(gone) else keys
