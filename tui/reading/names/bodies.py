"""Organisations called by what they are: "the alliance", "the ministry"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.model import Article, Name, Reference, Span
from tui.reading.roles import BODIES, FIRMS

if TYPE_CHECKING:
    from tui.reading.tokens import Words

# "the large state-owned Nordic shipping company" has that many; over more the article is another noun's.
_DESCRIBED = 6  # tokens from the article to the noun
_NEAR = 300  # characters: two sentences or so
# More than half, and not by one mention: where two bodies are named about as often, "the company" may be either.
_SHARE = 0.6  # of the organisations named, the one meant must have this share


def find(doc: Words, article: Article, names: Sequence[Name], named: Sequence[int]) -> list[Reference]:
    """Definite phrases that a word for a body heads, each with the organisation meant where that is plain."""
    texts = [" ".join(name.span.of(article.text).split()) for name in names]
    total = Counter(texts[i] for i, name in enumerate(names) if name.kind == "organization" and not name.agency)
    return [_reference(doc, start, at, names, texts, total, article) for start, at in _phrases(doc, named)]


def _spoken_of(doc: Words, names: Sequence[Name], texts: Sequence[str], span: Span) -> int | None:
    """The last name before a place, where it is the subject of what it stands in and all bodies named shortly before
    are one; a name of one word that no full name has may be a firm's, whatever it was taken for."""
    near = [
        at
        for at, name in enumerate(names)
        if not name.agency and not name.adjective and span.start - _NEAR < name.span.start < span.start
    ]
    persons = [text for name, text in zip(names, texts, strict=True) if name.kind == "person" and " " in text]
    surnames = {text.rpartition(" ")[2] for text in persons}
    others = [
        at
        for at in near
        if names[at].kind == "organization" or (texts[at].rpartition(" ")[2] not in surnames and _acts(doc, names[at]))
    ]
    if not others or names[others[-1]].kind != "organization":
        return None
    if len({texts[at] for at in near if names[at].kind == "organization"}) > 1:
        return None
    return others[-1] if _acts(doc, names[others[-1]]) else None


def _beside(doc: Words, at: int, names: Sequence[Name], texts: Sequence[str], text: str) -> bool:
    """Whether a body's words at a token are the object of what a name does: "Borg fined the airline" is of two."""
    up = doc[at]
    while up.dep_ in {"conj", "pobj", "prep", "dative"}:
        up = up.head
    verb = up.head
    if up.dep_ not in {"dobj", "dative", "agent"} and doc[at].dep_ not in {"dobj", "pobj", "dative"}:
        return False
    subjects = {child.i for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}}
    return any(
        texts[i] == text and (inside := doc.between(name.span.start, name.span.end)) is not None
        and not subjects.isdisjoint(range(*inside))
        for i, name in enumerate(names)
    )  # fmt: skip


def _acts(doc: Words, name: Name) -> bool:
    """Whether a name is the subject of what it stands in."""
    inside = doc.between(name.span.start, name.span.end)
    return inside is not None and doc.part(*inside).root.dep_ in {"nsubj", "nsubjpass"}


def _unsure(names: Sequence[Name], texts: Sequence[str]) -> Counter[str]:
    """Names of one word that are neither bodies nor surely something else, with how often each stands."""
    surnames = {text.rpartition(" ")[2] for text in texts if " " in text}
    unsure = (name.kind in {"person", "place"} and not name.adjective for name in names)
    return Counter(text for text, open_ in zip(texts, unsure, strict=True) if open_ and text not in surnames)


def _phrases(doc: Words, named: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First token and head of "the (military) alliance"; not "the alliance of …" nor "the alliance member"."""
    heads = BODIES | FIRMS
    for token in doc:
        at = token.i
        if token.lower_ not in heads or token.tag_ != "NN" or named[at] >= 0 or token.dep_ in {"compound", "attr"}:
            continue
        if at + 1 < len(doc) and (named[at + 1] >= 0 or doc[at + 1].lower_ == "of"):
            continue
        if token.lower_ in FIRMS and (first := _described(doc, at, named)) is not None:
            yield first, at
            continue
        start = at
        while start and named[start - 1] < 0 and doc[start - 1].pos_ in {"ADJ", "NOUN"} and start > at - 3:
            start -= 1
        if start and doc[start - 1].lower_ == "the":
            yield start - 1, at


def _described(doc: Words, at: int, named: Sequence[int]) -> int | None:
    """The first token of a firm told by what it is and where: "the US-based company", "the Danish oil firm"."""
    first = doc[at].left_edge.i
    inside = doc[first + 1 : at]
    if not 1 <= at - first <= _DESCRIBED or doc[first].lower_ != "the":
        return None
    owned = any(word.tag_ in {"POS", "PRP$"} for word in inside)
    if owned or any(named[word.i] >= 0 and word.ent_type_ in {"ORG", "PERSON"} for word in inside):
        return None
    # A name among the words is a mention of its own: "company" of "the US-based company".
    start = max((word.i + 1 for word in inside if named[word.i] >= 0), default=first)
    while start < at and "-" in {doc[start].text, doc[start - 1].text}:
        start += 1
    return start


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
    near = _spoken_of(doc, names, texts, span) if head in FIRMS else None
    if near is not None and not _beside(doc, at, names, texts, texts[near]):
        why = f"{texts[near]} is the only organisation named shortly before."
        return Reference(span, "role", 0, head, None, near, 0.65, why)
    (text, count), *_ = total.most_common(1)
    bodies = [i for i, name in enumerate(names) if name.kind == "organization" and not name.agency]
    last = next((i for i in reversed(bodies) if names[i].span.start < span.start), None)
    if head in FIRMS and last is not None and texts[last] != text:
        return reference
    if any(n > count and " " not in word for word, n in _unsure(names, texts).items()):
        return reference  # what the article speaks of more may be a firm that is not known for one
    if _beside(doc, at, names, texts, text):
        return reference
    earlier = [i for i, name in enumerate(names) if texts[i] == text and name.span.start < span.start]
    if earlier and count >= _SHARE * total.total() and count > 2:
        why = f"{text} is the organisation that the article speaks of."
        return Reference(span, "role", 0, head, None, earlier[-1], 0.7, why)
    return reference
