"""The lines of an export, and the pieces that each hold an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from tui.documents.formats.exports.field_labels import counts, day_of_line, end_of, is_body, label_of, words

_RULE = re.compile(r"[_=*-]{10,}")
_LONG_RULE = 30  # underscores in a row that part the records of a database
_GAPS = 2  # paragraphs that empty lines part
_HEAD = 10  # lines between an article's day and the marker of its text


class ExportLine(Struct, frozen=True):
    """A line that holds something; `gap` where an empty line, or a paragraph's end, stands before it."""

    words: str
    gap: bool = True


class Piece(Struct):
    """The lines between two of the database's own: `counted` where a counter opens it, `ended` where a line ends it."""

    lines: list[ExportLine]
    counted: bool = False
    ended: bool = False
    own: str | None = None


def lines_of(paragraphs: Iterable[str]) -> list[ExportLine]:
    """The lines of a document's paragraphs."""
    return [
        ExportLine(words, number == 0)
        for paragraph in paragraphs
        for number, line in enumerate(paragraph.split("\n"))
        if (words := line.strip())
    ]


def lines_of_text(text: str) -> list[ExportLine]:
    """The lines of plain text, where an empty line parts paragraphs."""
    found: list[ExportLine] = []
    gap = True
    for line in text.splitlines():
        words = line.strip()
        if words:
            found.append(ExportLine(words, gap))
        gap = not words
    return found


def text_of(lines: Sequence[ExportLine]) -> str:
    """Lines as text, paragraphs apart by an empty line."""
    return "".join(f"{chr(10) * (2 if line.gap else 1)}{line.words}" for line in lines).strip("\n")


def pieces_of(lines: Sequence[ExportLine]) -> list[Piece]:
    """An export's pieces, in order."""
    found: list[Piece] = []
    piece = Piece([])
    for line in lines:
        ends, own = end_of(line.words)
        if counts(line.words):
            found.append(piece)
            piece = Piece([], counted=True)
        elif ends:
            piece.ended, piece.own = True, own
            found.append(piece)
            piece = Piece([])
        elif _RULE.fullmatch(line.words):
            if len(line.words) >= _LONG_RULE and "_" in line.words:
                found.append(piece)
                piece = Piece([])
        else:
            piece.lines.append(line)
    found.append(piece)
    for each in found:
        if sum(line.gap for line in each.lines[1:]) < _GAPS:  # no empty lines: each line is a paragraph
            each.lines = [ExportLine(line.words) for line in each.lines]
    return [part for each in found for part in _split(each) if part.lines]


def _split(piece: Piece) -> list[Piece]:
    """A piece in which several articles stand, none of them ended, as these."""
    starts = [at for at in range(2, len(piece.lines)) if _opens(piece.lines, at)]
    if piece.counted or len(starts) < 2:
        return [piece]
    cuts = [0, *(at - 2 for at in starts[1:]), len(piece.lines)]
    parts = [Piece(piece.lines[start:end]) for start, end in pairwise(cuts)]
    parts[-1].ended, parts[-1].own = piece.ended, piece.own
    return parts


def _opens(lines: Sequence[ExportLine], at: int) -> bool:
    """Whether a day line stands above labels and the marker of a text."""
    if not day_of_line(lines[at].words):
        return False
    under = [line.words for line in lines[at + 1 : at + _HEAD]]
    body = next((number for number, line in enumerate(under) if is_body(line)), None)
    return body is not None and any(label_of(line, words().head) for line in under[:body])
