"""Propositions that claims would bear out: what is asked for and rejected of an issue, not what is only told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tui.corpus.issues import find_words
from tui.corpus.propositions import MOST, Touching, propose
from tui.corpus.stances.tree import Tree, trees_of
from tui.corpus.suggestions import Proposed
from tui.corpus.wordnet import participle
from tui.model import Article, Block, Span
from tui.reading import reading_of
from tui.reading.pipeline import parse


def touching(nlp: Any, texts: Sequence[str], term: str) -> list[Touching]:
    found: list[Touching] = []
    for number, text in enumerate(texts):
        article = Article(f"{number}.txt", f"{number}.txt", text, (Block(Span(0, len(text))),))
        (doc,) = parse(nlp, [article])
        reading = reading_of(doc, article)
        made: dict[int, Tree] = {}
        for at, said in enumerate(reading.attributions):
            holder = said.holder.of(text) if said.holder is not None else ""
            trees = trees_of(text, reading.syntax, said.content, made)
            found.append(Touching(f"{number}.{at}", article.key, holder, said, trees, find_words(term, text)))
    return found


def proposed(nlp: Any, *texts: str, term: str = "dam") -> list[Proposed]:
    return propose(touching(nlp, texts, term))


ASKED = [
    ("Mayor Ulla Berg said the council should build the dam.", "dam", "The dam should be built", 1),
    ("Mayor Ulla Berg said Osmark should build the dam.", "dam", "Osmark should build the dam", 1),
    ("Mayor Ulla Berg urged the farmers to leave the valley.", "valley", "The farmers should leave the valley", 1),
    ("Osmark refused to sign the treaty.", "treaty", "Osmark should sign the treaty", -1),
    ("Osmark said it opposes closing the airport.", "airport", "The airport should be closed", -1),
    ("Mayor Ulla Berg said the dam must not be built.", "dam", "The dam should be built", -1),
    ("Osmark demanded that Norholm withdraw its troops from the valley.", "valley",
     "Norholm should withdraw the troops from the valley", 1),
    ("Ulla Berg said Osmark should not only build the dam but paint it.", "dam", "Osmark should build the dam", 1),
    ("Osmark urged the council to step up work on the dam and the road.", "dam",
     "Work on the dam should be stepped up", 1),
    ("Osmark opposes a bill that would close the airport.", "airport", "The airport should be closed", -1),
    ("Osmark opposes plans for the airport.", "airport", "Plans for the airport should be supported", -1),
    ("Osmark opposes the treaty.", "treaty", "The treaty should be supported", -1),
]  # fmt: skip


@pytest.mark.parametrize(("text", "term", "sentence", "sign"), ASKED)
def test_what_is_asked_for_or_rejected(nlp: Any, text: str, term: str, sentence: str, sign: int) -> None:
    found = proposed(nlp, text, term=term)
    assert [one.sentence for one in found] == [sentence]
    assert (found[0].asked, found[0].rejected) == ((1, 0) if sign > 0 else (0, 1))


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ulla Berg said the council had built the dam.",
        "Mayor Ulla Berg said the council built the dam in May.",
        "Mayor Ulla Berg said the dam holds water.",
        "Mayor Ulla Berg said the dam is tall.",
        "Osmark said the council must draw a line under reports on the mayor who built the dam.",
        "Mayor Ulla Berg said they would build it if the dam should break.",
        "Mayor Ulla Berg believes that heavy rain changes the level of the dam.",
        "Mayor Ulla Berg argued that the council can pay for the dam.",
        "Mayor Ulla Berg warned that the council could lose the dam.",
        "Mayor Ulla Berg denied that the council had hurried to build the dam.",
        "Mayor Ulla Berg was disappointed with the lack of a plan to build the dam.",
        "Osmark welcomed the beauty of the dam.",
    ],
)
def test_what_is_only_told_is_no_proposition(nlp: Any, text: str) -> None:
    assert proposed(nlp, text) == []


def test_deeds_of_one_kind_are_one_with_the_claims_of_both_sides_first(nlp: Any) -> None:
    found = proposed(
        nlp,
        "Mayor Ulla Berg said the council should build the dam.",
        "Osmark urged the council to build the dam.",
        "Norholm said the council should not build the dam.",
        "Norholm said the council should paint the dam.",
    )
    assert found[0].sentence == "The dam should be built"
    assert (found[0].asked, found[0].rejected) == (2, 1)
    assert [key.split(".")[0] for key in found[0].claims] == ["0", "2", "1"]
    assert len(found) <= MOST


def test_nothing_comes_of_nothing() -> None:
    assert propose([]) == []


@pytest.mark.parametrize(
    ("verb", "form"),
    [("build", "built"), ("take", "taken"), ("ban", "banned"), ("carry", "carried"), ("delay", "delayed"),
     ("sing", "sung"), ("cut", "cut"), ("close", "closed"), ("xyzzy", "")],
)  # fmt: skip
def test_participles(verb: str, form: str) -> None:
    assert participle(verb) == form
