"""Which issues a claim belongs to."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.issues import belongs, find_description, find_words, hits
from tui.model import Block, Issue, Span

DAM = Issue("dam", "The dam", ("dam", "reservoir"), ("river/valley (new) plan/project",), "The dam should be built")
FISH = Issue("fish", "Fishing", ("fishing rights", "nets"))


def blocks_of(text: str) -> tuple[Block, ...]:
    return tuple(Block(Span(*line.span())) for line in re.finditer(r"[^\n]+", text))


def belonging(text: str, content: str, sentence: str) -> list[tuple[str, str]]:
    at, around = text.index(content), text.index(sentence)
    spans = [Span(at, at + len(content))]
    found = belongs(text, blocks_of(text), hits(text, (DAM, FISH)), spans, Span(around, around + len(sentence)))
    return [(b.issue, b.where) for b in found]


def test_words_are_found_inflected_and_over_line_breaks() -> None:
    assert len(find_words("fishing rights", "Fishing\nrights and fishing-rights, never fishing alone.")) == 2
    assert len(find_words("reject", "They rejected it; she rejects it, rejecting all.")) == 3
    assert not find_words("dam", "A damp day in Amsterdam.")


def test_descriptions_stand_together_in_any_order() -> None:
    assert find_description("river/valley plan/project", "the plan for the river")
    assert not find_description("river/valley plan/project", "The plan failed. A river rose.")


def test_what_the_content_names_counts() -> None:
    text = "The mayor said the dam would harm nets."
    assert belonging(text, "the dam would harm nets", text) == [("dam", "content"), ("fish", "content")]


def test_where_it_names_nothing_its_sentence_does() -> None:
    text = "Asked about the dam, the mayor said it was late."
    assert belonging(text, "it was late", text) == [("dam", "sentence")]


def test_what_points_back_belongs_to_the_paragraph() -> None:
    text = "The dam is nearly done. The mayor welcomed this decision."
    assert belonging(text, "this decision", "The mayor welcomed this decision.") == [("dam", "paragraph")]


def test_what_points_nowhere_belongs_nowhere() -> None:
    text = "The dam is nearly done. The mayor praised a singer."
    assert belonging(text, "a singer", "The mayor praised a singer.") == []


def test_letters_that_grow_when_made_small_move_nothing() -> None:
    text = "İİİ said the dam must go."
    (span,) = find_words("dam", text)
    assert span.of(text) == "dam"


@given(st.text(max_size=60), st.text(max_size=12))
def test_any_term_in_any_text(text: str, words: str) -> None:
    issue = Issue("x", "X", (words,), (f"{words}/dam plan",))
    for found in hits(text, [issue]).values():
        assert all(0 <= hit.span.start < hit.span.end <= len(text) for hit in found)
