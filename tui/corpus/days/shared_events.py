"""Ties between dated sentences of different articles: one says "last August", another "August 2008" of the same event.

Two sentences speak of one event where so many of their words agree that chance does not explain it: among S dated
sentences a pair that shares words with frequencies f1, f2, … by accident is expected S * f1 * f2 * … times, so the sum
of -log f must exceed log S. Two of the shared words at least must be names.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache, reduce
from operator import or_

from msgspec import Struct

from tui.corpus.days.day_evidence import ArticleDays, DatedStatement
from tui.model import Days
from tui.reading.times.formula import parse
from tui.reading.times.resolve import Anchor, evaluate
from tui.reading.times.units import Stretch

# One name and one word more are what every sentence on one person shares, whatever it tells of.
_LEAST_NAMES, _LEAST_SHARED = 2, 3
# A small corpus says little of how common a word is elsewhere: it is weighed as if so many more sentences were known,
# in which each word stands once in fifty.
_BACKGROUND, _PRIOR = 25, 0.5
# Words of more sentences would lead each dated sentence to hundreds that it has nothing else in common with.
_POSTINGS = 40  # seekers a word may lead to; a commoner word leads nowhere, it only adds weight
# 1024 bits: the more there are, the fewer stand for two words of a sentence, and the longer a comparison takes. With
# 256, five of six pairs that passed shared too little.
_SIGNATURE = 1023  # the highest bit of a signature
# Two sentences on one event share three words at least, and hardly ever none of the four rarest.
_RAREST = 4  # of a sentence's words lead to seekers
# The days of a statement are met from a few; more of the same event repeat what the first ones say.
_TIES = 24  # kept for one statement
_POINTLESS = re.compile(r"(?:(?:late|early|later|earlier|end|in|of)\W+)*(?:the|that)\b", re.IGNORECASE)
_STRIDE = 28  # days: what tells a day is at least a month wide
# Two years: "last year", said on the last day of one, reaches back to the first day of the one before.
_REACH = 740  # days after an event in which "last …", or before it in which "next …" can be said of it
# A year and a month, a month and some days: "this year" may be said until the year's end, "last month" never later
# than the month after.
_SAME, _BESIDE = 400, 40  # on either side for "this …", and on the other side for the rest
_BLOCK = 16 * _STRIDE  # days that are looked at together
_DAYS_OF = {"month": 31, "quarter": 92, "year": 366}


class Seeker(Struct, frozen=True):
    """A statement of an article whose day is not known, that would tell it if its event were dated."""

    article: str
    statement: DatedStatement


class Tie(Struct, frozen=True):
    """`days` are the publication days that make the seeker's words mean the other article's date."""

    seeker: Seeker
    other: str
    dated: Stretch
    days: Days
    weight: float
    shared: frozenset[str]
    said: str
    plain: bool  # the other names the year itself
    weigh: Callable[[str], float]  # how rare a word is

    @property
    def why(self) -> str:
        rarest = sorted(self.shared, key=lambda key: (-self.weigh(key), key))
        words = ", ".join(full_words(rarest, self.seeker.statement.quote)[:5])
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


def seeks(statement: DatedStatement) -> bool:
    """Whether a statement's date depends on the day it was written on."""
    steps = parse(statement.formula)
    return bool(steps) and steps[0].op != "Y"


def tells(statement: DatedStatement) -> bool:
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
def seen_from(formula: str, tense: str, day: date | None) -> Stretch:
    """Where a formula lies, seen from a day (None where that is not known); kept, as articles ask the same again."""
    return evaluate(formula, Anchor(day, tense=tense))


@lru_cache(maxsize=20_000)
def possible_days(formula: str, tense: str, first: date, last: date) -> Days | None:
    """The publication days from which a formula covers the days first to last; the earliest and the latest."""
    begins, ends = first.toordinal(), last.toordinal()
    before, after = _reach(formula)
    start, end = begins - before, ends + after
    # Python's calendar ends at the years 1 and 9999.
    if start < 1 + _STRIDE or end > date.max.toordinal() - _STRIDE:
        return None

    def covers(ordinal: int) -> bool:
        seen = seen_from(formula, tense, date.fromordinal(ordinal))
        return seen.first is not None and seen.last is not None and seen.first <= first and last <= seen.last

    hits = [
        day
        for block in range(start // _BLOCK, end // _BLOCK + 1)
        for day, seen_first, seen_last in _seen_in(formula, tense, block)
        if seen_first <= begins and ends <= seen_last and start <= day <= end
    ]
    # "Earlier this month" may be said on a few days only, which begin with the event's.
    hits = sorted({*hits, *filter(covers, (begins - 1, begins, ends, ends + 1))})
    if not hits:
        return None
    low, high = _edge(covers, hits[0], hits[0] - _STRIDE), _edge(covers, hits[-1], hits[-1] + _STRIDE)
    return Days(date.fromordinal(max(low, start)), date.fromordinal(min(high, end)))


def _edge(covers: Callable[[int], bool], inside: int, outside: int) -> int:
    """The last day that is covered on the way from one that is to one that need not be."""
    while abs(outside - inside) > 1:
        middle = (inside + outside) // 2
        if covers(middle):
            inside = middle
        else:
            outside = middle
    return outside if outside != inside and covers(outside) else inside


@lru_cache(maxsize=1 << 14)
def _seen_in(formula: str, tense: str, block: int) -> tuple[tuple[int, int, int], ...]:
    """Every so many days of a stretch of the calendar, as ordinals: the day, and the first and last day that a formula
    means there. The same for every event, so that it is worked out once."""
    found = []
    for day in range(max(1, block * _BLOCK), min((block + 1) * _BLOCK, date.max.toordinal()), _STRIDE):
        seen = seen_from(formula, tense, date.fromordinal(day))
        if seen.first is not None and seen.last is not None:
            found.append((day, seen.first.toordinal(), seen.last.toordinal()))
    return tuple(found)


def _reach(formula: str) -> tuple[int, int]:
    """How many days before and after an event its formula can be said of it."""
    step = parse(formula)[0]
    if step.op == "AGO":
        ahead, far = step.number(0), _REACH + abs(step.number(0)) * _DAYS_OF.get(step.arg(1), 0)
    elif step.op == "U":
        ahead, far = step.number(1), _REACH
    else:
        ahead, far = {"last": -1, "next": 1}.get(step.arg(1), 0), _REACH
    if ahead == 0:
        return _SAME, _SAME
    return (far, _BESIDE) if ahead > 0 else (_BESIDE, far)


def dated(statement: DatedStatement, published: Days | None) -> Stretch | None:
    """Where a statement of an article lies, if its formula or its article's day places it beyond doubt."""
    seen = seen_from(statement.formula, statement.tense, published.first if published else None)
    if seen.first is None or seen.last is None or seen.grain in {"decade", "century"}:
        return None
    if published is not None and published.first != published.last and seeks(statement):
        other = seen_from(statement.formula, statement.tense, published.last)
        if other.value != seen.value:
            return None
    return seen


class _Signature(Struct, frozen=True):
    """A statement's words as bits, so that most pairs that share too little are told apart without looking at words.

    `lost` is how many words fall on a bit that another of them has: no more shared ones than that can go unseen.
    """

    names: int
    keys: int
    lost: int

    @classmethod
    def of(cls, statement: DatedStatement, bits: _Bits) -> _Signature:
        names = bits.of(statement.names)
        keys = names | bits.of(statement.words)
        return cls(names, keys, len(statement.names) + len(statement.words) - keys.bit_count())


class _Bits(dict[str, int]):
    """The bit of each word."""

    def __missing__(self, word: str) -> int:
        # Differs from process to process, as hashes of text do; a signature is never kept, and only lets pairs be
        # skipped.
        bit = self[word] = 1 << (hash(word) & _SIGNATURE)
        return bit

    def of(self, words: Iterable[str]) -> int:
        return reduce(or_, map(self.__getitem__, words), 0)


class Frequencies:
    """In how many dated sentences each word stands, and how many there are."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.statements = 0

    def take(self, article: ArticleDays) -> None:
        told = {statement.sentence: statement.keys for statement in article.statements}
        for keys in told.values():
            self.counts.update(keys)
        self.statements += len(told)


class Index:
    """The seekers by their words, with how common each word is among all dated sentences."""

    def __init__(self, seekers: Sequence[Seeker], frequencies: Frequencies) -> None:
        self._seekers = seekers
        self._words = [seeker.statement.keys for seeker in seekers]
        self._bits = _Bits()
        signatures = [_Signature.of(seeker.statement, self._bits) for seeker in seekers]
        self._names, self._keys = [s.names for s in signatures], [s.keys for s in signatures]
        self._frequency = frequencies.counts
        self._statements = frequencies.statements + _BACKGROUND
        by_word: dict[str, list[int]] = defaultdict(list)
        for number, seeker in enumerate(seekers):
            for key in seeker.statement.keys:
                by_word[key].append(number)
        leading = sorted((len(numbers), key) for key, numbers in by_word.items() if len(numbers) <= _POSTINGS)
        self._ranks = {key: rank for rank, (_, key) in enumerate(leading)}  # the rarest first
        self._postings = [by_word[key] for _, key in leading]
        self._weights: dict[str, float] = {}

    def weight(self, keys: Iterable[str]) -> float:
        """The improbability, in nats, that a sentence holds these words."""
        # Rounded once: else the last digit would rest on the order of a set, which is another in each process.
        return math.fsum(map(self._weight, keys))

    def _weight(self, key: str) -> float:
        known = self._weights.get(key)
        if known is None:
            known = self._weights[key] = math.log(self._statements / (self._frequency.get(key, 1) + _PRIOR))
        return known

    def _same_event(self, one: DatedStatement, other: DatedStatement, shared: frozenset[str]) -> float:
        """How far beyond chance two sentences agree that share these words; 0 where chance may do."""
        if len(shared) < _LEAST_SHARED:
            return 0.0
        names = sum(key in one.names or key in other.names for key in shared)
        return max(0.0, self.weight(shared) - math.log(self._statements)) if names >= _LEAST_NAMES else 0.0

    def near(self, statement: DatedStatement) -> list[int]:
        """The seekers that a statement may share an event with, in order: those reached by its rarest words."""
        ranks, postings = self._ranks, self._postings
        known = sorted([ranks[key] for key in statement.keys if key in ranks])
        if not known:
            return []
        own, all_names, all_keys = _Signature.of(statement, self._bits), self._names, self._keys
        keys, names = own.keys, own.names
        least, least_names = _LEAST_SHARED - own.lost, _LEAST_NAMES - own.lost
        numbers = set().union(*[postings[rank] for rank in known[:_RAREST]])
        reached = [
            number
            for number in numbers
            if (shared := keys & all_keys[number]).bit_count() >= least
            and (shared & (names | all_names[number])).bit_count() >= least_names
        ]
        return sorted(reached)

    def ties(self, article: str, statement: DatedStatement, published: Days | None) -> Iterator[Tie]:
        """What a statement of an article published on these days tells of the seekers that speak of the same event."""
        # Most statements are near none: where they lie is worked out for the others alone.
        if not (near := self.near(statement)) or (placed := dated(statement, published)) is None:
            return
        if placed.first is None or placed.last is None:
            return
        keys = statement.keys
        for number in near:
            seeker = self._seekers[number]
            if seeker.article == article:  # its own sentences are all about one thing
                continue
            shared = keys & self._words[number]
            weight = self._same_event(seeker.statement, statement, shared)
            if not weight:
                continue
            days = possible_days(seeker.statement.formula, seeker.statement.tense, placed.first, placed.last)
            if days is not None:
                plain = not seeks(statement)
                yield Tie(seeker, article, placed, days, weight, shared, statement.said, plain, self._weight)


def strongest(ties: Iterable[Tie]) -> list[Tie]:
    """The ties worth keeping of many, those to a date with its year first, then the strongest."""
    return sorted(ties, key=lambda tie: (not tie.plain, -tie.weight, tie.other, tie.days.first))[:_TIES]
