"""Where a claim stands toward an issue's proposition, as far as its words show it.

What is said of the issue (words that support or oppose its proposition, and evaluations near its terms, each turned by
a negation before it) is weighed with the attitude of the cue: who criticises a thing that the proposition wants is
against it. Where the words show nothing, or both, there is no stance; precision comes before recall.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tui.corpus.issues import Belonging, Hit, find_words
from tui.model import Attribution, Evaluation, Issue, Span, Stance

_TURNS = re.compile(
    r"\b(?:not|never|no|cannot|without|nor|neither|hardly|fail\w* to|refus\w* to|unable to|rather than|instead of)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_REACH = 24  # characters before a word in which a negation turns it
_SAYING = (
    "say.",
    "tell.",
    "argue.",
    "accept.",
    "think.",
    "know.",
    "quotation.",
    "according.",
    "headline.",
    "allege.",
    "call.",
    "sure.",
    "expect.",
)


@dataclass(frozen=True, slots=True)
class Leaning:
    """A stance with the words it rests on."""

    stance: Stance | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Signal:
    span: Span
    value: float
    word: str


def _turned(text: str, span: Span, floor: int) -> bool:
    start = max(floor, span.start - _REACH)
    before = re.split(r"[,;:.!?]|\bbut\b", text[start : span.start])[-1]
    return bool(_TURNS.search(before))


def _said_of(text: str, content: Sequence[Span], issue: Issue) -> list[_Signal]:
    """Words of the content that speak for or against the proposition; the longer of two that overlap."""
    found: list[_Signal] = []
    for words, value in (*((w, 1.0) for w in issue.supports), *((w, -1.0) for w in issue.opposes)):
        for span in content:
            for at in find_words(words, text, span.start, span.end):
                sign = -value if _turned(text, at, span.start) and not _TURNS.search(words) else value
                found.append(_Signal(at, sign, words))
    found.sort(key=lambda s: s.span.start - s.span.end)
    kept: list[_Signal] = []
    for signal in found:
        if not any(signal.span.overlaps(other.span) for other in kept):
            kept.append(signal)
    return kept


def _evaluated(text: str, content: Sequence[Span], evaluations: Sequence[Evaluation]) -> list[_Signal]:
    return [
        _Signal(e.span, -e.polarity if _turned(text, e.span, span.start) else e.polarity, e.span.of(text))
        for span in content
        for e in evaluations
        if e.polarity and span.covers(e.span)
    ]


def leaning(
    text: str,
    attribution: Attribution,
    issue: Issue,
    belonging: Belonging,
    hits: Sequence[Hit],
    evaluations: Sequence[Evaluation],
) -> Leaning:
    """The stance of an attribution's holder toward the proposition of one of its issues."""
    if not issue.proposition:
        return Leaning(None)
    content = attribution.content
    signals = _said_of(text, content, issue)
    total = sum(s.value for s in signals)
    words = [s.word for s in signals]
    cue = -1 if attribution.polarity < 0 else 1
    position = not attribution.frame.startswith(_SAYING)
    if signals and len({s.value > 0 for s in signals}) == 2:
        return Leaning(
            "mixed" if abs(total) < 1 and len(signals) > 1 else None, "words on both sides: " + ", ".join(words)
        )
    if not signals:
        near = [
            s
            for s in _evaluated(text, content, evaluations)
            if any(abs(s.span.start - h.span.start) < 80 for h in hits)
        ]
        if near and len({s.value for s in near}) == 1 and belonging.where == "content" and not position:
            total, words = near[0].value, [s.word for s in near]
        elif position and attribution.polarity and _names_it(attribution, belonging):
            total, words = 1.0, [f"the cue's attitude to {belonging.words[0]}"]
        else:
            return Leaning(None)
    if attribution.frame.startswith(("fear.", "warn.", "concern", "expect.", "doubt.")) and not _bare_thing(
        text, attribution
    ):
        # What is feared of a thing is no attitude to the thing itself, unless the words say it.
        cue = 1
        if attribution.frame.startswith(("fear.", "expect.", "doubt.")):
            return Leaning(None)
    sign = total * cue * (-1 if attribution.negated else 1)
    if attribution.negated and not position:
        return Leaning(None)
    stance: Stance = "for" if sign > 0 else "against"
    said = ", ".join(f"“{word}”" for word in words[:3])
    attitude = {1: "in favour", -1: "against", 0: "stated"}[attribution.polarity]
    return Leaning(stance, f"{said} of {issue.name}; the cue is {attitude}")


def _names_it(attribution: Attribution, belonging: Belonging) -> bool:
    return belonging.where == "content" and attribution.frame.startswith(
        ("oppose.", "criticize.", "support.", "praise.", "refuse.", "want.", "hope.", "keen.")
    )


def _bare_thing(text: str, attribution: Attribution) -> bool:
    """Whether the content is a thing and no clause: "about the exercises"."""
    words = " ".join(span.of(text) for span in attribution.content).split()
    return not any(
        word.lower() in ("would", "will", "could", "might", "may", "is", "was", "that", "are") for word in words[:12]
    )
