"""An article as the reader shows it: paragraphs, wrapped to a width only as far as somebody looks, with its marks.

Everything is addressed by offsets into the stored text; `Page.row_of` and `Row` are the map to lines and back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from tui.desk.presentation.line import Line, Piece
from tui.desk.presentation.marks import ORDER, PageMark, bracketed, layered, role_of
from tui.desk.presentation.wrap import wrap
from tui.desk.theme import Role
from tui.model import Article, Span
from tui.text.neutral import Neutral, neutral_runs

LONGEST = 8_000  # code points wrapped at once; longer paragraphs are taken in parts
MARGIN = 3  # cells left of the text: that a claim stands there, its side, and a gap
_HARD_BREAKS = re.compile("[\v\f\x85\u2028\u2029]")
_CLAIM_PARTS = frozenset({"claim", "content", "source", "cue", "found"})
_SIDE_ROLES: Mapping[str, Role] = {"for": "for", "against": "against", "mixed": "mixed", "none": "none"}
_NO_SIDES: Mapping[str, str] = {}
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|\S")


class ShownParagraph(Struct, frozen=True):
    """A stretch of stored text shown as one; `again` where it goes on with the paragraph before it."""

    span: Span
    role: Role = "text"
    again: bool = False
    reflow: bool = False  # line breaks inside it are those of a typewriter, not the author's


class PageRow(Struct, frozen=True):
    """A line of the page: `start` and `end` are shown offsets in its paragraph; of the header or blank where -1."""

    paragraph: int
    start: int = 0
    end: int = 0
    header: int = -1


class Page:
    """The lines of one article at one width. Lines are made in order, no further than asked for."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[ShownParagraph],
        marks: Iterable[PageMark] = (),
        *,
        header: Sequence[Line] = (),
        ascii_only: bool = False,
        brackets: bool = False,
        claim_signs: tuple[str, str] = ("▌", "╎"),
        side_signs: Mapping[str, str] = _NO_SIDES,
    ) -> None:
        self.text = text
        self.header = tuple(header)
        self._paragraphs = tuple(_in_parts(text, paragraphs))
        self._starts = [paragraph.span.start for paragraph in self._paragraphs]
        self._ascii = ascii_only
        self._brackets = brackets
        self._signs = claim_signs
        self._sides = side_signs
        self._neutral: dict[int, Neutral] = {}
        self._rows: list[PageRow] = []
        self._first_rows: list[int] = []  # of each paragraph wrapped so far
        self.width = 0  # cells, margin included
        self.mark(marks)

    def mark(self, marks: Iterable[PageMark]) -> None:
        """Take other marks; the lines stay as they are."""
        self.marks = tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))
        self._mark_starts = [mark.span.start for mark in self.marks]
        self._mark_ends = list(accumulate((mark.span.end for mark in self.marks), max))
        if self._brackets:
            self._neutral.clear()
            self.set_width(self.width, again=True)

    # --- lines

    def set_width(self, width: int, *, again: bool = False) -> None:
        """Wrap to `width` cells, margin included; keeps nothing of another width."""
        if width == self.width and not again:
            return
        self.width = width
        self._rows = [PageRow(-1, header=number) for number in range(len(self.header))]
        self._first_rows = []

    @property
    def complete(self) -> bool:
        """Whether every line has been made."""
        return len(self._first_rows) == len(self._paragraphs)

    @property
    def height(self) -> int:
        """Lines in all; an estimate from the characters left until the page is complete."""
        if self.complete:
            return len(self._rows)
        done = self._paragraphs[len(self._first_rows)].span.start if self._paragraphs else 0
        return len(self._rows) + (len(self.text) - done) // max(self.width - MARGIN, 10) + 1

    def wrap_to(self, row: int) -> None:
        """Make lines until there is one at index `row`, or the page is complete."""
        while len(self._rows) <= row and not self.complete:
            self._wrap_next()

    def row(self, index: int) -> PageRow | None:
        self.wrap_to(index)
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def row_of(self, offset: int) -> int:
        """The index of the line that shows a stored offset; the blank line above the next text where none does."""
        if not self._paragraphs:
            return 0
        number = min(max(bisect_right(self._starts, offset) - 1, 0), len(self._paragraphs) - 1)
        between = offset >= self._paragraphs[number].span.end and number + 1 < len(self._paragraphs)
        number += between
        while len(self._first_rows) <= number:
            self._wrap_next()
        if between:
            return self._first_rows[number] - (not self._paragraphs[number].again)
        shown = self._shown(number).shown(max(offset - self._paragraphs[number].span.start, 0))
        first = self._first_rows[number]
        last = self._first_rows[number + 1] if number + 1 < len(self._first_rows) else len(self._rows)
        at = first
        while at + 1 < last and self._rows[at + 1].paragraph == number and self._rows[at + 1].start <= shown:
            at += 1
        return at

    def offset_of(self, index: int) -> int:
        """The stored offset at which a line begins; a blank line gives the end of the text above it, the header the
        beginning of the first text."""
        row = self.row(index)
        if row is None:
            return len(self.text)
        if row.paragraph < 0:
            below = bisect_right(self._first_rows, index)
            return self._paragraphs[below - 1].span.end if below else self._starts[0] if self._starts else 0
        return self._paragraphs[row.paragraph].span.start + self._shown(row.paragraph).stored(row.start)

    def span_of(self, index: int) -> Span:
        """The stored stretch that a line shows; empty for blank lines and the header."""
        row = self.row(index)
        if row is None or row.paragraph < 0:
            at = self.offset_of(index)
            return Span(at, at)
        start, shown = self._paragraphs[row.paragraph].span.start, self._shown(row.paragraph)
        return Span(start + shown.stored(row.start), start + shown.stored(row.end))

    @property
    def hidden(self) -> int:
        """Characters shown as marks, in the whole article."""
        return sum(self._shown(number).hidden for number in range(len(self._paragraphs)))

    def _wrap_next(self) -> None:
        number = len(self._first_rows)
        paragraph = self._paragraphs[number]
        if not paragraph.again and self._rows:
            self._rows.append(PageRow(-1))
        self._first_rows.append(len(self._rows))
        shown = self._shown(number)
        width = max(self.width - MARGIN, 1)
        self._rows.extend(PageRow(number, start, end) for start, end in wrap(shown.text, width))

    def _shown(self, number: int) -> Neutral:
        kept = self._neutral.get(number)
        if kept is None:
            paragraph = self._paragraphs[number]
            stored = paragraph.span.of(self.text)
            kept = neutral_runs(stored, ascii_only=self._ascii)
            if paragraph.reflow:
                kept = replace(kept, text=kept.text.replace("\n", " "))
            if self._brackets:
                kept = bracketed(kept, self._hits_in(paragraph.span), paragraph.span)
            self._neutral[number] = kept
        return kept

    # --- marks

    def marks_over(self, span: Span) -> Iterator[PageMark]:
        """Marks that share a character with `span`, by their beginning."""
        at = bisect_right(self._mark_ends, span.start)
        while at < len(self.marks) and self._mark_starts[at] < span.end:
            if self.marks[at].span.end > span.start:
                yield self.marks[at]
            at += 1

    def marks_at(self, offset: int) -> list[PageMark]:
        """Marks that cover an offset, the shortest first."""
        found = self.marks_over(Span(offset, offset + 1))
        return sorted(found, key=lambda mark: mark.span.end - mark.span.start)

    def _hits_in(self, span: Span) -> list[PageMark]:
        return [mark for mark in self.marks_over(span) if mark.hit and role_of(mark) is not None]

    # --- units under the cursor

    def unit_at(self, offset: int) -> Span:
        """The name, date or other short mark that covers an offset, else the word at it or next after it."""
        offset = min(offset, max(len(self.text) - 1, 0))  # a place kept from a text that was longer
        for mark in self.marks_at(offset):
            if mark.kind not in _CLAIM_PARTS:
                return mark.span
        number = min(max(bisect_right(self._starts, offset) - 1, 0), max(len(self._paragraphs) - 1, 0))
        if not self._paragraphs:
            return Span(0, 0)
        within = self._paragraphs[number].span
        start = max(offset, within.start)
        while start > within.start and not self.text[start - 1].isspace() and start - within.start < LONGEST:
            start -= 1
        for found in _WORD.finditer(self.text, start, within.end):
            if found.end() > offset:
                return Span(*found.span())
        return self.unit_at(self._starts[number + 1]) if number + 1 < len(self._starts) else Span(offset, offset)

    def next_unit(self, unit: Span) -> Span:
        """The unit after one; itself at the end."""
        for number in range(max(bisect_right(self._starts, max(unit.end - 1, 0)) - 1, 0), len(self._paragraphs)):
            within = self._paragraphs[number].span
            for found in _WORD.finditer(self.text, max(unit.end, within.start), within.end):
                if found.group()[0].isalnum():
                    return self.unit_at(found.start())
        return unit

    def previous_unit(self, unit: Span) -> Span:
        """The unit before one; itself at the beginning."""
        for number in range(max(bisect_left(self._starts, max(unit.start, 1)) - 1, 0), -1, -1):
            within = self._paragraphs[number].span
            stop = min(unit.start, within.end)
            last = None
            for found in _WORD.finditer(self.text, max(within.start, stop - LONGEST), max(stop, within.start)):
                if found.group()[0].isalnum():
                    last = found
            if last is not None:
                return self.unit_at(last.start())
        return unit

    # --- drawing

    def line(self, index: int, cursor: Span | None = None) -> Line:
        """A line with its margin: mentions, claims and the cursor each in their role."""
        row = self.row(index)
        if row is None:
            return Line()
        if row.paragraph < 0:
            return Line(((" " * MARGIN, "text"), *self.header[row.header].pieces)) if row.header >= 0 else Line()
        paragraph, shown = self._paragraphs[row.paragraph], self._shown(row.paragraph)
        begin = paragraph.span.start
        stored = self.span_of(index)
        marks = list(self.marks_over(stored))
        layers: list[tuple[int, int, Role]] = []
        for mark in marks:
            role = role_of(mark)
            if role is not None and mark.hit:
                layers.append(_within_row(row, shown, mark.span, begin, role))
        layers.sort(key=lambda layer: ORDER[layer[2]])
        layers.extend((s.start, s.end, "hidden") for s in shown.marks if s.end > row.start and s.start < row.end)
        if cursor is not None and cursor.start < stored.end and stored.start < cursor.end:
            layers.append(_within_row(row, shown, cursor, begin, "word"))
        margin = self._margin(marks, stored)
        words = layered(shown.text, Span(row.start, row.end), paragraph.role, layers)
        return Line((*margin, *words))

    def column_of(self, index: int, offset: int) -> int:
        """The column, in cells from the text's left edge, of a stored offset on a line."""
        row = self.row(index)
        if row is None or row.paragraph < 0:
            return 0
        shown = self._shown(row.paragraph)
        at = shown.shown(max(offset - self._paragraphs[row.paragraph].span.start, 0))
        return cell_len(shown.text[row.start : max(min(at, row.end), row.start)])

    def offset_at(self, index: int, column: int) -> int:
        """The stored offset at a column of a line."""
        row = self.row(index)
        if row is None or row.paragraph < 0:
            return self.offset_of(index)
        shown = self._shown(row.paragraph)
        cells, at = 0, row.start
        while at < row.end - 1 and cells + cell_len(shown.text[at]) <= column:
            cells += cell_len(shown.text[at])
            at += 1
        return self._paragraphs[row.paragraph].span.start + shown.stored(at)

    def _margin(self, marks: Sequence[PageMark], stored: Span) -> tuple[Piece, ...]:
        """That a claim stands on the line, one of the selection's or another, and where it begins its side."""
        claims = [mark for mark in marks if mark.kind in ("claim", "content")]
        if not claims:
            return ((" " * MARGIN, "text"),)
        sign = self._signs[not any(mark.hit for mark in claims)]
        sided = [mark for mark in claims if mark.side and stored.start <= mark.span.start < stored.end]
        first = min(sided, key=lambda mark: (not mark.hit, mark.side == "none", mark.span.start), default=None)
        if first is None or first.side not in self._sides:
            return ((sign + " " * (MARGIN - 1), "count"),)
        return ((sign, "count"), (self._sides[first.side], _SIDE_ROLES[first.side]), (" " * (MARGIN - 2), "text"))


def page_of(
    article: Article,
    marks: Iterable[PageMark] = (),
    *,
    header: Sequence[Line] = (),
    ascii_only: bool = False,
    brackets: bool = False,
    claim_signs: tuple[str, str] = ("▌", "╎"),
    side_signs: Mapping[str, str] = _NO_SIDES,
) -> Page:
    """The page of an article: its body, without the furniture; the whole text where no body was found."""
    roles: dict[str, Role] = {"title": "title", "caption": "dim", "byline": "dim"}
    text = article.text
    paragraphs = [
        ShownParagraph(block.span, roles.get(block.role, "text"), reflow=is_typewritten(block.span.of(text)))
        for block in article.blocks
    ] or [ShownParagraph(Span(found.start(), found.end())) for found in re.finditer(r"\S[^\n]*", text)]
    return Page(
        text, paragraphs, marks, header=header, ascii_only=ascii_only, brackets=brackets, claim_signs=claim_signs,
        side_signs=side_signs,
    )  # fmt: skip


def is_typewritten(text: str) -> bool:
    """Whether the line breaks of a paragraph only keep its lines short: all but the last fill half to a full line."""
    if _HARD_BREAKS.search(text) is not None:
        return False
    lines = text.split("\n")
    return len(lines) > 1 and all(45 <= len(line) <= 100 for line in lines[:-1])


def _in_parts(text: str, paragraphs: Iterable[ShownParagraph]) -> Iterator[ShownParagraph]:
    """Paragraphs with those that are too long to wrap at once cut at white space."""
    for paragraph in paragraphs:
        at, again = paragraph.span.start, paragraph.again
        while paragraph.span.end - at > LONGEST:
            cut = max(
                text.rfind(" ", at + LONGEST // 2, at + LONGEST), text.rfind("\n", at + LONGEST // 2, at + LONGEST)
            )
            stop = cut + 1 if cut > 0 else at + LONGEST
            yield replace(paragraph, span=Span(at, stop), again=again)
            at, again = stop, True
        yield replace(paragraph, span=Span(at, paragraph.span.end), again=again)


def _within_row(row: PageRow, shown: Neutral, span: Span, begin: int, role: Role) -> tuple[int, int, Role]:
    inside = Span(max(span.start - begin, 0), max(min(span.end - begin, shown.size), 0))
    at = shown.shown_span(inside)
    return max(at.start, row.start), min(at.end, row.end), role
