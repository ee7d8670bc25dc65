"""The words of the grammar: each belongs to one category, which the rules name in braces."""

from __future__ import annotations

from tui.reading.times.numbers import DECADES, ORDINALS, WORDS

MONTHS: dict[str, int] = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
WEEKDAYS: dict[str, int] = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
SEASONS: dict[str, str] = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS: dict[str, str] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "fortnight": "fortnight",
    "month": "month", "year": "year", "decade": "decade", "century": "century", "quarter": "quarter",
    "weekend": "weekend", "min": "minute", "hr": "hour", "yr": "year", "millennium": "millennium",
}  # fmt: skip
PLURALS: dict[str, str] = {
    **{f"{word}s": unit for word, unit in UNITS.items() if word not in {"century", "millennium"}},
    "centuries": "century", "millennia": "millennium",
}  # fmt: skip
DAYPARTS: dict[str, str] = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO", "midday": "MI", "lunchtime": "MI",
    "nighttime": "NI", "dusk": "EV", "overnight": "NI",
}  # fmt: skip
ADVERBS: dict[str, str] = {
    "hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P1Q",
    "annually": "P1Y", "yearly": "P1Y",
}  # fmt: skip
PARTS: dict[str, str] = {
    "early": "early", "late": "late", "mid": "mid", "middle": "mid", "end": "end", "close": "end", "beginning": "begin",
    "start": "begin", "outset": "begin", "earlier": "earlier", "later": "later",
}  # fmt: skip

_CATEGORIES: dict[str, str] = {
    "the": "the", "a": "a", "an": "a", "this": "this", "that": "that", "these": "these", "those": "those",
    "last": "last", "past": "past", "next": "next", "coming": "coming", "upcoming": "coming", "previous": "previous",
    "prior": "previous", "preceding": "previous", "following": "following", "ensuing": "following",
    "subsequent": "following", "current": "current", "latest": "latest", "same": "same", "recent": "recent",
    "its": "poss", "their": "poss", "his": "poss", "her": "poss", "our": "poss", "my": "poss",
    "about": "approx", "around": "approx", "nearly": "approx", "almost": "approx", "roughly": "approx",
    "approximately": "approx", "some": "some", "over": "over", "exactly": "approx", "barely": "approx",
    "at": "at", "least": "least", "most": "least", "more": "more", "less": "more", "fewer": "more", "than": "than",
    "few": "few", "several": "few", "many": "many", "couple": "couple", "half": "half", "dozen": "dozen",
    "ago": "ago", "hence": "later", "before": "before", "after": "after", "from": "from", "to": "to",
    "through": "to", "until": "to", "till": "to", "between": "between", "and": "and", "or": "or", "of": "of",
    "in": "in", "on": "on", "during": "in", "since": "in", "by": "in", "for": "for", "per": "per",
    "within": "in", "early": "early", "late": "early", "mid": "mid", "middle": "edge",
    "end": "edge", "beginning": "edge", "start": "edge", "close": "edge", "outset": "edge", "earlier": "earlier",
    "later": "later", "today": "today", "tonight": "today", "yesterday": "today", "tomorrow": "today",
    "noon": "noon", "midnight": "noon", "fiscal": "fiscal", "financial": "fiscal", "full": "full",
    "period": "period", "term": "term", "each": "every", "every": "every", "once": "times", "twice": "times",
    "thrice": "times", "times": "times", "ended": "ended", "ending": "ended", "now": "now", "currently": "now",
    "recently": "recently", "soon": "soon", "future": "future", "near": "near", "long": "long", "time": "time",
    "days": "units", "ahead": "ahead", "decades": "units", "old": "old", "olds": "old", "so": "so", "then": "then",
    "back": "back", "first": "ord", "comparable": "comparable", "corresponding": "comparable", "like": "comparable",
    "other": "otherday", "calendar": "calendar", "day": "unit", "foreseeable": "near",
    "distant": "near", "immediate": "near", "present": "present", "moment": "moment", "point": "moment",
    "eve": "eve", "much": "much", "bc": "era", "ad": "era", "ce": "era", "bce": "era", "trading": "trading",
    "working": "trading", "business": "trading", "further": "further",
    "additional": "further", "another": "another", "only": "only", "just": "only", "whole": "full", "entire": "full",
    "opening": "ord", "remaining": "remaining", "final": "final", "closing": "final",
    "afterwards": "later", "afterward": "later",
    "million": "money", "billion": "money", "share": "money",
}  # fmt: skip

ZONES: tuple[str, ...] = (
    "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "gmt", "utc", "bst", "cet", "cest", "msk", "ist",
)  # fmt: skip


def _categories() -> dict[str, tuple[str, str]]:
    """Each word with its category and its value, as the rules want it."""
    table: dict[str, tuple[str, str]] = {word: (category, word) for word, category in _CATEGORIES.items()}
    table |= {word: ("month", str(n)) for word, n in MONTHS.items()}
    table |= {word: ("weekday", str(n)) for word, n in WEEKDAYS.items()}
    table |= {f"{word}s": ("weekdays", str(n)) for word, n in WEEKDAYS.items() if word.endswith("day")}
    table |= {word: ("season", code) for word, code in SEASONS.items()}
    table |= {word: ("unit", unit) for word, unit in UNITS.items()}
    table |= {word: ("units", unit) for word, unit in PLURALS.items()}
    table |= {word: ("daypart", code) for word, code in DAYPARTS.items()}
    table |= {word: ("adverb", value) for word, value in ADVERBS.items()}
    table |= {word: ("ord", str(n)) for word, n in ORDINALS.items()}
    table |= {word: ("decades", str(n // 10)) for word, n in DECADES.items()}
    table |= {word: ("zone", word) for word in ZONES}
    table["local"] = ("local", "local")
    table |= {"year": ("yr", "year"), "quarter": ("qtr", "quarter"), "final": ("final", "-1"), "last": ("last", "-1")}
    table["opening"] = ("ord", "1")
    table |= dict.fromkeys(WORDS, ("numword", ""))
    table |= {"hundred": ("scale", "100"), "thousand": ("scale", "1000")}
    return table


CATEGORY: dict[str, tuple[str, str]] = _categories()
