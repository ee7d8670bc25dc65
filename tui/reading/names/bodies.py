"""Organisations called by what they are: "the alliance", "the ministry"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.model import Article, Name, Reference, Span
from tui.reading.roles import BODIES
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from tui.reading.tokens import Words

FIRMS = wordlist(
    """
    company corporation firm airline carrier manufacturer maker carmaker automaker planemaker chipmaker drugmaker
    retailer bank lender broadcaster newspaper insurer brewer supplier operator publisher startup start-up
    """
)
_NEAR = 300  # characters: two sentences or so
_SHARE = 0.6  # of the organisations named, the one meant must have this share


def find(doc: Words, article: Article, names: Sequence[Name], named: Sequence[int]) -> list[Reference]:
    """Definite phrases that a word for a body heads, each with the organisation meant where that is plain."""
    texts = [" ".join(name.span.of(article.text).split()) for name in names]
    total = Counter(texts[i] for i, name in enumerate(names) if name.kind == "organization" and not name.agency)
    return [_reference(doc, start, at, names, texts, total, article) for start, at in _phrases(doc, named)]


def _spoken_of(names: Sequence[Name], texts: Sequence[str], span: Span) -> int | None:
    """The last name before a place, where it and all organisations named shortly before are one."""
    near = [
        at
        for at, name in enumerate(names)
        if name.kind == "organization" and not name.agency and span.start - _NEAR < name.span.start < span.start
    ]
    return near[-1] if near and len({texts[at] for at in near}) == 1 else None


def _phrases(doc: Words, named: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First token and head of "the (military) alliance"; not "the alliance of …" nor "the alliance member"."""
    heads = BODIES | FIRMS
    for token in doc:
        at = token.i
        if token.lower_ not in heads or token.tag_ != "NN" or named[at] >= 0 or token.dep_ in {"compound", "attr"}:
            continue
        if at + 1 < len(doc) and (named[at + 1] >= 0 or doc[at + 1].lower_ == "of"):
            continue
        start = at
        while start and named[start - 1] < 0 and doc[start - 1].pos_ in {"ADJ", "NOUN"} and start > at - 3:
            start -= 1
        if start and doc[start - 1].lower_ == "the":
            yield start - 1, at


def _reference(
    doc: Words, start: int, at: int, names: Sequence[Name], texts: Sequence[str], total: Counter[str], article: Article
) -> Reference:
    head = doc[at].lower_
    span = Span(doc[start].idx, doc[at].idx + len(doc[at]))
    reference = Reference(span, "role", 0, head)
    own = [i for i, text in enumerate(texts) if names[i].kind == "organization" and head in text.casefold().split()]
    before = [i for i in own if names[i].span.start < span.start]
    if len({texts[i] for i in own}) == 1 and before:
        why = f"{texts[before[-1]]} has “{head}” in its name."
        return Reference(span, "role", 0, head, None, before[-1], 0.85, why)
    if own or not total:
        return reference
    if head in FIRMS and (near := _spoken_of(names, texts, span)) is not None:
        why = f"{texts[near]} is the only organisation named shortly before."
        return Reference(span, "role", 0, head, None, near, 0.65, why)
    (text, count), *_ = total.most_common(1)
    earlier = [i for i, name in enumerate(names) if texts[i] == text and name.span.start < span.start]
    if earlier and count >= _SHARE * total.total() and count > 2:
        why = f"{text} is the organisation that the article speaks of."
        return Reference(span, "role", 0, head, None, earlier[-1], 0.7, why)
    return reference
