"""Rules for what is counted from elsewhere: "last week", "yesterday evening", "three days ago", "that year"."""

from __future__ import annotations

from tui.reading.times.calendar_rules import clock
from tui.reading.times.formula import Step, step
from tui.reading.times.rule import Hit, Rule, RuleReading, Said, date_of, direction, part_steps, rule, unit_step

_TODAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_FAR = 10_000  # units that no report counts back over
_SMALL = frozenset({"second", "minute", "hour"})


def _today(hit: Hit) -> Said:
    word = hit.word("day")
    steps = [step("U", "day", _TODAY[word], "pub")]
    if word == "tonight":
        steps.append(step("T", "NI"))
    elif hit.has("t"):
        steps.append(step("T", hit.value("t")))
    elif hit.has("before"):
        steps = [step("U", "day", 2 * _TODAY[word], "pub")]
    return date_of(*steps, *part_steps(hit))


def _unit(hit: Hit) -> Said:
    """ "last week", "the end of next month", "that year", "the current fiscal year"."""
    unit, toward = hit.value("u"), direction(hit)
    if unit in _SMALL:
        return None
    if hit.token("dir") and hit.word("dir") == "past" and unit != "weekend":
        return RuleReading("DATE" if unit == "year" else "DURATION", _past_unit(unit))
    if unit == "decade" and hit.word("dir") in {"next", "coming", "past", "last"}:
        return RuleReading("DURATION", f"DUR:P1DE:{'next' if toward == 'next' else 'past'}")
    if hit.word("dir") == "latest":
        return date_of(step("SAME", unit)) if unit == "quarter" else date_of(unit_step(unit, "last"))
    if hit.has("after"):  # "the week before last", "the year after next"
        double = {"last": -2, "next": 2}[hit.value("after") if hit.value("after") == "next" else "last"]
        return date_of(step("U", unit, double, "pub"))
    if unit == "quarter" and toward == "that":
        return date_of(step("SAME", unit), *part_steps(hit))
    return date_of(unit_step(unit, toward), *part_steps(hit))


def _previous(hit: Hit) -> Said:
    """ "the month previous": the one before what the text spoke of."""
    unit = hit.value("u")
    return None if unit in _SMALL else date_of(step("U", unit, -1, "ref"))


def _same_a_year_before(hit: Hit) -> Said:
    """ "the same month a year earlier": the month that the text spoke of, in the year before."""
    return date_of(step("AGO", -12, "month", "ref")) if hit.value("u") == "month" else None


def _later_than(hit: Hit) -> Said:
    """ "a week later than planned": a length of time."""
    return RuleReading("DURATION", f"DUR:{duration_value(count_of(hit), hit.value('u'))}:", "x")


def _past_unit(unit: str) -> str:
    if unit == "year":
        return "AGO:-1:year:pub"
    return f"DUR:{duration_value(1, unit)}:past"


def _before_last(hit: Hit) -> Said:
    toward = 2 if hit.has("next") else -2
    return date_of(step("U", hit.value("u"), toward, "pub"))


def _spoken_of(hit: Hit) -> Said:
    """ "the quarter", "the end of the month": the one that the text speaks of."""
    unit = hit.value("u") or hit.word("u")
    if unit in _SMALL or unit in {"fortnight", "century", "millennium", "decade"}:
        return None
    if hit.has("ended") and unit == "year":
        return RuleReading("DURATION", "DUR:P1Y:", "x")
    parts = part_steps(hit)
    if unit in {"quarter", "period"}:
        return RuleReading("DATE", "|".join(["SAME:quarter", *map(str, parts)]), "x")
    if unit == "day" and not parts:
        return None
    if unit == "weekend":
        return RuleReading("DATE", "|".join(["WE", *map(str, parts)]), "x")
    anchor = "pub" if unit in {"week", "weekend", "year"} and not hit.has("back") else "ref"
    return RuleReading("DATE", "|".join(map(str, [step("U", unit, 0, anchor), *parts])), "x")


def _daypart(hit: Hit) -> Said:
    """ "this morning", "last night", "the next morning"."""
    toward = direction(hit)
    offset, anchor = {"last": (-1, "pub"), "this": (0, "pub"), "next": (1, "ref"), "foll": (1, "ref"),
                      "prev": (-1, "ref"), "that": (0, "ref")}.get(toward, (0, "ref"))  # fmt: skip
    return date_of(step("U", "day", offset, anchor), step("T", hit.value("t")), *part_steps(hit))


def _overnight(hit: Hit) -> Said:
    return date_of(step("U", "day", -1, "pub"), step("T", "NI")) if hit.word("t") == "overnight" else None


def _at_dawn(hit: Hit) -> Said:
    """ "at dawn", "at around midday" of the day spoken of; "at night" is any night."""
    word = hit.word("t")
    return RuleReading("TIME", f"U:day:0:ref|T:{hit.value('t')}", "x") if word in {"dawn", "dusk", "midday"} else None


def _narrative(hit: Hit) -> Said:
    """ "the next day", "the previous week", "the following month"."""
    unit, toward = hit.value("u"), direction(hit)
    if unit in _SMALL:
        return None
    if unit == "decade" and toward == "next":
        return RuleReading("DURATION", "DUR:P1DE:next")
    if toward in {"next", "foll"}:
        offset = 1
    elif toward in {"prev", "last"}:
        offset = -1
    else:
        offset = 0
    anchor = "pub" if toward in {"next", "last"} and unit not in {"day", "morning"} else "ref"
    return date_of(step("U", unit, offset, anchor), *part_steps(hit))


# --- counted distances -----------------------------------------------------------------------------------------------

_CODE = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "W", "month": "M",
         "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "weekend": "WE", "millennium": "ML"}  # fmt: skip


def duration_value(count: float | None, unit: str) -> str:
    """A TIMEX3 duration: `P8M`, `PT2H`, `PXD` where the number is not said. Halves go to the next smaller unit."""
    code = _CODE[unit]
    time = "T" if unit in _SMALL else ""
    if count is None:
        return f"P{time}X{code}"
    if unit == "fortnight":
        count *= 2
    if count != int(count) and unit == "year":
        months = round((count - int(count)) * 12)
        return f"P{int(count)}Y{months}M" if int(count) else f"P{months}M"
    number = str(int(count)) if count == int(count) else f"{count:g}"
    if count == 0.5 and unit == "hour":
        return "PT30M"
    return f"P{time}{number}{code}"


def count_of(hit: Hit) -> float | None:
    """How many: a number, 12 for a dozen, 2 for a couple, None for "a few" and for "12 to 18"."""
    if hit.has("n2"):
        first, second = hit.token("n"), hit.token("n2")
        if first and second and second.number - first.number == 1:
            return first.number
        return None
    if token := hit.token("n"):
        return token.number
    if hit.has("dozen"):
        return 12
    if hit.has("couple"):
        return 2
    if hit.has("half"):
        return 0.5
    if token := hit.last("scale"):
        return token.number
    return 1 if hit.has("one") else None


def _ago(hit: Hit) -> Said:
    unit, count = hit.value("u"), count_of(hit)
    back = -1 if hit.has("ago") or hit.word("where") == "earlier" or hit.has("before") else 1
    anchor = "pub" if hit.has("ago") or hit.has("now") else "ref"
    if count is None:
        return RuleReading("DATE", f"REF:{'PAST_REF' if back < 0 else 'FUTURE_REF'}")
    if unit in _SMALL:
        return RuleReading("TIME" if unit == "hour" else "DURATION", f"DUR:{duration_value(count, unit)}:")
    whole = int(count) if count == int(count) else count
    if anchor == "ref" and unit == "year":
        counted = "cmp" if back < 0 else "ref"  # "a year later" goes on from what the text tells of
        return date_of(step("AGO", back * (whole if isinstance(whole, int) else 1), unit, counted))
    if whole == 1 and unit == "year" and back < 0:
        return date_of(step("AGO", back, unit, "cmp"))
    if not isinstance(whole, int):
        return date_of(step("AGO", back * round(count * 12), "month", anchor)) if unit == "year" else None
    if whole > _FAR:
        return None
    return date_of(step("AGO", back * whole, unit, anchor))


def _before_it(hit: Hit) -> Said:
    """ "the month before", "twelve months before": counted from what the text tells of, and from nothing else."""
    unit, count = hit.value("u"), count_of(hit) if hit.has("x") else 1
    if unit in _SMALL or count is None or count != int(count) or count > _FAR:
        return None
    return RuleReading("DATE", f"AGO:-{int(count)}:{unit}:told", "")


def _anniversary(hit: Hit) -> Said:
    """ "ten years ago today", "a year ago last month"."""
    count, unit = count_of(hit), "day" if hit.has("today") else hit.value("m")
    if count is None or count != int(count) or count > _FAR or hit.word("today") not in {"", "today"}:
        return None
    return date_of(step("AGO", -int(count), "year", "pub"), step("ANN", unit, -1 if hit.word("near") == "last" else 0))


def _bare_ago(hit: Hit) -> Said:
    """ "months ago", "long ago"."""
    return RuleReading("DATE", "REF:PAST_REF")


def _time_in(hit: Hit) -> Said:
    """ "mid-afternoon yesterday", "early morning today"."""
    day = [step("U", "day", _TODAY[hit.word("day")], "pub")]
    return date_of(*day, step("T", hit.value("t")), *part_steps(hit))


def _daypart_weekday(hit: Hit) -> Said:
    day: list[Step] = [step("W", hit.value("w"), direction(hit))]
    time = clock(hit) if hit.has("noon") else hit.value("t")
    return date_of(*day, step("T", time), *part_steps(hit)) if time else None


_WHERE = "(?:(?P<ago>{ago})|(?P<where>{earlier}|{later})|(?P<now>{from}{now}))"

RULES: tuple[Rule, ...] = (
    rule("today", "{PART}?(?P<day>{today})(?:(?P<t>{daypart}))?", _today),
    rule("the day before yesterday", "{the}(?P<u>{unit})(?P<before>{before}|{after})(?P<day>{today})", _today),
    rule("part of today", "{PART}?{the}?(?P<t>{daypart})(?:{of}|{hyphen}|{comma})?(?P<day>{today})", _time_in),
    rule("part of weekday", "{PART}?(?:{the}?(?P<t>{daypart}))(?:{of}|{on})?(?P<w>{weekday})", _daypart_weekday),
    rule(
        "the following week",
        "{PART}?{the}(?P<dir>{next}|{previous}|{following}|{same})(?P<u>{unit}|{yr}|{qtr})",
        _narrative,
    ),
    rule(
        "the same month a year earlier",
        "{the}(?:{same}|{comparable})(?P<u>{unit})(?:{in}|{of})?(?:{a}{yr}(?:{ago}|{earlier}|{before})|{the}{previous}{yr})",
        _same_a_year_before,
    ),
    rule("last week", "{PART}?{the}?{DIRECTION}{fiscal}?(?P<u>{unit}|{yr}|{qtr})", _unit),
    rule("the week before last", "{the}(?P<u>{unit}|{yr})(?:{before}{last}|{after}(?P<next>{next}))", _before_last),
    rule("the month previous", "{the}(?P<u>{unit}|{yr}|{qtr}){previous}(?!{unit}|{units}|{yr}|{num})", _previous),
    rule(
        "later than",
        "(?P<x>{APPROX}?{COUNT}(?P<u>{unit}|{units}|{yr}|{qtr}))(?:{later}|{earlier}){than}",
        _later_than,
    ),
    rule("the quarter", "(?P<x>{the}(?:{full}|{fiscal})?(?P<u>{qtr}|{yr}))(?P<ended>{ended})?", _spoken_of),
    rule("the end of the month", "(?P<x>{PART}{the}(?:{fiscal})?(?P<u>{unit}|{qtr}|{yr}))", _spoken_of),
    rule("the week", "(?:{in}|{for}|{of}|{over}|{on})(?P<x>{the}(?P<u>{unit}))", _spoken_of),
    rule("the latest period", "(?P<x>{the}{latest}(?P<u>{period}))", _spoken_of),
    rule("this morning", "{PART}?(?:{the}?{DIRECTION}|{the})(?P<t>{daypart})", _daypart),
    rule("mid-afternoon", "{PART}(?P<t>{daypart})", _daypart),
    rule("at dawn", "{at}(?P<x>{approx}?(?P<t>{daypart}))", _at_dawn),
    rule("overnight", "(?P<t>{daypart})", _overnight),
    rule(
        "three days ago",
        "{APPROX}?{COUNT}{hyphen}?{trading}?{full}?(?P<u>{unit}|{units}|{yr}|{qtr})(?:{or}{so}|{or}{num})?{hyphen}?"
        + _WHERE,
        _ago,
    ),
    rule("the month before", "{the}(?P<u>{unit}|{yr}){before}(?={comma}|{dot})", _before_it),
    rule(
        "twelve months before",
        "(?P<x>{APPROX}?{COUNT})(?P<u>{unit}|{units}|{yr}){before}(?={comma}|{dot})",
        _before_it,
    ),
    rule(
        "ten years ago today",
        "{APPROX}?{COUNT}(?:{yr}|{units}){ago}(?:(?P<today>{today})|(?P<near>{this}|{last})(?P<m>{unit}))",
        _anniversary,
    ),
    rule("months ago", "(?:(?P<u>{units})|{long}){ago}", _bare_ago),
)
