"""Where each pane stands on a terminal of a given size: a pure function, and the layout that follows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from tui.desk.actions import PANES

Kind = Literal["wide", "folded", "single"]
SIDE = ("articles", "timeline", "actors", "issues")
WIDE = (100, 24)  # columns and rows from which all six panes stand side by side
FOLDED = (60, 15)  # and from which the side panes share one place


@dataclass(frozen=True, slots=True)
class Shape:
    """`regions` of the panes that show; `closed` are those with a line below, the lowest of their column; `tabs` the
    panes that take turns in the place of the one that shows."""

    kind: Kind
    regions: dict[str, Region]
    closed: frozenset[str]
    tabs: tuple[str, ...] = ()


def shape(width: int, height: int, focus: str, side: str = "articles", zoomed: str | None = None) -> Shape:
    """The panes on `width` x `height` cells, the lines at top and bottom not counted in.

    `focus` is the pane with the focus, `side` the side pane that was shown last, `zoomed` the one at full size.
    """
    width, height = max(width, 1), max(height, 1)
    everywhere = Region(0, 0, width, height)
    if width < FOLDED[0] or height < FOLDED[1] - 2:
        return Shape("single", {focus: everywhere}, frozenset((focus,)), tuple(where for _, where, _ in PANES))
    if zoomed is not None:
        return Shape("folded", {zoomed: everywhere}, frozenset((zoomed,)))
    lower = max(height * 2 // 5, 6)
    if width < WIDE[0] or height < WIDE[1] - 2:
        shown = focus if focus in SIDE else side
        left = max(width * 3 // 8, 26)
        return Shape(
            "folded",
            {
                shown: Region(0, 0, left, height),
                "reader": Region(left, 0, width - left, height - lower),
                "claims": Region(left, height - lower, width - left, lower),
            },
            frozenset((shown, "claims")),
            SIDE,
        )
    left, right = max(width * 13 // 50, 30), max(width * 6 // 25, 28)
    middle = width - left - right
    half = height // 2
    return Shape(
        "wide",
        {
            "articles": Region(0, 0, left, half),
            "timeline": Region(0, half, left, height - half),
            "reader": Region(left, 0, middle, height - lower),
            "claims": Region(left, height - lower, middle, lower),
            "actors": Region(left + middle, 0, right, half),
            "issues": Region(left + middle, half, right, height - half),
        },
        frozenset(("timeline", "claims", "issues")),
    )


class Shaped(Layout):
    """Places each pane, found by its id, in its region; panes without one are not drawn at all."""

    name = "shaped"

    def __init__(self) -> None:
        self.shape = Shape("wide", {}, frozenset())

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        regions = self.shape.regions
        return [
            WidgetPlacement(regions[child.id], NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id in regions
        ]
