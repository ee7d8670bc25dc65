"""Web pages that a browser printed to PDF: its lines at the edges of each page, and the article among the menus."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tui.documents.formats.headlines import folded
from tui.documents.furniture import is_furniture
from tui.documents.headers import byline_of, header_of
from tui.documents.isodays import FIELD, iso_day
from tui.model import Span

_ADDRESS = r"(?P<address>(?:https?|file)://\S+)"
_COUNT = r"(?:Page )?\d{1,4}\s?(?:/|of)\s?\d{1,4}"
_CLOCK = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? (?:at )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AP]\.?M\.?)?"
_EDGE = re.compile(
    rf"(?:{_ADDRESS}(?:\s+{_COUNT})?|{_COUNT}\s+{_CLOCK}|{_CLOCK}\s+{_COUNT}|{_CLOCK}(?P<after>\s+\S.{{0,300}})?"
    rf"|(?P<before>\S.{{0,300}}?)\s+(?:{_ADDRESS.replace('address', 'beside')}|{_CLOCK})|{_COUNT})",
    re.IGNORECASE,
)
_SURE = re.compile(rf"(?:https?|file)://|^{_CLOCK}", re.IGNORECASE)
_EDGES = 3  # lines at the top and the end of a page where a browser's own may stand
_SENTENCE = re.compile(r".{60,}[.!?…]['\"”’)\]]*", re.DOTALL)
_TALK = re.compile(r".{25,}[.!?…]['\"”’)\]]*", re.DOTALL)
_SHORT_COSTS = 45  # characters of sentences that a line of a list outweighs
_LONGEST_ROW = 400  # characters of a row that count
_UNDER = 12  # rows between the title and the first sentence
_ABOVE = 3  # rows above the title that may tell the day
_TITLE_ROWS = 5  # rows that a title may be broken into
_UPDATED = re.compile(r"(?:last |page )?(?:updated|modified)\b.*", re.IGNORECASE | re.DOTALL)


class BrowserFrame(Struct, frozen=True):
    """What a browser printed around the pages."""

    address: str | None = None
    title: str | None = None


def without_frame(pages: Sequence[str]) -> tuple[list[str], BrowserFrame | None]:
    """Pages without the lines that a browser adds (address, count of pages, title, clock), and what these say.

    None for the frame where the pages do not bear such lines, and the pages are then as they were.
    """
    found = [_edges(page.split("\n")) for page in pages]
    if not pages or sum(bool(matches) for _, matches in found) * 2 <= len(pages):
        return list(pages), None
    groups = [match.groupdict() for _, matches in found for match in matches]
    address = next((words for group in groups if (words := group["address"] or group["beside"])), None)
    title = next((words for group in groups if (words := group["after"] or group["before"])), None)
    return [text for text, _ in found], BrowserFrame(
        address if address and address.startswith("http") else None, title.strip() if title else None
    )


def _edges(lines: list[str]) -> tuple[str, list[re.Match[str]]]:
    """A page's text without a browser's lines, and these; none where they may be the page's own."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    looked = {*filled[:_EDGES], *filled[-_EDGES:]}
    matches = {at: match for at in sorted(looked) if (match := _EDGE.fullmatch(lines[at].strip()))}
    if not any(_SURE.search(lines[at].strip()) for at in matches):
        return "\n".join(lines), []
    return "\n".join(line for at, line in enumerate(lines) if at not in matches), list(matches.values())


class Printed(Struct, frozen=True):
    """The article of a printed page: the row its title begins in, the rows of its text, the day told near both."""

    head: int | None
    kept: tuple[int, ...]
    day: str | None


def article_in(rows: Sequence[str], title: str | None) -> Printed:
    """The article among the rows of a printed page: the stretch that holds most sentences and fewest lines of lists.

    From its title to its first sentence only what tells the day or the writer, or speaks in sentences, is kept.
    """
    start, end = _densest([_weight(row) for row in rows])
    heads = [(at, over) for at in range(end) if (over := _over(rows, at, folded(title or "")))]
    head, over = max((pair for pair in heads if pair[0] <= start), default=next(iter(heads), (None, None)))
    if head is None or over is None:
        return Printed(None, _kept(rows, start, end), _day(rows[max(0, start - _UNDER) : start]))
    first = next((at for at in range(over, end) if _SENTENCE.fullmatch(rows[at])), start)
    if first - over > _UNDER:
        return Printed(head, _kept(rows, start, end), None)
    under = [at for at in range(over, first) if _tells(rows[at])]
    return Printed(head, (*under, *_kept(rows, first, end)), _day(rows[max(0, head - _ABOVE) : first]))


def _over(rows: Sequence[str], at: int, title: str) -> int | None:
    """The row after a title that begins, or stands last, in a row; None where it does not."""
    words = ""
    for end in range(at, min(at + _TITLE_ROWS, len(rows))):
        words += folded(rows[end])
        if title and (words == title or (end == at and words.endswith(title))):
            return end + 1
        if not title.startswith(words):
            return None
    return None


def _kept(rows: Sequence[str], start: int, end: int) -> tuple[int, ...]:
    return tuple(at for at in range(start, end) if not is_furniture(rows[at]))


def _day(rows: Sequence[str]) -> str | None:
    """The first whole day that short rows name, but for that of an update."""
    for row in rows:
        day = None if _SENTENCE.fullmatch(row) else iso_day(_UPDATED.sub("", row[-FIELD:]))
        if day and len(day) == len("2031-06-27"):
            return day
    return None


def _weight(row: str) -> int:
    return min(len(row), _LONGEST_ROW) if _SENTENCE.fullmatch(row) else 0 if _TALK.fullmatch(row) else -_SHORT_COSTS


def _densest(weights: Sequence[int]) -> tuple[int, int]:
    """The stretch with the greatest sum: Kadane's."""
    best, total, start, found = 0, 0, 0, (0, len(weights))
    for at, weight in enumerate(weights):
        if total <= 0:
            total, start = 0, at
        total += weight
        if total > best:
            best, found = total, (start, at + 1)
    return found


def _tells(row: str) -> bool:
    return bool(_TALK.fullmatch(row) or byline_of(row) or header_of(row, Span(0, len(row)))) and not is_furniture(row)
