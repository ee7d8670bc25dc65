"""The list of actors, a page at a time, each with its mentions by month."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from tui.model import Crossref
from tui.store.queries import holders
from tui.store.query import ActorQuery
from tui.store.rows import ActorRow
from tui.store.tables.article_rows import month_name
from tui.store.view import View, like

_FIRST, _LAST = (f"(SELECT {end}(c.day) FROM claims c WHERE c.actor = a.id)" for end in ("min", "max"))
_ORDERS = {
    "mentions": ("a.mentions, a.id", "a.mentions DESC, a.id"),
    "articles": ("a.articles, a.id", "a.articles DESC, a.id"),
    "claims": ("a.claims, a.id", "a.claims DESC, a.id"),
    "kind": ("a.kind, a.claims DESC, a.id", "a.kind DESC, a.claims DESC, a.id"),
    "first": (f"{_FIRST} IS NULL, {_FIRST}, a.id", f"{_FIRST} IS NULL, {_FIRST} DESC, a.id"),
    "last": (f"{_LAST} IS NULL, {_LAST}, a.id", f"{_LAST} IS NULL, {_LAST} DESC, a.id"),
    "name": ("a.name COLLATE NOCASE, a.id", "a.name COLLATE NOCASE DESC, a.id DESC"),
}


def _where(matching: str) -> tuple[str, tuple[object, ...]]:
    if not matching.strip():
        return " WHERE a.mentions > 0", ()
    pattern = like(matching.strip().lower())
    return (
        " WHERE a.mentions > 0 AND a.id IN (SELECT actor FROM forms WHERE folded LIKE ? ESCAPE '\\')",
        (pattern,),
    )


_ACTOR = "a.id, a.key, a.name, a.kind, a.articles, a.mentions, a.claims"


def actors(view: View, query: ActorQuery, offset: int, limit: int) -> list[ActorRow]:
    crossref = query.crossref
    beside = dict(crossref.by_actor) if crossref is not None else {}
    where, values = _where(query.matching)
    if query.order in ("hits", "held") and crossref is not None:
        first = list(holders.held_of(view, crossref)) if query.order == "held" else []
        rows = _by_hits(view, first, crossref, where, values, offset, limit)
    else:
        by = _ORDERS.get(query.order, _ORDERS["mentions"])[query.descending]
        sql = f"SELECT {_ACTOR} FROM actors a{where} ORDER BY {by} LIMIT ? OFFSET ?"
        rows = view.rows(sql, *values, limit, offset)
    months = _months(view, [row[0] for row in rows])
    found = [
        ActorRow(
            id=key,
            name=named,
            kind=kind,
            articles=in_articles,
            mentions=mentions,
            hits=beside.get(key, 0),
            months=months.get(number, ()),
            claims=claims,
        )
        for number, key, named, kind, in_articles, mentions, claims in rows
    ]
    return holders.told(view, found, crossref)


def _by_hits(
    view: View,
    first: list[str],
    crossref: Crossref,
    where: str,
    values: tuple[object, ...],
    offset: int,
    limit: int,
) -> list[tuple[Any, ...]]:
    """Actors in the order of `first`, then those that stand with the selection, then the others by mentions."""
    keys = list(dict.fromkeys([*first, *(key for key, _ in crossref.by_actor)]))
    listed = json.dumps(keys)
    there = {
        row[1]: row
        for row in view.rows(
            f"SELECT {_ACTOR} FROM actors a{where} AND a.key IN (SELECT value FROM json_each(?))", *values, listed
        )
    }
    beside = [there[key] for key in keys if key in there]
    page = beside[offset : offset + limit]
    if len(page) < limit:
        page += view.rows(
            f"SELECT {_ACTOR} FROM actors a{where} AND a.key NOT IN (SELECT value FROM json_each(?))"
            " ORDER BY a.mentions DESC, a.id LIMIT ? OFFSET ?",
            *values,
            listed,
            limit - len(page),
            max(0, offset - len(beside)),
        )
    return page


def _months(view: View, numbers: list[int]) -> dict[int, tuple[tuple[str, int], ...]]:
    rows = view.rows(
        "SELECT actor, month, mentions FROM actor_months"
        " WHERE actor IN (SELECT value FROM json_each(?)) AND mentions > 0 AND month > 0 ORDER BY actor, month",
        json.dumps(numbers),
    )
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for actor, month, mentions in rows:
        found[actor].append((month_name(month), mentions))
    return {actor: tuple(months) for actor, months in found.items()}


def holding(view: View, query: ActorQuery) -> int:
    """How many of the actors asked for hold a claim, in the order `held` one of the crossref: the first ones of that
    order, and of `claims` from the high end."""
    where, values = _where(query.matching)
    if query.order == "held" and query.crossref is not None:
        keys = json.dumps(list(holders.held_of(view, query.crossref)))
        sql = f"SELECT count(*) FROM actors a{where} AND a.key IN (SELECT value FROM json_each(?))"
        return int(view.one(sql, *values, keys))
    return int(view.one(f"SELECT count(*) FROM actors a{where} AND a.claims > 0", *values))


def count(view: View, query: ActorQuery) -> int:
    where, values = _where(query.matching)
    return int(view.one(f"SELECT count(*) FROM actors a{where}", *values))
