"""The timeline: events, each by the dated sentence that tells it first, and the periods they fall into, from sums
kept while indexing."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, get_args

import numpy as np

from tui.corpus.days.event_clauses import event_of
from tui.model import Claim, Crossref, Days, Span
from tui.store.codec import Ints, claim_of
from tui.store.queries.dated import Column, DatedHits, hit_dates, hit_events
from tui.store.queries.periods import Sums, is_wide, named, summed
from tui.store.query import EventQuery, TimelineQuery
from tui.store.rows import Entry, Period, Zoom
from tui.store.sqlite import name
from tui.store.tables.article_rows import RESTS_ON, days_of
from tui.store.view import View, within

_ENTRY = (
    "d.id, d.first, d.last, d.value, a.key, a.title, d.start, d.finish, d.sentence_start, d.sentence_finish,"
    " d.planned, d.actors, d.article, d.rests, coalesce(d.event, d.id)"
)
_ORDER = " ORDER BY d.first, d.last, d.rests, d.article, d.start"


def _sums(view: View, zoom: Zoom) -> Sums:
    """Periods with the number of events in each."""

    def make() -> Sums:
        rows = view.rows("SELECT first, last, n FROM date_sums WHERE n > 0")
        first, last, n = np.array(rows, dtype=np.int64).reshape(-1, 3).T
        return summed(first, last, n, zoom)

    return view.settled(("periods", zoom), make)


def _hit_sums(view: View, crossref: Crossref, zoom: Zoom) -> Sums:
    hits = hit_events(view, crossref)
    return view.kept(crossref, ("period hits", zoom), lambda: summed(hits.first, hits.last, None, zoom))


def warm(view: View, before: View) -> None:
    """Work out the sums by month, and by each other zoom for which the view `before` had them."""
    zooms: tuple[Zoom, ...] = get_args(Zoom)
    for zoom in zooms:
        if zoom == "month" or before.holds(("periods", zoom)):
            _sums(view, zoom)


def periods(view: View, query: TimelineQuery, offset: int, limit: int) -> list[Period]:
    zoom, crossref = query.zoom, query.crossref
    sums = _sums(view, zoom)
    keys = sums.keys[offset : offset + limit]
    touched = [0] * len(keys) if crossref is None else _hit_sums(view, crossref, zoom).of(keys)
    period = _periods(view, zoom)
    return [period(sums.days(offset + at), int(sums.counts[offset + at]), n) for at, n in enumerate(touched)]


def most(view: View, zoom: Zoom) -> int:
    """The number of events in the period that has most."""
    return int(_sums(view, zoom).counts.max(initial=0))


def _periods(view: View, zoom: Zoom) -> Callable[[Days, int, int], Period]:
    """Makes a period of its days, the number of its events and of those that are hits."""
    known: dict[Days, tuple[str, str, str]] = view.settled(("samples", zoom), dict)  # they are of no selection

    def period(days: Days, n: int, hits: int) -> Period:
        if days not in known:
            known[days] = _sample(view, days, zoom)
        label, words, value = known[days]
        return Period(days, label, n, hits, words, value)

    return period


def _sample(view: View, days: Days, zoom: Zoom) -> tuple[str, str, str]:
    """What a period is called, the first event in it, and the value of a wide one."""
    label = named(days, zoom)
    where, values = _inside(days, zoom)
    rows = view.rows(
        f"SELECT article, sentence_start, sentence_finish, start, finish, value FROM dates d"
        f" WHERE {where} AND d.event IS NULL{_ORDER} LIMIT 1",
        *values,
    )
    if not rows:
        return label, "", ""
    article, s_start, s_end, start, end, value = rows[0]
    text = view.evidence.text(article)
    told = event_of(text, Span(s_start, s_end), Span(start, end), claims_within(view, article, s_start, s_end))
    wide = is_wide(days, zoom) and value[:1].isdigit()
    return value if "/" in label and wide else label, told.words, value if wide else ""


def claims_within(view: View, article: int, start: int, end: int) -> list[Claim]:
    """The claims that are made in a stretch of an article, or around it."""
    rows = view.rows(
        "SELECT data FROM claims WHERE article = ? AND start < ? AND finish > ? AND status <> 'rejected'",
        article,
        end,
        start,
    )
    return [claim_of(data) for (data,) in rows]


def _inside(days: Days, zoom: Zoom | None) -> tuple[str, tuple[int, int]]:
    """What is inside a period, or, without a zoom, inside any range: wholly; a wide period holds only its like."""
    if zoom is not None and is_wide(days, zoom):
        return "d.first = ?1 AND d.last = ?2", within(days)
    return "d.first BETWEEN ?1 AND ?2 AND d.last <= ?2", within(days)


def periods_count(view: View, zoom: Zoom) -> int:
    return len(_sums(view, zoom))


def entries(view: View, query: EventQuery, offset: int, limit: int) -> list[Entry]:
    """Events in order of time, each by the sentence that tells it first, or by every dated sentence."""
    crossref = query.crossref
    if query.hits_only and crossref is not None:
        hits = hit_dates(view, crossref) if query.every_telling else hit_events(view, crossref)
        chosen = _inside_hits(hits, query.within, query.zoom)
        rows = _chosen(view, chosen[offset : offset + limit].tolist())
        return _entries(view, rows, [True] * len(rows))
    everywhen = "d.first BETWEEN ?1 AND ?2", within(None)
    where, values = everywhen if query.within is None else _inside(query.within, query.zoom)
    where += "" if query.every_telling else " AND d.event IS NULL"
    numbers = view.rows(f"SELECT d.id FROM dates d WHERE {where}{_ORDER} LIMIT ?3 OFFSET ?4", *values, limit, offset)
    rows = _chosen(view, [number for (number,) in numbers])
    if crossref is None:
        return _entries(view, rows, [False] * len(rows))
    return _entries(view, rows, np.isin([row[-1] for row in rows], hit_dates(view, crossref).event).tolist())


def _inside_hits(hits: DatedHits, range_: Days | None, zoom: Zoom | None) -> Column:
    if range_ is None:
        return hits.number
    first, last = within(range_)
    return hits.inside(first, last, exactly=zoom is not None and is_wide(range_, zoom))


def told(view: View, article: str, at: int) -> list[Entry]:
    """All sentences that tell the event that the time expression at an offset is of, the first telling first."""
    rows = view.rows(
        f"SELECT {_ENTRY} FROM dates d JOIN articles a ON a.id = d.article WHERE (d.id = ?1 OR d.event = ?1)"
        " AND +d.first IS NOT NULL ORDER BY d.event IS NOT NULL, d.article, d.start",
        view.one(
            "SELECT coalesce(event, id) FROM dates WHERE article = ? AND start = ?",
            view.evidence.number(article),
            at,
        ),
    )
    return _entries(view, rows, [False] * len(rows))


def _chosen(view: View, numbers: list[int]) -> list[tuple[Any, ...]]:
    return view.rows(
        f"SELECT {_ENTRY} FROM dates d JOIN articles a ON a.id = d.article"
        f" WHERE d.id IN (SELECT value FROM json_each(?)){_ORDER}",
        json.dumps(numbers),
    )


def _entries(view: View, rows: list[tuple[Any, ...]], hits: list[bool]) -> list[Entry]:
    also = dict(
        view.rows(
            "SELECT d.event, count(DISTINCT d.article) FROM dates d JOIN dates head ON head.id = d.event"
            " WHERE d.event IN (SELECT value FROM json_each(?)) AND d.article <> head.article GROUP BY d.event",
            json.dumps([row[-1] for row in rows]),
        )
    )
    return [_entry(view, row, hit, 1 + also.get(row[-1], 0)) for row, hit in zip(rows, hits, strict=True)]


def _entry(view: View, row: tuple[Any, ...], hit: bool, sources: int) -> Entry:
    number, first, last, value, key, title, start, end, s_start, s_end, planned, actors, article, rests, _ = row
    text = view.evidence.text(article)
    days = days_of(first, last)
    if days is None:
        raise ValueError(f"a dated sentence without a day: {number}")
    told = event_of(text, Span(s_start, s_end), Span(start, end), claims_within(view, article, s_start, s_end))
    return Entry(
        days=days,
        value=value,
        article=name(key),
        title=title,
        span=Span(start, end),
        text=text[start:end],
        sentence=Span(s_start, s_end),
        words=" ".join(text[s_start:s_end].split()),
        event=told.words,
        said_by=told.by,
        planned=bool(planned),
        actors=tuple(json.loads(actors)),
        sources=sources,
        hit=hit,
        rests_on=RESTS_ON[rests],
    )


def entries_count(view: View, query: EventQuery) -> int:
    if query.hits_only and query.crossref is not None:
        return len(_inside_hits(hit_events(view, query.crossref), query.within, query.zoom))
    if query.within is None:
        return int(view.one("SELECT coalesce(sum(n), 0) FROM date_sums"))
    where, values = _inside(query.within, query.zoom)
    return int(view.one(f"SELECT coalesce(sum(n), 0) FROM date_sums d WHERE {where}", *values))


def rows(view: View, query: TimelineQuery, offset: int, limit: int) -> list[Period | Entry]:
    """Each period followed by its entries; where each period begins is known from the sums."""
    zoom, crossref = query.zoom, query.crossref
    counts, starts = _layout(view, query)
    every, period = _sums(view, zoom), _periods(view, zoom)
    found: list[Period | Entry] = []
    at = int(np.searchsorted(starts, offset, side="right")) - 1
    while at < len(counts) and len(found) < limit:
        days, n = counts.days(at), int(counts.counts[at])
        past = offset + len(found) - int(starts[at])
        if past <= 0:  # below where sentences are gone that the sums had
            (total,) = every.of(counts.keys[at : at + 1])
            found.append(period(days, total or n, n if crossref is not None else 0))
            past = 1
        if (room := limit - len(found)) > 0:
            below = EventQuery(crossref, days, hits_only=crossref is not None, zoom=zoom)
            found += entries(view, below, past - 1, min(room, n - past + 1))
        at += 1
    return found


def count(view: View, query: TimelineQuery) -> int:
    _, starts = _layout(view, query)
    return int(starts[-1])


def period_row(view: View, query: TimelineQuery, at: int, by: int) -> int | None:
    """The row at which the next period begins after the row `at`, or for a negative `by` the last one before it."""
    starts = _layout(view, query)[1][:-1]
    found = int(np.searchsorted(starts, at, side="right")) if by > 0 else int(np.searchsorted(starts, at)) - 1
    return int(starts[found]) if 0 <= found < len(starts) else None


def _layout(view: View, query: TimelineQuery) -> tuple[Sums, Ints]:
    """Periods with the number of entries under each, and the row at which each begins."""
    crossref, zoom = query.crossref, query.zoom
    counts = _hit_sums(view, crossref, zoom) if crossref is not None else _sums(view, zoom)
    return counts, np.append(0, np.cumsum(1 + counts.counts))
