"""What title and lead tell as happened without a day, and the day that it then rests on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.corpus.days.calendar import place_all
from tui.corpus.days.lead_days import place_leads
from tui.model import Article, Block, DatedExpression, Days, Span
from tui.reading.pipeline import parse
from tui.reading.read import reading_of

FRIDAY = Days(date(2031, 3, 7), date(2031, 3, 7))


def report(title: str, *paragraphs: str) -> Article:
    text = "\n\n".join((title, *paragraphs))
    blocks, at = [], 0
    for words in text.split("\n\n"):
        blocks.append(Block(Span(at, at + len(words)), "text" if blocks else "title"))
        at += len(words) + 2
    return Article("a", "a", text, tuple(blocks), title, blocks[0].span)


def told(nlp: Any, article: Article, published: Days | None = FRIDAY) -> list[DatedExpression]:
    (doc,) = parse(nlp, [article])
    reading = reading_of(doc, article)
    dated = place_all(article.text, reading.sentences, reading.times, published)
    return list(place_leads(article.text, reading.sentences, reading.times, reading.events, dated, published))


def verbs(nlp: Any, article: Article) -> list[tuple[str, str, str]]:
    return [(one.span.of(article.text), one.value, one.rests_on) for one in told(nlp, article)]


def test_title_and_lead_rest_on_the_day_of_publication(nlp: Any) -> None:
    article = report(
        "Museum closes east wing",
        "The Lowland museum closed its east wing after water came through the roof.",
        "Director Kari Lund said that the paintings were safe.",
    )
    assert verbs(nlp, article) == [(verb, "2031-03-07", "publication") for verb in ("closes", "closed", "said")]


def test_what_follows_a_day_in_the_lead_rests_on_that_day(nlp: Any) -> None:
    article = report(
        "Borg Motors recalls vans",
        "Borg Motors recalled 3,000 vans on Wednesday. The firm apologised to its customers.",
    )
    assert verbs(nlp, article) == [("recalls", "2031-03-05", "lead"), ("apologised", "2031-03-05", "lead")]
    assert told(nlp, article)[0].why == "no day stands with it, so it rests on that of the lead, “Wednesday”"


BACKGROUND = (
    "The Lowland museum closed its east wing.",
    "Director Kari Lund said that the paintings were safe.",
    "Rain came through the roof.",
    "The guards called her.",
)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The museum has called on the council to pay.", ["called"]),
        ("The council has pleaded not guilty.", ["pleaded"]),
        ("The museum opened its doors in a barn.", []),
        ("The museum has not paid.", []),
        ("The museum has always been poor.", []),
        ("The council has previously paid.", []),
        ("The museum had sold the roof.", []),
    ],
)
def test_below_the_lead_is_new_what_has_happened(nlp: Any, sentence: str, found: list[str]) -> None:
    article = report("Museum closes east wing", *BACKGROUND, sentence)
    assert [verb for verb, _, _ in verbs(nlp, article)][5:] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "The museum will close its east wing.",
        "The museum may have closed its east wing.",
        "The museum did not close its east wing.",
        "Has the museum closed its east wing?",
        "The museum is the largest in the country.",
        "The museum had closed its east wing.",
        "The museum plans to close its east wing.",
        "The museum closed its east wing in 1998.",
        "The museum closed its east wing on Thursday.",
    ],
)
def test_what_did_not_happen_is_a_state_or_has_a_day_of_its_own_rests_on_none(nlp: Any, sentence: str) -> None:
    assert verbs(nlp, report("News from the coast", sentence)) == []


def test_a_day_of_another_clause_dates_nothing(nlp: Any) -> None:
    article = report("News from the coast", "The council closed the mill that opened in 1998.")
    assert verbs(nlp, article) == [("closed", "2031-03-07", "publication")]


def test_below_the_lead_nothing_rests_on_the_publication_day(nlp: Any) -> None:
    article = report("News from the coast", *(f"The council closed mill {number}." for number in range(9)))
    assert len(verbs(nlp, article)) == 4


def test_an_article_whose_day_is_not_known_to_the_week_gives_none(nlp: Any) -> None:
    article = report("Museum closes east wing", "The museum closed its east wing.")
    assert told(nlp, article, None) == []
    assert told(nlp, article, Days(date(2031, 1, 1), date(2031, 12, 31))) == []


@given(words=st.text(max_size=200))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_has_its_verbs_inside(nlp: Any, words: str) -> None:
    article = Article("a", "a", words, (Block(Span(0, len(words))),))
    assert all(0 <= one.span.start < one.span.end <= len(words) for one in told(nlp, article))
