"""Stance toward an issue's proposition, where the words show it, and only there."""

from __future__ import annotations

import pytest

from tui.corpus.issues import Belonging, hits
from tui.corpus.stances import leaning
from tui.model import Attribution, Evaluation, Issue, Span

DAM = Issue(
    "dam",
    "The dam",
    ("dam",),
    (),
    "The dam should be built",
    ("build", "finish", "progress"),
    ("halt", "ruin", "tear down"),
)


def stance(text: str, content: str, frame: str, polarity: int, negated: bool = False, others: str = "") -> str | None:
    at = text.index(content)
    said = Attribution(
        source=(),
        cue=(),
        content=(Span(at, at + len(content)),),
        kind="indirect",
        frame=frame,
        force="say",
        polarity=polarity,
        negated=negated,
        sentence=0,
    )
    places = hits(text, [DAM])["dam"]
    judged = [
        Evaluation(Span(text.index(word), text.index(word) + len(word)), value, "evaluative")
        for word, value in (("useless", -1), ("essential", 1))
        if word in text
    ]
    aside = [Span(text.index(others), text.index(others) + len(others))] if others else []
    return leaning(text, said, DAM, Belonging("dam", 3.0, ("dam",), "content"), places, judged, aside).stance


SHOWN = [
    ("The mayor said they must finish the dam.", "they must finish the dam", "say.verb", 0, "for"),
    ("The mayor said the dam would ruin the valley.", "the dam would ruin the valley", "say.verb", 0, "against"),
    ("The mayor said the dam would not ruin the valley.", "the dam would not ruin the valley", "say.verb", 0, "for"),
    ("The mayor opposes the dam.", "the dam", "oppose.verb", -1, "against"),
    ("The mayor supports the dam.", "the dam", "support.verb", 1, "for"),
    ("The mayor wants to halt the dam.", "to halt the dam", "want.verb", 1, "against"),
    ("The mayor denied that the dam would ruin it.", "that the dam would ruin it", "deny.verb", -1, "for"),
    ("The mayor warned that the dam would ruin it.", "that the dam would ruin it", "warn.verb", -1, "against"),
    ("The mayor said the dam is useless.", "the dam is useless", "say.verb", 0, "against"),
    ("The mayor said the dam is not essential.", "the dam is not essential", "say.verb", 0, "against"),
]


@pytest.mark.parametrize(("text", "content", "frame", "polarity", "wanted"), SHOWN)
def test_stance_that_the_words_show(text: str, content: str, frame: str, polarity: int, wanted: str) -> None:
    assert stance(text, content, frame, polarity) == wanted


def test_none_where_the_words_do_not_show_it() -> None:
    assert stance("The mayor said the dam opens in May.", "the dam opens in May", "say.verb", 0) is None
    assert stance("The mayor feared the dam would ruin it.", "the dam would ruin it", "fear.verb", -1) is None
    assert (
        stance("The mayor did not say they would finish the dam.", "they would finish the dam", "say.verb", 0, True)
        is None
    )


def test_both_sides_are_mixed() -> None:
    text = "The mayor said the dam is nice to build, but it would ruin the valley."
    assert stance(text, "the dam is nice to build, but it would ruin the valley", "say.verb", 0) == "mixed"


def test_a_word_governs_what_it_stands_before() -> None:
    text = "The mayor wants to halt plans to finish the dam."
    assert stance(text, "to halt plans to finish the dam", "want.verb", 1) == "against"


def test_what_others_hold_is_not_the_holders() -> None:
    text = "The mayor said farmers find the dam useless."
    assert stance(text, "farmers find the dam useless", "say.verb", 0, others="the dam useless") is None
