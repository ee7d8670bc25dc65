"""What the state of each kind of decision must be to be read again: one that comes from elsewhere is held to it."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from msgspec import Struct

from tui.model import ActorKind
from tui.store.judgements import FINAL, ClaimJudgement
from tui.store.mended import Field, days_of_value


def _says(something: object) -> None:
    """Raises ValueError for a state that says nothing, or what cannot be."""
    if not something:
        raise ValueError("it says nothing that can be")


class NoteState(Struct, frozen=True):
    """A note: the selection that it is on, what that is called, and the words."""

    kind: str
    key: str
    label: str
    text: str


class MergeState(Struct, frozen=True):
    """Two forms with their kinds, and whether they are one actor."""

    one: str
    one_kind: ActorKind
    other: str
    other_kind: ActorKind
    same: int


class _OfActor(Struct, frozen=True, tag_field="set"):
    """What is said of the actor with a form; `off` where it is taken back while another coder's stands."""

    form: str
    form_kind: ActorKind
    off: int = 0


class OutState(_OfActor, frozen=True, tag="out"):
    of: str = ""
    of_kind: ActorKind = "person"

    def __post_init__(self) -> None:
        _says(self.of or self.off)


class NameState(_OfActor, frozen=True, tag="name", kw_only=True):
    value: str

    def __post_init__(self) -> None:
        _says(self.value or self.off)


class KindState(_OfActor, frozen=True, tag="kind", kw_only=True):
    value: str

    def __post_init__(self) -> None:
        _says(self.value in get_args(ActorKind) or self.off)


class RoleState(_OfActor, frozen=True, tag="role", kw_only=True):
    value: str
    whose: str = ""
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        _says(self.value or self.off)


class SideState(_OfActor, frozen=True, tag="side", kw_only=True):
    value: str
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        _says(self.value or self.off)


class MentionState(Struct, frozen=True):
    """Words at a place of an article, and the form of the actor whom they mean; `to` None for nobody known."""

    article: str
    key: str
    start: int
    end: int
    words: str
    before: str
    after: str
    to: str | None
    to_kind: ActorKind | None
    whole: int
    off: int = 0

    def __post_init__(self) -> None:
        _says(0 <= self.start < self.end and bool(self.to) == bool(self.to_kind))


class ArticleState(Struct, frozen=True):
    """A field of an article as a person wrote it."""

    article: str
    key: str
    field: Field
    value: str
    off: int = 0

    def __post_init__(self) -> None:
        _says(self.off or (self.value and (self.field != "day" or days_of_value(self.value) is not None)))


SHAPES: dict[str, Any] = {
    "note": NoteState,
    "claim": ClaimJudgement,
    FINAL + "claim": ClaimJudgement,
    "merge": MergeState,
    "actor": OutState | NameState | KindState | RoleState | SideState,
    "mention": MentionState,
    "article": ArticleState,
}
