"""Notes of the reading as sentences for a reader; every frame, pattern and way to a holder has its words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tui.reading.attribution as attribution
from tui.model import MentionBy, PublishedFrom
from tui.reading.attribution.cue_lexicon import lexicon
from tui.store.queries.why_words import (
    mention_sentence,
    published_sentence,
    sentence_of,
    sentences_of,
    sure_words,
    time_sentence,
)


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
            "It stands in quotation marks; the words in quotation marks go on in the same paragraph."
            " Rule: quotation.phrase (quote.among).",
        ),
        (
            'frame oppose.verb: "does not\\nback" (object.passive)',
            "“does not back” opposes something; what it is done to is what is claimed."
            " Rule: oppose.verb (object.passive).",
        ),
        (
            "frame support.noun: 'has support from' (noun.given)",
            "“has support from” backs something; what it bears on is what is claimed. Rule: support.noun (noun.given).",
        ),
        ('holder "the board\'s" by possessive', "“the board's” says whose it is. Rule: possessive."),
        (
            "New quays: “piers” in its paragraph before",
            "It is about New quays: “piers” stands in the paragraph before.",
        ),
        (
            "New quays by context: “piers” in the claim before",
            "It is about New quays: “piers” stands in the claim before. Rule: context.",
        ),
        (
            "against: warn (−) × open the quay (+) = against",
            "Its words speak against it: “warn” (−), “open the quay” (+); each − turns the side round.",
        ),
        ("for: open (+) = for", "Its words speak for it: “open” (+)."),
        (
            "mixed: words on both sides: open (+) × quay (+); not close (−) = mixed",
            "Its words speak for both sides: “open” (+), “quay” (+); and “not close” (−); each − turns the side round.",
        ),
        (
            "sure of for, 0.72: another claim of the holder says the same; it is read from a hint",
            "Of sides read like this about 72 in 100 are right: another claim of the holder says the same;"
            " it is read from a hint.",
        ),
        ("sure of for, 0.50: ", "Of sides read like this about 50 in 100 are right."),
        (
            "sure of unstated against, 0.21: little ties the claim to the issue",
            "No side is stated: its words may speak against it, but of sides read like this only about 21 in 100 are"
            " right: little ties the claim to the issue.",
        ),
        (
            "the learned reader reads it so too, 0.47, and names another source",
            "The learned reader, which has none of the rules, reads it so too, but names another source."
            " Rule: learned (0.47).",
        ),
        (
            "found by the learned reader, 0.78; the cue 'mulls' is in no list",
            "Only the learned reader finds it: the cue “mulls” is in no list. Rule: learned (0.78).",
        ),
        ("holder 'Lund' by learned", "“Lund” is who holds it, as the learned reader reads it. Rule: learned."),
        (
            "said on 2031-04-04: counted from the publication day, 2031-04-05; its clause speaks of the past",
            "The day on which it was said is 2031-04-04: it is counted from the publication day, 2031-04-05;"
            " its clause speaks of the past.",
        ),
        (
            "“he” is Jon Lund: “he”: Lund, in a sentence before, fits best.",
            "“he” is Jon Lund: “Lund”, in a sentence before, fits best.",
        ),
        ("“Lund” is Jon Lund", "“Lund” is Jon Lund."),
        ("“the firm” is who spoke before: Ansgar Inc", "“the firm” is Ansgar Inc, who spoke before."),
        ("“you” is the one spoken to: Jon Lund", "“you” is Jon Lund, who is spoken to."),
        ("“nobody”: nobody holds it", "“nobody” is nobody who can hold it."),
        ("“they” is not resolved", "Whom “they” means is not known."),
        ("the words name nobody", "The text names nobody who holds it."),
        ("anything else", "Anything else."),
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


def test_a_name_that_is_what_it_says_is_no_reason() -> None:
    assert sentences_of(["“Jon Lund” is Jon Lund", "“Lund” is Jon Lund"]) == ["“Lund” is Jon Lund."]


@pytest.mark.parametrize("by", get_args(MentionBy))
def test_every_way_to_a_mention_has_its_words(by: str) -> None:
    assert mention_sentence("Jon Lund", by, "") != f"It is Jon Lund, by {by}."
    assert mention_sentence(None, by, "“he”: nobody fits.") == "Whom it means is not known: “he”: nobody fits."


def test_a_day_says_what_it_is_and_what_it_rests_on() -> None:
    assert time_sentence("DATE", "2031-04", "2031-04-01/2031-04-30", "counted from the publication day") == (
        "It means 2031-04-01/2031-04-30: it is counted from the publication day (TIMEX3: DATE 2031-04)."
    )
    assert time_sentence("DURATION", "P3D", "", "a length of time") == "It is a length of time (TIMEX3: DURATION P3D)."
    for source in get_args(PublishedFrom):
        told = published_sentence("2031-04-04", source)
        assert ("Nothing says" in told) == (source == "none"), told


def test_how_sure_is_said_of_the_reading() -> None:
    assert sure_words(0.86) == "Of claims found like this about 86 in 100 are right (confidence 0.86)."
    assert "too few" in sure_words(0.2)


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_note_is_a_sentence_that_ends(notes: list[str]) -> None:
    told = sentences_of(notes)
    assert len(told) == len(set(told)) <= len(notes)
    assert all(line.endswith((".", "!", "?", "…", ".”")) for line in told if line)
