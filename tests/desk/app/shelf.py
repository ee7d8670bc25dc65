"""A small library in memory with the interface of tui.store.library.Library, for tests of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from tests.desk.app.mended_shelf import MendedShelf
from tui.config import Config
from tui.corpus.alike import Alike
from tui.corpus.claim_parts import PartSpans
from tui.corpus.review_order import Worth
from tui.corpus.suggestions import Proposed, Suggestion
from tui.index.update import Indexing
from tui.model import (
    Actor,
    Article,
    Block,
    Claim,
    Crossref,
    Days,
    Form,
    Issue,
    IssueStance,
    Mention,
    Published,
    Selection,
    Span,
    Stance,
    Status,
)
from tui.store.desk_library import DeskLibrary
from tui.store.query import ActorQuery, ArticleQuery, By, ClaimQuery, ConcordanceQuery, TimelineQuery
from tui.store.rows import (
    ActorRow,
    ArticleRow,
    Cell,
    Change,
    ClaimGroup,
    ClaimRow,
    Coded,
    Counts,
    DecidedRow,
    Entry,
    Found,
    HolderCount,
    IssueRow,
    KwicRow,
    Likely,
    LineAdds,
    Mark,
    Matrix,
    Note,
    Period,
    Progress,
    ReviewRow,
    Role,
    Standing,
    Untied,
    WatchLine,
    Zoom,
)

TEXTS = {
    "a.txt": (
        "Council backs the harbour plan\n\n"
        "RIVERTON, March 2 - The council said the new harbour would bring work to Riverton. "
        'Mayor Ada Holm called the plan "a gift to the coast".\n\n'
        "The harbour is to open in May 2031."
    ),
    "b.txt": (
        "Fishers oppose new harbour\n\n"
        "Fishers said the new harbour would ruin their grounds. [sic] They met Ada Holm on Monday.\n\n"
        "The Riverton council refused to delay the harbour."
    ),
    "c.txt": "A quiet week in Riverton\n\nNothing was built and nobody spoke.",
}
DAYS = {"a.txt": date(2031, 3, 2), "b.txt": date(2031, 4, 9), "c.txt": None}
ACTORS = (
    Actor("p1", "Ada Holm", "person", (("Ada Holm", 2),), ("Holm is the surname of Ada Holm alone.",)),
    Actor("o1", "council", "organization", (("council", 3),)),
    Actor("g1", "Riverton", "place", (("Riverton", 3),)),
)
FORMS: tuple[Form, Form] = (("Ada Holm", "person"), ("Ada Holme", "person"))
DECIDED = datetime(2031, 4, 9, 12, 30, tzinfo=UTC)
ISSUE = SimpleNamespace(id="harbour", name="New harbour", proposition="The harbour should be built")


def _claim(id_: str, article: str, holder: str, holder_id: str | None, content: str, stance: Stance | None) -> Claim:
    text = TEXTS[article]
    at = text.index(content)
    day = DAYS[article]
    return Claim(
        id_, article, holder, holder_id, None, (), (), (Span(at, at + len(content)),), "indirect",
        (IssueStance("harbour", stance),), "say", None, Days(day, day) if day else None, 0.8,
        ("'said' with a clause.",),
    )  # fmt: skip


STANCES: dict[str, Stance] = {"for": "for", "against": "against", "mixed": "mixed"}
SIDES: tuple[Stance | None, ...] = ("against", "for", "mixed", None)
ALL_ARTICLES, ALL_ACTORS, ALL_CLAIMS, BY_MONTH = ArticleQuery(), ActorQuery(), ClaimQuery(), TimelineQuery()


class Events:
    """The dated sentences of two months."""

    def _periods(self) -> list[tuple[Period, str, str]]:
        return [
            (Period(Days(date(2031, 3, 1), date(2031, 3, 31)), "2031-03", 1, 1, "March 2"), "a.txt", "March 2"),
            (Period(Days(date(2031, 5, 1), date(2031, 5, 31)), "2031-05", 1, 1, "May 2031"), "a.txt", "May 2031"),
        ]

    def periods(self, query: TimelineQuery = BY_MONTH, *, offset: int = 0, limit: int = 100) -> list[Period]:
        return [period for period, _, _ in self._periods()][offset : offset + limit]

    def periods_count(self, zoom: Zoom = "month") -> int:
        return len(self._periods())

    def most(self, zoom: Zoom = "month") -> int:
        return 1

    def rows(self, query: TimelineQuery = BY_MONTH, *, offset: int = 0, limit: int = 100) -> list[Period | Entry]:
        rows: list[Period | Entry] = []
        for period, article, words in self._periods():
            at = TEXTS[article].index(words)
            rows.append(period)
            rows.append(
                Entry(period.days, period.label, article, "Council backs the harbour plan", Span(at, at + len(words)),
                      words, Span(at, at + len(words)), f"on {words}", planned="May" in words)
            )  # fmt: skip
        return rows[offset : offset + limit]

    def count(self, query: TimelineQuery = BY_MONTH) -> int:
        return 2 * len(self._periods())

    def period_row(self, at: int, by: int, query: TimelineQuery = BY_MONTH) -> int | None:
        rows = [row for row, found in enumerate(self.rows()) if isinstance(found, Period)]
        return (
            min((row for row in rows if row > at), default=None)
            if by > 0
            else max((row for row in rows if row < at), default=None)
        )

    def told(self, entry: Entry) -> list[Entry]:
        return [
            entry,
            replace(entry, article="b.txt", title="Harbour talks", span=Span(0, 4), words="It was told again."),
        ]


class NoEvents(Events):
    """No dated sentence at all."""

    def _periods(self) -> list[tuple[Period, str, str]]:
        return []


class WatchedShelf:
    """The watchlist of a shelf, of whose claims it suggests issues."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims_ = claims

    def lines(self, issue: Issue) -> list[WatchLine]:
        return [
            WatchLine(name, words, len(_found(words, None)), len(_found(words, None)), 1)
            for name in ("terms", "descriptions", "supports", "opposes")
            for words in getattr(issue, name)
        ]

    def adds(self, issue: Issue, name: str, words: str) -> LineAdds:
        found = _found(words, None) if words else []
        if not found:
            return LineAdds()
        first = TEXTS[found[0].article]
        return LineAdds(len(found), len(found), 1, first.splitlines()[0], first.splitlines()[0])

    def counts(self, issue: Issue) -> tuple[int, int]:
        return 3, 4

    def propositions(self, issue: Issue) -> list[Proposed]:
        """Of what the harbour's claims ask for; nothing else is asked for."""
        wanted = Proposed("The harbour should be delayed", 1, 1, ("k1", "k3"))
        return [wanted] if any("harbour" in term for term in issue.terms) else []

    def suggestions(self, refused: Iterable[str] = ()) -> list[Suggestion]:
        every = [Suggestion(("new harbour", "harbour"), ("k1", "k3"), 2, 2, ("k1", "k3"))]
        every.append(Suggestion(("ferry line",), ("k2",), 1, 1))
        there = {claim.id for claim in self.claims_}
        return [one for one in every if one.terms[0] not in set(refused) and there & set(one.claims)]


class NoRows:
    """The rows of the commands, which no test of the desk asks for."""

    def claims(self, *_: object) -> Iterator[dict[str, Any]]:
        return iter(())

    mentions = timeline = claims


class SharedShelf:
    """A shared store that is reached, or lost, as a test wants."""

    def __init__(self) -> None:
        self.lost = ""
        self.doings: list[str] = []

    def begin(self) -> None:
        self.doings.append("begun")

    def end(self) -> None:
        self.doings.append("ended")


class Shelf(MendedShelf):
    """A DeskLibrary, its decisions and its indexing in one, by scanning everything."""

    def __init__(self) -> None:
        super().__init__()
        self.timeline: Events = Events()
        self.rows = NoRows()
        self.claims_ = [
            _claim("k1", "a.txt", "council", "o1", "the new harbour would bring work to Riverton", "for"),
            _claim("k2", "a.txt", "Ada Holm", "p1", "a gift to the coast", "for"),
            _claim("k3", "b.txt", "Fishers", None, "the new harbour would ruin their grounds", "against"),
            _claim("k4", "b.txt", "council", "o1", "to delay the harbour", "against"),
        ]
        self.states: dict[str, str] = {}
        self.done: list[tuple[object, ...]] = []
        self.shared: SharedShelf | None = None
        self.came: frozenset[str] = frozenset()  # kinds that others decided since it was asked last
        self.coded: dict[str, list[Coded]] = {}  # by claim
        self.alike: list[str] = []  # claims offered with a correction
        self.stood: dict[str, Claim] = {}  # claims decided together, as they stood before the reader
        other = Likely("p2", "Ada Holme", "person", 1, "“Ada Holme” is spelt almost like “Ada Holm”.", 94.0, FORMS)
        self.offered = [("p1", other)]
        self.notes_: dict[Selection, Note] = {}
        self.seen: set[str] = set()
        self.indexed = 0
        self.number = 1
        self.unread: set[str] = set()
        self.held = 1  # the generation that is answered from
        self.copies = 0  # among the claims of every selection

    # --- the index

    def close(self) -> None: ...

    def warm(self) -> None: ...

    def hold(self) -> None:
        self.held = self.number

    def rest(self, why: str) -> None: ...

    def stand(self) -> bool:
        return True

    replaced = 0  # how often another file of judgements came

    def look_again(self) -> Standing:
        return Standing()

    def changed(self) -> bool:
        return self.held != self.number

    def renew(self, selection: Selection | None = None, go_on: Callable[[], bool] = lambda: True) -> bool:
        self.held = self.number
        return True

    def reconfigure(self, config: Config) -> None:
        self.done.append(("reconfigure", config))

    def generation(self) -> int:
        return self.held

    def counts(self) -> Counts:
        return Counts(3, 3, "2031-03-02", "2031-04-09", len(self._passing()), 8, 3, 1, 2, generation=self.held)

    def progress(self) -> Progress:
        return Progress("done", 3, 3)

    # --- rows

    @property
    def review(self) -> Shelf:
        return self

    def untied(self) -> list[Untied]:
        return []

    def decided(self) -> list[DecidedRow]:
        return [
            DecidedRow(number, DECIDED, f"claim {claim.status}: words", "claim", "holm", True, claim.status,
                       Selection("claim", claim.id, ""), claim.holder or "", "harbour")
            for number, claim in enumerate(self.claims_)
            if claim.status != "found"
        ]  # fmt: skip

    def take_back_change(self, number: int) -> Change:
        self._judge(self.claims_[number].id, status="found")
        return Change(number, DECIDED, "claim", True, "claim")

    def queue(self, crossref: Crossref | None = None) -> list[ReviewRow]:
        return [
            ReviewRow(claim.id, Worth(number, 0.5, "harbour", ("it alone decides",)), claim.status != "found")
            for number, claim in enumerate(self.claims_)
        ]

    @property
    def sharing(self) -> SharedShelf | None:
        return self.shared

    @property
    def files(self) -> Shelf:
        return self

    @property
    def decisions(self) -> Shelf:
        return self

    def _row(self, key: str, crossref: Crossref | None) -> ArticleRow:
        day = DAYS[key]
        hits = dict(crossref.by_article).get(key, 0) if crossref else 0
        published = Published(Days(day, day) if day else None, "header" if day else "none", "The head says so.")
        claims = sum(claim.article == key for claim in self._passing())
        words = len(TEXTS[key].split())
        return ArticleRow(key, TEXTS[key].split("\n")[0], published, "Gazette", words, 3, claims, hits,
                          read=key not in self.unread, seen=key in self.seen)  # fmt: skip

    def articles(self, query: ArticleQuery = ALL_ARTICLES, *, offset: int = 0, limit: int = 100) -> list[ArticleRow]:
        wanted = query.matching.lower()
        rows = [self._row(key, query.crossref) for key in TEXTS if wanted in TEXTS[key].split("\n")[0].lower()]
        if query.order == "hits":
            rows.sort(key=lambda row: -row.hits)
        elif query.order == "title":
            rows.sort(key=lambda row: row.title)
        elif query.descending:
            rows.reverse()
        return rows[offset : offset + limit]

    def articles_count(self, query: ArticleQuery = ALL_ARTICLES) -> int:
        return len(self.articles(query))

    def article_offset(self, key: str, query: ArticleQuery = ALL_ARTICLES) -> int | None:
        keys = [row.key for row in self.articles(query)]
        return keys.index(key) if key in keys else None

    def article(self, key: str) -> Article | None:
        if key not in TEXTS:
            return None
        text = TEXTS[key]
        blocks, at = [], 0
        for number, part in enumerate(text.split("\n\n")):
            blocks.append(Block(Span(at, at + len(part)), "text" if number else "title"))
            at += len(part) + 2
        title = text.split("\n")[0]
        return Article(key, key, text, tuple(blocks), title, Span(0, len(title)), "Gazette")

    def as_read(self, key: str) -> Article | None:
        return self.article(key)

    def article_row(self, key: str, crossref: Crossref | None = None) -> ArticleRow | None:
        return self._row(key, crossref) if key in TEXTS else None

    def copied(self, crossref: Crossref) -> int:
        return self.copies

    def body_marks(self, key: str, crossref: Crossref | None = None) -> list[Mark]:
        marks: list[Mark] = []
        hits = {mention.span for mention in crossref.mentions if mention.article == key} if crossref else set()
        for actor in ACTORS:
            marks += [
                Mark(m.span, "name", actor.id, m.span in hits) for m in _found(actor.name, actor.id) if m.article == key
            ]
        marks += [Mark(span, "description", "", True) for span in hits if all(mark.span != span for mark in marks)]
        for claim in self._passing():
            if claim.article == key:
                hit = crossref is not None and claim.id in crossref.claims
                marks.append(Mark(claim.content[0], "claim", claim.id, hit))
                marks.append(Mark(claim.content[0], "content", claim.id, hit))
        return sorted(marks, key=lambda mark: mark.span)

    def actors(self, query: ActorQuery = ALL_ACTORS, *, offset: int = 0, limit: int = 100) -> list[ActorRow]:
        hits = dict(query.crossref.by_actor) if query.crossref else {}
        rows = [
            ActorRow(a.id, a.name, a.kind, 2, a.forms[0][1], hits.get(a.id, 0), (("2031-03", 2), ("2031-04", 1)),
                     claims=sum(claim.holder_id == a.id for claim in self.claims_), days=Days(*[date(2031, 3, 2)] * 2))
            for a in ACTORS
            if query.matching.lower() in a.name.lower()
        ]  # fmt: skip
        return rows[offset : offset + limit]

    def holding_count(self, query: ActorQuery = ALL_ACTORS) -> int:
        return sum(1 for row in self.actors(query) if row.claims)

    def actors_count(self, query: ActorQuery = ALL_ACTORS) -> int:
        return len(self.actors(query))

    def actor(self, key: str) -> Actor | None:
        return next((a for a in ACTORS if key in (a.id, a.name)), None)

    def issues(self, *, crossref: Crossref | None = None) -> list[IssueRow]:
        claims = [row.claim for row in self.claims(ClaimQuery(crossref))]
        holders = []
        for name in dict.fromkeys(claim.holder for claim in claims):
            count = {s: sum(c.holder == name and c.stance == s for c in claims) for s in ("for", "against")}
            holders.append(HolderCount(name or "?", count["for"], count["against"]))
        return [
            IssueRow("harbour", "New harbour", 2, 5, len(self._passing()), len(claims) if crossref else 0,
                     tuple(holders), proposition=ISSUE.proposition)
        ]  # fmt: skip

    def _passing(self) -> list[Claim]:
        return [claim for claim in self.claims_ if claim.status != "rejected"]

    def claims(self, query: ClaimQuery = ALL_CLAIMS, *, offset: int = 0, limit: int = 100) -> list[ClaimRow]:
        rows = []
        for claim in self._passing():
            words = claim.content[0].of(TEXTS[claim.article])
            wanted = (
                (query.crossref is None or claim.id in query.crossref.claims)
                and (query.issue is None or query.issue in claim.issues)
                and (
                    query.holder is None
                    or query.holder.lower() in (claim.holder or "").lower()
                    or query.holder == claim.holder_id
                )
                and (query.article is None or query.article == claim.article)
                and (query.stance is None or query.stance == claim.stance)
                and (query.kind is None or query.kind == claim.kind)
                and claim.confidence >= query.least_confidence
                and query.matching.lower() in words.lower()
            )
            if wanted:
                rows.append(ClaimRow(claim, words, TEXTS[claim.article].split("\n")[0], claim.days, claim.holder))
        if query.part == "about":
            rows = []
        if query.order == "side" and query.toward:
            rows.sort(key=lambda row: SIDES.index(row.stance))
        if query.order == "holder":
            rows.sort(key=lambda row: row.holder or "")
        if query.descending:
            rows.reverse()
        return rows[offset : offset + limit]

    def claims_count(self, query: ClaimQuery = ALL_CLAIMS) -> int:
        return len(self.claims(query))

    def claim_groups(self, query: ClaimQuery = ALL_CLAIMS) -> list[ClaimGroup]:
        rows = self.claims(query)
        sides = dict.fromkeys(row.stance if query.toward else None for row in rows)
        groups = []
        for side in sorted(sides, key=SIDES.index):
            its = [row for row in rows if not query.toward or row.stance == side]
            of_side = (side or "none") if query.toward else None
            groups.append(ClaimGroup(False, "harbour", of_side, len(its), len(its), len({row.holder for row in its})))
        return groups

    def claim(self, key: str) -> ClaimRow | None:
        return next((row for row in self.claims() if row.claim.id == key), None)

    # --- the selection

    def within(self, crossref: Crossref, article: str) -> range:
        here = [at for at, mention in enumerate(crossref.mentions) if mention.article == article]
        return range(here[0], here[-1] + 1) if here else range(0)

    def crossref(self, selection: Selection) -> Crossref:
        mentions: list[Mention] = []
        claims: list[str] = []
        if selection.kind == "actor":
            actor = self.actor(selection.key)
            mentions = _found(actor.name, actor.id) if actor else []
            claims = [c.id for c in self._passing() if c.holder_id == selection.key]
        elif selection.kind in ("term", "issue"):
            word = "harbour" if selection.kind == "issue" else selection.key
            mentions = _found(word, None)
            claims = [c.id for c in self._passing() if word in c.content[0].of(TEXTS[c.article])]
        elif selection.kind == "claim":
            claims = [selection.key]
        elif selection.kind == "article":
            claims = [c.id for c in self._passing() if c.article == selection.key]
        articles = [mention.article for mention in mentions]
        by_article = tuple((key, articles.count(key)) for key in TEXTS if key in articles)
        return Crossref(selection, tuple(mentions), tuple(claims), by_article, (("o1", 2),))

    def label(self, selection: Selection) -> str:
        if selection.kind == "issue":
            return "New harbour"
        actor = self.actor(selection.key)
        return actor.name if actor and selection.kind == "actor" else selection.label or selection.key

    def find(self, text: str, *, limit: int = 8) -> list[Found]:
        found = [Found("actor", a.id, a.name, a.forms[0][1]) for a in ACTORS if text.lower() in a.name.lower()]
        if text.lower() in ISSUE.name.lower():
            found.append(Found("issue", ISSUE.id, ISSUE.name, 4))
        found.append(Found("term", text, text, len(_found(text, None))))
        found += [Found("article", key, t.split("\n")[0]) for key, t in TEXTS.items() if text.lower() in t[:30].lower()]
        return found

    def concordance(self, query: ConcordanceQuery, *, offset: int = 0, limit: int = 100) -> list[KwicRow]:
        rows = []
        for mention in query.crossref.mentions:
            text = TEXTS[mention.article].replace("\n", " ")
            span = mention.span
            day = DAYS[mention.article]
            left, right = text[max(0, span.start - query.width) : span.start], text[span.end : span.end + query.width]
            rows.append(KwicRow(mention.article, span, left, mention.text, right, Days(day, day) if day else None))
        return rows[offset : offset + limit]

    def matrix(self, query: ClaimQuery = ALL_CLAIMS, *, limit: int = 200, by: By = "holder") -> Matrix:
        rows = self.claims(query)
        if by == "side":
            rows = [replace(row, holder=row.claim.side or row.holder) for row in rows]
        holders = tuple(dict.fromkeys(row.holder or "?" for row in rows))
        cells = {}
        for name in holders:
            mine = [row.stance for row in rows if row.holder == name]
            cells[name, "harbour"] = Cell(mine[-1], len(mine), len(set(mine)) > 1)
        return Matrix(holders[:limit], (("harbour", "New harbour"),), cells)

    def positions(self, holder: str, issue: str, *, by: By = "holder") -> list[ClaimRow]:
        rows = self.claims(ClaimQuery(holder=holder if by == "holder" else None, issue=issue))
        if by == "side":
            rows = [row for row in rows if holder == (row.claim.side or row.holder)]
        return [replace(row, turn=n > 0 and row.stance != rows[n - 1].stance) for n, row in enumerate(rows)]

    def why(self, kind: str, key: str) -> list[str]:
        return [f"{kind} {key}: because the words say so."]

    def sentences(self, key: str) -> tuple[Span, ...]:
        return (Span(0, len(TEXTS[key])),) if key in TEXTS else ()

    def rejected(self) -> list[ClaimRow]:
        return []

    def term(self, text: str) -> Selection:
        return Selection("term", text, text)

    def file_of(self, key: str) -> Path | None:
        return Path("/nonexistent") / key

    # --- the watchlist as it is being written

    @property
    def watchlist(self) -> WatchedShelf:
        return WatchedShelf(self.claims_)

    # --- what tui.index.update does

    def update(self, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> Progress:
        self.indexed += 1
        return Progress("done", 3, 3)

    def look_first(self, keys: Sequence[str]) -> None: ...

    def reread(self, key: str) -> bool:
        self.done.append(("reread", key))
        return False

    # --- judging

    def likely(self, key: str) -> list[Likely]:
        return [other for id_, other in self.offered if id_ == key]

    def roles(self, key: str) -> list[Role]:
        return [Role("mayor", "Riverton", date(2031, 3, 2), date(2031, 4, 9), articles=("a.txt",))] * (key == "p1")

    def same(self, offered: Likely) -> None:
        self.done.append(("same", offered.id))
        self.offered = []

    def never_same(self, offered: Likely) -> None:
        self.done.append(("never_same", offered.id))
        self.offered = []

    def mark_seen(self, key: str, seen: bool = True, shown: bool | None = None) -> None:
        (self.seen.add if seen else self.seen.discard)(key)

    def look(self) -> None: ...

    def notes(self, selection: Selection | None = None) -> list[Note]:
        return [note for key, note in self.notes_.items() if selection in (None, key)]

    def note(self, selection: Selection, text: str, version: int = 0) -> Note:
        note = Note(selection.kind, selection.key, text, version + 1, datetime.now(UTC))
        self.notes_[selection] = note
        return note

    def note_together(
        self, selections: Sequence[Selection], text: str, versions: Mapping[Selection, int] = MappingProxyType({})
    ) -> None:
        for selection in selections:
            self.note(selection, text)

    def mark_seen_together(
        self, keys: Sequence[str], seen: bool = True, shown: Mapping[str, bool] = MappingProxyType({})
    ) -> None:
        for key in keys:
            self.mark_seen(key, seen)

    def _judge(self, claim: str, **changed: object) -> None:
        self.done.append((claim, *changed.items()))
        self.claims_ = [replace(c, **changed) if c.id == claim else c for c in self.claims_]
        self.number += 1
        self.held = self.number

    def back_up(self) -> None: ...

    def catch_up(self) -> frozenset[str]:
        came, self.came = self.came, frozenset()
        return came

    def confirm(self, claim: str, seen: Claim | None = None) -> None:
        self._judge(claim, status="confirmed")

    def reject(self, claim: str, seen: Claim | None = None) -> None:
        self._judge(claim, status="rejected")

    def change(
        self,
        claim: str,
        *,
        holder: str | None = None,
        stance: Stance | str | None = None,
        issue: str | None = None,
        seen: Claim | None = None,
    ) -> Claim | None:
        if holder:
            self._judge(claim, holder=holder, status="changed")
        if stance:
            stated = IssueStance("harbour", STANCES.get(stance))
            self._judge(claim, stances=(stated,), status="changed")
        return next((each for each in self.claims_ if each.id == claim), None)

    def coders(self, claim: str) -> list[Coded]:
        return self.coded.get(claim, [])

    def settle(self, claim: str, coder: str) -> None:
        self._judge(claim, status="changed", coder=coder)

    def disputed(self) -> frozenset[str]:
        return frozenset(claim for claim, coded in self.coded.items() if len(coded) > 1)

    def add_claim(
        self,
        article: str,
        spans: PartSpans,
        *,
        holder: str | None = None,
        issue: str | None = None,
        stance: Stance | None = None,
    ) -> str:
        self.done.append(("add", article, spans, holder, issue, stance))
        return "k1"

    def mark_words(self, claim: str, spans: PartSpans, seen: Claim | None = None) -> Claim | None:
        self.done.append(("words", claim, spans))
        return seen

    def like(self, claim: str) -> list[Alike]:
        return [Alike(key, "said too") for key in self.alike]

    def change_together(
        self,
        claims: Sequence[str],
        *,
        status: Status = "changed",
        holder: str | None = None,
        stance: Stance | str | None = None,
        issue: str | None = None,
        with_last: bool = False,
        seen: Mapping[str, Claim] = MappingProxyType({}),
    ) -> list[Claim]:
        self.stood = dict(seen)
        if status != "changed":
            for claim in claims:
                self._judge(claim, status=status)
            return []
        changed = [self.change(claim, holder=holder, stance=stance, issue=issue) for claim in claims]
        return [claim for claim in changed if claim is not None]

    def undo(self) -> Change | None:
        if not self.done:
            return None
        claim = self.done.pop()[0]
        if claim in ("same", "never_same"):
            return Change(1, datetime.now(UTC), "Ada Holm and Ada Holme", True, "merge")
        self._judge(str(claim), status="found")
        self.done.pop()
        return Change(1, datetime.now(UTC), f"{claim} is as it was found", kind="claim")

    # --- where the desk was

    def desk_state(self, key: str) -> str | None:
        return self.states.get(key)

    def keep_desk_state(self, key: str, value: str) -> None:
        self.states[key] = value


def _found(word: str, actor: str | None) -> list[Mention]:
    found = []
    for key, text in TEXTS.items():
        at = text.find(word)
        while at >= 0:
            found.append(Mention(key, Span(at, at + len(word)), "name", actor=actor, text=word))
            at = text.find(word, at + 1)
    return found


if TYPE_CHECKING:  # mypy holds the shelf to what the desk asks for
    LIBRARY: DeskLibrary = Shelf()
    INDEXING: Indexing = Shelf()
