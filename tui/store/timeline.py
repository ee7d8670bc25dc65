"""The timeline: events, each by the dated sentence that tells it first, and the periods they fall into, from sums
kept while indexing."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import numpy as np

from tui.corpus.crossref import days_of as days_of_key
from tui.model import Crossref, Days, Span
from tui.store.codec import Ints
from tui.store.connection import name
from tui.store.rows import Entry, Period, Zoom
from tui.store.ties import days_of
from tui.store.view import View, within

_ENTRY = (
    "d.id, d.first, d.last, d.value, a.key, a.title, d.start, d.finish, d.sentence_start, d.sentence_finish,"
    " d.planned, d.actors, d.article, coalesce(d.event, d.id)"
)
_ORDER = " ORDER BY d.first, d.last, d.article, d.start"
_MENTIONS = 300  # up to which each is looked at
# First and last day, number of the dated sentence, and of the one that tells its event first; in order of time.
Hits = tuple[tuple[int, int, int, int], ...]
_HIT = "d.first, d.last, d.id, coalesce(d.event, d.id)"


def period_of(day: int, zoom: Zoom) -> Days:
    """The period that a day falls into."""
    when = date.fromordinal(day)
    if zoom == "day":
        return Days(when, when)
    if zoom == "week":
        monday = when - timedelta(days=when.weekday()) if day > 6 else when
        return Days(monday, monday + timedelta(days=6))
    if zoom == "month":
        following = date(when.year + when.month // 12, when.month % 12 + 1, 1) if when.year < 9999 else date.max
        return Days(when.replace(day=1), following - timedelta(days=1))
    return Days(date(when.year, 1, 1), date(when.year, 12, 31))


def placed(first: int, last: int, zoom: Zoom) -> Days:
    """The period that a range of days belongs to: one that holds it whole, else, for a wide one, the range itself."""
    period = period_of(first, zoom)
    if last <= period.last.toordinal():
        return period
    return Days(date.fromordinal(first), date.fromordinal(last))


def is_wide(days: Days, zoom: Zoom) -> bool:
    """Whether a period of the timeline is a range wider than what the zoom shows."""
    return days != period_of(days.first.toordinal(), zoom)


def label_of(days: Days, zoom: Zoom) -> str:
    """2031-04-29, 2031-W17, 2031-04 or 2031; a wide range by what it is, else by its ends."""
    first, last = days.first, days.last
    if is_wide(days, zoom):
        for wider in ("week", "month", "year"):
            if days == period_of(first.toordinal(), wider):
                return label_of(days, wider)
        return f"{first}/{last}"
    if zoom == "day":
        return f"{first}"
    if zoom == "week":
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}"
    return f"{first.year:04}-{first.month:02}" if zoom == "month" else f"{first.year:04}"


def hit_dates(view: View, crossref: Crossref | None) -> Hits:
    """The dated sentences that hold a mention of the crossref, or of whose days it is a selection."""
    if crossref is None:
        return ()
    return view.kept(("dates", id(crossref), crossref.selection), lambda: _hit_dates(view, crossref))


def _hit_dates(view: View, crossref: Crossref) -> Hits:
    selection = crossref.selection
    if selection.kind == "days":
        days = days_of_key(selection.key)
        rows = view.rows(f"SELECT {_HIT} FROM dates d WHERE d.first >= ? AND d.last <= ?", *within(days))
        return tuple(sorted(rows)) if days else ()
    if len(crossref.mentions) <= _MENTIONS:
        return _by_mentions(view, crossref)
    if selection.kind == "actor":
        rows = view.rows(
            f"SELECT {_HIT} FROM date_actors t JOIN dates d ON d.id = t.date"
            " WHERE t.actor = (SELECT id FROM actors WHERE key = ?) AND d.first IS NOT NULL",
            selection.key,
        )
        return tuple(sorted(rows))
    keys = view.word_hits(selection)
    return _by_words(view, keys) if keys is not None else _by_mentions(view, crossref)


def _by_mentions(view: View, crossref: Crossref) -> Hits:
    spans: dict[str, list[Span]] = defaultdict(list)
    for mention in crossref.mentions:
        spans[mention.article].append(mention.span)
    numbers = {}
    for key in spans:
        number = view.evidence.number(key)
        if number is not None:
            numbers[number] = key
    rows = view.rows(
        f"SELECT d.article, d.sentence_start, d.sentence_finish, {_HIT} FROM dates d"
        " WHERE d.article IN (SELECT value FROM json_each(?)) AND d.first IS NOT NULL",
        json.dumps(list(numbers)),
    )
    found = [
        (first, last, number, event)
        for article, start, end, first, last, number, event in rows
        if any(s.start < end and start < s.end for s in spans[numbers[article]])
    ]
    return tuple(sorted(found))


def _by_words(view: View, keys: Ints) -> Hits:
    """By the keys of the word index, which sentences keep too: nothing is looked up one by one."""

    def make() -> Ints:
        rows = view.rows(f"SELECT d.word_first, d.word_last, {_HIT} FROM dates d WHERE d.first IS NOT NULL")
        return np.array(rows, dtype=np.int64).reshape(-1, 6)

    table = view.kept("dates by words", make)
    held = np.searchsorted(keys, table[:, 0]) < np.searchsorted(keys, table[:, 1], side="right")
    return tuple(sorted(map(tuple, table[held][:, 2:].tolist())))


def _events(view: View, crossref: Crossref) -> Hits:
    """Of the hits each event once: by the sentence that tells it first, where that is a hit, else by the next."""

    def make() -> Hits:
        told: dict[int, tuple[int, int, int, int]] = {}
        for hit in hits:
            if hit[3] not in told or hit[2] == hit[3]:
                told[hit[3]] = hit
        return tuple(sorted(told.values()))

    hits = hit_dates(view, crossref)
    return view.kept(("events", id(crossref), crossref.selection), make)


def _sums(view: View, zoom: Zoom) -> list[tuple[Days, int]]:
    """Periods with the number of events in each, in order; a wide one before what begins with it."""

    def make() -> list[tuple[Days, int]]:
        counts: Counter[Days] = Counter()
        for first, last, n in view.rows("SELECT first, last, n FROM date_sums WHERE n > 0 ORDER BY first"):
            counts[placed(first, last, zoom)] += n
        return _ordered(counts)

    return view.kept(("periods", zoom), make)


def _ordered(counts: Counter[Days]) -> list[tuple[Days, int]]:
    return sorted(counts.items(), key=lambda item: (item[0].first, -item[0].last.toordinal()))


def _hit_sums(view: View, crossref: Crossref | None, zoom: Zoom) -> list[tuple[Days, int]]:
    if crossref is None:
        return []
    hits = _events(view, crossref)
    return view.kept(
        ("period hits", crossref.selection, id(crossref), zoom),
        lambda: _ordered(Counter(placed(first, last, zoom) for first, last, _, _ in hits)),
    )


def periods(view: View, zoom: Zoom, crossref: Crossref | None, offset: int, limit: int) -> list[Period]:
    touched = dict(_hit_sums(view, crossref, zoom))
    return [
        _period(view, days, n, touched.get(days, 0), zoom) for days, n in _sums(view, zoom)[offset : offset + limit]
    ]


def _period(view: View, days: Days, n: int, hits: int, zoom: Zoom) -> Period:
    where, values = _inside(days, zoom)
    rows = view.rows(
        f"SELECT article, sentence_start, sentence_finish, value FROM dates d"
        f" WHERE {where} AND d.event IS NULL{_ORDER} LIMIT 1",
        *values,
    )
    sample, label = "", label_of(days, zoom)
    if rows:
        article, start, end, value = rows[0]
        sample = " ".join(view.evidence.text(article)[start:end].split())[:160]
        label = value if "/" in label and value[:1].isdigit() else label
    return Period(days, label, n, hits, sample)


def _inside(days: Days, zoom: Zoom | None) -> tuple[str, tuple[int, int]]:
    """What is inside a period, or, without a zoom, inside any range: wholly; a wide period holds only its like."""
    if zoom is not None and is_wide(days, zoom):
        return "d.first = ? AND d.last = ?", within(days)
    return "d.first >= ? AND d.last <= ?", within(days)


def periods_count(view: View, zoom: Zoom) -> int:
    return len(_sums(view, zoom))


def entries(
    view: View,
    crossref: Crossref | None,
    range_: Days | None,
    hits_only: bool,
    offset: int,
    limit: int,
    zoom: Zoom | None = None,
    apart: bool = False,
) -> list[Entry]:
    """Events in order of time, each by the sentence that tells it first, or (`apart`) every dated sentence; with a zoom
    `range_` is one of its periods."""
    hits = {event for _, _, _, event in hit_dates(view, crossref)}
    if hits_only and crossref is not None:
        chosen = _hits_inside(hit_dates(view, crossref) if apart else _events(view, crossref), range_, zoom)
        return _chosen(view, chosen[offset : offset + limit], hits)
    where, values = ("d.first IS NOT NULL", ()) if range_ is None else _inside(range_, zoom)
    where += "" if apart else " AND d.event IS NULL"
    rows = view.rows(
        f"SELECT {_ENTRY} FROM dates d JOIN articles a ON a.id = d.article WHERE {where}{_ORDER} LIMIT ? OFFSET ?",
        *values,
        limit,
        offset,
    )
    return _entries(view, rows, hits)


def _hits_inside(hits: Hits, range_: Days | None, zoom: Zoom | None) -> list[int]:
    if range_ is None:
        return [number for _, _, number, _ in hits]
    first, last = within(range_)
    if zoom is not None and is_wide(range_, zoom):
        return [number for f, t, number, _ in hits if (f, t) == (first, last)]
    return [number for f, t, number, _ in hits if first <= f and t <= last]


def told(view: View, article: str, at: int) -> list[Entry]:
    """All sentences that tell the event that the time expression at an offset is of, the first telling first."""
    rows = view.rows(
        f"SELECT {_ENTRY} FROM dates d JOIN articles a ON a.id = d.article WHERE d.first IS NOT NULL AND ? IN"
        " (d.id, d.event) ORDER BY d.event IS NOT NULL, d.article",
        view.one(
            "SELECT coalesce(event, id) FROM dates WHERE article = ? AND start = ?",
            view.evidence.number(article),
            at,
        ),
    )
    return _entries(view, rows, set())


def _chosen(view: View, numbers: list[int], hits: set[int]) -> list[Entry]:
    rows = view.rows(
        f"SELECT {_ENTRY} FROM dates d JOIN articles a ON a.id = d.article"
        f" WHERE d.id IN (SELECT value FROM json_each(?)){_ORDER}",
        json.dumps(numbers),
    )
    return _entries(view, rows, hits)


def _entries(view: View, rows: list[tuple[Any, ...]], hits: set[int]) -> list[Entry]:
    also = dict(
        view.rows(
            "SELECT event, count(*) FROM dates WHERE event IN (SELECT value FROM json_each(?)) GROUP BY event",
            json.dumps([row[-1] for row in rows]),
        )
    )
    return [_entry(view, row, hits, 1 + also.get(row[-1], 0)) for row in rows]


def _entry(view: View, row: tuple[Any, ...], hits: set[int], sources: int) -> Entry:
    number, first, last, value, key, title, start, end, s_start, s_end, planned, actors, article, event = row
    text = view.evidence.text(article)
    days = days_of(first, last)
    if days is None:
        raise ValueError(f"a dated sentence without a day: {number}")
    return Entry(
        days=days,
        value=value,
        article=name(key),
        title=title,
        span=Span(start, end),
        text=text[start:end],
        sentence=Span(s_start, s_end),
        words=" ".join(text[s_start:s_end].split()),
        planned=bool(planned),
        actors=tuple(json.loads(actors)),
        sources=sources,
        hit=event in hits,
    )


def entries_count(
    view: View, crossref: Crossref | None, range_: Days | None, hits_only: bool, zoom: Zoom | None = None
) -> int:
    if hits_only and crossref is not None:
        return len(_hits_inside(_events(view, crossref), range_, zoom))
    if range_ is None:
        return int(view.one("SELECT coalesce(sum(n), 0) FROM date_sums"))
    where, values = _inside(range_, zoom)
    return int(view.one(f"SELECT coalesce(sum(n), 0) FROM date_sums d WHERE {where}", *values))


def timeline(view: View, zoom: Zoom, crossref: Crossref | None, offset: int, limit: int) -> list[Period | Entry]:
    """Each period followed by its entries; where each period begins is known from the sums."""
    counts, starts = _layout(view, zoom, crossref)
    found: list[Period | Entry] = []
    at = bisect_right(starts, offset) - 1
    while at < len(counts) and len(found) < limit and at >= 0:
        days, n = counts[at]
        past = offset + len(found) - starts[at]
        if past == 0:
            total = dict(_sums(view, zoom)).get(days, n)
            found.append(_period(view, days, total, n if crossref is not None else 0, zoom))
            past = 1
        if (room := limit - len(found)) > 0:
            found += entries(view, crossref, days, crossref is not None, past - 1, min(room, n - past + 1), zoom)
        at += 1
    return found


def timeline_count(view: View, zoom: Zoom, crossref: Crossref | None) -> int:
    counts, _ = _layout(view, zoom, crossref)
    return len(counts) + sum(n for _, n in counts)


def _layout(view: View, zoom: Zoom, crossref: Crossref | None) -> tuple[list[tuple[Days, int]], list[int]]:
    """Periods with the number of entries under each, and the row at which each begins."""
    counts = _hit_sums(view, crossref, zoom) if crossref is not None else _sums(view, zoom)
    starts = [0, *accumulate(1 + n for _, n in counts)]
    return counts, starts
