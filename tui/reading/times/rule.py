"""What a rule of the grammar is: a pattern over token categories, and what a match of it says."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from tui.model import TimexType
from tui.reading.times.formula import Step, step, write
from tui.reading.times.tokens import Token, compile_rule

MACROS: dict[str, str] = {
    "APPROX": "(?:{approx}|{at}{least}|{more}{than}|{over}(?={a}|{num})|{some})",
    "UNITS": "(?:{unit}|{units}|{yr}|{qtr})",
    "DAY": "(?:{num}|{ord})",
    "COUNT": "(?:(?P<n>{num})(?:(?:{to}|{or}|{hyphen}|{dash})(?P<n2>{num}))?|(?P<dozen>{a}?{dozen})"
    "|(?P<couple>{a}?{couple}{of}?)|(?P<vague>{a}?{few}|{many}|{some})|(?P<half>{half}{a})|(?P<scale>{a}{scale})|(?P<one>{a}|{another}))",
    "COUNTED": "(?:(?P<n>{num})(?:(?:{to}|{or}|{hyphen}|{dash})(?P<n2>{num}))?|(?P<dozen>{a}?{dozen})"
    "|(?P<couple>{couple}{of}?)|(?P<vague>{few}|{many}))",
    "DIRECTION": "(?P<dir>{last}|{this}(?:{past}|{coming})|{this}|{next}|{past}|{coming}|{previous}|{following}"
    "|{current}|{that}|{same}|{latest})",
    # what narrows: "early", "late in", "the end of", "the second half of"
    "PART": "(?:(?:{the}?(?:{only})?(?P<part>{early}|{mid}|{earlier}|{later})(?:{hyphen}|{in}|{on})?)"
    "|(?:{the}?(?P<edge>{edge}){of})|(?:(?:{the}|{its})?(?P<halfof>{ord}|{last}|{later}|{final}){half}{of}))",
    "PART2": "(?:(?P<part2>{early}|{mid}){hyphen}?)",
    "its": "(?:{poss})",
    "REL": "(?P<reldir>{last}|{this}|{next}|{that}|{previous}|{following}|{current}|{same}|{past}|{coming})",
}


class Hit(Struct, frozen=True):
    """A match of a rule, with the tokens behind its groups."""

    match: re.Match[str]
    tokens: tuple[Token, ...]

    def has(self, group: str) -> bool:
        return group in self.match.re.groupindex and self.match.group(group) is not None

    def token(self, group: str) -> Token | None:
        return self.tokens[self.match.start(group)] if self.has(group) and self.match.group(group) else None

    def last(self, group: str) -> Token | None:
        return self.tokens[self.match.end(group) - 1] if self.has(group) and self.match.group(group) else None

    def inside(self, group: str) -> tuple[Token, ...]:
        """All tokens of a group."""
        return self.tokens[self.match.start(group) : self.match.end(group)] if self.has(group) else ()

    @property
    def before(self) -> Token | None:
        """The token before the match."""
        return self.tokens[self.match.start() - 1] if self.match.start() else None

    def value(self, group: str) -> str:
        token = self.token(group)
        return token.value if token else ""

    def word(self, group: str) -> str:
        token = self.token(group)
        return token.word if token else ""

    def number(self, group: str) -> int:
        token = self.token(group)
        return int(token.number) if token else 0


class RuleReading(Struct, frozen=True):
    """What a match says. `group` names the part of the match that is the expression; the whole where empty."""

    type: TimexType
    formula: str
    group: str = ""


Said = RuleReading | list[RuleReading] | None


class Rule(Struct, frozen=True):
    """`name` for tests and `why`, `pattern` over categories, `build` from a hit to what it says, None to refuse."""

    name: str
    pattern: re.Pattern[str]
    build: Callable[[Hit], Said]


def rule(name: str, pattern: str, build: Callable[[Hit], Said]) -> Rule:
    """A rule of the grammar: its pattern, in which macros may stand, is compiled; `build` says what a match means."""
    return Rule(name, compile_rule(pattern, MACROS), build)


def date_of(*steps: Step) -> RuleReading:
    """A DATE, or a TIME where a step is a part of the day."""
    return RuleReading("TIME" if any(s.op == "T" for s in steps) else "DATE", write(*steps))


_DIRECTIONS = {
    "last": "last", "this": "this", "next": "next", "past": "last", "coming": "next", "previous": "prev",
    "following": "foll", "current": "this", "that": "that", "same": "that", "latest": "this",
}  # fmt: skip


def direction(hit: Hit, group: str = "dir") -> str:
    """The direction that the words of a group give: "this past" is last, "this coming" next."""
    token = hit.last(group)
    return _DIRECTIONS.get(token.category, "") if token else ""


def narrated(hit: Hit) -> str:
    """The direction of a named month, season or weekday: "the next March" goes on from what the text tells of."""
    at = hit.match.start("dir") if hit.has("dir") else 0
    the = at > 0 and hit.tokens[at - 1].category == "the"
    return "foll" if the and direction(hit) == "next" else direction(hit)


_OFFSETS = {"last": (-1, "pub"), "this": (0, "pub"), "next": (1, "pub"), "prev": (-1, "ref"), "foll": (1, "ref"),
            "that": (0, "ref")}  # fmt: skip


def unit_step(unit: str, toward: str) -> Step:
    """A calendar unit in a direction: "last week" is `U:week:-1:pub`, "the following week" `U:week:1:ref`."""
    offset, anchor = _OFFSETS.get(toward, (0, "pub"))
    return step("U", unit, offset, anchor)


def part_steps(hit: Hit) -> list[Step]:
    """The narrowing that PART matched, as steps to add at the end."""
    if token := hit.token("part") or hit.token("part2"):
        return [step("P", "early" if token.word == "early" else token.word)]
    if token := hit.token("edge"):
        return [
            step(
                "P", {"middle": "mid", "beginning": "begin", "start": "begin", "outset": "begin"}.get(token.word, "end")
            )
        ]
    if hit.has("halfof"):
        token = hit.token("halfof")
        second = token is not None and token.word not in {"first", "1st", "opening"}
        return [step("H", 2 if second else 1)]
    return []
