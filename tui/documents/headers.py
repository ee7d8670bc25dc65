"""What stands around an article's text: header lines with days, bylines, credits, datelines, copyright lines."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from tui.documents.daylabels import patterns
from tui.documents.isodays import DAY, FIELD, MONTHS, day_value
from tui.model import DayClue, Span
from tui.text.shipped import shipped_yaml

_COUNT = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few"
_AGE = rf"(?P<count>{_COUNT})\+?\s+(?P<unit>years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?)\s+ago\b"
# Clock times of the press: 10:30, 10.30 and the French 10h30, with a.m. and p.m. in either spelling.
_CLOCK = r"(?:at\s+)?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\b(?:noon|midnight)\b"
_ZONE = r"\(?\b(?:UTC|GMT|BST|CET|CEST|MSK|IST|[ECMP][SD]?T)\b\)?(?:\s?[+-]\d{1,2}(?::?\d\d)?)?"
_FIRST, _FRESH = patterns()
_NAMED_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PIECE = re.compile(
    rf"(?P<age>{_AGE})|(?P<day>{DAY})|(?P<clock>{_CLOCK})|(?P<zone>{_ZONE})|(?P<fresh>(?:{_FRESH})\b\s*:?)|(?P<first>(?:{_FIRST})\b\s*:?)"
    rf"|(?P<weekday>\b{_NAMED_DAY}\b)|(?P<gap>[\s,;|/•·—–()\[\].-]+)",
    re.IGNORECASE,
)
# Longer lines hold sentences. Each line of an article's head is tried, so the limit keeps that cheap as well.
_HEADER = 200  # characters of a line that is nothing but days and their labels
_UNITS = {"y": "Y", "mo": "M", "w": "W", "d": "D"}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_COUNTS |= {"nine": 9, "ten": 10}

_CAP = r"[^\W\d_a-z][\w.'’-]*"  # a word with a capital, of any script that has them
# Two to five words with capitals, particles before or within: fewer is a place, more a list.
_PERSON = rf"(?:(?:de|van|von|der|al|el|bin|da|di|du|la|le)\s)*{_CAP}(?:\s+(?:[a-z]{{1,3}}\s+){{0,2}}{_CAP}){{1,4}}"
# Behind the names stand, each once and in this order: an outlet in brackets, a role or a place, an address.
_BYLINE = re.compile(
    r"(?:(?:Written|Reported|Story|Text|Words)\s+[Bb]y|By|BY):?\s+(?:(?:Dr|Prof|Professor|DR|PROF)\.?\s+)?"
    rf"(?P<who>{_PERSON}(?:(?:,\s+{_PERSON})*(?:,?\s+(?:and|AND)\s+|\s*&\s*){_PERSON})?)"
    r"(?:\s*[(\[][^()\[\]]{1,40}[)\]])?"
    r"(?:(?:\s*[;,|/•·–—-]\s*|\s+(?i:in|of|for|at)\s+)[^.!?@]{1,60})?"
    r"(?:[\s,|(<\[]{1,3}[\w.+-]{1,60}@[\w.-]{1,80}[)>\]]?)?\.?"
)
_CREDIT = re.compile(
    r"\(?(?:additional |further |other |with )?"
    r"(?:reporting|reported|writing|written|editing|edited|compiled|compilation|translated|translation)"
    r"(?: and (?:reporting|writing|editing))?(?: for [^;:.]{2,40})? by\b.{2,400}",
    re.IGNORECASE | re.DOTALL,
)
_WRITER = re.compile(
    r"(?i:\b(?:writing|written|(?<!additional )(?<!further )reporting|reported)(?: and \w+)? by) "
    rf"(?P<who>{_PERSON})"
)
# A hyphen needs a blank before it, or "Saint-Denis" would be a place and a story; longer dashes do not.
_DASH = r"(?:\s+[-‐‑–—―]{1,3}\s*|\s*[–—―_]+\s*|\s*-{2,3}\s*)"
# What follows the dash must begin as a sentence does: within one a dash is followed by small letters.
_OPENING = r"(?=[\"'“‘(\[<]*[^\W\d_a-z])"
_URGENT = r"(?:[*•#>]{1,8}\s?)?"  # wires set marks before stories that could not wait
# After a place and a comma stands its state or country; a month or a weekday there is the day of the dateline.
_NO_DAY = rf"(?!(?i:(?:{'|'.join(MONTHS)})[a-z]*\.?\s+\d|{_NAMED_DAY}))"
_PLACE = (
    r"(?P<place>[^\W\d_a-z][A-ZÀ-ÖØ-Þ.'’]+(?:[ /-]{1,3}[A-ZÀ-ÖØ-Þ.'’]{2,}){0,4}"
    rf"(?:,\s+{_NO_DAY}{_CAP}(?:\s+{_CAP}){{0,3}})?)"
)
_AGENCY = r"\((?P<agency>[^\W\d_][\w./&’' -]{1,39})\)"
_DATELINE = re.compile(
    rf"{_URGENT}{_PLACE}(?:[,.]\s+(?P<when>(?i:{DAY}|{_NAMED_DAY})))?(?:[,.]?\s*{_AGENCY})?{_DASH}{_OPENING}"
)
# After a day a colon does as well: "LARVIK, May 3: ".
_COLON = re.compile(rf"{_URGENT}{_PLACE}[,.]\s+(?P<when>(?i:{DAY}|{_NAMED_DAY}))(?:[,.]?\s*{_AGENCY})?\s?:\s{_OPENING}")
# The same in ordinary letters ("Oslo, Norway (Agency) - "), which many a sentence with a dash in it resembles.
_MIXED = re.compile(
    rf"(?P<place>{_CAP}(?:\s{_CAP}){{0,3}}(?:,\s+{_NO_DAY}{_CAP}(?:\s{_CAP}){{0,3}})?)"
    rf"(?:,\s+(?P<when>(?i:{DAY}|{_NAMED_DAY})))?(?:\s*{_AGENCY})?{_DASH}{_OPENING}"
)
_AGENCY_FIRST = re.compile(rf"(?:{_AGENCY}|(?P<bare>[^\W\d_][\w./&-]*(?:\s[^\W\d_][\w./&-]*){{0,3}})){_DASH}{_OPENING}")
_COPYRIGHT = re.compile(
    r"(?:(?:(?i:copyright)|©|\([cC]\))\s*){1,4}(?:[12]\d{3}(?:\s*[-–]\s*[12]\d{3})?,?\s+)?(?:by\s+)?"
    r"(?P<who>[^\W\d_a-z][\w&’' -]{1,60}?)"
    r"(?=\s*(?:[.,;|(]|(?i:all rights|privacy|terms|cookie|contact|about)|[12]\d{3}|$))"
)
_APP = re.compile(r"\b[Dd]ownload\s+(?:the|our)\s+(?P<who>[A-Z0-9][\w&’' .-]{1,40}?)\s+app\b")
_LOWER = re.compile(r"\b[^\W\d_A-Z]{2,}")
_CORPORATE = re.compile(
    r"(?<![\s,])[\s,]++(?:ltd|inc|llc|plc|corp|co|gmbh|limited|corporation|company)\b\.?$", re.IGNORECASE
)


class Header(Struct, frozen=True):
    """A line that is nothing but days, times and ages. `spans` are the days that are the article's own."""

    spans: tuple[Span, ...]
    clues: tuple[DayClue, ...]


class Dateline(Struct, frozen=True):
    """The opening of a wire story: `LARVIK, Norway, May 3 (Agency) - `; `end` is where the story's words begin."""

    end: int
    place: str | None
    agency: str | None
    clue: DayClue | None


@cache
def agencies() -> dict[str, str]:
    """The world's news agencies: from their case-folded names to the names as they are commonly written."""
    return {str(name).casefold(): str(name) for name in shipped_yaml(__package__, "agencies.yaml")}


def header_of(text: str, span: Span) -> Header | None:
    """The days of a header line, or None where the line holds anything but days, times, ages and their labels.

    A day after "last updated" and the like is the page's, not the article's: it gives no clue and no span.
    """
    if span.end - span.start > _HEADER:
        return None
    spans: list[Span] = []
    clues: list[DayClue] = []
    at, fresh, whole = span.start, False, False
    while at < span.end:
        match = _PIECE.match(text, at, span.end)
        if not match or match.end() == at:
            return None
        at = match.end()
        if match["fresh"] or match["first"]:
            fresh, whole = bool(match["fresh"]), True
        elif match["age"]:
            whole = True
            clues.extend(_age_clue(match))
        elif match["day"]:
            value = day_value(match)
            whole = True
            if value and not fresh:
                spans.append(Span(*match.span("day")))
                clues.append(DayClue("header", value, spans[-1], f"the header line says {match['day'].strip()!r}"))
        elif match["clock"]:
            whole = True
    return Header(tuple(spans), tuple(clues)) if whole else None


def _age_clue(match: re.Match[str]) -> list[DayClue]:
    unit = next((code for start, code in _UNITS.items() if match["unit"].lower().startswith(start)), None)
    count = _COUNTS.get(match["count"].lower()) or (int(match["count"]) if match["count"].isdigit() else None)
    if unit is None or count is None or match["unit"].lower().startswith("min"):
        return []
    why = f"the page called itself {match['age']!r} when it was saved"
    return [DayClue("age", f"-P{count}{unit}", Span(*match.span("age")), why)]


def byline_of(paragraph: str) -> str | None:
    """The writers named by a byline such as `By Ann Lee and Bo Ek, Daily Star`, None where the line is no byline."""
    match = _BYLINE.fullmatch(paragraph) if len(paragraph) <= 160 else None
    return " ".join(match["who"].split()) if match else None


def is_credit(paragraph: str) -> bool:
    """Whether a paragraph is a wire's credit line: `Additional reporting by …; Editing by …`."""
    return len(paragraph) <= 420 and bool(_CREDIT.fullmatch(paragraph))


def writer_of(credit: str) -> str | None:
    """Who wrote, by a credit line."""
    match = _WRITER.search(credit)
    return " ".join(match["who"].split()) if match else None


def dateline_of(text: str, span: Span) -> Dateline | None:
    """The dateline that a paragraph opens with, if any."""
    head = min(span.end, span.start + FIELD)
    match = _DATELINE.match(text, span.start, head) or _COLON.match(text, span.start, head)
    if not match:
        match = _MIXED.match(text, span.start, head)
        match = match if match and (match["agency"] or match["when"]) else None
    if match and not (
        _is_agency(match["agency"]) and _LOWER.search(text, match.end(), min(span.end, match.end() + 80))
    ):
        return None  # a headline in capitals, or a bracket that holds something else
    if match:
        place, agency = match["place"], match["agency"]
        if not agency and not match["when"] and place.casefold() in agencies():
            return Dateline(match.end(), None, agencies()[place.casefold()], None)
        return Dateline(match.end(), " ".join(place.split()), _common(agency), _dateline_clue(match))
    match = _AGENCY_FIRST.match(text, span.start, head)
    if match and (_is_agency(match["agency"]) if match["agency"] else match["bare"].casefold() in agencies()):
        return Dateline(match.end(), None, _common(match["agency"] or match["bare"]), None)
    return None


def _is_agency(name: str | None) -> bool:
    """Whether brackets in a dateline may hold an agency: a known one, or a name with a capital."""
    return name is None or name[0].isupper() or name.casefold() in agencies()


def _common(agency: str | None) -> str | None:
    return agencies().get(agency.casefold(), agency) if agency else None


def _dateline_clue(match: re.Match[str]) -> DayClue | None:
    if not match["when"] or not any(match[name] for name in ("iso", "d1", "d2", "y3", "y4", "y5")):
        return None
    value = day_value(match)
    if value is None:
        return None
    return DayClue("dateline", value, Span(*match.span("when")), f"the dateline says {match['when']!r}")


def outlet_of(line: str) -> str | None:
    """The outlet that a copyright line or an app's plea names."""
    match = _COPYRIGHT.search(line) or _APP.search(line)
    if not match:
        return None
    name = " ".join(match["who"].split())
    return _CORPORATE.sub("", name) or None
