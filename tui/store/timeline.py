"""The events of one corpus in order of time, and the periods of the calendar that they fall into."""

from __future__ import annotations

from tui.store.current_view import CurrentView
from tui.store.queries import timeline
from tui.store.query import EventQuery, TimelineQuery
from tui.store.rows import Entry, Period, Zoom

_BY_MONTH, _ALL_EVENTS = TimelineQuery(), EventQuery()


class EventLists:
    def __init__(self, current: CurrentView) -> None:
        self._current = current

    def rows(self, query: TimelineQuery = _BY_MONTH, *, offset: int = 0, limit: int = 100) -> list[Period | Entry]:
        """Each period followed by its events; with a crossref only the events that touch it."""
        return timeline.rows(self._current.view, query, offset, limit)

    def count(self, query: TimelineQuery = _BY_MONTH) -> int:
        """Of `rows`."""
        return timeline.count(self._current.view, query)

    def period_row(self, at: int, by: int, query: TimelineQuery = _BY_MONTH) -> int | None:
        """The row of `rows` at which the next period begins after row `at`, or (`by` -1) the one before; None where
        there is none."""
        return timeline.period_row(self._current.view, query, at, by)

    def periods(self, query: TimelineQuery = _BY_MONTH, *, offset: int = 0, limit: int = 100) -> list[Period]:
        """The calendar from the earliest dated sentence on, empty stretches left out; `hits` are the events that touch
        the crossref."""
        return timeline.periods(self._current.view, query, offset, limit)

    def periods_count(self, zoom: Zoom = "month") -> int:
        return timeline.periods_count(self._current.view, zoom)

    def most(self, zoom: Zoom = "month") -> int:
        """The number of events in the period that has most, 0 where there is none."""
        return timeline.most(self._current.view, zoom)

    def entries(self, query: EventQuery = _ALL_EVENTS, *, offset: int = 0, limit: int = 100) -> list[Entry]:
        """Events in order of time, each by the dated sentence that tells it first."""
        return timeline.entries(self._current.view, query, offset, limit)

    def entries_count(self, query: EventQuery = _ALL_EVENTS) -> int:
        return timeline.entries_count(self._current.view, query)

    def told(self, entry: Entry) -> list[Entry]:
        """Every sentence that tells an entry's event, the first telling first; each is of another article."""
        return timeline.told(self._current.view, entry.article, entry.span.start)
