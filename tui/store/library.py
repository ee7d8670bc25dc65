"""The library: one corpus as its readers see it. Every list is paged and has a count; every row is frozen.

A Library may be used from any thread: each opens its own connection.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.model import Actor, Article, Claim, Crossref, Days, Mention, Selection, Stance
from tui.store.rows import (
    ActorRow,
    ArticleRow,
    Change,
    ClaimRow,
    Counts,
    Entry,
    Found,
    IssueRow,
    KwicRow,
    Mark,
    Matrix,
    Note,
    Period,
    ProblemRow,
    Progress,
    Zoom,
)

if TYPE_CHECKING:
    from tui.config import Config


class Library:
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
        Raises StoreError where the index or the judgements cannot be used: what, where and how to mend it.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Close every connection; what was written stays."""
        raise NotImplementedError

    # --- the index itself

    def index(
        self,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
        workers: int | None = None,
    ) -> Progress:
        """Bring the index up to date in this thread; returns where it ended (`done`, `stopped` or `waiting`: another
        process indexes). May be killed at any moment and goes on where it was."""
        raise NotImplementedError

    def reconfigure(self, config: Config) -> None:
        """Take a changed watchlist; the next `index` applies it without reading again."""
        raise NotImplementedError

    def look_first(self, keys: Sequence[str]) -> None:
        """Articles that the indexer should read before others: the open one, then the selection's."""
        raise NotImplementedError

    def generation(self) -> int:
        """Grows with every change of the index, by whatever process."""
        raise NotImplementedError

    def counts(self) -> Counts:
        raise NotImplementedError

    def progress(self) -> Progress:
        """Where the indexer stands, in this process or another."""
        raise NotImplementedError

    def problems(self, *, offset: int = 0, limit: int = 100) -> list[ProblemRow]:
        """What could not be read, or only in part, and why."""
        raise NotImplementedError

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
        raise NotImplementedError

    def articles_count(self, *, matching: str = "") -> int:
        raise NotImplementedError

    def article_offset(
        self, key: str, *, order: str = "day", descending: bool = False, matching: str = ""
    ) -> int | None:
        """The row at which `articles` gives `key`, without counting through the rows before; None if it does not."""
        raise NotImplementedError

    def article(self, key: str) -> Article | None:
        """The article with its whole text."""
        raise NotImplementedError

    def article_row(self, key: str, crossref: Crossref | None = None) -> ArticleRow | None:
        raise NotImplementedError

    def body_marks(self, key: str, crossref: Crossref | None = None) -> list[Mark]:
        """All mentions, claims (whole, source, cue, content) and times of one article, by position; `hit` where the
        crossref has them."""
        raise NotImplementedError

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
        """`order` is mentions, articles, claims, name or hits."""
        raise NotImplementedError

    def actors_count(self, *, matching: str = "") -> int:
        raise NotImplementedError

    def actor(self, key: str) -> Actor | None:
        """By id, else by name."""
        raise NotImplementedError

    def actor_mentions(self, key: str, *, offset: int = 0, limit: int = 1000) -> list[Mention]:
        raise NotImplementedError

    def issues(self, *, crossref: Crossref | None = None) -> list[IssueRow]:
        """In the order of the watchlist; with a crossref, `hits` are its claims that belong to the issue, and
        `holders` count those only."""
        raise NotImplementedError

    def claims(
        self,
        *,
        crossref: Crossref | None = None,
        issue: str | None = None,
        holder: str | None = None,
        article: str | None = None,
        stance: Stance | None = None,
        kind: str | None = None,
        least_confidence: float = 0.0,
        rejected: bool = False,
        order: str = "day",
        descending: bool = False,
        matching: str = "",
        offset: int = 0,
        limit: int = 100,
    ) -> list[ClaimRow]:
        """`order` is day, holder, stance, confidence or article. `holder` is an actor's name or a group's words.

        Rejected claims are left out unless `rejected`.
        """
        raise NotImplementedError

    def claims_count(
        self,
        *,
        crossref: Crossref | None = None,
        issue: str | None = None,
        holder: str | None = None,
        article: str | None = None,
        stance: Stance | None = None,
        kind: str | None = None,
        least_confidence: float = 0.0,
        rejected: bool = False,
        matching: str = "",
    ) -> int:
        raise NotImplementedError

    def claim(self, key: str) -> ClaimRow | None:
        raise NotImplementedError

    def periods(
        self, *, zoom: Zoom = "month", crossref: Crossref | None = None, offset: int = 0, limit: int = 100
    ) -> list[Period]:
        """The calendar from the earliest dated sentence on, empty stretches left out; `hits` are the sentences that
        touch the crossref."""
        raise NotImplementedError

    def periods_count(self, *, zoom: Zoom = "month") -> int:
        raise NotImplementedError

    def entries(
        self,
        *,
        crossref: Crossref | None = None,
        within: Days | None = None,
        hits_only: bool = False,
        offset: int = 0,
        limit: int = 100,
    ) -> list[Entry]:
        """Dated sentences in order of time; `within` gives those whose days begin in that range."""
        raise NotImplementedError

    def entries_count(
        self, *, crossref: Crossref | None = None, within: Days | None = None, hits_only: bool = False
    ) -> int:
        raise NotImplementedError

    def timeline(
        self, *, zoom: Zoom = "month", crossref: Crossref | None = None, offset: int = 0, limit: int = 100
    ) -> list[Period | Entry]:
        """Each period followed by its entries; with a crossref only the entries that touch it."""
        raise NotImplementedError

    def timeline_count(self, *, zoom: Zoom = "month", crossref: Crossref | None = None) -> int:
        raise NotImplementedError

    # --- the selection

    def crossref(self, selection: Selection) -> Crossref:
        """Everything that the selection touches; the last ones are kept until the index changes."""
        raise NotImplementedError

    def label(self, selection: Selection) -> str:
        """What a selection is called on the screen."""
        raise NotImplementedError

    def find(self, text: str, *, limit: int = 8) -> list[Found]:
        """What `text`, as typed so far, may mean: actors, issues, the term itself and close words with their counts,
        articles by title, days ("2009-04"); at most `limit` of each kind."""
        raise NotImplementedError

    def term(self, text: str) -> Selection:
        """The selection that a TERM on the command line stands for: an issue by id or name, an actor by name or form,
        else the words."""
        raise NotImplementedError

    def concordance(
        self, crossref: Crossref, *, order: str = "day", offset: int = 0, limit: int = 100, width: int = 60
    ) -> list[KwicRow]:
        """Keyword in context: `width` characters on either side, on one line. `order` is day, left or right."""
        raise NotImplementedError

    def concordance_count(self, crossref: Crossref) -> int:
        raise NotImplementedError

    def matrix(self, *, matching: str = "", limit: int = 200) -> Matrix:
        raise NotImplementedError

    def positions(self, holder: str, issue: str) -> list[ClaimRow]:
        """The claims behind a cell of the matrix, earliest first, `turn` where the stance changed."""
        raise NotImplementedError

    def why(self, kind: str, key: str) -> list[str]:
        """The evidence and the rule behind an article's day, an actor's merges, a claim, or `article:start` of a time
        or mention, one sentence a line."""
        raise NotImplementedError

    def cite(self, kind: str, key: str, span: tuple[int, int] | None = None) -> str:
        """Words, holder, outlet, day, file and offset of a claim, or of a stretch (`span`) of an article."""
        raise NotImplementedError

    def file_of(self, key: str) -> Path | None:
        """The file that holds the article."""
        raise NotImplementedError

    def reread(self, key: str) -> bool:
        """Read one article's file again at once if its bytes changed; True if they did."""
        raise NotImplementedError

    # --- what a person decides (see judgements.py; all raise NotSaved where the disk refuses, Stale where another
    #     terminal was first)

    def mark_seen(self, key: str, seen: bool = True) -> None:
        raise NotImplementedError

    def look(self) -> None:
        """The reader has looked: what is there now is no longer new."""
        raise NotImplementedError

    def notes(self, selection: Selection | None = None) -> list[Note]:
        raise NotImplementedError

    def note(self, selection: Selection, text: str, version: int = 0) -> Note:
        """Write (or, with empty text, remove) the note on a selection; `version` is that of the note edited."""
        raise NotImplementedError

    def confirm(self, claim: str) -> None:
        raise NotImplementedError

    def reject(self, claim: str) -> None:
        raise NotImplementedError

    def change(
        self, claim: str, *, holder: str | None = None, stance: Stance | str | None = None, issue: str | None = None
    ) -> Claim | None:
        """Set a claim's holder, stance ("none" for no stance) or main issue by hand; None leaves as it is."""
        raise NotImplementedError

    def undo(self) -> Change | None:
        """Take back the last judgement not yet taken back; None where there is none."""
        raise NotImplementedError

    def history(self, *, offset: int = 0, limit: int = 100) -> list[Change]:
        raise NotImplementedError

    # --- where the desk was

    def state(self, key: str) -> str | None:
        """What the desk kept under `key` for this corpus (place, selection, filters, sizes), as JSON."""
        raise NotImplementedError

    def keep_state(self, key: str, value: str) -> None:
        raise NotImplementedError
