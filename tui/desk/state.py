"""What the desk knows at one moment: the library it reads, the selection with its crossref, filters and orders.

A plain object, no widgets. Every pane draws from the one crossref that is here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tui.desk.actions import ON_DESK
from tui.desk.presentation.reason_words import told_sentences
from tui.desk.selection import DEPTH, Place, Trail
from tui.model import Crossref, Selection
from tui.store.query import ClaimQuery
from tui.store.rows import Counts, Progress, Zoom

if TYPE_CHECKING:
    from tui.config import Config
    from tui.store.desk_library import DeskLibrary

ZOOMS: tuple[Zoom, ...] = ("day", "week", "month", "year")
VERSION = 1  # of what is kept
MOST_KEPT = 1 << 18  # characters: fifty steps with names of files take a tenth
KEPT = "desk"  # the key of the state in the library
# How each pane can be sorted: the store's order, whether from the high end, and the words for it.
ORDERS: Mapping[str, tuple[tuple[str, bool, str], ...]] = {
    "articles": (
        ("day", False, "oldest first"), ("day", True, "newest first"), ("hits", True, "most named first"),
        ("claims", True, "most claims first"), ("outlet", False, "by outlet"), ("title", False, "by title"),
    ),
    "actors": (
        ("held", True, "most claims about it first"), ("claims", True, "most claims first"),
        ("mentions", True, "most named first"), ("hits", True, "most beside it first"),
        ("articles", True, "in most articles first"), ("name", False, "by name"),
    ),
    "claims": (
        ("side", False, "by side"), ("day", False, "by day"), ("day", True, "newest first"),
        ("holder", False, "by holder"),
        ("stance", False, "by stance"), ("confidence", True, "surest first"), ("article", False, "by article"),
    ),
    "timeline": (("auto", False, "periods; sentences of the selection"), ("all", False, "periods with all sentences"),
                 ("periods", False, "periods alone")),
}  # fmt: skip


def filter_words(query: ClaimQuery) -> str:
    """A filter of claims as it is typed: `holder:Rivertown stance:against kind:direct conf:0.6 harbour`."""
    parts = []
    if query.holder:
        parts.append(f'holder:"{query.holder}"' if " " in query.holder else f"holder:{query.holder}")
    if query.stance:
        parts.append(f"stance:{query.stance}")
    if query.kind:
        parts.append(f"kind:{query.kind}")
    if query.least_confidence:
        parts.append(f"conf:{query.least_confidence:g}")
    if query.disputed:
        parts.append("is:disputed")
    return " ".join([*parts, query.matching]).strip()


def parse_filter(text: str) -> ClaimQuery:
    """The filter that was typed; raises ValueError, one line that says what is wrong and what would be right."""
    import re

    found = ClaimQuery()
    words = []
    for part in re.findall(r'\w+:"[^"]*"?|\S+', text):
        name, colon, value = part.partition(":")
        value = value.strip('"')
        if not colon or name not in ("holder", "stance", "kind", "conf", "is"):
            words.append(part)
        elif name == "holder":
            found = replace(found, holder=value or None)
        elif name == "is":
            if value != "disputed":
                raise ValueError(f"is:{value}: write is:disputed")
            found = replace(found, disputed=True)
        elif name == "conf":
            try:
                least = float(value)
            except ValueError:
                raise ValueError(f"conf:{value}: write a number from 0 to 1, such as conf:0.6") from None
            if not 0 <= least <= 1:
                raise ValueError(f"conf:{value}: write a number from 0 to 1, such as conf:0.6")
            found = replace(found, least_confidence=least)
        else:
            right = ("for", "against", "mixed") if name == "stance" else ("direct", "indirect", "mixed")
            if value not in right:
                raise ValueError(f"{name}:{value}: write one of {', '.join(right)}")
            found = replace(found, **{name: value})
    return replace(found, matching=" ".join(words))


_Text = Annotated[str, msgspec.Meta(max_length=4_200)]  # of a name of a file the system allows 4,096
_Words = Annotated[str, msgspec.Meta(max_length=1_000)]  # as the prompt takes
_Number = Annotated[int, msgspec.Meta(ge=0, le=1 << 40)]
_Kind = Literal["actor", "issue", "term", "claim", "days", "article", "query"]


class KeptStep(msgspec.Struct, frozen=True):
    selection: tuple[_Kind, _Text, _Text] | None
    place: list[_Text | int | bool | dict[_Words, _Number] | None]


class KeptTrail(msgspec.Struct, frozen=True):
    at: _Number = 0
    steps: Annotated[list[KeptStep], msgspec.Meta(max_length=DEPTH)] = msgspec.field(default_factory=list)


class Kept(msgspec.Struct, frozen=True):
    """Where the desk stood, as it is kept. What is of another shape or larger is refused as a whole."""

    version: int = VERSION
    trail: KeptTrail | None = None
    orders: dict[_Words, _Number] = msgspec.field(default_factory=dict)
    matching: dict[_Words, _Words] = msgspec.field(default_factory=dict)
    claims: Annotated[str, msgspec.Meta(max_length=2_000)] = ""
    zoom: Zoom = "month"
    zoomed: _Words | None = None
    pinned: _Words | None = None


class ConfigWords(Struct, frozen=True):
    """What the head says of config.yaml; `fault` is the whole text of what is wrong, empty where nothing is."""

    words: str = ""
    fault: str = ""


class DeskState:
    """`orders` and `matching` are by pane; `zoomed` is the pane at full size, if one is.

    `corpus` is its name; `library` is there once it has been opened; `keymap` has the keys that config.yaml changed.
    """

    library: DeskLibrary

    def __init__(self, config: Config, corpus: str) -> None:
        self.config = config
        self.corpus = corpus
        self.keymap: dict[str, str] = {}
        self.progress: Progress | None = None
        self.trail = Trail()
        self.crossref: Crossref | None = None
        self.orders: dict[str, int] = {}
        self.matching: dict[str, str] = {}
        self.claims_filter = ClaimQuery()  # what passes in the Claims pane, and so in the matrix
        self.zoom: Zoom = "month"
        self.zoomed: str | None = None
        self.pinned: str | None = None  # the pane whose room stays as with the focus
        self.restored: set[str] = set()  # panes with a filter that was kept from last time
        self.open_article: str | None = None  # the key of the one in the reader
        self.joining: tuple[str, str] | None = None  # id and name of the actor that another is to be one with
        self.config_words = ConfigWords()
        self.generation = -1
        self.counts = Counts()

    @property
    def selection(self) -> Selection | None:
        return self.trail.selection

    @property
    def issue_names(self) -> Mapping[str, str]:
        """The names of the watchlist's issues, by their ids."""
        return {issue.id: issue.name for issue in self.config.issues}

    def proposition(self, issue: str) -> str:
        """What "it" is where sides on an issue are shown; empty where the config states nothing."""
        return next((known.proposition for known in self.config.issues if known.id == issue), "")

    @property
    def part(self) -> str:
        """What a list of what was read rests on, `from 12,400 of 32,111 articles`; empty where on all of them."""
        counts = self.counts
        return f"from {counts.read:,} of {counts.articles:,} articles" if counts.read < counts.articles else ""

    @property
    def unread(self) -> str:
        """What to add where nothing was found while not everything is read; empty where it is."""
        counts = self.counts
        return f" {counts.read:,} of {counts.articles:,} articles are read." if counts.read < counts.articles else ""

    def order(self, pane: str) -> tuple[str, bool, str]:
        """The order of a pane; without a selection there are no hits to sort by."""
        orders = ORDERS[pane]
        order = orders[self.orders.get(pane, 0) % len(orders)]
        if order[0] in ("hits", "held") and self.crossref is None:
            return orders[1] if pane == "actors" else orders[0]
        return order

    def title_of(self, key: str) -> str:
        """An article's title by its key; empty for what is no article."""
        row = self.library.article_row(key)
        return row.title if row is not None else ""

    def why_claim(self, key: str) -> list[str]:
        """Why a claim is read as it is, in sentences."""
        return told_sentences(self.library.why("claim", key), self.title_of)

    def refresh(self) -> None:
        """Take the crossref of the current selection, and the counts of the corpus, anew."""
        self._follow()
        selection = self.selection
        self.counts = self.library.counts()
        self.generation = self.counts.generation
        self.crossref = None if selection is None else self.library.crossref(selection)

    def _follow(self) -> None:
        """A selected actor that has another id by now, since a fuller name was read or since it was merged into
        another, is that one from now on."""
        selection = self.selection
        if selection is None or selection.kind != "actor":
            return
        actor = self.library.actor(selection.key) or self.library.actor(selection.label)
        if actor is not None and actor.id != selection.key:
            self.trail.rename(Selection("actor", actor.id, actor.name))

    def kept(self, place: Place) -> str:
        """All that is kept for next time, as JSON."""
        return json.dumps(
            {
                "version": VERSION, "trail": self.trail.kept(place), "orders": self.orders, "matching": self.matching,
                "claims": filter_words(self.claims_filter), "zoom": self.zoom, "zoomed": self.zoomed,
                "pinned": self.pinned,
            }
        )  # fmt: skip

    def restore(self, kept: str | None) -> str:
        """Stand where `kept` says, or at the beginning where it says nothing or cannot be understood: then why, in a
        few words. All of it is taken or nothing."""
        try:
            told = _read(kept) if kept else Kept()
            trail = Trail.restored(msgspec.to_builtins(told.trail)) if told.trail is not None else Trail()
            steps = told.trail.steps if told.trail is not None else []
            if steps and [step.selection is None for step in steps] != [one.selection is None for one in trail.steps]:
                raise ValueError("it is damaged")
            passing = parse_filter(told.claims)
        except ValueError as error:
            self.restore(None)
            return " ".join(str(error).split())[:120]
        self.trail = trail
        self.orders = {pane: number for pane, number in told.orders.items() if pane in ORDERS}
        self.matching = {pane: words for pane, words in told.matching.items() if pane in ON_DESK}
        self.claims_filter = passing
        self.zoom = told.zoom
        self.zoomed = told.zoomed if told.zoomed in ON_DESK else None
        self.pinned = told.pinned if told.pinned in ON_DESK else None
        self.restored = {pane for pane, words in self.matching.items() if words}
        self.restored |= {"claims"} if passing.filtered else set()
        return ""


def _read(kept: str) -> Kept:
    """Raises ValueError where it is too large, of a newer version, or not what `DeskState.kept` wrote."""
    if len(kept) > MOST_KEPT:
        raise ValueError("it is too large")
    try:
        told = msgspec.json.decode(kept, type=Kept)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ValueError(f"it is damaged ({error})") from error
    if told.version > VERSION:
        raise ValueError("a newer onrecord kept it")
    return told
