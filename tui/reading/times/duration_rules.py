"""Rules for durations, frequencies and vague references: "the past two weeks", "every month", "now"."""

from __future__ import annotations

from tui.reading.times.relative_rules import count_of, duration_value
from tui.reading.times.rule import Hit, Rule, RuleReading, Said, rule

_TOWARD = {"past": "past", "last": "past", "previous": "past", "next": "next", "coming": "next", "following": "next"}


def _duration(hit: Hit) -> Said:
    count = count_of(hit)
    unit = hit.value("u")
    if hit.has("one") and not _stands_alone(hit):
        return None
    if count is not None and count > 100_000_000:
        return None
    token = hit.token("toward")
    toward = _TOWARD.get(token.category, "") if token else ""
    hyphened = any(token.category == "hyphen" for token in hit.inside("how"))
    group = "bare" if hyphened and hit.has("det") else ""
    return RuleReading("DURATION", f"DUR:{duration_value(count, unit)}:{toward}", group)


def _stands_alone(hit: Hit) -> bool:
    """Whether "a year" is a length: not a rate ("$2 million a year"), not a kind ("a fiscal year")."""
    before = hit.before
    if before is not None and (before.category in {"num", "numword", "year", "scale", "money"}):
        return False
    return not any(token.category in {"fiscal", "calendar"} for token in hit.inside("how"))


def _vague(hit: Hit) -> Said:
    unit = hit.value("u")
    return RuleReading("DURATION", f"DUR:{duration_value(None, unit)}:")


def _plural(hit: Hit) -> Said:
    """ "for months"."""
    return RuleReading("DURATION", f"DUR:{duration_value(None, hit.value('u'))}:", "x")


def _two_lengths(hit: Hit) -> Said:
    """ "six and nine months": two lengths that share their unit."""
    unit = hit.value("u")
    one, two = (duration_value(hit.number(group), unit) for group in ("n", "n2"))
    return [RuleReading("DURATION", f"DUR:{one}:", "one"), RuleReading("DURATION", f"DUR:{two}:", "two")]


def _and_a_half(hit: Hit) -> Said:
    unit = hit.value("u")
    if unit in {"hour", "year"}:
        return RuleReading("DURATION", "DUR:PT90M:" if unit == "hour" else "DUR:P18M:")
    return RuleReading("DURATION", f"DUR:{duration_value(1.5, unit)}:")


def _refuse(hit: Hit) -> Said:
    """An age: no date. The match keeps other rules from taking a part of it."""
    return []


def _fraction(hit: Hit) -> Said:
    """ "a quarter of the market", "quarter-to-quarter": no date either."""
    return [] if hit.value("u") == "quarter" else None


def _these_days(hit: Hit) -> Said:
    last = hit.last("u")
    return _now(hit) if last is not None and last.value == "day" else None


def _at_that_time(hit: Hit) -> Said:
    return RuleReading("DATE", "REF:PAST_REF", "x")


def _one(hit: Hit) -> Said:
    """ "within a year", "the year ended …", "an hour"."""
    return RuleReading("DURATION", f"DUR:{duration_value(1, hit.value('u'))}:", "x" if hit.has("x") else "")


def _recent(hit: Hit) -> Said:
    return RuleReading("DATE", "REF:PAST_REF")


def _coming(hit: Hit) -> Said:
    return RuleReading("DATE", "REF:FUTURE_REF")


def _every(hit: Hit) -> Said:
    count = count_of(hit) or 1
    if hit.has("other"):
        count = 2
    return RuleReading("SET", f"SET:{duration_value(count, hit.value('u'))}")


def _every_part(hit: Hit) -> Said:
    return RuleReading("SET", f"SET:XXXX-XX-XXT{hit.value('t')}")


def _adverb(hit: Hit) -> Said:
    """ "paid monthly", not "a monthly dividend": the parse has told adverbs from adjectives."""
    return RuleReading("SET", f"SET:{hit.value('v')}")


def _every_season(hit: Hit) -> Said:
    if hit.has("s"):
        return RuleReading("SET", f"SET:XXXX-{hit.value('s')}")
    return RuleReading("SET", f"SET:XXXX-{int(hit.value('m')):02}")


def _rate(hit: Hit) -> Said:
    """ "three times a week", "$2 a year"."""
    return RuleReading("SET", f"SET:{duration_value(1, hit.value('u'))}", "x" if hit.has("x") else "")


def _now(hit: Hit) -> Said:
    return RuleReading("DATE", "REF:PRESENT_REF")


_UNIT = "(?P<u>{unit}|{units}|{yr}|{qtr})"
_MORE = "(?:{more}|{further}|{trading}|{full}|{fiscal}|{calendar})?"

RULES: tuple[Rule, ...] = (
    rule("two weeks", "{APPROX}?{COUNT}(?P<how>" + _MORE + "{hyphen}?)" + _UNIT + "(?:{or}{so}|{or}{num})?", _duration),
    rule("six and nine months", "(?P<one>(?P<n>{num})){and}(?P<two>(?P<n2>{num})(?P<u>{units}))", _two_lengths),
    rule("five-year-old", "{APPROX}?{a}?{num}{hyphen}?{UNITS}{hyphen}?{old}", _refuse),
    rule(
        "three-quarters",
        "{APPROX}?{a}?{num}?{hyphen}?(?P<u>{units}|{qtr})(?:{of}|{hyphen}{to}{hyphen}{qtr})",
        _fraction,
    ),
    rule(
        "the past two weeks",
        "{APPROX}?(?:{every}{of})?(?P<det>{the}|{these}|{those}|{a})?(?P<bare>(?P<toward>{past}|{last}|{next}|{coming}|"
        "{previous}|{following}|{ord}|{recent}|{final}|{remaining})?{COUNTED}(?P<how>"
        + _MORE
        + "{hyphen}?)"
        + _UNIT
        + ")",
        _duration,
    ),
    rule("a year and a half", "{APPROX}?{a}(?P<u>{unit}|{yr}){and}{a}{half}", _and_a_half),
    rule("months", "(?:{in}|{for}|{after}|{before}|{over})(?P<x>(?P<u>{units}))", _plural),
    rule("months or years", "(?P<u>{units}){or}{units}", _vague),
    rule("the weeks ahead", "{the}(?P<u>{units}){ahead}", _vague),
    rule("an hour", "{APPROX}{a}(?P<u>{unit}|{yr}|{qtr})", _one),
    rule("recent years", "(?:{the}?(?:{recent}|{past}|{last}|{previous})(?P<u>{units})(?:{and}{units})?)", _recent),
    rule("coming years", "(?:{the}|{these})?(?:{coming}|{next}|{future}|{following})(?P<u>{units})", _coming),
    rule(
        "every month",
        "{every}(?P<other>{otherday})?(?:(?P<n>{num}))?(?P<u>{unit}|{units}|{yr}|{qtr})(?!{hyphen})",
        _every,
    ),
    rule("every morning", "{every}(?P<t>{daypart})", _every_part),
    rule("every summer", "{every}(?:(?P<s>{season})|(?P<m>{month}))", _every_season),
    rule("twice a week", "(?:{num}?{times})(?:{a}|{per})(?P<u>{unit}|{yr}|{qtr})", _rate),
    rule("monthly", "(?P<v>{adverb})", _adverb),
    rule("now", "{now}(?!{hyphen})", _now),
    rule("these days", "{these}(?P<u>{units})", _these_days),
    rule("at present", "{at}(?:{present}|{the}{moment})|{the}{present}{time}?", _now),
    rule("recently", "{more}?{recently}", _recent),
    rule("recent", "{recent}", _recent),
    rule("soon", "{soon}(?!{after}|{hyphen})", _coming),
    rule("the future", "(?:{the}{near}?{future}|{near}{future}|{the}{near}{hyphen}?{term})(?!{of})", _coming),
    rule("the past", "{the}{recent}?{past}(?!{num}|{few}|{ord})", _recent),
    rule("at that time", "{at}(?P<x>{that}{time}|{the}{time})", _at_that_time),
)
