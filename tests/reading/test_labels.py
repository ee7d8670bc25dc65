"""Labels of speakers, at the beginning of a line and behind a sentence in it."""

from __future__ import annotations

import pytest

from tests.reading.attributing import article_of
from tui.model import Block, Span
from tui.reading.labels import FORMS, labels_of

CAPTION = (
    "They stood before the gates of the old harbour, as they had done in each of the forty years in which they met here"
)


def labels(text: str) -> list[str]:
    """Who is named by the labels of a text whose lines are one paragraph."""
    article = article_of(text)
    blocks = (Block(Span(0, len(text)), "text"),)
    return [" ".join(label.who.of(text).split()) for label in labels_of(type(article)("a", "a", text, blocks), FORMS)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "The two met the press. President of Norvik Ida Holm: Friends,\nwe have met.",
            ["President of Norvik Ida Holm"],
        ),
        ("They met. QUESTION: Will you stay? ANSWER: Yes.", ["QUESTION", "ANSWER"]),
        ("Ida Holm: We met.\nJon Berg: So we did.", ["Ida Holm", "Jon Berg"]),
        ("President of Norvik Ida Holm Holm IdaPresident of Norvik : We met.", ["President of Norvik Ida Holm"]),
        (f"{CAPTION}\nPresident of Norvik Ida Holm: Here.", ["President of Norvik Ida Holm"]),
    ],
)
def test_labels_of_speakers(text: str, who: list[str]) -> None:
    assert labels(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "What was agreed in the long halls of the United\nNations: peace, and no more than that.",
        "It is as it was with our friend of many years,\nthe then Danish Minister, who stated: it is late.",
        "The rule of the house is a plain one. Reason: nobody knows.",
        "It was said in the spring. Prime Minister Ida Holm: “We met.”",
    ],
)
def test_a_colon_where_a_line_broke_off_is_no_label(text: str) -> None:
    assert labels(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ida Holm, of Lindvik, sent a short warning to the council: we met.",
        "Senator Jon Rask, responding to the board, interrupted the talk: we met.",
        "Finally, with the vote a week away, Mayor Ida Holm spoke up: we met.",
        "Twitter: @lindvik",
    ],
)
def test_what_a_report_tells_before_a_colon_is_no_label(text: str) -> None:
    assert labels(text) == []
