"""Bounds of a publication day that nobody states: from ties to dated events and from what the article itself says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tui.corpus.days.day_evidence import ArticleDays, DatedStatement
from tui.corpus.days.office_days import Tenure
from tui.corpus.days.shared_events import Tie, full_words, seen_from, strongest
from tui.model import DayClue, Days
from tui.reading.times.formula import parse
from tui.reading.times.resolve import Anchor, evaluate

# Days: a date without its year is said of one that lies no further back, and no further ahead.
_BACK, _AHEAD = 330, 210
# Four months: "over the summer" is said until about the end of the year, and then "last summer".
_JUST_PAST = 122  # days after its end that a season needs no "last"
# Three years. Each test looks at each day that is left, so that wider bounds would take long and leave little.
_WIDEST = 1100  # days that are tried one by one
# Enough for " and ", " to " or a dash with its blanks, and for no word more.
_RANGE = 5  # characters between the two ends of a range of dates
# A story is dated when it is filed, and printed after a weekend at the latest.
_DATELINE = 3  # days from a dateline to its publication
# Weights are nats beyond chance, so that twice the weight is the square of the odds.
_CLEAR = 2.0  # how much stronger a tie must be than those that contradict it


class Bounds(Struct, frozen=True):
    """The days that are left, None where no bound closes them on both sides; `why` names each piece of evidence."""

    days: Days | None
    why: str


class _BoundEvidence(Struct):
    days: Days
    weight: float
    why: str


def bounds_of(article: ArticleDays, ties: Sequence[Tie]) -> Bounds:
    """The days on which an article can have been written, by all it says and all that it is tied to."""
    evidence = list(_of_ties(ties))
    floor = _floor(article)
    ceiling = _ceiling(article)
    days, reasons = _meet(evidence)
    if days is None and floor is not None and ceiling is not None and floor[0] <= ceiling[0]:
        days = Days(floor[0], ceiling[0])
        reasons += [floor[1], ceiling[1]]
    if days is None:
        return Bounds(None, "; ".join(reasons))
    days = _within(days, floor, ceiling, reasons)
    days = _tried(article, days, reasons)
    return Bounds(days, "; ".join(dict.fromkeys(reasons)))


# --- ties ------------------------------------------------------------------------------------------------------------


def _of_ties(ties: Sequence[Tie]) -> Iterator[_BoundEvidence]:
    """For each of the article's expressions the days that its ties agree on, else the clearly stronger ones."""
    by_statement: dict[tuple[int, int], list[Tie]] = defaultdict(list)
    for tie in ties:
        span = tie.seeker.statement.span
        by_statement[span.start, span.end].append(tie)
    for found in by_statement.values():
        ranked = strongest(found)
        best = ranked[0]
        against = [tie for tie in ranked if not _overlap(tie.days, best.days)]
        # Of two events that fit as well, naming one would be guessing: the expression then says nothing.
        if against and against[0].weight * _CLEAR > best.weight:
            continue
        why = best.why
        if against:
            why += f", though {against[0].other} would date it {against[0].dated.value}"
        yield _BoundEvidence(best.days, best.weight, why)


def _overlap(one: Days, other: Days) -> bool:
    return one.first <= other.last and other.first <= one.last


def _meet(evidence: Sequence[_BoundEvidence]) -> tuple[Days | None, list[str]]:
    """What all pieces allow, the strongest first; one that contradicts the stronger is told, not used."""
    days: Days | None = None
    reasons: list[str] = []
    for piece in sorted(evidence, key=lambda e: (-e.weight, e.days.first)):
        if days is None:
            days = piece.days
            reasons.append(piece.why)
        elif _overlap(days, piece.days):
            narrower = Days(max(days.first, piece.days.first), min(days.last, piece.days.last))
            if narrower != days:
                reasons.append(piece.why)
            days = narrower
        else:
            reasons.append(f"against that, {piece.why}")
    return days, reasons


# --- what the article says by itself ---------------------------------------------------------------------------------

_Bound = tuple[date, str]


def _floor(article: ArticleDays) -> _Bound | None:
    """The latest day that the article itself names with its year and speaks of as past."""
    found: list[_Bound] = []
    for statement in article.statements:
        if statement.tense == "past" and parse(statement.formula)[0].op == "Y":
            placed = evaluate(statement.formula, Anchor(None))
            if placed.first is not None:
                found.append((placed.first, f"it speaks of {statement.said!r} as past"))
    return max(found, default=None, key=lambda bound: bound[0])


def _ceiling(article: ArticleDays) -> _Bound | None:
    """The earliest day that the article names with its year and speaks of as still to come."""
    found: list[_Bound] = []
    for statement in article.statements:
        if statement.tense == "future" and parse(statement.formula)[0].op == "Y":
            placed = evaluate(statement.formula, Anchor(None))
            if placed.last is not None:
                found.append((placed.last, f"it speaks of {statement.said!r} as still to come"))
    return min(found, default=None, key=lambda bound: bound[0])


def _within(days: Days, floor: _Bound | None, ceiling: _Bound | None, reasons: list[str]) -> Days:
    if floor is not None and floor[0] > days.first:
        if floor[0] <= days.last:
            days = Days(floor[0], days.last)
            reasons.append(floor[1])
        else:
            reasons.append(f"against that, {floor[1]}")
    if ceiling is not None and ceiling[0] < days.last:
        if ceiling[0] >= days.first:
            days = Days(days.first, ceiling[0])
            reasons.append(ceiling[1])
        else:
            reasons.append(f"against that, {ceiling[1]}")
    return days


class _Test(Struct, frozen=True):
    """What must hold of a day on which the article was written."""

    allows: Callable[[date], bool]
    why: str


def _tried(article: ArticleDays, days: Days, reasons: list[str]) -> Days:
    """The days left when each is tried against the dates without a year; what would leave none is told, not used."""
    if (days.last - days.first).days > _WIDEST:
        return days
    tests = [*_dateline_tests(article), *_same_event_tests(article), *_season_tests(article)]
    return _pass(days, [*tests, *_month_day_tests(article)], reasons)


def narrowed(days: Days, tenures: Sequence[Tenure]) -> Bounds:
    """What the holders of offices leave of some days; no `why` where they leave all."""
    if (days.last - days.first).days > _WIDEST:
        return Bounds(days, "")
    reasons: list[str] = []
    left = _pass(days, [_Test(tenure.allows, tenure.why) for tenure in tenures], reasons)
    return Bounds(left, "; ".join(dict.fromkeys(reasons)))


def _pass(days: Days, tests: Sequence[_Test], reasons: list[str]) -> Days:
    """The days that pass the tests, one after the other; a test that none would pass is told, not used."""
    # One after the other and not by their ends: "not in that term of office" can leave two stretches.
    left = [days.first + timedelta(days=n) for n in range((days.last - days.first).days + 1)]
    for test in tests:
        allowed = [day for day in left if test.allows(day)]
        if not allowed:
            reasons.append(f"against that, {test.why}")
        elif len(allowed) < len(left):
            if (allowed[0], allowed[-1]) != (left[0], left[-1]):
                reasons.append(test.why)
            left = allowed
    return Days(left[0], left[-1])


def _dateline_tests(article: ArticleDays) -> Iterator[_Test]:
    for clue in article.clues:
        if clue.value.startswith("--"):
            yield _Test(_follows(clue), clue.why)


def _follows(clue: DayClue) -> Callable[[date], bool]:
    month, _, day = clue.value[2:].partition("-")
    wanted = (int(month), int(day)) if month.isdigit() and day.isdigit() else (0, 0)

    def allows(published: date) -> bool:
        near = [published - timedelta(days=n) for n in range(_DATELINE + 1) if published.toordinal() > n]
        return any((d.month, d.day) == wanted for d in near)

    return allows


def _month_day_tests(article: ArticleDays) -> Iterator[_Test]:
    """ "on April 29 he said": written on that day or in the months after it; "will run from May 6": before it."""
    for statement in article.statements:
        steps = parse(statement.formula)
        if steps[0].op != "MD" or steps[0].arg(1) or statement.tense not in {"past", "future"}:
            continue
        placed = "has happened" if statement.tense == "past" else "is to come"
        yield _Test(_near(statement), f"it speaks of {statement.said!r} without a year, as of a day that {placed}")


def _season_tests(article: ArticleDays) -> Iterator[_Test]:
    """ "over the summer", past and without "last": the summer that is on or has just ended."""
    for statement in article.statements:
        steps = parse(statement.formula)
        if steps[0].op == "S" and not steps[0].arg(1) and statement.tense == "past":
            yield _Test(_just_past(statement), f"it speaks of {statement.said!r}, not of the last one, as past")


def _just_past(statement: DatedStatement) -> Callable[[date], bool]:
    def allows(published: date) -> bool:
        placed = seen_from(statement.formula, "past", published)
        return placed.last is None or (published - placed.last).days <= _JUST_PAST

    return allows


def _near(statement: DatedStatement) -> Callable[[date], bool]:
    def allows(published: date) -> bool:
        placed = seen_from(statement.formula, statement.tense, published)
        if placed.first is None:
            return True
        distance = (published - placed.first).days
        if statement.tense == "past":
            return 0 <= distance <= _BACK
        return 0 <= -distance <= _AHEAD

    return allows


def _same_event_tests(article: ArticleDays) -> Iterator[_Test]:
    """ "exercises next month", then "the exercises, from May 6": next month is May."""
    relative = [s for s in article.statements if _counts_months(s)]
    dates = list(_beginnings(article.statements))
    for one in relative:
        for other in dates:
            if abs(one.sentence - other.sentence) > 1 or one.span == other.span or not _agree(one, other):
                continue
            shared = sorted(one.words & other.words)
            if shared:
                words = ", ".join(full_words(shared, one.quote)[:3])
                why = f"it says {one.said!r} and {other.said!r} of the same event ({words})"
                yield _Test(_covers(one, other), why)


def _beginnings(statements: Sequence[DatedStatement]) -> Iterator[DatedStatement]:
    """Dates without a year or a direction; of a range ("May 6 to June 1") only where it begins."""
    end = -100
    for statement in statements:
        first = parse(statement.formula)[0]
        if first.op in {"MD", "M"} and not first.arg(1):
            if statement.span.start - end > _RANGE:
                yield statement
            end = statement.span.end


def _counts_months(statement: DatedStatement) -> bool:
    first = parse(statement.formula)[0]
    return first.op == "U" and first.arg(0) in {"month", "week"} and first.arg(1) in {"1", "-1"}


def _agree(one: DatedStatement, other: DatedStatement) -> bool:
    """Whether both speak of what is to come, or both of what is past, as their words or their tense tell."""
    ahead = parse(one.formula)[0].arg(1) == "1"
    return other.tense == ("future" if ahead else "past")


def _covers(one: DatedStatement, other: DatedStatement) -> Callable[[date], bool]:
    def allows(published: date) -> bool:
        wide = seen_from(one.formula, one.tense, published)
        narrow = seen_from(other.formula, other.tense, published)
        if wide.first is None or wide.last is None or narrow.first is None:
            return True
        return wide.first <= narrow.first <= wide.last

    return allows
