"""The nouns of onrecord, frozen: what travels from room to room.

Offsets are code points, half-open, into the article's decoded text as it stands, so `text[start:end]` is always the
words quoted. Days are `datetime.date`, ranges of days are inclusive at both ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

ActorKind = Literal["person", "organization", "country", "place", "group"]
Form = tuple[str, ActorKind]  # a name as a text writes it, and what it was taken for
MentionBy = Literal["name", "alias", "fuzzy", "description", "metonym", "role", "pronoun"]
ClaimKind = Literal["direct", "indirect", "mixed", "own"]
Stance = Literal["for", "against", "mixed"]
Force = Literal["say", "ask", "promise", "refuse", "accept", "deny", "warn", "threaten"]
Status = Literal["found", "confirmed", "changed", "rejected", "added"]
FIELDS = ("id", "text", "title", "published", "outlet", "agency", "author", "place", "url")  # what an article has
ListName = Literal["terms", "descriptions", "supports", "opposes"]  # the lists of an issue
FieldName = Literal["name", "proposition", "colour", "fuzziness"]  # what else an issue has
HolderIs = Literal["name", "pronoun", "role", "group", "none"]
SelectionKind = Literal["actor", "issue", "term", "claim", "days", "article", "query"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
RestsOn = Literal["expression", "lead", "publication"]  # what tells the day of an event
PublishedFrom = Literal["file", "meta", "header", "dateline", "inferred", "none"]
BlockRole = Literal["title", "caption", "byline", "text"]


class Span(Struct, frozen=True, order=True):
    """A stretch of an article's text: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Days(Struct, frozen=True, order=True):
    """A range of days, both ends included; a single day has `first == last`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a range of days ends before it begins: {self.first}/{self.last}")

    def __str__(self) -> str:
        """As the contract writes it: `2031-06-27`, or `2030-09-01/2031-08-31`."""
        return f"{self.first}" if self.first == self.last else f"{self.first}/{self.last}"


# --- documents: a file to its articles -------------------------------------------------------------------------------


class Block(Struct, frozen=True):
    """One paragraph-like stretch of the article itself (furniture is in no block)."""

    span: Span
    role: BlockRole = "text"


class DayClue(Struct, frozen=True):
    """Something in or beside a file that speaks of its publication day, before any weighing.

    `value` is ISO 8601 as far as it goes: `2031-06-27`, `2031-06`, `2031`, `--04-29` where the year is not given, and
    `-P10Y` for an age ("10 years ago", which only bounds). `span` is None where the clue is not in the text.
    """

    source: Literal["file", "meta", "header", "dateline", "age"]
    value: str
    span: Span | None
    why: str


READ_AT_MOST = 300_000  # characters of one article in which names, days and claims are looked for


class Article(Struct, frozen=True):
    """What one file, or one line or part of it, holds."""

    key: str  # the contract's `article`
    path: str  # the file, relative to the corpus; surrogate-escaped where its name is not UTF-8
    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    title_span: Span | None = None
    outlet: str | None = None
    agency: str | None = None
    author: str | None = None
    place: str | None = None
    url: str | None = None
    day_clues: tuple[DayClue, ...] = ()
    digest: str = ""  # of the article's text and metadata: tells whether it must be read again
    encoding: str = "utf-8"
    guessed: bool = False  # the encoding is a guess
    undecodable: int = 0  # characters that could not be decoded and stand as U+FFFD
    partly: str = ""  # why only a part could be read, in words
    pages: tuple[Span, ...] = ()  # of a paged format, for citations

    @property
    def body(self) -> tuple[Span, ...]:
        return tuple(block.span for block in self.blocks)

    @property
    def marks(self) -> tuple[str, ...]:
        """What a reader of the article should know of how it was read, in words: a guess, a loss, a part."""
        lost = f"{self.undecodable:,} character{'s' * (self.undecodable > 1)} could not be decoded"
        said = (
            f"the encoding {self.encoding} is a guess" if self.guessed else "",
            lost if self.undecodable else "",
            self.partly,
        )
        return tuple(words for words in said if words)


class Problem(Struct, frozen=True):
    """A file, or a part of one, that could not be read: what, where and how to mend it, in one line."""

    path: str
    why: str
    line: int | None = None


# --- reading: an article to what it says -----------------------------------------------------------------------------


class Name(Struct, frozen=True):
    """A name as the text writes it, with the kind that its own article suggests."""

    span: Span
    kind: ActorKind
    sentence: int  # index into Reading.sentences
    acts: bool = False  # a place name that does what only people and governments do ("Vienna urged…")
    title: str | None = None  # the role words that stand right before it ("Danish Prime Minister")
    agency: bool = False  # an agency, byline or outlet, not an actor of the story
    adjective: bool = False  # "Danish" of "the Danish prime minister": tells whose, and is not the actor itself


class Reference(Struct, frozen=True):
    """A pronoun or a role ("the secretary-general") that stands for somebody."""

    span: Span
    by: Literal["role", "pronoun"]
    sentence: int
    head: str  # folded head words: "secretary-general", "he", "alliance"
    of: Span | None = None  # whose: "the union" in "the union's new chief", "its" in "its ambassador"
    name: int | None = None  # index into Reading.names of the antecedent found within the article
    confidence: float = 0.0
    why: str = ""
    role: Span | None = None  # of a pronoun: the role that is its antecedent, whose holder only the corpus knows


class Apposition(Struct, frozen=True):
    """What the article says somebody is: "Harbour Board chairman Jan van der Meer"."""

    name: int  # index into Reading.names
    role: str  # "secretary-general"
    of: str | None  # "Harbour Board"
    span: Span
    former: bool = False
    new: bool = False


class TimeExpression(Struct, frozen=True):
    """A TIMEX3 before anything places it: `formula` is resolved against an anchor day by corpus/."""

    span: Span
    type: TimexType
    formula: str  # written and read by reading/times only
    sentence: int
    tense: Literal["past", "present", "future", ""] = ""


class LeadEvent(Struct, frozen=True):
    """What a sentence of the title or the lead tells as happened: `span` is its verb."""

    span: Span
    sentence: int  # index into Reading.sentences
    time: int | None = None  # index into Reading.times: the expression that dates it


class Syntax(Struct, frozen=True):
    """The words of one sentence and what each hangs on, a column each, marks left out; corpus/stances reads it.

    `steps` are code points from the start of one word to that of the next; `heads` words to the head, 0 for the root;
    `labels` two letters a word (text/labels): its tag (Penn Treebank) and its relation to its head (ClearNLP). A lemma
    is empty where it is the word itself in small letters.
    """

    start: int
    steps: tuple[int, ...]
    lengths: tuple[int, ...]
    heads: tuple[int, ...]
    labels: str
    lemmas: str


class Turn(Struct, frozen=True):
    """A stretch of the text that one speaker says in their own voice: a turn of a transcript, or a whole speech.

    `label` is what stands before a turn, its colon included; `speaker` is the name or role in it (or that of somebody
    named before, where the label is a letter), `of` the country or body there that they speak for. A speech has no
    label: `name` is its author and `side` whom they speak for, in words.
    """

    span: Span  # what is said, without its label
    label: Span | None = None
    speaker: Span | None = None
    of: Span | None = None
    key: str = ""  # the speaker's label, folded: two turns of one speaker have the same
    asks: bool = False  # one who asks: nothing here is their position
    to: int | None = None  # index into Reading.turns: a turn of the one spoken to
    name: str = ""
    side: str = ""


class Attribution(Struct, frozen=True):
    """A claim as the words show it: source, cue, content, before anything is known of the corpus.

    `holder` is the head phrase of the source without article and clauses ("Kari Lund" of "Norway's fisheries envoy
    Kari Lund, a hawk,"), what is matched with mentions; it may lie outside `source` where the words of the
    attribution name nobody ("… ." followed by quoted paragraphs of the same speaker).
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: ClaimKind
    frame: str  # the lexicon's frame, such as "say.verb" or "oppose.verb"
    force: Force
    polarity: int  # of the cue toward its content: -1, 0, 1
    negated: bool
    sentence: int
    holder: Span | None = None
    holder_is: HolderIs = "none"
    side: Span | None = None
    to: Span | None = None
    within: int | None = None  # index into Reading.attributions
    continues: int | None = None  # index into Reading.attributions: the speech that this one resumes
    turn: int | None = None  # index into Reading.turns, where it stands in somebody's own voice
    confidence: float = 0.5
    why: tuple[str, ...] = ()


class Reading(Struct, frozen=True):
    """All that one article says, by its own words alone."""

    sentences: tuple[Span, ...] = ()
    names: tuple[Name, ...] = ()
    references: tuple[Reference, ...] = ()
    appositions: tuple[Apposition, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    syntax: tuple[Syntax, ...] = ()  # of the sentences in which a content stands
    turns: tuple[Turn, ...] = ()
    events: tuple[LeadEvent, ...] = ()


# --- corpus: all articles to actors, days and ties -------------------------------------------------------------------


class Published(Struct, frozen=True):
    """An article's publication day: what is proven, no narrower."""

    days: Days | None
    source: PublishedFrom
    why: str


class Actor(Struct, frozen=True):
    id: str  # lasts over re-indexing
    name: str
    kind: ActorKind
    forms: tuple[tuple[str, int], ...]  # surface form and count, most frequent first
    why: tuple[str, ...] = ()  # one sentence a merge
    known_by: Form | None = None  # the form that a person's decisions know it by


class Verdict(Struct, frozen=True):
    """What a person decided of two forms: one actor, or never one."""

    forms: tuple[Form, Form]
    same: bool


class Mention(Struct, frozen=True):
    """A place in the text that stands for an actor or matches a term; `score` is 0 to 100."""

    article: str
    span: Span
    by: MentionBy
    score: float = 100.0
    actor: str | None = None  # Actor.id
    text: str = ""
    why: str = ""


class DatedExpression(Struct, frozen=True):
    """A time expression placed on the calendar as far as anything places it."""

    span: Span
    type: TimexType
    value: str  # the TIMEX3 value
    days: Days | None
    sentence: Span
    why: str
    planned: bool = False  # future as seen from its own article
    rests_on: RestsOn = "expression"  # else `span` is a verb that no expression dates


class IssueStance(Struct, frozen=True):
    issue: str
    stance: Stance | None


class Claim(Struct, frozen=True):
    """Who holds what, in which words; `id` stays the same when the article is read again."""

    id: str
    article: str
    holder: str | None  # an actor's name, or a group's own words
    holder_id: str | None  # Actor.id where the holder is an actor
    side: str | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: ClaimKind
    stances: tuple[IssueStance, ...]  # the main issue first
    force: Force
    to: str | None
    days: Days | None  # when it was said
    confidence: float
    why: tuple[str, ...]
    status: Status = "found"
    within: str | None = None
    continues: str | None = None  # Claim.id of the speech that this one resumes: “X,” he said. “Y.”
    coder: str | None = None  # who gave it a status other than found

    @property
    def issues(self) -> tuple[str, ...]:
        return tuple(s.issue for s in self.stances)

    @property
    def stance(self) -> Stance | None:
        return self.stances[0].stance if self.stances else None


# --- what is asked ---------------------------------------------------------------------------------------------------


class Issue(Struct, frozen=True):
    """One issue of the watchlist."""

    id: str
    name: str
    terms: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    proposition: str = ""
    supports: tuple[str, ...] = ()  # words whose presence speaks for the proposition
    opposes: tuple[str, ...] = ()  # and against it
    colour: str = ""
    fuzziness: int = 2  # edits allowed in long words, 0 for none


class Selection(Struct, frozen=True):
    """What is selected: `key` is an Actor.id, an Issue.id, the term typed, a Claim.id, days as `Days` writes them,
    an article's key, or for a query what one actor says about something (corpus/crossref/held_about)."""

    kind: SelectionKind
    key: str
    label: str = ""  # what it is called; no part of what it is

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Selection) and (self.kind, self.key) == (other.kind, other.key)

    def __hash__(self) -> int:
        return hash((self.kind, self.key))


class Crossref(Struct, frozen=True):
    """Everything a selection touches. `mentions` are in the order of articles by day and of their text.

    `mentions`, `claims`, `held` and `by_article` may be fetched as they are looked at; their lengths are known at once.
    """

    selection: Selection
    mentions: Sequence[Mention]
    claims: Sequence[str]  # Claim.id
    by_article: Sequence[tuple[str, int]] = ()
    by_actor: tuple[
        tuple[str, int], ...
    ] = ()  # Actor.id: in how many claims and sentences it stands with the selection
    by_month: tuple[tuple[str, int], ...] = ()
    held: Sequence[str] = ()  # Claim.id of what a selected actor itself claims
    partial: str = ""  # in words, where the claims rest on a part of the mentions


def text_of(text: str, spans: Iterable[Span]) -> str:
    """The words of several spans, joined by an ellipsis where the text is interrupted."""
    return " … ".join(span.of(text) for span in spans)
