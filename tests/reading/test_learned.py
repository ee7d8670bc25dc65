"""The learned reader beside the rules: what it adds, what it says of itself, and what it may not do."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from attributing import article_of, attributions, told

from tui.reading import attribution
from tui.reading.attribution.choose import LEARNED, Chosen, choose
from tui.reading.attribution.cue_lexicon import lexicon
from tui.reading.attribution.find_attributions import candidates, weighed
from tui.reading.attribution.learned import opinion, shipped_network
from tui.reading.attribution.learned.columns import columns, window
from tui.reading.attribution.learned.network import WEIGHTS
from tui.reading.attribution.parse import parse_of
from tui.reading.pipeline import parse
from tui.reading.sentences import MODEL

UNLISTED = "Ida Moe tutted that the plan was late."


def test_a_cue_that_no_list_has_is_found_and_says_so(nlp: Any) -> None:
    assert "tut" not in lexicon().every
    assert told(nlp, UNLISTED) == [("Ida Moe", "tutted", "that the plan was late")]
    (said,) = attributions(nlp, UNLISTED)
    assert any(why.startswith("found by the learned reader, 0.") for why in said.why)
    assert any(why.endswith("the cue 'tutted' is in no list") for why in said.why)
    assert (said.force, said.polarity) == ("say", 0)


def test_with_another_language_model_the_rules_read_alone(nlp: Any) -> None:
    article = article_of(UNLISTED)
    (doc,) = parse(nlp, [article])
    doc.user_data[MODEL] = "en_another 1.0"
    assert attribution.find(doc, article) == ()


def test_what_the_rules_are_sure_of_is_not_silenced(nlp: Any) -> None:
    article = article_of("The mayor told the council that the quay was shut. She fears a flood and wants sandbags.")
    (doc,) = parse(nlp, [article])
    p = parse_of(doc, article.text)
    alone = {(one.candidate.cue, one.candidate.pattern): one.confidence for one in weighed(p, article)}
    _, both = candidates(doc, article)
    assert alone
    for one in both:
        if one.candidate.pattern != LEARNED:
            assert one.confidence >= 0.7 * alone[one.candidate.cue, one.candidate.pattern] - 1e-6


def test_within_what_is_said_the_reader_adds_nothing(nlp: Any) -> None:
    article = article_of("The mayor said that Ida Moe tutted at the plan.")
    (doc,) = parse(nlp, [article])
    p, _ = candidates(doc, article)
    outer = next(one for one in weighed(p, article) if one.candidate.lemma == "say")
    at = p.lower.index("tutted")
    inner = outer.candidate.__class__(
        outer.candidate.frame, at, "tut", LEARNED, (at,), outer.candidate.source, tuple(range(at + 1, at + 4))
    )
    kept = choose(p, [Chosen(outer.candidate, 0.9), Chosen(inner, 0.8)], 0.3)
    assert [one.candidate.pattern for one in kept] == [outer.candidate.pattern]


def test_a_long_article_is_taken_in_parts_and_read_alike(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(f"Ida Moe tutted that plan {n} was late, and the mayor said it was not." for n in range(20))
    article = article_of(text)
    (doc,) = parse(nlp, [article])
    p = parse_of(doc, text)
    ruled = weighed(p, article)
    whole = opinion(p, article, doc.tensor, ruled, shipped_network())
    monkeypatch.setattr("tui.reading.attribution.learned.network._BLOCK", 60)
    parted = opinion(p, article, doc.tensor, ruled, shipped_network())
    assert whole.proposals.keys() == parted.proposals.keys()
    assert np.abs(whole.cues - parted.cues).max() < 0.2


def test_a_window_ends_with_its_paragraph(nlp: Any) -> None:
    article = article_of("It rained all day.\nThe mayor said so.\nThe quay was shut.")
    (doc,) = parse(nlp, [article])
    p = parse_of(doc, article.text)
    first, last = window(p, columns(p, article, (), shipped_network().numbering), p.lower.index("said"))
    assert article.text[p.start[first] : p.end[last - 1]].strip() == "The mayor said so."


def test_the_weights_are_small_and_are_numbers_and_words_alone() -> None:
    data = files("tui.reading.attribution.learned").joinpath(WEIGHTS)
    with data.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
        assert {value.dtype.kind for value in stored.values()} <= {"f", "i", "U"}
    assert len(data.read_bytes()) < 5_000_000
