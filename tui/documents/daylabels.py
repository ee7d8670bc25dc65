"""Lines that tell several days, each with its label: received, accepted, published, updated, of the event."""

from __future__ import annotations

import re
from functools import cache

from tui.documents.isodays import DAY, day_value, iso_day
from tui.documents.worddays import day_in_words
from tui.text.shipped import shipped_yaml

_LONGEST = 240  # characters of a line that tells days
_AFTER = 40  # characters between a label and its day
_WORDS = re.compile(
    r"\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,10}\.?,?\s+(?:de\s+)?(?:19|20)\d\d|[^\W\d_]{3,10}\.?\s+\d{1,2},?\s+(?:19|20)\d\d"
)


@cache
def patterns() -> tuple[str, str]:
    """The labels of the day of publication, and those of other days, as one pattern each."""
    data = shipped_yaml(__package__, "daylabels.yaml")
    return "".join(data["published"].splitlines()), "".join(data["other"].splitlines())


@cache
def _pattern() -> re.Pattern[str]:
    published, other = patterns()
    return re.compile(
        rf"\b(?:(?P<published>{published})|(?P<other>{other}))\b|(?P<day>{DAY}|{_WORDS.pattern})", re.IGNORECASE
    )


def published_in(line: str) -> str | None:
    """The day that a line calls that of publication, whole; None where it calls none so, or has no labels."""
    if len(line) > _LONGEST:
        return None
    label, end, found = "", 0, list[tuple[str, str]]()
    for match in _pattern().finditer(line):
        if not match["day"]:
            label, end = match.lastgroup or "", match.end()
            continue
        day = _value(match)
        if day and label and match.start() - end <= _AFTER:
            found.append(("published" if label == "published" else "other", day))
            end = match.end()
    days = [day for kind, day in found if kind == "published"]
    return min(days) if days else None


def _value(match: re.Match[str]) -> str | None:
    whole = match["day"].strip()
    value = day_value(match) if any(match[name] for name in ("iso", "m1", "m2", "y3", "y4", "y5")) else None
    value = (
        value
        if value and len(value) == len("2031-06-27") and value[0] != "-"
        else day_in_words(whole) or iso_day(whole)
    )
    return value if value and len(value) == len("2031-06-27") else None
