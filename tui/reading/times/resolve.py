"""A formula and a day to count from, to a stretch of the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from tui.reading.times import holidays, units
from tui.reading.times.apply_step import narrow
from tui.reading.times.formula import Step, parse
from tui.reading.times.units import Stretch


class Anchor(Struct, frozen=True):
    """What an expression counts from.

    `published` is the article's day, None where unknown; `spoken_of` what the text last dated, `period` the quarter it
    last spoke of; `tense` of the clause decides direction.
    """

    published: date | None
    spoken_of: Stretch | None = None
    period: Stretch | None = None
    tense: str = ""


_NOTHING = Stretch("")
_YEARS = 8  # before and after, among which a leap day or a weekday beside a date finds its year
_AHEAD_DAYS, _LONG_PAST = 75, 300  # a date without its year, said to be past, that is rather a near one to come


def evaluate(formula: str, anchor: Anchor) -> Stretch:
    """Where a formula lies, seen from an anchor.

    A formula that was not written by this package gives an empty value; nothing raises. Where the anchor does not
    place it, the value has X for what is not known and there are no days.
    """
    steps = parse(formula)
    if not steps:
        return _NOTHING
    try:
        found = _base(steps[0], anchor, _check(steps))
        for step in steps[1:]:
            found = narrow(found, step, anchor.published, anchor.period)
    except (ValueError, OverflowError):
        return _NOTHING
    if found.first is not None and found.last is not None and found.last < found.first:
        return replace(found, first=found.last, last=found.first)
    return found


def _check(steps: tuple[Step, ...]) -> int:
    """The weekday that stands beside a date, 0 where none does."""
    return next((step.number(0) for step in steps if step.op == "CHK"), 0)


def _base(step: Step, anchor: Anchor, weekday: int) -> Stretch:
    op = step.op
    if op == "Y":
        return units.year(step.number(0))
    if op == "DEC":
        return units.decade(step.number(0))
    if op == "CEN":
        return units.century(step.number(0))
    if op == "DUR":
        return _duration(step, anchor)
    if op in {"SET", "REF"}:
        return Stretch(step.arg(0))
    if op == "U":
        return _unit(step, anchor)
    if op == "AGO":
        return _ago(step, anchor)
    if op == "SAME":
        return _same(anchor)
    if op == "WE":
        return _weekend(anchor)
    if op == "W":
        return _weekday(step, anchor)
    return _named(step, anchor, weekday)


def _named(step: Step, anchor: Anchor, weekday: int) -> Stretch:
    """A month, day of a month, season, quarter, half or holiday without its year."""
    around = _from(anchor, step.arg(1))
    if around is None:
        return _unplaced(step)
    reach = _YEARS if weekday or step.arg(0) == "2-29" else 2
    near = range(around.year - reach, around.year + reach + 1)
    candidates = [found for year in near if (found := _in_year(step, year)).first is not None]
    if weekday:
        candidates = [c for c in candidates if c.first and c.first.isoweekday() == weekday] or candidates
    if not candidates:
        return _unplaced(step)
    return _choose(candidates, around, step.arg(1), anchor.tense, step.op)


@lru_cache(maxsize=1 << 13)
def _in_year(step: Step, year: int) -> Stretch:
    """What a step names in a year; kept, as every date is looked for in the years around it."""
    if not units.FIRST_YEAR <= year < units.LAST_YEAR:
        return _NOTHING
    if step.op == "M":
        return units.month(year, step.number(0)) if 1 <= step.number(0) <= 12 else _NOTHING
    if step.op == "MD":
        month, _, day = step.arg(0).partition("-")
        return _day(year, int(month), int(day))
    if step.op == "S":
        return units.season(year, step.arg(0))
    if step.op == "Q":
        return units.quarter(year, step.number(0))
    if step.op == "H":
        return units.half(year, step.number(0)) if step.number(0) in {1, 2} else _NOTHING
    if step.op == "HOL" and (found := holidays.day_of(step.arg(0), year)):
        return units.day(found)
    return _NOTHING


def _day(year: int, month: int, day: int) -> Stretch:
    try:
        return units.day(date(year, month, day))
    except ValueError:
        return _NOTHING


def _unplaced(step: Step) -> Stretch:
    if step.op == "M":
        return Stretch(f"XXXX-{step.number(0):02}", grain="month")
    if step.op == "MD":
        month, _, day = step.arg(0).partition("-")
        if not (1 <= int(month) <= 12 and 1 <= int(day) <= units.month_end(2000, int(month)).day):
            return _NOTHING
        return Stretch(f"XXXX-{int(month):02}-{int(day):02}", grain="day")
    if step.op == "W":
        return Stretch(f"XXXX-WXX-{step.number(0)}", grain="day")
    if step.op == "S":
        return Stretch(f"XXXX-{step.arg(0)}", grain="season")
    if step.op in {"Q", "H"}:
        return Stretch(f"XXXX-{step.op}{step.number(0)}", grain="quarter" if step.op == "Q" else "half")
    if step.op == "HOL" and (found := holidays.day_of(step.arg(0), 2001)):
        fixed = holidays.day_of(step.arg(0), 2002)
        same = fixed is not None and (fixed.month, fixed.day) == (found.month, found.day)
        return Stretch(f"XXXX-{found:%m-%d}" if same else "XXXX-XX-XX", grain="day")
    return _NOTHING


def _from(anchor: Anchor, direction: str) -> date | None:
    spoken = anchor.spoken_of.first if direction in {"prev", "foll", "that"} and anchor.spoken_of else None
    ahead = spoken is not None and anchor.published is not None and spoken > anchor.published
    if spoken is not None and not (ahead and anchor.tense == "past"):  # what was is not counted from what is to come
        return spoken
    return anchor.published


def _choose(found: list[Stretch], around: date, direction: str, tense: str, op: str) -> Stretch:
    """The one of the years' candidates that direction and tense ask for; candidates are in order of time."""
    before = [c for c in found if c.last is not None and c.last < around]
    begun = [c for c in found if c.first is not None and c.first <= around]
    after = [c for c in found if c.first is not None and c.first > around]
    to_come = [c for c in found if c.last is not None and c.last >= around]
    if direction in {"last", "prev"}:
        return (before or found)[-1]
    if direction in {"next", "foll"}:
        return (after or found)[0]
    if direction == "this":
        inside = [c for c in found if c.first is not None and c.last is not None and c.first <= around <= c.last]
        same_year = [c for c in found if c.first is not None and c.first.year == around.year]
        return (inside or same_year or found)[0]
    past, future = (begun or found)[-1], (to_come or found)[0]
    distance_back = (around - past.last).days if past.last else 0
    distance_on = (future.first - around).days if future.first else 0
    if op in {"Q", "H"}:
        reported = distance_on > _AHEAD_DAYS * 2 and distance_back < _AHEAD_DAYS * 2
        return future if tense == "future" and not reported else past
    if tense == "past":
        return future if distance_back > _LONG_PAST and distance_on < _AHEAD_DAYS and op != "S" else past
    if tense == "future":
        return past if distance_on > _LONG_PAST and distance_back < _AHEAD_DAYS else future
    if tense == "present":
        return past if distance_back < distance_on else future
    return future if distance_on * 2 < distance_back else past


def _weekday(step: Step, anchor: Anchor) -> Stretch:
    wanted, direction = step.number(0), step.arg(1)
    if not 1 <= wanted <= 7:
        return _NOTHING
    around = _from(anchor, direction)
    if around is None:
        return _unplaced(step)
    back = (around.isoweekday() - wanted) % 7
    on = (wanted - around.isoweekday()) % 7
    if direction in {"last", "prev"}:
        return units.day(around - timedelta(days=back or 7))
    if direction in {"next", "foll"}:
        return units.day(around + timedelta(days=on or 7))
    if direction == "week":
        return units.day(around + timedelta(days=(on or 7) + 7))
    ahead = anchor.tense == "future" or (anchor.tense == "present" and on <= 4)
    ahead = ahead or (direction == "this" and anchor.tense != "past")
    return units.day(around + timedelta(days=on) if ahead else around - timedelta(days=back))


def _weekend(anchor: Anchor) -> Stretch:
    around = anchor.published
    if around is None:
        return Stretch(units.UNPLACED["weekend"], grain="weekend")
    this = units.weekend(around)
    if anchor.tense == "future" or (this.first is not None and this.first <= around):
        return this
    return units.weekend(around - timedelta(days=7))


def _spoken_of(anchor: Anchor, name: str) -> date | None:
    """Where the text last was, if that is no wider than the unit counted: no "next day" follows a year."""
    spoken = anchor.spoken_of
    if spoken is None or units.DAYS_OF.get(spoken.grain, 1) > units.DAYS_OF.get(name, 1):
        return None
    return spoken.first


def _unit(step: Step, anchor: Anchor) -> Stretch:
    name, offset = step.arg(0), step.number(1)
    around: date | None = anchor.published
    if step.arg(2) == "ref" and (spoken := _spoken_of(anchor, name)):
        around = spoken
    if around is None:
        return Stretch(units.UNPLACED.get(name, "XXXX"), grain=name)
    return units.unit(name, around, offset)


def _ago(step: Step, anchor: Anchor) -> Stretch:
    offset, name, counted = step.number(0), step.arg(1), step.arg(2)
    if counted == "cmp" and anchor.period is not None and anchor.period.first is not None:
        return _same_in_year(anchor.period, anchor.period.first.year + offset)
    around = anchor.published if counted != "told" else None
    if counted in {"ref", "told"} and (spoken := _spoken_of(anchor, name)):
        around = spoken
    nowhere = counted == "ref" and around == anchor.published and offset > 0 and anchor.tense == "past"
    if around is None or nowhere:  # "two days later he left" of a story that has named no day
        return Stretch(units.UNPLACED.get(name, "XXXX"), grain=name)
    return units.unit(name, around, offset)


def _same(anchor: Anchor) -> Stretch:
    """The quarter spoken of; where none was named, the last one that had ended."""
    if anchor.period is not None:
        return anchor.period
    if anchor.published is None:
        return Stretch(units.UNPLACED["quarter"], grain="quarter")
    return units.unit("quarter", anchor.published, -1)


def _same_in_year(period: Stretch, year: int) -> Stretch:
    assert period.first is not None
    if period.grain == "quarter":
        return units.quarter(year, (period.first.month + 2) // 3)
    if period.grain == "month":
        return units.month(year, period.first.month)
    return units.year(year)


_LENGTH = {"D": 1.0, "W": 7.0, "M": 30.44, "Q": 91.3, "Y": 365.25, "DE": 3652.5, "CE": 36525.0, "WE": 2.0}


def _duration(step: Step, anchor: Anchor) -> Stretch:
    """A duration has days only where its words tie it to now: "the past two weeks"."""
    value, toward = step.arg(0), step.arg(1)
    if toward not in {"past", "next"} or anchor.published is None:
        return Stretch(value)
    digits = value[1:].rstrip("DWMQYEC")
    length = _LENGTH.get(value[1 + len(digits) :], 0.0)
    if not digits.isdigit() or not length or len(digits) > 7:
        return Stretch(value)
    delta = timedelta(days=round(int(digits) * length))
    if toward == "past":
        return Stretch(value, anchor.published - delta, anchor.published)
    return Stretch(value, anchor.published, anchor.published + delta)
