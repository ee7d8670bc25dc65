"""What Enter and space do on a row: pure functions from a row to a place in the reader or a selection."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal

from msgspec import Struct

from tui.desk.presentation.issue_lines import IssuePart
from tui.desk.presentation.watch_rows import Suggested
from tui.model import Days, Selection, Span
from tui.store.rows import (
    ActorRow,
    ArticleRow,
    ClaimRow,
    Entry,
    Found,
    HolderCount,
    IssueRow,
    KwicRow,
    Likely,
    Mark,
    Period,
)


class Spot(Struct, frozen=True):
    """A place in the reader; without a span the article's beginning, or where it was left."""

    article: str
    span: Span | None = None
    claim: str | None = None


class RecordOf(Struct, frozen=True):
    """What a holder says and what is said of it: on an issue, or across all where none is named."""

    holder: str  # an actor's name or id, or a group's own words
    issue: str = ""
    name: str = ""  # the issue's
    by: Literal["holder", "side"] = "holder"


class HolderLine(Struct, frozen=True):
    """A line under an issue: one of its holders."""

    issue: IssueRow
    count: HolderCount


class Offered(Struct, frozen=True):
    """A line of an actor's page: another actor that it may be too."""

    name: str
    other: Likely


class MergeVerdict(Struct, frozen=True):
    """An offered merge, taken or said to be never right."""

    offered: Offered
    same: bool


Deed = Selection | Spot | RecordOf | MergeVerdict


def acted(row: object) -> Deed | None:
    """What Enter does; None on a row that is nothing by itself."""
    match row:
        case ArticleRow():
            return Spot(row.key)
        case Entry():
            return Spot(row.article, row.span)
        case ClaimRow():
            return Spot(row.claim.article, first_span(row), row.claim.id)
        case KwicRow():
            return Spot(row.article, row.span)
        case HolderLine():
            return RecordOf(row.count.name, row.issue.id, row.issue.name)
        case Offered():
            return Selection("actor", row.other.id, row.other.name)
        case Found() if row.kind == "article":
            return Spot(row.key)
        case _:
            return selected(row)


def selected(row: object) -> Selection | None:
    """What space selects."""
    match row:
        case ArticleRow():
            return Selection("article", row.key, row.title)
        case Period() | Entry():
            return Selection("days", str(row.days), row.label if isinstance(row, Period) else row.value)
        case ActorRow():
            return Selection("actor", row.id, row.name)
        case IssuePart() | HolderLine():
            return Selection("issue", row.issue.id, row.issue.name)
        case ClaimRow():
            return Selection("claim", row.claim.id, f"{row.holder or 'nobody named'}: {row.words}")
        case KwicRow():
            return Selection("term", row.match, row.match)
        case Suggested():
            return Selection("term", row.suggestion.terms[0], row.suggestion.terms[0])
        case Found():
            return Selection(row.kind, row.key, row.label)
        case _:
            return None


def first_span(row: ClaimRow) -> Span | None:
    """Where a claim's words begin."""
    spans = row.claim.content or row.claim.cue or row.claim.source
    return spans[0] if spans else None


def selected_in_text(words: str, marks: list[Mark]) -> Selection | None:
    """What the cursor of the reader stands on: the shortest of its marks, else the word itself."""
    for mark in marks:
        if mark.kind in ("name", "alias", "metonym", "role", "pronoun") and mark.ref:
            return Selection("actor", mark.ref, words)
        if mark.kind == "time" and mark.ref:
            break
    word = " ".join(words.split()).strip(".,;:!?()[]\"'“”‘’")
    return Selection("term", word, word) if word else None


def claim_in_text(marks: list[Mark]) -> str | None:
    """The claim that the cursor of the reader stands in, the innermost one."""
    return next((mark.ref for mark in marks if mark.kind in ("claim", "content", "source", "cue") and mark.ref), None)


def days_of(value: str) -> Days | None:
    """The days of a TIMEX3 value that is a day, a month or a year; None for every other."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return Days(first, first)
    last = date(first.year, month or 12, monthrange(first.year, month or 12)[1])
    return Days(first, last)
