"""Which dated sentences a selection touches, as columns: asked article by article where these are few, else looked up
in a table of all that is kept until the index changes."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from tui.corpus.crossref.paged import PagedMentions, counted
from tui.corpus.crossref.selected_days import days_of as days_of_key
from tui.model import Crossref, Days, Span
from tui.store.codec import POSITION_BITS, Ints, ints_of
from tui.store.view import View, within

Column = npt.NDArray[np.int32]
_MENTIONS = 300  # of a selection, up to which each one's sentence is looked up by itself
_FEW = 2_000  # articles, or dated sentences, up to which these alone are asked for
_CHUNK = 20_000  # dated sentences that are read at once
_NUMBER = 4  # the row of a chunk that has the sentence's
_ALL = ("dated",)
_HIT = "d.first, d.last, d.rests, d.id, coalesce(d.event, d.id)"


class DatedHits(Struct, frozen=True):
    """Dated sentences in order of time, below those of one day the ones that rest on it: first and last day, number,
    and that of the one that tells the event first."""

    first: Column
    last: Column
    number: Column
    event: Column

    def __len__(self) -> int:
        return len(self.number)

    def at(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> DatedHits:
        return DatedHits(self.first[rows], self.last[rows], self.number[rows], self.event[rows])

    def inside(self, first: int, last: int, *, exactly: bool) -> Column:
        """The numbers of those whose days lie in a range, or are that very range."""
        start, end = np.searchsorted(self.first, [first, first + 1 if exactly else last + 1]).tolist()
        ends = self.last[start:end]
        return self.number[start:end][ends == last if exactly else ends <= last]

    def once(self) -> DatedHits:
        """Each event once: by the sentence that tells it first, where that is among these, else by the next."""
        heads = self.number == self.event
        others = np.flatnonzero(~heads)
        others = others[~np.isin(self.event[others], self.number[heads])]
        _, first = np.unique(self.event[others], return_index=True)
        heads[others[first]] = True
        return self.at(heads)


def _hits(rows: Iterable[tuple[int, ...]]) -> DatedHits:
    table = np.array(sorted(rows), dtype=np.int32).reshape(-1, 5)
    first, last, _, number, event = np.ascontiguousarray(table.T)
    return DatedHits(first, last, number, event)


class _DatedTable(Struct, frozen=True):
    """All dated sentences. Where their words stand is in the order of the word index, `place` leads from there."""

    hits: DatedHits
    word_first: Ints
    words: Column  # fewer by one
    place: Column

    def over(self, keys: Ints) -> DatedHits:
        """Those whose words some keys of the word index are of."""
        if not len(keys):
            return self.hits.at(np.zeros(0, np.int64))
        at = np.searchsorted(keys, self.word_first)
        held = (at < len(keys)) & (keys[np.minimum(at, len(keys) - 1)] - self.word_first <= self.words)
        chosen = np.zeros(len(self.hits), np.bool_)
        chosen[self.place[held]] = True
        return self.hits.at(chosen)


def warm(view: View) -> None:
    """Have the table at hand: 32 bytes a dated sentence."""
    _table(view)


def _table(view: View) -> _DatedTable:
    return view.settled(_ALL, lambda: _read_table(view))


def _read_table(view: View) -> _DatedTable:
    parts: list[tuple[Ints, Column]] = []
    after = 0
    while len((part := _chunk(view, after))[0]):
        parts.append(part)
        after = int(part[1][_NUMBER, -1])
    words = np.concatenate([np.zeros(0, np.int64), *(words for words, _ in parts)])
    length, first, last, rests, number, event = np.concatenate(
        [np.zeros((6, 0), np.int32), *(rest for _, rest in parts)], 1
    )
    parts.clear()
    order = np.lexsort((number, rests, last, first))
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    by_word = np.argsort(words, kind="stable")
    hits = DatedHits(first[order], last[order], number[order], event[order])
    return _DatedTable(hits, words[by_word], length[by_word], place[by_word])


def _chunk(view: View, after: int) -> tuple[Ints, Column]:
    """The next dated sentences by number: where their words begin; how many words follow, and what a hit has.

    By an index each would be a look elsewhere in the file; as numbers in a text no Python object is made of each.
    """
    (listed,) = view.rows(
        "SELECT json_group_array(word_first), json_group_array(word_last - word_first), json_group_array(first),"
        " json_group_array(last), json_group_array(rests), json_group_array(id), json_group_array(coalesce(event, id))"
        " FROM (SELECT word_first, word_last, first, last, rests, id, event FROM dates NOT INDEXED"
        " WHERE id > ? AND first IS NOT NULL ORDER BY id LIMIT ?)",
        after,
        _CHUNK,
    )
    if listed[0] == "[]":
        return np.zeros(0, np.int64), np.zeros((6, 0), np.int32)
    words, *rest = map(ints_of, listed)
    return words, np.stack(rest).astype(np.int32)


def hit_dates(view: View, crossref: Crossref | None) -> DatedHits:
    """The dated sentences that hold a mention of the crossref, or of whose days it is a selection."""
    if crossref is None:
        return _hits(())
    return view.kept(crossref, "dates", lambda: _hit_dates(view, crossref))


def hit_events(view: View, crossref: Crossref) -> DatedHits:
    """Of these each event once."""
    hits = hit_dates(view, crossref)
    return view.kept(crossref, "events", hits.once)


def _hit_dates(view: View, crossref: Crossref) -> DatedHits:
    selection = crossref.selection
    if selection.kind == "days":
        return _by_days(view, days_of_key(selection.key))
    keys = view.word_hits(selection)
    if keys is not None:
        return _by_words(view, keys)
    if selection.kind == "actor" and len(crossref.mentions) > _MENTIONS:
        return _by_actor(view, selection.key, view.crossreferences().beyond(selection.key))
    return _by_mentions(view, crossref)


def _by_days(view: View, days: Days | None) -> DatedHits:
    if days is None:
        return _hits(())
    first, last = within(days)
    return _hits(view.rows(f"SELECT {_HIT} FROM dates d WHERE d.first BETWEEN ?1 AND ?2 AND d.last <= ?2", first, last))


def _by_mentions(view: View, crossref: Crossref) -> DatedHits:
    if not isinstance(crossref.mentions, PagedMentions):
        return _hits(())
    spans = _spans(crossref.mentions)
    rows = view.rows(
        f"SELECT d.article, d.sentence_start, d.sentence_finish, {_HIT} FROM dates d"
        " WHERE d.article IN (SELECT value FROM json_each(?)) AND d.first IS NOT NULL",
        json.dumps(list(spans)),
    )
    return _hits(row[3:] for row in rows if any(span.start < row[2] and row[1] < span.end for span in spans[row[0]]))


def _spans(mentions: PagedMentions) -> dict[int, list[Span]]:
    return {number: [mention.span for mention in found] for number, found in mentions.by_article()}


def _by_actor(view: View, key: str, beyond: Ints) -> DatedHits:
    """By what reading tied to an actor, and where words alone find it."""
    rows = view.rows("SELECT date FROM date_actors WHERE actor = (SELECT id FROM actors WHERE key = ?)", key)
    numbers = np.fromiter(chain.from_iterable(rows), np.int64, len(rows))
    if len(beyond):
        numbers = np.union1d(numbers, _by_words(view, beyond).number)
    if len(numbers) > _FEW or view.holds(_ALL):
        hits = _table(view).hits
        return hits.at(np.isin(hits.number, numbers))
    return _hits(
        view.rows(
            f"SELECT {_HIT} FROM dates d WHERE d.id IN (SELECT value FROM json_each(?)) AND d.first IS NOT NULL",
            json.dumps(numbers.tolist()),
        )
    )


def _by_words(view: View, keys: Ints) -> DatedHits:
    """By the keys of the word index, which sentences keep too: no text is looked at."""
    articles, _ = counted(keys >> POSITION_BITS)
    if len(articles) > _FEW or view.holds(_ALL):
        return _table(view).over(keys)
    rows = view.rows(
        f"SELECT d.word_first, d.word_last, {_HIT} FROM dates d"
        " WHERE d.article IN (SELECT value FROM json_each(?)) AND d.first IS NOT NULL",
        json.dumps(articles.tolist()),
    )
    table = np.fromiter(chain.from_iterable(rows), np.int64, 7 * len(rows)).reshape(-1, 7)
    held = np.searchsorted(keys, table[:, 0]) < np.searchsorted(keys, table[:, 1], side="right")
    return _hits(table[held][:, 2:].tolist())
