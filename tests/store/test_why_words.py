"""Notes of the reading as sentences for a reader; every frame, pattern and way to a holder has its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tui.reading.attribution as attribution
from tui.reading.attribution.cue_lexicon import lexicon
from tui.store.queries.why_words import sentence_of, sentences_of, sure_words


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (
            "frame support.verb: 'sided' (prep:with)",
            "“sided” backs something; what follows “with” is what is claimed. Rule: support.verb (prep:with).",
        ),
        (
            "frame refuse.noun: 'refusal' (noun.to)",
            "“refusal” refuses something; what follows “to” is what is claimed. Rule: refuse.noun (noun.to).",
        ),
        (
            "frame quotation.phrase (quote.among)",
            "Stands in quotation marks; the words in quotation marks go on in the same paragraph."
            " Rule: quotation.phrase (quote.among).",
        ),
        (
            'frame oppose.verb: "does not\\nback" (object.passive)',
            "“does not back” opposes something; what it is done to is what is claimed."
            " Rule: oppose.verb (object.passive).",
        ),
        ('holder "the board\'s" by possessive', "“the board's” says whose it is. Rule: possessive."),
        (
            "New quays: “piers” in its paragraph before",
            "It is about New quays: “piers” stands in the paragraph before.",
        ),
        ("against: warn (against) × quay (for) = against", "Against it: warn (against) × quay (for)."),
        ("the words name nobody", "The text names nobody who holds it."),
        ("anything else", "anything else"),
    ],
)
def test_a_note_is_a_sentence(note: str, words: str) -> None:
    assert sentence_of(note) == words


def test_every_frame_of_the_lexicon_has_its_words() -> None:
    for name in lexicon().frames:
        assert "Rule: " in sentence_of(f"frame {name}: 'x' (clause)"), name


def test_every_shape_and_way_in_the_rules_has_its_words() -> None:
    source = "".join(path.read_text() for path in Path(attribution.__file__).parent.glob("*.py"))
    shapes = set(re.findall(r'"((?:quote|object|to|clause)\.[a-z]+)"', source))
    assert shapes
    for shape in shapes:
        assert "Rule: " in sentence_of(f"frame say.verb: 'x' ({shape})"), shape
    ways = set(re.findall(r'Source\([^"\n]*"(\w+)"\)', source))
    assert {"subject", "agent"} <= ways
    for way in ways:
        assert "Rule: " in sentence_of(f"holder 'x' by {way}"), way


def test_how_sure_is_said_of_the_reading() -> None:
    assert sure_words(0.86) == "Of claims found like this about 86 in 100 are right (confidence 0.86)."
    assert "too few" in sure_words(0.2)


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_note_stays_a_line(notes: list[str]) -> None:
    assert len(sentences_of(notes)) == len(set(map(sentence_of, notes)))
