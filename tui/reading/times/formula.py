"""The formula of a time expression: what it says, before any day is known to count from.

A formula is a chain of steps joined by `|`; the first finds a stretch of the calendar, each later one narrows it.
A step is an operation and its arguments joined by `:`.

    Y:2031          the year            M:8:last      a month, here "last August"
    DEC:199         a decade            MD:4-29       a day of a month without its year
    CEN:19          the 20th century    D:15          a day of the month before it
    Q:3  H:1        quarter, half       W:6:next      a weekday, 1 is Monday
    S:SU            a season            HOL:easter    a holiday
    U:week:-1:pub   a unit of the calendar, counted from the publication day (`pub`) or from what the text last
                    dated (`ref`)
    AGO:-3:year:pub three years before, as wide as the unit; also `cmp` (of what is compared) and `told` (from what the
                    text dated, from nothing else)
    DUR:P8M  SET:P1Y  REF:PAST_REF      durations, frequencies, vague references
    P:early         a part of what is before it        T:NI  T:22:00   a part of the day, a clock time
    ANN:month:-1    the publication's month, week or day in the year before it, or the one before that
    CHK:5           the weekday that stands beside a date              WK        the week in which it lies

Directions of M, MD, W, S, Q, H and HOL: `last`, `next`, `this`, `prev` and `foll` (of the narrative), `that` (the one
before or beside what the text last dated), of W also `week` (the one after the coming), or none: tense decides.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

MAX_FORMULA = 200  # characters; what is longer was not written here


class Step(Struct, frozen=True):
    """One operation of a formula with its arguments, all strings."""

    op: str
    args: tuple[str, ...] = ()

    def arg(self, index: int) -> str:
        """An argument by its place, from 0; empty where there are fewer."""
        return self.args[index] if index < len(self.args) else ""

    def number(self, index: int) -> int:
        """The argument as an integer; raises ValueError where it is none."""
        return int(self.arg(index))

    def __str__(self) -> str:
        return ":".join((self.op, *self.args))


def step(op: str, *args: object) -> Step:
    return Step(op, tuple(str(arg) for arg in args))


def write(*steps: Step) -> str:
    """The steps as one compact string; empty trailing arguments are left out."""
    return "|".join(str(s).rstrip(":") for s in steps)


@lru_cache(maxsize=4096)
def parse(formula: str) -> tuple[Step, ...]:
    """The steps of a formula. A clock time keeps its colon in one argument."""
    if not formula or len(formula) > MAX_FORMULA:
        return ()
    steps = []
    for part in formula.split("|"):
        op, _, rest = part.partition(":")
        args = (rest,) if op == "T" else tuple(rest.split(":")) if rest else ()
        steps.append(Step(op, args))
    return tuple(steps)
