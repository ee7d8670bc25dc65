"""The lines of a table to the cells of its rows, whatever program wrote them; no character of a cell is lost.

A quotation mark inside a quoted cell may be doubled, stand behind a backslash, or stand alone; one that is never closed
costs its own row and not those below. After RFC 4180, and what spreadsheets, databases and people make of it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain

from msgspec import Struct

_AHEAD = 2000  # lines that a quoted cell may go on over where nothing shows that the row below is one of its own
_LEAST = 5  # the same after several cells were never closed: a quarter after each, down to this
_WORK = 200 << 20  # characters looked at again and again for the end of one cell
LONGEST = 32 << 20  # characters of one row
_SEPARATOR = re.compile(r"^[\"']?sep=(?P<sep>.)[\"']?\s*$", re.IGNORECASE)


class TableRow(Struct, frozen=True):
    """A row's cells and the number of the line it begins at; `open` where a quotation mark was never closed."""

    cells: list[str]
    line: int
    guessed: bool = False
    unclosed: bool = False


class TableLine(Struct, frozen=True):
    """A line of a table, without its end; `guessed` where its encoding is a guess."""

    words: str
    number: int
    guessed: bool = False


def separator_of(line: str) -> str | None:
    """What a first line `sep=;` states, as spreadsheets write it."""
    match = _SEPARATOR.match(line.strip("\ufeff"))
    return match["sep"] if match else None


def cells_of(line: str, separator: str, *, escapes: bool = True) -> list[str] | None:
    """The cells of a row, None where a quoted cell is not closed in it; a backslash `escapes` a quotation mark."""
    if '"' not in line:
        return line.split(separator)
    found: list[str] = []
    at = 0
    while True:
        start = at
        while line[start : start + 1] == " ":
            start += 1
        if line[start : start + 1] == '"':
            closed = _quoted(line, start + 1, separator, escapes)
            if closed is None:
                return None
            words, at = closed
            found.append(words)
        else:
            end = line.find(separator, at)
            end = len(line) if end < 0 else end
            found.append(line[at:end])
            at = end
        if at >= len(line):
            return found
        at += 1


def _quoted(line: str, start: int, separator: str, escapes: bool) -> tuple[str, int] | None:
    """The words of a quoted cell and where it ends, at a separator or at the row's end; None where it does not."""
    pieces: list[str] = []
    begin = at = start
    while (at := line.find('"', at)) >= 0:
        after = at + 1
        escaped = escapes and _escaped(line, at, start)
        if line[after : after + 1] == '"' and not (escaped and _ends(line, after + 1, separator)):
            pieces.append(line[begin:after])  # doubled
            begin = at = after + 1
            continue
        end = _ends(line, after, separator)
        if escaped and end != len(line) and line.find('"', after) >= 0:
            pieces.append(line[begin : at - 1])
            begin, at = at, after
        elif end:
            return "".join([*pieces, line[begin:at]]), end
        else:  # one that stands alone inside a cell
            at = after
    return None


def _ends(line: str, at: int, separator: str) -> int:
    """Where a separator or the row's end follows, blanks aside; 0 where neither does."""
    end = at
    while line[end : end + 1] == " ":
        end += 1
    if end >= len(line):
        return len(line)
    return end if line[end] == separator else at if line[at] in "\r\n" else 0


def _escaped(line: str, at: int, start: int) -> bool:
    """Whether an odd number of backslashes stands before a place."""
    count = 0
    while at - count > start and line[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def rows_of(
    lines: Iterator[TableLine], separator: str, columns: int, is_row: Callable[[list[str]], bool]
) -> Iterator[TableRow]:
    """The rows of a table of so many columns; `is_row` tells whether one line's cells are surely a row of their own."""
    waiting: deque[TableLine] = deque()
    ahead = _AHEAD
    while (line := waiting.popleft() if waiting else next(lines, None)) is not None:
        cells = _best(line.words, separator, columns)
        if cells is not None:
            yield TableRow(cells, line.number, line.guessed)
            continue
        gathered = _gathered(line, chain(_popped(waiting), lines), separator, ahead, is_row)
        cells = _best("\n".join(one.words for one in gathered), separator, columns)
        if cells is not None:
            yield TableRow(cells, line.number, any(one.guessed for one in gathered))
            continue
        ahead = max(_LEAST, ahead // 4)
        waiting.extendleft(reversed(gathered[1:]))
        yield TableRow(line.words.split(separator), line.number, line.guessed, unclosed=True)


def _best(words: str, separator: str, columns: int) -> list[str] | None:
    """The cells of a row, with backslashes taken for themselves where only so they are as many as the columns."""
    cells = cells_of(words, separator)
    if '\\"' in words and (cells is None or len(cells) != columns):
        plain = cells_of(words, separator, escapes=False)
        return plain if plain is not None and (cells is None or len(plain) == columns) else cells
    return cells


def _popped(waiting: deque[TableLine]) -> Iterator[TableLine]:
    while waiting:
        yield waiting.popleft()


def _gathered(
    line: TableLine, following: Iterator[TableLine], separator: str, ahead: int, is_row: Callable[[list[str]], bool]
) -> list[TableLine]:
    """The lines of a row whose cell goes on over lines, up to the one that closes it, or shows that none does."""
    gathered, size, work = [line], len(line.words), 0
    may_close = re.compile(rf'" *(?:{re.escape(separator)}|$)')
    for more in following:
        gathered.append(more)
        size += len(more.words)
        if more.words.count(separator) and more.words.count('"') % 2 == 0:
            alone = cells_of(more.words, separator)
            if alone is not None and is_row(alone):
                break
        if may_close.search(more.words):
            work += size
            if cells_of("\n".join(one.words for one in gathered), separator) is not None:
                break
        if len(gathered) > ahead or size > LONGEST or work > _WORK:
            break
    return gathered
