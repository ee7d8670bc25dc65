"""What an export is made of: the chosen claims, each with its article, holder and notes, in the order of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.doubts import Doubt
from tui.export.days import day_words
from tui.export.kinds import Unknown
from tui.model import Article, Claim, Days, IssueStance, Published, Selection, Span, Stance
from tui.store.desk_library import DeskLibrary
from tui.store.query import ClaimQuery
from tui.store.rows import ClaimRow, IssueRow

Progress = Callable[[int, int], None]  # how many claims are done, of how many
_PAGE = 20_000  # claims fetched at once: some 40 MB of rows, and few enough pages that skipping to each costs little
_KEPT = 64  # articles whose texts are kept: claims come article by article


class Choice(Struct, frozen=True):
    """Which claims: as `onrecord claims` chooses them, and besides of one issue (its id) and of some days. `about` is a
    term, `by` an actor, as typed or as selected in the desk. `claims` are ids: those and no others.

    A claim is of `since` to `until` where it may have been said in that time; what has no day is then left out.
    """

    about: str | Selection | None = None
    by: str | Selection | None = None
    stance: Stance | None = None
    issue: str | None = None
    since: date | None = None
    until: date | None = None
    claims: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nothing narrows it."""
        return self == Choice()

    def within(self, days: Days | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if days is None:
            return False
        return (self.since is None or days.last >= self.since) and (self.until is None or days.first <= self.until)


class Cited(Struct, frozen=True):
    """An article as exports cite it; `title` is never empty."""

    article: Article
    title: str
    published: Published
    sentences: tuple[Span, ...] = ()
    note: str = ""  # a person's, on the article

    @property
    def key(self) -> str:
        return self.article.key

    @property
    def outlet(self) -> str:
        return self.article.outlet or self.article.agency or ""


class Statement(Struct, frozen=True):
    """A claim with all that is known of it; `toward` are the issues that were asked about: all its own, or one."""

    row: ClaimRow
    cited: Cited
    toward: tuple[IssueStance, ...]
    holder_kind: str = ""  # person, organization, country, place or group; empty where nobody is named
    note: str = ""  # a person's, on the claim

    @property
    def claim(self) -> Claim:
        return self.row.claim

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Why it is not to be counted on."""
        return self.row.doubts

    @property
    def coder(self) -> str:
        """Who judged it, where that is known."""
        return self.claim.coder or ""

    @property
    def counts(self) -> bool:
        """Whether it goes into sums: no article tells it earlier, and no other of its sentence says it better."""
        return not (self.row.copy or self.row.under)

    @property
    def judged(self) -> bool:
        return self.claim.status != "found"

    @property
    def extent(self) -> Span:
        """From the first word of the claim to the last, whoever's words stand between."""
        spans = (*self.claim.source, *self.claim.cue, *self.claim.content)
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    @property
    def passages(self) -> tuple[Span, ...]:
        """The whole sentences that its content and cue stand in, those that follow each other as one; where the article
        has none there, the content itself."""
        spans = (*self.claim.cue, *self.claim.content)
        touched = [s for s in self.cited.sentences if s.start < s.end and any(s.overlaps(span) for span in spans)]
        found: list[Span] = []
        loose = [span for span in self.claim.content if not any(s.covers(span) for s in touched)]
        for span in sorted((*touched, *loose)):
            if found and not self.cited.article.text[found[-1].end : span.start].strip():
                found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
            elif not found or not found[-1].covers(span):
                found.append(span)
        return tuple(found)

    def quoted(self, span: Span) -> str:
        """The article's words, white space as one blank."""
        return " ".join(span.of(self.cited.article.text).split())


class LeftOut:
    """Counts the claims that a form of positions leaves out, by why."""

    def __init__(self) -> None:
        self.repeated = self.unheld = self.doubtful = 0

    def holder_of(self, statement: Statement) -> str | None:
        """Who holds the claim; None, and counted, where the form leaves it out."""
        if not statement.counts:
            self.repeated += 1
            return None
        if statement.claim.holder is None:
            self.unheld += 1
            return None
        self.doubtful += bool(statement.doubts)
        return None if statement.doubts else statement.claim.holder

    def counted(self) -> list[tuple[int, str]]:
        """How many claims, and the words that follow that number."""
        repeats = "that repeat another article's story, or part of another claim in their sentence"
        doubts = "that are doubtful, as the matrix leaves them out"
        return [(self.repeated, repeats), (self.unheld, "of nobody named"), (self.doubtful, doubts)]


class Subject(Struct, frozen=True):
    """What was asked for, in words; empty where it was not."""

    about: str = ""
    by: str = ""
    issue: str = ""  # its id: the only issue that stances are told toward
    stance: str = ""
    since: str = ""  # days in words
    until: str = ""


class Basis(Struct, frozen=True):
    """What the statements were taken from: articles in the corpus, those of them that were read, claims left out, and
    the notes on the subject: what each is on, and its words."""

    articles: int = 0
    read: int = 0
    rejected: int = 0
    undated: int = 0
    notes: tuple[tuple[str, str], ...] = ()


class Material:
    """The chosen claims of a corpus, and the articles and issues that they are of. What is left out is counted while
    `statements` is gone through: `rejected` by a person, `undated` where days were asked for."""

    def __init__(self, library: DeskLibrary, choice: Choice, progress: Progress | None = None) -> None:
        self.library = library
        self.choice = self._checked(choice)
        self.rejected = 0
        self.undated = 0
        self._progress = progress
        self._kind = lru_cache(maxsize=4096)(self._holder_kind)
        self._cited = lru_cache(maxsize=_KEPT)(self.cited)
        self._row = lru_cache(maxsize=_KEPT)(library.article_row)

    def _checked(self, choice: Choice) -> Choice:
        """With the issue by its id."""
        if choice.issue is None:
            return choice
        wanted = choice.issue.casefold()
        for issue in self.issues:
            if wanted in (issue.id.casefold(), issue.name.casefold()):
                return replace(choice, issue=issue.id)
        known = ", ".join(issue.id for issue in self.issues) or "none: the watchlist is empty"
        raise Unknown(f"no issue {choice.issue!r} on the watchlist; there is {known}")

    @cached_property
    def issues(self) -> tuple[IssueRow, ...]:
        """The watchlist, in its order."""
        return tuple(self.library.issues())

    @cached_property
    def about(self) -> Selection | None:
        """What `about` stands for."""
        about = self.choice.about
        return self.library.term(about) if isinstance(about, str) else about

    @cached_property
    def by(self) -> Selection | None:
        """The actor whose claims are asked for; under its words where it is no actor of the corpus."""
        by = self.choice.by
        if not isinstance(by, str):
            return by
        actor = self.library.actor(by)
        return Selection("actor", actor.id, actor.name) if actor is not None else Selection("actor", by, by)

    @cached_property
    def _notes(self) -> dict[tuple[str, str], str]:
        return {(note.kind, note.key): note.text for note in self.library.decisions.notes()}

    def note(self, kind: str, key: str) -> str:
        """A person's words on an issue, an actor, a term, an article or a claim; empty where there are none."""
        return self._notes.get((kind, key), "")

    def subject(self) -> Subject:
        """What was chosen, in words."""
        choice, about = self.choice, self.about
        issue = choice.issue or (about.key if about is not None and about.kind == "issue" else "")
        named = next((row.name for row in self.issues if row.id == issue), "")
        label = self.library.label(about) if about is not None else ""
        by = self.by
        return Subject(
            about=" and ".join(dict.fromkeys(filter(None, (label, named)))),
            by=by.label or self.library.label(by) if by is not None else "",
            issue=issue,
            stance=choice.stance or "",
            since=day_words(choice.since) if choice.since is not None else "",
            until=day_words(choice.until) if choice.until is not None else "",
        )

    def basis(self) -> Basis:
        """What the statements rest on; what is left out is known once `statements` has been gone through."""
        counts, subject, about = self.library.counts(), self.subject(), self.about
        on = [(subject.about, about.kind, about.key)] if about is not None else []
        on += [(subject.about, "issue", subject.issue)] if subject.issue else []
        on += [(subject.by, "actor", self.by.key)] if self.by is not None else []
        if not on:
            on = [(issue.name, "issue", issue.id) for issue in self.issues]
        notes = dict.fromkeys((name, self.note(kind, key)) for name, kind, key in on)
        written = tuple((name, words) for name, words in notes if words)
        return Basis(counts.articles, counts.read, self.rejected, self.undated, written)

    def published(self, key: str) -> Days | None:
        """When an article came out."""
        row = self._row(key)
        return row.published.days if row is not None else None

    def statements(self) -> Iterator[Statement]:
        """Article by article, in the order of days and then of the text."""
        self.rejected = self.undated = 0
        total = self.library.claims_count()
        for done, row in enumerate(self._rows(), 1):
            if self._progress is not None and done % 500 == 0:
                self._progress(done, max(done, total))
            statement = self._statement(row)
            if statement is not None:
                yield statement
        self.rejected = sum(map(self._was_chosen, self.library.rejected()))

    def articles(self) -> Iterator[Cited]:
        """Those of the chosen claims; where nothing was chosen, all of the corpus."""
        if not self.choice.open:
            yield from _once(statement.cited for statement in self.statements())
            return
        offset = 0
        while page := self.library.articles(offset=offset, limit=500):
            offset += len(page)
            yield from (found for row in page if (found := self.there(row.key)) is not None)

    def _rows(self) -> Iterator[ClaimRow]:
        choice, about = self.choice, self.choice.about
        stance = choice.stance if choice.issue is None else None  # else toward the issue, in `_statement`
        if choice.claims:
            rows = (self.library.claim(key) for key in choice.claims)
            yield from (row for row in rows if row is not None and row.status != "rejected")
        elif isinstance(about, str) or isinstance(choice.by, str):
            # The very claims that `onrecord claims` lists, in its order.
            for listed in self.library.rows.claims(_typed(about), _typed(choice.by), stance):
                if (row := self.library.claim(listed["id"])) is not None:
                    yield row
        else:
            yield from self._selected(about)

    def _selected(self, about: Selection | None) -> Iterator[ClaimRow]:
        """The claims of a selection: of an article its own, else those that it touches."""
        choice = self.choice
        query = ClaimQuery(
            holder=self.by.key if self.by is not None else None,
            stance=choice.stance if choice.issue is None else None,
            order="article",
        )
        if about is None:
            yield from self._pages(replace(query, issue=choice.issue))
        elif about.kind == "article":
            yield from self._pages(replace(query, article=about.key))
        elif about.kind != "claim":
            yield from self._pages(replace(query, crossref=self.library.crossref(about)))
        elif (row := self.library.claim(about.key)) is not None and row.status != "rejected":
            yield row

    def _pages(self, query: ClaimQuery) -> Iterator[ClaimRow]:
        offset = 0
        while page := self.library.claims(query, offset=offset, limit=_PAGE):
            offset += len(page)
            yield from page

    def _statement(self, row: ClaimRow) -> Statement | None:
        choice, claim = self.choice, row.claim
        toward = claim.stances
        if choice.issue is not None:
            toward = tuple(s for s in toward if s.issue == choice.issue)
            if not toward or (choice.stance is not None and toward[0].stance != choice.stance):
                return None
        if not choice.within(claim.days):
            self.undated += claim.days is None
            return None
        return self._of(row, toward)

    def _of(self, row: ClaimRow, toward: tuple[IssueStance, ...]) -> Statement:
        claim = row.claim
        kind = self._kind(claim.holder_id, claim.holder)
        return Statement(row, self._cited(claim.article), toward, kind, self.note("claim", claim.id))

    def statement(self, key: str) -> Statement | None:
        """One claim by its id, whether it was chosen or not."""
        row = self.library.claim(key)
        return self._of(row, row.claim.stances) if row is not None else None

    def _was_chosen(self, row: ClaimRow) -> bool:
        """Whether a claim that is in no cross-reference, since a person rejected it, would have been chosen."""
        choice, claim = self.choice, row.claim
        if choice.claims and claim.id not in choice.claims:
            return False
        stances = {toward.issue: toward.stance for toward in claim.stances}
        if choice.issue is not None and choice.issue not in stances:
            return False
        if choice.stance is not None and choice.stance not in (
            stances.values() if choice.issue is None else [stances[choice.issue]]
        ):
            return False
        if self.by is not None and self.by.key not in (claim.holder, claim.holder_id):
            return False
        return choice.within(claim.days) and self._touches(claim)

    def _touches(self, claim: Claim) -> bool:
        """Whether a claim has to do with what was asked about, which its content then mentions."""
        about = self.about
        if about is None or (about.kind, about.key) in (("article", claim.article), ("claim", claim.id)):
            return True
        if about.kind == "issue" and about.key in claim.issues:
            return True
        crossref = self.library.crossref(about)
        places = self.library.within(crossref, claim.article)
        return any(crossref.mentions[at].span.overlaps(span) for at in places for span in claim.content)

    def _holder_kind(self, actor: str | None, holder: str | None) -> str:
        found = self.library.actor(actor) if actor is not None else None
        return found.kind if found is not None else "group" if holder else ""

    def cited(self, key: str) -> Cited:
        found = self.there(key)
        if found is None:  # gone since its claims were listed
            raise Unknown(f"{key}: the article is no longer in the index; run it again")
        return found

    def there(self, key: str) -> Cited | None:
        """An article by its key; None where there is none."""
        article, row = self.library.article(key), self.library.article_row(key)
        if article is None or row is None:
            return None
        return Cited(article, row.title, row.published, self.library.sentences(key), self.note("article", key))


def _typed(asked: str | Selection | None) -> str | None:
    """As the listing commands take it: of a selection what it is called."""
    return asked.label or asked.key if isinstance(asked, Selection) else asked


def _once(cited: Iterator[Cited]) -> Iterator[Cited]:
    seen: set[str] = set()
    for each in cited:
        if each.key not in seen:
            seen.add(each.key)
            yield each
