"""The learned reader beside the rules: what it adds, what it says of itself, and what it may not do."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from attributing import article_of, attributions, told
from msgspec.structs import replace

from tui.reading import attribution
from tui.reading.attribution.choose import LEARNED, Chosen, choose
from tui.reading.attribution.cue_lexicon import lexicon
from tui.reading.attribution.find_attributions import LEAST, candidates, weighed
from tui.reading.attribution.learned import opinion, shipped_network
from tui.reading.attribution.learned.blend import KINDS, blended, kind_of
from tui.reading.attribution.learned.columns import RUN, columns, window
from tui.reading.attribution.learned.network import WEIGHTS
from tui.reading.attribution.learned.reader import _stretches, _surest
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
    alone = {one.candidate.cue for one in weighed(p, article) if one.confidence >= 0.6}
    _, both = candidates(doc, article)
    assert alone
    assert alone <= {one.candidate.cue for one in choose(p, both, LEAST)}


def test_confidence_is_the_share_that_is_right_of_each_kind_and_rises() -> None:
    learned = shipped_network()
    assert set(learned.levels) == set(KINDS)
    for sure, share in learned.levels.values():
        assert (np.diff(sure) >= 0).all()
        assert (np.diff(share) >= 0).all()
        assert 0 <= share[0] <= share[-1] <= 1


def test_what_the_rules_alone_read_is_less_sure_but_for_those_who_back_or_oppose_a_thing(nlp: Any) -> None:
    article = article_of("The mayor said that the quay was shut. The growers welcomed changes to the text.")
    (doc,) = parse(nlp, [article])
    p = parse_of(doc, article.text)
    ruled = weighed(p, article)
    learned = shipped_network()
    both = blended(p, ruled, opinion(p, article, doc.tensor, ruled, learned), learned)
    alone = [replace(one, told="") for one in both]
    assert {(one.candidate.lemma, kind_of(one)) for one in alone} >= {("say", "alone"), ("welcome", "ruled")}
    assert kind_of(next(one for one in both if one.candidate.lemma == "say")) == "ruled"
    assert KINDS["alone"] < KINDS["quoted"] < KINDS["ruled"]


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


def test_a_content_begins_and_ends_where_the_reader_says_so_and_is_of_few_stretches() -> None:
    inside = np.array([-3, 1, 2, -0.5, 2, 1, -3, -3, 0.4, -3], float)
    edges = np.full((2, len(inside)), -4.0)
    edges[0, 1] = edges[1, 5] = 3
    assert _stretches(inside, *edges, first=10) == [11, 12, 13, 14, 15]
    edges[1, 2] = edges[0, 4] = 3  # two stretches, with what stands between them left out
    assert _stretches(inside, *edges, first=0) == [1, 2, 4, 5]
    assert _stretches(np.full(5, -2.0), *np.zeros((2, 5)), first=0) == []


def test_of_a_source_the_surest_stretch_is_taken() -> None:
    assert _surest(np.array([1, -3, 2, 2, -1, 0.5, -4, 1.0]), 5) == [7, 8]
    assert _surest(np.array([-1.0, -2.0]), 0) == []


def test_what_is_read_in_one_go_is_whole_sentences_of_one_paragraph(nlp: Any) -> None:
    text = "\n".join(["The mayor said that the quay was shut. " * 12, "It rained."])
    article = article_of(text + " " + "and so on " * 60)
    (doc,) = parse(nlp, [article])
    p = parse_of(doc, article.text)
    c = columns(p, article, (), shipped_network().numbering)
    starts = {first for first, _ in p.bounds}
    assert c.runs[0, 0] == 0
    assert c.runs[-1, 1] == len(p)
    assert (c.runs[1:, 0] == c.runs[:-1, 1]).all()
    for first, last in c.runs.tolist():
        assert 0 < last - first <= RUN
        assert len(set(c.block[first:last].tolist())) == 1
        assert first in starts or last - first == RUN or c.block[first - 1] != c.block[first] or first % RUN


def test_the_weights_are_small_and_are_numbers_and_words_alone() -> None:
    data = files("tui.reading.attribution.learned").joinpath(WEIGHTS)
    with data.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
        assert {value.dtype.kind for value in stored.values()} <= {"f", "i", "U"}
    assert len(data.read_bytes()) < 5_000_000
