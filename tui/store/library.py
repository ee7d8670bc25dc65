"""The library: one corpus as its readers see it. Every list is paged and has a count; every row is frozen.

A Library may be used from any thread: each opens its own connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Unpack

from tui.config import Config
from tui.model import Actor, Article, Crossref, Days, Mention, Selection, Span
from tui.store.decisions import Decisions
from tui.store.index_file import Index
from tui.store.queries import (
    claim_groups,
    claims,
    dated,
    holders,
    lists,
    merge_candidates,
    reasons,
    search,
    sides,
    timeline,
)
from tui.store.queries.claims import Asked, By, Wanted
from tui.store.queries.export_rows import Rows
from tui.store.queries.reader_marks import body_marks
from tui.store.queries.summary import counts, health, kept_progress
from tui.store.rows import (
    ActorRow,
    ArticleRow,
    ClaimGroup,
    ClaimRow,
    Counts,
    Entry,
    Found,
    IssueRow,
    KwicRow,
    Likely,
    Mark,
    Matrix,
    Period,
    ProblemRow,
    Progress,
    Role,
    Zoom,
)
from tui.store.sqlite import blob, name
from tui.store.view import View


class Library(Decisions, Rows):
    """Reads of one corpus' index, and what a person decides about it."""

    @classmethod
    def open(
        cls,
        corpus: Path,
        config: Config,
        *,
        index_dir: Path | None = None,
        data_dir: Path | None = None,
    ) -> Library:
        """Open, or make, the index of `corpus` (a folder or a file).

        `index_dir` and `data_dir` stand for the user's own cache and data directories.
        Raises StoreProblem where the index or the judgements cannot be used: what, where and how to mend it.
        """
        return cls(Index(corpus, index_dir), config, data_dir)

    def close(self) -> None:
        """Close every connection; what was written stays."""
        self.index_file.close()
        self.judgements.close()

    # --- the index itself

    def reconfigure(self, config: Config) -> None:
        """Take a changed watchlist; the next update of the index applies it without reading again."""
        self._view.configure(config)

    def warm(self) -> None:
        """Read what every selection needs, so that the first one is drawn at once; for a thread of its own."""
        for _ in self._warming(self._view, self._view):
            pass
        self.index_file.give_back()

    def _warming(self, view: View, before: View) -> Iterator[None]:
        """Step by step; what only some selections need where it was at hand `before`."""
        yield from view.crossreferences().warm()
        lists.issues(view, None, self._looked())
        yield
        claims.warm(view)
        yield
        dated.warm(view)
        for room in (timeline, sides):
            yield
            room.warm(view, before)

    def hold(self) -> None:
        """From now on answer from what was worked out, even where the index has changed since, until `renew`: a
        selection never waits for sums over the whole corpus. Rows and texts are those of the index all the same."""
        self._held = True

    def renew(self, selection: Selection | None = None, go_on: Callable[[], bool] = lambda: True) -> bool:
        """Step over to the index as it is now, in one moment, when all that selections need of it has been worked out,
        and the present `selection` too; False where it is no other, or `go_on`, asked between short steps, says no. For
        a thread of its own: until then all others answer from what they had."""
        before, decided = self._latest, self._decided
        view = before.current()
        if view is before:
            return False
        for _ in self._warming(view, before):
            if not go_on():
                return False
        if selection is not None:
            view.hits(view.crossref(selection))
        self.index_file.give_back()
        with self._stepping:
            if view.config is not self._latest.config:
                return False
            if decided != self._decided:
                view.decided()
            self._latest = view
        return True

    def changed(self) -> bool:
        """Whether the index has changed, by whatever process, since what is answered from was worked out."""
        return self.index_file.generation() != self._view.generation

    def generation(self) -> int:
        """Of the index, or, of one that is held, of what is answered from; it grows with every change."""
        return self._view.generation

    def counts(self) -> Counts:
        return counts(self._view, self._looked())

    def progress(self) -> Progress:
        """Where the indexer stands, in this process or another."""
        return kept_progress(self._view)

    def problems(self, *, offset: int = 0, limit: int = 100) -> list[ProblemRow]:
        """What could not be read, or only in part, and why."""
        rows = self._view.rows(
            "SELECT path, line, why FROM problems ORDER BY path, line LIMIT ? OFFSET ?", limit, offset
        )
        return [ProblemRow(name(path), line, why) for path, line, why in rows]

    def health(self) -> list[tuple[str, str]]:
        """The state of the index and the judgements, for `check`: name and words."""
        return health(self._view, self.judgements)

    # --- lists

    def articles(
        self,
        *,
        crossref: Crossref | None = None,
        order: str = "day",
        descending: bool = False,
        matching: str = "",
        offset: int = 0,
        limit: int = 100,
    ) -> list[ArticleRow]:
        """`order` is day, title, outlet, words, claims, mentions, new or hits; those without a day come last.

        With a crossref each row has its `hits`; files that could not be read stand at the end.
        """
        return lists.articles(self._view, crossref, order, descending, matching, offset, limit, self._looked())

    def articles_count(self, *, matching: str = "") -> int:
        return lists.articles_count(self._view, matching)

    def article_offset(
        self, key: str, *, order: str = "day", descending: bool = False, matching: str = ""
    ) -> int | None:
        """The row at which `articles` gives `key`, without counting through the rows before; None if it does not."""
        return lists.article_offset(self._view, key, order, descending, matching)

    def article(self, key: str) -> Article | None:
        """The article with its whole text."""
        return lists.article(self._view, key)

    def article_row(self, key: str, crossref: Crossref | None = None) -> ArticleRow | None:
        return lists.one_article_row(self._view, key, crossref, self._looked())

    def sentences(self, key: str) -> tuple[Span, ...]:
        """The sentences of an article that has been read, in order; none of one that has not."""
        number = self._view.evidence.number(key)
        starts, ends = self._view.evidence.sentences(number) if number is not None else ((), ())
        return tuple(Span(int(start), int(end)) for start, end in zip(starts, ends, strict=True))

    def body_marks(self, key: str, crossref: Crossref | None = None) -> list[Mark]:
        """All mentions, claims (whole, source, cue, content) and times of one article, by position; `hit` where the
        crossref has them."""
        return body_marks(self._view, key, crossref)

    def actors(
        self,
        *,
        crossref: Crossref | None = None,
        order: str = "mentions",
        descending: bool = True,
        matching: str = "",
        offset: int = 0,
        limit: int = 100,
    ) -> list[ActorRow]:
        """`order` is mentions, articles, claims (held), name, kind, first or last (day of a claim held); with a
        crossref also hits (how often beside it) or held (its claims that the actor holds)."""
        return lists.actors(self._view, crossref, order, descending, matching, offset, limit)

    def holders_count(self, crossref: Crossref) -> int:
        """How many actors hold claims of the crossref: the first ones in the order `held`."""
        return len(holders.held_of(self._view, crossref))

    def actors_count(self, *, matching: str = "") -> int:
        return lists.actors_count(self._view, matching)

    def actor(self, key: str) -> Actor | None:
        """By id, else by name."""
        found = self._view.evidence.actor(key)
        if found is None:
            called = self._view.evidence.actors_called(key)
            found = called[0] if called else None
        return found

    def likely(self, key: str) -> list[Likely]:
        """Actors that the one with this id may be too, each with its reason: taken by `same`, refused by `apart`."""
        return merge_candidates.likely(self._view, key)

    def roles(self, key: str) -> list[Role]:
        """The offices that an actor held, with their days."""
        return merge_candidates.roles(self._view, key)

    def actor_mentions(self, key: str, *, offset: int = 0, limit: int = 1000) -> list[Mention]:
        articles = sorted(number for number, _ in self._view.evidence.actor_sums(key))
        return list(self._view.evidence.actor_mentions(key, articles))[offset : offset + limit]

    def issues(self, *, crossref: Crossref | None = None) -> list[IssueRow]:
        """In the order of the watchlist; with a crossref, `hits` are its claims that belong to the issue, and
        `holders` count those only."""
        return lists.issues(self._view, crossref, self._looked())

    def claims(
        self, *, order: str = "day", descending: bool = False, offset: int = 0, limit: int = 100, **asked: Unpack[Asked]
    ) -> list[ClaimRow]:
        """The claims that are asked for (see `Asked`); `order` is day, holder, stance, confidence, article, or side:
        in the groups that `claim_groups` tells, several of one sentence as one row."""
        rows = claims.claims(self._view, Wanted(**asked), order, descending, offset, limit)
        return claims.noted(self._view, rows, self.judgements.noted())

    def claim_groups(self, **asked: Unpack[Asked]) -> list[ClaimGroup]:
        """The groups of a list in the order of sides, each with its rows; empty where it is too long for groups and
        stands by day."""
        found = claim_groups.arranged(self._view, Wanted(**asked))
        return list(found.groups) if found is not None else []

    def folded(self, key: str) -> list[ClaimRow]:
        """The claims that the one with this id stands for in a list in the order of sides."""
        return claim_groups.folded(self._view, key)

    def claims_count(self, **asked: Unpack[Asked]) -> int:
        return claims.count(self._view, Wanted(**asked))

    def copied(self, crossref: Crossref) -> int:
        """How many of its claims are copies: told again by another article that carries the same story."""
        return claims.copied(self._view, crossref)

    def claim(self, key: str) -> ClaimRow | None:
        return claims.claim(self._view, key)

    def rejected(self) -> list[ClaimRow]:
        """The claims that a person rejected, which no list has unless it is asked for them."""
        return claims.rejected(self._view)

    def periods(
        self, *, zoom: Zoom = "month", crossref: Crossref | None = None, offset: int = 0, limit: int = 100
    ) -> list[Period]:
        """The calendar from the earliest dated sentence on, empty stretches left out; `hits` are the sentences that
        touch the crossref."""
        return timeline.periods(self._view, zoom, crossref, offset, limit)

    def periods_count(self, *, zoom: Zoom = "month") -> int:
        return timeline.periods_count(self._view, zoom)

    def periods_most(self, *, zoom: Zoom = "month") -> int:
        """The number of events in the period that has most, 0 where there is none."""
        return timeline.most(self._view, zoom)

    def entries(
        self,
        *,
        crossref: Crossref | None = None,
        within: Days | None = None,
        hits_only: bool = False,
        zoom: Zoom | None = None,
        offset: int = 0,
        limit: int = 100,
    ) -> list[Entry]:
        """Events in order of time, each by the dated sentence that tells it first; `within` gives those whose days lie
        in that range. With a `zoom`, `within` is one of its periods, and a wide one holds only events of that very
        range."""
        return timeline.entries(self._view, crossref, within, hits_only, offset, limit, zoom)

    def entries_count(
        self,
        *,
        crossref: Crossref | None = None,
        within: Days | None = None,
        hits_only: bool = False,
        zoom: Zoom | None = None,
    ) -> int:
        return timeline.entries_count(self._view, crossref, within, hits_only, zoom)

    def told(self, entry: Entry) -> list[Entry]:
        """Every sentence that tells an entry's event, the first telling first; each is of another article."""
        return timeline.told(self._view, entry.article, entry.span.start)

    def timeline(
        self, *, zoom: Zoom = "month", crossref: Crossref | None = None, offset: int = 0, limit: int = 100
    ) -> list[Period | Entry]:
        """Each period followed by its entries; with a crossref only the entries that touch it."""
        return timeline.timeline(self._view, zoom, crossref, offset, limit)

    def timeline_count(self, *, zoom: Zoom = "month", crossref: Crossref | None = None) -> int:
        return timeline.timeline_count(self._view, zoom, crossref)

    def period_row(self, at: int, by: int, *, zoom: Zoom = "month", crossref: Crossref | None = None) -> int | None:
        """The row of `timeline` at which the next period begins after row `at`, or (`by` -1) the one before; None
        where there is none."""
        return timeline.period_row(self._view, zoom, crossref, at, by)

    # --- the selection

    def crossref(self, selection: Selection) -> Crossref:
        """Everything that the selection touches; the last ones are kept until the index changes."""
        return self._view.crossref(selection)

    def within(self, crossref: Crossref, article: str) -> range:
        """The indexes of the crossref's mentions that stand in an article, with no look at any other."""
        return self._view.within(crossref, article)

    def label(self, selection: Selection) -> str:
        """What a selection is called on the screen."""
        return search.label(self._view, selection)

    def find(self, text: str, *, limit: int = 8) -> list[Found]:
        """What `text`, as typed so far, may mean: actors, issues, the term itself and close words with their counts,
        articles by title, days ("2031-04"); at most `limit` of each kind."""
        return search.find(self._view, text, limit)

    def term(self, text: str) -> Selection:
        """The selection that a TERM on the command line stands for: an issue by id or name, an actor by name or form,
        else the words."""
        return search.term(self._view, text)

    def concordance(
        self, crossref: Crossref, *, order: str = "day", offset: int = 0, limit: int = 100, width: int = 60
    ) -> list[KwicRow]:
        """Keyword in context: `width` characters on either side, on one line. `order` is day, left or right."""
        return search.concordance(self._view, crossref, order, offset, limit, width)

    def concordance_count(self, crossref: Crossref) -> int:
        return len(crossref.mentions)

    def matrix(self, *, limit: int = 200, by: By = "holder", **asked: Unpack[Asked]) -> Matrix:
        """Of the claims that are asked for, as in `claims`; `by` side, holders stand together that speak for one
        country or organisation."""
        return claims.matrix(self._view, Wanted(**asked), limit, by)

    def positions(self, holder: str, issue: str, *, by: By = "holder") -> list[ClaimRow]:
        """The claims behind a cell of the matrix, earliest first, `turn` where the stance changed."""
        return claims.positions(self._view, holder, issue, by)

    def why(self, kind: str, key: str) -> list[str]:
        """The evidence and the rule behind an article's day, an actor's merges, a claim, or `article:start` of a time
        or mention, one sentence a line."""
        return reasons.why(self._view, kind, key)

    def cite(self, kind: str, key: str, span: tuple[int, int] | None = None) -> str:
        """Words, holder, outlet, day, file and offset of a claim, or of a stretch (`span`) of an article."""
        return reasons.cite(self._view, kind, key, span)

    def file_of(self, key: str) -> Path | None:
        """The file that holds the article."""
        path = self._view.one("SELECT f.path FROM articles a JOIN files f ON f.id = a.file WHERE a.key = ?", blob(key))
        corpus = self.index_file.corpus
        return None if path is None else corpus if corpus.is_file() else corpus / name(path)
