"""Claims of one sentence that a list shows as one: the same holder takes the same sides in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from tui.model import Claim, Span


def leaders(claims: Sequence[Claim], sentences: Sequence[Span]) -> list[int | None]:
    """For each claim of an article the place of the one that stands for it; None where it stands for itself.

    Of the claims that are folded the surest stands for all, of equally sure ones the first. Claims without a holder,
    of several sentences' reach or judged by a person stand for themselves, and so do two that belong to other issues:
    "it said it wanted to talk" is one row, a sentence for one thing and against another is two.
    """
    starts = [sentence.start for sentence in sentences]
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, claim in enumerate(claims):
        if claim.holder is None or claim.status != "found" or not (claim.cue or claim.content):
            continue
        place = (claim.cue or claim.content)[0].start
        sentence = bisect_right(starts, place) - 1
        if sentence < 0 or place >= sentences[sentence].end:
            continue
        groups.setdefault((sentence, claim.holder, frozenset(claim.stances)), []).append(at)
    found: list[int | None] = [None] * len(claims)
    for group in groups.values():
        first = max(group, key=lambda at: (claims[at].confidence, -at))
        for at in group:
            found[at] = first if at != first else None
    return found
