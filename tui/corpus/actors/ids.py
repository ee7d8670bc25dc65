"""Ids of actors, made from their names alone: the same corpus gives the same ids, in whatever order it was read."""

from __future__ import annotations

from tui.corpus.actors.countries import folded


def id_of(name: str) -> str:
    """The id that an actor of this name has, or had while it was the fullest name known."""
    return folded(name).replace(" ", "-").lower() or "actor"
