"""What is known of actors beside their mentions: merges that are only likely, offered to a person, and offices held."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date

from tui.corpus.actors.merge import Actors
from tui.model import Form
from tui.store.rows import Likely, Role
from tui.store.sqlite import plain
from tui.store.view import View

_OFFICES = 200  # of one actor


def put(connection: sqlite3.Connection, actors: Actors, numbers: Mapping[str, int]) -> None:
    """Write the offers and offices of a merge in place of those before; within the caller's transaction."""
    connection.execute("DELETE FROM offers")
    connection.executemany(
        "INSERT OR REPLACE INTO offers VALUES (?, ?, ?, ?, ?)",
        [
            (numbers[o.actor], numbers[o.other], plain(o.why), o.score, plain(json.dumps(o.forms)))
            for o in actors.offers
        ],
    )
    connection.execute("DELETE FROM offices")
    connection.executemany(
        "INSERT INTO offices VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                numbers[office.actor],
                plain(office.role),
                numbers.get(office.of or ""),
                office.first.toordinal() if office.first else None,
                office.last.toordinal() if office.last else None,
                int(office.former),
                int(office.stated),
                plain(json.dumps(office.articles)),
            )
            for office in actors.offices
            if office.actor in numbers
        ],
    )


def likely(view: View, actor: str) -> list[Likely]:
    """Actors that this one may be too, the likeliest first."""
    rows = view.rows(
        "SELECT a.key, a.name, a.kind, a.mentions, o.why, o.score, o.forms FROM offers o"
        " JOIN actors a ON a.id = CASE o.actor WHEN ?1 THEN o.other ELSE o.actor END"
        " WHERE ?1 IN (o.actor, o.other) ORDER BY o.score DESC, a.mentions DESC, a.name",
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
        Role(role, of, _day(first), _day(last), bool(former), bool(stated), tuple(json.loads(articles)))
        for role, of, first, last, former, stated, articles in rows
    ]


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
