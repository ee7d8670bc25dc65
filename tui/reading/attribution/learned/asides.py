"""Where a content ends before what only hangs behind it: "she said | the quay was shut, which pleased the crews"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tui.reading.attribution.bounds import trimmed
from tui.reading.attribution.choose import Chosen
from tui.reading.attribution.learned.network import CONTENT, ENDS
from tui.reading.attribution.learned.reader import MARKS, Proposal
from tui.reading.attribution.parse import Parse

_PAUSES = frozenset({",", ";", ":", "-", "--", "—", "–"})
_RELATIVE = frozenset({"which", "who", "where", "whose", "whom", "when"})
# Log-odds that an annotator ends the content before such a part, by what the reader says of the last token before it,
# of the part's own tokens, and of where the content ends now. Four numbers fitted on PolNeAR's four fifths, where of
# 271 parts that are cut 57 in a hundred stand outside the gold and 55 more contents are right (by cross-validation).
_LEVEL, _INSIDE, _ENDED, _AT_END, _OF_RELATIVE = 0.11, -0.57, 0.4, 0.1, 0.54
_LEAST = -0.4


def without_aside(p: Parse, one: Chosen, proposal: Proposal | None) -> Chosen:
    """A candidate without the last part of its content where the learned reader sees the content end before it."""
    c = one.candidate
    if proposal is None or c.quoted or not c.content:
        return one
    best, cut = _LEAST, None
    for head, before in _parts(p, c.content):
        odds = _odds_of_end(p, c.content, head, before, proposal)
        if odds is not None and odds > best:
            best, cut = odds, before
    return one if cut is None else replace(one, candidate=replace(c, content=cut))


def _parts(p: Parse, content: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """What a pause sets off at the end of a content, by its head, with the content before it."""
    own, last = set(content), _last_word(p, content[-1], content[0])
    for head in content:
        first = p.left[head]
        if (
            first not in own
            or first <= content[0]
            or p.head[head] >= first
            or _last_word(p, p.right[head], head) < last
        ):
            continue
        first = next((i for i in range(first, last + 1) if p.word[i]), first)
        if p.lower[first - 1] not in _PAUSES:
            continue
        before = trimmed(p, [i for i in content if i < first])
        if sum(p.lower[i] in MARKS for i in before) % 2 == 0 and any(p.word[i] for i in before):
            yield head, before


def _last_word(p: Parse, last: int, first: int) -> int:
    while last > first and not p.word[last]:
        last -= 1
    return last


def _odds_of_end(
    p: Parse, content: Sequence[int], head: int, before: Sequence[int], proposal: Proposal
) -> float | None:
    """The log-odds that a content ends with `before`; None where the reader did not look."""
    end, last = _last_word(p, before[-1], before[0]), _last_word(p, content[-1], content[0])
    rest = [i for i in content if i > end and p.word[i]]
    if not rest or end < proposal.first or last >= proposal.first + len(proposal.odds):
        return None
    odds = proposal.odds[end - proposal.first :]
    relative = p.dep[head] == "relcl" and p.lower[rest[0]] in _RELATIVE
    return (
        _LEVEL
        + _INSIDE * float(odds[[i - end for i in rest], CONTENT].mean())
        + _ENDED * float(odds[0, ENDS])
        + _AT_END * float(odds[last - end, ENDS])
        + _OF_RELATIVE * relative
    )
