"""What only hangs behind a content is no part of it where the learned reader sees the content end before it."""

from __future__ import annotations

from typing import Any

import pytest
from attributing import article_of, told

from tui.reading.attribution.find_attributions import weighed
from tui.reading.attribution.learned.asides import without_aside
from tui.reading.attribution.parse import parse_of
from tui.reading.pipeline import parse


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The union thanked Anna Berg, who left the yard in May after a long strike.", "Anna Berg"),
        ("The envoy said the road would open in June, where it meets the old bridge.", "the road would open in June"),
        ("Ida Moe attacked the harbour board, which meets in Holm on Friday.", "the harbour board"),
    ],
)
def test_a_relative_clause_behind_a_content_that_the_reader_leaves_out_is_left_out(
    nlp: Any, text: str, content: str
) -> None:
    assert [said for _, _, said in told(nlp, text)] == [content]


def test_who_speaks_in_what_hangs_behind_is_heard_beside_the_first(nlp: Any) -> None:
    text = "Berg said she had met the envoy, who told her that the talks had failed."
    assert [(who, said) for who, _, said in told(nlp, text)] == [
        ("Berg", "she had met the envoy"),
        ("envoy", "that the talks had failed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the quay, which was built in May, was shut.",
        "The minister warned that the dam could burst, flooding the valley.",
        "The mayor praised the fishermen of Holm, a town of four thousand on the coast.",
    ],
)
def test_what_belongs_to_a_content_stays(nlp: Any, text: str) -> None:
    assert told(nlp, text)[0][2] == text.split(maxsplit=3)[3].rstrip(".")


def test_without_the_reader_a_content_stays_whole(nlp: Any) -> None:
    article = article_of("The union thanked Anna Berg, who left the yard in May after a long strike.")
    (doc,) = parse(nlp, [article])
    p = parse_of(doc, article.text)
    for one in weighed(p, article):
        assert without_aside(p, one, None) is one
