"""The days, weeks, months and years of the timeline."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from tui.model import Days

Zoom = Literal["day", "week", "month", "year"]


def period_of(day: date, zoom: Zoom) -> Days:
    """The period of a zoom that a day lies in; weeks begin on Monday."""
    if zoom == "day":
        return Days(day, day)
    if zoom == "week":
        first = date.fromordinal(max(1, day.toordinal() - day.weekday()))
        return Days(first, min(date.max - timedelta(days=6), first) + timedelta(days=6))
    if zoom == "month":
        last = date.max if (day.year, day.month) == (9999, 12) else _first_of_next(day) - timedelta(days=1)
        return Days(day.replace(day=1), last)
    return Days(date(day.year, 1, 1), date(day.year, 12, 31))


def _first_of_next(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def label_of(days: Days, zoom: Zoom) -> str:
    """`2031-04-29`, `2031-W18`, `2031-04` or `2031`."""
    if zoom == "day":
        return days.first.isoformat()
    if zoom == "week":
        year, week, _ = days.first.isocalendar()
        return f"{year:04}-W{week:02}"
    return days.first.isoformat()[: 7 if zoom == "month" else 4]
