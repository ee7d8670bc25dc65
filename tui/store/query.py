"""What can be asked of each list: one frozen query a list, which its page, its count and its place are asked by."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tui.model import Crossref, Days, Stance
from tui.store.rows import Zoom

By = Literal["holder", "side"]  # whose stances the matrix shows
Part = Literal["by", "about"]  # of the claims that a selected actor has to do with


class ArticleQuery(Struct, frozen=True):
    """`order` is day, title, outlet, words, claims, mentions, new or hits; articles without a day come last. With a
    crossref each row has its `hits`. `matching` are words of the title, the outlet, the file's name or the text."""

    crossref: Crossref | None = None
    matching: str = ""
    order: str = "day"
    descending: bool = False


class ActorQuery(Struct, frozen=True):
    """`order` is mentions, articles, claims (held), name, kind, first or last (day of a claim held); with a crossref
    also hits (how often beside it) or held (its claims that the actor holds). `matching` is part of a form of the
    name."""

    crossref: Crossref | None = None
    matching: str = ""
    order: str = "mentions"
    descending: bool = True


class ClaimQuery(Struct, frozen=True):
    """Which claims, of a list or of the matrix.

    `holder` is an actor's name or Actor.id, or a group's words; `country` the Actor.id of what the holder, a seat of
    government, acts for: its claims too. `matching` are words that all stand in its holder, cue or content. Rejected
    claims pass only if asked for. `part` tells, of a selected actor, those by it from those of others about it. `order`
    is day, holder, stance, confidence, article, or side: in groups, several of one sentence as one row.
    """

    crossref: Crossref | None = None
    issue: str | None = None
    holder: str | None = None
    article: str | None = None
    stance: Stance | None = None
    kind: str | None = None
    least_confidence: float = 0.0
    rejected: bool = False
    matching: str = ""
    disputed: bool = False  # those of which coders say different things, rejected ones too
    among: tuple[str, ...] | None = None  # only those with these ids
    part: Part | None = None
    country: str | None = None
    order: str = "day"
    descending: bool = False

    @property
    def toward(self) -> str:
        """The issue that stances are asked toward; empty for each claim's main one."""
        if self.issue is not None:
            return self.issue
        selection = self.crossref.selection if self.crossref is not None else None
        return selection.key if selection is not None and selection.kind == "issue" else ""

    def plain(self) -> ClaimQuery:
        """The same without crossref and order: what, with its selection, tells one set of claims from another."""
        return replace(self, crossref=None, order="day", descending=False)

    @property
    def filtered(self) -> bool:
        """Whether anything but a crossref, or a part of it, is asked for."""
        return replace(self.plain(), part=None) != ClaimQuery()


class TimelineQuery(Struct, frozen=True):
    """The calendar in periods; with a crossref only its dated sentences stand below them."""

    zoom: Zoom = "month"
    crossref: Crossref | None = None


class EventQuery(Struct, frozen=True):
    """Events in order of time. `within` gives those whose days lie in that range; with a `zoom` it is one of its
    periods, and a wide one holds only events of that very range. `every_telling` gives all dated sentences, not each
    event once."""

    crossref: Crossref | None = None
    within: Days | None = None
    hits_only: bool = False
    zoom: Zoom | None = None
    every_telling: bool = False


class ConcordanceQuery(Struct, frozen=True):
    """Keyword in context: `width` characters on either side. `order` is day, left or right (by the words there)."""

    crossref: Crossref
    order: str = "day"
    width: int = 60
