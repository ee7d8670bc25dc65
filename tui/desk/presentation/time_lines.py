"""The timeline as lines: periods with the number of their events, and events in the article's words with their day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tui.desk.presentation.daywords import COLUMN, in_column, of_value
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.theme import Look
from tui.store.rows import Entry, Period

_WEEK = re.compile(r"\d{4}-W\d{2}")
_BARS = 12  # cells of the longest bar of a period


def period_words(row: Period) -> str:
    """`Aug 2008`, `week of 28 Apr 2008`, `2008`."""
    if row.value:
        return of_value(row.value, row.days)
    return of_value(row.label, row.days if _WEEK.fullmatch(row.label) else None)


def timeline_head(width: int, look: Look) -> Line:
    """The heads of the columns."""
    words = "what happened, in the article’s words" if width >= 56 else "what happened"
    return columns(width, (styled("  when".ljust(COLUMN + 3), "dim"), styled(words, "dim")), (), look)


def timeline_line(row: Period | Entry, width: int, look: Look, *, most: int = 0, hits: bool = False) -> Line:
    """A period `Aug 2008   ████ 8 events, 4 touch it`, or an event; `most` is the highest count of a period."""
    if isinstance(row, Entry):
        return _entry_line(row, width, look)
    label = styled(period_words(row), "title", ascii_only=look.ascii).pad(COLUMN + 2)
    length = max(round(row.n * _BARS / max(most, row.n, 1)), 1)
    number = f" {row.n} event{'s' if row.n != 1 else ''}" + (f", {row.hits} about it" if hits and row.hits else "")
    bar = Line(((look.glyphs.block * length, "count"), (number, "text")))
    sample = styled(f"  {row.sample}", "dim", ascii_only=look.ascii)
    return columns(width, (Line((("  ", "text"),)) + label, bar + sample), (), look)


def _entry_line(row: Entry, width: int, look: Look) -> Line:
    glyphs = look.glyphs
    sign = glyphs.claim if row.hit else " "
    ahead = glyphs.arrow if row.planned else " "
    day = styled(in_column(row.days), "time", ascii_only=look.ascii).fit(COLUMN, ellipsis=glyphs.ellipsis)
    ends = (Line(((f"{row.sources} art.", "dim"),)),) if row.sources > 1 else ()
    ahead = glyphs.rests if row.rests_on != "expression" else ahead
    ahead = glyphs.said if row.said_by else ahead
    left = Line(((sign, "count"), (" ", "text"))) + day + Line(((f" {ahead}", "count"),))
    return columns(width, (left, styled(event_words(row), ascii_only=look.ascii)), ends, look)


def event_words(row: Entry) -> str:
    """The event in the sentence's own words, and whose they are where somebody tells it."""
    words = row.event or row.words
    return f"{words}: so {row.said_by}" if row.said_by else words


def spark(counts: Sequence[int], width: int, look: Look, *, most: int = 0) -> str:
    """Counts as bars of one cell each, in `width` cells; neighbours are averaged where there are more counts."""
    bars = look.glyphs.bars
    heights: list[float] = list(counts)
    if len(counts) > width:
        edges = [at * len(counts) // max(width, 1) for at in range(width + 1)]
        heights = [sum(counts[low:high]) / (high - low) for low, high in pairwise(edges)]
    top = max([float(most), *heights]) or 1.0
    drawn = "".join(bars[0] if not n else bars[max(1, round(n * (len(bars) - 1) / top))] for n in heights)
    return drawn.ljust(width)
