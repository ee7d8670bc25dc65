"""Articles and Actors: virtual lists that draw from the desk's one crossref."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from tui.desk.panes.list_pane import LibraryRows, ListPane
from tui.desk.panes.marking_pane import MarkingPane
from tui.desk.presentation import row_lines
from tui.desk.presentation.line import Line
from tui.desk.presentation.title import counted
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
        why = row.published.why or "Nothing says when it was published."
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


class ActorsPane(ListPane):
    where = "actors"

    def row_lines(self, row: ActorRow, width: int) -> Sequence[Line]:
        hits, order = self.state.crossref is not None, self.state.order(self.where)[0]
        numbers = {"hits": row.hits, "mentions": row.mentions, "articles": row.articles}
        number = numbers.get(order, row.claims)
        return (
            SPACE + row_lines.actor_line(row, width - 2, self.look, self.state.issue_names, number=number, hits=hits),
        )

    def head(self, width: int) -> Line:
        number = _NUMBERS.get(self.state.order(self.where)[0], "claims")
        return row_lines.actor_head(width - 2, self.look, number=number, hits=self.state.crossref is not None)

    def told(self, row: ActorRow) -> tuple[str, str, Sequence[str]]:
        selection = self.state.selection
        about = self.state.library.label(selection) if selection is not None else ""
        return (
            row.name,
            f"named {counted(row.mentions, 'time')}",
            row_lines.actor_told(row, self.state.issue_names, about),
        )

    @staticmethod
    def same(row: ActorRow) -> Hashable:
        return row.id

    def source(self) -> LibraryRows:
        library, (order, descending, _) = self.state.library, self.state.order(self.where)
        query = ActorQuery(self.state.crossref, self.state.matching.get(self.where, ""), order, descending)
        return LibraryRows(
            lambda: library.actors_count(query), lambda offset, limit: library.actors(query, offset=offset, limit=limit)
        )

    def counted(self) -> str:
        marked = f"{self.state.joining[1]} is marked · " if self.state.joining is not None else ""
        return f"{marked}{self.count:,} named, {self.state.order(self.where)[2]}"

    def why_empty(self) -> str:
        if self.state.matching.get(self.where):
            return self.filtered("actor")
        return "No actor so far; names come in as articles are read." + self.state.unread
