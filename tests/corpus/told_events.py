"""Dated sentences, invented, as the events and periods that a timeline makes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tui.corpus.days.periods import Zoom, label_of, period_of
from tui.corpus.days.tellings import joined, telling_of
from tui.model import Days, Span


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
