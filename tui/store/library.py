"""The library: one corpus as its readers see it. Every list is paged and has a count; every row is frozen.

A Library may be used from any thread: each opens its own connection.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from tui import paths
from tui.config import Config
from tui.model import Actor, Article, Crossref, Selection, Span
from tui.store.corpora import Known, sample_of
from tui.store.current_view import CurrentView
from tui.store.decisions import Decisions
from tui.store.index_file import IndexFile
from tui.store.judgements import Judgements
from tui.store.open_files import OpenFiles
from tui.store.queries import (
    actors,
    articles,
    claim_groups,
    claims,
    concordance,
    find,
    issues,
    matrix,
    merge_candidates,
    reasons,
    selection_names,
)
from tui.store.queries.export_rows import ContractRows
from tui.store.queries.reader_marks import body_marks
from tui.store.queries.summary import counts, health
from tui.store.query import ActorQuery, ArticleQuery, By, ClaimQuery, ConcordanceQuery
from tui.store.review_lists import ReviewLists
from tui.store.rows import (
    ActorRow,
    ArticleRow,
    ClaimGroup,
    ClaimRow,
    Counts,
    Found,
    IssueRow,
    KwicRow,
    Likely,
    Mark,
    Matrix,
    ProblemRow,
    Role,
)
from tui.store.sharing import Sharing
from tui.store.sqlite import GLANCE, blob, name
from tui.store.timeline import EventLists
from tui.store.view import View
from tui.store.watchlist import Watchlist

_LISTED = "SELECT value FROM meta WHERE key IN ('listed', 'first_done') LIMIT 1"
_ALL_ARTICLES, _ALL_ACTORS, _ALL_CLAIMS = ArticleQuery(), ActorQuery(), ClaimQuery()


class Library:
    """Reads of one corpus' index. `timeline` lists its events, `rows` gives the contract's rows, `watchlist` tells what
    lines of it find, `decisions` takes what a person decides, `files` tells whether the files behind it stand."""

    def __init__(self, index_file: IndexFile, config: Config, data_dir: Path | None = None) -> None:
        self.index_file = index_file
        self.data_dir = data_dir
        self.judgements = Judgements(index_file.corpus, data_dir, config.coder, blind=config.blind)
        self.judgements.articles = self._known_by
        self.sharing = Sharing(self.judgements, config.judgements) if config.judgements else None
        self._current = CurrentView(index_file, config)
        self.decisions = Decisions(self._current, self.judgements)
        self.files = OpenFiles(self._current, self.judgements, self.sharing)
        self.timeline = EventLists(self._current)
        self.rows = ContractRows(self._current)
        self.watchlist = Watchlist(self._current)
        self.review = ReviewLists(self._current, self.judgements)

    @classmethod
    def open(
        cls,
        corpus: Path,
        config: Config,
        *,
        index_dir: Path | None = None,
        data_dir: Path | None = None,
        patience: float | None = None,
    ) -> Library:
        """Open the index of a corpus; make an empty one where there is none.

        Args:
            corpus: a folder or a file.
            index_dir: stands for the user's own cache directory.
            data_dir: stands for the user's own data directory.
            patience: seconds that are waited for a database which another process keeps to itself.

        Raises:
            StoreProblem: the index or the judgements cannot be used; the message says what, where and how to mend it.
        """
        library = cls(IndexFile(corpus, index_dir, patience), config, data_dir)
        library.judgements.file.patience = patience
        return library

    def close(self) -> None:
        """Close every connection; what was written stays."""
        if self.sharing is not None:
            self.sharing.end()
        self.index_file.close()
        self.judgements.close()

    def _known_by(self) -> Known:
        """What the corpus is known by; nothing before all its files were listed once."""
        return sample_of(self.index_file.connection()) if self.view.one(_LISTED) is not None else {}

    @property
    def view(self) -> View:
        """What all is read through."""
        return self._current.view

    @property
    def config(self) -> Config:
        """The watchlist and settings in force."""
        return self._current.config

    # --- the index itself

    def reconfigure(self, config: Config) -> None:
        """Take a changed watchlist; the next update of the index applies it without reading again."""
        self.view.configure(config)

    def warm(self) -> None:
        """Read what every selection needs, so that the first one is drawn at once; for a thread of its own."""
        self._current.warm(self.decisions.looked())

    def hold(self) -> None:
        """From now on answer from what was worked out, even where the index has changed since, until `renew`: a
        selection never waits for sums over the whole corpus. Rows and texts are those of the index all the same. Nor
        does what is drawn wait for decisions that another process keeps to itself: what was known of them is given."""
        self._current.hold()
        self.judgements.file.glance = GLANCE

    def renew(self, selection: Selection | None = None, go_on: Callable[[], bool] = lambda: True) -> bool:
        """Step over to the index as it is now, in one moment, when all that selections need of it has been worked out.

        For a thread of its own: until then all others answer from what they had.

        Args:
            selection: the present one, which is worked out too.
            go_on: asked between short steps.

        Returns:
            False where the index is no other, or where `go_on` says no.
        """
        return self._current.renew(selection, go_on, self.decisions.looked())

    def changed(self) -> bool:
        """Whether the index has changed, by whatever process, since what is answered from was worked out."""
        return self.index_file.generation() != self.view.generation

    def generation(self) -> int:
        """Of the index, or, of one that is held, of what is answered from; it grows with every change."""
        return self.view.generation

    def counts(self) -> Counts:
        return counts(self.view, self.decisions.looked())

    def problems(self, *, offset: int = 0, limit: int = 100) -> list[ProblemRow]:
        """What could not be read, or only in part, and why."""
        rows = self.view.rows(
            "SELECT path, line, why FROM problems ORDER BY path, line LIMIT ? OFFSET ?", limit, offset
        )
        return [ProblemRow(name(path), line, why) for path, line, why in rows]

    def health(self) -> list[tuple[str, str]]:
        """The state of the index and the judgements, for `check`: name and words."""
        found = health(self.view, self.judgements)
        return [*found, ("shared", self.sharing.health())] if self.sharing is not None else found

    # --- lists

    def articles(self, query: ArticleQuery = _ALL_ARTICLES, *, offset: int = 0, limit: int = 100) -> list[ArticleRow]:
        """A page of the articles asked for; files that could not be read stand at the end."""
        return articles.articles(self.view, query, offset, limit, self.decisions.looked())

    def articles_count(self, query: ArticleQuery = _ALL_ARTICLES) -> int:
        return articles.count(self.view, query)

    def article_offset(self, key: str, query: ArticleQuery = _ALL_ARTICLES) -> int | None:
        """The row at which `articles` gives `key`, without counting through the rows before; None if it does not."""
        return articles.offset_of(self.view, key, query)

    def article(self, key: str) -> Article | None:
        """The article with its whole text."""
        return articles.article(self.view, key)

    def as_read(self, key: str) -> Article | None:
        """The article as it was read, without what a person wrote of it."""
        return articles.article(self.view, key, as_read=True)

    def article_row(self, key: str, crossref: Crossref | None = None) -> ArticleRow | None:
        return articles.one_row(self.view, key, crossref, self.decisions.looked())

    def sentences(self, key: str) -> tuple[Span, ...]:
        """The sentences of an article that has been read, in order; none of one that has not."""
        number = self.view.evidence.number(key)
        starts, ends = self.view.evidence.sentences(number) if number is not None else ((), ())
        return tuple(Span(int(start), int(end)) for start, end in zip(starts, ends, strict=True))

    def body_marks(self, key: str, crossref: Crossref | None = None) -> list[Mark]:
        """All mentions, claims (whole, source, cue, content) and times of one article, by position; `hit` where the
        crossref has them."""
        return body_marks(self.view, key, crossref)

    def actors(self, query: ActorQuery = _ALL_ACTORS, *, offset: int = 0, limit: int = 100) -> list[ActorRow]:
        """A page of the actors asked for."""
        return actors.actors(self.view, query, offset, limit)

    def holding_count(self, query: ActorQuery = _ALL_ACTORS) -> int:
        """How many of these actors hold a claim, in the order `held` one of the crossref; these stand first there."""
        return actors.holding(self.view, query)

    def actors_count(self, query: ActorQuery = _ALL_ACTORS) -> int:
        return actors.count(self.view, query)

    def actor(self, key: str) -> Actor | None:
        """By id, else by name."""
        found = self.view.evidence.actor(key)
        if found is None:
            called = self.view.evidence.actors_called(key)
            found = called[0] if called else None
        return found

    def likely(self, key: str) -> list[Likely]:
        """Actors that the one with this id may be too, each with its reason: `decisions` takes or refuses them."""
        return merge_candidates.likely(self.view, key)

    def roles(self, key: str) -> list[Role]:
        """The offices that an actor held, with their days."""
        return merge_candidates.roles(self.view, key)

    def issues(self, *, crossref: Crossref | None = None) -> list[IssueRow]:
        """In the order of the watchlist; with a crossref, `hits` are its claims that belong to the issue, and
        `holders` count those only."""
        return issues.issues(self.view, crossref, self.decisions.looked())

    def claims(self, query: ClaimQuery = _ALL_CLAIMS, *, offset: int = 0, limit: int = 100) -> list[ClaimRow]:
        """A page of the claims asked for, with a mark where a note is on one."""
        rows = claims.claims(self.view, self._asked(query), offset, limit)
        rows = claims.noted(self.view, rows, self.judgements.noted())
        return claims.coded(rows, self.judgements.coder, self.decisions.disputed())

    def _asked(self, query: ClaimQuery) -> ClaimQuery:
        """With the claims that a query for the disputed ones means."""
        if not query.disputed:
            return query
        return replace(query, among=tuple(sorted(self.decisions.disputed())), rejected=True)

    def claim_groups(self, query: ClaimQuery = _ALL_CLAIMS) -> list[ClaimGroup]:
        """The groups of a list in the order of sides, each with its rows; empty where it is too long for groups and
        stands by day."""
        found = claim_groups.arranged(self.view, self._asked(query))
        return list(found.groups) if found is not None else []

    def folded(self, key: str) -> list[ClaimRow]:
        """The claims that the one with this id stands for in a list in the order of sides."""
        return claim_groups.folded(self.view, key)

    def claims_count(self, query: ClaimQuery = _ALL_CLAIMS) -> int:
        return claims.count(self.view, self._asked(query))

    def copied(self, crossref: Crossref) -> int:
        """How many of its claims are copies: told again by another article that carries the same story."""
        return claims.copied(self.view, crossref)

    def claim(self, key: str) -> ClaimRow | None:
        return claims.claim(self.view, key)

    def rejected(self) -> list[ClaimRow]:
        """The claims that a person rejected, which no list has unless it is asked for them."""
        return claims.rejected(self.view)

    def matrix(self, query: ClaimQuery = _ALL_CLAIMS, *, limit: int = 200, by: By = "holder") -> Matrix:
        """Holders down and issues across, of the claims asked for; `by` side, holders stand together that speak for
        one country or organisation."""
        return matrix.matrix(self.view, self._asked(query), limit, by)

    def positions(self, holder: str, issue: str, *, by: By = "holder") -> list[ClaimRow]:
        """The claims behind a cell of the matrix, earliest first, `turn` where the stance changed."""
        return matrix.positions(self.view, holder, issue, by)

    # --- the selection

    def crossref(self, selection: Selection) -> Crossref:
        """Everything that the selection touches; the last ones are kept until the index changes."""
        return self.view.crossref(selection)

    def within(self, crossref: Crossref, article: str) -> range:
        """The indexes of the crossref's mentions that stand in an article, with no look at any other."""
        return self.view.within(crossref, article)

    def label(self, selection: Selection) -> str:
        """What a selection is called on the screen."""
        return selection_names.label(self.view, selection)

    def find(self, text: str, *, limit: int = 8) -> list[Found]:
        """What `text`, as typed so far, may mean: actors, issues, the term itself and close words with their counts,
        articles by title, days ("2031-04"); at most `limit` of each kind."""
        return find.find(self.view, text, limit)

    def term(self, text: str) -> Selection:
        """The selection that a TERM on the command line stands for: an issue by id or name, an actor by name or form,
        else the words."""
        return selection_names.term(self.view, text)

    def concordance(self, query: ConcordanceQuery, *, offset: int = 0, limit: int = 100) -> list[KwicRow]:
        """A page of the crossref's mentions, each in its line."""
        return concordance.concordance(self.view, query, offset, limit)

    def why(self, kind: str, key: str) -> list[str]:
        """The evidence and the rule behind an article's day, an actor's merges, a claim, or `article:start` of a time
        or mention, one sentence a line."""
        found = reasons.why(self.view, kind, key)
        return found + self.decisions.coders_words(key) if kind == "claim" and found else found

    def file_of(self, key: str) -> Path | None:
        """The file that holds the article."""
        path = self.view.one("SELECT f.path FROM articles a JOIN files f ON f.id = a.file WHERE a.key = ?", blob(key))
        corpus = self.index_file.corpus
        return None if path is None else corpus if paths.is_file(corpus) else corpus / name(path)
