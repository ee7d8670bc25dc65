"""Which claims a query asks for, as the conditions of a statement."""

from __future__ import annotations

import json
from collections.abc import Callable

from tui.store.query import ClaimQuery
from tui.store.sqlite import blob
from tui.store.view import View, like

_SAID = "({})".format(" OR ".join(f"c.{part} LIKE ? ESCAPE '\\'" for part in ("holder", "cue", "words")))
FROM = " FROM claims c JOIN articles a ON a.id = c.article"


def where(view: View, query: ClaimQuery) -> tuple[str, list[object]]:
    """A query as SQL.

    Returns:
        The WHERE clause, with a space before it (empty where all claims are asked for), over `claims c` and
        `articles a`; and the values that it binds, in order.
    """
    parts: list[str] = []
    values: list[object] = []

    def add(part: str, *given: object) -> None:
        parts.append(part)
        values.extend(given)

    if query.among is not None:
        add("c.key IN (SELECT value FROM json_each(?))", json.dumps(query.among))
    _add_values(query, add)
    if query.crossref is not None:
        chosen = json.dumps(view.part_of(query.crossref, query.part).tolist())
        add("c.id IN (SELECT value FROM json_each(?))", chosen)
    toward = query.toward
    if query.issue is not None:
        add("c.id IN (SELECT claim FROM claim_issues WHERE issue = ?)", query.issue)
    if query.holder is not None:
        ids = json.dumps([query.holder, query.country or query.holder])
        named = "c.actor IN (SELECT id FROM actors WHERE key IN (SELECT value FROM json_each(?)))"
        add(f"(c.holder = ? OR {named})", query.holder, ids)
    if query.article is not None:
        add("c.article = (SELECT id FROM articles WHERE key = ?)", blob(query.article))
    if query.stance is not None and toward:
        add("c.id IN (SELECT claim FROM claim_issues WHERE issue = ? AND stance = ?)", toward, query.stance)
    elif query.stance is not None:
        add("c.stance = ?", query.stance)
    for word in query.matching.split():
        add(_SAID, *[like(word)] * 3)
    return (" WHERE " + " AND ".join(parts) if parts else ""), values


def _add_values(query: ClaimQuery, add: Callable[..., None]) -> None:
    """What is asked of columns of the claim alone."""
    if query.kind is not None:
        add("c.kind = ?", query.kind)
    if query.least_confidence > 0:
        add("c.confidence >= ?", query.least_confidence)
    if not query.rejected:
        add("c.status <> 'rejected'")
