"""The keys that move, the same in every list, table and text; each has an id, so that config.yaml can change it."""

from __future__ import annotations

from textual.binding import Binding

MOVES: list[Binding] = [
    Binding("down,j", "move('line', 1)", "down", show=False, id="move.down"),
    Binding("up,k", "move('line', -1)", "up", show=False, id="move.up"),
    Binding("right,l", "move('side', 1)", "right", show=False, id="move.right"),
    Binding("left,h", "move('side', -1)", "left", show=False, id="move.left"),
    Binding("ctrl+d", "move('half', 1)", "half a page down", show=False, id="move.half-down"),
    Binding("ctrl+u", "move('half', -1)", "half a page up", show=False, id="move.half-up"),
    Binding("pagedown", "move('page', 1)", "page down", show=False, id="move.page-down"),
    Binding("pageup", "move('page', -1)", "page up", show=False, id="move.page-up"),
    Binding("g,home", "move('end', -1)", "first", show=False, id="move.first"),
    Binding("G,end", "move('end', 1)", "last", show=False, id="move.last"),
]


def moved(at: int, count: int, unit: str, by: int, page: int) -> int:
    """Where a cursor at `at` of `count` lines stands after a move; `page` is the number of lines in view."""
    if count <= 0:
        return 0
    if unit == "end":
        return 0 if by < 0 else count - 1
    step = {"line": 1, "half": max(page // 2, 1), "page": max(page - 1, 1)}.get(unit, 0)
    return min(max(at + by * step, 0), count - 1)
