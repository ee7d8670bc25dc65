"""Where a cursor stands after a move, the same in every list and table."""

from __future__ import annotations


def moved(at: int, count: int, unit: str, by: int, page: int) -> int:
    """Where a cursor at `at` of `count` lines stands after a move; `page` is the number of lines in view."""
    if count <= 0:
        return 0
    if unit == "end":
        return 0 if by < 0 else count - 1
    step = {"line": 1, "half": max(page // 2, 1), "page": max(page - 1, 1)}.get(unit, 0)
    return min(max(at + by * step, 0), count - 1)
