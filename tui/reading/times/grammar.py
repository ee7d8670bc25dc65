"""The grammar: all rules over a text's tokens, the longest match winning."""

from __future__ import annotations

from msgspec import Struct

from tui.model import TimexType
from tui.reading.times import calendar_rules, duration_rules, relative_rules
from tui.reading.times.rule import Hit, Rule, RuleReading
from tui.reading.times.tokens import Tokens

RULES: tuple[Rule, ...] = (*calendar_rules.RULES, *relative_rules.RULES, *duration_rules.RULES)


class FoundTimex(Struct, frozen=True):
    """An expression: offsets into the text, type, formula, and the rule that found it."""

    start: int
    end: int
    type: TimexType
    formula: str
    rule: str


class _Candidate(Struct, frozen=True):
    first: int  # token indices, half-open
    last: int
    order: int
    rule: Rule
    hit: Hit
    readings: tuple[RuleReading, ...]


def _candidates(tokens: Tokens) -> list[_Candidate]:
    out: list[_Candidate] = []
    for order, rule in enumerate(RULES):
        for match in rule.pattern.finditer(tokens.code):
            if match.end() == match.start():
                continue
            hit = Hit(match, tokens.tokens)
            try:
                said = rule.build(hit)
            except ValueError:  # of digits that are no number a calendar has
                continue
            if said is None:
                continue
            readings = tuple(said) if isinstance(said, list) else (said,)
            out.append(_Candidate(match.start(), match.end(), order, rule, hit, readings))
    return out


def find(tokens: Tokens) -> list[FoundTimex]:
    """The expressions of a text in its order, none overlapping another: the longest first, then the earlier rule."""
    taken = bytearray(len(tokens.tokens))
    out: list[FoundTimex] = []
    ranked = sorted(_candidates(tokens), key=lambda c: (c.first - c.last, c.order, c.first))
    for candidate in ranked:
        if any(taken[candidate.first : candidate.last]):
            continue
        taken[candidate.first : candidate.last] = b"\x01" * (candidate.last - candidate.first)
        for reading in candidate.readings:
            first, last = candidate.hit.match.span(reading.group or 0)
            start, end = tokens.tokens[first].start, tokens.tokens[last - 1].end
            out.append(FoundTimex(start, end, reading.type, reading.formula, candidate.rule.name))
    return sorted(out, key=lambda found: found.start)
