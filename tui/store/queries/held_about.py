"""What one actor says about something, as the find prompt offers it."""

from __future__ import annotations

from collections.abc import Iterable

from tui.corpus.crossref.held_about import Asked, asked, halves, selection_of
from tui.model import Actor, Selection
from tui.store.queries import close_names
from tui.store.queries.named_actors import actors_named
from tui.store.queries.selection_names import label as label_of
from tui.store.queries.selection_names import term
from tui.store.rows import Found
from tui.store.view import View

_CHOICES = 3  # actors that a misspelt or shortened name is taken for


def is_asked(typed: str) -> bool:
    """Whether `by:` or `about:` is typed, so that nothing else can be meant."""
    return asked(typed) != Asked()


def found(view: View, typed: str) -> list[Found]:
    """Claims that are asked for by `by:` and `about:`, or by an actor's name and what it speaks about."""
    wanted = asked(typed)
    if wanted != Asked():
        return _asked_for(view, wanted)
    named = [(half, called[0]) for half in halves(typed) if (called := view.evidence.actors_called(half.by)[:1])]
    known = [(actor, about) for half, actor in named if (about := _known(view, half.about)) is not None]
    offered = _with_claims(view, known)
    # Words that stand together somewhere are looked for there; others are an actor and any word that it speaks about.
    if not offered and named and not len(view.crossref(Selection("term", typed)).mentions):
        offered = _with_claims(view, [(actor, Selection("term", half.about)) for half, actor in named])
    return offered[:_CHOICES]


def _with_claims(view: View, asked_about: Iterable[tuple[Actor, Selection]]) -> list[Found]:
    made = [_query(view, actor.id, actor.name, about) for actor, about in asked_about]
    return [one for one in made if one.n]


def _asked_for(view: View, wanted: Asked) -> list[Found]:
    about = term(view, wanted.about) if wanted.about else None
    if not wanted.by:
        n = len(view.crossref(about).claims) if about is not None else 0
        label = f"claims about {label_of(view, about)}" if about is not None else ""
        return [Found(about.kind, about.key, label, n)] if about is not None else []  # type: ignore[arg-type]
    return [_query(view, key, name, about, why) for key, name, why in _actors(view, wanted.by)]


def _actors(view: View, words: str) -> list[tuple[str, str, str]]:
    """Id, name and how it was understood, of the actors that the words may name."""
    called = view.evidence.actors_called(words)
    if called:
        return [(called[0].id, called[0].name, "")]
    near = actors_named(view, words, _CHOICES) or close_names.close_actors(view, words, _CHOICES)
    return [(one.key, one.label, one.why) for one in near]


def _known(view: View, words: str) -> Selection | None:
    """An issue or an actor that the words name; None where they are only words."""
    about = term(view, words)
    return about if about.kind in ("issue", "actor") else None


def _query(view: View, key: str, name: str, about: Selection | None, why: str = "") -> Found:
    label = f"{name} on {label_of(view, about)}" if about is not None else f"claims by {name}"
    made = selection_of(key, about, label)
    return Found("query", made.key, label, len(view.crossref(made).claims), why=why)
