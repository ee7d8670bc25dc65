"""Where each pane stands on a terminal of a given size: a pure function, and the layout that follows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, field
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from tui.desk.actions import PANES

Kind = Literal["wide", "folded", "single"]
SIDE = ("articles", "timeline", "actors", "issues")
WIDE = (100, 24)  # columns and rows from which all six panes stand side by side
FOLDED = (60, 15)  # and from which the side panes share one place beside reader and claims
TWO = 20  # rows of panes from which they share two, one above the other, so that two lists are seen together
TURNS = (("articles", "timeline"), ("actors", "issues"))  # which panes then share a place


class Shape(Struct, frozen=True):
    """`regions` of the panes that show; `closed` are those with a line below, the lowest of their column; `tabs`
    gives, for a pane that shows, those that take turns in its place, itself among them."""

    kind: Kind
    regions: dict[str, Region]
    closed: frozenset[str]
    tabs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def shape(width: int, height: int, focus: str, side: Sequence[str] = SIDE, zoomed: str | None = None) -> Shape:
    """The panes on `width` x `height` cells, the lines at top and bottom not counted in.

    `focus` is the pane with the focus, `side` has the side panes, the one that had it last first, `zoomed` is the one
    at full size.
    """
    width, height = max(width, 1), max(height, 1)
    everywhere = Region(0, 0, width, height)
    if width < FOLDED[0] or height < FOLDED[1] - 2:
        return Shape("single", {focus: everywhere}, frozenset((focus,)), {focus: tuple(where for _, where, _ in PANES)})
    if zoomed is not None:
        return Shape("folded", {zoomed: everywhere}, frozenset((zoomed,)))
    if width < WIDE[0] or height < WIDE[1] - 2:
        return _folded(width, height, [focus, *side])
    left, right = max(width * 13 // 50, 30), max(width * 6 // 25, 28)
    middle = width - left - right
    half, lower = height // 2, max(height * 2 // 5, 6)
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


def _folded(width: int, height: int, recent: Sequence[str]) -> Shape:
    """Reader and claims beside the side panes that had the focus last, of each place one."""
    left, lower = max(width * 3 // 8, 26), max(height // 3, 6)
    regions = {
        "reader": Region(left, 0, width - left, height - lower),
        "claims": Region(left, height - lower, width - left, lower),
    }
    tabs = {}
    places = TURNS if height >= TWO else (SIDE,)
    edges = [height * number // len(places) for number in range(len(places) + 1)]
    for number, turns in enumerate(places):
        shown = next(where for where in recent if where in turns)
        regions[shown] = Region(0, edges[number], left, edges[number + 1] - edges[number])
        tabs[shown] = turns
    return Shape("folded", regions, frozenset((shown, "claims")), tabs)


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
