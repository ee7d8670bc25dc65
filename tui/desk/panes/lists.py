"""Articles and Actors: virtual lists that draw from the desk's one crossref."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from msgspec import Struct

from tui.desk.panes.list_pane import LibraryRows, ListPane
from tui.desk.panes.marking_pane import MarkingPane
from tui.desk.presentation import row_lines
from tui.desk.presentation.line import Line
from tui.desk.presentation.reason_words import reason_sentences
from tui.desk.presentation.title import counted
from tui.desk.widgets.lines import NEAR, RowSource
from tui.store.desk_library import DeskLibrary
from tui.store.query import ActorQuery, ArticleQuery
from tui.store.rows import ActorRow, ArticleRow


class ArticlesPane(MarkingPane):
    where = "articles"
    thing = "article"
    two_lines = True

    def row_lines(self, row: ArticleRow, width: int) -> Sequence[Line]:
        hits, opened = self.state.crossref is not None, row.key == self.state.open_article
        return row_lines.article_lines(row, width, self.look, hits=hits, opened=opened, tall=self.row_height > 1)

    def head(self, width: int) -> Line:
        return row_lines.article_head(width - 1, self.look, hits=self.state.crossref is not None)

    def told(self, row: ArticleRow) -> tuple[str, str, Sequence[str]]:
        why = " ".join(reason_sentences(row.published.why, self.state.title_of))
        why = why or "Nothing says when it was published."
        named = f"; the selection is named {counted(row.hits, 'time')}" if row.hits else ""
        about = f"{row.title}: {row.outlet or 'outlet not known'}, {counted(row.claims, 'claim')}{named}."
        return "the day", row_lines.published_words(row.published), (why, about)

    @staticmethod
    def same(row: ArticleRow) -> Hashable:
        return row.key

    def source(self) -> LibraryRows:
        library, query = self.state.library, self.list_query()
        return LibraryRows(
            lambda: library.articles_count(query),
            lambda offset, limit: library.articles(query, offset=offset, limit=limit),
        )

    def list_query(self) -> ArticleQuery:
        order, descending, _ = self.state.order(self.where)
        return ArticleQuery(self.state.crossref, self.state.matching.get(self.where, ""), order, descending)

    def counted(self) -> str:
        crossref = self.state.crossref
        if crossref is not None:
            return f"{len(crossref.by_article):,} of {self.count:,} name it"
        return f"{self.count:,}, {self.state.order(self.where)[2]}"

    def why_empty(self) -> str:
        if self.state.matching.get(self.where):
            return self.filtered("article")
        return "No article has been read yet. They come in as they are listed."

    def find(self, key: str) -> int | None:
        """The row of an article."""
        query = self.list_query()
        return None if query.order == "hits" else self.state.library.article_offset(key, query)


SPACE = Line(((" ", "text"),))  # between the sign of the cursor and a name
_NUMBERS = {"claims": "claims", "held": "claims", "hits": "beside", "mentions": "named", "articles": "articles"}


class NamedOnly(Struct, frozen=True):
    """The line below which stand actors that hold nothing."""

    actors: int


class HoldersFirst:
    """Actors in an order in which those that hold something come first, and a line between them and the others."""

    def __init__(self, library: DeskLibrary, query: ActorQuery) -> None:
        self._library = library
        self._query = query
        self.actors = library.actors_count(query)
        self.holding = library.holding_count(query)

    @property
    def parted(self) -> bool:
        return self.holding < self.actors

    def count(self) -> int:
        return self.actors + self.parted

    def rows(self, offset: int, limit: int) -> Sequence[ActorRow | NamedOnly]:
        first = offset - (self.parted and offset > self.holding)
        found: list[ActorRow | NamedOnly] = [*self._library.actors(self._query, offset=first, limit=limit)]
        if self.parted and offset <= self.holding < offset + limit:
            found.insert(self.holding - offset, NamedOnly(self.actors - self.holding))
        return found[:limit]


class ActorsPane(ListPane):
    where = "actors"

    def row_lines(self, row: ActorRow | NamedOnly, width: int) -> Sequence[Line]:
        hits, order = self.state.crossref is not None, self.state.order(self.where)[0]
        if isinstance(row, NamedOnly):
            return (row_lines.named_only(row.actors, width, self.look, hits=hits and order == "held"),)
        numbers = {"hits": row.hits, "mentions": row.mentions, "articles": row.articles}
        number = numbers.get(order, row.claims)
        return (
            SPACE + row_lines.actor_line(row, width - 2, self.look, self.state.issue_names, number=number, hits=hits),
        )

    def head(self, width: int) -> Line:
        number = _NUMBERS.get(self.state.order(self.where)[0], "claims")
        return row_lines.actor_head(width - 2, self.look, number=number, hits=self.state.crossref is not None)

    def told(self, row: ActorRow | NamedOnly) -> tuple[str, str, Sequence[str]]:
        if isinstance(row, NamedOnly):
            return "", "", ()
        selection = self.state.selection
        about = self.state.library.label(selection) if selection is not None else ""
        return (
            row.name,
            f"named {counted(row.mentions, 'time')}",
            row_lines.actor_told(row, self.state.issue_names, about),
        )

    @staticmethod
    def same(row: ActorRow | NamedOnly) -> Hashable:
        return row.id if isinstance(row, ActorRow) else ""

    def source(self) -> RowSource[Any]:
        library, (order, descending, _) = self.state.library, self.state.order(self.where)
        query = ActorQuery(self.state.crossref, self.state.matching.get(self.where, ""), order, descending)
        if order in ("claims", "held"):
            return HoldersFirst(library, query)
        return LibraryRows(
            lambda: library.actors_count(query), lambda offset, limit: library.actors(query, offset=offset, limit=limit)
        )

    # --- the cursor stands on actors alone

    def show(
        self, source: RowSource[Any], *, at: int | None = None, empty: str | None = None, near: int = NEAR
    ) -> None:
        super().show(source, at=at, empty=empty, near=near)
        self._step_off(1)

    def move(self, unit: str, by: int) -> None:
        super().move(unit, by)
        self._step_off(by)

    def _step_off(self, by: int) -> None:
        if isinstance(self.row, NamedOnly):
            self.go(self.cursor + by if 0 <= self.cursor + by < self.count else self.cursor - by)

    # --- what it counts

    def total(self) -> int:
        source = self._source
        return source.actors if isinstance(source, HoldersFirst) else self.count

    def counted(self) -> str:
        marked = f"{self.state.joining[1]} is marked · " if self.state.joining is not None else ""
        source = self._source
        if isinstance(source, HoldersFirst):
            about = " about it" if self.state.order(self.where)[0] == "held" else ""
            return f"{marked}{source.holding:,} hold claims{about}, {source.actors:,} named"
        return f"{marked}{self.count:,} named, {self.state.order(self.where)[2]}"

    def why_empty(self) -> str:
        if self.state.matching.get(self.where):
            return self.filtered("actor")
        return "No actor so far; names come in as articles are read." + self.state.unread
