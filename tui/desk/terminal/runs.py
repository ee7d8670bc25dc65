"""Runs of cells that are written, the orders that they may be written in, and the moves of the cursor between them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tui.desk.terminal.cells import PLAIN, Pen, ground, pen_order

# Looking among all would grow with the square of the runs; the nearest is nearly always among the next rows.
_WEIGHED = 8  # runs among which the nearest is looked for


class Run(NamedTuple):
    """Cells of one pen beside each other: `text` is written at `start`, and the cursor then stands at `end`; -1 where
    that is not known. A `blank` one needs no more of a pen than its ground."""

    y: int
    start: int
    end: int
    pen: Pen
    text: str
    blank: bool = False


# --- orders


def by_pen(runs: Sequence[Run], pen: Pen, disputed: Container[int]) -> list[list[Run]]:
    """The runs of each pen; `pen` is the one that is on, `disputed` the rows with characters that may spill over their
    neighbours, which are written before these. Blank cells wait for no pen of their own where another has their
    ground."""
    turns: dict[Pen, int] = {}
    for number, own in enumerate(pen_order(pen, frozenset(run.pen for run in runs if not run.blank))):
        turns[own] = number
        turns.setdefault(ground(own), number)
    groups: dict[int, list[Run]] = {turn: [] for turn in (-1, *range(len(turns)))}
    before, turn = Run(-1, -1, -1, PLAIN, ""), -1
    for run in runs:
        # What is erased right behind a run goes with it: no move and no pen of its own.
        behind = run.blank and (run.y, run.start) == (before.y, before.end) and run.pen == ground(before.pen)
        if not behind:
            turn = -1 if run.y in disputed else turns.setdefault(run.pen, len(turns))
        groups.setdefault(turn, []).append(run)
        before = run
    # Before all others: what spills over its neighbour is then written over by that.
    spilling, *rest = (groups[turn] for turn in sorted(groups))
    return [*([run] for run in spilling), *rest]


def with_pens(runs: Sequence[Run], pen: Pen) -> Iterator[tuple[Run, Pen]]:
    """Each run and the pen that it is written with, from one pen on: blank cells take one with their ground, the pen
    that is on or the one that comes next."""
    following: list[Pen] = []  # of the next run that is not blank, from the last run to the first
    for run in reversed(runs):
        following.append(run.pen if not run.blank or not following else following[-1])
    for run in runs:
        later = following.pop()
        if not (run.blank and ground(pen) == run.pen):
            pen = later if run.blank and ground(later) == run.pen else run.pen
        yield run, pen


def by_way(groups: Iterable[list[Run]]) -> list[Run]:
    """The runs of each group by what is nearest to the one before, among the next few."""
    order: list[Run] = []
    y, at = -1, -1
    for group in groups:
        left = list(group)
        while left:
            ways = [len(move(y, at, run.y, run.start)) for run in left[:_WEIGHED]]
            order.append(left.pop(ways.index(min(ways))))
            y, at = order[-1].y, order[-1].end
    return order


# --- moves


def size(text: str) -> int:
    """Its bytes on the terminal."""
    return len(text) if text.isascii() else len(text.encode())


@lru_cache(maxsize=16384)
def move(y: int, x: int, to_y: int, to_x: int) -> str:
    """The shortest sequence that brings the cursor from one cell (-1, -1 where it is not known) to another, of those
    that every terminal knows."""
    ways = [f"\x1b[{to_y + 1};{to_x + 1}H" if to_x else f"\x1b[{to_y + 1}H"]
    if y >= 0 and x >= 0:
        down, right = to_y - y, to_x - x
        rows = _shorter("\n", down, "B") if down >= 0 else _shorter("\x1bM", -down, "A")
        left = _shorter("\b", -right, "D") if rows else _step(-right, "D")  # alone, "\b" might come from a text
        ways += "\r" + rows + _step(to_x, "C"), rows + (_step(right, "C") if right > 0 else left)
    return min(ways, key=len)


def back(y: int, x: int, elsewhere: bool) -> str:
    """To a cell from one of the same row, or from nobody knows where."""
    return f"\x1b[{y + 1};{x + 1}H" if elsewhere else "\r" + _step(x, "C")


def _step(cells: int, way: str) -> str:
    return "" if not cells else f"\x1b[{way}" if cells == 1 else f"\x1b[{cells}{way}"


def _shorter(single: str, cells: int, way: str) -> str:
    return min(_step(cells, way), single * cells, key=len)
