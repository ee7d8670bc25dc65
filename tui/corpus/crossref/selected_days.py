"""The key of a selection of days: a day, a range as `Days` writes it, a month or a year."""

from __future__ import annotations

from datetime import date

from tui.model import Days


def days_of(key: str) -> Days | None:
    """A day or range as `Days` writes it, or a month or year; None where it is neither."""
    first, _, last = key.partition("/")
    try:
        if len(key) == 4:
            return Days(date(int(key), 1, 1), date(int(key), 12, 31))
        if len(key) == 7:
            begins = date.fromisoformat(f"{key}-01")
            return Days(
                begins,
                date.fromordinal(date(begins.year + begins.month // 12, begins.month % 12 + 1, 1).toordinal() - 1),
            )
        return Days(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError:
        return None
