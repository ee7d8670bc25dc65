"""Columns of a page that its file holds row by row, across both: in reading order again."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

_ROWS = 5  # rows of two pieces that make a page one of columns
_APART = 60.0  # points between the starts of two columns
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_SIDE = 18  # characters that the lines of a column have on average: a table's cells are shorter
_DEEPEST = 2  # a page of three columns is parted twice


def reads_across(places: list[tuple[float, float]]) -> bool:
    """Whether pieces of text, by where each begins in the order of the file, go across columns row by row."""
    rows: Counter[int] = Counter()
    for (x, y), (left, above) in zip(places[1:], places, strict=False):
        if abs(y - above) < 2 and x - left >= _APART:
            rows[round(x / 10)] += 1
    return any(count >= _ROWS for count in rows.values())


def in_columns(page: Any) -> str | None:
    """The text of a page column by column, None where it has none."""
    lines = [line.rstrip() for line in page.extract_text(extraction_mode="layout").split("\n")]
    found = _parted(lines, 0)
    return "\n".join(found) if found is not None else None


def _parted(lines: list[str], depth: int) -> list[str] | None:
    """Lines as they stand on a page, the left column before the right; None where there are not two."""
    at = _gutter(lines)
    if at is None or depth > _DEEPEST:
        return None
    out: list[str] = []
    left: list[str] = []
    right: list[str] = []

    def flush() -> None:
        for column in (left, right):
            out.extend(_parted(column, depth + 1) or [line.strip() for line in column])
            column.clear()

    for line in lines:
        if not line.strip():
            continue
        head, tail = _split(line, at)
        if head is None:
            flush()
            out.append(line.strip())
        else:
            left.extend([head] if head.strip() else [])
            right.extend([tail] if tail.strip() else [])
    flush()
    return out


def _split(line: str, at: int) -> tuple[str | None, str]:
    """A line's parts left and right of a gutter; None where words stand across it."""
    if len(line) <= at:
        return line, ""
    for gap in _GAP.finditer(line):
        if gap.start() <= at < gap.end():
            return line[: gap.start()], line[gap.end() :]
    return ("", line.strip()) if not line[:at].strip() else (None, "")


def _gutter(lines: list[str]) -> int | None:
    """The place between two columns: that at which most lines have a gap, words on both sides."""
    votes: Counter[int] = Counter()
    for line in lines:
        for gap in _GAP.finditer(line):
            votes.update(range(gap.start(), gap.end()))
    if not votes:
        return None
    most = max(votes.values())
    best = [place for place, count in votes.items() if count == most]
    at = sorted(best)[len(best) // 2]
    parts = [parts for line in lines if (parts := _split(line, at))[0] and parts[1]]
    if len(parts) < _ROWS:
        return None
    sides = [sum(len((part[side] or "").strip()) for part in parts) / len(parts) for side in (0, 1)]
    return at if min(sides) >= _SIDE else None
