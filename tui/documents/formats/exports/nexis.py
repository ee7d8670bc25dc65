"""Nexis, as it is today and as it was: outlet and day on lines of their own, labels, the text, labels.

Under a counter (`1 of 2 DOCUMENTS`) come outlet, day, edition and title; without one the title stands above the outlet.
What stands above that is a cover. Title and outlet are told by their places, not by their distance from the day: lines
of the database may stand between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.documents.draft import Draft
from tui.documents.formats.exports.field_labels import (
    day_of_line,
    folded,
    is_between,
    is_body,
    is_copyright,
    is_sentence,
    is_tail,
    label_of,
    tells_length,
    words,
)
from tui.documents.formats.exports.pieces import ExportLine, Piece, text_of
from tui.documents.formats.exports.record import draft_of

_HEAD = 40  # lines of a cover and a head
_UNDER_DAY = 8  # lines between an article's day and its first label
_LABELS = 2  # that make a head where no day can be read
_NOTE = 5  # paragraphs at the end that may be a correction
_CAPTIONS = 4
_PAGE = re.compile(r"(?:page|seite|pagina|página) \d{1,5}", re.IGNORECASE)


def labelled(piece: Piece) -> Draft | None:
    """The article of a piece, None where it has no head as Nexis makes it."""
    lines = piece.lines
    first = _first_label(lines)
    day = _day_above(lines, first, piece.counted)
    if first is None:
        return _unlabelled(lines, day) if piece.counted and day is not None else None
    if day is None and not _is_head(lines, first):
        return None
    labels, start, opening = _labels_from(lines, first)
    title, outlet = _title_and_outlet(lines, first, day, piece.counted)
    body = [*([ExportLine(opening)] if opening else []), *lines[start:]]
    return draft_of(
        labels.get("headline") or title,
        text_of(body[: _end_of_story(body, _appended(lines[:start]))]),
        published=day_of_line(lines[day].words) if day is not None else None,
        outlet=outlet,
        author=labels.get("byline"),
        own=piece.own,
    )


def _first_label(lines: Sequence[ExportLine]) -> int | None:
    """The first label or marker of a head: one that stands under a day, else the first that others follow."""
    labels = [
        at
        for at, line in enumerate(lines[:_HEAD])
        if is_body(line.words) or ((label := label_of(line.words, words().head)) and label[0] != "copyright")
    ]
    days = [at for at, line in enumerate(lines[:_HEAD]) if day_of_line(line.words)]
    under = next((at for at in labels if any(at - _UNDER_DAY <= day < at for day in days)), None)
    if under is not None or not labels:
        return under
    return next((at for at in labels if _is_head(lines, at)), None)


def _is_head(lines: Sequence[ExportLine], first: int) -> bool:
    """Whether labels stand together here, and the marker of a text or a length among them."""
    near = [line.words for line in lines[first : first + _UNDER_DAY]]
    labels = [label for line in near if (label := label_of(line, words().head))]
    return len(labels) >= _LABELS and any(is_body(line) or name == "length" for line in near for name, _ in labels)


def _day_above(lines: Sequence[ExportLine], first: int | None, counted: bool) -> int | None:
    """The day line of a head: the first under a counter, else the last above the labels with an outlet above it."""
    begin = 1 if counted else 2 if first is not None else 1
    end = min(_HEAD, len(lines)) if first is None else first
    days = [at for at in range(max(0, begin - 1), end) if day_of_line(lines[at].words)]
    if counted:
        return next(iter(days), None)
    return next((at for at in reversed(days) if first is None or first - at <= _UNDER_DAY), None)


def _title_and_outlet(
    lines: Sequence[ExportLine], first: int, day: int | None, counted: bool
) -> tuple[str | None, str | None]:
    """By their places: the lines above the day, and those under it down to the first label."""
    at = day if day is not None else next((n for n in range(first) if is_copyright(lines[n].words)), first)
    if day is None:
        at -= bool(at and not counted and any(c.isdigit() for c in lines[at - 1].words))  # a day that cannot be read
    above = [line for line in lines[:at] if not _is_aside(line.words)]
    under = [line for line in lines[at + (day is not None) : first] if not _is_aside(line.words)]
    if counted:
        return _paragraph(under), above[0].words if above else None
    if not above:
        return _paragraph(under), None
    outlet, rest = above[-1].words, above[:-1]
    if not rest:
        return _paragraph(under), outlet
    start = len(rest) - 1
    while start and not rest[start].gap:
        start -= 1
    return " ".join(line.words for line in rest[start:]), outlet


def _is_aside(line: str) -> bool:
    return is_between(line) or is_copyright(line)


def _paragraph(lines: Sequence[ExportLine]) -> str | None:
    """The first paragraph of some lines, in one line."""
    if not lines:
        return None
    end = next((at for at, line in enumerate(lines) if at and line.gap), len(lines))
    return " ".join(line.words for line in lines[:end])


def _labels_from(lines: Sequence[ExportLine], first: int) -> tuple[dict[str, str], int, str]:
    """The labels of a head with their values, where the text begins, and its words on the marker's own line."""
    found: dict[str, str] = {}
    name, at = "", first
    while at < len(lines):
        line = lines[at]
        label = label_of(line.words, words().head)
        if is_body(line.words):
            return found, at + 1, ""
        opening = _inline_body(line.words)
        if opening:
            return found, at + 1, opening
        if label:
            name = label[0]
            found.setdefault(name, label[1])
        elif name and not line.gap:
            found[name] = f"{found[name]} {line.words}"
        elif name == "highlight" and any(is_body(one.words) for one in lines[at : at + 3]):
            pass  # a summary of several paragraphs
        elif not _is_aside(line.words):
            break
        at += 1
    return found, at, ""


def _inline_body(line: str) -> str:
    """The words after `BODY:` on its own line."""
    head, colon, rest = line.partition(":")
    return rest.strip() if colon and head.isupper() and folded(head) in words().body else ""


def _unlabelled(lines: Sequence[ExportLine], day: int) -> Draft | None:
    """An article under a counter that has no labels at all."""
    title = _paragraph([line for line in lines[day + 1 :] if not _is_aside(line.words)])
    start = next((at + 1 for at in range(day + 1, len(lines)) if title and title.endswith(lines[at].words)), day + 1)
    body = lines[start:]
    outlet = lines[0].words if day else None
    return draft_of(
        title, text_of(body[: _end_of_story(body, False)]), published=day_of_line(lines[day].words), outlet=outlet
    )


def _appended(head: Sequence[ExportLine]) -> bool:
    """Whether the head says that a correction is appended."""
    return any(is_between(line.words) and "append" in folded(line.words) for line in head) or any(
        is_between(line.words) and any(word in folded(line.words) for word in words().correction) for line in head
    )


def _end_of_story(body: Sequence[ExportLine], appended: bool) -> int:
    """Where the block of labels begins that stands under a story; a line among the story's own ends nothing."""
    end = len(body)
    corrected = appended
    while end:
        start = _tail_from(body, end)
        if start is None:
            above = _section_above(body, end, corrected)
            if above is None:
                return end
            start = above
        corrected = corrected or "correction" in folded(body[start].words) or "korrektur" in folded(body[start].words)
        end = start
    return end


def _tail_from(body: Sequence[ExportLine], end: int) -> int | None:
    """Where the label begins whose last line is the one before `end`; None where that is the story's."""
    line = body[end - 1]
    if is_copyright(line.words) or is_tail(line.words) or tells_length(line.words) or _PAGE.fullmatch(line.words):
        return end - 1
    if end < len(body) and folded(line.words.rstrip(":")) in words().classification:
        return end - 1
    at = end - 1
    while at and not body[at].gap and end - at < _HEAD:
        at -= 1
        if is_tail(body[at].words) and not is_sentence(" ".join(one.words for one in body[at:end])):
            return at
    return None


def _section_above(body: Sequence[ExportLine], end: int, corrected: bool) -> int | None:
    """Where a section of captions, or a correction that is announced, begins that ends at `end`."""
    for at in range(end - 1, max(-1, end - 1 - _NOTE), -1):
        plain = folded(body[at].words.rstrip(": "))
        inside = body[at + 1 : end]
        if plain in words().correction and corrected and inside:
            return at
        if plain in words().graphic and len(inside) <= _CAPTIONS:
            return at if all(_is_caption(line.words) for line in inside) else None
    return None


def _is_caption(line: str) -> bool:
    return bool(words().picture.match(line)) or not is_sentence(line)
