"""Where source, cue and content begin and end: as a trained annotator marks them."""

from __future__ import annotations

from typing import Any

import pytest
from attributing import attributions, told

from tui.model import text_of

PREPOSITIONS = [
    ("The mayor called for talks on the harbour.", "called for", "talks on the harbour"),
    ("The growers are concerned about the late frost.", "are concerned about", "the late frost"),
    ("The guild voiced support for the strike.", "voiced support for", "the strike"),
    ("Norvik called on the company to leave the bay.", "called on", "the company to leave the bay"),
]


@pytest.mark.parametrize(("text", "cue", "content"), PREPOSITIONS)
def test_a_preposition_that_the_cue_governs_is_the_cues(nlp: Any, text: str, cue: str, content: str) -> None:
    assert (cue, content) in [found[1:] for found in told(nlp, text)]


STARTS = [
    ("The union accused the ministry of hiding the report.", "the ministry of hiding the report"),
    ("The envoy told the council to open the gates.", "to open the gates"),
    ("The envoy told reporters that the gates were open.", "that the gates were open"),
    ("The board continued to insist that the dam was safe.", "that the dam was safe"),
]


@pytest.mark.parametrize(("text", "content"), STARTS)
def test_where_a_content_begins(nlp: Any, text: str, content: str) -> None:
    assert content in [found[2] for found in told(nlp, text)]


SOURCES = [
    ("Anna Berg, the mayor of Lindvik, said the quay was shut.", "Anna Berg, the mayor of Lindvik"),
    ("Anna Berg, who runs the quay, said it was shut.", "Anna Berg, who runs the quay"),
    ("“It is shut,” said Jon Rask, a pilot with the harbour board.", "Jon Rask, a pilot with the harbour board"),
    ("Even the pilots of the bay said the quay was shut.", "the pilots of the bay"),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_a_source_is_its_whole_noun_phrase(nlp: Any, text: str, source: str) -> None:
    assert source in [text_of(text, a.source) for a in attributions(nlp, text)]


def test_in_a_relative_clause_the_source_is_the_pronoun_and_the_holder_the_actor(nlp: Any) -> None:
    text = "The board dismissed Jon Rask, who said the quay was unsafe."
    (found,) = [a for a in attributions(nlp, text) if text_of(text, a.cue) == "said"]
    assert text_of(text, found.source) == "who"
    assert found.holder is not None
    assert found.holder.of(text) == "Jon Rask"


def test_speech_resumed_after_its_speakers_clause_continues_it(nlp: Any) -> None:
    text = "“The quay is shut,” Anna Berg said. “It will open in May. We are sorry.”"
    first, second = attributions(nlp, text)
    assert (first.continues, second.continues) == (None, 0)
    assert second.holder == first.holder


def test_another_speakers_words_continue_nothing(nlp: Any) -> None:
    text = "“The quay is shut,” Anna Berg said. “It is not,” Jon Rask replied."
    assert [a.continues for a in attributions(nlp, text)] == [None, None]
