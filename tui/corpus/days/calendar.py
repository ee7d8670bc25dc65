"""Time expressions placed on the calendar, from the day the article was published and from what the text dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from tui.model import DatedExpression, Days, Span, TimeExpression
from tui.reading.times.formula import parse
from tui.reading.times.resolve import Anchor, evaluate
from tui.reading.times.units import DAYS_OF, UNPLACED, Stretch, unit

# A month: where only the month of an article is known, each of its days is tried. Where only the year is, 24 samples
# are two days of each month, so that no month is passed over.
_EVERY_DAY = 31  # publication intervals up to so many days are tried day by day, wider ones by samples
_SAMPLES = 24
# A paragraph or so: further on "that day" and "two weeks later" count from something that the text has dated since.
_NARRATIVE = 4  # sentences over which what the text dated stays what it speaks of
_NEAR = 2  # sentences after a full date of another year in which a month or day without its year is of that year
# A year and a month: what lies so far back is never what "in May" without a year means in a report.
_OLD = 400  # days before publication from which on a stated date is told of, not reported
# Half a year: a text that has told of October 1943 goes on to January 1944 rather than back to January 1943.
_TURN = 6  # months back from which on a month is rather of the year after the one last stated


class _Narrative(Struct):
    """What the text has dated so far."""

    spoken_of: Stretch | None = None
    day: Stretch | None = None
    sentence: int = -99
    period: Stretch | None = None
    stated: Stretch | None = None  # the last date whose year the text states
    stated_in: int = -99
    month: Stretch | None = None  # the last month, for "from a year ago" in its sentence
    month_in: int = -99

    def anchor(self, published: date | None, expression: TimeExpression, wanted: str) -> Anchor:
        near = expression.sentence - self.sentence <= _NARRATIVE
        spoken_of = (self.day if wanted == "day" else self.spoken_of) if near else None
        return Anchor(published, spoken_of, self.period, expression.tense)

    def move(self, found: Stretch, expression: TimeExpression) -> None:
        ops = [step.op for step in parse(expression.formula)]
        if found.grain == "quarter" and found.first is not None:
            newer = self.period is None or self.period.first is None or found.first >= self.period.first
            if expression.tense != "future" and (newer or ops[:1] == ["Q"]):
                self.period = Stretch(found.value, found.first, found.last, "quarter")
        if expression.type not in {"DATE", "TIME"} or found.first is None or not ops:
            return
        self.spoken_of, self.sentence = found, expression.sentence
        if found.grain == "month":
            self.month, self.month_in = found, expression.sentence
        if ops[0] == "Y":
            self.stated, self.stated_in = found, expression.sentence
        if found.grain == "day":
            self.day = replace(found, value=found.value[:10])


def place_all(
    text: str, sentences: Sequence[Span], times: Sequence[TimeExpression], published: Days | None
) -> tuple[DatedExpression, ...]:
    """Every time expression of an article, in its order, on the calendar as far as anything places it.

    Where the publication day is known only as an interval, an expression is placed if all its days agree; `days` is
    then what it can mean, None where that says nothing.
    """
    narratives = [(day, _Narrative()) for day in _possible(published)]
    told = _told_of_the_past(times, published)
    out: list[DatedExpression] = []
    for index, expression in enumerate(times):
        wanted = _wanted(expression)
        found: list[Stretch] = []
        quarter = _quarter_ended(text, times, index)
        for day, narrative in narratives:
            anchor = narrative.anchor(day, expression, wanted)
            if _is_compared(expression) and narrative.month_in == expression.sentence:
                anchor = replace(anchor, period=narrative.month)
            if quarter is not None:
                anchor = replace(anchor, period=_quarter_of(quarter, anchor))
            said = replace(expression, formula=_of_its_year(expression, narrative, day, told))
            stretch = evaluate(said.formula, anchor)
            narrative.move(stretch, said)
            found.append(stretch)
        unplaced = evaluate(expression.formula, Anchor(None, tense=expression.tense))
        placed = _agree(found, unplaced)
        if not placed.value:
            continue
        span = sentences[expression.sentence] if 0 <= expression.sentence < len(sentences) else expression.span
        out.append(_dated(expression, placed, span, published))
    return tuple(out)


def _is_compared(expression: TimeExpression) -> bool:
    """ "a year ago", "two years earlier": what is compared with the period that the text speaks of."""
    steps = parse(expression.formula)
    return bool(steps) and steps[0].op == "AGO" and steps[0].arg(2) == "cmp"


def _told_of_the_past(times: Sequence[TimeExpression], published: Days | None) -> bool:
    """Whether an article tells of past years rather than reports: it states old years more often than it counts from
    its own day ("today", "last week", a weekday), and has no dateline of that day."""
    if published is None:
        return False
    old = counted = 0
    for expression in times:
        steps = parse(expression.formula)
        if steps and _names_own_day(steps[0].args, steps[0].op, published):
            return False
        if steps and steps[0].op == "Y":
            old += steps[0].arg(0).isdigit() and int(steps[0].arg(0)) < published.first.year - 1
        elif steps:
            counted += steps[0].op == "W" or "pub" in steps[0].args
    return old > counted


def _names_own_day(args: Sequence[str], op: str, published: Days) -> bool:
    """Whether a day of a month without its year is the article's own, as datelines have it."""
    return op == "MD" and published.first == published.last and args[0] == f"{published.first:%-m-%-d}"


def _of_its_year(expression: TimeExpression, narrative: _Narrative, published: date | None, told: bool) -> str:
    """The formula of a month, day, season or weekday without its year, with the year that the narrative last stated
    where that is an old one: near a full date, and anywhere in an article that tells of past years."""
    stated, steps = narrative.stated, parse(expression.formula)
    if stated is None or stated.first is None or stated.last is None or published is None or not steps:
        return expression.formula
    first, rest = steps[0], "".join(f"|{step}" for step in steps[1:] if step.op != "CHK")
    near = stated.grain == "day" and narrative.spoken_of == stated
    near = near and expression.sentence - narrative.stated_in <= _NEAR
    old = (published - stated.last).days > _OLD
    if not old or not (near or told) or first.arg(1) or expression.tense == "future":
        return expression.formula
    if not near and _of_the_report(expression.formula, published):
        return expression.formula
    year = stated.first.year
    if first.op == "M":
        turn = stated.grain in {"day", "month"} and stated.first.month - first.number(0) >= _TURN
        return f"Y:{year + turn}|{first}{rest}"
    if first.op == "MD":
        month, _, day = first.arg(0).partition("-")
        turn = stated.grain in {"day", "month"} and stated.first.month - int(month) >= _TURN
        return f"Y:{year + turn}|M:{month}|D:{day}{rest}"
    if first.op == "S":
        return f"Y:{year}|{first}{rest}"
    if first.op == "W" and near and told and stated.grain == "day":
        return f"W:{first.arg(0)}:foll{rest}"
    return expression.formula


def _of_the_report(formula: str, published: date) -> bool:
    """Whether the weekday beside a date ("Friday, August 30") is that of the date nearest to the publication."""
    weekday = next((step.number(0) for step in parse(formula) if step.op == "CHK"), 0)
    found = evaluate(formula, Anchor(published)).first if weekday else None
    return found is not None and found.isoweekday() == weekday and abs((published - found).days) < _OLD


def _possible(published: Days | None) -> list[date | None]:
    """The publication days to try."""
    if published is None:
        return [None]
    length = (published.last - published.first).days
    step = 1 if length <= _EVERY_DAY else max(1, length // _SAMPLES)
    days: list[date | None] = [published.first + timedelta(days=n) for n in range(0, length, step)]
    return [*days, published.last]


def _wanted(expression: TimeExpression) -> str:
    """The unit whose last mention an expression counts from."""
    first = parse(expression.formula)[:1]
    if not first:
        return ""
    if first[0].op == "U":
        return first[0].arg(0)
    if first[0].op == "AGO":
        return "day" if first[0].arg(1) in {"day", "week"} else first[0].arg(1)
    return "day" if first[0].op == "W" else ""


def _quarter_ended(text: str, times: Sequence[TimeExpression], index: int) -> TimeExpression | None:
    """The day that "the quarter ended June 30" names."""
    if index + 1 >= len(times) or not times[index].formula.startswith("SAME:"):
        return None
    following = times[index + 1]
    between = text[times[index].span.end : following.span.start]
    # 16 characters hold the longest of these words with its blanks, and no clause between the two expressions.
    return following if len(between) < 16 and between.strip().lower() in {"ended", "ending", "that ended"} else None


def _quarter_of(end: TimeExpression, anchor: Anchor) -> Stretch | None:
    """The quarter most of whose months a three-month period with that end covers."""
    last = evaluate(end.formula, replace(anchor, tense="past"))
    if last.last is None or last.last < date(1, 3, 1):
        return anchor.period
    # Half a quarter back from its end is its middle, which lies in the quarter that has most of its days.
    return unit("quarter", last.last - timedelta(days=45))


def _agree(found: Sequence[Stretch], unplaced: Stretch) -> Stretch:
    """One placing out of those seen from every possible publication day."""
    first = found[0]
    if all(stretch.value == first.value for stretch in found):
        firsts = [stretch.first for stretch in found if stretch.first is not None]
        lasts = [stretch.last for stretch in found if stretch.last is not None]
        if len(firsts) < len(found) or len(lasts) < len(found):
            return replace(first, first=None, last=None)
        return replace(first, first=min(firsts), last=max(lasts))
    starts, ends = [s.first for s in found], [s.last for s in found]
    value = unplaced.value or UNPLACED.get(first.grain, "XXXX")
    if None in starts or None in ends:
        return Stretch(value, grain=first.grain)
    earliest, latest = min(d for d in starts if d), max(d for d in ends if d)
    # Three units and a week: days that are spread over more than that no longer mean one month, week or day.
    if (latest - earliest).days > 3 * DAYS_OF.get(first.grain, 1) + 7:
        return Stretch(value, grain=first.grain)
    return Stretch(value, earliest, latest, first.grain)


def _dated(expression: TimeExpression, placed: Stretch, sentence: Span, published: Days | None) -> DatedExpression:
    days = Days(placed.first, placed.last) if placed.first is not None and placed.last is not None else None
    planned = days is not None and published is not None and _lies_ahead(expression, days, published)
    return DatedExpression(
        span=expression.span,
        type=expression.type,
        value=placed.value,
        days=days,
        sentence=sentence,
        why=_why(expression, placed, days, published),
        planned=planned,
    )


def _lies_ahead(expression: TimeExpression, days: Days, published: Days) -> bool:
    """Whether an event was still to come when its article was written."""
    if expression.type not in {"DATE", "TIME"}:
        return False
    return days.first > published.last or (expression.tense == "future" and days.first > published.first)


_COUNTED = {"M", "MD", "W", "S", "Q", "H", "HOL", "WE", "U", "AGO"}


def _why(expression: TimeExpression, placed: Stretch, days: Days | None, published: Days | None) -> str:
    """What the placing rests on, in words."""
    steps = parse(expression.formula)
    op = steps[0].op if steps else ""
    if expression.type == "SET":
        return "it happens again and again"
    if op == "DUR":
        return "a length of time" if days is None else f"a length of time counted from the publication day, {published}"
    if op == "REF":
        return "the words name no date"
    if op not in _COUNTED and op != "SAME":
        return placed.why or "the text names the date"
    if days is None:
        known = f"the publication day is only known as {published}" if published else "the publication day is not known"
        return f"nothing places it: {known}"
    told = "what the text dates before it"
    reference = {"ref": told, "told": told, "cmp": "the period the text speaks of"}
    toward = steps[0].arg(2) if op in {"U", "AGO"} else ""
    counted = reference.get(toward, f"the publication day, {published}")
    if steps[0].arg(1) in {"prev", "foll", "that"}:
        counted = reference["ref"]
    tense = {"past": "its clause speaks of the past", "future": "its clause speaks of what is to come",
             "present": "its clause stands in the present"}.get(expression.tense, "")  # fmt: skip
    directed = tense if op in {"M", "MD", "W", "Q"} and not steps[0].arg(1) else ""
    why = f"counted from {counted}" + (f"; {directed}" if directed else "")
    return f"{why}; {placed.why}" if placed.why else why
