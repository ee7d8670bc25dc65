"""Actors as rows: names and forms, the merges that are offered, the offices. Every function runs within the caller's
transaction; how often an actor is mentioned is counted with each article (article_rows.py)."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping

from tui.corpus.actors.countries import folded, seat
from tui.corpus.actors.merge import Actors
from tui.model import Actor
from tui.store.codec import pack_forms, pack_strings
from tui.store.sqlite import plain
from tui.store.tables.files import recall, remember


def put_actors(connection: sqlite3.Connection, actors: Actors) -> dict[str, int]:
    """Write actors that are new or other than before; returns the store's numbers by Actor.id."""
    there: dict[str, tuple[int, str]] = {
        key: (number, digest) for number, key, digest in connection.execute("SELECT id, key, digest FROM actors")
    }
    changed = False
    for actor in actors.actors:
        digest = hashlib.blake2b(repr(actor).encode("utf-8", "replace"), digest_size=12).hexdigest()
        number, before = there.get(actor.id, (None, None))
        if digest != before:
            changed = True
            there[actor.id] = (_put_actor(connection, actor, digest, number), digest)
    if changed:
        remember(connection, "actors", int(recall(connection, "actors") or 0) + 1)
    numbers = {key: number for key, (number, _) in there.items()}
    _put_offers(connection, actors, numbers)
    return numbers


def _put_actor(connection: sqlite3.Connection, actor: Actor, digest: str, number: int | None) -> int:
    row = (
        plain(actor.name),
        folded(actor.name),
        actor.kind,
        pack_forms(tuple((plain(form) or "", n) for form, n in actor.forms)),
        pack_strings(tuple(plain(line) or "" for line in actor.why)),
        digest,
        plain(json.dumps(actor.known_by)) if actor.known_by else "",
        actor.id,
    )
    if number is None:
        cursor = connection.execute(
            "INSERT INTO actors(name, folded, kind, forms, why, digest, known_by, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        number = int(cursor.lastrowid or 0)
    else:
        connection.execute(
            "UPDATE actors SET name = ?, folded = ?, kind = ?, forms = ?, why = ?, digest = ?, known_by = ?"
            " WHERE key = ?",
            row,
        )
        connection.execute("DELETE FROM forms WHERE actor = ?", (number,))
    counts: dict[str, int] = {}
    called = (form for form in actor.forms if not seat(actor, form[0]))
    for form, n in (*called, (actor.name, 0)):
        counts[folded(form)] = counts.get(folded(form), 0) + n
    connection.executemany(
        "INSERT OR REPLACE INTO forms VALUES (?, ?, ?)", [(form, number, n) for form, n in counts.items()]
    )
    return number


def _put_offers(connection: sqlite3.Connection, actors: Actors, numbers: Mapping[str, int]) -> None:
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
                int(office.stated) + int(office.by_hand),
                plain(json.dumps(office.articles)),
            )
            for office in actors.offices
            if office.actor in numbers
        ],
    )


def forget_actors(connection: sqlite3.Connection, actors: Actors) -> None:
    """Take out actors that no article means any more."""
    gone = [
        (number,)
        for number, key in connection.execute("SELECT id, key FROM actors WHERE articles <= 0")
        if key not in actors.by_id
    ]
    for statement in (
        "DELETE FROM forms WHERE actor = ?",
        "DELETE FROM actor_months WHERE actor = ?",
        "DELETE FROM beside WHERE actor = ?",
        "DELETE FROM actors WHERE id = ?",
    ):
        connection.executemany(statement, gone)
