"""What the store hands out, frozen: the rows that the panes and the listing commands page through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from tui.corpus.doubts import Doubt
from tui.corpus.review_order import Worth
from tui.model import Claim, Days, Form, ListName, Published, RestsOn, Selection, Span, Stance, Status

Zoom = Literal["day", "week", "month", "year"]
MarkKind = Literal[
    "name", "alias", "fuzzy", "description", "metonym", "role", "pronoun", "claim", "source", "cue", "content", "time"
]
FoundKind = Literal["actor", "issue", "term", "article", "days", "query"]
Stage = Literal["idle", "listing", "words", "reading", "tying", "done", "stopped", "waiting"]
Key = tuple[str, str]  # the kind and the key of a Selection


class Counts(Struct, frozen=True):
    """The title line: `first` and `last` are the earliest and latest proven publication days; `read` of `articles`
    have been through the language model and are tied to the others; `new` have come since the reader last looked."""

    articles: int = 0
    read: int = 0
    first: str = ""
    last: str = ""
    claims: int = 0
    mentions: int = 0
    actors: int = 0
    issues: int = 0
    dates: int = 0
    problems: int = 0
    new: int = 0
    state: str = ""  # in words: "claims from 12,400 of 32,111 articles"; empty where all is read
    generation: int = 0  # grows with every change of the index: a pane that drew an older one draws again


class Progress(Struct, frozen=True):
    """Where the indexer stands; `left` is in seconds, None where nothing can be said yet."""

    stage: Stage = "idle"
    done: int = 0
    total: int = 0
    left: float | None = None
    note: str = ""  # one line for the reader, such as that another process indexes, or that the model is missing


class Likely(Struct, frozen=True):
    """An actor that another may be too: a merge that is offered, not made. `forms` are a form and kind of either."""

    id: str
    name: str
    kind: str
    mentions: int
    why: str
    score: float  # 0 to 100
    forms: tuple[Form, Form]


class Role(Struct, frozen=True):
    """An office that an actor held: as texts of `first` to `last` say, or from and until what a person stated."""

    role: str
    of: str | None = None  # the name of the actor whose office it is
    first: date | None = None
    last: date | None = None
    former: bool = False  # only ever said of somebody who held it before
    stated: bool = False  # by a person
    articles: tuple[str, ...] = ()  # where it is said, a dozen at most
    by_hand: bool = False  # by a person, and that in the desk


class ArticleRow(Struct, frozen=True):
    key: str
    title: str  # the title, else the first words of the body, else the key
    published: Published
    outlet: str | None  # and the agency: "Gazette, Reuters"
    words: int
    mentions: int = 0  # of actors
    claims: int = 0
    hits: int = 0  # mentions in the crossref
    problem: str = ""  # why it could not be read, or only in part
    read: bool = True  # the language model has been over it
    seen: bool = False  # the reader has marked it read
    new: bool = False  # come since the reader last looked
    noted: bool = False
    copies: int = 0  # other articles that carry the same story


class Mark(Struct, frozen=True):
    """A stretch of the article in the reader that means something. `ref` is an Actor.id for mentions, a Claim.id for
    claims and their parts, the TIMEX3 value for times. `hit` where it belongs to the crossref. `side` is a claim's:
    for, against or mixed, "none" where it takes no side on the selected issue; empty where there is nothing to say."""

    span: Span
    kind: MarkKind
    ref: str = ""
    hit: bool = False
    score: float = 100.0
    why: str = ""
    side: str = ""


class ActorRow(Struct, frozen=True):
    id: str
    name: str
    kind: str
    articles: int
    mentions: int
    hits: int = 0
    months: tuple[tuple[str, int], ...] = ()  # ("2031-04", 12): mentions by month of publication
    claims: int = 0  # that it holds
    mostly: str = ""  # the issue, by its id, that most of them are on
    days: Days | None = None  # from the first to the last of them
    held: HolderCount | None = None  # those of the crossref, by side toward its issue


class HolderCount(Struct, frozen=True):
    """How often one holder is for, against, mixed on, or silent toward an issue's proposition."""

    name: str
    for_: int = 0
    against: int = 0
    mixed: int = 0
    none: int = 0

    @property
    def claims(self) -> int:
        return self.for_ + self.against + self.mixed + self.none


class IssueRow(Struct, frozen=True):
    id: str
    name: str
    articles: int
    mentions: int
    claims: int
    hits: int = 0
    holders: tuple[HolderCount, ...] = ()
    new: int = 0  # claims in articles that have come since the reader last looked
    proposition: str = ""
    copies: int = 0  # claims besides, of articles that carry a story again


class ClaimRow(Struct, frozen=True):
    """A claim with what a line of a list shows of it; `words` is the content, pieces joined by an ellipsis."""

    claim: Claim
    words: str
    title: str
    days: Days | None
    holder: str | None
    outlet: str | None = None
    cue: str = ""
    hits: int = 0
    turn: bool = False  # the holder's stance is another than in the claim before (positions())
    noted: bool = False
    issue: str = ""  # the issue that was asked about, which `stance` is then toward; else the main one
    copies: int = 0  # the same claim in other articles that carry its story
    copy: bool = False  # an earlier article of its story tells it, and is the one that counts
    plan: str = ""  # how it is said as a sentence (tui.corpus.sentence_plan)
    doubts: tuple[Doubt, ...] = ()  # why it is not to be counted on; none for what a person has judged
    folded: int = 0  # claims of the same sentence, holder and sides that this one stands for
    by: str = ""  # the coder who judged it, where it was not the one who looks
    disputed: bool = False  # coders say different things of it, and nobody has settled it
    under: bool = False  # another claim of its sentence stands for it, and is the one that counts

    @property
    def stance(self) -> Stance | None:
        if self.issue:
            return next((s.stance for s in self.claim.stances if s.issue == self.issue), None)
        return self.claim.stance

    @property
    def status(self) -> Status:
        return self.claim.status


class Coded(Struct, frozen=True):
    """What one coder said of a claim, in words; `settled` where it settles what others disagree on."""

    coder: str
    words: str
    settled: bool = False


class ReviewRow(Struct, frozen=True):
    """A claim to look at, by its id; `judged` where a person has decided on it already."""

    claim: str
    worth: Worth
    judged: bool = False


class ClaimGroup(Struct, frozen=True):
    """A stretch of a list of claims with what its head says.

    `side` is the side taken on `issue`: for, against, mixed, "none" for no side, None where the claims are not about
    that issue or are grouped by issue alone. The doubtful ones are one group, the last, with how many are so and why
    (each by its first reason). `rows` are fewer than `claims` where several of one sentence are one row, and more where
    a story is told again, which is counted once.
    """

    doubtful: bool
    issue: str
    side: str | None
    rows: int
    claims: int
    holders: int
    reasons: tuple[tuple[str, int], ...] = ()


class WatchLine(Struct, frozen=True):
    """A line of an issue that is being written: the list and the words, in how many places it finds something, in how
    many of them no other line of the issue does, and in how many claims. Of words that speak for or against a
    proposition all three are claims on the issue."""

    list: ListName
    words: str
    found: int
    only: int
    claims: int


class LineAdds(Struct, frozen=True):
    """What a line that is typed would find, what of that is new, and new claims; an example with its article's
    title."""

    found: int = 0
    new: int = 0
    claims: int = 0
    example: str = ""
    title: str = ""


class Period(Struct, frozen=True):
    """A stretch of the calendar with the number of events in it; `sample` tells one, in the words of its clause."""

    days: Days
    label: str  # 2031-04, 2031-W17, 2031-04-29, 2031
    n: int
    hits: int = 0
    sample: str = ""
    value: str = ""  # the TIMEX3 value of a stretch that is no period of the zoom, such as 199 for a decade


class Entry(Struct, frozen=True):
    """A dated sentence. `sources` is how many articles tell what it tells, its own included."""

    days: Days
    value: str
    article: str
    title: str
    span: Span
    text: str  # the time expression's own words
    sentence: Span
    words: str  # the sentence, on one line
    event: str = ""  # of it the clause that tells the event, in its own words
    said_by: str = ""  # the holder of the speech that tells it; empty where the text itself does
    planned: bool = False
    actors: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    sources: int = 1
    hit: bool = False
    rests_on: RestsOn = "expression"  # else no time expression dates it, and `text` is its verb


class KwicRow(Struct, frozen=True):
    """A line of the concordance: `match` is the mention's own words."""

    article: str
    span: Span
    left: str
    match: str
    right: str
    day: Days | None
    by: str = "name"
    score: float = 100.0
    title: str = ""


class Cell(Struct, frozen=True):
    """A holder's stance on an issue, the number of claims that show it (for `mixed`: any stance), whether it changed
    over time, how many claims there are in all, and `others`: those for, against and mixed that `n` does not count.
    The doubtful are counted nowhere."""

    stance: Stance | None
    n: int
    changed: bool = False
    claims: int = 0
    others: tuple[int, int, int] = (0, 0, 0)


class Matrix(Struct, frozen=True):
    """Holders down, issues across; a pair without claims has no cell. Holders with most claims first."""

    holders: tuple[str, ...]
    issues: tuple[tuple[str, str], ...]  # id, name
    cells: Mapping[tuple[str, str], Cell] = MappingProxyType({})  # (holder, issue id)


class Found(Struct, frozen=True):
    """One line under the find prompt; `key` is what a Selection of this `kind` takes."""

    kind: FoundKind
    key: str
    label: str
    n: int = 0
    score: float = 100.0
    why: str = ""


class ProblemRow(Struct, frozen=True):
    path: str
    line: int | None
    why: str


class Note(Struct, frozen=True):
    """A person's words on a selection; `version` is what an edit must name, so that a stale one is refused."""

    kind: str
    key: str
    text: str
    version: int
    when: datetime
    label: str = ""
    coder: str = ""
    mine: bool = True  # this coder's own, to edit


class Decided(Struct, frozen=True):
    """One thing that stands by hand of an actor; `field` is what it sets: out, name, kind, role, side, else empty;
    `value` the side or the office, `whose` the office's owner."""

    kind: str  # of decision: merge, actor or mention
    subject: str
    words: str
    when: datetime
    coder: str
    field: str = ""
    value: str = ""
    whose: str = ""


# Kinds of decision that show whole as soon as they are made: no actor, day or claim is worked out anew for them. Every
# other kind is applied by the next update of the index.
SHOWN_AT_ONCE = frozenset({"note", "claim", "final claim", "seen"})


class Change(Struct, frozen=True):
    """One step in the history of what a person decided."""

    number: int
    when: datetime
    what: str  # in words
    undone: bool = False
    kind: str = ""  # note, claim, seen, merge, actor, mention, article: docs/house.md tells how a kind is added
    coder: str = ""
    many: int = 1  # decisions that were made, and taken back, as one


class Untied(Struct, frozen=True):
    """A decision on a claim that is not found any more: the key of its article, and the words that the claim had."""

    article: str
    words: str


class DecidedRow(Struct, frozen=True):
    """What somebody decided last of one thing, and stands. `number` is that of its change, by which it is taken back;
    `selection` what it is about, where that is in the index; `status` a claim's; `mine` where who looks may take it
    back. `holder` is a name, `issue` an id, each empty where it has nothing to do with one; `untied` says why what was
    decided of a claim is tied to none, as the text is read now."""

    number: int
    when: datetime
    what: str
    kind: str
    coder: str
    mine: bool
    status: str = ""
    selection: Selection | None = None
    holder: str = ""
    issue: str = ""
    title: str = ""
    untied: str = ""


class Standing(Struct, frozen=True):
    """What of a library cannot be read, each in one line, empty where it can; `anew` where the index is another one,
    `known` where judgements that could not be read, be it for a moment, can be now."""

    index: str = ""
    judgements: str = ""
    anew: bool = False
    known: bool = False
