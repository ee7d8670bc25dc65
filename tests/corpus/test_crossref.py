"""Cross-references over evidence in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.corpus.passage import Passage
from tui.config import Config
from tui.corpus.crossref.crossrefs import Crossreferences, crossref
from tui.corpus.crossref.evidence import (
    POSITION_BITS,
    ArticleColumns,
    ArticlePlace,
    Ints,
    Keys,
    MentionColumns,
    Part,
)
from tui.corpus.crossref.month_counts import monthly, months_of
from tui.corpus.crossref.paged import counted
from tui.corpus.crossref.selected_days import days_of
from tui.model import Actor, Claim, Days, Issue, IssueStance, Mention, Selection, Span

TEXTS = {
    "b.txt": "The Kolmar Dam divides Arland. Mayor Ada Vessel wants the Kolmar Dam. She said so.",
    "a.txt": "Arland votes on the Kolmra Dam in June, and on the disputed dam.",
    "c.txt": "Nobody has been here. The disputed dam of another land.",
}
DAYS = {"b.txt": date(2010, 5, 1), "a.txt": date(2010, 6, 2)}
ISSUE = Issue("kolmar-dam", "The dam", ("Kolmar Dam",), ("disputed/planned dam",), "It should be built")
CONFIG = Config(issues=(ISSUE,))
MAYOR = Actor("p1", "Ada Vessel", "person", (("Ada Vessel", 1), ("She", 1)))
OTHER = Actor("x1", "Kolmra Dam", "place", (("Kolmra Dam", 1),))
DAM = Actor("d1", "Kolmar Dam", "place", (("Kolmar Dam", 1),))
ACTORS = {"p1": MAYOR, "d1": DAM, "x1": OTHER}
ONE, NONE = np.array([1], np.int64), np.zeros(0, np.int64)


def span(key: str, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXTS[key].index(words, at + 1)
    return Span(at, at + len(words))


MENTIONS = [
    Mention("b.txt", span("b.txt", "Ada Vessel"), "name", actor="p1", text="Ada Vessel"),
    Mention("b.txt", span("b.txt", "She"), "pronoun", 80, "p1", "She", "the nearest person"),
    Mention("b.txt", span("b.txt", "Kolmar Dam"), "name", actor="d1", text="Kolmar Dam"),
    Mention("a.txt", span("a.txt", "Kolmra Dam"), "name", actor="x1", text="Kolmra Dam"),
]
CLAIM = Claim(
    id="k1", article="b.txt", holder="Ada Vessel", holder_id="p1", side=None,
    source=(span("b.txt", "Mayor Ada Vessel"),), cue=(span("b.txt", "wants"),),
    content=(span("b.txt", "the Kolmar Dam"),), kind="indirect",
    stances=(IssueStance("kolmar-dam", "for"),), force="ask", to=None,
    days=Days(date(2010, 5, 1), date(2010, 5, 1)), confidence=0.9, why=(),
)  # fmt: skip


class Shelf(Passage):
    """Evidence over three texts, with what a reading would have tied."""

    fetched: int = 0

    @classmethod
    def filled(cls) -> Shelf:
        shelf = cls()
        for text in TEXTS.values():
            shelf.add(text)
        return shelf

    def articles(self) -> ArticleColumns:
        days = np.array([DAYS["b.txt"].toordinal(), DAYS["a.txt"].toordinal(), 0])
        return ArticleColumns(np.array([1, 2, 3]), days, days, np.array([True, True, True]))

    def keys(self, articles: Sequence[int]) -> Sequence[str]:
        return [list(TEXTS)[number - 1] for number in articles]

    def number(self, key: str) -> int | None:
        return list(TEXTS).index(key) + 1 if key in TEXTS else None

    def actor(self, key: str) -> Actor | None:
        return ACTORS.get(key)

    def actors_called(self, form: str) -> Sequence[Actor]:
        return [actor for actor in (MAYOR, DAM) if form == actor.name]

    def name_words(self) -> Iterable[str]:
        return ["ada", "vessel"]

    def actor_sums(self, actor: str) -> Sequence[tuple[int, int]]:
        return [(1, sum(mention.actor == actor for mention in MENTIONS))]

    def alike(self, actor: str) -> Sequence[tuple[Actor, str]]:
        return []

    def called_like(self, name: str) -> Sequence[tuple[Actor, str, float]]:
        return []

    def actor_mentions(self, actor: str, articles: Sequence[int]) -> Sequence[Mention]:
        self.fetched += 1
        return [m for m in MENTIONS if m.actor == actor and self.number(m.article) in articles]

    def mentions_over(self, places: Sequence[ArticlePlace]) -> Sequence[tuple[ArticlePlace, Mention]]:
        return [
            (place, mention)
            for place in places
            for mention in MENTIONS
            if self.number(mention.article) == place.article and Span(place.start, place.end).overlaps(mention.span)
        ]

    def beside(self, places: Sequence[ArticlePlace]) -> Sequence[tuple[str, int]]:
        return [("p1", 1)] if any(place.article == 1 for place in places) else []

    def beside_actor(self, actor: str) -> Sequence[tuple[str, int]]:
        return [("p1", 1), ("d1", 2)]

    def claim(self, key: str) -> Claim | None:
        return CLAIM if key == "k1" else None

    def claim_number(self, key: str) -> int | None:
        return 1 if key == "k1" else None

    def claim_ids(self, claims: Sequence[int]) -> Sequence[str]:
        return [f"k{number}" for number in claims]

    def mentions_at(self, words: Keys) -> MentionColumns:
        rows = []
        for mention in MENTIONS:
            number = self.number(mention.article) or 0
            if number in words >> POSITION_BITS:
                starts, ends = self.offsets(number)
                base = number << POSITION_BITS
                first = base + int(np.searchsorted(ends, mention.span.start, side="right"))
                last = base + int(np.searchsorted(starts, mention.span.end)) - 1
                rows.append((first, last, self.actor_number(mention.actor or ""), mention.by == "metonym"))
        table = np.array(rows, np.int64).reshape(-1, 4)
        return MentionColumns(table[:, 0], table[:, 1], table[:, 2], table[:, 3] > 0)

    def actor_number(self, key: str) -> int | None:
        return list(ACTORS).index(key) + 1 if key in ACTORS else None

    def actor_keys(self, numbers: Iterable[int]) -> Mapping[int, str]:
        return {number: list(ACTORS)[number - 1] for number in numbers}

    def beside_words(self, words: Keys) -> Sequence[tuple[str, int]]:
        return [("p1", 1)] if (words >> POSITION_BITS == 1).any() else []

    def claims_over(self, first: Keys, last: Keys, part: Part = "content") -> Ints:
        starts, ends = super().offsets(1)
        at = first >> POSITION_BITS == 1
        words = zip(first[at] % (1 << POSITION_BITS), last[at] % (1 << POSITION_BITS), strict=True)
        over = (Span(int(starts[a]), int(ends[b])) for a, b in words)
        said = CLAIM.content if part == "content" else CLAIM.source
        return ONE if any(said[0].overlaps(one) for one in over) else NONE

    def claims_about_actor(self, actor: str) -> Ints:
        return ONE if actor == "d1" else NONE

    def claims_of_actor(self, actor: str) -> Ints:
        return ONE if actor == "p1" else NONE

    def claims_of_issue(self, issue: str) -> Ints:
        return ONE if issue == ISSUE.id else NONE

    def claims_in(self, articles: Sequence[int]) -> Ints:
        return ONE if 1 in articles else NONE

    def claims_on(self, days: Days) -> Ints:
        return ONE if CLAIM.days and days.first <= CLAIM.days.first <= days.last else NONE

    def dated(self, days: Days) -> Sequence[tuple[ArticlePlace, Span]]:
        here = span("a.txt", "June")
        return [(ArticlePlace(2, here.start, here.end), Span(0, 40))] if days.first.month == 6 else []


class Anew(Shelf):
    """Whose articles are being written anew, one after the other: the words have no places in the text."""

    def offsets(self, article: int) -> tuple[Ints, Ints]:
        return NONE, NONE


@pytest.fixture
def shelf() -> Shelf:
    return Shelf.filled()


@pytest.mark.parametrize(
    "selection",
    [Selection("term", "Kolmar Dam"), Selection("issue", "kolmar-dam"), Selection("actor", "d1")],
    ids=lambda selection: selection.kind,
)
def test_of_an_article_that_is_written_anew_meanwhile_no_word_is_shown(shelf: Shelf, selection: Selection) -> None:
    assert list(crossref(selection, shelf, CONFIG).mentions)
    made = crossref(selection, Anew.filled(), CONFIG)
    assert all(mention.span.start < mention.span.end for mention in made.mentions)


def test_a_term_in_the_order_of_days(shelf: Shelf) -> None:
    made = crossref(Selection("term", "Kolmar Dam"), shelf, CONFIG)
    assert [(m.article, m.text, m.by) for m in made.mentions] == [
        ("b.txt", "Kolmar Dam", "name"),
        ("b.txt", "Kolmar Dam", "name"),
        ("a.txt", "Kolmra Dam", "fuzzy"),
        ("a.txt", "disputed dam", "description"),
    ]
    assert tuple(made.by_article) == (("b.txt", 2), ("a.txt", 2))
    assert made.by_month == (("2010-05", 2), ("2010-06", 2))
    assert tuple(made.claims) == ("k1",)
    assert made.by_actor == (("p1", 1),)


def test_a_description_that_another_term_overlaps_is_a_mention_all_the_same(shelf: Shelf) -> None:
    overlapping = Issue("kolmar-dam", "The dam", ("Kolmar Dam", "on the disputed dam"), ("disputed dam",), "")
    made = crossref(Selection("term", "Kolmar Dam"), shelf, Config(issues=(overlapping,)))
    assert ("a.txt", "disputed dam", "description") in [(m.article, m.text, m.by) for m in made.mentions]


def test_an_issue(shelf: Shelf) -> None:
    made = crossref(Selection("issue", "kolmar-dam"), shelf, CONFIG)
    assert len(made.mentions) == 4
    assert tuple(made.claims) == ("k1",)
    assert crossref(Selection("issue", "no-such"), shelf, CONFIG).mentions == ()


def test_an_actor_has_what_reading_tied_and_what_the_words_show_beyond(shelf: Shelf) -> None:
    made = crossref(Selection("actor", "d1"), shelf, CONFIG)
    assert [(m.article, m.by, m.text) for m in made.mentions if m.article == "b.txt"] == [
        ("b.txt", "name", "Kolmar Dam"),
        ("b.txt", "name", "Kolmar Dam"),
    ]
    assert all(m.actor == "d1" for m in made.mentions)
    assert tuple(made.claims) == ("k1",)
    assert made.by_actor == (("p1", 1),)
    assert tuple(made.held) == ()


def test_a_spelling_that_reading_took_for_another_actor_is_found_unless_a_person_says_it_is_one(shelf: Shelf) -> None:
    made = crossref(Selection("actor", "d1"), shelf, CONFIG)
    assert [(m.text, m.by) for m in made.mentions if m.article == "a.txt"] == [
        ("Kolmra Dam", "fuzzy"),
        ("disputed dam", "description"),
    ]
    apart = replace(CONFIG, never_same=(("Kolmra Dam", "Kolmar Dam"),))
    made = crossref(Selection("actor", "d1"), shelf, apart)
    assert [m.text for m in made.mentions if m.article == "a.txt"] == ["disputed dam"]


def test_an_actor_holds_claims(shelf: Shelf) -> None:
    made = crossref(Selection("actor", "p1"), shelf, CONFIG)
    assert [m.by for m in made.mentions] == ["name", "pronoun"]
    assert tuple(made.held) == ("k1",)
    assert tuple(made.claims) == ()


def test_mentions_are_fetched_when_they_are_looked_at(shelf: Shelf) -> None:
    made = crossref(Selection("actor", "p1"), shelf, CONFIG)
    assert len(made.mentions) == 2
    assert shelf.fetched == 0
    assert made.mentions[-1].text == "She"
    assert made.mentions[0:1][0].text == "Ada Vessel"
    assert shelf.fetched == 1
    with pytest.raises(IndexError):
        made.mentions[2]


def test_a_claim_an_article_and_days(shelf: Shelf) -> None:
    claim = crossref(Selection("claim", "k1"), shelf, CONFIG)
    assert [m.text for m in claim.mentions] == ["Ada Vessel"]
    assert tuple(claim.claims) == ("k1",)
    article = crossref(Selection("article", "b.txt"), shelf, CONFIG)
    assert len(article.mentions) == 3
    assert tuple(article.by_article) == (("b.txt", 3),)
    assert article.by_actor == (("p1", 2), ("d1", 1))
    days = crossref(Selection("days", "2010-06"), shelf, CONFIG)
    assert [(m.article, m.text) for m in days.mentions] == [("a.txt", "June")]
    assert tuple(crossref(Selection("days", "2010-05-01"), shelf, CONFIG).claims) == ("k1",)


@pytest.mark.parametrize("kind", ["actor", "issue", "claim", "days", "article", "term"])
def test_what_is_not_known_is_empty(shelf: Shelf, kind: str) -> None:
    made = crossref(Selection(kind, "--"), shelf, CONFIG)  # type: ignore[arg-type]
    assert len(made.mentions) == 0
    assert tuple(made.claims) == ()


def test_counts_follow_the_index(shelf: Shelf) -> None:
    ties = Crossreferences(shelf, CONFIG)
    assert len(ties.hits("Arland")) == 2
    assert len(ties.issue_hits(ISSUE)) == 4


def test_days_of() -> None:
    assert days_of("2010") == Days(date(2010, 1, 1), date(2010, 12, 31))
    assert days_of("2010-12") == Days(date(2010, 12, 1), date(2010, 12, 31))
    assert days_of("2010-02-03/2010-02-05") == Days(date(2010, 2, 3), date(2010, 2, 5))
    assert days_of("soon") is None


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 9)), unique_by=lambda row: row[0]),
    st.lists(st.tuples(st.integers(0, 800_000), st.integers(0, 70)), min_size=41, max_size=41),
)
def test_months_are_summed_as_one_would_by_hand(counts: list[tuple[int, int]], days: list[tuple[int, int]]) -> None:
    first = np.array([day for day, _ in days], np.int64)
    last = np.where(first > 0, first + [more for _, more in days], 0)
    columns = ArticleColumns(np.arange(41), first, last, np.ones(41, bool))
    months, month = months_of(columns)
    numbers = np.array([number for number, _ in counts], np.int64)
    expected: Counter[str] = Counter()
    for number, count in counts:
        if first[number]:
            begins, ends = date.fromordinal(int(first[number])), date.fromordinal(int(last[number]))
            if (begins.year, begins.month) == (ends.year, ends.month):
                expected[begins.isoformat()[:7]] += count
    made = monthly(months, month[numbers], np.array([count for _, count in counts], np.int64))
    assert made == tuple(sorted(expected.items()))


@given(st.lists(st.integers(0, 9)))
def test_numbers_that_rise_are_counted(numbers: list[int]) -> None:
    found, counts = counted(np.array(sorted(numbers), np.int64))
    assert dict(zip(found.tolist(), counts.tolist(), strict=True)) == Counter(numbers)
