"""Stands in plain words are claims, and what cannot hold anything holds none."""

from __future__ import annotations

from typing import Any

import pytest
from attributing import attributions, told

STANDS = [
    ("The farmers were opposed to the dam.", "farmers", "opposed to", "the dam"),
    ("Norholm is against the dam.", "Norholm", "is against", "the dam"),
    ("Residents are in favour of the dam.", "Residents", "are in favour of", "the dam"),
    ("The mayor came out against the dam.", "mayor", "came out against", "the dam"),
    ("The mayor is a strong supporter of the dam.", "mayor", "is … supporter of", "the dam"),
    ("The mayor was one of the fiercest critics of the dam.", "mayor", "was … critics of", "the dam"),
]


@pytest.mark.parametrize(("text", "holder", "cue", "content"), STANDS)
def test_plain_stands_are_claims(nlp: Any, text: str, holder: str, cue: str, content: str) -> None:
    assert (holder, cue, content) in told(nlp, text)


@pytest.mark.parametrize(
    "text", ["Her willingness supports the plan to close the dam.", "The episode prompted a call for stronger dams."]
)
def test_a_thing_holds_nothing(nlp: Any, text: str) -> None:
    assert [holder for holder, _, _ in told(nlp, text) if holder in ("willingness", "episode")] == []


def test_what_is_left_out_is_no_content(nlp: Any) -> None:
    assert told(nlp, "The mayor wanted to.") == []


def test_what_is_compared_is_not_opposed(nlp: Any) -> None:
    text = "The account was in deficit by 76 million crowns against a shortfall of 93 million."
    assert [cue for _, cue, _ in told(nlp, text) if "against" in cue] == []


def test_neither_denies(nlp: Any) -> None:
    (said,) = (one for one in attributions(nlp, "Neither the union nor the board backs the fee.") if one.holder)
    assert said.negated
