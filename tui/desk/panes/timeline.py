"""Timeline: periods, and below them the events of the selection in words, each with its day."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from tui.desk.panes.list_pane import LibraryRows, ListPane
from tui.desk.presentation import time_lines
from tui.desk.presentation.daywords import in_full
from tui.desk.presentation.line import Line
from tui.desk.presentation.title import counted
from tui.desk.state import DeskState
from tui.store.query import TimelineQuery
from tui.store.rows import Entry, Period

_SAID = {"expression": "", "lead": "on the day that the lead names", "publication": "on the day of its article"}


class TimelinePane(ListPane):
    where = "timeline"

    def __init__(self, state: DeskState) -> None:
        super().__init__(state)
        self._most = 1

    def row_lines(self, row: Period | Entry, width: int) -> Sequence[Line]:
        hits = self.state.crossref is not None
        return (time_lines.timeline_line(row, width, self.look, most=self._most, hits=hits),)

    def head(self, width: int) -> Line:
        return time_lines.timeline_head(width - 1, self.look)

    def told(self, row: Period | Entry) -> tuple[str, str, Sequence[str]]:
        if isinstance(row, Period):
            sample = f"Among them: “{row.sample}”" if row.sample else ""
            return time_lines.period_words(row), counted(row.n, "event"), (in_full(row.days), sample)
        said = _SAID[row.rests_on] or f"“{row.text}”, as printed"
        ahead = "Still to come when it was written. " if row.planned else ""
        return "the sentence", said, (row.words, f"{ahead}{in_full(row.days)} · {row.title}")

    @staticmethod
    def same(row: Period | Entry) -> Hashable:
        return row.label if isinstance(row, Period) else (row.article, row.span)

    @property
    def sentences(self) -> bool:
        """Whether the sentences stand below their periods."""
        order = self.state.order(self.where)[0]
        return order == "all" or (order == "auto" and self.state.crossref is not None)

    def source(self) -> LibraryRows:
        timeline, query = self.state.library.timeline, self.list_query()
        self._most = max(timeline.most(query.zoom), 1)
        if not self.sentences:
            return LibraryRows(
                lambda: timeline.periods_count(query.zoom),
                lambda offset, limit: timeline.periods(query, offset=offset, limit=limit),
            )
        return LibraryRows(
            lambda: timeline.count(query),
            lambda offset, limit: timeline.rows(query, offset=offset, limit=limit),
        )

    def list_query(self) -> TimelineQuery:
        return TimelineQuery(self.state.zoom, self.state.crossref)

    def counted(self) -> str:
        return "with events about it" if self.sentences else counted(self.count, self.state.zoom)

    def why_empty(self) -> str:
        if self.state.crossref is not None:
            return "No dated sentence is about the selection." + (self.state.unread or " [ goes to the one before.")
        return "No dated sentence so far." + self.state.unread

    def heading(self) -> str:
        return f"Timeline by {self.state.zoom}"

    def step(self, by: int) -> Period | Entry | None:
        """Go to the next period, or the one before; the row that it begins with."""
        at: int | None = self.cursor + by
        if self.sentences:
            at = self.state.library.timeline.period_row(self.cursor, by, self.list_query())
        row: Period | Entry | None = self.row_at(at) if at is not None else None
        if at is not None and row is not None:
            self.go(at)
        return row

    def go_to_day(self, first: str) -> None:
        """Stand on the period that holds a day (ISO 8601), or the last before it."""
        low, high = 0, self.count
        while low < high:
            middle = (low + high) // 2
            row = next(iter(self._source.rows(middle, 1)), None)  # not a page of each
            if row is None or row.days.first.isoformat() > first:
                high = middle
            else:
                low = middle + 1
        self.go(max(low - 1, 0))
