"""Names of persons, organisations, places and groups: the model's entities, mended by what the article itself shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.model import Article, Name, Span
from tui.reading.names import agencies, name_spans
from tui.reading.names.metonyms import acts
from tui.reading.names.name_span import NameSpan
from tui.reading.roles import COURTESY, HEADS, is_inside
from tui.reading.sentences import sentence_of
from tui.reading.tokens import Words, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find(doc: Doc, article: Article) -> tuple[Name, ...]:
    """The names of one parsed article in the order of its text; no two overlap."""
    of = sentence_of(doc)
    words = words_of(doc)
    found = []
    for piece in name_spans.find(words, article):
        span = Span(words[piece.start].idx, words[piece.end - 1].idx + len(words[piece.end - 1]))
        found.append(
            Name(
                span=span,
                kind=piece.kind,
                sentence=of[piece.start],
                acts=piece.kind not in {"person", "group"} and acts(words, piece.start, piece.end),
                title=title_before(words, piece) if piece.kind == "person" else None,
                agency=agencies.is_agency(words, piece.start, piece.end, span, article),
                adjective=is_adjective(words, piece),
            )
        )
    return tuple(found)


def is_adjective(doc: Words, piece: NameSpan) -> bool:
    """Whether a name of a people or country only describes: "Danish" in "the Danish prime minister"."""
    last = doc[piece.end - 1]
    if doc[piece.start - 1].text == "-" and doc[piece.start - 2].lower_ in {"ex", "non"}:
        return True
    if piece.kind != "group" or last.tag_ in {"NNS", "NNPS"}:
        return False
    return last.pos_ == "ADJ" or (last.dep_ in {"amod", "compound", "nmod"} and last.head.i >= piece.end)


def title_before(doc: Words, piece: NameSpan) -> str | None:
    """The role words right before a person's name: "Prime Minister", "Ms."."""
    at = piece.start
    while at and (
        (word := doc[at - 1].lower_.rstrip(".")) in COURTESY
        or word in HEADS
        or (at < piece.start and is_inside(doc, at - 1))
        or (at < piece.start and word == "-")
    ):
        at -= 1
    return doc.part(at, piece.start).text if at < piece.start else None
