"""Text to paragraphs, whether they stand one a line, apart by empty lines, or broken hard at a column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from tui.documents.headers import dateline_of
from tui.model import Span
from tui.text.wordlist import wordlist

_LINE = re.compile(r"[^\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\x85\u2028\u2029]")
_OLD_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")  # of a text whose lines end in CR alone
_OLD_BREAK = re.compile(r"[\r\x85\u2028\u2029]")
_ESCAPED = r"\\[tnr](?![a-z])"  # an indent that an exporter wrote as two characters
_EDGE = re.compile(rf"(?:[\s\u200b\u2060\ufeff\xad]++|{_ESCAPED}|[&•·▪◦■●►▶❯*>-](?=\s|{_ESCAPED}))*")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]»]*$")
_WIDEST = 120  # columns: a longer line was not broken by hand or by a wire's printer
_SPACE = " \t\xa0\u3000"
# Words that end no line: what they belong to stands on the next.
_OPEN = wordlist(
    "a an the this these of to in on at by for with from into as and or nor but than that which who whose my our your"
    " their his its i we"
)
_STYLES = wordlist("mr mrs ms dr prof gen col sen rep gov st")  # the same, with a stop or without
_LABEL = re.compile(r"[^\W\d_]+:\s")
_TABLE = re.compile(r"\S {3,}\S")
_FEWEST = 3  # breaks before a small letter, from which on lines are known to be broken within sentences


class TextLine(Struct, frozen=True):
    """A line without the blanks and bullets at its edges."""

    span: Span
    indent: int  # characters before it on its line
    after_gap: bool  # an empty line stands before it
    bullet: bool = False


class Paragraph(Struct, frozen=True):
    """One paragraph: `joined` where it directly follows the one before, without an empty line between."""

    span: Span
    joined: bool
    bullet: bool = False
    lines: int = 1


def lines_of(text: str) -> list[TextLine]:
    """The lines that hold something, in order. A CR alone ends a line only in a text that has no other line ends."""
    line, breaks = (_LINE, _BREAK) if "\n" in text else (_OLD_LINE, _OLD_BREAK)
    found: list[TextLine] = []
    last = 0
    for match in line.finditer(text):
        begins, end = match.span()
        start = begins
        if not text[begins].isalnum() and (edge := _EDGE.match(text, begins, end)):
            start = edge.end()
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            continue
        between = text[last:begins]
        gap = between != "\n" and (len(breaks.findall(between)) > 1 or "\n" in between.strip("\n\r"))
        lead = text[begins:start]
        bullet = bool(lead and re.sub(_ESCAPED, "", lead).strip(_SPACE + "&"))
        found.append(TextLine(Span(start, end), len(lead), gap or not found, bullet))
        last = end
    return found


def paragraphs_of(text: str) -> list[Paragraph]:
    """The paragraphs of a text: ordered, apart from one another, no edge blank."""
    lines = lines_of(text)
    width, shortest = _column(lines), _shortest_broken(text, lines)
    found: list[Paragraph] = []
    for run in _runs(lines):
        joined = False
        start, end, count, bullet = run[0].span.start, run[0].span.end, 1, run[0].bullet
        for before, line in pairwise(run):
            if _soft(text, before, line, width) or (shortest and _goes_on(text, before, line, shortest)):
                end, count = line.span.end, count + 1
                continue
            found.append(Paragraph(Span(start, end), joined, bullet, count))
            joined = True
            start, end, count, bullet = line.span.start, line.span.end, 1, line.bullet
        found.append(Paragraph(Span(start, end), joined, bullet, count))
    return found


def _runs(lines: list[TextLine]) -> Iterator[list[TextLine]]:
    """Lines that stand together without an empty line between."""
    run: list[TextLine] = []
    for line in lines:
        if line.after_gap and run:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _column(lines: list[TextLine]) -> int:
    """The column that lines of this text are broken at, 0 where paragraphs are lines.

    Only lines that another follows say anything; one in fifty may stick out, and most must come near the column.
    """
    lengths = sorted(
        before.indent + before.span.end - before.span.start for before, line in pairwise(lines) if not line.after_gap
    )
    if len(lengths) < 2:
        return 0
    # One in fifty sticks out: an address, a long word that could not be broken.
    widest = lengths[-1 - len(lengths) // 50]
    near = sum(length * 10 >= widest * 7 for length in lengths)
    return widest if widest <= _WIDEST and near * 10 >= len(lengths) * 6 else 0


def _soft(text: str, before: TextLine, line: TextLine, width: int) -> bool:
    """Whether the break between two lines stands inside a paragraph."""
    if line.bullet or line.indent > before.indent + 1:
        return False
    length = before.indent + before.span.end - before.span.start
    if length > _WIDEST or (width and _starts_anew(text, before, line)):
        return False
    first = text[line.span.start : line.span.end].split(maxsplit=1)[0]
    ends = _ends_sentence(text, before)
    # The next word would not have fitted: so the line was broken for the column. Of a line that ends a sentence only
    # two columns are given, for there a paragraph may end near the edge too. Below 40 columns nothing is told: verse,
    # tables.
    if width >= 40 and length + 1 + len(first) > width - (2 if ends else 6):
        return True
    # Broken by hand somewhere before the column: the sentence goes on in small letters.
    return not ends and first[:1].islower() and " " in before.span.of(text)


def _shortest_broken(text: str, lines: list[TextLine]) -> int:
    """How short lines of this text are that are broken within a sentence, 0 where lines are not broken so.

    Where a page was saved with its source's own line ends they stand at no column, and a capital after one tells
    nothing; a small letter does, or a word that no line ends with. Such lines are ragged: the last word may have been
    a long one.
    """
    known, others = [], 0
    for before, line in pairwise(lines):
        if line.after_gap or line.bullet or _ends_sentence(text, before):
            continue
        if text[line.span.start].islower() or _is_open(before.span.of(text)):
            known.append(before.span.end - before.span.start)
        else:
            others += 1
    return sorted(known)[len(known) // 2] * 2 // 3 if len(known) >= max(_FEWEST, others) else 0


def _goes_on(text: str, before: TextLine, line: TextLine, shortest: int) -> bool:
    """Whether a line goes on in the next, in a text whose lines are broken within sentences."""
    above, below = before.span.of(text), line.span.of(text)
    if line.bullet or line.indent > before.indent + 1 or _TABLE.search(above) or _TABLE.search(below):
        return False
    if len(above) > 1 and above.isupper():
        return False
    if above.rsplit(maxsplit=1)[-1].rstrip(".").lower() in _STYLES:
        return True
    if _ends_sentence(text, before):
        return False
    if below[0].islower() or _is_open(above):
        return True
    if _LABEL.match(below) and " " not in above and above[0].isupper():  # the first name of a speaker's label
        return True
    # A heading stands in capitals or alone; what is as long as lines that are broken is no heading.
    return len(above) >= shortest and not (before.after_gap and above.istitle())


def _is_open(line: str) -> bool:
    """Whether a line ends with a word that belongs to what follows."""
    last = line.rsplit(maxsplit=1)[-1]
    return last in _OPEN or last in ("I", "We") or last.rstrip(".").lower() in _STYLES


def _ends_sentence(text: str, line: TextLine) -> bool:
    return bool(_ENDS_SENTENCE.search(text, max(line.span.start, line.span.end - 4), line.span.end))


def _starts_anew(text: str, before: TextLine, line: TextLine) -> bool:
    """Whether a line in ordinary letters follows a headline in capitals, or opens with a dateline."""
    above, below = before.span.of(text), line.span.of(text)
    return (above.isupper() and not below.isupper()) or (before.after_gap and bool(dateline_of(text, line.span)))
