"""The timeline: dated sentences to periods, and the same event told by several articles to one entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tui.corpus.day_evidence import words_of
from tui.model import Days, Span

Zoom = Literal["day", "week", "month", "year"]
_LEAST_NAMES, _LEAST_SHARED = 2, 3
_ALIKE = 0.34  # of all their words, where names are few
_POSTINGS = 64  # sentences of the same days that a word may join; a commoner word joins none


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence with the days of one of its time expressions (`span`); `words` are the sentence's own."""

    article: str
    days: Days
    value: str
    span: Span
    sentence: Span
    words: str
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Event:
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


@dataclass(frozen=True, slots=True)
class Period:
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
    """Sentences to events in order of time: those of the same days whose names and words agree are one event.

    Sentences of one article are never joined with each other: an article that names a day twice has two things to say.
    """
    by_days: dict[Days, list[DatedSentence]] = defaultdict(list)
    for sentence in dated:
        by_days[sentence.days].append(sentence)
    found: list[Event] = []
    for days in sorted(by_days):
        found.extend(_join(by_days[days]))
    return tuple(found)


def _join(sentences: Sequence[DatedSentence]) -> list[Event]:
    """The events of one range of days."""
    keys = [words_of(s.words) for s in sentences]
    by_word: dict[str, list[int]] = defaultdict(list)
    groups: list[list[int]] = []
    group_of: dict[int, int] = {}
    for number, (names, words) in enumerate(keys):
        near = {other for key in names | words if len(by_word[key]) <= _POSTINGS for other in by_word[key]}
        joined = None
        for other in sorted(near):
            members = groups[group_of[other]]
            if any(sentences[m].article == sentences[number].article for m in members):
                continue
            if _alike(keys[number], keys[other]):
                joined = group_of[other]
                break
        if joined is None:
            joined = len(groups)
            groups.append([])
        groups[joined].append(number)
        group_of[number] = joined
        for key in names | words:
            by_word[key].append(number)
    return [Event(tuple(sentences[number] for number in members)) for members in groups]


def _alike(one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]) -> bool:
    mine, theirs = one[0] | one[1], other[0] | other[1]
    shared = mine & theirs
    names = shared & (one[0] | other[0])
    if len(names) >= _LEAST_NAMES and len(shared) >= _LEAST_SHARED:
        return True
    return len(shared) >= _LEAST_SHARED and len(shared) >= _ALIKE * len(mine | theirs)


def periods(found: Sequence[Event], zoom: Zoom) -> tuple[Period, ...]:
    """Events to the periods they lie in, in order of time; a period without events is left out."""
    inside: dict[Days, list[Event]] = defaultdict(list)
    wide: dict[Days, list[Event]] = defaultdict(list)
    for event in found:
        period = period_of(event.days.first, zoom)
        (inside if event.days.last <= period.last else wide)[period].append(event)
    return tuple(
        Period(days, label_of(days, zoom), tuple(inside[days]), tuple(wide[days])) for days in sorted({*inside, *wide})
    )
