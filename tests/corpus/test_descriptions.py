"""Descriptions of the watchlist: words that stand together."""

from __future__ import annotations

import pytest

from tests.corpus.passage import Passage
from tui.corpus.crossref.hits import NO_HITS, places
from tui.corpus.phrases.closeness import Phrase, find
from tui.corpus.phrases.descriptions import Description, compiled, describe
from tui.corpus.phrases.lookalikes import Guard
from tui.corpus.phrases.vocabulary import Vocabulary

REGIONS = "(Georgian) breakaway/rebel/separatist region/province/territory"


def described(text: str, *descriptions: str, terms: tuple[str, ...] = ()) -> list[tuple[str, float]]:
    passage = Passage.of(text)
    vocabulary = Vocabulary(passage)
    phrases = [phrase for term in terms if (phrase := Phrase.of(term))]
    known = find(phrases, vocabulary, Guard()) if phrases else NO_HITS
    hits = describe(compiled(descriptions), known, vocabulary, Guard())
    return [(word, float(score)) for word, score in zip(passage.texts(places(hits, passage)), hits.scores, strict=True)]


def test_with_its_name_a_description_stands_by_itself() -> None:
    assert described("Troops hold breakaway Georgian regions.", REGIONS) == [("breakaway Georgian regions", 92.0)]
    assert described("Georgia's separatist provinces", REGIONS) == [("Georgia's separatist provinces", 92.0)]
    assert described("rebel regions of Georgia", REGIONS) == [("rebel regions", 92.0)]


def test_without_its_name_it_needs_the_article() -> None:
    assert described("They took back rebel territory.", REGIONS) == []
    assert described("Ossetia burns. They took back rebel territory.", REGIONS, terms=("Ossetia",)) == [
        ("rebel territory", 80.0)
    ]
    assert described("Georgia spoke. They took back rebel territory.", REGIONS) == [("rebel territory", 80.0)]
    text = "Breakaway Georgian regions. Two rebel regions."
    assert [word for word, _ in described(text, REGIONS)] == ["Breakaway Georgian regions", "rebel regions"]


@pytest.mark.parametrize(
    "text",
    [
        "Georgian regions vote",
        "a rebel envoy from the Georgian region",
        "The rebels left. Regions of Georgia vote",
        "a region without any of the well known rebel fighters",
        "the Georgian government called the separatist leader to the capital of that region",
    ],
)
def test_words_that_do_not_stand_together_are_no_description(text: str) -> None:
    assert described(f"Ossetia. {text}", REGIONS, terms=("Ossetia",)) == []


def test_common_terms_do_not_stand_for_an_issue_that_has_names() -> None:
    text = "The ceasefire holds in rebel territory."
    passage = Passage.of(text)
    vocabulary = Vocabulary(passage)
    terms = find([Phrase("ceasefire", ("ceasefire",), (False,))], vocabulary, Guard())
    assert len(describe(compiled([REGIONS]), terms, vocabulary, Guard())) == 1
    assert len(describe(compiled([REGIONS]), terms, vocabulary, Guard(), names_only=True)) == 0


def test_a_hyphenated_word_is_one_alternative() -> None:
    assert described("Ossetia, a pro-Moscow region", "pro-Moscow region", terms=("Ossetia",)) == [
        ("pro-Moscow region", 80.0)
    ]


def test_names_may_stand_on_either_side() -> None:
    text = "closer ties with Russia; Russian ties"
    assert [word for word, _ in described(text, "Russia ties")] == ["ties", "Russian ties"]


def test_what_has_no_word_is_no_description() -> None:
    assert Description.of("(Georgian)") is None
    assert Description.of("/ ()") is None
