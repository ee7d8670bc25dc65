"""What every list is read through: the index, the evidence, the watchlist, and what was asked lately."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from tui.config import Config
from tui.corpus.crossref.paged import ClaimIds, Counted, PagedMentions
from tui.corpus.doubts import reasons
from tui.model import Claim, Crossref, Days, Mention, Published, Selection
from tui.store.codec import Ints, claim_of
from tui.store.index_file import IndexFile
from tui.store.once import Once
from tui.store.query import Part
from tui.store.rows import ArticleRow, ClaimRow
from tui.store.sqlite import name
from tui.store.sqlite_evidence import StoredEvidence
from tui.store.tables.article_rows import days_of
from tui.store.tables.stories import TOLD_AGAIN

if TYPE_CHECKING:
    from tui.corpus.crossref.crossrefs import Crossreferences

T = TypeVar("T")
MOST_TYPED, MOST_WORDS = 1_000, 32  # characters and words of what is typed that a query goes by
Settled = tuple[str, *tuple[Hashable, ...]]  # a key: what, and what of it
_SELECTIONS = 3  # whose lists are kept: the one shown and the two before it; each may take megabytes
_OF_HOLDERS = ("issues", "sides")  # the sums that claims go into with their holders and stances


class HitCounts:
    """Counts by article number, 0 for those that have none."""

    def __init__(self, numbers: Ints, counts: Ints) -> None:
        self._counts = np.zeros(int(numbers.max(initial=0)) + 2, np.int32)  # the last one for all above
        self._counts[numbers] = counts

    def of(self, articles: Ints) -> Ints:
        found: Ints = self._counts[np.minimum(articles, len(self._counts) - 1)].astype(np.int64)
        return found

    def __getitem__(self, article: int) -> int:
        return int(self.of(np.array([article]))[0])


class View:
    """Reads of one index. Rows are always those of this moment; what is costly to work out, sums and orders of all
    articles or claims, is worked out once, as it is at about one `generation` of the index, and kept.

    A later generation has a View of its own (`current`), which takes over from the one `before` what is the same.
    """

    def __init__(self, index_file: IndexFile, config: Config, before: View | None = None) -> None:
        self.index_file = index_file
        self.config = config
        self.evidence: StoredEvidence = StoredEvidence(index_file, before.evidence if before is not None else None)
        self.generation = self.evidence.generation
        self._crossreferences: Crossreferences | None = None
        if before is not None:
            self._take_over(before._crossreferences)
        self._selections: OrderedDict[tuple[str, str], Once] = OrderedDict()  # what belongs to each, the latest last
        self._sums = Once()
        self._guard = (
            threading.Lock()
        )  # of `_crossreferences`, `_selections` and `_sums` as they are begun, or begun anew

    def current(self) -> View:
        """This one, or, where the index has changed, one of the index as it is now."""
        return self if self.index_file.generation() == self.generation else View(self.index_file, self.config, self)

    def configure(self, config: Config) -> None:
        """Take a watchlist; what was worked out with another is forgotten."""
        self.config = config
        self._take_over(self._crossreferences)
        self.forget()

    def decided(self, generation: int = -1) -> None:
        """A person's decision was shown in the index. What was worked out of selections, and the sums that claims go
        into with their holders and stances, is forgotten; if the index was of this `generation` before, nothing else
        has changed."""
        with self._guard:
            self._selections = OrderedDict()
            self._sums = self._sums.without(lambda key: isinstance(key, tuple) and key[0] in _OF_HOLDERS)
        if self.generation == generation:
            self.generation += 1

    def _take_over(self, before: Crossreferences | None) -> None:
        if before is not None:
            self._crossreferences = type(before)(self.evidence, self.config, before)

    def crossreferences(self) -> Crossreferences:
        """What makes the cross-references of this view, made when first asked for; from any thread."""
        with self._guard:
            if self._crossreferences is None:
                from tui.corpus.crossref.crossrefs import Crossreferences

                self._crossreferences = Crossreferences(self.evidence, self.config)
            return self._crossreferences

    def crossref(self, selection: Selection) -> Crossref:
        """Everything that a selection touches; an actor that has another id by now is that other."""
        if selection.kind == "actor":
            actor = self.evidence.actor(selection.key)
            # An id rests on the actor's names, and kept selections and links of an earlier time have the one it had
            # then.
            if actor is not None and actor.id != selection.key:
                selection = Selection("actor", actor.id, actor.name)
        return self._of((selection.kind, selection.key)).get("crossref", lambda: self.crossreferences().of(selection))

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self.index_file.connection().execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> Any:
        """Ask for one value.

        Returns:
            The first column of the first row, None where there is no row.
        """
        row = self.index_file.connection().execute(sql, values).fetchone()
        return None if row is None else row[0]

    def total(self, what: str) -> int:
        """How many articles, claims, mentions, dates or words there are, from sums kept while indexing."""
        return int(self.one("SELECT n FROM totals WHERE name = ?", what) or 0)

    def _of(self, key: tuple[str, str]) -> Once:
        """What was worked out of a selection, by its kind and key, as long as it is among those asked for last."""
        with self._guard:
            found = self._selections.setdefault(key, Once())
            self._selections.move_to_end(key)
            # The panes ask for each of their sums by the selection; what is dropped here is worked out again, not lost.
            while len(self._selections) > _SELECTIONS:
                self._selections.popitem(last=False)
        return found

    def kept(self, crossref: Crossref | None, what: Hashable, make: Callable[[], T]) -> T:
        """Something worked out of a crossref, or of none: once, and forgotten with its selection.

        Args:
            what: tells it from what else is worked out of the same crossref.
            make: works it out, where no thread has.

        Returns:
            What `make` gave, for every thread the same object.
        """
        key = (crossref.selection.kind, crossref.selection.key) if crossref is not None else ("", "")
        # With it stands the crossref, so that no other object can come to have its id meanwhile.
        _, found = self._of(key).get((what, id(crossref)), lambda: (crossref, make()))
        return found

    def settled(self, key: Settled, make: Callable[[], T]) -> T:
        """The same for what does not depend on a selection, and so is never pushed out by one.

        Args:
            key: what it is, and what of it: ("periods", "month").
            make: works it out, where no thread has.

        Returns:
            What `make` gave, for every thread the same object.
        """
        return self._sums.get(key, make)

    def holds(self, key: Settled) -> bool:
        """Whether `settled` has what it gives for `key` at hand."""
        return self._sums.has(key)

    def forget(self) -> None:
        """Have all that is kept worked out again."""
        with self._guard:
            self._selections, self._sums = OrderedDict(), Once()

    def hits(self, crossref: Crossref | None) -> HitCounts:
        """Mentions of the crossref by the number of the article."""
        if crossref is None:
            return HitCounts(np.empty(0, np.int64), np.empty(0, np.int64))

        def make() -> HitCounts:
            counted = crossref.by_article
            if isinstance(counted, Counted):
                return HitCounts(counted.numbers, counted.counts)
            found = [(number, n) for key, n in counted if (number := self.evidence.number(key)) is not None]
            table = np.array(found, dtype=np.int64).reshape(-1, 2)
            return HitCounts(table[:, 0], table[:, 1])

        return self.kept(crossref, "hits", make)

    def claims_of(self, crossref: Crossref | None, held: bool = False) -> Ints:
        """The numbers of the crossref's claims, or of those that the selected actor holds, rising."""
        claims: Sequence[str] = () if crossref is None else crossref.held if held else crossref.claims
        if isinstance(claims, ClaimIds):
            return claims.numbers
        found = (self.evidence.claim_number(key) for key in claims)
        return np.array(sorted(number for number in found if number is not None), np.int64)

    def part_of(self, crossref: Crossref, part: Part | None) -> Ints:
        """The same of one part: what the selected actor says, or what others say of it."""
        if part == "about":
            others = partial(np.setdiff1d, self.claims_of(crossref), self.claims_of(crossref, held=True))
            return self.kept(crossref, "claims of others", others) if crossref is not None else others()
        return self.claims_of(crossref, held=part == "by")

    def mentions_in(self, crossref: Crossref | None, key: str, number: int) -> Sequence[Mention]:
        """The crossref's mentions in one article."""
        if crossref is None:
            return ()
        if isinstance(crossref.mentions, PagedMentions):
            return crossref.mentions.of(number)
        return [mention for mention in crossref.mentions if mention.article == key]

    def within(self, crossref: Crossref, key: str) -> range:
        """The indexes of the crossref's mentions that stand in one article."""
        mentions = crossref.mentions
        if isinstance(mentions, PagedMentions):
            number = self.evidence.number(key)
            return mentions.within(number) if number is not None else range(0)
        here = [at for at, mention in enumerate(mentions) if mention.article == key]
        return range(here[0], here[-1] + 1) if here else range(0)

    def word_hits(self, selection: Selection) -> Ints | None:
        """Where the words of a term or an issue stand, as keys of the word index; None for another selection."""
        if selection.kind == "term":
            return self.crossreferences().hits(selection.key).keys
        issue = next((i for i in self.config.issues if selection.kind == "issue" and i.id == selection.key), None)
        return self.crossreferences().issue_hits(issue).keys if issue else None


# Who brought it, as a list names it: the outlet and the agency, where both are known and differ.
SOURCE = (
    "CASE WHEN a.outlet IS NULL THEN a.agency WHEN a.agency IS NULL OR a.agency = a.outlet THEN a.outlet"
    " ELSE a.outlet || ', ' || a.agency END"
)
ARTICLE = ", ".join(
    (
        "a.id, a.key, a.title, a.day, a.day_last, a.published_from, a.published_why",
        SOURCE,
        "a.words, a.mentions, a.claims",
        "coalesce(nullif(a.problem, ''), (SELECT p.why FROM problems p WHERE p.article = a.id), '')",
        "a.tied <> '', a.seen, a.noted, a.copies, a.added",
    )
)


def article_row(row: tuple[Any, ...], hits: HitCounts, looked: float) -> ArticleRow:
    key = name(row[1])
    return ArticleRow(
        key=key,
        title=row[2],
        published=Published(days_of(row[3], row[4]), row[5], row[6]),
        outlet=row[7],
        words=row[8],
        mentions=row[9],
        claims=row[10],
        hits=hits[row[0]],
        problem=row[11],
        read=bool(row[12]),
        seen=bool(row[13]),
        new=bool(row[16] > looked and not row[13]),
        noted=bool(row[14]),
        copies=row[15],
    )


_FOLDED = "(SELECT count(*) FROM claims f WHERE f.fold = c.id)"
_UNDER = "c.fold IS NOT NULL"
CLAIM = f"c.data, c.words, c.cue, a.title, a.outlet, c.copy, {TOLD_AGAIN}, c.plan, c.doubt, {_FOLDED}, {_UNDER}"


def claim_row(row: tuple[Any, ...], turn: bool = False, issue: str = "") -> ClaimRow:
    claim: Claim = claim_of(row[0])
    return ClaimRow(
        claim=claim,
        words=row[1],
        title=row[3],
        days=claim.days,
        holder=claim.holder,
        outlet=row[4],
        cue=row[2],
        turn=turn,
        issue=issue,
        copies=row[6],
        copy=bool(row[5]),
        plan=row[7],
        doubts=reasons(row[8]),
        folded=row[9],
        under=bool(row[10]),
    )


def like(text: str) -> str:
    """A LIKE pattern, with `\\` as escape, for what contains `text`: SQLite refuses long ones."""
    escaped = text[:MOST_TYPED].replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def match(text: str) -> str:
    """An FTS5 query for articles that have all the words, the last as far as it was typed; empty for none."""
    words = ["".join(c for c in word if c.isalnum() or c in "'’-") for word in text[:MOST_TYPED].split()]
    words = [word for word in words if any(c.isalnum() for c in word)]
    return " AND ".join(f'"{word}"*' for word in words[:MOST_WORDS])


def within(days: Days | None) -> tuple[int, int]:
    """First and last ordinal of a range; all of the calendar for None."""
    return (days.first.toordinal(), days.last.toordinal()) if days else (0, 4_000_000)
