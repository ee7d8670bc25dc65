"""Where a speaker has the word: what is asked of others, what "we" hold, and what only says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.test_turns import article, read
from tui.model import text_of

LEAD = "ANN BERG: I want to tell you what we think of it, as we often do. "
TAIL = "\n\nTOM LEE: We heard you, and I agree with our friend."


def said(nlp: Any, sentence: str) -> list[tuple[str, str, str]]:
    """Kind, source and content of what stands in a sentence and in no other claim."""
    text = LEAD + sentence + TAIL
    start = text.index(sentence)
    return [
        (a.kind, text_of(text, a.source), text_of(text, a.content))
        for a in read(nlp, article(text)).attributions
        if a.within is None and start <= a.content[0].start < start + len(sentence)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour council should demand an end to the dumping.",
        "All parties must declare their commitment to the treaty.",
        "The coastal states need to agree on common rules.",
        "The union must play a larger part and insist on new elections.",
    ],
)
def test_what_others_ought_to_do_is_asked_by_who_speaks(nlp: Any, sentence: str) -> None:
    assert said(nlp, sentence) == [("own", "", sentence.rstrip("."))]


def test_what_others_say_is_still_theirs(nlp: Any) -> None:
    assert [who for _, who, _ in said(nlp, "The mayor said that the quay is closed.")] == ["The mayor"]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("I would like to stress that the quay is safe.", "that the quay is safe"),
        ("This is why my delegation welcomes the recent decision.", "the recent decision"),
        ("I am sure that the terms agreed upon with the board will be enough to open the quay.",
         "that the terms agreed upon with the board will be enough to open the quay"),
        ("That is why the treaty must be signed by all states.", "the treaty must be signed by all states"),
        ("Let us end the war in the valley.", "Let us end the war in the valley"),
    ],
)  # fmt: skip
def test_the_content_is_what_is_held(nlp: Any, sentence: str, content: str) -> None:
    assert [words for _, _, words in said(nlp, sentence)] == [content]
