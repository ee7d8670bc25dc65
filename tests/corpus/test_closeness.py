"""Close spellings, and what is not one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from tests.corpus.passage import Passage
from tui.corpus.crossref.evidence import ArticlePlace
from tui.corpus.crossref.hits import NO_HITS, Hits, Reason, merged, places
from tui.corpus.phrases.closeness import Phrase, find, inflections
from tui.corpus.phrases.definitions import defined, fits
from tui.corpus.phrases.lookalikes import Guard, country_of, slip
from tui.corpus.phrases.loose_order import reordered
from tui.corpus.phrases.shorter_names import shorter
from tui.corpus.phrases.spellings import Spellings, edits_allowed
from tui.corpus.phrases.vocabulary import Vocabulary
from tui.text.sounds import skeleton

GUARD = Guard(countries=country_of)


def found(text: str, *terms: str, guard: Guard = GUARD, fuzziness: int = 2) -> list[tuple[str, str, float]]:
    passage = Passage.of(text)
    phrases = [phrase for term in terms if (phrase := Phrase.of(term, fuzziness))]
    hits = find(phrases, Vocabulary(passage), guard)
    words = passage.texts(places(hits, passage))
    return [
        (word, hits.reasons[reason].by, score)
        for word, reason, score in zip(words, hits.reason, hits.scores, strict=True)
    ]


def words(text: str, *terms: str, guard: Guard = GUARD) -> list[str]:
    return [word for word, _, _ in found(text, *terms, guard=guard)]


@pytest.mark.parametrize(
    "text",
    ["South Ossetia", "SOUTH OSSETIA", "South\nOssetia", "South\u00a0Ossetia", "South-Ossetia", "South Oss\u00e9tia's"],
)
def test_the_same_word_differently_set_is_exact(text: str) -> None:
    assert [(by, score) for _, by, score in found(f"In {text} today.", "South Ossetia")] == [("name", 100.0)]


@pytest.mark.parametrize(
    "text",
    ["South Osetia", "South Ossteia", "S. Ossetia", "SouthOssetia", "South Ossetian", "South Osse-\ntia", "S Ossetia"],
)
def test_a_close_spelling_is_found_below_the_exact_one(text: str) -> None:
    ((word, by, score),) = found(f"In {text} today.", "South Ossetia")
    assert word == text
    assert by == "fuzzy"
    assert 50 <= score < 100


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("South Ossetia", "North Ossetia"),
        ("Iraq", "Iran"),
        ("Slovenia", "Slovakia"),
        ("Serbia", "Syria and Siberia"),
        ("Zambia", "Gambia"),
        ("Austria", "Australia"),
        ("sanctions", "actions"),
        ("mission", "session"),
        ("Interfax", "interval"),
        ("Niger", "Nigerian"),
        ("South Ossetia", "in the South. Ossetia said"),
        ("US", "they told us"),
        ("WHO", "those who came"),
    ],
)
def test_another_word_is_not_a_close_spelling(term: str, text: str) -> None:
    assert words(text, term) == []


@pytest.mark.parametrize(
    ("term", "text", "wanted"),
    [
        ("ceasefire", "a cease-fire holds", "cease-fire"),
        ("cease-fire", "a ceasefire holds", "ceasefire"),
        ("cooperation", "their co-operation", "co-operation"),
        ("missile defence", "a missile defense", "missile defense"),
        ("military exercise", "military exercises began", "military exercises"),
        ("treaty", "two treaties", "treaties"),
        ("Ana Kolm", "A. Kolm spoke", "A. Kolm"),
        ("Dmitri Volkov", "Dmitry Volkov", "Dmitry Volkov"),
        ("Abkhazia", "the Abkhaz side", "Abkhaz"),
        ("U.S.", "the US said", "US"),
        ("eu", "the EU said", "EU"),
    ],
)
def test_other_ways_to_write_it(term: str, text: str, wanted: str) -> None:
    assert words(text, term) == [wanted]


def test_another_name_of_the_corpus_is_never_a_close_spelling() -> None:
    assert words("Hansson left.", "Hanssen") == ["Hansson"]
    both = Guard(names=frozenset({"hansson", "hanssen"}))
    assert words("Hansson left.", "Hanssen", guard=both) == []
    assert words("Clinton left.", "Clifton", guard=Guard(names=frozenset({"clinton"}))) == []


def test_a_slip_of_the_pen_is_reached_though_it_was_read_as_a_name() -> None:
    both = Guard(frozenset({"stollmeier", "stollmeyer", "azerbaijan", "azerbajan"}), country_of)
    assert words("Stollmeyer left.", "Stollmeier", guard=both) == ["Stollmeyer"]
    assert words("Azerbajan voted.", "Azerbaijan", guard=both) == ["Azerbajan"]


@pytest.mark.parametrize(("one", "other"), [("andersen", "anderson"), ("daniel", "daniela"), ("petersen", "petersson")])
def test_two_names_are_no_slips_of_one_another(one: str, other: str) -> None:
    both = Guard(frozenset({one, other}), country_of)
    assert words(f"{other.title()} left.", one.title(), guard=both) == []


def test_a_name_may_be_asked_for_in_a_spelling_that_the_corpus_lacks() -> None:
    assert words("Afghanistan", "Afganistan", guard=Guard(frozenset({"afghanistan"}), country_of)) == ["Afghanistan"]


def test_a_word_that_the_corpus_uses_for_itself_is_none_either() -> None:
    passage = Passage()
    for _ in range(20):
        passage.add("A conservation of forests. A long conversation.")
    assert len(find([Phrase("x", ("conservation",), (False,))], Vocabulary(passage), GUARD)) == 20


def test_without_fuzziness_no_letter_may_differ() -> None:
    assert found("South Osetia, South Ossetian", "South Ossetia", fuzziness=0) == [("South Ossetian", "fuzzy", 90.0)]


def test_the_reason_says_why() -> None:
    passage = Passage.of("in South Osetia")
    hits = find([Phrase("South Ossetia", ("south", "ossetia"), (True, True))], Vocabulary(passage), GUARD)
    assert hits.reasons[0].why == '"osetia" is one letter from "ossetia"'


def test_of_overlapping_hits_the_better_is_kept() -> None:
    text = "The NATO-Russia Council met."
    assert words(text, "NATO", "NATO-Russia Council", "Russia Council") == ["NATO-Russia Council"]


def test_a_vocabulary_grows_with_its_index() -> None:
    passage = Passage.of("nothing here")
    vocabulary = Vocabulary(passage)
    term = [Phrase("Ossetia", ("ossetia",), (True,))]
    assert len(find(term, vocabulary, GUARD)) == 0
    number = passage.add("Osetia")
    hits = find(term, vocabulary, GUARD)
    assert places(hits, passage) == [ArticlePlace(number, 0, 6)]


def test_edits_go_by_the_shorter_word() -> None:
    assert [edits_allowed(letters) for letters in (5, 6, 8, 9)] == [0, 1, 1, 2]


def test_skeletons() -> None:
    assert skeleton("sergei") == skeleton("sergey")
    assert skeleton("kosovo") == skeleton("kosova")
    assert skeleton("slovenia") != skeleton("slovakia")
    assert skeleton("serbia") != skeleton("siberia")


def test_inflections() -> None:
    assert inflections("region") == ("regions",)
    assert inflections("territories") == ("territory",)
    assert inflections("class") == ()
    assert inflections("US") == ()


_SPELLING = st.text(alphabet=st.sampled_from("abesto\u00e9\u0444\u0561"), min_size=5, max_size=11)
_CHANGE = st.tuples(st.sampled_from(["in", "out", "swap"]), st.integers(0, 10), st.sampled_from("abz\u00e9\u0444"))


def changed(word: str, changes: list[tuple[str, int, str]]) -> str:
    for kind, place, letter in changes:
        at = place % max(1, len(word))
        before, here, after = word[:at], word[at : at + 1], word[at + 1 :]
        if kind == "in":
            word = before + letter + here + after
        else:
            word = before + after if kind == "out" else before + after[:1] + here + after[1:]
    return word


@given(
    st.lists(_SPELLING, min_size=1, max_size=4, unique=True),
    st.lists(st.lists(_CHANGE, max_size=3), max_size=6),
    st.lists(_SPELLING, max_size=6),
)
def test_no_close_word_is_passed_over(
    asked: list[str], changes: list[list[tuple[str, int, str]]], others: list[str]
) -> None:
    corpus = [*others, *(changed(word, change) for word in asked for change in changes)]
    spellings = Spellings()
    spellings.add(corpus[:3])
    spellings.add(corpus[3:])
    plainly = [
        (place, number, edits)
        for place, word in enumerate(asked)
        for number, other in enumerate(corpus)
        if 0 < (edits := OSA.distance(word, other)) <= edits_allowed(min(len(word), len(other))) and other.isalpha()
    ]
    assert spellings.close(asked) == plainly


TEXT = st.text(alphabet=st.sampled_from("abSoutheia .-\n'’\u00e9\u00adO"), max_size=80)


@given(TEXT, st.lists(TEXT, max_size=3))
def test_any_text_and_any_terms_give_places_in_order_and_apart(text: str, terms: list[str]) -> None:
    passage = Passage.of(text)
    hits: Hits = find([p for term in terms if (p := Phrase.of(term))], Vocabulary(passage), Guard())
    spots = places(hits, passage)
    assert all(0 <= spot.start < spot.end <= len(text) for spot in spots)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spots))
    assert np.all((hits.scores >= 50) & (hits.scores <= 100))


_HIT = st.tuples(st.integers(0, 30), st.integers(1, 3), st.sampled_from([80.0, 96.0, 100.0]))


@given(st.lists(st.lists(_HIT, max_size=8), max_size=3))
def test_of_hits_that_overlap_one_is_left(parts: list[list[tuple[int, int, float]]]) -> None:
    reason = Reason("name", "", "x")
    columns = [list(map(list, zip(*part, strict=True))) or [[], [], []] for part in map(sorted, parts)]
    made = merged(
        [
            Hits(
                np.array(keys, np.int64),
                np.array(lengths, np.int64),
                np.array(scores, float),
                np.zeros(len(keys), np.int64),
                (reason,),
            )
            for keys, lengths, scores in columns
        ]
    )
    every = {hit for part in parts for hit in part}
    left = list(zip(made.keys.tolist(), made.lengths.tolist(), made.scores.tolist(), strict=True))
    assert set(left) <= every
    assert all(key + length <= after for (key, length, _), (after, _, _) in itertools.pairwise(left))
    alone = [
        hit for hit in every if not any(hit != o and hit[0] < o[0] + o[1] and o[0] < hit[0] + hit[1] for o in every)
    ]
    assert set(alone) <= set(left)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Kolmenistan", "Kolmenstan"), ("Halvorsenia", "Halversenia"), ("Strandheim", "Strantheim"),
        ("Tamarova", "Tammarova"), ("Borkovskyy", "Borkovsky"), ("Lukaschik", "Lukashik"), ("Gerashenko", "Gerashenka"),
        ("Ballikoff", "Balikoff"), ("Karozhan", "Karozan"),
    ],
)  # fmt: skip
def test_a_name_with_a_slip_is_the_name_though_both_are_names_in_the_corpus(name: str, other: str) -> None:
    guard = Guard(frozenset({name.casefold(), other.casefold()}), country_of)
    assert words(f"They met {other} there.", name, guard=guard) == [other]
    assert slip(name.casefold(), other.casefold())


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ellersen", "Ellerson"), ("Morvanov", "Morvanova"), ("Martens", "Mertens"), ("Becker", "Decker"),
        ("Fischer", "Fisher"), ("Alexandra", "Alexandro")
    ],
)  # fmt: skip
def test_two_names_are_not_one(name: str, other: str) -> None:
    guard = Guard(frozenset({name.casefold(), other.casefold()}), country_of)
    assert not slip(name.casefold(), other.casefold())
    assert words(f"They met {other} there.", name, guard=guard) == []


def in_other_order(text: str, term: str) -> list[str]:
    passage = Passage.of(text)
    phrase = Phrase.of(term)
    assert phrase is not None
    return list(passage.texts(places(reordered([phrase], NO_HITS, Vocabulary(passage)), passage)))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Ministry of Harbours", "Harbours Ministry"),
        ("Fisheries Board", "Board of the Fisheries"),
        ("Treaty on the Sharing of Coastal Waters and Weirs", "Coastal Waters Sharing Treaty"),
        ("International Tide Measuring Agency", "International UN Tide Measuring Agency"),
        ("Harald Lind", "Lind, Harald"),
    ],
)
def test_words_of_a_long_name_stand_in_another_order_or_with_others_between(term: str, text: str) -> None:
    assert in_other_order(f"Then the {text} was named.", term) == [text]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Ministry of Harbours", "the Ministry of Works spoke of harbours"),
        ("Fisheries Board", "on board the fisheries ship"),
        ("International Tide Measuring Agency", "Tide Measuring Agency"),
        ("International Tide Measuring Agency", "international. Tide Measuring Agency"),
        ("Anna P. Borg", "Anna K. P. Borg"),
        ("Harald Lind", "Lind Harald"),
    ],
)
def test_other_words_or_other_initials_are_no_other_order(term: str, text: str) -> None:
    assert in_other_order(f"Then {text} was named.", term) == []


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("The Lowland Fisheries Board (LFB) met.", "Lowland Fisheries Board", "LFB"),
        ("The Lowland Fisheries Board, or LFB, met.", "Lowland Fisheries Board", "LFB"),
        ("The LFB (Lowland Fisheries Board) met.", "LFB", "Lowland Fisheries Board"),
        ("The Treaty on the Limits of Weirs (LWT) holds.", "LWT", "Treaty on the Limits of Weirs"),
    ],
)
def test_a_text_gives_another_name(text: str, name: str, other: str) -> None:
    passage = Passage.of(text)
    phrase = Phrase.of(name)
    assert phrase is not None
    assert defined(find([phrase], Vocabulary(passage), GUARD), passage) == [other]


def test_capitals_that_are_not_the_initials_are_no_other_name() -> None:
    assert not fits("USA", "Lowland Fisheries Board")
    assert not fits("LB", "Lowland Fisheries and Harbours Board of Norsund")


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_at_all_is_looked_through(text: str, term: str) -> None:
    passage = Passage.of(text)
    phrase = Phrase.of(term)
    if phrase is not None:
        vocabulary = Vocabulary(passage)
        defined(find([phrase], vocabulary, GUARD), passage)
        reordered([phrase], NO_HITS, vocabulary)


@pytest.mark.parametrize(
    ("term", "text", "wanted"),
    [
        ("Borg A12", "A Borg A12 burnt. The A12 landed.", ["A12"]),
        ("Borg A12", "The A12 landed.", []),
        ("Borg A12", "A Borg A12 burnt. The Lund A12 landed.", []),
        ("Norsund Composite Index", "The Norsund Composite Index fell. The Norsund rose at Norsund.", ["Norsund"]),
        ("Dun Kolm Industrial Average", "The Dun Kolm Industrial Average fell. The Dun lost 3%.", ["Dun"]),
        ("Kolmar Dam", "The Kolmar Dam broke. Kolmar wept, and no dam held.", []),
        ("South Kolmar", "In South Kolmar, and in Kolmar.", []),
        ("Borg Motors", "Borg Motors sold motors. Motors are dear.", []),
    ],
)
def test_a_shorter_name_stands_for_the_thing_that_its_article_names(term: str, text: str, wanted: list[str]) -> None:
    passage = Passage.of(text)
    phrase, vocabulary = Phrase.of(term), Vocabulary(passage)
    assert phrase is not None
    whole = find([phrase], vocabulary, GUARD)
    both = merged([whole, shorter(phrase, whole, vocabulary, GUARD)])
    reached = zip(passage.texts(places(both, passage)), both.reason, strict=True)
    assert [word for word, reason in reached if both.reasons[reason].by == "alias"] == wanted
