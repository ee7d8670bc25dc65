"""The attribute ruler that remembers says what spaCy's own says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.reading import ruler
from tui.reading.pipeline import DEFAULT_PIPELINE

WORDS = [
    "there",
    "is",
    "are",
    "but",
    "that",
    "It",
    "ai",
    "n't",
    "gon",
    "na",
    "Let",
    "'s",
    "the",
    "US",
    "ran",
    "\n",
    "à",
]


@pytest.fixture(scope="module")
def plain() -> Any:
    """The pipeline as it is installed: `pipeline.load` lets its ruler remember."""
    return pytest.importorskip("spacy").load(DEFAULT_PIPELINE, exclude=["ner", "lemmatizer"])


@pytest.fixture(scope="module")
def remembered(plain: Any) -> Any:
    return ruler._Remembered(plain.get_pipe("attribute_ruler"))


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, 60), st.integers(0, 60)), max_size=12))
def test_any_words_with_any_tags_match_the_same_rules(
    plain: Any, remembered: Any, rows: list[tuple[str, int, int]]
) -> None:
    from spacy.tokens import Doc

    tags = plain.get_pipe("tagger").labels
    deps = plain.get_pipe("parser").labels
    doc = Doc(
        plain.vocab,
        words=[word for word, _, _ in rows],
        tags=[tags[tag % len(tags)] for _, tag, _ in rows],
        deps=[deps[dep % len(deps)] for _, _, dep in rows],
        heads=list(range(len(rows))),
    )
    assert remembered.match(doc) == plain.get_pipe("attribute_ruler").match(doc)


def test_a_parsed_text_matches_the_same_rules_twice(plain: Any, remembered: Any) -> None:
    text = "There are those who said that it ain't so; let's go, but he'd have gone.  Nobody can say which is\n\nright."
    doc = plain(text)
    expected = plain.get_pipe("attribute_ruler").match(doc)
    assert len(expected) > 20
    assert remembered.match(doc) == expected
    assert remembered.match(doc) == expected


def test_kinds_are_forgotten_before_they_fill_the_memory(
    plain: Any, remembered: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ruler, "_MOST", 3)
    for text in ("One two three four five.", "Six seven eight nine ten.", "One two three."):
        doc = plain(text)
        assert remembered.match(doc) == plain.get_pipe("attribute_ruler").match(doc)


def test_a_ruler_whose_rules_look_at_more_is_left_alone(plain: Any) -> None:
    import spacy

    nlp = spacy.blank("en")
    own = nlp.add_pipe("attribute_ruler")
    own.add([[{"SHAPE": "Xxx"}]], {"POS": "NOUN"})
    ruler.remember(nlp)
    assert "match" not in vars(own)
