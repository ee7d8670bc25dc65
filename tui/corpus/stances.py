"""Where a claim stands toward an issue's proposition, as far as its words show it.

What is said of the issue (words that support or oppose its proposition, and evaluations of its terms, each turned by a
negation before it) is weighed with the attitude of the cue: who rejects a thing that the proposition wants is against
it. Where the words show nothing, or both, there is no stance; precision comes before recall.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tui.corpus.issues import POINTS_BACK, Belonging, Hit, find_words
from tui.model import Attribution, Evaluation, Issue, Span, Stance

_TURNS = re.compile(
    r"\b(?:not|never|no|cannot|without|nor|neither|hardly|fail\w* to|refus\w* to|unable to|rather than|instead of)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_REACH = 36  # characters before a word in which a negation may turn it
_PREDICATED = re.compile(
    r"\b(?:is|are|was|were|be|been|being|as|of|a|an|it|remains?|seems?|called?|considers?|finds?)['’]?s?[\s\"“”'‘’]+(?:\S+\s+){0,3}$",
    re.IGNORECASE,
)
_TURNING_POINT = re.compile(r"\b(?:but|although|though|however|yet|while|whereas|despite|still)\b", re.IGNORECASE)
_BACKGROUND = re.compile(
    r"(?:\b(?:which|who|whose)\b|,\s*(?:when|after|since|suspended|frozen)\b)[^,;.]*$", re.IGNORECASE
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|might|may|must|should|can|does|did|do|that|used|be)\b",
    re.IGNORECASE,
)
_ASSERTING = ("criticize.", "accuse.", "warn.", "concern.", "concerned.", "criticism.")
_DREADING = ("fear.", "expect.", "doubt.")
_ATTITUDES = (
    "oppose.",
    "criticize.",
    "support.",
    "praise.",
    "refuse.",
    "want.",
    "hope.",
    "keen.",
    "criticism.",
)


class Leaning(Struct, frozen=True):
    """A stance with the words it rests on."""

    stance: Stance | None
    why: str = ""


class _Signal(Struct, frozen=True):
    span: Span
    value: int
    word: str


def _turn(text: str, span: Span, floor: int) -> int:
    """-1 where a negation stands right before a word, 0 where it stands further off and may mean another, else 1."""
    start = max(floor, span.start - _REACH)
    before = re.split(r"[,;:.!?]|\bbut\b", text[start : span.start])[-1]
    turns = list(_TURNS.finditer(before))
    if not turns:
        return 1
    return -1 if len(before[turns[-1].end() :].split()) <= 1 else 0


def _said_of(text: str, content: Sequence[Span], issue: Issue) -> list[_Signal]:
    """Words of the content that speak for or against the proposition; the longer of two that overlap."""
    found: list[_Signal] = []
    for words, value in (*((w, 1) for w in issue.supports), *((w, -1) for w in issue.opposes)):
        for span in content:
            for at in find_words(words, text, span.start, span.end):
                turn = 1 if _TURNS.search(words) else _turn(text, at, span.start)
                found.append(_Signal(at, value * turn, words))
    found.sort(key=lambda s: s.span.start - s.span.end)
    kept: list[_Signal] = []
    for signal in found:
        if not any(signal.span.overlaps(other.span) for other in kept):
            kept.append(signal)
    return sorted((s for s in kept if s.value), key=lambda s: s.span)


def _evaluated(
    text: str, content: Sequence[Span], evaluations: Sequence[Evaluation], hits: Sequence[Hit]
) -> list[_Signal]:
    """Evaluations said of the issue's terms: in a predicate, within a clause of one."""
    found = []
    for span in content:
        for e in evaluations:
            if not e.polarity or not span.covers(e.span):
                continue
            near = any(abs(e.span.start - hit.span.start) < 80 for hit in hits)
            if near and _PREDICATED.search(text, span.start, e.span.start):
                value = e.polarity * _turn(text, e.span, span.start)
                found += [_Signal(e.span, value, e.span.of(text))] if value else []
    return found


def _settled(text: str, signals: list[_Signal], content: Sequence[Span]) -> list[_Signal]:
    """Of words on both sides those of the main clause: background goes, and a word governs what it stands before."""
    main = []
    for signal in signals:
        start = next(span.start for span in content if span.covers(signal.span))
        if not _BACKGROUND.search(text[start : signal.span.start]):
            main.append(signal)
    if len({s.value for s in main}) < 2:
        return main
    between = text[main[0].span.end : main[-1].span.start]
    early = main[0].span.start - content[0].start <= 40
    return main[:1] if early and not _TURNING_POINT.search(between) and not re.search(r"[.;!?]", between) else main


def leaning(
    text: str,
    attribution: Attribution,
    issue: Issue,
    belonging: Belonging,
    hits: Sequence[Hit],
    evaluations: Sequence[Evaluation],
    others: Sequence[Span] = (),
) -> Leaning:
    """The stance of an attribution's holder toward the proposition of one of its issues.

    `others` are stretches of its content that it ascribes to somebody else: what is said there is not the holder's.
    """
    if not issue.proposition:
        return Leaning(None)
    content = attribution.content
    signals = [s for s in _said_of(text, content, issue) if not any(o.covers(s.span) for o in others)]
    if len({s.value for s in signals}) == 2:
        signals = _settled(text, signals, content)
        if len({s.value for s in signals}) == 2:
            return Leaning("mixed", "words on both sides: " + ", ".join(f"“{s.word}”" for s in signals[:4]))
    whole = " ".join(span.of(text) for span in content)
    clause = bool(_FINITE.search(whole[:120])) and not whole.lower().startswith("to ")
    frame = attribution.frame
    if frame.startswith(_DREADING):
        return Leaning(None)
    cue = -1 if attribution.polarity < 0 else 1
    words = [s.word for s in signals]
    total = sum(s.value for s in signals)
    if not signals:
        near = [s for s in _evaluated(text, content, evaluations, hits) if not any(o.covers(s.span) for o in others)]
        if near and len({s.value for s in near}) == 1 and belonging.where == "content" and cue > 0:
            total, words = near[0].value, [s.word for s in near]
        elif attribution.polarity and frame.startswith(_ATTITUDES) and not clause and _meant(whole, belonging):
            total, words = 1, [belonging.words[0]]
        else:
            return Leaning(None)
    if cue < 0 and frame.startswith(_ASSERTING):
        if clause:
            cue = 1
        elif total < 0:
            # Blame for a thing that the proposition's friends do, or for what its foes do: the words do not tell.
            return Leaning(None)
    if attribution.negated:
        return Leaning(None)
    stance: Stance = "for" if total * cue > 0 else "against"
    said = ", ".join(f"“{word}”" for word in words[:3])
    attitude = {1: "in favour of it", -1: "against it", 0: "neutral"}[attribution.polarity]
    return Leaning(stance, f"{said} of {issue.name}; the cue is {attitude}")


def _meant(content: str, belonging: Belonging) -> bool:
    """Whether the content is the issue's own thing: named in it, or pointed back to in few words."""
    return belonging.where == "content" or (len(content.split()) <= 8 and POINTS_BACK.search(content) is not None)
