"""Actors by what they hold: how many claims, mostly on which issue, from when to when, and what of a selection."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from tui.model import Crossref, Days
from tui.store.queries.claim_groups import MOST, toward_of
from tui.store.rows import ActorRow, HolderCount
from tui.store.tables.article_rows import days_of
from tui.store.view import View


def told(view: View, rows: Sequence[ActorRow], crossref: Crossref | None) -> list[ActorRow]:
    """The rows with what each actor holds; with a crossref also how many of its claims, and on which sides."""
    held = held_of(view, crossref)
    holding = [row for row in rows if row.claims]
    days, mostly = days_held(view, [row.id for row in holding]), mostly_on(view, [row.name for row in holding])
    return [replace(row, mostly=mostly.get(row.name, ""), days=days.get(row.id), held=held.get(row.id)) for row in rows]


def days_held(view: View, keys: Sequence[str]) -> dict[str, Days | None]:
    """From the first day to the last on which each actor made a claim."""
    rows = view.rows(
        "SELECT a.key, (SELECT min(day) FROM claims WHERE actor = a.id),"
        " (SELECT day_last FROM claims WHERE actor = a.id ORDER BY day DESC LIMIT 1)"
        " FROM actors a WHERE a.key IN (SELECT value FROM json_each(?))",
        json.dumps(list(keys)),
    )
    return {key: days_of(first, last) for key, first, last in rows}


def mostly_on(view: View, names: Sequence[str]) -> dict[str, str]:
    """The issue that most claims of each holder are on."""
    rows = view.rows(
        "SELECT holder, issue, sum(n) FROM positions WHERE issue IN (SELECT value FROM json_each(?))"
        " AND holder IN (SELECT value FROM json_each(?)) AND n > 0 GROUP BY 1, 2 ORDER BY 3, 2 DESC",
        json.dumps([issue.id for issue in view.config.issues]),
        json.dumps(list(names)),
    )
    return {holder: issue for holder, issue, _ in rows}  # the last of each has most


def held_of(view: View, crossref: Crossref | None) -> dict[str, HolderCount]:
    """By Actor.id, how many of a crossref's claims the actor holds, and on which sides of its issue, the doubtful left
    out as in the matrix; empty where they are too many to be gone through."""
    if crossref is None or len(crossref.claims) > MOST:
        return {}

    def make() -> dict[str, HolderCount]:
        rows = view.rows(
            "SELECT a.key, a.name, coalesce(t.stance, 'none'), count(*) FROM claims c JOIN actors a ON a.id = c.actor"
            " LEFT JOIN claim_issues t ON t.claim = c.id AND t.issue = ?"
            " WHERE c.id IN (SELECT value FROM json_each(?)) AND NOT (c.copy OR c.doubt) AND c.status <> 'rejected'"
            " GROUP BY 1, 2, 3",
            toward_of(view, crossref.selection),
            json.dumps(view.claims_of(crossref).tolist()),
        )
        counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for key, name, stance, n in rows:
            counts[key, name][stance] = n
        found = {
            key: HolderCount(name, c.get("for", 0), c.get("against", 0), c.get("mixed", 0), c.get("none", 0))
            for (key, name), c in counts.items()
        }
        return dict(sorted(found.items(), key=lambda item: (-item[1].claims, item[1].name)))

    return view.kept(crossref, "held", make)
