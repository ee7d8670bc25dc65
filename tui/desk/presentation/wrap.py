"""Neutral text broken into lines of a width in cells; only offsets, no text is copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import split_graphemes

_ONE_CELL = re.compile("[ -~\n\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e]*")


def wrap(text: str, width: int) -> Iterator[tuple[int, int]]:
    """(start, end) of each line: `end` without the white space it was broken at. Always at least one line.

    Lines break at white space, between wide characters (CJK), and inside a word only where it is longer than a line.
    """
    if not text:
        yield 0, 0
        return
    simple = _ONE_CELL.fullmatch(text) is not None
    at = 0
    while at <= len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        yield from _wrap_simple(text, at, stop, width) if simple else _wrap_cells(text, at, stop, width)
        at = stop + 1


def _wrap_simple(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    """Of one paragraph in which each character is one cell."""
    if start == stop:
        yield start, stop
        return
    pattern = _pattern(width)
    at = start
    while at < stop and (found := pattern.match(text, at, stop)) is not None:
        end = found.end()
        begin = at
        while end > begin and text[end - 1] == " ":
            end -= 1
        yield begin, end
        at = found.end()


@lru_cache(maxsize=16)
def _pattern(width: int) -> re.Pattern[str]:
    return re.compile(rf".{{1,{width}}}(?: +|$)|.{{1,{width}}}")


def _wrap_cells(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    """Of one paragraph with characters of no, one or two cells."""
    begin = start
    breaks = -1  # where the line may end, and where the next would begin then
    cells = 0
    cells_at_break = 0
    wide_before = False
    for left, right, size in split_graphemes(text[start:stop])[0]:
        left, right = left + start, right + start
        if text[left:right] == " ":  # one with a mark upon it is seen
            breaks, cells_at_break = right, cells + size
            cells += size
            wide_before = False
            continue
        if size == 2 or wide_before:
            breaks, cells_at_break = left, cells
        if cells + size > width and left > begin:
            at = breaks if breaks > begin else left
            cells = cells - cells_at_break if breaks > begin else 0
            yield begin, begin + len(text[begin:at].rstrip(" "))
            begin, breaks = at, -1
        cells += size
        wide_before = size == 2
    yield begin, begin + len(text[begin:stop].rstrip(" ")) if begin < stop else begin
