"""The words that a person marked as a claim's source, cue and content: kept by place and words, found again by them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tui.model import Claim, ClaimKind, Days, Span

MOST_WORDS = 20_000  # characters of one piece: longer than any speech's paragraph
_OPENING, _CLOSING = "\"'“‘«„‹", "\"'”’»“›"


class PartPiece(Struct, frozen=True, array_like=True):
    """A stretch of an article's text and the words that stand there."""

    start: int
    end: int
    words: str


class ClaimParts(Struct, frozen=True):
    """Of each part the pieces in their order; a source or a cue may have none."""

    source: tuple[PartPiece, ...] = ()
    cue: tuple[PartPiece, ...] = ()
    content: tuple[PartPiece, ...] = ()


class PartSpans(Struct, frozen=True):
    """The same as spans of one text."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


def parts_of(text: str, spans: PartSpans) -> ClaimParts:
    """The spans with their words, so that they are found again where the text is another."""

    def pieces(part: Sequence[Span]) -> tuple[PartPiece, ...]:
        return tuple(PartPiece(span.start, span.end, span.of(text)) for span in sorted(part) if span.of(text).strip())

    return ClaimParts(pieces(spans.source), pieces(spans.cue), pieces(spans.content))


def placed(parts: ClaimParts, text: str) -> PartSpans | None:
    """Where the pieces stand in a text: where they stood, or at the nearest place with the same words, whatever the
    white space between them; None where one stands nowhere any more."""
    moved = 0  # by how much the pieces before this one have moved

    def place(piece: PartPiece) -> Span | None:
        nonlocal moved
        at = piece.start + moved
        if at >= 0 and text[at : at + len(piece.words)] == piece.words and piece.words.strip():
            return Span(at, at + len(piece.words))
        words = piece.words[:MOST_WORDS].split()
        if not words:
            return None
        found = [Span(*match.span()) for match in re.finditer(r"\s+".join(map(re.escape, words)), text)]
        nearest = min(found, key=lambda span: abs(span.start - at), default=None)
        if nearest is not None:
            moved = nearest.start - piece.start
        return nearest

    spans = [[place(piece) for piece in part] for part in (parts.content, parts.source, parts.cue)]
    content, source, cue = (tuple(span for span in part if span is not None) for part in spans)
    if not content or any(span is None for part in spans for span in part):
        return None
    return PartSpans(source, cue, content)


def claim_of_parts(
    id_: str, article: str, text: str, spans: PartSpans, holder: str | None, days: Days | None, coder: str | None
) -> Claim:
    """The claim that a person added: all that the words alone say of it; sides are laid over it as over any other."""
    return Claim(
        id=id_, article=article, holder=holder, holder_id=None, side=None, source=spans.source, cue=spans.cue,
        content=spans.content, kind=_kind(text, spans.content), stances=(), force="say", to=None, days=days,
        confidence=1.0, why=("a person marked its words",), status="added", coder=coder,
    )  # fmt: skip


def _kind(text: str, content: Sequence[Span]) -> ClaimKind:
    """Whether all, some or none of it stands in quotation marks."""
    quoted = [_is_quoted(text, span) for span in content]
    return "direct" if all(quoted) else "mixed" if any(quoted) or _has_quote(text, content) else "indirect"


def _is_quoted(text: str, span: Span) -> bool:
    inside = span.of(text).strip()
    before, after = text[: span.start].rstrip()[-1:], text[span.end :].lstrip(" ,.!?;")[:1]
    around = bool(before) and before in _OPENING and bool(after) and after in _CLOSING
    return around or (inside[:1] in _OPENING and inside.rstrip(" ,.!?;")[-1:] in _CLOSING and len(inside) > 1)


def _has_quote(text: str, content: Sequence[Span]) -> bool:
    return any(char in span.of(text) for span in content for char in '"“«„')
