"""How sure a stated side is: what makes it so, and that a side which is too unsure is not stated."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tui.corpus.claims import drafts_of, resolve
from tui.corpus.stances.certainty import LEAST, Beside, certainty, marks
from tui.corpus.stances.grounds import Grounds
from tui.corpus.weighed import heard, marks_of
from tui.model import Article, Block, Issue, Published, Span
from tui.reading import reading_of
from tui.reading.pipeline import parse

FERRY = Issue(
    "ferry", "The ferry", ("ferry",), (), "The ferry should be kept", ("keep", "subsidy"), ("scrap", "sell off")
)
PLAIN = Grounds("thing", 1, watched=True, things=1, judged=False, valued=False, depth=3, negated=0, agreeing=1)


def share(grounds: Grounds = PLAIN, beside: Beside | None = None, term: str = "ferry", weight: float = 2.0) -> float:
    return certainty(marks(grounds, beside or Beside(), "Mayor Berg", term, weight)).share


def read(nlp: Any, text: str) -> tuple[Article, Any]:
    article = Article("a.txt", "a.txt", text, (Block(Span(0, len(text))),))
    (doc,) = parse(nlp, [article])
    return article, reading_of(doc, article)


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        (share(beside=Beside(same=1)), share(beside=Beside(other=1))),
        (share(beside=Beside(hints=2)), share(beside=Beside(hints=-2))),
        (share(replace(PLAIN, agreeing=2)), share()),
        (share(), share(replace(PLAIN, kind="hint", watched=False))),
        (share(), share(replace(PLAIN, valued=True, judged=True))),
        (share(replace(PLAIN, depth=1)), share(replace(PLAIN, depth=6))),
        (share(weight=4.0), share(weight=0.5)),
        (share(term="Olsund"), share()),
        (share(), share(replace(PLAIN, negated=1))),
    ],
    ids=["claims agree", "hints agree", "words agree", "a term", "no worth", "near", "on the issue", "a name", "plain"],
)
def test_what_makes_a_side_surer(surer: float, less: float) -> None:
    assert surer > less


def test_what_weighs_most_is_told_first() -> None:
    found = certainty(marks(PLAIN, Beside(other=1), "Mayor Berg", "ferry", 2.0))
    assert found.why[0] == "another claim of the holder says otherwise"
    assert len(found.why) == 2


def test_a_claim_says_how_sure_its_side_is(nlp: Any) -> None:
    article, reading = read(nlp, "Mayor Ulla Berg said the town must keep the ferry.")
    (claim,) = resolve(article, reading, (), Published(None, "none", ""), (), [FERRY])
    assert claim.stance == "for"
    assert any(note.startswith("sure of for, 0.") for note in claim.why)


def test_a_side_that_is_too_unsure_is_not_stated_and_why_says_so(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.corpus.weighed.LEAST", 0.99)
    article, reading = read(nlp, "Mayor Ulla Berg said the town must keep the ferry.")
    (claim,) = resolve(article, reading, (), Published(None, "none", ""), (), [FERRY])
    assert claim.stance is None
    assert claim.issues == ("ferry",)
    assert any(note.startswith("sure of unstated for, 0.") for note in claim.why)


def test_least_is_a_share_of_stances() -> None:
    assert 0 < LEAST < 0.5  # more than half of what is not stated is wrong


@pytest.mark.parametrize(
    ("beside", "side"),
    [
        ("Mayor Berg wants a subsidy for the ferry.", 1),
        ("Mayor Berg said she would not scrap the ferry.", 1),
        ("Mayor Berg said they had plans to scrap the ferry.", -1),
        ("Tom Lee said the ferry needed a subsidy.", 0),
    ],
    ids=["a hint", "a hint denied", "a hint of the other side", "somebody else"],
)
def test_the_holders_other_claims_are_heard(nlp: Any, beside: str, side: int) -> None:
    article, reading = read(nlp, f"Mayor Berg said the town must keep the ferry. {beside}")
    drafts = drafts_of(article, reading, (), [FERRY]).drafts
    found = marks_of(article.text, drafts[0], drafts[0].takes[0], heard(drafts))
    assert found is not None
    leans = found["others hinted"]
    assert (leans > 0) - (leans < 0) == side
