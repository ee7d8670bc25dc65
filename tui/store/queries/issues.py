"""The issues of the watchlist with their counts and who stands where, for all claims or for a selection's."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from msgspec.structs import replace

from tui.model import Crossref, Issue
from tui.store.rows import HolderCount, IssueRow
from tui.store.view import View


def issues(view: View, crossref: Crossref | None, looked: float) -> list[IssueRow]:
    rows = view.settled(("issues", looked), lambda: [_issue(view, issue, looked) for issue in view.config.issues])
    if crossref is None:
        return list(rows)
    touched = _touched(view, crossref)
    found = []
    for row in rows:
        counts = touched.get(row.id, [])
        holders = _counted([(holder, stance, n) for holder, stance, n, _ in counts if holder is not None and n])
        found.append(replace(row, hits=sum(told for *_, told in counts), holders=holders))
    return found


def _issue(view: View, issue: Issue, looked: float) -> IssueRow:
    """An issue as it stands without a selection."""
    sums = view.rows("SELECT articles, mentions FROM issues WHERE issue = ?", issue.id)
    in_articles, mentions = sums[0] if sums else (0, 0)
    ((told, claims),) = view.rows(
        "SELECT count(*), count(*) - coalesce(sum(copy), 0) FROM claim_issues WHERE issue = ?", issue.id
    )
    # Most often nothing has come since the last look, which the index says at once.
    fresh = view.one("SELECT 1 FROM articles WHERE added > ? AND NOT seen LIMIT 1", looked)
    new = fresh and view.one(
        "SELECT count(*) FROM claim_issues t JOIN claims c ON c.id = t.claim JOIN articles a ON a.id = c.article"
        " WHERE t.issue = ? AND NOT t.copy AND a.added > ? AND NOT a.seen",
        issue.id,
        looked,
    )
    holders = _counted(view.rows("SELECT holder, stance, n FROM positions WHERE issue = ? AND n > 0", issue.id))
    return IssueRow(
        issue.id, issue.name, in_articles, mentions, claims, 0, holders, new or 0, issue.proposition, told - claims
    )


def _touched(view: View, crossref: Crossref) -> dict[str, list[tuple[str | None, str, int, int]]]:
    """By issue, how many of the crossref's claims a holder makes with a stance: those that the matrix counts, and
    all."""
    rows = view.rows(
        "SELECT t.issue, t.holder, t.stance, sum(NOT t.folded AND NOT t.doubtful), count(*) FROM claim_issues t"
        " WHERE t.claim IN (SELECT value FROM json_each(?)) AND NOT t.copy GROUP BY 1, 2, 3",
        json.dumps(view.claims_of(crossref).tolist()),
    )
    found: dict[str, list[tuple[str | None, str, int, int]]] = defaultdict(list)
    for issue, *counts in rows:
        found[issue].append(tuple(counts))
    return found


def _counted(rows: list[tuple[Any, ...]]) -> tuple[HolderCount, ...]:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for holder, stance, n in rows:
        counts[holder][stance] = n
    found = [
        HolderCount(holder, c.get("for", 0), c.get("against", 0), c.get("mixed", 0), c.get("none", 0))
        for holder, c in counts.items()
    ]
    return tuple(sorted(found, key=lambda h: (-h.claims, h.name)))
