"""The timeline: periods, wide dates, and one entry for an event that several articles tell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.told_events import DatedSentence, events, periods
from tui.corpus.days.periods import label_of, period_of
from tui.corpus.days.tellings import clause_of
from tui.model import Days, Span


def told(article: str, words: str, first: str, last: str | None = None, *, planned: bool = False) -> DatedSentence:
    days = Days(date.fromisoformat(first), date.fromisoformat(last or first))
    return DatedSentence(article, days, first, Span(0, 1), Span(0, len(words)), words, planned)


A = told("a", "The flood in Lindau destroyed the Albrecht bridge.", "2008-08-02")
B = told("b", "A bridge, the Albrecht, fell when the flood came to Lindau.", "2008-08-02")
C = told("c", "Anna Berg was elected to the senate.", "2008-08-02")


def test_one_event_has_all_its_sources() -> None:
    found = events([A, B, C])
    assert [event.sources for event in found] == [("a", "b"), ("c",)]


def in_clauses(article: str, head: str, tail: str = "") -> DatedSentence:
    days = Days(date(2008, 8, 1), date(2008, 8, 31))
    words = f"{head} {tail}"
    return DatedSentence(article, days, "2008-08", Span(0, 1), Span(0, 9), words, clause=clause_of(head, tail))


def test_the_same_known_thing_of_the_same_place_is_one_event_in_whatever_else_the_sentences_say() -> None:
    one = in_clauses(
        "a", "Anna Berg came home from Oslo to a hard winter and few friends, after the flood in Lindau in"
    )
    two = in_clauses("b", "The insurers refused to pay for Lindau's flood", "when their experts had been there.")
    other = in_clauses("c", "The insurers of Bremen refused to pay, after a flood in Lindau in")
    found = events([one, two, other])
    assert [event.sources for event in found] == [("a", "b"), ("c",)]


def test_a_clause_ends_where_another_begins() -> None:
    assert (
        clause_of("He left, the first to go since the flood in Lindau in", ", which he saw") == "the flood in Lindau in"
    )
    assert clause_of("", "the bridge fell") == "the bridge fell"


def test_an_article_is_not_joined_with_itself() -> None:
    assert len(events([A, told("a", A.words, "2008-08-02")])) == 2


def test_other_days_are_other_events() -> None:
    assert len(events([A, told("b", A.words, "2008-08-03")])) == 2


def test_events_come_in_order_of_time() -> None:
    found = events([told("x", "Later.", "2009-01-01"), A])
    assert [event.days.first.year for event in found] == [2008, 2009]


def test_planned_is_what_all_articles_expect() -> None:
    ahead = told("d", A.words, "2008-08-02", planned=True)
    assert not events([A, ahead])[0].planned
    assert events([ahead])[0].planned


@pytest.mark.parametrize(
    ("zoom", "first", "last", "label"),
    [
        ("day", "2009-04-29", "2009-04-29", "2009-04-29"),
        ("week", "2009-04-27", "2009-05-03", "2009-W18"),
        ("month", "2009-04-01", "2009-04-30", "2009-04"),
        ("year", "2009-01-01", "2009-12-31", "2009"),
    ],
)
def test_zoom(zoom: str, first: str, last: str, label: str) -> None:
    found = period_of(date(2009, 4, 29), zoom)  # type: ignore[arg-type]
    assert found == Days(date.fromisoformat(first), date.fromisoformat(last))
    assert label_of(found, zoom) == label  # type: ignore[arg-type]


def test_wide_dates_are_shown_as_such() -> None:
    year = told("y", "It was a year of floods.", "2008-01-01", "2008-12-31")
    january, august = periods(events([A, year]), "month")
    assert (january.label, len(january.events), len(january.wide)) == ("2008-01", 0, 1)
    assert (august.label, len(august.events), len(august.wide)) == ("2008-08", 1, 0)
    (whole,) = periods(events([A, year]), "year")
    assert len(whole.events) == 2


@given(day=st.dates(), zoom=st.sampled_from(["day", "week", "month", "year"]))
def test_a_day_lies_in_its_period(day: date, zoom: str) -> None:
    period = period_of(day, zoom)  # type: ignore[arg-type]
    assert period.first <= day <= period.last
