"""The rows that `onrecord timeline` prints: dated sentences, and beside those of an actor what it said on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import numpy as np

from tui.model import Crossref, Days, Selection, Span
from tui.store.codec import claim_of
from tui.store.queries.claim_conditions import FROM, where
from tui.store.queries.timeline import entries
from tui.store.query import ClaimQuery, EventQuery
from tui.store.rows import Entry
from tui.store.view import View
from tui.text.wordlist import wordlist

Row = dict[str, Any]
_FELT = wordlist(  # what is thought or felt is no event
    """
    want wants wanted hope hopes hoped need needs needed believe believes believed think thinks thought expect expects
    expected fear fears feared feel feels felt know knows knew wish wishes wished like likes liked doubt doubts doubted
    is are was were confident sure keen willing ready
    """
)
_SURE = 0.5  # the least confidence of a claim that is an event


def timeline_rows(view: View, crossref: Crossref | None) -> Iterator[Row]:
    """Dated sentences in order of time, those that touch the crossref where there is one; below those of one day the
    events of that day that rest on the lead's day or the article's. An actor's have what it said, too."""
    if crossref is None or crossref.selection.kind != "actor":
        yield from _dated(view, crossref)
        return
    dated = list(_dated(view, crossref))
    said = _said(view, crossref, {(row["article"], row["sentence_start"], row["first"], row["last"]) for row in dated})

    def place(row: Row) -> tuple[Any, ...]:
        return (
            row["first"],
            row["last"],
            row["rests_on"] != "expression",
            row["rests_on"] == "claim",
            row["article"],
            row["start"],
        )

    yield from sorted([*dated, *said], key=place)


def _dated(view: View, crossref: Crossref | None) -> Iterator[Row]:
    issues = _issue_spans(view)
    query = EventQuery(crossref, hits_only=crossref is not None, every_telling=True)
    for _, same_days in groupby(_pages(view, query), key=lambda entry: entry.days):
        # In the index sentences of the same days stand in the order in which their articles came.
        for entry in sorted(same_days, key=lambda entry: (entry.rests_on != "expression", entry.article, entry.span)):
            yield {
                "first": str(entry.days.first),
                "last": str(entry.days.last),
                "value": entry.value,
                "article": entry.article,
                "start": entry.span.start,
                "end": entry.span.end,
                "text": entry.text,
                "sentence": entry.words,
                "sentence_start": entry.sentence.start,
                "actors": list(entry.actors),
                "issues": [
                    issue
                    for issue, spans in issues.items()
                    if any(span.overlaps(entry.sentence) for span in spans.get(entry.article, ()))
                ],
                "rests_on": entry.rests_on,
            }


def _said(view: View, crossref: Crossref, taken: set[tuple[str, int, str, str]]) -> Iterator[Row]:
    """What an actor said where no row tells of that sentence and day yet, each sentence once; a speech in its own voice
    is one event, which its article tells."""
    chosen, values = where(view, ClaimQuery(crossref=crossref, part="by", least_confidence=_SURE))
    for number, data in view.rows(f"SELECT c.article, c.data{FROM}{chosen} ORDER BY c.article, c.start", *values):
        claim = claim_of(data)
        spans = claim.cue or claim.source
        if claim.days is None or claim.kind == "own" or not spans or not _is_day(claim.days):
            continue
        text = view.evidence.text(number)
        if not _FELT.isdisjoint(word.lower() for span in claim.cue for word in span.of(text).split()):
            continue
        starts, ends = view.evidence.sentences(number)
        at = int(np.searchsorted(starts, spans[0].start, side="right")) - 1
        first, last = str(claim.days.first), str(claim.days.last)
        if at < 0 or (claim.article, int(starts[at]), first, last) in taken:
            continue
        taken.add((claim.article, int(starts[at]), first, last))
        yield {
            "first": first,
            "last": last,
            "value": first,
            "article": claim.article,
            "start": spans[0].start,
            "end": spans[0].end,
            "text": spans[0].of(text),
            "sentence": " ".join(text[int(starts[at]) : int(ends[at])].split()),
            "sentence_start": int(starts[at]),
            "actors": [claim.holder] if claim.holder else [],
            "issues": list(claim.issues),
            "rests_on": "claim",
        }


def _is_day(days: Days) -> bool:
    return days.first == days.last


def _pages(view: View, query: EventQuery) -> Iterator[Entry]:
    offset = 0
    while page := entries(view, query, offset, 500):
        offset += len(page)
        yield from page


def _issue_spans(view: View) -> dict[str, dict[str, list[Span]]]:
    """Where each issue is mentioned, by article."""
    found: dict[str, dict[str, list[Span]]] = {}
    for issue in view.config.issues:
        spans: dict[str, list[Span]] = defaultdict(list)
        for mention in view.crossref(Selection("issue", issue.id)).mentions:
            spans[mention.article].append(mention.span)
        found[issue.id] = spans
    return found
