"""Why something is as it is, as sentences for readers: days in words, articles by their titles, quotations in quotation
marks. The commands print the same reasons with file names and ISO 8601, for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from tui.desk.presentation.daywords import day_words, in_full, of_value
from tui.model import Days

_ISO = r"\d{4}-\d{2}-\d{2}"
_RANGE = re.compile(rf"(?<!\d)({_ISO})/({_ISO})(?!\d)")
_DAY = re.compile(rf"(?<![\d/-])(?<!: DATE )(?<!: TIME )({_ISO})(?![\d/-])")
_MONTH = re.compile(r"\((\d{4}-(?:\d{2}|W\d{2}|Q\d|H\d|SP|SU|FA|WI))\)")
_QUOTED = re.compile(r"""(?<!\w)'([^']+)'(?!\w)|(?<!\w)"([^"]+)"(?!\w)""")
_OTHER = re.compile(
    r"(?<=\bwhere )(?P<where>.+?)(?= says )|(?<=the same story as )(?P<story>.+?)(?=\.?$)"
    r"|(?<=told again in )(?P<again>.+?)(?=\.?$)|(?<=and counted, in )(?P<first>.+?)(?=\.?$)"
    r"|(?<=: )(?P<one>[^:]+?)(?= says so\b)|^(?P<hand>.+?)(?=: By hand)"
)
_PARTS = re.compile(r"; (?=(?:it|the|an?|its) )")


def reason_sentences(reason: str, title_of: Callable[[str], str]) -> list[str]:
    """The sentences of a reason; `title_of` gives the title of an article by its key, empty for what is none."""
    return [_sentence(part, title_of) for part in _PARTS.split(reason) if part.strip()]


def told_sentences(reasons: Iterable[str], title_of: Callable[[str], str]) -> list[str]:
    """The same of reasons that are each a line of their own."""
    return [_sentence(reason, title_of) for reason in reasons if reason.strip()]


def _sentence(part: str, title_of: Callable[[str], str]) -> str:
    other = _OTHER.search(part)
    title = title_of(other[0]) if other is not None else ""
    # The title's own words are put in last: they are nobody's reason.
    kept = part if other is None or not title else f"{part[: other.start()]}\0{part[other.end() :]}"
    kept = _QUOTED.sub(lambda found: f"“{found[1] or found[2]}”", kept)
    kept = _RANGE.sub(lambda found: in_full(Days(*map(_date, found.groups()))) if _are_days(found) else found[0], kept)
    kept = _DAY.sub(lambda found: day_words(_date(found[1])) if _are_days(found) else found[0], kept)
    kept = _MONTH.sub(lambda found: f"({of_value(found[1], None) or found[1]})".replace("no date", found[1]), kept)
    told = kept.replace("\0", f"“{title}”").strip()
    return f"{told[:1].upper()}{told[1:]}{'' if told.endswith(('.', '!', '?', ':')) else '.'}"


def _date(iso: str) -> date:
    return date.fromisoformat(iso)


def _are_days(found: re.Match[str]) -> bool:
    try:
        days = [_date(iso) for iso in found.groups()]
    except ValueError:
        return False
    return days == sorted(days)
