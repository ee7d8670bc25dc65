"""Days whose month is a word, in the languages that press databases, feeds and mails write them in (calendar.yaml)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

from msgspec import Struct

from tui.text.shipped import shipped_yaml

_LONGEST = 80  # characters of a line that may be a day
_PIECE = re.compile(
    r"(?P<clock>\d{1,2}(?::|h(?=\d\d\b)|\.(?=\d\d\s*(?:[ap]\.?m|uhr|h\b|gmt|utc)))[0-5]\d(?:[:.][0-5]\d)?(?:[.,]\d+)?)"
    r"|(?P<zone>(?:(?:gmt|utc)\s?)?[+-]\d\d:?\d\d\b)"
    r"|(?P<year>(?:1[6-9]|20)\d\d)(?!\d)"
    r"|(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|re|º|ª|°)?(?![\w])"
    r"|(?P<word>[^\W\d_]+(?:-feira)?)"
    r"|(?P<gap>[\s,;.()|/–—-]+)"
)


class _CalendarWords(Struct, frozen=True):
    months: dict[str, int]
    weekdays: frozenset[str]
    between: frozenset[str]


@cache
def _words() -> _CalendarWords:
    data = shipped_yaml(__package__, "calendar.yaml")
    months = {name: int(number) for number, names in data["months"].items() for name in names.split()}
    return _CalendarWords(months, frozenset(data["weekdays"].split()), frozenset(data["between"].split()))


def day_in_words(line: str) -> str | None:
    """The ISO 8601 value of a line that is nothing but a day with its month in words, or a month and its year.

    A weekday, a clock and a zone may stand with it; any other word makes it no day: a headline holds others. None
    where it is no day, or one that no calendar has.
    """
    if len(line) > _LONGEST or not any(character.isdigit() for character in line):
        return None
    found = _parts(_folded(line))
    if found is None or not found.month:
        return None
    if found.day is None:
        return f"{found.year:04d}-{found.month:02d}" if found.year else None
    try:
        return date(found.year, found.month, found.day).isoformat() if found.year else None
    except ValueError:
        return None


class _Parts(Struct):
    year: int = 0
    month: int = 0
    day: int | None = None


def _parts(line: str) -> _Parts | None:
    """The parts of a day, each at most once; None where anything else stands in the line."""
    found, names, at = _Parts(), list[str](), 0
    while at < len(line):
        match = _PIECE.match(line, at)
        if match is None:
            return None
        at = match.end()
        if match["year"]:
            if found.year:
                return None
            found.year = int(match["year"])
        elif match["day"]:
            if found.day is not None:
                return None
            found.day = int(match["day"])
        elif match["word"]:
            names.append(match["word"])
    return found if _named(names, found) else None


def _named(names: list[str], found: _Parts) -> bool:
    """Take the month from the words of a day; whether each is a month, a weekday or stands between.

    "mar" is a French Tuesday and a Spanish March: beside another month it is the weekday.
    """
    words = _words()
    months = [name for name in names if name in words.months]
    sure = [name for name in months if name not in words.weekdays] or months
    rest = [name for name in names if name not in sure]
    if len(sure) != 1 or any(name not in words.weekdays and name not in words.between for name in rest):
        return False
    found.month = words.months[sure[0]]
    return True


def _folded(line: str) -> str:
    """Lower case without accents."""
    return "".join(
        character for character in unicodedata.normalize("NFKD", line.lower()) if not unicodedata.combining(character)
    ).replace("ø", "o")
