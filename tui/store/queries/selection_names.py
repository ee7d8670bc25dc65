"""Selections by name: what a TERM on the command line selects, and what a selection is called on the screen."""

from __future__ import annotations

from tui.corpus.actors.countries import folded
from tui.corpus.crossref.held_about import parts_of
from tui.model import Selection
from tui.store.sqlite import blob
from tui.store.view import View


def term(view: View, text: str) -> Selection:
    """An issue by its id or name, an actor by its name or a form, else the words themselves."""
    wanted = folded(text)
    for issue in view.config.issues:
        if text == issue.id or wanted == folded(issue.name):
            return Selection("issue", issue.id, issue.name)
    actors = view.evidence.actors_called(text)
    if actors:
        return Selection("actor", actors[0].id, actors[0].name)
    return Selection("term", text, text)


def label(view: View, selection: Selection) -> str:
    """What a selection is called."""
    if selection.label:
        return selection.label
    if selection.kind == "actor":
        return view.one("SELECT name FROM actors WHERE key = ?", selection.key) or selection.key
    if selection.kind == "issue":
        return next((i.name for i in view.config.issues if i.id == selection.key), selection.key)
    if selection.kind == "article":
        return view.one("SELECT title FROM articles WHERE key = ?", blob(selection.key)) or selection.key
    if selection.kind == "query":
        return _query_label(view, selection.key)
    if selection.kind == "claim":
        return (view.one("SELECT words FROM claims WHERE key = ?", selection.key) or selection.key)[:60]
    return selection.key


def _query_label(view: View, key: str) -> str:
    parts = parts_of(key)
    if parts is None:
        return key
    by, about = label(view, Selection("actor", parts[0])), parts[1]
    return f"{by} on {label(view, about)}" if about is not None else f"claims by {by}"
