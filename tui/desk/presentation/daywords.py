"""Days as a reader says them: `27 Jun 2009`, `summer 2008`, `the 1990s`, `~late 2008 to mid 2009`.

Three widths: `in_full` for a line of its own, `about` for the line under a title, `in_column` for a column of days.
A `~` stands before what was worked out and is less than a day, a month, a season or a year exactly.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from tui.model import Days

COLUMN = 12  # cells of the widest of `in_column`: "~29 Apr 2009"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_QUARTERS = ("first", "second", "third", "last")
_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime", "MI": "midday"}
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century", "QU": "quarter",
          "WE": "weekend", "H": "hour", "MIN": "minute", "S": "second"}  # fmt: skip
_REFERENCES = {"PAST_REF": "in the past", "PRESENT_REF": "now", "FUTURE_REF": "in the future"}
_ENDS = (1000, 9000)  # years outside which an end of a range only stands for "at any time"
_YEAR = re.compile(r"\d{4}")
_DURATION = re.compile(r"P(T?)(\d+(?:\.\d+)?|X++)([A-Z]+)")


def day_words(day: date) -> str:
    """`27 Jun 2009`."""
    return f"{day.day} {month_words(day)}"


def month_words(day: date) -> str:
    """`Jun 2009`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def whole(days: Days) -> str:
    """The name of a range that is exactly one: a day, a month, a season, a half, a quarter, a year, a decade or a
    century; empty for any other."""
    first, last = days.first, days.last
    if first == last:
        return day_words(first)
    if first.day != 1 or not _ends_month(last):
        return ""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 1:
        return month_words(first)
    if months == 12 and first.month == 1:
        return str(first.year)
    if months == 3:
        return _three_months(first)
    if months == 6 and first.month in (1, 7):
        return f"{'first' if first.month == 1 else 'second'} half of {first.year}"
    if first.month == 1 and months == 120 and first.year % 10 == 0:
        return f"the {first.year}s"
    if first.month == 1 and months == 1200 and first.year % 100 in (0, 1):
        return century_words((first.year + 99) // 100)
    return ""


def _three_months(first: date) -> str:
    """A season, which begins in March, June, September or December, or a quarter."""
    season = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}.get(first.month)
    if season == "winter":
        return f"winter {first.year}–{(first.year + 1) % 100:02}"
    if season:
        return f"{season} {first.year}"
    if first.month % 3 == 1:
        return f"{_QUARTERS[first.month // 3]} quarter of {first.year}"
    return ""


def century_words(number: int) -> str:
    """`the 20th century`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"the {number}{ending} century"


def in_full(days: Days | None) -> str:
    """All that is known: `27 Jun 2009`, `29 or 30 Apr 2009`, `between Sep 2008 and Jul 2009`, `before Apr 2009`."""
    if days is None:
        return "no date"
    named = whole(days)
    if named:
        return named
    first, last = days.first, days.last
    if _is_open(days):
        return _one_sided(days)
    if (first.year, first.month) == (last.year, last.month):
        joined = "or" if (last - first).days == 1 else "to"
        return f"{first.day} {joined} {day_words(last)}"
    if first.day == 1 and _ends_month(last):
        if first.month == 1 and last.month == 12:
            return f"between {first.year} and {last.year}"
        return f"between {_without_year(month_words(first), days)} and {month_words(last)}"
    return f"between {_without_year(day_words(first), days)} and {day_words(last)}"


def _without_year(words: str, days: Days) -> str:
    """The first of two ends, whose year is said by the second where it is the same."""
    return words.rpartition(" ")[0] if days.first.year == days.last.year else words


def _is_open(days: Days) -> bool:
    return days.first.year < _ENDS[0] or days.last.year > _ENDS[1]


def _one_sided(days: Days) -> str:
    """A range with an end that only stands for "at any time": its other end."""
    if days.first.year < _ENDS[0]:
        after = _next(days.last)
        return f"before {month_words(after) if after.day == 1 else day_words(after)}"
    return f"from {month_words(days.first) if days.first.day == 1 else day_words(days.first)} on"


def about(days: Days | None) -> str:
    """As a person remembers it: `27 Jun 2009`, `~29 Apr 2009`, `~late 2008 to mid 2009`."""
    if days is None:
        return "no date"
    named = whole(days)
    if named:
        return named
    first, last = days.first, days.last
    if _is_open(days):
        return _one_sided(days)
    if (last - first).days < 7:
        return f"~{day_words(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"~{_part_of_month(first, last)}{month_words(first)}"
    if first.year == last.year:
        return f"~{_part_of_year(first, last)}{first.year}"
    if last.year - first.year > 2:
        return f"~{first.year} to {last.year}"
    return f"~{_third(first)} {first.year} to {_third(last)} {last.year}"


def in_column(days: Days | None) -> str:
    """The same in at most `COLUMN` cells: `27 Jun 2009`, `~29 Apr 2009`, `~late 2009`, `~2008–2009`."""
    if days is None:
        return "no date"
    for words in (whole(days), about(days)):
        if 0 < len(words) <= COLUMN:
            return words
    first, last = days.first, days.last
    if _is_open(days):
        return f"by {month_words(last)}" if first.year < _ENDS[0] else f"from {first.year:04}"
    if (first.year, first.month) == (last.year, last.month):
        return f"~{month_words(first)}"
    if first.year == last.year:
        return f"~{_part_of_year(first, last)}{first.year}"
    return f"~{first.year}–{last.year}"


def _third(day: date) -> str:
    return "early" if day.month <= 4 else "mid" if day.month <= 8 else "late"


def _part_of_year(first: date, last: date) -> str:
    if first.month >= 7:
        return "late "
    if last.month <= 6:
        return "early "
    return "mid " if first.month >= 4 and last.month <= 9 else ""


def _part_of_month(first: date, last: date) -> str:
    if first.day >= 15:
        return "late "
    return "early " if last.day <= 15 else ""


def of_value(value: str, days: Days | None) -> str:
    """What a TIMEX3 value means: `summer 2008`, `the 1990s`, `late May 2009`, `8 months`, `a Saturday`.

    The days say more than the value where only a part of it is meant, or where it only points to another day.
    """
    if value in _REFERENCES:
        return in_full(days) if days is not None else _REFERENCES[value]
    duration = _DURATION.fullmatch(value)
    if duration is not None:
        return about(days) if days is not None else _duration(*duration.groups())
    named = _calendar(value)
    if days is None:
        return named or "no date"
    if whole(days) and "T" not in value:
        return named if named and not value[:1].isalpha() and _spells(value) else whole(days)
    if value.startswith(("BC", "-")) or "T" in value:
        return named or in_full(days)
    if named and _is_all(value, days):
        return named
    return about(days).removeprefix("~") if named else about(days)


def _spells(value: str) -> bool:
    """Whether a value names a stretch that its days alone would name in another way: a season or a quarter."""
    return bool(re.fullmatch(r"\d{4}-(SP|SU|FA|WI|Q[1-4]|H[12])", value))


def _is_all(value: str, days: Days) -> bool:
    """Whether days are all that a value of a week, a season, a decade or a century stands for."""
    length = (days.last - days.first).days + 1
    if re.fullmatch(r"\d{4}-W\d{2}(-WE)?", value):
        return length in (2, 7)
    if re.fullmatch(r"\d{2}", value):
        return length >= 36_500
    if re.fullmatch(r"\d{3}", value):
        return length >= 3_652
    if re.fullmatch(r"\d{4}-(SP|SU|FA|WI|Q[1-4])", value):
        return length >= 85
    return False


def _calendar(value: str) -> str:
    """A value of the calendar alone; empty where nothing is said of it."""
    date_part, _, time_part = value.partition("T")
    if value.startswith(("BC", "-")):
        digits = value.lstrip("BC-")
        return f"{int(digits)} BC" if digits.isdigit() else ""
    if re.fullmatch(r"\d{2}", value):
        return century_words(int(value) + 1)
    if re.fullmatch(r"\d{3}", value):
        return f"the {value}0s"
    year, _, rest = date_part.partition("-")
    if not _YEAR.fullmatch(year):
        return _unplaced(rest)
    words = _in_year(year, rest)
    if words and time_part:
        return f"{words}, {_PARTS[time_part]}" if time_part in _PARTS else f"{words}, {time_part.removesuffix('Z')}"
    return words


def _in_year(year: str, rest: str) -> str:
    if not rest:
        return year
    if rest in _SEASONS:
        return f"winter {year}–{(int(year) + 1) % 100:02}" if rest == "WI" else f"{_SEASONS[rest]} {year}"
    if match := re.fullmatch(r"Q([1-4])", rest):
        return f"{_QUARTERS[int(match[1]) - 1]} quarter of {year}"
    if match := re.fullmatch(r"H([12])", rest):
        return f"{'first' if match[1] == '1' else 'second'} half of {year}"
    try:
        if match := re.fullmatch(r"W(\d{2})(-WE)?", rest):
            monday = date.fromisocalendar(int(year), int(match[1]), 1)
            return f"weekend of {day_words(monday + timedelta(5))}" if match[2] else f"week of {day_words(monday)}"
        if match := re.fullmatch(r"(\d{2})(?:-(\d{2}))?", rest):
            day = date(int(year), int(match[1]), int(match[2] or 1))
            return day_words(day) if match[2] else month_words(day)
    except ValueError:
        return ""
    return ""


def _unplaced(rest: str) -> str:
    """What is said without a year: `a Saturday`, `some April`, `29 Apr, no year`."""
    if match := re.fullmatch(r"WXX-([1-7])", rest):
        return f"a {WEEKDAYS[int(match[1]) - 1]}"
    if rest in _SEASONS:
        return f"a {_SEASONS[rest]}"
    if match := re.fullmatch(r"(\d{2})(?:-(\d{2}))?", rest):
        month = int(match[1])
        if 1 <= month <= 12:
            return f"{int(match[2])} {MONTHS[month - 1]}, no year" if match[2] else f"some {MONTHS[month - 1]}"
    return ""


def _duration(time: str, number: str, unit: str) -> str:
    """`8 months`, `some years`."""
    name = "minute" if time and unit == "M" else _UNITS.get(unit, "")
    if not name:
        return "a while"
    many = "centuries" if name == "century" else f"{name}s"
    if number.startswith("X"):
        return f"some {many}"
    return f"1 {name}" if number == "1" else f"{number} {many}"


def _ends_month(day: date) -> bool:
    return day == date.max or _next(day).month != day.month


def _next(day: date) -> date:
    return day + timedelta(1) if day < date.max else day
