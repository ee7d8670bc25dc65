"""Rows of words looked up at once are found where each of them, looked for by itself, stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.passage import Passage
from tui.corpus.crossref.evidence import POSITION_BITS
from tui.corpus.crossref.hits import Reason
from tui.corpus.phrases import phrase_join
from tui.corpus.phrases.phrase_join import SlotWord, Wording, joined
from tui.corpus.phrases.vocabulary import Vocabulary

WORDS = ("alpha", "beta", "gamma", "delta", "omega")

_TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=30), min_size=1, max_size=3)
_SLOT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True)
_WAYS = st.lists(st.lists(_SLOT, min_size=1, max_size=4), max_size=6)


@given(_TEXTS, _WAYS, st.booleans(), st.booleans())
def test_rows_of_words_are_found_where_they_stand(
    texts: list[list[str]], rows: list[list[list[str]]], large: bool, apart: bool
) -> None:
    passage = Passage()
    for text in (list(WORDS), *texts):
        passage.add(" ".join(text))
    vocabulary = Vocabulary(passage)
    vocabulary.refresh()
    ways = [
        Wording(
            f"row {number}", tuple(tuple(SlotWord(vocabulary.ids[word], 1.0, word) for word in slot) for slot in row)
        )
        for number, row in enumerate(rows)
    ]
    with pytest.MonkeyPatch.context() as patch:
        if large:
            patch.setattr(phrase_join, "LARGE", 0)
        if apart:
            patch.setattr(phrase_join, "_MOST_WAYS", 2)
        found = [
            (key, length, score, hits.reasons[reason])
            for hits in joined(ways, vocabulary)
            for key, length, score, reason in zip(
                hits.keys.tolist(), hits.lengths.tolist(), hits.scores.tolist(), hits.reason.tolist(), strict=True
            )
        ]
    wanted = [
        (article << POSITION_BITS | at, len(row), 100.0 - len(row), Reason("fuzzy", "; ".join(here), f"row {number}"))
        for number, row in enumerate(rows)
        for article, text in enumerate((list(WORDS), *texts), 1)
        for at in range(len(text) - len(row) + 1)
        for here in [text[at : at + len(row)]]
        if all(word in slot for word, slot in zip(here, row, strict=True))
    ]
    assert sorted(found) == sorted(wanted)


def test_a_row_of_very_many_words_is_found() -> None:
    passage = Passage()
    passage.add(" ".join(WORDS[at % 5] for at in range(60)))
    vocabulary = Vocabulary(passage)
    vocabulary.refresh()
    slot = tuple(SlotWord(number, 0.0, word) for word, number in vocabulary.ids.items())
    (hits,) = joined(
        [Wording("x", (slot,) * 50), Wording("y", (slot,) * 50)], vocabulary
    )  # more choices than 64 bits number
    assert len(hits) == 22
    assert {reason.term for reason in hits.reasons} == {"x", "y"}
    assert {len(reason.why.split("; ")) for reason in hits.reasons} == {50}
