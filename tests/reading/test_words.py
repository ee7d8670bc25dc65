"""Words for the index."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.model import Span
from tui.text.words import folded, phrase, tokens


def forms(text: str) -> list[str]:
    return [form for _, form in tokens(text, (Span(0, len(text)),))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The U.S. and US told us", ["the", "US", "and", "US", "told", "us"]),
        ("Russia's plan, Jones’ plan", ["russia", "plan", "jones", "plan"]),
        ("a cease-fire", ["a", "cease", "fire"]),
        ("in Gen\u00e8ve, \u0141\u00f3d\u017a", ["in", "geneve", "lodz"]),
        ("co\u00adoperate", ["cooperate"]),
        ("O'Brien, d’Ivoire", ["obrien", "divoire"]),
        ("Shi‘a, Saʿda, Al-Qāʿida", ["shia", "sada", "al", "qaida"]),
        ("it fell. Then it rose", ["it", "fell", "", "then", "it", "rose"]),
        ("St. Petersburg and S. Kolm", ["st", "petersburg", "and", "S", "kolm"]),
        ("the chief (new) said: yes", ["the", "chief", "", "new", "", "said", "", "yes"]),
        ("one\ntwo\n\nthree", ["one", "two", "", "three"]),
        ("3.5 million", ["3", "5", "million"]),
        ("NATO, Nato and WHO", ["nato", "nato", "and", "WHO"]),
        ("", []),
    ],
)
def test_folding_and_breaks(text: str, wanted: list[str]) -> None:
    assert forms(text) == wanted


def test_between_blocks_stands_a_break() -> None:
    text = "Talks resume\n\nKolm met"
    assert [form for _, form in tokens(text, (Span(0, 12), Span(14, 22)))] == ["talks", "resume", "", "kolm", "met"]


def test_a_line_broken_in_a_sentence_is_no_break() -> None:
    text = "they met at the Kolm\nDam today.\nThen"
    blocks = (Span(0, 20), Span(21, 31), Span(32, 36))
    assert [form for _, form in tokens(text, blocks)][4:] == ["kolm", "dam", "today", "", "then"]


def test_a_possessive_is_spanned_without_its_ending() -> None:
    text = "Russia's plan"
    assert [span.of(text) for span, _ in tokens(text, (Span(0, len(text)),))] == ["Russia", "plan"]


def test_phrases_have_no_breaks() -> None:
    assert phrase("Kolm: the dam") == ("kolm", "the", "dam")


@given(st.text(max_size=200))
def test_any_text_gives_spans_in_order_inside_it(text: str) -> None:
    at = 0
    for span, form in tokens(text, (Span(0, len(text)),)):
        assert at <= span.start <= span.end <= len(text)
        assert (span.start == span.end) == (form == "")
        at = span.end


@example("\x80\U0001d50d")
@example("\u0149a")
@example("\u33c2")
@given(st.text(min_size=1, max_size=20))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert folded(folded(word)) == folded(word)
