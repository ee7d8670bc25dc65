"""Actors by the beginning, or any part, of a name."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tui.corpus.actors.countries import folded
from tui.store.rows import Found
from tui.store.view import View, like

WITHIN = "in a longer name"  # "cooperation" of a body called by its initials
_MANY = 1_000  # actors that have a form: from so many on the most mentioned are soon met among all


def actors_named(view: View, typed: str, limit: int) -> list[Found]:
    """Those that have a form that begins so, then those that have one with it elsewhere, most mentions first; with a
    reason where the name that is shown does not have the words."""
    wanted = folded(typed)
    rows = _called(view, "folded >= ? AND folded < ?", (wanted, wanted + "\U0010ffff"), limit, ())
    begun = [row[-1] for row in rows]
    if len(rows) < limit:
        rows += _called(view, "folded LIKE ? ESCAPE '\\'", (like(wanted),), limit - len(rows), begun)
    return [
        Found("actor", key, named, mentions, why="" if number in begun or wanted in folded(named) else WITHIN)
        for key, named, mentions, number in rows
    ]


def _called(view: View, form: str, asked: tuple[str, ...], limit: int, without: Sequence[int]) -> list[tuple[Any, ...]]:
    """Actors that have such a form. Few are looked at each; of many, as after one letter, the most mentioned are soon
    met among all actors."""
    numbers = view.rows(f"SELECT DISTINCT actor FROM forms WHERE {form} LIMIT ?", *asked, _MANY)
    if len(numbers) < _MANY:
        few = json.dumps([number for (number,) in numbers])
        among, asked = "(SELECT value FROM json_each(?)) f CROSS JOIN actors a ON a.id = f.value WHERE", (few,)
    else:
        among = f"actors a WHERE EXISTS (SELECT 1 FROM forms WHERE actor = a.id AND {form}) AND"
    return view.rows(
        f"SELECT a.key, a.name, a.mentions, a.id FROM {among} a.mentions > 0"
        " AND a.id NOT IN (SELECT value FROM json_each(?)) ORDER BY a.mentions DESC, a.id LIMIT ?",
        *asked,
        json.dumps(without),
        limit,
    )
