"""Names of persons, organisations, places and groups: the model's entities, mended by what the article itself shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.model import ActorKind, Article, Name, Span
from tui.reading.sentences import sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A name as a range of tokens, `end` exclusive."""

    start: int
    end: int
    kind: ActorKind


def find(doc: Doc, article: Article) -> tuple[Name, ...]:
    """The names of one parsed article in the order of its text; no two overlap."""
    pieces = [Piece(entity.start, entity.end, KINDS[entity.label_]) for entity in doc.ents if entity.label_ in KINDS]
    pieces = [trimmed for piece in pieces if (trimmed := trim(doc, piece)) is not None]
    of = sentence_of(doc)
    return tuple(
        Name(
            span=Span(doc[piece.start].idx, doc[piece.end - 1].idx + len(doc[piece.end - 1])),
            kind=piece.kind,
            sentence=of[piece.start],
        )
        for piece in pieces
    )


def trim(doc: Doc, piece: Piece) -> Piece | None:
    """The piece without article, possessive, quotation marks and blanks at its ends; None where nothing is left."""
    start, end = piece.start, piece.end
    while start < end and (doc[start].is_space or doc[start].is_punct or doc[start].lower_ in {"the", "a", "an", "'s"}):
        start += 1
    while start < end and (
        doc[end - 1].is_space or doc[end - 1].lower_ in {"'s", "'", "’s"} or (doc[end - 1].is_punct)
    ):
        end -= 1
    return replace(piece, start=start, end=end) if start < end else None
