"""The calendar's units as intervals of days: which one a day lies in, which comes n later, how TIMEX3 writes it."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

SEASON_MONTHS: dict[str, int] = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the first of three
DAYS_OF: dict[str, int] = {
    "day": 1, "weekend": 2, "week": 7, "fortnight": 14, "month": 31, "season": 92, "quarter": 92, "half": 184,
    "year": 366, "decade": 3653, "century": 36525, "millennium": 365250,
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1, 9999


class Stretch(Struct, frozen=True):
    """A stretch of the calendar: days inclusive, None where nothing places it; `value` as TIMEX3 writes it."""

    value: str
    first: date | None = None
    last: date | None = None
    grain: str = ""
    why: str = ""


def month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def day(of: date) -> Stretch:
    return Stretch(of.isoformat(), of, of, "day")


def year(number: int) -> Stretch:
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return Stretch(f"{number:04}" if number >= 0 else "XXXX", grain="year")
    return Stretch(f"{number:04}", date(number, 1, 1), date(number, 12, 31), "year")


def month(number: int, of: int) -> Stretch:
    """A month, `of` 1 to 12 in year `number`; counts on over the year's ends."""
    number, of = number + (of - 1) // 12, (of - 1) % 12 + 1
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return Stretch("XXXX-XX", grain="month")
    return Stretch(f"{number:04}-{of:02}", date(number, of, 1), month_end(number, of), "month")


def quarter(number: int, of: int) -> Stretch:
    number, of = number + (of - 1) // 4, (of - 1) % 4 + 1
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return Stretch("XXXX-QX", grain="quarter")
    return Stretch(f"{number:04}-Q{of}", date(number, 3 * of - 2, 1), month_end(number, 3 * of), "quarter")


def half(number: int, of: int) -> Stretch:
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return Stretch("XXXX-HX", grain="half")
    return Stretch(f"{number:04}-H{of}", date(number, 6 * of - 5, 1), month_end(number, 6 * of), "half")


def season(number: int, of: str) -> Stretch:
    """A season by meteorological months; the winter of a year begins in its December."""
    start = SEASON_MONTHS.get(of)
    if start is None or not FIRST_YEAR <= number < LAST_YEAR:
        return Stretch("XXXX", grain="season")
    ends = (number + 1, 2) if of == "WI" else (number, start + 2)
    return Stretch(f"{number:04}-{of}", date(number, start, 1), month_end(*ends), "season")


def week(of: date) -> Stretch:
    """The ISO week that a day lies in."""
    iso = of.isocalendar()
    monday = of - timedelta(days=iso.weekday - 1)
    return Stretch(f"{iso.year:04}-W{iso.week:02}", monday, monday + timedelta(days=6), "week")


def weekend(of: date) -> Stretch:
    inside = week(of)
    assert inside.first is not None
    saturday = inside.first + timedelta(days=5)
    return Stretch(f"{inside.value}-WE", saturday, saturday + timedelta(days=1), "weekend")


def decade(prefix: int) -> Stretch:
    if not 1 <= prefix <= 999:
        return Stretch("XXX", grain="decade")
    return Stretch(f"{prefix:03}", date(prefix * 10, 1, 1), date(prefix * 10 + 9, 12, 31), "decade")


def century(prefix: int) -> Stretch:
    """The years that begin with two digits: 19 for the 20th century."""
    if not 1 <= prefix <= 99:
        return Stretch("XX", grain="century")
    return Stretch(f"{prefix:02}", date(prefix * 100, 1, 1), date(prefix * 100 + 99, 12, 31), "century")


def unit(name: str, of: date, offset: int = 0) -> Stretch:
    """The unit that lies `offset` units from the one `of` is in. Raises OverflowError beyond the calendar."""
    if name == "day":
        return day(of + timedelta(days=offset))
    if name in {"week", "fortnight"}:
        return week(of + timedelta(weeks=offset * (2 if name == "fortnight" else 1)))
    if name == "weekend":
        return weekend(of + timedelta(weeks=offset))
    if name == "month":
        return month(of.year, of.month + offset)
    if name == "quarter":
        return quarter(of.year, (of.month + 2) // 3 + offset)
    if name == "decade":
        return decade(of.year // 10 + offset)
    if name == "century":
        return century(of.year // 100 + offset)
    if name == "year":
        return year(of.year + offset)
    return Stretch("XXXX", grain=name)


UNPLACED: dict[str, str] = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "season": "XXXX", "year": "XXXX", "decade": "XXX", "century": "XX", "fortnight": "XXXX-WXX",
}  # fmt: skip
