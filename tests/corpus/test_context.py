"""A claim that names no issue gets it from what was said before, at a cost that grows with the article alone."""

import pytest

from tui.corpus.context import Context
from tui.corpus.issues import IssueHit
from tui.model import Block, Span

SENTENCE = "He told of the talks on ferries and on piers. "
MANY = 300


def context(text: str, found: dict[str, list[IssueHit]]) -> Context:
    return Context(text, [Block(Span(0, len(text)), "text")], found)


def test_the_meeting_belongs_to_the_issue_of_the_last_sentence_on_talks_that_speaks_of_one() -> None:
    text = "Talks on ferries ended. Piers stay closed! The mayor said the meeting was useful."
    found = {"ferries": [IssueHit(Span(9, 16), "ferries")], "piers": [IssueHit(Span(24, 29), "piers")]}
    content = Span(text.index("the meeting"), len(text) - 1)
    assert [(one.issue, one.where) for one in context(text, found).of([content], None, 2, False)] == [
        ("ferries", "same thing before")
    ]


def test_a_sentence_on_no_single_issue_is_weighed_once_however_many_claims_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Span] = []
    of_one = Context._one
    monkeypatch.setattr(Context, "_one", lambda self, span: asked.append(span) or of_one(self, span))
    text = SENTENCE * MANY
    here = context(text, {"ferries": [IssueHit(Span(0, 2), "He")], "piers": [IssueHit(Span(0, 2), "He")]})
    for number in range(1, MANY):
        at = number * len(SENTENCE)
        here.of([Span(at + 8, at + 20)], None, number, False)
    assert len(asked) < 4 * MANY
