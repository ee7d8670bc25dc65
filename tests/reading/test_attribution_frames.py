"""Every frame of the lexicon says of its own example who holds what, by which words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.attributing import article_of, attributions
from tui.model import text_of
from tui.reading.attribution import candidates
from tui.reading.attribution.cue_lexicon import lexicon
from tui.reading.pipeline import parse

FRAMES = lexicon().frames


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_finds_its_example(nlp: Any, name: str) -> None:
    frame = FRAMES[name]
    article = article_of(frame.example.text)
    (doc,) = parse(nlp, [article])
    p, found = candidates(doc, article)
    found_as = []
    for one in found:
        c = one.candidate
        cue = text_of(article.text, p.spans(c.cue_tokens))
        holder = "" if c.source.head is None else p.lower[c.source.head]
        found_as.append((c.frame.id, holder, cue, text_of(article.text, c.quoted or p.spans(c.content))))
    wanted = frame.example
    head = wanted.holder.split()[-1].lower() if wanted.holder else ""
    assert any(
        frame_id == name and holder == head and cue.endswith(wanted.cue) and content == wanted.content
        for frame_id, holder, cue, content in found_as
    ), found_as


def test_every_word_of_the_lexicon_is_a_word() -> None:
    """YAML takes a bare `on` or `no` for a truth value."""
    for frame in FRAMES.values():
        assert all(isinstance(word, str) for word in (*frame.cues, *frame.takes, *frame.prepositions)), frame.id


def test_what_is_insisted_on_is_found(nlp: Any) -> None:
    article = article_of("Norway insists on a separate treaty. It stalled the talks by insisting on a port.")
    (doc,) = parse(nlp, [article])
    p, found = candidates(doc, article)
    contents = [text_of(article.text, p.spans(one.candidate.content)) for one in found]
    assert {"a separate treaty", "a port"} <= set(contents)


def test_every_cue_has_a_frame_that_takes_something() -> None:
    for frame in FRAMES.values():
        assert frame.cues
        assert frame.takes or frame.prepositions
        assert frame.polarity in (-1, 0, 1)
        assert frame.force in ("say", "ask", "promise", "refuse", "accept", "deny", "warn", "threaten")


def test_speech_within_speech_without_end_is_read_to_its_end(nlp: Any) -> None:
    assert len(attributions(nlp, '"He said ' * 1000)) < 1000
