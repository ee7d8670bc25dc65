"""The sample corpus by its watchlist: what a careful reader would mark as South Ossetia, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.passage import Passage
from tui import documents
from tui.config import Config, load
from tui.corpus.crossref.hits import NO_HITS, Hits, places
from tui.corpus.phrases.closeness import Phrase, find
from tui.corpus.phrases.descriptions import compiled, describe
from tui.corpus.phrases.lookalikes import Guard, country_of
from tui.corpus.phrases.vocabulary import Vocabulary
from tui.model import Article

PROJECT = Path(__file__).parents[2]
GUARD = Guard(countries=country_of)


@pytest.fixture(scope="module")
def config() -> Config:
    return load(PROJECT / "config.yaml")


@pytest.fixture(scope="module")
def shelf() -> tuple[Passage, list[str]]:
    passage, keys = Passage(), []
    for path in sorted((PROJECT / "seeds").glob("*.txt")):
        for article in documents.read(path, PROJECT / "seeds"):
            assert isinstance(article, Article)
            passage.add(article.text, article.body)
            keys.append(article.key[:3])
    return passage, keys


def found(hits: Hits, shelf: tuple[Passage, list[str]]) -> list[tuple[str, str]]:
    passage, keys = shelf
    spots = places(hits, passage)
    return [(keys[spot.article - 1], text) for spot, text in zip(spots, passage.texts(spots), strict=True)]


def test_the_issues_have_the_ids_that_scripts_know(config: Config) -> None:
    assert [issue.id for issue in config.issues] == [
        "south-ossetia-abkhazia", "nato-russia-ties", "nato-enlargement", "afghanistan", "cfe-treaty", "security-pact",
        "missile-defence", "georgia-exercises", "osce-mission", "piracy-terrorism",
    ]  # fmt: skip
    assert all(issue.proposition and issue.terms for issue in config.issues)
    assert config.warnings == ()


def test_south_ossetia_by_name(shelf: tuple[Passage, list[str]]) -> None:
    term = Phrase.of("South Ossetia")
    assert term
    hits = find([term], Vocabulary(shelf[0]), GUARD)
    assert [key for key, _ in found(hits, shelf)] == ["000"] * 5 + ["001"] * 2 + ["002", "004"]
    assert all(score == 100 for score in hits.scores)


def test_south_ossetia_by_description(config: Config, shelf: tuple[Passage, list[str]]) -> None:
    issue, vocabulary = config.issues[0], Vocabulary(shelf[0])
    terms = find([phrase for term in issue.terms if (phrase := Phrase.of(term))], vocabulary, GUARD)
    hits = describe(compiled(issue.descriptions), terms, vocabulary, GUARD, names_only=True)
    assert found(hits, shelf) == [
        ("000", "Rebel Regions"),
        ("000", "breakaway Georgian regions"),
        ("000", "separatist regions"),
        ("001", "rebel territory"),
        ("001", "rebel regions"),
        ("002", "pro-Moscow region"),
        ("003", "breakaway Georgian regions"),
        ("004", "Georgia’s separatist provinces"),
    ]


@pytest.mark.parametrize("term", ["North Ossetia", "Slovakia", "Iraq", "Serbia", "sanctions"])
def test_what_the_articles_do_not_speak_of(term: str, shelf: tuple[Passage, list[str]]) -> None:
    phrase = Phrase.of(term)
    assert phrase
    assert found(find([phrase], Vocabulary(shelf[0]), GUARD), shelf) == []


def test_every_issue_is_found_somewhere(config: Config, shelf: tuple[Passage, list[str]]) -> None:
    vocabulary = Vocabulary(shelf[0])
    for issue in config.issues:
        phrases = [phrase for term in issue.terms if (phrase := Phrase.of(term, issue.fuzziness))]
        assert find(phrases, vocabulary, GUARD) is not NO_HITS, issue.id
