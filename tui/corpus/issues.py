"""Which issues of the watchlist a claim belongs to: by the terms in its content, its sentence, and what they are about.

Terms are matched as words, whatever stands between them in the line (hyphen, space, line break) and with the endings of
inflection; descriptions as in config.yaml: every part of one must stand near the others, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product

from msgspec import Struct

from tui.model import Issue, Span

_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to"})
_NEAR = 60  # characters within which the parts of a description stand together
_ENDING = r"(?:['’]s|s['’]?|es|d|ed|ing|ly)?"
POINTS_BACK = re.compile(
    r"\b(?:its?|this|that|these|those|they|them|their|such|here|there|"
    r"(?:the|\w+['’]s) (?:move|decision|deal|agreement|plan|proposal|issues?|regions?|meetings?|talks|step|treaty|pact|"
    r"exercises|mission|accord|relationship|differences|disputes?|idea|mechanism))\b",
    re.IGNORECASE,
)


class IssueHit(Struct, frozen=True):
    """A place in the text that speaks of an issue, and by which of its words."""

    span: Span
    by: str
    described: bool = False  # by a description, whose words stand in any order


class Belonging(Struct, frozen=True):
    """That a claim belongs to an issue: how strongly, by which words, and from where ("content", "sentence"…)."""

    issue: str
    weight: float
    words: tuple[str, ...]
    where: str


def word_pattern(words: str) -> str:
    """A regular expression for words that may be inflected and joined by hyphens or breaks."""
    parts = [part for part in re.split(r"[\s\-‐‑]+", words.strip()) if part]
    return r"[\s\-‐‑]+".join(_inflected(part) for part in parts)


def _inflected(word: str) -> str:
    """A word with its endings; "-e" and "-y" give way to them (recognize, recognizing; policy, policies)."""
    stem = re.escape(word)
    if not word.isalpha() or len(word) < 4 or word.isupper():
        return stem + r"(?:['’]s|s)?"
    if word.endswith("e"):
        return re.escape(word[:-1]) + r"(?:e|es|ed|ing|e['’]s)"
    if word.endswith("s") and word.islower() and not word.endswith(("ss", "us", "is")) and len(word) > 4:
        return _inflected(word[:-1])  # a term in the plural is found in the singular too: "tariff hikes"
    if word.endswith("y") and word[-2] not in "aeiou":
        return re.escape(word[:-1]) + r"(?:y|ies|ied|ying|y['’]s)"
    return stem + f"{re.escape(word[-1])}?" + _ENDING


@lru_cache(maxsize=4096)
def _stem(words: str) -> str:
    """The letters that every form of a term begins with: found first, since that is fast."""
    first = re.split(r"[\s\-‐‑]+", words.strip())[0].lower()
    return first[:-1] if len(first) > 3 and first.isalpha() else first


@lru_cache(maxsize=4)
def _lowered(text: str) -> str:
    """In small letters, of the same length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


@lru_cache(maxsize=4096)
def _compiled(words: str) -> re.Pattern[str]:
    flags = 0 if words.isupper() else re.IGNORECASE
    return re.compile(rf"{word_pattern(words)}(?!\w)", flags)


def find_words(words: str, text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Where a term stands in `text`, case and inflection aside."""
    stop = len(text) if end is None else end
    stem = _stem(words)
    if not stem:
        return []
    low, found = _lowered(text), []
    at = low.find(stem, start, stop)
    while at >= 0:
        free = at == 0 or not (text[at - 1].isalnum() or text[at - 1] == "_")
        m = _compiled(words).match(text, at, stop) if free else None
        if m is not None:
            found.append(Span(*m.span()))
        at = low.find(stem, m.end() if m is not None and m.end() > at else at + 1, stop)
    return found


@lru_cache(maxsize=1024)
def _parts(description: str) -> list[tuple[str, ...]]:
    """The required parts of a description, each a set of alternatives; what is in brackets may be missing."""
    required = re.sub(r"\([^()]*\)", " ", description)
    return [tuple(word for word in part.split("/") if word) for part in required.split()]


def find_description(description: str, text: str) -> list[Span]:
    """Where all parts of a description stand together, the parts in any order within a stretch of 60 characters."""
    parts = _parts(description)
    if not parts:
        return []
    places = [[span for word in part for span in find_words(word, text)] for part in parts]
    if not all(places):
        return []
    if len(places) == 1:
        return places[0]
    found = []
    for first in places[0]:
        near = [[s for s in place if abs(s.start - first.start) <= _NEAR] for place in places[1:]]
        for rest in product(*(sorted(n, key=lambda s: abs(s.start - first.start))[:1] for n in near)):
            spans = (first, *rest)
            whole = Span(min(s.start for s in spans), max(s.end for s in spans))
            if not re.search(r"[.!?]\s|\n\s*\n", whole.of(text)) and not any(
                a.overlaps(b) for k, a in enumerate(spans) for b in spans[k + 1 :]
            ):
                found.append(whole)
    return found


def _is_name(term: str, issue: Issue) -> bool:
    """Whether a term is a name, by its capitals, in a list that also has common words: what a text writes small
    ("harbour councils", "shell") is another thing."""
    words = [word for word in term.split() if word not in _SMALL]
    return all(word[:1].isupper() for word in words) and any(other[:1].islower() for other in issue.terms)


def hits(text: str, issues: Iterable[Issue]) -> dict[str, list[IssueHit]]:
    """Every place of an article's text that speaks of an issue, in the order of the text."""
    found: dict[str, list[IssueHit]] = {}
    lowered = _lowered(text)
    capitals = lowered != text
    for issue in issues:
        spans = [
            IssueHit(span, term)
            for term in issue.terms
            if _stem(term) in lowered
            for span in find_words(term, text)
            if not (_is_name(term, issue) and capitals and span.of(text).islower())
        ]
        spans += [
            IssueHit(span, description, True)
            for description in issue.descriptions
            if all(any(_stem(word) in lowered for word in part) for part in _parts(description))
            for span in find_description(description, text)
        ]
        if spans:
            found[issue.id] = sorted(spans, key=lambda hit: hit.span)
    return found


def _within(
    found: Mapping[str, Sequence[IssueHit]], spans: Sequence[Span], where: str, weight: float
) -> list[Belonging]:
    out = []
    for issue, places in found.items():
        inside = [hit for hit in places if any(span.overlaps(hit.span) for span in spans)]
        if inside:
            words = tuple(dict.fromkeys(hit.by for hit in inside))
            early = min(hit.span.start for hit in inside) - min(span.start for span in spans)
            out.append(Belonging(issue, weight * min(len(words), 2) - early / 40, words, where))
    return sorted(out, key=lambda b: (-b.weight, -len(found[b.issue])))  # of two with one word, what the article is on


def belongs(found: Mapping[str, Sequence[IssueHit]], content: Sequence[Span], sentence: Span) -> tuple[Belonging, ...]:
    """The issues that a claim's own words name, the main one first: those of its content, else of its sentence."""
    own = _within(found, content, "content", 3.0)
    return tuple(own[:4]) if own else tuple(_within(found, [sentence], "sentence", 2.0)[:3])
