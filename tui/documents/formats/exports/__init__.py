"""Exports of press databases (Nexis, Factiva, ProQuest) in one document: several articles, each with its labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tui.documents.draft import Draft, Unread
from tui.documents.formats.exports.factiva import coded, listed
from tui.documents.formats.exports.field_labels import is_between, is_body, is_copyright, of_cover, tells_length
from tui.documents.formats.exports.nexis import labelled
from tui.documents.formats.exports.pieces import ExportLine, Piece, lines_of, lines_of_text, pieces_of
from tui.documents.formats.exports.proquest import NoRecordText, record

__all__ = ["articles_in", "articles_in_text", "may_be_export"]

_MARKS = re.compile(  # one of which every export has: a quick look before a long one
    r"(?im)^[ \t]*(?:\d{1,5} \w{1,4} \d{1,5} docu|do[ck]u?\w* \d{1,5} \w{1,4} \d"
    r"|(?:AN\s+)?do[ck]ument\w? [a-z0-9]{12,40}[ \t\r]*$"
    r"|(?:end|ende|fine?|fim|einde) (?:\w{1,4} )?(?:het )?do[ck]ument|dokumentende"
    r"|(?:body|text|full text|volltext|texte|corps|texto|cuerpo|corpo|testo|tekst)\b[^\n]{0,12}:"
    r"|(?:body|text|haupttext|corps|texte|texto|cuerpo|corpo|testo|tekst|hoofdtekst)[ \t\r]*$"
    r"|HD[ \t]|[\d.,]{1,9} (?:words|w.rter|mots|palabras|parole|woorden|palavras)[ \t\r]*$)"
)
_SHOWN = 80  # characters of an unread piece that name it


def may_be_export(text: str) -> bool:
    """Whether a text has a line such as every export has one of."""
    return bool(_MARKS.search(text))


def articles_in(paragraphs: Iterable[str]) -> list[Draft | Unread]:
    """The articles of an export, and what of it is not read; nothing where the document is no export."""
    return _articles(lines_of(paragraphs))


def articles_in_text(text: str) -> list[Draft | Unread]:
    """The same of plain text, whose lines may be broken at a column."""
    return _articles(lines_of_text(text))


def _articles(lines: Sequence[ExportLine]) -> list[Draft | Unread]:
    pieces = pieces_of(lines)
    marked = any(piece.counted or piece.ended for piece in pieces)
    if not marked and not any(is_body(line.words) or tells_length(line.words) for line in lines):
        return []
    found: list[Draft | Unread] = []
    for piece in pieces:
        read = _read(piece)
        if isinstance(read, Draft):
            read = replace(read, id=read.id or f"article-{1 + sum(isinstance(one, Draft) for one in found)}")
        if read is not None:
            found.append(read)
    drafts = [one for one in found if isinstance(one, Draft)]
    if not drafts or (not marked and len(pieces) == 1 and not drafts[0].fields.get("published")):
        return []
    return found


def _read(piece: Piece) -> Draft | Unread | None:
    """The article of a piece, or what it is that is not read; None for a cover and the like."""
    try:
        draft = coded(piece) or record(piece) or labelled(piece) or listed(piece)
    except NoRecordText as error:
        return Unread(str(error))
    if draft or _is_cover(piece):
        return draft
    first = piece.lines[0].words
    return Unread(f"a part that is no article as this database lays it out: {first[:_SHOWN]!r}")


def _is_cover(piece: Piece) -> bool:
    """Whether a piece is a cover, a list of contents, a summary of the search, or a line of rights."""
    lines = [line.words for line in piece.lines]
    if all(is_copyright(line) or of_cover(line) or is_between(line) for line in lines):
        return True
    return not piece.counted and not piece.ended and any(of_cover(line) for line in lines)
