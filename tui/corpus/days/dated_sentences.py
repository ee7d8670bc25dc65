"""The timeline: dated sentences to periods, and the same event told by several articles to one entry."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import log
from typing import Literal

from msgspec import Struct

from tui.corpus.days.day_evidence import words_of
from tui.model import Days, Span

Zoom = Literal["day", "week", "month", "year"]
# A word weighs log(1 + sentences of the same days / those of them that have it). Two sentences are one event where they
# share so much of the shorter one's weight, and enough rare words besides: a short sentence shares much by accident.
_ALIKE = 0.6  # of the shorter sentence, by weight
_LEAST = 2.0  # words that no other sentence of these days has, by weight
# Words of more sentences than that join nothing: they are what the days are about, and would compare all with all.
_POSTINGS = 64  # sentences of the same days that a word may join; a commoner word joins none
_FEWEST = 3  # words in common: of two, which another sentence has as well, each weighs less than one that none has
_LEAST_CLAUSE = 1.5  # the same of the clauses alone that hold the days
_FEWEST_CLAUSE = 2  # words in common: none weighs so much alone
# English puts the day behind what happened ("reopened the museum on Tuesday"): hence more words before than after.
_CLAUSE = 14, 8  # words before and after the days that may be of their clause
_EDGE = re.compile(
    r"[,;:()\[\]\"“”]|\s[-–—]+\s"
    r"|\b(?:which|who|that|because|while|whereas|although|though|and|but|since|after|before|when|where|until)\b"
)
_DEFINITE = re.compile(r"(?:\b(?:the|this|that|its|their|his|her|our)|\w['’]s)\s+((?:[a-z][\w-]*\s*)+)")
_ENDS_NOUN = re.compile(
    r"\b(?:of|in|on|at|by|for|with|from|to|over|between|against|last|next|is|was|were|will|has|had)\b"
)
_NUMBER = re.compile(r"\d+(?:[.,/-]\d+)*")


class DatedSentence(Struct, frozen=True):
    """A sentence with the days of one of its time expressions (`span`); `words` are the sentence's, without the
    expression's and without a dateline, `clause` those of them that stand with it."""

    article: str
    days: Days
    value: str
    span: Span
    sentence: Span
    words: str
    planned: bool = False
    clause: str = ""
    rests: bool = False  # on the day of the lead or the article: `span` is the verb, one of the words


class Event(Struct, frozen=True):
    """What one or several articles tell of the same days; the first of `told` speaks for all."""

    told: tuple[DatedSentence, ...]

    @property
    def days(self) -> Days:
        return self.told[0].days

    @property
    def planned(self) -> bool:
        """Still to come in every article that tells it."""
        return all(sentence.planned for sentence in self.told)

    @property
    def sources(self) -> tuple[str, ...]:
        """The articles, each once, in the order of `told`."""
        return tuple(dict.fromkeys(sentence.article for sentence in self.told))


class EventPeriod(Struct, frozen=True):
    """A day, week, month or year with the events that lie within it.

    `wide` are those that begin in it but are wider than it, such as a year among months: they are shown as such and
    counted apart.
    """

    days: Days
    label: str
    events: tuple[Event, ...]
    wide: tuple[Event, ...] = ()


def period_of(day: date, zoom: Zoom) -> Days:
    """The period of a zoom that a day lies in; weeks begin on Monday."""
    if zoom == "day":
        return Days(day, day)
    if zoom == "week":
        first = date.fromordinal(max(1, day.toordinal() - day.weekday()))
        return Days(first, min(date.max - timedelta(days=6), first) + timedelta(days=6))
    if zoom == "month":
        last = date.max if (day.year, day.month) == (9999, 12) else _first_of_next(day) - timedelta(days=1)
        return Days(day.replace(day=1), last)
    return Days(date(day.year, 1, 1), date(day.year, 12, 31))


def _first_of_next(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def label_of(days: Days, zoom: Zoom) -> str:
    """`2031-04-29`, `2031-W18`, `2031-04` or `2031`."""
    if zoom == "day":
        return days.first.isoformat()
    if zoom == "week":
        year, week, _ = days.first.isocalendar()
        return f"{year:04}-W{week:02}"
    return days.first.isoformat()[: 7 if zoom == "month" else 4]


def events(dated: Iterable[DatedSentence]) -> tuple[Event, ...]:
    """Sentences to events in order of time: those of the same days that are alike are one event.

    Sentences of one article are not joined with each other: an article that names a day twice has two things to say.
    One that names no day may say again what another of its article dates, as a title does.
    """
    by_days: dict[Days, list[DatedSentence]] = defaultdict(list)
    for sentence in dated:
        by_days[sentence.days].append(sentence)
    found: list[Event] = []
    for days in sorted(by_days):
        found.extend(_join(by_days[days]))
    return tuple(found)


def _join(sentences: Sequence[DatedSentence]) -> list[Event]:
    """The events of one range of days: a sentence joins the first event whose first telling it is like."""
    wholes = [_Stems.of(sentence.words) for sentence in sentences]
    within = Counter(word for whole in wholes for word in whole.words)
    weights = {word: log(1 + len(sentences) / n) for word, n in within.items()}
    alone = log(1 + len(sentences))
    clauses = [_Clause.of(sentence.clause) for sentence in sentences]
    told_by: dict[str, list[int]] = defaultdict(list)  # the events whose first telling has a word
    groups: list[list[int]] = []
    for number, (whole, clause) in enumerate(zip(wholes, clauses, strict=True)):
        words, said, known = whole.words, clause.stems.words, clause.definite
        near = {group for word in words if within[word] <= _POSTINGS for group in told_by[word]}
        joined = None
        for group in sorted(near):
            head = groups[group][0]
            # Of a hundred that share a word hardly one is alike: what takes longest comes last.
            alike = len(words & wholes[head].words) >= _FEWEST and _is_like(
                whole, wholes[head], weights, _LEAST * alone, alone
            )
            if not alike:
                its = clauses[head]
                if len(said & its.stems.words) < _FEWEST_CLAUSE and known.isdisjoint(its.definite):
                    continue
                if not _is_one(clause, its, weights, alone):
                    continue
            if not any(_both_dated(sentences[member], sentences[number]) for member in groups[group]):
                joined = group
                break
        if joined is None:
            joined = len(groups)
            groups.append([])
            for word in whole.words:
                told_by[word].append(joined)
        groups[joined].append(number)
    return [Event(tuple(sentences[number] for number in members)) for members in groups]


def _both_dated(one: DatedSentence, other: DatedSentence) -> bool:
    """Whether one article dates both by words of their own."""
    return one.article == other.article and not (one.rests or other.rests)


class _Stems(Struct, frozen=True):
    """The stems of names and of all words, and the numbers in digits."""

    names: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Stems:
        names, others = words_of(text)
        return cls(names, names | others, frozenset(_NUMBER.findall(text)))


class _Clause(Struct, frozen=True):
    """What the clause of a sentence's days is known by; `definite` are its nouns that mean something known ("the
    war")."""

    stems: _Stems
    definite: frozenset[str]

    @classmethod
    def of(cls, clause: str) -> _Clause:
        return cls(_Stems.of(f"the {clause}"), _definite(clause))


def _definite(clause: str) -> frozenset[str]:
    """Stems of the nouns that a definite word stands before: "war" of "the five-day war in", "Peru's war with"."""
    nouns: set[str] = set()
    for found in _DEFINITE.finditer(clause):
        phrase = _ENDS_NOUN.split(found[1], maxsplit=1)[0].split()
        if phrase:
            nouns |= words_of(f"the {phrase[-1]}")[1]
    return frozenset(nouns)


def clause_of(head: str, tail: str) -> str:
    """The words of a sentence before and after one of its expressions, as far as they stand in one clause with it."""
    before, after = _CLAUSE
    words = " ".join(_EDGE.split(head)[-1].split()[-before:])
    return f"{words} {' '.join(_EDGE.split(tail, maxsplit=1)[0].split()[:after])}".strip()


def _is_one(one: _Clause, other: _Clause, weights: Mapping[str, float], alone: float) -> bool:
    """Whether two sentences tell the same event in the clauses that hold the days: these are alike, or name the same
    known thing beside the same name ("the war in Peru", "Peru's war")."""
    if _is_like(one.stems, other.stems, weights, _LEAST_CLAUSE * alone, alone):
        return True
    known = one.definite & other.definite & one.stems.words & other.stems.words
    return bool(known) and _is_like(one.stems, other.stems, weights, 0.0, alone)


def _is_like(one: _Stems, other: _Stems, weights: Mapping[str, float], least: float, alone: float) -> bool:
    """Whether two stretches tell the same: what they share is much of the shorter one and rare among the sentences of
    these days, a name is in it, and they do not give other numbers. No word weighs more than `alone`."""
    shared = one.words & other.words
    if len(shared) * alone < least or not shared & (one.names | other.names):
        return False
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return False
    weight = sum(weights.get(word, 0.0) for word in shared)
    if weight < least:
        return False
    shorter = min(sum(weights.get(word, 0.0) for word in key.words) for key in (one, other))
    return weight >= _ALIKE * shorter


def periods(found: Sequence[Event], zoom: Zoom) -> tuple[EventPeriod, ...]:
    """Events to the periods they lie in, in order of time; a period without events is left out."""
    inside: dict[Days, list[Event]] = defaultdict(list)
    wide: dict[Days, list[Event]] = defaultdict(list)
    for event in found:
        period = period_of(event.days.first, zoom)
        (inside if event.days.last <= period.last else wide)[period].append(event)
    return tuple(
        EventPeriod(days, label_of(days, zoom), tuple(inside[days]), tuple(wide[days]))
        for days in sorted({*inside, *wide})
    )
