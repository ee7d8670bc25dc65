"""What is known of actors beside their mentions: merges that are only likely, offered to a person, and offices held."""

from __future__ import annotations

import json
from datetime import date

from tui.model import Form
from tui.store.rows import Likely, Role
from tui.store.view import View

_OFFICES = 200  # of one actor that are shown: no person held as many, but a slip of the merge might


def likely(view: View, actor: str) -> list[Likely]:
    """Actors that this one may be too, the likeliest first."""
    rows = view.rows(
        "SELECT a.key, a.name, a.kind, a.mentions, o.why, o.score, o.forms FROM offers o"
        " JOIN actors a ON a.id = CASE o.actor WHEN ?1 THEN o.other ELSE o.actor END"
        " WHERE o.actor = ?1 OR o.other = ?1 ORDER BY o.score DESC, a.mentions DESC, a.name",
        view.one("SELECT id FROM actors WHERE key = ?", actor),
    )
    return [
        Likely(key, named, kind, mentions, why, score, _forms(forms))
        for key, named, kind, mentions, why, score, forms in rows
    ]


def _forms(told: str) -> tuple[Form, Form]:
    (one, kind), (other, other_kind) = json.loads(told)
    return (one, kind), (other, other_kind)


def roles(view: View, actor: str) -> list[Role]:
    """The offices that an actor held, those that a person stated first, then by their first day."""
    rows = view.rows(
        "SELECT o.role, a.name, o.first, o.last, o.former, o.stated, o.articles FROM offices o"
        " LEFT JOIN actors a ON a.id = o.of WHERE o.actor = ?"
        " ORDER BY o.stated DESC, o.first IS NULL, o.first, o.role LIMIT ?",
        view.one("SELECT id FROM actors WHERE key = ?", actor),
        _OFFICES,
    )
    return [
        Role(role, of, _day(first), _day(last), bool(former), bool(stated), tuple(json.loads(articles)), stated == 2)
        for role, of, first, last, former, stated, articles in rows
    ]


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
