"""Words that evaluate, negate and lend force."""

from __future__ import annotations

from typing import Any

from tui.reading.stance import evaluations, lexicon


def test_evaluations_of_a_sentence(nlp: Any) -> None:
    text = "The plan is not useful; it must be called dangerous and would undermine trust."
    told = [(e.span.of(text), e.polarity, e.kind) for e in evaluations(nlp(text))]
    assert told == [
        ("not", 0, "negation"),
        ("useful", 1, "evaluative"),
        ("must", 0, "modal"),
        ("dangerous", -1, "evaluative"),
        ("would", 0, "modal"),
        ("undermine", -1, "evaluative"),
    ]


def test_every_word_has_one_role() -> None:
    assert all(polarity in (-1, 0, 1) for _, polarity, _ in lexicon().values())
