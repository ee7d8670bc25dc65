"""The pieces of the time grammar: numbers, formulas, holidays, units; and any text, any day."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from tui.corpus.days.calendar import place_all
from tui.model import Article, Block, Days, Span, TimeExpression
from tui.reading import times
from tui.reading.pipeline import parse as parsed
from tui.reading.sentences import sentences
from tui.reading.times import grammar, holidays, numbers, units
from tui.reading.times.formula import MAX_FORMULA, Step, parse, step, write
from tui.reading.times.lexicon import CATEGORY
from tui.reading.times.parsed_doc import ParsedDoc
from tui.reading.times.resolve import Anchor, evaluate
from tui.reading.times.tokens import tokenize


@pytest.mark.parametrize(
    ("words", "value", "length", "year"),
    [
        ("seven days", 7, 1, False),
        ("twenty - four days", 24, 3, False),
        ("ninety seven", 97, 2, False),
        ("one hundred and five men", 105, 4, False),
        ("two thousand six", 2006, 3, True),
        ("nineteen ninety - seven", 1997, 4, True),
        ("twenty ten", 2010, 2, True),
        ("three million", 3_000_000, 2, False),
    ],
)
def test_numbers_in_words(words: str, value: int, length: int, year: bool) -> None:
    assert numbers.read(words.split(), 0) == numbers.Number(value, length, year)


def test_no_number() -> None:
    assert numbers.read(["banana"], 0) is None
    assert numbers.read(["million"], 0) is None


def test_a_formula_is_read_as_it_was_written() -> None:
    steps = (step("Y", 2009), step("M", 5), step("H", 2), step("T", "22:00"))
    assert parse(write(*steps)) == steps
    assert write(step("M", 8, "")) == "M:8"


def test_a_formula_that_is_none_has_no_steps() -> None:
    assert parse("") == ()
    assert parse("Y:1" * MAX_FORMULA) == ()


@pytest.mark.parametrize(
    ("key", "year", "day"),
    [
        ("easter", 2009, date(2009, 4, 12)),
        ("thanksgiving", 2008, date(2008, 11, 27)),
        ("memorial", 2009, date(2009, 5, 25)),
        ("laborday", 2009, date(2009, 9, 7)),
        ("christmas", 1, None),
        ("nosuch", 2009, None),
    ],
)
def test_holidays(key: str, year: int, day: date | None) -> None:
    assert holidays.day_of(key, year) == day


def test_units_have_values_and_days() -> None:
    assert units.week(date(2009, 1, 1)).value == "2009-W01"
    assert units.weekend(date(2009, 6, 27)).first == date(2009, 6, 27)
    assert units.season(2008, "WI").last == date(2009, 2, 28)
    assert units.quarter(2009, 5).value == "2010-Q1"
    assert units.month(2009, 0).value == "2008-12"
    assert units.year(99999).first is None
    assert units.century(19).first == date(1900, 1, 1)


def test_no_rule_matches_nothing() -> None:
    assert not [rule.name for rule in grammar.RULES if rule.pattern.match("")]


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in grammar.RULES]
    assert len(names) == len(set(names))


DAY = st.dates()
OPS = [
    "Y", "DEC", "CEN", "M", "MD", "D", "Q", "H", "S", "W", "HOL", "U", "AGO", "DUR", "SET", "REF", "P", "T", "CHK",
    "SAME", "WE", "nonsense",
]  # fmt: skip
WORD_ARGS = [
    "pub", "ref", "cmp", "last", "next", "this", "prev", "foll", "that", "day", "week", "month", "year", "WI", "SU",
    "easter", "P3Y", "past",
]  # fmt: skip
ARGS = st.one_of(st.sampled_from(WORD_ARGS), st.integers(-100_000, 100_000).map(str), st.text(max_size=4))
FORMULAS = st.lists(
    st.builds(lambda op, args: str(Step(op, tuple(args))), st.sampled_from(OPS), st.lists(ARGS, max_size=3)),
    min_size=1,
    max_size=4,
).map("|".join)


@given(formula=FORMULAS, day=st.none() | DAY, tense=st.sampled_from(["past", "present", "future", ""]), spoken=DAY)
@settings(max_examples=400, deadline=None)
def test_any_formula_on_any_day(formula: str, day: date | None, tense: str, spoken: date) -> None:
    found = evaluate(formula, Anchor(day, units.day(spoken), units.unit("quarter", spoken), tense))
    assert (found.first is None) == (found.last is None)
    if found.first is not None and found.last is not None:
        assert found.first <= found.last


@cache
def blank() -> Any:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


WORDS = st.lists(
    st.one_of(
        st.sampled_from(sorted(CATEGORY)),
        st.sampled_from(["May", "March", "Sunday", "Oct.", "-", ",", ".", "'98", "1990s", "2 1/2", "10:30", "p.m.",
                         "$5", "99999", "0000", "32", "Christmas", "Easter", "'s", "\n", "12/31/0000", "00.00.00"]),
        st.integers(0, 99999).map(str),
        st.integers(1900, 2030).map(str),
        st.floats(0, 100).map("{:.1f}".format),
        st.sampled_from(["–", "/", "to", "between", "and"]),
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@given(text=st.one_of(WORDS, st.text(max_size=200)), first=DAY, width=st.integers(0, 900))
@settings(max_examples=250, deadline=None)
def test_any_text_on_any_publication_day(text: str, first: date, width: int) -> None:
    last = date.fromordinal(min(date.max.toordinal(), first.toordinal() + width))
    article = Article(key="a", path="a", text=text, blocks=(Block(Span(0, len(text))),))
    (doc,) = parsed(blank(), [article])
    found = times.find(doc, article)
    assert [e.span for e in found] == sorted(e.span for e in found)
    assert not any(a.span.overlaps(b.span) for a, b in pairwise(found))
    assert all(e.formula and len(e.formula) <= MAX_FORMULA for e in found)
    for published in (Days(first, last), None):
        for placed in place_all(text, sentences(doc), found, published):
            assert placed.value
            assert placed.span.end <= len(text)


HOPELESS = {
    "years beyond the calendar": "year 0 and year 99999, 0000-00-00 and 99/99/9999",
    "days that are none": "32 May 2009, 30 February 2009, May 0, Q9 2009, Sunday 31 April",
    "years beside decimals": "It rose in 2014-1.2 points, 1999/0.5 and 2016–3.14, between 1998 and 2.5.",
    "question marks": "?" * 20_000,
    "months": "May " * 5_000,
    "number words": "nineteen " * 5_000,
    "numbers": "1 " * 10_000,
    "directions": "the last " * 5_000,
    "digits": "9" * 20_000,
    "hundreds": "two hundred and " * 3_000,
}


@pytest.mark.fault(57)
@pytest.mark.parametrize("what", HOPELESS)
def test_hopeless_dates_take_no_time_and_raise_nothing(what: str) -> None:
    text = HOPELESS[what]
    found = grammar.find(tokenize(text, ParsedDoc(Doc(blank().vocab))))
    expressions = [TimeExpression(Span(f.start, f.end), f.type, f.formula, 0) for f in found]
    for placed in place_all(text, [Span(0, len(text))], expressions, Days(date(2009, 1, 1), date(2009, 1, 1))):
        assert placed.days is None or placed.days.first <= placed.days.last


def test_an_expression_of_another_writer_is_left_out() -> None:
    strange = TimeExpression(Span(0, 3), "DATE", "what is this", 0)
    assert place_all("abc", [Span(0, 3)], [strange], None) == ()
