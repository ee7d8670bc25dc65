"""The timeline: dated sentences and the periods they fall into, from sums kept while indexing."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from tui.model import Crossref, Days, Span
from tui.store.connection import name
from tui.store.rows import Entry, Period, Zoom
from tui.store.ties import days_of
from tui.store.view import View, within

_ENTRY = (
    "d.id, d.first, d.last, d.value, a.key, a.title, d.start, d.finish, d.sentence_start, d.sentence_finish,"
    " d.planned, d.actors, d.article"
)
_ORDER = " ORDER BY d.first, d.last, d.article, d.start"
Hits = tuple[tuple[int, int], ...]  # (first day, number of the dated sentence), in order of time


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


def label_of(days: Days, zoom: Zoom) -> str:
    first = days.first
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
    spans: dict[str, list[Span]] = defaultdict(list)
    for mention in crossref.mentions:
        spans[mention.article].append(mention.span)
    numbers = {}
    for key in spans:
        number = view.evidence.number(key)
        if number is not None:
            numbers[number] = key
    rows = view.rows(
        "SELECT article, sentence_start, sentence_finish, first, id FROM dates"
        " WHERE article IN (SELECT value FROM json_each(?)) AND first IS NOT NULL",
        json.dumps(list(numbers)),
    )
    found = [
        (first, number)
        for article, start, end, first, number in rows
        if any(s.start < end and start < s.end for s in spans[numbers[article]])
    ]
    return tuple(sorted(found))


def _sums(view: View, zoom: Zoom) -> list[tuple[Days, int]]:
    def make() -> list[tuple[Days, int]]:
        counts: dict[Days, int] = {}
        for first, n in view.rows("SELECT first, n FROM date_sums WHERE n > 0 ORDER BY first"):
            period = period_of(first, zoom)
            counts[period] = counts.get(period, 0) + n
        return list(counts.items())

    return view.kept(("periods", zoom), make)


def _hit_sums(view: View, crossref: Crossref | None, zoom: Zoom) -> dict[Days, int]:
    if crossref is None:
        return {}
    hits = hit_dates(view, crossref)
    return view.kept(
        ("period hits", crossref.selection, id(crossref), zoom),
        lambda: dict(Counter(period_of(first, zoom) for first, _ in hits)),
    )


def periods(view: View, zoom: Zoom, crossref: Crossref | None, offset: int, limit: int) -> list[Period]:
    touched = _hit_sums(view, crossref, zoom)
    return [
        _period(view, days, n, touched.get(days, 0), zoom) for days, n in _sums(view, zoom)[offset : offset + limit]
    ]


def _period(view: View, days: Days, n: int, hits: int, zoom: Zoom) -> Period:
    rows = view.rows(
        "SELECT article, sentence_start, sentence_finish FROM dates WHERE first >= ? AND first <= ?"
        " ORDER BY first, last, article, start LIMIT 1",
        *within(days),
    )
    sample = ""
    if rows:
        article, start, end = rows[0]
        sample = " ".join(view.evidence.text(article)[start:end].split())[:160]
    return Period(days, label_of(days, zoom), n, hits, sample)


def periods_count(view: View, zoom: Zoom) -> int:
    return len(_sums(view, zoom))


def entries(
    view: View, crossref: Crossref | None, range_: Days | None, hits_only: bool, offset: int, limit: int
) -> list[Entry]:
    first, last = within(range_)
    hits = {number for _, number in hit_dates(view, crossref)}
    if hits_only and crossref is not None:
        chosen = [number for day, number in hit_dates(view, crossref) if first <= day <= last]
        return _chosen(view, chosen[offset : offset + limit], hits)
    rows = view.rows(
        f"SELECT {_ENTRY} FROM dates d JOIN articles a ON a.id = d.article"
        f" WHERE d.first >= ? AND d.first <= ?{_ORDER} LIMIT ? OFFSET ?",
        first,
        last,
        limit,
        offset,
    )
    return [_entry(view, row, hits) for row in rows]


def _chosen(view: View, numbers: list[int], hits: set[int]) -> list[Entry]:
    rows = view.rows(
        f"SELECT {_ENTRY} FROM dates d JOIN articles a ON a.id = d.article"
        f" WHERE d.id IN (SELECT value FROM json_each(?)){_ORDER}",
        json.dumps(numbers),
    )
    return [_entry(view, row, hits) for row in rows]


def _entry(view: View, row: tuple[Any, ...], hits: set[int]) -> Entry:
    number, first, last, value, key, title, start, end, s_start, s_end, planned, actors, article = row
    text = view.evidence.text(article)
    days = days_of(first, last)
    if days is None:
        raise ValueError(f"a dated sentence without a day: {number}")
    sources = view.one("SELECT count(DISTINCT article) FROM dates WHERE first = ? AND last = ?", first, last)
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
        hit=number in hits,
    )


def entries_count(view: View, crossref: Crossref | None, range_: Days | None, hits_only: bool) -> int:
    first, last = within(range_)
    if hits_only and crossref is not None:
        return sum(first <= day <= last for day, _ in hit_dates(view, crossref))
    return int(view.one("SELECT coalesce(sum(n), 0) FROM date_sums WHERE first >= ? AND first <= ?", first, last))


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
            found += entries(view, crossref, days, crossref is not None, past - 1, min(room, n - past + 1))
        at += 1
    return found


def timeline_count(view: View, zoom: Zoom, crossref: Crossref | None) -> int:
    counts, _ = _layout(view, zoom, crossref)
    return len(counts) + sum(n for _, n in counts)


def _layout(view: View, zoom: Zoom, crossref: Crossref | None) -> tuple[list[tuple[Days, int]], list[int]]:
    """Periods with the number of entries under each, and the row at which each begins."""
    counts = list(_hit_sums(view, crossref, zoom).items()) if crossref is not None else _sums(view, zoom)
    counts = sorted(counts, key=lambda item: item[0].first)
    starts = [0, *accumulate(1 + n for _, n in counts)]
    return counts, starts
