"""Days as files write them, in a few fixed formats, to ISO 8601 as far as they go.

Prose is left to reading/: here only metadata fields, header lines and datelines are looked at, each at most
`FIELD` characters long, so that a hostile field costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Literal

from tui.documents.worddays import day_in_words

# The longest day that a format writes, with weekday, time and zone in words, has some 60.
FIELD = 100
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
DAY = (
    rf"(?:{WEEKDAY},?\s+)?(?:"
    r"(?P<iso>(?:1[6-9]|20)\d\d-[01]\d-[0-3]\d)"
    r"(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?\s?(?:Z\b|UTC\b|[+-]\d\d:?\d\d)?)?"
    rf"|(?P<m1>{MONTH})\s+(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?:,?\s+(?P<y1>(?:1[6-9]|20)\d\d)\b)?(?!\d)"
    rf"|(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m2>{MONTH})(?:,?[\s-]+(?P<y2>(?:1[6-9]|20)\d\d)\b)?"
    r"|(?P<y3>(?:1[6-9]|20)\d\d)[/.](?P<m3>[01]?\d)[/.](?P<d3>[0-3]?\d)(?!\d)"
    r"|(?P<a>[0-3]?\d)(?P<sep>[/.])(?P<b>[0-3]?\d)(?P=sep)(?P<y4>(?:1[6-9]|20)\d\d)(?!\d)"
    rf"|(?P<m5>{MONTH}),?\s+(?P<y5>(?:1[6-9]|20)\d\d)\b"
    r")"
)
_NUMBER = re.compile(r"\d{8,13}")
_DAY = re.compile(DAY, re.IGNORECASE)
# 27-Jun-31, as databases and spreadsheets write it
_SHORT_YEAR = re.compile(
    rf"(?P<day>[0-3]?\d)[- /](?P<month>{MONTH})[- /](?P<year>\d\d)(?:[T ,].*)?", re.IGNORECASE | re.DOTALL
)
_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:[T ].*)?", re.DOTALL)


def day_value(match: re.Match[str]) -> str | None:
    """The ISO 8601 value of a match of `DAY`: `2031-06-27`, `2031-06`, `2031`, `--06-27`; None where no such day is.

    `03/04/2031` may be March or April, so only its year is certain; `13/04/2031` is sure, and so is `03.04.2031`, which
    only those write who put the day first.
    """
    group = match.groupdict()
    if group["iso"]:
        return _checked(*(int(part) for part in group["iso"].split("-")))
    if group["m1"]:
        return _checked(_number(group["y1"]), _month(group["m1"]), int(group["d1"]))
    if group["m2"]:
        return _checked(_number(group["y2"]), _month(group["m2"]), int(group["d2"]))
    if group["y3"]:
        return _checked(int(group["y3"]), int(group["m3"]), int(group["d3"]))
    if group["y4"]:
        dotted = group["sep"] == "." and int(group["b"]) <= 12
        return _numeric(int(group["a"]), int(group["b"]), int(group["y4"]), day_first=dotted)
    return f"{int(group['y5']):04d}-{_month(group['m5']):02d}"


def iso_day(field: object) -> str | None:
    """A metadata field as ISO 8601 as far as it goes, or None where it is no day (`32 May`, year 0 or 99999)."""
    if isinstance(field, date):
        return field.isoformat()[:10]
    if isinstance(field, int | float) and not isinstance(field, bool) and 0 < field < 1e14:
        field = str(int(field))
    if not isinstance(field, str) or len(field) > FIELD:
        return None
    text = field.strip()
    partial = _PARTIAL.fullmatch(text)
    if partial:
        month, day = _number(partial["month"]), _number(partial["day"])
        if month is None:
            return f"{text[:4]}" if int(text[:4]) else None
        if day is None:
            return f"{text[:4]}-{month:02d}" if 1 <= month <= 12 and int(text[:4]) else None
        return _checked(int(text[:4]), month, day)
    if _NUMBER.fullmatch(text):
        return _of_number(text)
    short = _SHORT_YEAR.fullmatch(text)
    if short:
        return _checked(_of_two(short["year"]), _month(short["month"]), int(short["day"]))
    match = _DAY.search(text)
    value = day_value(match) if match else None
    if value is None or len(value) < len("2031-06-27") or value.startswith("--"):
        value = day_in_words(text) or value  # with the month's name in another language
    return None if value is None or value.startswith("--") else value


def _of_number(digits: str) -> str | None:
    """The day of `20310627`, or of seconds or milliseconds since 1970, in UTC; None of any other number."""
    if len(digits) == 8:
        return _checked(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    seconds = int(digits) // (1000 if len(digits) == 13 else 1)
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if len(digits) in (9, 10, 13) else None


def _of_two(digits: str) -> int:
    """The year of two digits, as POSIX takes them."""
    return int(digits) + (2000 if int(digits) < 69 else 1900)


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _checked(year: int | None, month: int, day: int) -> str | None:
    try:
        value = date(2000 if year is None else year, month, day)
    except ValueError:
        return None
    return f"--{value:%m-%d}" if year is None else value.isoformat()


_IN_NUMBERS = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?:[T ,].*)?", re.DOTALL
)
_IN_NAME = re.compile(r"(?<!\d)(?P<y>(?:1[6-9]|20)\d\d)(?P<sep>[-_. ]?)(?P<m>[01]\d)(?P=sep)(?P<d>[0-3]\d)(?!\d)")
Order = Literal["day first", "month first"]


def day_of_name(path: str) -> str | None:
    """The whole day in a file's name: `2031-06-27 Dam.txt`, `AFP_ENG_20310627.0015`, `27 June 2031.pdf`."""
    name = path.rsplit("/", 1)[-1]
    for match in _IN_NAME.finditer(name):
        day = _checked(int(match["y"]), int(match["m"]), int(match["d"]))
        if day and "1600" < day <= date.today().isoformat():
            return day
    written = _DAY.search(name.replace("_", " "))
    value = day_value(written) if written else None
    return value if value and len(value) == len("2031-06-27") and value[0] != "-" else None


def order_of(fields: Iterable[str]) -> Order | None:
    """Which order of day and month the numeric days of one column prove; None where none does, or some each."""
    first = second = False
    for field in fields:
        match = _IN_NUMBERS.fullmatch(field.strip()[:FIELD])
        if match:
            first |= int(match["a"]) > 12 >= int(match["b"])
            second |= int(match["b"]) > 12 >= int(match["a"])
    return None if first == second else "day first" if first else "month first"


def day_in_order(field: str, order: Order) -> str | None:
    """A numeric day read in the order that its column proves; None where it is not numeric, or no such day."""
    match = _IN_NUMBERS.fullmatch(field.strip()[:FIELD])
    if not match or (len(match["year"]) == 2 and match["sep"] == "-"):  # "06-03-14" may begin with its year
        return None
    year = int(match["year"]) if len(match["year"]) == 4 else _of_two(match["year"])
    day, month = (match["a"], match["b"]) if order == "day first" else (match["b"], match["a"])
    return _checked(year, int(month), int(day))


def _numeric(first: int, second: int, year: int, *, day_first: bool) -> str | None:
    if first > 12 or day_first:
        return _checked(year, second, first)
    if second > 12 or first == second:
        return _checked(year, first, second)
    return f"{year:04d}" if first and second else None
