"""Mentions are fetched as they are looked at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tui.corpus.crossref.paged import PAGE, PagedMentions
from tui.model import Mention, Span

ARTICLES = 3 * PAGE


def paged() -> tuple[PagedMentions, list[list[int]]]:
    """Two mentions in each of some articles, and the articles that were fetched together."""
    fetched: list[list[int]] = []

    def fetch(articles: Sequence[int]) -> list[list[Mention]]:
        fetched.append(list(articles))
        return [[Mention(f"a{n}", Span(at, at + 1), "name", 100.0, None, "x", "") for at in (3, 7)] for n in articles]

    numbers = np.arange(100, 100 + ARTICLES)
    return PagedMentions(numbers, np.full(ARTICLES, 2), fetch), fetched


def test_one_that_is_looked_at_costs_its_article_alone() -> None:
    mentions, fetched = paged()
    assert mentions[5].article == "a102"
    assert mentions[-1].article == f"a{99 + ARTICLES}"
    assert [mention.span.start for mention in mentions.of(102)] == [3, 7]
    assert fetched == [[102], [99 + ARTICLES]]


def test_going_through_all_fetches_many_at_once_and_none_twice() -> None:
    mentions, fetched = paged()
    assert [mention.article for mention in mentions][::2] == [f"a{100 + n}" for n in range(ARTICLES)]
    assert [len(articles) for articles in fetched] == [PAGE] * 3
    assert dict(mentions.by_article())[100] == mentions.of(100)
    assert len(fetched) == 3


def test_a_stretch_is_what_its_indexes_say() -> None:
    mentions, fetched = paged()
    assert [mention.article for mention in mentions[3:8]] == ["a101", "a102", "a102", "a103", "a103"]
    assert fetched == [[101, 102, 103]]
    assert mentions[4:0:-3] == (mentions[4], mentions[1])
    assert mentions[9:9] == ()
