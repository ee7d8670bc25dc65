"""Factiva: section, title, writer, `412 words`, day, time, outlet, code, language, rights, text; or a code for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.documents.draft import Draft
from tui.documents.formats.exports.field_labels import (
    day_of_line,
    folded,
    is_copyright,
    is_sentence,
    tells_length,
    words,
)
from tui.documents.formats.exports.pieces import ExportLine, Piece, text_of
from tui.documents.formats.exports.record import draft_of
from tui.documents.isodays import iso_day

_CODE = re.compile(
    r"(?P<code>HD|SE|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|RF|ART|CLM|CO|IN|NS|RE|IPC|IPD|PUB|AN|GC|CX|CT|NT|DE)"
    r"(?:\s+(?P<value>\S.*))?",
    re.DOTALL,
)
_TAIL = frozenset({"CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "RF", "ART", "CX", "CT", "NT", "DE", "GC", "CLM"})
_FIELDS = {"HD": "title", "BY": "author", "PD": "published", "SN": "outlet", "AN": "id"}
_FEWEST = 4  # codes that make a piece a coded one
_ABOVE = 6  # lines above the number of words that may be the article's
_UNDER = 4  # lines under it in which its day stands
_META = 14  # lines between its day and its text
_TIME = re.compile(r"\d{1,2}[:.h]\d\d\b.{0,12}")
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_CAP = r"[^\W\d_a-z][\w.'’-]*"
_NAMED = re.compile(rf"{_CAP}(?:,? (?:(?:and|et|und|y|e|en) |& )?(?:(?:de|van|von|der|di|da|le|la) )?{_CAP}){{1,5}}")
_COMPANY = re.compile(
    r"(?:\S+ ){1,7}(?:LLC|Ltd|Limited|Inc|plc|GmbH|AG|SA|SpA|S\.p\.A|BV|Company|Corporation|Corp)\.?", re.IGNORECASE
)


def listed(piece: Piece) -> Draft | None:
    """The article of a piece without codes, None where it has no head of this make."""
    lines = piece.lines
    count = _count_at(lines)
    if count is None:
        return None
    day = next((at for at in range(count + 1, min(count + 1 + _UNDER, len(lines))) if _day(lines[at])), None)
    if day is None and not (piece.ended and piece.own):
        return None
    under = day if day is not None else count + 1
    start = _text_from(lines, under)
    title, author = _title_and_writer(lines[max(0, count - _ABOVE) : count])
    body = list(lines[start:])
    if len(body) > 1 and _COMPANY.fullmatch(body[-1].words):
        body.pop()
    meta = [line.words for line in lines[under + 1 : start]]
    return draft_of(
        title,
        text_of(body),
        published=_day(lines[day]) if day is not None else None,
        outlet=next((line for line in meta if not _TIME.fullmatch(line)), None),
        author=author,
        own=piece.own,
    )


def _count_at(lines: Sequence[ExportLine]) -> int | None:
    """The number of words of an article: one with a day under it, else the first."""
    counts = [at for at, line in enumerate(lines) if at and tells_length(line.words)]
    dated = (at for at in counts if any(_day(line) for line in lines[at + 1 : at + 1 + _UNDER]))
    return next(dated, counts[0] if counts else None)


def _day(line: ExportLine) -> str | None:
    return day_of_line(line.words)


def _text_from(lines: Sequence[ExportLine], day: int) -> int:
    """Where the text begins: after the copyright line, else after the language, else after the source's code."""
    end = min(day + _META, len(lines))
    rights = [at for at in range(day + 1, end) if is_copyright(lines[at].words)]
    if rights:
        at = rights[0]
        while at + 1 < len(lines) and is_copyright(lines[at + 1].words):
            at += 1
        return at + 1
    tongue = [at for at in range(day + 1, end) if folded(lines[at].words) in words().languages]
    code = [at for at in range(day + 1, end) if _SOURCE_CODE.fullmatch(lines[at].words)]
    return next(iter((*tongue, *code)), min(day + 2, len(lines) - 1)) + 1


def _title_and_writer(head: Sequence[ExportLine]) -> tuple[str | None, str | None]:
    """Of the lines above the number of words the title, with the writer where one stands below it.

    A section stands above the title, so that of three lines the last is the writer where it reads as a name.
    """
    if not head:
        return None, None
    last, above = head[-1].words, [line.words for line in head[:-1]]
    by = words().by.match(last)
    sectioned = [line for line in above if folded(line) in words().sections]
    own = above[above.index(sectioned[-1]) + 1 :] if sectioned else above
    if len(above) == 1 and len(own) == 1 and not by and len(own[0].split()) == 1:
        own = []  # one word above a line that may be a name is a section
    if (by and above) or (own and _NAMED.fullmatch(last) and len(last.split()) <= 6):
        return (own or above)[-1], last
    return last, None


def coded(piece: Piece) -> Draft | None:
    """The article of a piece with a code at the head of each part, None where it has none."""
    parts = _parts(piece.lines)
    codes = [code for code, _ in parts]
    if len(codes) < _FEWEST or "HD" not in codes:
        return None
    end = len(parts)
    while end and parts[end - 1][0] in _TAIL and not any(is_sentence(line.words) for line in parts[end - 1][1]):
        end -= 1
    fields: dict[str, str] = {}
    body: list[ExportLine] = []
    text = False
    for at, (code, lines) in enumerate(parts):
        if at < end and code in ("LP", "TD"):
            text = True
            body += lines
        elif text and at < end:  # a line of the story that begins as a code does
            body.append(ExportLine(" ".join([code, *(line.words for line in lines[:1])])))
            body += lines[1:]
        elif code in _FIELDS:
            fields.setdefault(_FIELDS[code], " ".join(line.words for line in lines))
    return draft_of(
        fields.get("title"),
        text_of(body),
        published=day_of_line(fields.get("published", "")) or iso_day(fields.get("published")),
        outlet=fields.get("outlet"),
        author=fields.get("author"),
        own=fields.get("id", "").split()[-1] if fields.get("id") else piece.own,
    )


def _parts(lines: Sequence[ExportLine]) -> list[tuple[str, list[ExportLine]]]:
    """The codes of a piece, in order, each with its lines."""
    found: list[tuple[str, list[ExportLine]]] = []
    for line in lines:
        match = _CODE.fullmatch(line.words)
        if match:
            value = match["value"]
            found.append((match["code"], [ExportLine(value.strip())] if value else []))
        elif found:
            found[-1][1].append(line)
    return found
