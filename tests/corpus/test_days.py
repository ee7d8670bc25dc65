"""Publication days: clues weighed, and what a corpus proves where they are silent."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.config import StatedActor, StatedRole
from tui.corpus.days.day_evidence import DatedStatement, OfficeHolder, bears, evidence_of, words_of
from tui.corpus.days.publication_days import (
    ArticleDays,
    Term,
    clue_days,
    packed,
    publication,
    stated_terms,
    unpacked,
    weigh,
)
from tui.corpus.days.shared_events import Frequencies, Index
from tui.model import Article, Block, DayClue, Days, Published, Reading, Span, TimeExpression


def clue(source: str, value: str) -> DayClue:
    return DayClue(source, value, None, f"the {source} says {value}")  # type: ignore[arg-type]


def day(text: str) -> Days:
    return Days(date.fromisoformat(text), date.fromisoformat(text))


def days(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last))


_COUNT = iter(range(1_000_000))


def said(formula: str, tense: str, sentence: str, number: int = 0) -> DatedStatement:
    at = next(_COUNT) * 1000
    names, words = words_of(sentence)
    return DatedStatement(formula, tense, number, names, words, formula, sentence, Span(at, at + 10))


def test_what_words_weigh_does_not_rest_on_the_order_of_a_set() -> None:
    words = [f"stem{'abcdefghijklmnop'[at]}" for at in range(16)]
    frequencies = Frequencies()
    for at in range(16):
        told = said("Y:2008", "past", " ".join(words[at:]))
        frequencies.take(ArticleDays(str(at), statements=(told,)))
    index = Index([], frequencies)
    some = [words[at:] + words[:at] for at in range(16)]
    assert len({index.weight(order) for each in some for order in (each, each[::-1], sorted(each[3:]) + each[:3])}) == 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2009-06-27", day("2009-06-27")),
        ("2009-06-27T10:12:00Z", day("2009-06-27")),
        ("2009-06", days("2009-06-01", "2009-06-30")),
        ("2009", days("2009-01-01", "2009-12-31")),
        ("--06-27", None),
        ("-P10Y", None),
        ("2009-13-01", None),
        ("0000-01-01", None),
        ("99999-01-01", None),
    ],
)
def test_clue_days(value: str, expected: Days | None) -> None:
    assert clue_days(value) == expected


def test_a_persons_word_overrules_and_the_contradiction_is_told() -> None:
    found = weigh([clue("header", "2009-06-27"), clue("meta", "2009-05-01")])
    assert found == Published(
        day("2009-05-01"), "meta", "the meta says 2009-05-01; against that, the header says 2009-06-27"
    )


def test_of_head_and_file_the_earlier_counts() -> None:
    found = weigh([clue("file", "2016-07-27"), clue("header", "2009-06-27")])
    assert found is not None
    assert (found.days, found.source) == (day("2009-06-27"), "header")
    later = weigh([clue("file", "1998-02-13"), clue("header", "1999-01-01")])
    assert later is not None
    assert (later.days, later.source) == (day("1998-02-13"), "file")


def test_an_hour_between_zones_is_no_contradiction() -> None:
    found = weigh([clue("file", "2009-06-28"), clue("header", "2009-06-27")])
    assert found is not None
    assert "against" not in found.why


def test_a_clue_within_a_wider_one_narrows_it() -> None:
    found = weigh([clue("header", "2009"), clue("dateline", "2009-04-29")])
    assert found is not None
    assert (found.days, found.source) == (day("2009-04-29"), "dateline")


def test_an_age_alone_dates_nothing() -> None:
    assert weigh([clue("age", "-P10Y")]) is None
    (found,) = publication([ArticleDays("a", (clue("age", "-P10Y"),))]).values()
    assert found.days is None
    assert found.source == "none"


FLOOD = "The flood in Lindau and Bregenz destroyed the Albrecht bridge."
FLOOD_TOO = "Ministers recalled the flood that destroyed the Albrecht bridge in Lindau."


def witness(formula: str = "Y:2008|M:8") -> ArticleDays:
    return ArticleDays("witness", (clue("header", "2009-06-27"),), (said(formula, "past", FLOOD),))


def other(key: str, *statements: DatedStatement, clues: tuple[DayClue, ...] = ()) -> ArticleDays:
    return ArticleDays(key, clues, statements)


def test_last_august_of_a_dated_event_bounds_the_day() -> None:
    found = publication([witness(), other("b", said("M:8:last", "past", FLOOD_TOO))])
    assert found["b"].days == days("2008-09-01", "2009-08-31")
    assert found["b"].source == "inferred"
    assert "witness" in found["b"].why


def test_last_year_of_a_dated_event_is_a_year() -> None:
    found = publication([witness(), other("b", said("U:year:-1:pub", "past", FLOOD_TOO))])
    assert found["b"].days == days("2009-01-01", "2009-12-31")


@pytest.mark.parametrize(
    ("formula", "bounds"),
    [
        ("U:year:-1:pub", days("2009-01-01", "2009-12-31")),
        ("AGO:-3:year:pub", days("2011-01-01", "2011-12-31")),
        ("M:1:last", days("2008-02-01", "2009-01-31")),
        ("U:month:-1:pub", days("2008-02-01", "2008-02-29")),
    ],
)
def test_no_day_is_left_out_however_early_in_its_year_the_event_was(formula: str, bounds: Days) -> None:
    found = publication([witness("Y:2008|M:1"), other("b", said(formula, "past", FLOOD_TOO))])
    assert found["b"].days == bounds


def test_earlier_this_month_was_said_between_the_event_and_the_month_s_end() -> None:
    dated = witness("Y:2008|M:1|D:29")
    found = publication([dated, other("b", said("U:month:0:pub|P:earlier", "past", FLOOD_TOO))])
    assert found["b"].days == days("2008-01-29", "2008-01-31")


def test_another_event_proves_nothing() -> None:
    elsewhere = said("M:8:last", "past", "The strike at the Lindau port was called off by Anna Berg.")
    assert publication([witness(), other("b", elsewhere)])["b"].days is None


def test_titles_and_a_name_are_no_event() -> None:
    one = "Vice President Anna Berg waited, said a deputy minister."
    two = "President Anna Berg, the vice chancellor, spoke to the prime minister."
    known = ArticleDays("witness", (clue("header", "2009-06-27"),), (said("Y:2008|M:8", "past", one),))
    assert publication([known, other("b", said("M:8:last", "past", two))])["b"].days is None


def test_an_article_s_own_sentences_do_not_date_it() -> None:
    own = other("b", said("Y:1834", "past", FLOOD), said("U:year:-1:pub", "past", FLOOD_TOO))
    assert publication([own])["b"].days is None


def test_the_year_that_the_text_has_named_is_not_its_own() -> None:
    the_year = replace(said("U:year:0:pub", "past", FLOOD_TOO), said="the end of the year")
    assert publication([witness(), other("b", the_year)])["b"].days is None
    this_year = replace(the_year, said="this year")
    assert publication([witness(), other("b", this_year)])["b"].days == days("2008-01-01", "2008-12-31")


def test_events_that_two_articles_date_differently_prove_nothing() -> None:
    twice = ArticleDays("other witness", (clue("header", "2006-03-03"),), (said("Y:2005|M:8", "past", FLOOD),))
    found = publication([witness(), twice, other("b", said("M:8:last", "past", FLOOD_TOO))])
    assert found["b"].days is None


def test_what_was_inferred_dates_others_in_turn() -> None:
    fair = "The Bregenz fair drew crowds, Mayor Huber of Lindau said."
    b = other("b", said("M:8:last", "past", FLOOD_TOO), said("Y:2009|M:2", "past", fair, 1))
    c = other("c", said("M:2:last", "past", fair))
    found = publication([witness(), b, c])
    assert found["b"].days == days("2009-02-01", "2009-08-31")
    assert found["c"].days == days("2009-03-01", "2010-02-28")


def test_next_month_and_a_date_of_the_same_event() -> None:
    ahead = said("U:month:1:pub", "future", "The council plans to hold drills there.", 1)
    drills = said("MD:5-6", "future", "The drills will run for weeks.", 2)
    past = said("MD:4-29", "past", "He spoke of it at the port.", 3)
    found = publication([witness(), other("b", said("M:8:last", "past", FLOOD_TOO), ahead, drills, past)])
    assert found["b"].days == days("2009-04-29", "2009-04-30")


def test_the_summer_that_is_not_the_last_one_has_just_ended() -> None:
    summer = said("S:SU", "past", "She took the post then.", 2)
    found = publication([witness(), other("b", said("U:year:-1:pub", "past", FLOOD_TOO), summer)])
    assert found["b"].days == days("2009-06-01", "2009-12-31")


def test_an_office_has_one_holder_at_a_time() -> None:
    earlier, later = OfficeHolder("berg", "mayor", "lindau"), OfficeHolder("huber", "mayor", "lindau")
    spring = ArticleDays("spring", (clue("header", "2009-01-10"),), (), (earlier,))
    summer = ArticleDays("summer", (clue("header", "2009-08-20"),), (), (earlier,))
    b = ArticleDays("b", (), (said("U:year:-1:pub", "past", FLOOD_TOO),), (later,))
    found = publication([witness(), spring, summer, b])["b"]
    assert found.days == days("2009-01-01", "2009-12-31")  # before January 10 or after August 20
    stated = [Term("huber", "mayor", "", date(2009, 3, 1), None, stated=True)]
    found = publication([witness(), spring, summer, b], terms=stated)["b"]
    assert found.days == days("2009-08-21", "2009-12-31")
    assert "Berg" in found.why


def test_terms_that_a_config_states() -> None:
    role = StatedRole("Mayor", "Lindau", date(2009, 3, 1))
    (term,) = stated_terms([StatedActor("Anna Huber", roles=(role, StatedRole("poet")))])
    assert (term.surname, term.role, term.of, term.first, term.last) == (
        "huber",
        "mayor",
        "lindau",
        date(2009, 3, 1),
        None,
    )


def test_a_dateline_without_a_year_takes_it_from_the_bounds() -> None:
    b = other("b", said("M:8:last", "past", FLOOD_TOO), clues=(clue("dateline", "--04-29"),))
    assert publication([witness(), b])["b"].days == days("2009-04-29", "2009-05-02")


def test_contradictions_are_told_not_hidden() -> None:
    b = other("b", said("M:8:last", "past", FLOOD_TOO), said("Y:2015", "past", "It was Huber who said so."))
    found = publication([witness(), b])["b"]
    assert found.days == days("2008-09-01", "2009-08-31")
    assert "against that" in found.why


def test_a_past_and_a_coming_date_enclose_the_day() -> None:
    b = other(
        "b", said("Y:2007|M:3", "past", "It opened to all."), said("Y:2009|M:5|D:3", "future", "It will close then.")
    )
    assert publication([b])["b"].days == days("2007-03-01", "2009-05-03")


def test_what_an_article_says_of_days_can_be_kept() -> None:
    holder = OfficeHolder("berg", "mayor", "lindau")
    article = ArticleDays("a/b.txt", (clue("header", "2009"),), (said("M:8:last", "past", FLOOD),), (holder,))
    assert unpacked(packed(article)) == article
    with pytest.raises(ValueError, match=r"."):
        unpacked("[1, 2]")


def test_evidence_is_taken_from_a_reading() -> None:
    text = "The flood hit Lindau last August. It was over in days."
    reading = Reading(
        sentences=(Span(0, 33), Span(34, 54)),
        times=(
            TimeExpression(Span(21, 32), "DATE", "M:8:last", 0, "past"),
            TimeExpression(Span(49, 53), "DURATION", "DUR:PXD:", 1, "past"),
        ),
    )
    (statement,) = evidence_of(Article("a", "a", text, (Block(Span(0, 54)),)), reading).statements
    assert statement.said == "last August"
    assert statement.names == {"linda"}
    assert "flood" in statement.words


def test_only_dates_that_depend_on_the_day_bear_on_it() -> None:
    assert bears(TimeExpression(Span(0, 1), "DATE", "M:8:last", 0))
    assert not bears(TimeExpression(Span(0, 1), "DATE", "U:day:1:ref", 0))
    assert not bears(TimeExpression(Span(0, 1), "DATE", "REF:PAST_REF", 0))


STATEMENTS = st.builds(
    said,
    st.sampled_from(["M:8:last", "U:year:-1:pub", "Y:2008|M:8", "MD:2-29", "MD:4-31", "S:SU:last", "U:month:1:pub",
                     "Y:0", "Y:9999|M:12", "HOL:easter:last", "AGO:-3:year:pub", "Q:3:last"]),
    st.sampled_from(["past", "present", "future", ""]),
    st.sampled_from([FLOOD, FLOOD_TOO, "", "He spoke."]),
    st.integers(0, 3),
)  # fmt: skip
CLUES = st.builds(
    clue,
    st.sampled_from(["meta", "file", "header", "dateline", "age"]),
    st.one_of(st.dates().map(str), st.sampled_from(["--02-29", "--99-99", "-P3Y", "", "2009-02-30", "9999-12", "--"])),
)
ARTICLES = st.lists(st.tuples(st.lists(CLUES, max_size=2), st.lists(STATEMENTS, max_size=4)), max_size=5)


@given(articles=ARTICLES)
@settings(max_examples=60, deadline=None)
def test_any_corpus_gets_ordered_days_and_reasons(
    articles: list[tuple[list[DayClue], list[DatedStatement]]],
) -> None:
    corpus = [ArticleDays(str(n), tuple(c), tuple(s)) for n, (c, s) in enumerate(articles)]
    found = publication(corpus)
    assert set(found) == {article.article for article in corpus}
    for published in found.values():
        assert published.why
        assert published.days is None or published.days.first <= published.days.last
        assert (published.days is None) == (published.source == "none")
