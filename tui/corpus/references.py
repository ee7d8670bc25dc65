"""Roles and pronouns to actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.model import Article, Days, Mention, Reading

if TYPE_CHECKING:
    from tui.corpus.actors import Actors


def tied(
    article: Article, reading: Reading, actors: Actors, named: Sequence[str | None], published: Days | None
) -> Iterator[Mention]:
    """Mentions by role and pronoun; `named` is the actor of each of `reading.names`."""
    for reference in reading.references:
        actor = named[reference.name] if reference.name is not None else None
        if actor is not None:
            yield Mention(
                article.key,
                reference.span,
                reference.by,
                score=round(100 * reference.confidence, 1),
                actor=actor,
                text=reference.span.of(article.text),
                why=reference.why,
            )
