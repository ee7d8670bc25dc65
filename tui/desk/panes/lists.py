"""Articles, Timeline, Actors and Claims: virtual lists that draw from the desk's one crossref."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from msgspec.structs import replace
from textual.strip import Strip

from tui.desk.presentation import rows
from tui.desk.presentation.line import Line
from tui.desk.presentation.paragraph import wrapped
from tui.desk.state import DeskState, filter_words
from tui.desk.theme import Look
from tui.desk.widgets.lines import NEAR, LineList
from tui.store.query import ActorQuery, ArticleQuery, TimelineQuery
from tui.store.rows import ActorRow, ArticleRow, ClaimRow, Entry, Period


class Asked:
    """A RowSource that asks the library, by two functions."""

    def __init__(self, count: Callable[[], int], page: Callable[[int, int], Sequence[Any]]) -> None:
        self.count = count
        self.rows = page


class ListPane(LineList[Any]):
    """A pane that is a list. `redraw` takes the rows anew; `heading` and `note` are what its frame says."""

    where = ""

    def __init__(self, state: DeskState, draw: Callable[[Any, int, Look], Line]) -> None:
        super().__init__(draw, empty="", key=self.same, id=f"{self.where}-list")
        self.state = state
        self.drawn_once = False  # before, nobody knows yet whether it is empty
        self._why: tuple[object, list[Line]] = (None, [])  # the lines that say why it is empty, by what they rest on

    @staticmethod
    def same(row: Any) -> Hashable:
        return hash(row)

    def source(self) -> Asked:
        raise NotImplementedError

    def why_empty(self) -> str:
        raise NotImplementedError

    def heading(self) -> str:
        return self.where.capitalize()

    def note(self) -> str:
        """How the pane is filtered, else where the cursor stands and on which part of the articles the list rests."""
        matching = self.state.matching.get(self.where, "")
        return f"f {matching}" if matching else self.resting()

    def resting(self) -> str:
        """Where the cursor stands, and what the list rests on where that is a part of the articles or mentions."""
        counts, crossref = self.state.counts, self.state.crossref
        if self.where == "articles" or (counts.read >= counts.articles and crossref is None):
            return self.position
        if self.where == "claims":
            found = [self.state.part, crossref.partial if crossref is not None else "", self.position]
        else:  # in few columns
            part = f"{counts.read:,}/{counts.articles:,} read" if counts.read < counts.articles else ""
            found = [part, self.position]
        return "  ".join(words for words in found if words)

    def render_line(self, y: int) -> Strip:
        """As any list; why it is empty is wrapped, so that all of it can be read."""
        if self.count:
            return super().render_line(y)
        lines = self._lines_why() if self.drawn_once else []
        return (lines[y] if y < len(lines) else Line()).strip(self.look, self.size.width)

    def _lines_why(self) -> list[Line]:
        asked = (self._empty, self.size.width, self.look.ascii)
        if self._why[0] != asked:
            self._why = (asked, wrapped(self._empty, self.size.width, "dim", ascii_only=self.look.ascii))
        return self._why[1]

    def redraw(self, at: int | None = None, *, near: int = NEAR) -> None:
        self.drawn_once = True
        self.show(self.source(), at=at, empty=self.why_empty(), near=near)

    def filtered(self, what: str) -> str:
        return f"No {what} here has “{self.state.matching[self.where]}”. f changes the filter."


class Articles(ListPane):
    where = "articles"

    def __init__(self, state: DeskState) -> None:
        super().__init__(state, self.drawn)

    def drawn(self, row: ArticleRow, width: int, look: Look) -> Line:
        return rows.article_line(row, width, look, hits=self.state.crossref is not None)

    @staticmethod
    def same(row: ArticleRow) -> Hashable:
        return row.key

    def source(self) -> Asked:
        state, query = self.state, self.list_query()
        return Asked(
            lambda: state.library.articles_count(query),
            lambda offset, limit: state.library.articles(query, offset=offset, limit=limit),
        )

    def why_empty(self) -> str:
        if self.state.matching.get(self.where):
            return self.filtered("article")
        return "No article has been read yet. They come in as they are listed."

    def list_query(self) -> ArticleQuery:
        order, descending, _ = self.state.order(self.where)
        return ArticleQuery(self.state.crossref, self.state.matching.get(self.where, ""), order, descending)

    def find(self, key: str) -> int | None:
        """The row of an article."""
        query = self.list_query()
        return None if query.order == "hits" else self.state.library.article_offset(key, query)


class Timeline(ListPane):
    where = "timeline"

    def __init__(self, state: DeskState) -> None:
        super().__init__(state, self.drawn)
        self._most = 1

    def drawn(self, row: Period | Entry, width: int, look: Look) -> Line:
        return rows.timeline_line(row, width, look, most=self._most, hits=self.state.crossref is not None)

    @staticmethod
    def same(row: Period | Entry) -> Hashable:
        return row.label if isinstance(row, Period) else (row.article, row.span)

    @property
    def sentences(self) -> bool:
        """Whether the sentences stand below their periods."""
        order = self.state.order(self.where)[0]
        return order == "all" or (order == "auto" and self.state.crossref is not None)

    def source(self) -> Asked:
        timeline, query = self.state.library.timeline, self.list_query()
        self._most = max(timeline.most(query.zoom), 1)
        if not self.sentences:
            return Asked(
                lambda: timeline.periods_count(query.zoom),
                lambda offset, limit: timeline.periods(query, offset=offset, limit=limit),
            )
        return Asked(
            lambda: timeline.count(query),
            lambda offset, limit: timeline.rows(query, offset=offset, limit=limit),
        )

    def list_query(self) -> TimelineQuery:
        return TimelineQuery(self.state.zoom, self.state.crossref)

    def why_empty(self) -> str:
        if self.state.crossref is not None:
            return "No dated sentence touches the selection." + (self.state.unread or " [ goes to the one before.")
        return "No dated sentence so far." + self.state.unread

    def heading(self) -> str:
        return f"Timeline by {self.state.zoom}"

    def step(self, by: int) -> Period | Entry | None:
        """Go to the next period, or the one before; the row that it begins with."""
        at: int | None = self.cursor + by
        if self.sentences:
            at = self.state.library.timeline.period_row(self.cursor, by, self.list_query())
        row = self.row_at(at) if at is not None else None
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


class Actors(ListPane):
    where = "actors"

    def __init__(self, state: DeskState) -> None:
        super().__init__(state, self.drawn)

    def drawn(self, row: ActorRow, width: int, look: Look) -> Line:
        return rows.actor_line(row, width, look, hits=self.state.crossref is not None)

    @staticmethod
    def same(row: ActorRow) -> Hashable:
        return row.id

    def source(self) -> Asked:
        state, (order, descending, _) = self.state, self.state.order(self.where)
        query = ActorQuery(state.crossref, state.matching.get(self.where, ""), order, descending)
        return Asked(
            lambda: state.library.actors_count(query),
            lambda offset, limit: state.library.actors(query, offset=offset, limit=limit),
        )

    def why_empty(self) -> str:
        if self.state.matching.get(self.where):
            return self.filtered("actor")
        return "No actor so far; names come in as articles are read." + self.state.unread


class Claims(ListPane):
    where = "claims"

    def __init__(self, state: DeskState) -> None:
        super().__init__(state, self.drawn)

    def drawn(self, row: ClaimRow, width: int, look: Look) -> Line:
        """The stance toward the selected issue, else toward the claim's main one."""
        selection = self.state.selection
        issue = selection.key if selection is not None and selection.kind == "issue" else None
        return rows.claim_line(row, width, look, issue=issue)

    @staticmethod
    def same(row: ClaimRow) -> Hashable:
        return row.claim.id

    def source(self) -> Asked:
        state, (order, descending, _) = self.state, self.state.order(self.where)
        query = replace(state.claims_filter, crossref=state.crossref, order=order, descending=descending)
        return Asked(
            lambda: state.library.claims_count(query),
            lambda offset, limit: state.library.claims(query, offset=offset, limit=limit),
        )

    def why_empty(self) -> str:
        if self.state.claims_filter.filtered:
            return f"No claim passes the filter “{filter_words(self.state.claims_filter)}”. f changes it."
        if self.state.crossref is not None:
            told = "Nobody claims anything about the selection."
            return told + (self.state.unread or " / finds another, Backspace selects nothing.")
        return "No claim so far." + self.state.unread

    def heading(self) -> str:
        selection = self.state.selection
        return f"Claims about {self.state.library.label(selection)}" if selection is not None else "Claims"

    def note(self) -> str:
        passing = self.state.claims_filter
        return f"f {filter_words(passing)}" if passing.filtered else self.resting()
