"""Where an article mentions which actor: by name, alias, metonym, role and pronoun, each with its reason."""

from __future__ import annotations

from tui.corpus.actors import Actors
from tui.corpus.forms import surface
from tui.model import Article, Days, Mention, Reading


def mentions_of(
    article: Article, reading: Reading, actors: Actors, published: Days | None = None
) -> tuple[Mention, ...]:
    """All mentions of actors in one article, in the order of its text; no two have the same span."""
    found = []
    for name in reading.names:
        if name.agency:
            continue
        form = surface(name.span.of(article.text))
        tie = actors.tie(article.key, form, name.kind)
        if tie is None or name.adjective:
            continue
        actor, why = tie
        by = "name" if form == actors.by_id[actor].name else "alias"
        found.append(
            Mention(article.key, name.span, by, actor=actor, text=name.span.of(article.text), why=why)  # type: ignore[arg-type]
        )
    return tuple(found)
