"""Where each pane stands on a terminal of a given size: a pure function, and the layout that follows it.

Lists stand to the left, the Reader above Claims to the right. The pane with the focus takes the room that its rows
need; the others give way, and none keeps more rows than it has. A pane with no room is its title line. On a narrow
terminal one pane shows at a time, under a line that names all six; on a wide one Claims have a column of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from tui.desk.actions import PANES

Kind = Literal["wide", "single"]
LEFT = ("articles", "timeline", "actors", "issues")
RIGHT = ("reader", "claims")
ALL = tuple(where for _, where, _ in PANES)
WIDE = (100, 20)  # columns and rows of panes from which the six stand together
READER = 82  # columns of the right side with a measure of 76 to 78 characters, in which lines are read with ease
THIRD = 160  # columns from which Claims stand beside the Reader, in a column of their own
SIDE = 32  # columns of the lists, or of Claims, there, where the other has the focus
LISTS = 72  # columns that a list with the focus takes: a title, an outlet and a number
AT_LEAST = (30, 40)  # columns of the left side, and of the right one, whatever has the focus
FEW = 4  # lines that a pane keeps beside the one with the focus: its title and three rows
LOW = 8  # lines that the Reader, or Claims, keeps beside the other


class Shape(Struct, frozen=True):
    """`regions` of the panes that show, their title lines included."""

    kind: Kind
    regions: dict[str, Region]


def shape(
    width: int, height: int, focus: str, wants: Mapping[str, int] | None = None, zoomed: str | None = None
) -> Shape:
    """The panes on `width` x `height` cells, the lines at top and bottom not counted in.

    `focus` is the pane with the focus, `wants` has the lines that each pane could fill, title line and all; `zoomed`
    is the one at full size.
    """
    width, height = max(width, 1), max(height, 1)
    if zoomed is not None or width < WIDE[0] or height < WIDE[1]:
        return Shape("single", {zoomed or focus: Region(0, 0, width, height)})
    wants = wants or {}
    regions: dict[str, Region] = {}
    for names, x, columns in _columns(width, focus):
        y = 0
        for where, lines in zip(names, _heights(names, height, focus, wants), strict=True):
            regions[where] = Region(x, y, columns, lines)
            y += lines
    return Shape("wide", regions)


def _columns(width: int, focus: str) -> list[tuple[Sequence[str], int, int]]:
    """The panes of each column, where it begins, and how wide it is."""
    if width < THIRD:
        left = _left(width, focus)
        return [(LEFT, 0, left), (RIGHT, left, width - left)]
    reader = READER if width >= THIRD + 20 else READER - 2
    room = width - reader
    claims = SIDE if focus in LEFT else min(LISTS, room - SIDE)
    claims = max(claims, room - LISTS) if focus in LEFT else claims
    lists = room - claims
    return [(LEFT, 0, lists), (("reader",), lists, reader), (("claims",), lists + reader, claims)]


def _left(width: int, focus: str) -> int:
    """Columns of the left side."""
    if width >= READER + LISTS:
        return width - READER
    if focus in RIGHT:
        return max(width - READER, AT_LEAST[0])
    return min(LISTS, width - AT_LEAST[1])


def _heights(names: Sequence[str], height: int, focus: str, wants: Mapping[str, int]) -> list[int]:
    """Lines of the panes of one side, from top to bottom; all of them together are `height`."""
    wanted = {where: max(wants.get(where, height), 1) for where in names}
    lines = dict.fromkeys(names, 1)
    left = height - len(names)
    few = LOW if len(names) < len(LEFT) else FEW

    def give(where: str, up_to: int) -> None:
        nonlocal left
        more = max(min(up_to - lines[where], left), 0)
        lines[where] += more
        left -= more

    for where in names:
        if where != focus:
            give(where, min(few, wanted[where]))
    if focus in names:
        give(focus, wanted[focus])
    while left and any(lines[where] < wanted[where] for where in names):
        for where in names:
            if lines[where] < wanted[where]:
                give(where, lines[where] + 1)
    give("reader" if "reader" in names else focus if focus in names else names[-1], height)
    return [lines[where] for where in names]


class Shaped(Layout):
    """Places each pane, found by its id, in its region; panes without one are not drawn at all."""

    name = "shaped"

    def __init__(self) -> None:
        self.shape = Shape("wide", {})

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        regions = self.shape.regions
        return [
            WidgetPlacement(regions[child.id], NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id in regions
        ]
