"""Roles and pronouns to actors: within the article first, then by who held the office on the article's day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.model import Article, Days, Mention, Reading, Reference, Span

if TYPE_CHECKING:
    from tui.corpus.actors.merge import Actors

_LEAD = re.compile(r"(?:['’]s?)?\s*")
_TRAIL = re.compile(r"(?<!\s)\s+(?:(?:of|to|for|at|in)\s*)?(?:the\s*)?$")


def tied(
    article: Article,
    reading: Reading,
    actors: Actors,
    named: Sequence[str | None],
    taken: Sequence[Span],
    published: Days | None,
) -> Iterator[Mention]:
    """Mentions by role and pronoun, beside the spans that are `taken`; `named` is the actor of each of
    `reading.names`."""
    roles: dict[Span, tuple[str, str, float]] = {}
    for reference in reading.references:
        if reference.by == "role":
            found = _named(reference, named) or _by_office(article, reference, actors, published)
            if found is not None:
                roles[reference.span] = found
                yield _mention(article, _beside(article.text, reference, taken), reference, found)
    # In a second walk: a pronoun may stand before the role that tells whom it means.
    for reference in reading.references:
        if reference.by == "pronoun":
            found = _named(reference, named)
            if found is None and reference.role in roles:
                actor, why, score = roles[reference.role]
                found = actor, f"“{reference.role.of(article.text)}”: {why}", min(score, 100 * reference.confidence)
            if found is not None:
                yield _mention(article, reference.span, reference, found)


def _named(reference: Reference, named: Sequence[str | None]) -> tuple[str, str, float] | None:
    actor = named[reference.name] if reference.name is not None else None
    return (actor, reference.why, round(100 * reference.confidence, 1)) if actor else None


def _by_office(
    article: Article, reference: Reference, actors: Actors, published: Days | None
) -> tuple[str, str, float] | None:
    if reference.of is None:
        return None
    owner = actors.owner_of(article.key, reference.of.of(article.text))
    if owner is None:
        return None
    words = reference.span.of(article.text).lower().replace("-", " ").split()
    # Before a role these say that somebody else holds it by now.
    former = bool({"former", "ex", "onetime", "then", "previous"}.intersection(words))
    office = actors.office(owner, reference.head, former, published)
    if office is None:
        return None
    shown = actors.by_id[office.actor].name
    said = "set by hand" if office.by_hand else "the config states it"
    where = said if office.stated else f"{', '.join(office.articles[:2])} says so"
    # 75: who held an office is as sure as the articles that say so, less than a name and more than a guess by words.
    return office.actor, f"{shown} is {office.role} of {actors.by_id[owner].name}: {where}.", 75.0


def _beside(text: str, reference: Reference, taken: Sequence[Span]) -> Span:
    """A role without the names in it: "envoy" of "Norway's envoy to the UN", the part that holds its head."""
    span = reference.span
    inner = sorted(other for other in taken if span.covers(other))
    if not inner:
        return span
    edges = [span.start, *(edge for other in inner for edge in (other.start, other.end)), span.end]
    head = reference.head.split()[-1].rpartition("-")[2]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if head in text[start:end].lower():
            words = _TRAIL.sub("", text[start:end]) if end < span.end else text[start:end]
            lead = _LEAD.match(words)
            skip = lead.end() if lead and start > span.start else 0
            return Span(start + skip, start + len(words))
    return Span(max(other.end for other in inner), span.end)


def _mention(article: Article, span: Span, reference: Reference, found: tuple[str, str, float]) -> Mention:
    actor, why, score = found
    return Mention(article.key, span, reference.by, score, actor, span.of(article.text), why)
