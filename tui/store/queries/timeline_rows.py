"""The rows that `onrecord timeline` prints: dated sentences, and beside those of an actor what it said on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import numpy as np

from tui.corpus.crossref.paged import PagedMentions
from tui.model import Claim, Crossref, Days, Selection, Span
from tui.store.codec import claim_of
from tui.store.queries.claim_conditions import FROM, where
from tui.store.queries.timeline import claims_within, entries
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
_DENIED = wordlist("not n't n’t never nor didn't didn’t doesn't doesn’t hasn't hasn’t cannot")
_SURE = 0.5  # the least confidence of a claim that is an event


def timeline_rows(view: View, crossref: Crossref | None) -> Iterator[Row]:
    """Dated sentences in order of time, those that touch the crossref where there is one; below those of one day the
    events of that day that rest on the lead's day or the article's. An actor's have what it said, too."""
    if crossref is None or crossref.selection.kind != "actor":
        yield from _dated(view, crossref)
        return
    every = list(_dated(view, crossref))
    bystander = _Bystander(view, crossref)
    dated = [row for row in every if not bystander.stands_by(row)]
    said = _said(view, crossref, {(row["article"], row["sentence_start"], row["first"], row["last"]) for row in every})

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


class _Bystander:
    """Whether an actor only stands by where somebody says something of it: that others said it on Monday is no event of
    its own, as what they say happened to it is."""

    def __init__(self, view: View, crossref: Crossref) -> None:
        self._view, self._actor = view, crossref.selection.key
        self._spans: dict[int, list[Span]] = {}
        if isinstance(crossref.mentions, PagedMentions):
            self._spans = {number: [m.span for m in found] for number, found in crossref.mentions.by_article()}

    def stands_by(self, row: Row) -> bool:
        number = self._view.evidence.number(row["article"])
        if number is None:
            return False
        starts, ends = self._view.evidence.sentences(number)
        at = int(np.searchsorted(starts, row["sentence_start"], side="right")) - 1
        sentence = Span(row["sentence_start"], int(ends[max(at, 0)]))
        named = [span for span in self._spans.get(number, ()) if sentence.covers(span)]
        claims = claims_within(self._view, number, sentence.start, sentence.end) if named else ()
        return any(self._of_another(claim, row, named) for claim in claims)

    def _of_another(self, claim: Claim, row: Row, named: list[Span]) -> bool:
        """Whether a claim is another's, has all mentions of the actor in what is said, and the day outside of it."""
        if claim.holder_id == self._actor or not claim.cue:
            return False
        days = Span(row["start"], row["end"])
        dated = any(span.covers(days) for span in claim.content)
        if dated or not all(any(span.covers(one) for span in claim.content) for one in named):
            return False
        return row["rests_on"] == "expression" or any(span.overlaps(days) for span in claim.cue)


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
        words = {word.lower() for span in claim.cue for word in span.of(text).split()}
        if not _FELT.isdisjoint(words) or not _DENIED.isdisjoint(words):
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
