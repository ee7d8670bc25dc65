"""ProQuest, and databases with records like its: every part of an article behind a label, the text behind its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.documents.draft import Draft
from tui.documents.formats.exports.field_labels import folded, is_sentence, label_of, words
from tui.documents.formats.exports.pieces import ExportLine, Piece, text_of
from tui.documents.formats.exports.record import draft_of
from tui.documents.isodays import iso_day

_FEWEST = 3  # labels that make a record
# Blanks are looked at once, from where they begin: after each of many the same would be found not to follow.
_IN_INFO = re.compile(r"(?<!\s)\s*+(?:;|\[|,\s|:\s|\d).*", re.DOTALL)
_OUTLET_TAIL = re.compile(r"(?<!\s)\s*+[;,]\s.*", re.DOTALL)
_NAME = re.compile(r"(?P<last>[^,;]{2,40}),\s*(?P<first>[^,;]{1,40})")
_ROLE = re.compile(r"(?<!\s)\s*+(?:[;,.]\s*+)?(?:staff|correspondent|editor|reporter)\b.*", re.IGNORECASE | re.DOTALL)


class NoRecordText(Exception):
    """A record without a text; the message says which."""


def record(piece: Piece) -> Draft | None:
    """The article of a record, None where the piece is none. Raises NoText."""
    lines = piece.lines
    labels = [(at, *found) for at, line in enumerate(lines) if (found := label_of(line.words, words().record))]
    text = next((at for at, name, _ in labels if name == "text"), None)
    names = {name for _, name, _ in labels}
    if len(names) < _FEWEST or not names & {"outlet", "published", "info"}:
        return None
    fields: dict[str, str] = {}
    for at, name, value in labels:
        if name != "text":
            fields.setdefault(name, " ".join([value, *_wrapped(lines, at)]).strip())
    title = fields.get("title") or _above(lines, labels[0][0])
    if text is None:
        if "text" not in names and not piece.counted:
            return None
        raise NoRecordText(f"no full text of {(title or lines[0].words)[:100]!r}")
    body = [ExportLine(value) for at, name, value in labels if at == text and value] + list(lines[text + 1 :])
    body = body[: _end_of(body)]
    if not body or words().no_text.fullmatch(folded(text_of(body)[:200])):
        raise NoRecordText(f"no full text of {(title or lines[0].words)[:100]!r}")
    return draft_of(
        title,
        text_of(body),
        published=iso_day(fields.get("published")) or _day_in(fields.get("info", "")),
        outlet=_OUTLET_TAIL.sub("", fields.get("outlet", "")) or _IN_INFO.sub("", fields.get("info", "")) or None,
        author=_in_order(fields.get("author", "")),
        own=fields.get("id") or piece.own,
        url=fields.get("url"),
    )


def _wrapped(lines: Sequence[ExportLine], at: int) -> list[str]:
    """The lines that a label's value is broken into."""
    rest: list[str] = []
    for line in lines[at + 1 :]:
        if line.gap or label_of(line.words, words().record):
            break
        rest.append(line.words)
    return rest


def _above(lines: Sequence[ExportLine], first: int) -> str | None:
    """The title that stands above the labels: the last paragraph there."""
    start = first - 1
    while start > 0 and not lines[start].gap:
        start -= 1
    return " ".join(line.words for line in lines[max(0, start) : first]) or None


def _end_of(body: Sequence[ExportLine]) -> int:
    """Where the labels under a text begin: the last stretch of lines that each begin with one."""
    end = len(body)
    while end:
        at = end - 1
        while at and not body[at].gap and not label_of(body[at].words, words().record):
            at -= 1
        found = label_of(body[at].words, words().record)
        if at == 0 or found is None or is_sentence(" ".join([found[1], *(line.words for line in body[at + 1 : end])])):
            break
        end = at
    return end


def _day_in(info: str) -> str | None:
    """The day within `Courier ; Town [Town]Jun 3, 2014: A3.`."""
    return iso_day(info[-100:]) or iso_day(info[:100])


def _in_order(author: str) -> str | None:
    """Writers as they are called: "Lind, Ann; Ek, Bo" is Ann Lind, Bo Ek."""
    names = [_ROLE.sub("", name).strip(" .") for name in author.split(";")]
    turned = [f"{match['first']} {match['last']}" if (match := _NAME.fullmatch(name)) else name for name in names]
    return ", ".join(name for name in turned if name) or None
