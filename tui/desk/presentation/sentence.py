"""A row of claims as a sentence, and the words for the side that it takes."""

from __future__ import annotations

from collections.abc import Mapping

from tui.corpus.claim_sentence import NOBODY, Part, Sentence, sentence_of
from tui.model import Stance
from tui.store.rows import ClaimRow

__all__ = ["NOBODY", "Part", "Sentence", "sentence", "side_words", "toward_words"]


def sentence(row: ClaimRow) -> Sentence:
    """A row of claims as a sentence, who, cue, content; it begins with a capital and ends without a full stop."""
    return sentence_of(row.claim, row.words, row.cue, row.plan)


def side_words(stance: Stance | None) -> str:
    """Which side of the proposition a stance is on; "it" is the proposition, which stands where sides are shown."""
    return {"for": "for it", "against": "against it", "mixed": "both for and against it"}.get(
        stance or "", "no side taken"
    )


def toward_words(row: ClaimRow, issue: str, names: Mapping[str, str]) -> str:
    """What a claim takes sides on, where `issue` is selected (empty for none): its side on that issue, or, where it
    takes none there but one on another, that with its name: "toward another issue: against CFE treaty"."""
    stances = {taken.issue: taken.stance for taken in row.claim.stances}
    if issue:
        others = [(other, stance) for other, stance in stances.items() if other != issue and stance is not None]
        if stances.get(issue) is None and others:
            other, stance = others[0]
            return f"toward another issue: {side_words(stance)}, {names.get(other, other)}"
        return side_words(stances.get(issue)) if issue in stances else "not about this issue"
    if not stances:
        return "no issue"
    main = row.claim.stances[0]
    return f"{names.get(main.issue, main.issue)}: {side_words(main.stance)}"
