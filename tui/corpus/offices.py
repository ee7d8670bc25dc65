"""Who held which office when, learned from what the articles say somebody is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tui.config import StatedActor
from tui.corpus.forms import ArticleForms
from tui.model import Actor, ActorKind, Days


@dataclass(frozen=True, slots=True)
class Office:
    """`actor` held `role` of the actor `of` at least from `first` to `last` (None: no day is known)."""

    actor: str  # Actor.id
    role: str
    of: str | None  # Actor.id, or None where no text says whose
    articles: tuple[str, ...]  # where it is said, a dozen at most
    first: date | None = None
    last: date | None = None
    former: bool = False
    stated: bool = False


def offices(
    articles: Iterable[ArticleForms],
    actor_of: Callable[[str, str, ActorKind], Actor | None],
    stated: Sequence[StatedActor],
    published: Mapping[str, Days],
) -> tuple[Office, ...]:
    """All offices that the corpus or a person gives somebody."""
    return ()
