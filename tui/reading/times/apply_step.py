"""The later steps of a formula: a part of what the steps before have placed."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from tui.reading.times import holidays, units
from tui.reading.times.formula import Step
from tui.reading.times.units import Stretch

_WEEKDAYS = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def narrow(found: Stretch, step: Step, published: date | None, period: Stretch | None = None) -> Stretch:
    """One step applied to a stretch. Raises ValueError for a step that names no day (the 32nd)."""
    if step.op == "P":
        return _part(found, step.arg(0), published)
    if step.op == "T":
        return _time(found, step.arg(0))
    if step.op == "ANN":
        return _anniversary(found, step, published)
    if step.op == "CHK":
        return _check(found, step.number(0))
    if step.op == "WK":
        return found if found.first is None else units.unit("week", found.first)
    if step.op == "H":
        return _half(found, step.number(0))
    if step.op == "SAME":
        return _same(found, period or _ended(published))
    if found.first is None:
        return _select_unplaced(found, step)
    return _select(found, step)


def _anniversary(found: Stretch, step: Step, published: date | None) -> Stretch:
    """The publication's month, week or day in the year found; the one before where the step counts back."""
    if found.first is None or found.grain != "year" or published is None:
        return found
    day = min(published.day, units.month_end(found.first.year, published.month).day)
    return units.unit(step.arg(0), date(found.first.year, published.month, day), step.number(1))


def _select(found: Stretch, step: Step) -> Stretch:
    first = found.first
    assert first is not None
    if step.op == "M" and 1 <= step.number(0) <= 12:
        return units.month(first.year, step.number(0))
    if step.op == "Q":
        return units.quarter(first.year, step.number(0))
    if step.op == "S":
        return units.season(first.year, step.arg(0))
    if step.op == "D":
        return units.day(date(first.year, first.month, step.number(0)))
    if step.op == "W" and found.grain == "week" and 1 <= step.number(0) <= 7:
        return units.day(first + timedelta(days=step.number(0) - 1))
    if step.op == "HOL" and (day := holidays.day_of(step.arg(0), first.year)):
        return units.day(day)
    return found


def _select_unplaced(found: Stretch, step: Step) -> Stretch:
    if step.op == "M" and found.grain == "year":
        return Stretch(f"{found.value[:4]}-{step.number(0):02}", grain="month")
    if step.op == "D" and found.grain == "month":
        return Stretch(f"{found.value[:7]}-{step.number(0):02}", grain="day")
    if step.op in {"Q", "S"} and found.grain == "year":
        code = f"Q{step.number(0)}" if step.op == "Q" else step.arg(0)
        return Stretch(f"{found.value[:4]}-{code}", grain="quarter" if step.op == "Q" else "season")
    if step.op == "W":
        return Stretch(f"XXXX-WXX-{step.number(0)}", grain="day")
    return found


def _ended(published: date | None) -> Stretch | None:
    """The quarter that had ended last on a day: what is compared where no quarter was named."""
    return units.unit("quarter", published, -1) if published is not None else None


def _same(found: Stretch, period: Stretch | None) -> Stretch:
    """The quarter spoken of, in the year found; the year itself where no quarter was."""
    if found.first is None or period is None or period.first is None or period.grain != "quarter":
        return found
    return units.quarter(found.first.year, (period.first.month + 2) // 3)


def _half(found: Stretch, number: int) -> Stretch:
    if number not in {1, 2}:
        raise ValueError("no such half")
    if found.grain == "year":
        if found.first is None:
            return Stretch(f"{found.value}-H{number}", grain="half")
        return units.half(found.first.year, number)
    if found.first is None or found.last is None:
        return found
    # the first half of a month ends on the 15th
    length = (found.last - found.first).days + 1
    middle = found.first + timedelta(days=15 if found.grain == "month" else length // 2)
    if number == 1:
        return replace(found, last=middle - timedelta(days=1)) if middle > found.first else found
    return replace(found, first=middle)


def _part(found: Stretch, part: str, published: date | None) -> Stretch:
    """ "early", "mid", "late": a third of the stretch; "earlier" and "later" split it at the publication day."""
    first, last = found.first, found.last
    if first is None or last is None or first == last:
        return found
    if part in {"earlier", "later"}:
        if published is None or not first <= published <= last:
            return found
        return replace(found, last=published) if part == "earlier" else replace(found, first=published)
    third = (last - first).days // 3
    if part in {"early", "begin"}:
        return replace(found, last=first + timedelta(days=third))
    if part in {"late", "end"}:
        return replace(found, first=last - timedelta(days=third))
    return replace(found, first=first + timedelta(days=third), last=last - timedelta(days=third))


def _time(found: Stretch, time: str) -> Stretch:
    """A part of the day or a clock time on a day."""
    if found.grain != "day":
        return found
    return replace(found, value=f"{found.value}T{time}")


def _check(found: Stretch, weekday: int) -> Stretch:
    if found.first is None or not 1 <= weekday <= 7 or found.first.isoweekday() == weekday:
        return found
    day = _WEEKDAYS[found.first.isoweekday()]
    return replace(found, why=f"the text calls it a {_WEEKDAYS[weekday]}, but {found.first} was a {day}")
