from datetime import date

import pytest

from tests.desk.app.shelf import Shelf
from tui.desk.presentation.issue_lines import IssuePart
from tui.desk.row_actions import (
    HolderLine,
    RecordOf,
    Spot,
    acted,
    claim_in_text,
    days_of,
    selected,
    selected_in_text,
)
from tui.model import Days, Selection, Span
from tui.store.rows import Entry, Found, HolderCount, KwicRow, Mark

SHELF = Shelf()


def test_enter_shows_articles_claims_entries_and_lines_of_the_concordance():
    claim = SHELF.claims()[0]
    assert acted(SHELF.articles()[0]) == Spot("a.txt")
    assert acted(claim) == Spot("a.txt", claim.claim.content[0], "k1")
    entry = next(row for row in SHELF.timeline.rows() if isinstance(row, Entry))
    assert acted(entry) == Spot("a.txt", entry.span)
    assert acted(KwicRow("b.txt", Span(1, 4), "", "abc", "", None)) == Spot("b.txt", Span(1, 4))
    assert acted(Found("article", "b.txt", "Fishers")) == Spot("b.txt")


def test_enter_selects_actors_issues_days_and_terms():
    issue = SHELF.issues()[0]
    assert acted(SHELF.actors()[0]) == Selection("actor", "p1")
    assert acted(IssuePart(issue)) == Selection("issue", "harbour")
    assert acted(SHELF.timeline.periods()[0]) == Selection("days", "2031-03-01/2031-03-31")
    assert acted(Found("term", "tide", "tide")) == Selection("term", "tide")
    assert acted(HolderLine(issue, HolderCount("council", 1))) == RecordOf("council", "harbour", "New harbour")


def test_space_selects_the_row_itself():
    assert selected(SHELF.articles()[0]) == Selection("article", "a.txt")
    assert selected(SHELF.claims()[1]) == Selection("claim", "k2")
    assert selected(None) is None


def test_in_the_reader_a_name_stands_before_the_word():
    name = Mark(Span(0, 4), "name", "p1")
    claim = Mark(Span(0, 40), "content", "k1")
    assert selected_in_text("Holm", [name, claim]) == Selection("actor", "p1")
    assert selected_in_text("“plan,”", [claim]) == Selection("term", "plan")
    assert selected_in_text(" … ", []) == Selection("term", "…")
    assert selected_in_text("  ", []) is None
    assert claim_in_text([name, claim]) == "k1"
    assert claim_in_text([name]) is None


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2031-03-02", Days(date(2031, 3, 2), date(2031, 3, 2))),
        ("2031-02", Days(date(2031, 2, 1), date(2031, 2, 28))),
        ("2031-12", Days(date(2031, 12, 1), date(2031, 12, 31))),
        ("2031", Days(date(2031, 1, 1), date(2031, 12, 31))),
        ("2031-13", None),
        ("9999", Days(date(9999, 1, 1), date(9999, 12, 31))),
        ("0000", None),
        ("P3M", None),
        ("XXXX-WXX-6", None),
    ],
)
def test_days_of_a_timex_value(value, days):
    assert days_of(value) == days
