"""Rules for what the calendar names: dates, months, weekdays, seasons, quarters, years, decades, clock times."""

from __future__ import annotations

from tui.reading.times.formula import Step, step
from tui.reading.times.lexicon import MONTHS
from tui.reading.times.rule import (
    Hit,
    Rule,
    RuleReading,
    Said,
    date_of,
    direction,
    narrated,
    part_steps,
    rule,
    unit_step,
)


def _year(hit: Hit, group: str = "y") -> str:
    """The year that a group holds, "'98" being 1998."""
    token = hit.token(group)
    if token is None:
        return ""
    if token.category == "short":
        return _whole_year(token.value[1:])
    return token.value


def _month_day(hit: Hit, day: int) -> list[Step] | None:
    if not 1 <= day <= 31 or "." in hit.value("d"):  # "May 19.25" is no day
        return None
    year = _year(hit)
    check = [step("CHK", hit.value("w"))] if hit.has("w") else []
    if year:
        return [step("Y", year), step("M", hit.value("m")), step("D", day), *check]
    ended = hit.before is not None and hit.before.word == "ended"
    return [step("MD", f"{hit.value('m')}-{day}", "last" if ended else direction(hit)), *check]


def _date(hit: Hit) -> Said:
    steps = _month_day(hit, hit.number("d"))
    if steps is None:
        return None
    steps += part_steps(hit)
    if hit.has("t"):
        steps.append(step("T", hit.value("t")))
    return date_of(*steps)


def _two_days(hit: Hit) -> Said:
    """ "May 6 to 9": two expressions that share their month."""
    first, second = _month_day(hit, hit.number("d")), _month_day(hit, hit.number("d2"))
    if first is None or second is None:
        return None
    one, two = date_of(*first), date_of(*second)
    return [RuleReading("DATE", one.formula, "one"), RuleReading("DATE", two.formula, "two")]


def _numeric(hit: Hit) -> Said:
    text = hit.value("iso")
    if any(map(str.isalpha, text)):  # "07-Mar-27"
        day, name, year = text.split("-")
        month = str(MONTHS[name])
        if len(year) == 2:
            year = _whole_year(year)
    elif "-" in text:
        year, month, day = text.split("-")
    else:
        month, day, year = text.replace(".", "/").split("/")
        if "." in text or int(month) > 12:  # dots: day first, as in Europe
            month, day = day, month
        if len(year) == 2:
            year = _whole_year(year)
    return date_of(step("Y", year), step("M", int(month)), step("D", int(day)))


def _whole_year(two: str) -> str:
    """ "98" as 1998, "14" as 2014: up to 30 of this century."""
    return str(1900 + int(two) if int(two) > 30 else 2000 + int(two))


def _part_of_date(hit: Hit) -> Said:
    """ "the evening of 3 May 1998"."""
    steps = _month_day(hit, hit.number("d"))
    return None if steps is None else date_of(*steps, step("T", hit.value("t")), *part_steps(hit))


def _week_of(hit: Hit) -> Said:
    """ "the week of 12 June": the week in which the day lies."""
    steps = _month_day(hit, hit.number("d"))
    return None if steps is None or hit.value("u") != "week" else date_of(*steps, step("WK"))


def _weekday_week(hit: Hit) -> Said:
    """ "Friday week", as the British say it: the Friday after the coming one."""
    return RuleReading("DATE", f"W:{hit.value('w')}:week", "x") if hit.value("u") == "week" else None


def _relative_year(hit: Hit) -> list[Step]:
    """The year of "last year's third quarter", "July this year", "the 1988 quarter"; empty where none is said."""
    if hit.has("y"):
        return [step("Y", _year(hit))]
    if hit.has("reldir"):
        return [unit_step("year", direction(hit, "reldir"))]
    if hit.has("yago"):
        return [step("AGO", -1, "year", "pub")]
    return []


def _month(hit: Hit) -> Said:
    year = _relative_year(hit)
    parts = part_steps(hit)
    if year:
        return date_of(*year, step("M", hit.value("m")), *parts)
    return date_of(step("M", hit.value("m"), narrated(hit)), *parts)


def _season(hit: Hit) -> Said:
    year = _relative_year(hit)
    if year:
        return date_of(*year, step("S", hit.value("s")), *part_steps(hit))
    return date_of(step("S", hit.value("s"), narrated(hit)), *part_steps(hit))


def _weekday(hit: Hit) -> Said:
    steps = [step("W", hit.value("w"), narrated(hit))]
    if hit.has("week"):
        steps = [unit_step("week", direction(hit, "week")), step("W", hit.value("w"))]
    if hit.has("t"):
        steps.append(step("T", hit.value("t")))
    return date_of(*steps, *part_steps(hit))


def _weekday_of_week(hit: Hit) -> Said:
    return _weekday(hit) if hit.value("u") == "week" else None


def _weekdays(hit: Hit) -> Said:
    return RuleReading("SET", f"SET:XXXX-WXX-{hit.value('w')}")


def _year_alone(hit: Hit) -> Said:
    return date_of(step("Y", _year(hit)), *part_steps(hit))


def _short_year(hit: Hit) -> Said:
    return RuleReading("DATE", f"Y:{_year(hit)}", "x")


def _years(hit: Hit) -> Said:
    """ "1998-99", "between 1914 and 18": the second year has its century from the first."""
    first, second = hit.value("y"), hit.value("y2")
    if len(second) == 2:
        second = first[:2] + second
    if int(second) <= int(first):
        return None
    return [RuleReading("DATE", f"Y:{first}", "one"), RuleReading("DATE", f"Y:{second}", "two")]


def _decade(hit: Hit) -> Said:
    value = hit.value("dec")
    if hit.has("decword"):
        value = f"19{hit.value('decword')}"
    return date_of(step("DEC", value), *part_steps(hit))


def _century(hit: Hit) -> Said:
    if hit.value("u") != "century":
        return None
    return date_of(step("CEN", max(0, hit.number("o") - 1)), *part_steps(hit))


def _quarter(hit: Hit) -> Said:
    number = int(hit.value("q") or hit.number("o"))
    if number == -1:
        number = 4
    if not 1 <= number <= 4:
        return None
    year = _relative_year(hit)
    return date_of(*year, step("Q", number, "" if year else direction(hit)), *part_steps(hit))


def _quarter_of(hit: Hit) -> Said:
    """ "the 1988 quarter", "last year's quarter", "the year-ago period": the quarter spoken of, in another year."""
    said = date_of(*_relative_year(hit), step("SAME", "quarter"))
    return RuleReading("DATE", said.formula, "x") if hit.has("x") else said


def _quarter_alone(hit: Hit) -> Said:
    """ "the third quarter"; where a hyphen makes it a modifier, "the" belongs to the noun: "the third-quarter loss"."""
    said = _quarter(hit)
    hyphened = any(token.category == "hyphen" for token in hit.inside("x"))
    if isinstance(said, RuleReading) and hyphened and hit.has("the") and not part_steps(hit):
        return RuleReading(said.type, said.formula, "x")
    return said


def _year_end(hit: Hit) -> Said:
    """ "year-end", "the year's end": the last day of the year."""
    if hit.word("edge") not in {"end", "close"}:
        return None
    year = _relative_year(hit) or [step("U", "year", 0, "pub")]
    return date_of(*year, step("M", 12), step("D", 31))


def _quarters_as_half(hit: Hit) -> Said:
    """ "the first two quarters of 1990": a half of the year, six months."""
    if hit.token("n") is None or hit.number("n") != 2:
        return None
    return _half(hit)


def _half(hit: Hit) -> Said:
    first = hit.word("o") in {"first", "1st", "opening"}
    year = _relative_year(hit)
    return date_of(*year, step("H", 1 if first else 2, "" if year else direction(hit)))


def _holiday(hit: Hit) -> Said:
    year = _relative_year(hit)
    if year:
        return date_of(*year, step("HOL", hit.value("h")))
    return date_of(step("HOL", hit.value("h"), direction(hit)))


def clock(hit: Hit) -> str:
    """The clock time of a hit as TIMEX3 writes it, empty where it is no time of day."""
    word = hit.word("noon")
    if word:
        return "12:00" if word == "noon" else "24:00"
    text = hit.value("clock") or hit.value("hour")
    hour, _, minute = text.partition(":")
    if not hour.isdigit() or (minute and not minute[:2].isdigit()):
        return ""
    hours, minutes = int(hour), int(minute[:2]) if minute else 0
    half = hit.value("half")
    if half and not 1 <= hours <= 12:
        return ""
    if half == "p" and hours < 12:
        hours += 12
    if half == "a" and hours == 12:
        hours = 0
    return f"{hours:02}:{minutes:02}" if hours <= 24 and minutes < 60 else ""


def _two_months(hit: Hit) -> Said:
    """ "July and August 1905": the year is that of both; "December to January 1906" turns it."""
    year, one, two = int(hit.number("y")), int(hit.number("m")), int(hit.number("m2"))
    first, second = (f"Y:{year - (one > two)}|M:{one}", f"Y:{year}|M:{two}")
    return [RuleReading("DATE", first, "one"), RuleReading("DATE", second, "two")]


def _of_era(hit: Hit) -> Said:
    """ "218 BC": no calendar of ours has it, so that only its value is told."""
    if hit.word("era") not in {"bc", "bce"} or not 0 < hit.number("n") < 10_000:
        return None
    return RuleReading("DATE", f"REF:BC{int(hit.number('n')):04}")


def _time(hit: Hit) -> Said:
    """A clock time, on the day beside it or on the day spoken of."""
    time = clock(hit)
    if not time:
        return None
    if hit.has("w"):
        day = [step("W", hit.value("w"), direction(hit))]
    elif hit.has("m"):
        steps = _month_day(hit, hit.number("d"))
        if steps is None:
            return None
        day = steps
    elif hit.has("today"):
        day = [step("U", "day", {"yesterday": -1, "tomorrow": 1}.get(hit.word("today"), 0), "pub")]
    else:
        day = [step("U", "day", 0, "ref")]
    return date_of(*day, step("T", time))


_ZONE = "(?:{open}?{zone}{zone}?|{local}{time})"
_TIME = "{approx}?(?:(?:(?P<clock>{clock})|(?P<hour>{num}))(?P<half>{ampm})|(?P<noon>{noon}))" + _ZONE + "?"
_YEAR = "(?P<y>{year}|{short})"
_OF_YEAR = "(?:{comma}?{of}?{the}?(?:{fiscal}|{calendar})?(?:" + _YEAR + "|{REL}{yr}))"
_YEARS = (
    "(?:{the}?(?:(?P<y>{year})|{REL}{fiscal}?{yr}{possessive}|{comparable}?(?P<yago>{yr}{hyphen}?(?:{ago}|{earlier}))))"
)
_QUARTER = "(?:{fiscal}{hyphen}?)?(?:(?P<o>{ord}|{final}){hyphen}?{qtr}|(?P<q>{quarters}))"
_DAY_OF_MONTH = {
    "day first": "{the}?(?P<d>{DAY}){of}?(?P<m>{month})",
    "month first": "(?P<m>{month}){the}?(?P<d>{DAY})",
}
_NOT_COUNTED = "(?!{hyphen}?(?:{unit}|{units}|{yr}|{qtr}))"

RULES: tuple[Rule, ...] = (
    rule(
        "month day",
        "{PART}?(?:(?:{this}|{next}|{last})?{coming}?(?P<w>{weekday}){comma}?{the}?)?(?P<m>{month}){the}?(?P<d>{DAY})"
        "(?:{comma}?" + _YEAR + ")?(?P<t>{daypart})?" + _NOT_COUNTED,
        _date,
    ),
    rule(
        "day month",
        "{PART}?(?:(?P<w>{weekday}){comma}?)?{the}?(?P<d>{DAY}){of}?(?P<m>{month})(?:{comma}?" + _YEAR + ")?",
        _date,
    ),
    rule(
        "month, two days",
        "(?P<one>(?P<m>{month})(?P<d>{DAY}))(?:{to}|{hyphen}|{dash}|{and}|{or})(?P<two>(?P<d2>{DAY})(?:{comma}?"
        + _YEAR
        + ")?)"
        + _NOT_COUNTED,
        _two_days,
    ),
    rule(
        "two days, month",
        "(?P<one>(?P<d>{DAY}))(?:{to}|{hyphen}|{dash}|{and})(?P<two>(?P<d2>{DAY})(?P<m>{month})(?:{comma}?"
        + _YEAR
        + ")?)",
        _two_days,
    ),
    rule("numeric date", "(?P<iso>{iso}|{slash})", _numeric),
    *(
        rule(
            f"part of a date, {order}",
            "{PART}?{the}?(?P<t>{daypart})(?:{of}|{on}|{comma})(?:(?P<w>{weekday}){comma}?)?"
            + date
            + "(?:{comma}?"
            + _YEAR
            + ")?",
            _part_of_date,
        )
        for order, date in _DAY_OF_MONTH.items()
    ),
    *(
        rule(f"week of a date, {order}", "{the}?(?P<u>{unit}){of}" + date + "(?:{comma}?" + _YEAR + ")?", _week_of)
        for order, date in _DAY_OF_MONTH.items()
    ),
    rule("Friday week", "{on}?(?P<x>(?P<w>{weekday})(?P<u>{unit}))", _weekday_week),
    rule("month and year", "{PART}?(?P<m>{month})" + _OF_YEAR, _month),
    rule(
        "two months and a year",
        "(?P<one>(?P<m>{month}))(?:{and}|{or}|{to}|{hyphen}|{dash})(?P<two>(?P<m2>{month}){comma}?(?P<y>{year}))",
        _two_months,
    ),
    rule("year before Christ", "{the}?{yr}?(?P<n>{num}|{year})(?P<era>{era})", _of_era),
    rule("year's month", "{PART}?{REL}{yr}{possessive}(?P<m>{month})", _month),
    rule("month", "{PART}?{DIRECTION}?(?P<m>{month})", _month),
    rule("season and year", "{PART}?{the}?(?P<s>{season})" + _OF_YEAR, _season),
    rule("year's season", "{PART}?" + _YEARS + "(?P<s>{season})", _season),
    rule("season", "{PART}?{the}?{DIRECTION}?(?P<s>{season})", _season),
    rule("weekday", "{PART}?(?:{the}?{DIRECTION})?(?P<w>{weekday})(?:{hyphen}?(?P<t>{daypart}))?", _weekday),
    rule("weekday of week", "(?P<w>{weekday}){of}?(?P<week>(?:{last}|{this}|{next}))(?P<u>{unit})", _weekday_of_week),
    rule("weekdays", "(?P<w>{weekdays})", _weekdays),
    rule("every weekday", "{every}(?:{otherday})?(?P<w>{weekday})(?:{daypart})?", _weekdays),
    rule("year", "{PART}?(?:{the}{yr}|{fiscal}{yr}?|{calendar}{yr}?)?" + "(?P<y>{year})", _year_alone),
    rule("short year", "(?:{in}|{of}|{fiscal})(?P<x>(?P<y>{short}))", _short_year),
    rule("years", "(?P<one>(?P<y>{year}))(?:{hyphen}|{dash}|{stroke})(?P<two>(?P<y2>{year}|{num}))", _years),
    rule("decade", "{PART}?{the}?{PART2}?(?P<dec>{decade})", _decade),
    rule("decade in words", "{PART}?{the}{PART2}?(?P<decword>{decades})", _decade),
    rule("century", "{PART}?{the}?{PART2}?(?P<o>{ord}){hyphen}?(?P<u>{unit})", _century),
    rule("quarter and year", "{PART}?{the}?" + _QUARTER + _OF_YEAR, _quarter),
    rule("year's quarter", "{PART}?" + _YEARS + "{comparable}?" + _QUARTER, _quarter),
    rule("quarter", "{PART}?(?P<the>{the})?(?P<x>" + _QUARTER + ")", _quarter_alone),
    rule("quarter of another year", _YEARS + "(?:{qtr}|{period})", _quarter_of),
    rule(
        "comparable quarter",
        "{the}(?:{comparable}|{same})(?:{qtr}|{period})(?:{of}?(?:"
        + _YEAR
        + "|{REL}{yr}|(?P<yago>{a}{yr}(?:{ago}|{earlier}))))",
        _quarter_of,
    ),
    rule("year-ago", "{a}?(?P<x>(?P<yago>{yr}{hyphen}(?:{ago}|{earlier})))", _quarter_of),
    rule("the quarter a year ago", "{the}(?:{qtr}|{period})(?P<yago>{a}{yr}(?:{ago}|{earlier}))", _quarter_of),
    rule("year-end", "{approx}?(?:(?P<y>{year})|{REL})?{yr}(?:{hyphen}|{possessive})?(?P<edge>{edge})", _year_end),
    rule("half of year", "{the}?(?P<o>{ord}|{last}|{later}|{final}){hyphen}?{half}" + _OF_YEAR, _half),
    rule("half", "(?:{the}|{its})(?P<o>{ord}){half}(?!{of})", _half),
    rule("year's half", _YEARS + "(?P<o>{ord}){half}", _half),
    rule("two quarters", "{the}?(?P<o>{ord}|{last})(?P<n>{num}){units}" + _OF_YEAR, _quarters_as_half),
    rule("holiday and year", "(?P<h>{holiday}){comma}?" + "(?:{of}?(?P<y>{year})|{REL}{yr})", _holiday),
    rule("holiday", "(?:{DIRECTION})?(?P<h>{holiday})", _holiday),
    rule("time, day", _TIME + "(?:{on}|{comma}|{the})*{DIRECTION}?(?P<w>{weekday})", _time),
    rule("time, date", _TIME + "(?:{on}|{comma})?(?P<m>{month})(?P<d>{DAY})(?:{comma}?" + _YEAR + ")?", _time),
    rule("time, today", _TIME + "{comma}?(?P<today>{today})", _time),
    rule("clock, day", "(?P<clock>{clock}){zone}(?:{on}|{comma})*{DIRECTION}?(?P<w>{weekday})", _time),
    rule(
        "clock, date",
        "(?P<clock>{clock}){zone}?(?:{on}|{comma})?(?P<m>{month})(?P<d>{DAY})(?:{comma}?" + _YEAR + ")?",
        _time,
    ),
    rule(
        "clock, day first",
        "(?P<clock>{clock})(?P<half>{ampm})?"
        + _ZONE
        + "?(?:{on}|{comma})"
        + _DAY_OF_MONTH["day first"]
        + "(?:{comma}?"
        + _YEAR
        + ")?",
        _time,
    ),
    rule("clock, today", "(?P<clock>{clock}){zone}(?P<today>{today})", _time),
    rule("weekday, time", "{DIRECTION}?(?P<w>{weekday})(?:{at}|{comma})" + _TIME, _time),
    rule("today, time", "(?P<today>{today})(?:{at}|{comma})" + _TIME, _time),
    rule("time", _TIME, _time),
    rule("bare clock", "(?P<clock>{clock})(?={zone})", _time),
)
