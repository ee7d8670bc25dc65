"""Which candidates stay: the surest reading of each cue, the surer of two that say the same, and what nests in what."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from tui.reading.attribution.candidate import Candidate
from tui.reading.attribution.parse import Parse
from tui.text.word_classes import FIRST_PERSON

SPEAKER = FIRST_PERSON
DEEPEST = 20  # attributions within one another: nobody speaks so, and each more costs as much as all before it
LEARNED = "learned"  # the pattern of a candidate that only the learned reader has
_DISCUSSING = ("ask.", "refer.")
SPEECH = 0.4  # quotations stand at this share of the least confidence: that they are claims is seen


class Chosen(Struct):
    """A candidate with its confidence; `within` is set by `choose`, `told` is what the learned reader says of it."""

    candidate: Candidate
    confidence: float
    features: tuple[str, ...] = ()
    within: int | None = None  # index into the chosen
    words: frozenset[int] = field(default=frozenset())
    told: str = ""


def choose(p: Parse, weighed: Sequence[Chosen], least: float) -> list[Chosen]:
    """The candidates given, in the order of the text; those inside another's content point to it by `within`."""
    kept: list[Chosen] = []
    by_word: dict[int, list[Chosen]] = {}
    cues: set[int] = set()
    for one in sorted(weighed, key=lambda c: -c.confidence):
        if one.confidence < least * SPEECH:
            break
        cue = one.candidate.cue
        if (one.confidence < least and not one.candidate.quoted) or cue in cues:
            continue
        one.words = frozenset([i for i in one.candidate.content if p.word[i]])
        if any(len(by_word.get(i, ())) >= DEEPEST for i in one.words):
            continue
        around = {id(other): other for i in one.words if i in by_word for other in by_word[i]}
        if not one.words or any(_same(one, other) for other in around.values()):
            continue
        kept.append(one)
        if cue is not None:
            cues.add(cue)
        for i in one.words:
            by_word.setdefault(i, []).append(one)
    kept.sort(key=lambda c: (c.candidate.content[0], -len(c.candidate.content)))
    _nest(p, kept)
    if any(_adds_nothing(p, one) for one in kept):
        kept = [one for one in kept if not _adds_nothing(p, one)]
        _nest(p, kept)
    return kept


def _adds_nothing(p: Parse, one: Chosen) -> bool:
    """Whether a nested claim is one that the rules do not have, or only what its outer one says. The learned reader
    was taught nothing of what is said within what is said."""
    return one.within is not None and (one.candidate.pattern == LEARNED or _own_words(p, one))


def _own_words(p: Parse, one: Chosen) -> bool:
    """Whether a nested claim is only what its outer one says: "we hope" in what the speaker says."""
    head = one.candidate.source.head
    return one.within is not None and head is not None and p.lower[head] in SPEAKER


def _same(one: Chosen, other: Chosen) -> bool:
    """Whether two candidates that share words are readings of one attribution."""
    if _inside(one, other) or _inside(other, one):
        return False
    shared = len(one.words & other.words)
    return shared / len(one.words | other.words) >= 0.5 or (shared < len(one.words) and shared < len(other.words))


def _inside(one: Chosen, other: Chosen) -> bool:
    """Whether one's cue and content are said in the other's content, by the other's holder."""
    cue = one.candidate.cue
    return cue is not None and cue in other.words and one.words < other.words


def _told_of(p: Parse, one: Chosen, other: Chosen) -> bool:
    """Whether the text itself says of what is discussed what others claim: "will discuss a bill which critics claim
    would do harm" is no claim of those who discuss it."""
    cue = one.candidate.cue
    if cue is None or other.candidate.quoted or not other.candidate.frame.id.startswith(_DISCUSSING):
        return False
    for at in (cue, *p.climb(cue)):
        if p.dep[at] == "relcl":
            thing = p.head[at]
            return thing in other.words and p.head[thing] == other.candidate.cue
        if at not in other.words:
            break
    return False


def _nest(p: Parse, kept: list[Chosen]) -> None:
    holding: dict[int, list[int]] = {}  # word to those that have it
    for k, one in enumerate(kept):
        for i in one.words:
            holding.setdefault(i, []).append(k)
    for one in kept:
        best: int | None = None
        for j in holding[min(one.words)]:
            other = kept[j]
            if not one.words < other.words:
                continue
            if one.candidate.cue is not None and not _inside(one, other):
                continue
            if _told_of(p, one, other):
                continue
            if best is None or len(other.words) < len(kept[best].words):
                best = j
        one.within = best
