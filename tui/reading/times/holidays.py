"""Holidays: their words and the days they fall on in a year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import easter

# A fixed day, or the n-th weekday of a month (-1 is the last), or days from Easter Sunday.
_FIXED: dict[str, tuple[int, int]] = {
    "newyear": (1, 1), "newyearseve": (12, 31), "christmas": (12, 25), "christmaseve": (12, 24), "boxing": (12, 26),
    "valentine": (2, 14), "stpatrick": (3, 17), "mayday": (5, 1), "halloween": (10, 31), "veterans": (11, 11),
    "independence": (7, 4), "epiphany": (1, 6), "allsaints": (11, 1), "aprilfools": (4, 1), "bastille": (7, 14),
    "juneteenth": (6, 19), "groundhog": (2, 2), "flag": (6, 14), "womens": (3, 8), "stgeorge": (4, 23),
    "guyfawkes": (11, 5), "earthday": (4, 22),
}  # fmt: skip
_WEEKDAY: dict[str, tuple[int, int, int]] = {
    "thanksgiving": (11, 4, 4), "laborday": (9, 1, 1), "memorial": (5, 1, -1), "mlk": (1, 1, 3),
    "presidents": (2, 1, 3), "columbus": (10, 1, 2), "mothers": (5, 7, 2), "fathers": (6, 7, 3),
}  # fmt: skip
_EASTER: dict[str, int] = {
    "easter": 0, "goodfriday": -2, "eastermonday": 1, "ashwednesday": -46, "palmsunday": -7, "maundythursday": -3,
    "whitsunday": 49, "ascension": 39, "mardigras": -47,
}  # fmt: skip

_WORDS: dict[str, str] = {
    r"new year'?s eve": "newyearseve", r"new year'?s day|new year'?s": "newyear", r"christmas eve": "christmaseve",
    r"christmas(?: day)?": "christmas", r"boxing day": "boxing", r"(?:st\.? |saint )?valentine'?s day": "valentine",
    r"(?:st\.? |saint )patrick'?s day": "stpatrick", r"may day": "mayday", r"hallowe'?en": "halloween",
    r"(?:veterans'?|armistice|remembrance) day": "veterans", r"(?:independence day|fourth of july)": "independence",
    r"epiphany": "epiphany", r"all saints'? day": "allsaints", r"april fools?'?s?'? day": "aprilfools",
    r"bastille day": "bastille", r"juneteenth": "juneteenth", r"groundhog day": "groundhog", r"flag day": "flag",
    r"international women'?s day": "womens", r"(?:st\.? |saint )george'?s day": "stgeorge",
    r"(?:guy fawkes|bonfire) (?:night|day)": "guyfawkes", r"earth day": "earthday",
    r"thanksgiving(?: day)?": "thanksgiving", r"labou?r day": "laborday", r"memorial day": "memorial",
    r"martin luther king(?: jr\.?)?,? day|mlk day": "mlk", r"presidents'? day": "presidents",
    r"columbus day": "columbus", r"mother'?s'? day": "mothers", r"father'?s'? day": "fathers",
    r"good friday": "goodfriday", r"easter monday": "eastermonday", r"easter(?: sunday| day)?": "easter",
    r"ash wednesday": "ashwednesday", r"palm sunday": "palmsunday", r"maundy thursday": "maundythursday",
    r"(?:whit sunday|pentecost)": "whitsunday", r"ascension day": "ascension",
    r"(?:mardi gras|shrove tuesday)": "mardigras",
}  # fmt: skip
_GROUPS = {f"h{n}": key for n, key in enumerate(_WORDS.values())}
PATTERN = re.compile(
    r"(?<!\w)(?-i:(?=[A-Z]))(?:" + "|".join(f"(?P<h{n}>{words})" for n, words in enumerate(_WORDS)) + r")(?!\w)",
    re.IGNORECASE,
)
KEYS: frozenset[str] = frozenset({*_FIXED, *_WEEKDAY, *_EASTER})


def key_of(match: re.Match[str]) -> str:
    """The holiday that a match of PATTERN names."""
    return _GROUPS[match.lastgroup or "h0"]


def day_of(key: str, year: int) -> date | None:
    """The day of a holiday in a year, None for an unknown holiday or a year that has no calendar."""
    if not 1583 <= year <= 4099:
        return None
    if key in _FIXED:
        return date(year, *_FIXED[key])
    if key in _EASTER:
        return easter(year) + timedelta(days=_EASTER[key])
    if key in _WEEKDAY:
        month, weekday, nth = _WEEKDAY[key]
        if nth > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
        last = date(year, month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return None
