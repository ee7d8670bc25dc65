"""Numbers that could be years and are none: "some 2010 people", "1850 tonnes", "GTX 1660", "1130 GMT", "A/59/2005"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.reading.times.lexicon import CATEGORY, ZONES

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

# What numbers a thing and no year: "No. 14-1418", "Resolution 1970", "flight 1549".
_NUMBERED = re.compile(
    r"(?:\bNos?\.\s?|#|§\s?|\b(?:number|resolution|flight|article|room|route|highway|section|order|regulation"
    r"|directive|page|line|case|docket|bill|unit|channel|decree|decision|circular|type|model|platform|apartment|bus|tram"
    r"|train|gate|seat|lot|suite|ward|form|patent|permit|licence|license|invoice|ticket|exhibit|paragraph|clause|rule"
    r"|chapter|locomotive|engine|asteroid|extension|figure|psalm|opus|series)\s{1,3})(?:\d{1,3}-)?\Z"
    r"|(?-i:(?<![\w/])[A-Z]{1,8}/(?:[\w.]{1,8}/){0,3})\Z",
    re.IGNORECASE,
)
# What right behind digits tells an amount or a number with its own year: "1200 million", "1500m", "1701 (2006)".
_AMOUNT = re.compile(
    r"[\s-]{0,2}(?:thousand|million|billion|trillion|mln|bln|mn|bn)\b(?!-)|[\s-]?(?:[ckm]?m|kg|cc|hp|[kmg]w|[kmg]W|kV|ft)\b"
    r"|\s{1,2}\((?:1[89]|20)\d\d\)"
)
_HHMM = r"(?:[01]\d|2[0-3])[0-5]\d"
_CLOCK = re.compile(_HHMM)
# "1130 GMT", "0730-0930 local time", "1800Z"; in words of hours only behind "at", since "1900 hours" may be worked.
_ZONED = rf"Z\b|\s?\(?(?:{'|'.join(ZONES).upper()})\b|\s(?:local|[A-Z]\w+) time\b"
_ON_THE_CLOCK = re.compile(
    rf"(?:\s?(?:to|and|until|or|-|–)\s?{_HHMM})?(?:\s?(?:hours|hrs))?(?:{_ZONED}|\s?\(?(?:gmt|utc)\b)"
)
_HOURS = re.compile(r"\s?(?:hours|hrs)\b")
_AMOUNTS = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT"})


def counts(parsed: Parsed, *, year: bool) -> bool:
    """Whether the number at a parsed token counts what follows; `year` where its digits could be a year's."""
    if year and (_behind_a_code(parsed) or _of_a_house(parsed) or _many(parsed) or _before_the_press(parsed)):
        return True
    amount = parsed.dep_ == "nummod" and parsed.head.i > parsed.i and parsed.ent_type_ in _AMOUNTS
    if amount and parsed.head.tag_ == "NNS":
        return True
    return year and _counted(parsed)


def numbers_a_thing(before: str, after: str) -> bool:
    """Whether four digits that could be a year number or measure a thing, by what stands right before and after them:
    "resolution 1701", "A/59/2005", "1200 million", "1500m"."""
    return _NUMBERED.search(before) is not None or _AMOUNT.match(after) is not None


def is_clock(digits: str, before: str, after: str) -> bool:
    """Whether four digits are hours and minutes, by what stands right before and after them."""
    if not _CLOCK.fullmatch(digits):
        return False
    at = before[-3:].lower() == "at " and _HOURS.match(after) is not None
    return at or _ON_THE_CLOCK.match(after) is not None


def _of_a_house(parsed: Parsed) -> bool:
    """ "1950 Lund Street", "1510 E. 63rd St.": a number before up to three capitalised words or ordinals of which the
    last is a street's."""
    for word in parsed.doc[parsed.i + 1 : parsed.i + 2 + _STREET_WORDS]:
        if not (word.text[:1].isupper() or _NTH.fullmatch(word.text)):
            return False
        if word.lower_.rstrip(".") in _STREETS:
            return bool(word.i > parsed.i + 1)
    return False


def _behind_a_code(parsed: Parsed) -> bool:
    """ "GTX 1660": four digits behind a name in capitals that lie in no century of news; "the GT 1950 costs": any that
    end what a determiner begins, but behind a place ("the UK 2015 election")."""
    before = parsed.doc[parsed.i - 1] if parsed.i else None
    if before is None or len(before.text) < 2 or not (before.text.isupper() and before.is_alpha):
        return False
    if parsed.text.isdigit() and not 1900 <= int(parsed.text) < 2100:
        return True
    ends = parsed.i + 1 < len(parsed.doc) and parsed.doc[parsed.i + 1].pos_ in {"VERB", "AUX", "PUNCT", "ADP"}
    return bool(ends and parsed.i > 1 and parsed.doc[parsed.i - 2].pos_ == "DET" and before.ent_type_ not in _PLACES)


def _many(parsed: Parsed) -> bool:
    """ "Police said 1900 were arrested", "there are 2020 of them": a year is one, and not of them."""
    after = parsed.doc[parsed.i + 1]
    if after.lower_ == "of" and parsed.i + 2 < len(parsed.doc):
        return parsed.doc[parsed.i + 2].lower_ in {"them", "these", "those", "us", "which", "whom"}
    return (
        after.lower_ in {"were", "are", "have"} and parsed.dep_ in {"nsubj", "nsubjpass"} and parsed.head.i > parsed.i
    )


def _before_the_press(parsed: Parsed) -> bool:
    """ "A 1400 seat hall", "1846 persons were", "1720 had been": what lies before 1900 is a year only where nothing is
    counted; years so old stand behind "in", "of", "the" and in brackets."""
    if not parsed.text.isdigit() or int(parsed.text) >= 1900:
        return False
    after, before = parsed.doc[parsed.i + 1], parsed.doc[parsed.i - 1] if parsed.i else None
    counting = parsed.dep_ in {"nummod", "compound"} and parsed.head.i > parsed.i
    if counting and parsed.ent_type_ in _AMOUNTS:
        return True
    if counting and parsed.head.tag_ == "NNS":
        return before is None or before.lower_ not in _OF_YEARS
    return after.lower_ in {"had", "have", "has"} and after.dep_ in {"aux", "auxpass"}


def _counted(parsed: Parsed) -> bool:
    """ "Some 2010 people", "won 1945 votes": a number right before what it counts, and after a verb or a word for
    "about"; "the 2010 elections" and "in 2010 sales rose" name a year."""
    after = parsed.doc[parsed.i + 1]
    things = after.tag_ == "NNS" and after.text.islower() and after.lower_ not in CATEGORY
    before = parsed.doc[parsed.i - 1] if parsed.i else None
    if before is None or not (things or after.lower_ in _MEASURES):
        return False
    if after.lower_ in _MEASURES and before.lower_ not in _OF_YEARS:
        return True
    return (
        before.lower_ in _ABOUT
        or before.pos_ in {"VERB", "AUX"}
        or (before.lower_ == "and" and parsed.dep_ == "nummod")
    )


_NTH = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_STREET_WORDS = 3  # of a street's name before the word for what it is
_STREETS = frozenset(
    {"street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "lane", "drive", "square", "terrace", "way"}
)
_PLACES = frozenset({"GPE", "LOC", "NORP"})
_ABOUT = frozenset({"some", "about", "around", "nearly", "almost", "over", "least", "most", "than", "roughly", "only"})
_OF_YEARS = frozenset({"in", "since", "the", "of", "by", "during", "until", "from", "for", "'s"})
_MEASURES = frozenset(
    {"kroner", "kronor", "yen", "yuan", "won", "baht", "rand", "tonnes", "tons", "miles", "km", "kilometres",
     "kilometers", "metres", "meters", "feet", "acres", "hectares", "litres", "liters", "kg", "mw", "people"}
)  # fmt: skip
