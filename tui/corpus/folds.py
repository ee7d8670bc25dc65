"""Claims of one sentence, or of a headline and its sentence, that a list shows and the matrix counts as one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tui.model import Claim, Span

_SAME = 0.5  # of the words of four letters and more of a headline's claim, so many stand in what it repeats
_WORD = re.compile(r"\w{4,}")


def leaders(
    claims: Sequence[Claim], sentences: Sequence[Span], text: str = "", title: Span | None = None
) -> list[int | None]:
    """For each claim of an article the place of the one that stands for it; None where it stands for itself.

    Of the claims that are folded the surest stands for all, of equally sure ones the first. Claims without a holder,
    of several sentences' reach or judged by a person stand for themselves, and so do two that belong to other issues:
    "it said it wanted to talk" is one row, a sentence for one thing and against another is two. A claim of the headline
    is folded into one of the same holder and sides that says it in full.
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
    if title is not None:
        _fold_headline(claims, text, title, found)
    return found


def _fold_headline(claims: Sequence[Claim], text: str, title: Span, found: list[int | None]) -> None:
    """Fold each claim of the headline into the first one below it that repeats it."""
    for at, claim in enumerate(claims):
        if found[at] is not None or claim.holder is None or claim.status != "found" or not claim.content:
            continue
        words = _words(claim, text)
        if not words or not title.covers(claim.content[0]):
            continue
        for other, one in enumerate(claims):
            repeats = one.holder == claim.holder and frozenset(one.stances) == frozenset(claim.stances)
            if not repeats or found[other] is not None or not one.content or title.overlaps(one.content[0]):
                continue
            if len(words & _words(one, text)) >= _SAME * len(words):
                found[at] = other
                found[:] = [other if leader == at else leader for leader in found]
                break


def _words(claim: Claim, text: str) -> set[str]:
    return {word[:5].lower() for span in claim.content for word in _WORD.findall(text, span.start, span.end)}
