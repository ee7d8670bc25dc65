"""Courtesies and talk of the talk are no positions; what names an issue is one all the same."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.claims import resolve
from tui.corpus.courtesies import is_courtesy
from tui.model import Article, Attribution, Block, Claim, Issue, Published, Span
from tui.reading import reading_of
from tui.reading.pipeline import parse

QUAY = Issue("quay", "The quay", ("quay", "harbour"), (), "The quay should be built")


def claims(nlp: Any, *turns: str) -> list[str]:
    """The contents of a talk's claims."""
    lead = "ANN BERG: We want the quay, and I say so. The harbour needs our quay."
    text = "\n\n".join([lead, *(f"TOM LEE: {turn}" for turn in turns)])
    blocks = tuple(Block(Span(*line.span())) for line in re.finditer(r"[^\n]+", text))
    article = Article("a.txt", "a.txt", text, blocks)
    (doc,) = parse(nlp, [article])
    found: tuple[Claim, ...] = resolve(article, reading_of(doc, article), (), Published(None, "none", ""), (), [QUAY])
    return [" ".join(span.of(text) for span in claim.content) for claim in found if claim.holder == "Tom Lee"]


@pytest.mark.parametrize(
    "turn",
    [
        "Thank you for your kind attention.",
        "I would like to thank our hosts for their warm welcome.",
        "I wish you every success in your work.",
        "I welcome the opportunity to address this meeting.",
        "Let me now turn to another subject.",
        "I would like to say a few words on the following matters.",
        "I want to return to the issue that I mentioned before.",
        "We are very pleased to be here with you today.",
        "Let me begin by congratulating you on your election.",
    ],
)
def test_thanks_and_greetings_are_no_positions(nlp: Any, turn: str) -> None:
    assert claims(nlp, turn) == []


@pytest.mark.parametrize(
    "turn",
    [
        "I thank the council for its decision to build the quay.",
        "We welcome the opportunity to build the quay together.",
        "I want to return to the negotiations on the harbour.",
        "We want to begin work on the quay in May.",
    ],
)
def test_what_names_an_issue_is_a_claim(nlp: Any, turn: str) -> None:
    assert claims(nlp, turn)


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_words_are_looked_through(text: str, one: int, other: int) -> None:
    first, last = sorted((min(one, len(text)), min(other, len(text))))
    said = Attribution(
        source=(), cue=(), content=(Span(first, last),), kind="own", frame="own.clause", force="say", polarity=0,
        negated=False, sentence=0, turn=0,
    )  # fmt: skip
    assert is_courtesy(text, said, ()) in (True, False)
