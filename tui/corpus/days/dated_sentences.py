"""The timeline: dated sentences to periods, and the same event told by several articles to one entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from tui.corpus.days.tellings import joined, telling_of
from tui.model import Days, Span

Zoom = Literal["day", "week", "month", "year"]


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
    """The events of one range of days."""
    told = [telling_of(sentence.words, sentence.clause) for sentence in sentences]
    groups = joined(told, [None if sentence.rests else sentence.article for sentence in sentences])
    return [Event(tuple(sentences[number] for number in members)) for members in groups]


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
