"""Ties between dated sentences of different articles: one says "last August", another "August 2008" of the same event.

Two sentences speak of one event where so many of their words agree that chance does not explain it: among S dated
sentences a pair that shares words with frequencies f1, f2, … by accident is expected S * f1 * f2 * … times, so the sum
of -log f must exceed log S. Two of the shared words at least must be names.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tui.corpus.day_evidence import ArticleDays, Statement
from tui.model import Days
from tui.reading.times.formula import parse
from tui.reading.times.resolve import Anchor, evaluate
from tui.reading.times.units import Stretch

_LEAST_NAMES, _LEAST_SHARED = 2, 3
# A small corpus says little of how common a word is elsewhere: it is weighed as if so many more sentences were known,
# in which each word stands once in fifty.
_BACKGROUND, _PRIOR = 25, 0.5
_POSTINGS = 40  # seekers a word may lead to; a commoner word leads nowhere, it only adds weight
_SIGNATURE = 255  # the highest bit of a signature
_RAREST = 4  # of a sentence's words lead to seekers
_TIES = 24  # kept for one statement
_POINTLESS = re.compile(r"(?:(?:late|early|later|earlier|end|in|of)\W+)*(?:the|that)\b", re.IGNORECASE)
_STRIDE = 14  # days: what tells a day is at least a month wide
_REACH = 500  # days before and after an event in which "last …" or "next …" can be said of it


@dataclass(frozen=True, slots=True)
class Seeker:
    """A statement of an article whose day is not known, that would tell it if its event were dated."""

    article: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Tie:
    """`days` are the publication days that make the seeker's words mean the other article's date."""

    seeker: Seeker
    other: str
    dated: Stretch
    days: Days
    weight: float
    shared: tuple[str, ...]
    said: str
    plain: bool = False  # the other names the year itself

    @property
    def why(self) -> str:
        words = ", ".join(full_words(self.shared, self.seeker.statement.quote)[:5])
        return (
            f"it says {self.seeker.statement.said!r} where {self.other} says {self.said!r} ({self.dated.value}) of the"
            f" same event ({words})"
        )


def full_words(stems: Sequence[str], sentence: str) -> list[str]:
    """The words of a sentence that begin with the stems, in the order of the stems; a stem that is cut off stays."""
    words = {word.casefold(): word for word in reversed(sentence.replace("-", " ").split())}
    found = []
    for stem in stems:
        word = next((words[folded] for folded in words if folded.lstrip("'\"([“‘").startswith(stem)), stem)
        found.append(word.strip("'\"()[]“”‘’.,;:?!").removesuffix("'s").removesuffix("’s"))
    return found


def seeks(statement: Statement) -> bool:
    """Whether a statement's date depends on the day it was written on."""
    steps = parse(statement.formula)
    return bool(steps) and steps[0].op != "Y"


def tells(statement: Statement) -> bool:
    """Whether the day a statement was written on follows from what it means: "last August", not "in August".

    Days and weeks are left out: two meetings of one week are too easily taken for one. "The year" may be any that the
    text has just named.
    """
    first = parse(statement.formula)[0]
    if first.op == "U" and first.number(1) == 0 and _POINTLESS.match(statement.said):
        return False
    if first.op in {"M", "S", "Q", "H", "HOL"}:
        return first.arg(1) in {"last", "next", "this"}
    return first.op in {"U", "AGO"} and first.arg(0 if first.op == "U" else 1) in {"month", "year", "quarter"}


@lru_cache(maxsize=1 << 16)
def seen_from(formula: str, tense: str, day: date) -> Stretch:
    """Where a formula lies, seen from a day; kept, as articles ask the same again and again."""
    return evaluate(formula, Anchor(day, tense=tense))


@lru_cache(maxsize=20_000)
def possible_days(formula: str, tense: str, first: date, last: date) -> Days | None:
    """The publication days from which a formula covers the days first to last; the earliest and the latest."""
    start, end = first.toordinal() - _REACH, last.toordinal() + _REACH
    if start < 1 or end > date.max.toordinal():
        return None

    def covers(ordinal: int) -> bool:
        seen = seen_from(formula, tense, date.fromordinal(ordinal))
        return seen.first is not None and seen.last is not None and seen.first <= first and last <= seen.last

    hits = [day for day in range(start, end + 1, _STRIDE) if covers(day)]
    if not hits:
        return None
    low, high = hits[0], hits[-1]
    while low > start and covers(low - 1):
        low -= 1
    while high < end and covers(high + 1):
        high += 1
    return Days(date.fromordinal(low), date.fromordinal(high))


def dated(statement: Statement, published: Days | None) -> Stretch | None:
    """Where a statement of an article lies, if its formula or its article's day places it beyond doubt."""
    seen = evaluate(statement.formula, Anchor(published.first if published else None, tense=statement.tense))
    if seen.first is None or seen.last is None or seen.grain in {"decade", "century"}:
        return None
    if published is not None and published.first != published.last and seeks(statement):
        other = evaluate(statement.formula, Anchor(published.last, tense=statement.tense))
        if other.value != seen.value:
            return None
    return seen


@dataclass(frozen=True, slots=True)
class _Signature:
    """A statement's words as bits, so that most pairs that share too little are told apart without looking at words.

    `lost` is how many words fall on a bit that another has: no more than so many shared words can go unseen.
    """

    names: int
    keys: int
    lost: int

    @classmethod
    def of(cls, statement: Statement) -> _Signature:
        names, keys = _bits(statement.names), _bits(statement.keys)
        return cls(names, keys, len(statement.keys) - keys.bit_count())

    def may_agree(self, other: _Signature) -> bool:
        """False only where the two share fewer words, or fewer names, than one event asks for."""
        shared = self.keys & other.keys
        unseen = min(self.lost, other.lost)
        return (
            shared.bit_count() + unseen >= _LEAST_SHARED
            and (shared & (self.names | other.names)).bit_count() + unseen >= _LEAST_NAMES
        )


def _bits(words: Iterable[str]) -> int:
    found = 0
    for word in words:
        found |= 1 << (hash(word) & _SIGNATURE)
    return found


class Index:
    """The seekers by their words, with how common each word is among all dated sentences."""

    def __init__(self, seekers: Sequence[Seeker], frequency: Counter[str], statements: int) -> None:
        self._seekers = seekers
        self._signatures = [_Signature.of(seeker.statement) for seeker in seekers]
        self._frequency = frequency
        self._statements = statements + _BACKGROUND
        by_word: dict[str, list[int]] = defaultdict(list)
        for number, seeker in enumerate(seekers):
            for key in seeker.statement.keys:
                by_word[key].append(number)
        self._by_word = {key: numbers for key, numbers in by_word.items() if len(numbers) <= _POSTINGS}

    def weight(self, keys: Iterable[str]) -> float:
        """The improbability, in nats, that a sentence holds these words."""
        return sum(math.log(self._statements / (self._frequency.get(key, 1) + _PRIOR)) for key in keys)

    def same_event(self, one: Statement, other: Statement) -> float:
        """How far beyond chance two sentences agree; 0 where chance may do."""
        shared = one.keys & other.keys
        names = shared & (one.names | other.names)
        if len(names) < _LEAST_NAMES or len(shared) < _LEAST_SHARED:
            return 0.0
        beyond = self.weight(shared) - math.log(self._statements)
        return max(0.0, beyond)

    def near(self, statement: Statement) -> list[int]:
        """The seekers that a statement may share an event with, in order: those reached by its rarest words."""
        known = sorted((len(self._by_word[key]), key) for key in statement.keys if key in self._by_word)
        if not known:
            return []
        signature, signatures = _Signature.of(statement), self._signatures
        reached = {number for _, key in known[:_RAREST] for number in self._by_word[key]}
        return sorted(number for number in reached if signature.may_agree(signatures[number]))

    def ties(self, article: str, statement: Statement, placed: Stretch) -> Iterator[Tie]:
        """What a dated statement tells of the seekers that speak of the same event."""
        if placed.first is None or placed.last is None:
            return
        for number in self.near(statement):
            seeker = self._seekers[number]
            if seeker.article == article:  # its own sentences are all about one thing
                continue
            weight = self.same_event(seeker.statement, statement)
            if not weight:
                continue
            days = possible_days(seeker.statement.formula, seeker.statement.tense, placed.first, placed.last)
            if days is not None:
                agreed = seeker.statement.keys & statement.keys
                shared = tuple(sorted(agreed, key=lambda key: (-self.weight([key]), key)))
                yield Tie(seeker, article, placed, days, weight, shared, statement.said, not seeks(statement))


def strongest(ties: Iterable[Tie]) -> list[Tie]:
    """The ties worth keeping of many, those to a date with its year first, then the strongest."""
    return sorted(ties, key=lambda tie: (not tie.plain, -tie.weight, tie.other, tie.days.first))[:_TIES]


def frequencies(articles: Iterable[ArticleDays]) -> tuple[Counter[str], int]:
    """In how many dated sentences each word stands, and how many there are."""
    counts: Counter[str] = Counter()
    statements = 0
    for article in articles:
        told = {statement.sentence: statement.keys for statement in article.statements}
        for keys in told.values():
            counts.update(keys)
        statements += len(told)
    return counts, statements
