"""Why a claim is not to be counted on: reasons that a list names below the line where it puts the doubtful ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from tui.model import Article, Claim, Span

Doubt = Literal["no holder", "headline", "vague", "unsure"]
REASONS: tuple[Doubt, ...] = get_args(Doubt)
VAGUE = 3  # words of a content that, where no side is seen in it, says too little: "the decision", "on Saturday"
UNSURE = 0.4  # confidence: of the sample corpus' claims below it about half are right (a reader's count of 18)


def doubts_of(article: Article, claim: Claim) -> tuple[Doubt, ...]:
    """The reasons in their order; none for what a person has judged, or for a claim that is rejected."""
    if claim.status != "found":
        return ()
    found = {
        "no holder": claim.holder is None,
        "headline": _in_headline(article, claim),
        "vague": _is_vague(article, claim),
        "unsure": claim.confidence < UNSURE,
    }
    return tuple(reason for reason in REASONS if found[reason])


def _is_vague(article: Article, claim: Claim) -> bool:
    words = sum(len(span.of(article.text).split()) for span in claim.content)
    return words <= VAGUE and all(taken.stance is None for taken in claim.stances)


def _in_headline(article: Article, claim: Claim) -> bool:
    """Whether the claim is made by a title, which nobody of the story says."""
    titles = [block.span for block in article.blocks if block.role == "title"]
    titles += [article.title_span] if article.title_span is not None else []
    place: tuple[Span, ...] = claim.cue or claim.content
    return any(title.covers(span) for title in titles for span in place[:1])


def mask(doubts: Iterable[Doubt]) -> int:
    """The reasons as bits of a number, the first the lowest."""
    return sum(1 << REASONS.index(reason) for reason in doubts)


def reasons(bits: int) -> tuple[Doubt, ...]:
    """The reasons that a number stands for."""
    return tuple(reason for at, reason in enumerate(REASONS) if bits >> at & 1)
