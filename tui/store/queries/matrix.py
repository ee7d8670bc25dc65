"""The matrix: holders, or sides, down and issues across, and the claims behind a cell of it."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

from collections import defaultdict

from tui.corpus.cell_side import cell_side
from tui.store.queries.claim_conditions import FROM, where
from tui.store.queries.sides import sides
from tui.store.query import By, ClaimQuery
from tui.store.rows import Cell, ClaimRow, Matrix
from tui.store.view import CLAIM, View, claim_row


def positions(view: View, holder: str, issue: str, by: By = "holder") -> list[ClaimRow]:
    """A holder's, or a side's, claims on an issue, earliest first, with the turns of stance marked; of a story that
    several articles carry those of the first."""
    under = sides(view) if by == "side" else {}
    whose = "t.holder = ?" if by == "holder" else "t.holder IS NOT NULL"
    sql = (
        f"SELECT {CLAIM}, c.id, t.stance{FROM} JOIN claim_issues t ON t.claim = c.id"
        f" WHERE t.issue = ? AND NOT t.copy AND NOT t.folded AND {whose}"
        " ORDER BY c.day IS NULL, c.day, c.article, c.start"
    )
    before: str | None = None
    found = []
    for row in view.rows(sql, issue, *([holder] if by == "holder" else [])):
        if by == "side" and under.get(row[-2]) != holder:
            continue
        stance = row[-1]
        turn = stance in ("for", "against") and before is not None and stance != before
        if stance in ("for", "against"):
            before = stance
        found.append(claim_row(row, turn=turn, issue=issue))
    return found


def matrix(view: View, query: ClaimQuery, limit: int, by: By = "holder") -> Matrix:
    """Holders with most claims first. Without any filter the cells come from sums alone."""
    issues = tuple((issue.id, issue.name) for issue in view.config.issues)
    if by == "side":
        rows = _by_side(view, query)
    elif query.crossref is None and not query.filtered:
        rows = view.rows(
            "SELECT holder, issue, stance, n FROM positions WHERE n > 0 AND holder IN"
            " (SELECT holder FROM holder_sums WHERE n > 0 ORDER BY n DESC, holder LIMIT ?)",
            limit,
        )
    else:
        chosen, values = where(view, query)
        rows = view.rows(
            "SELECT t.holder, t.issue, t.stance, count(*) FROM claim_issues t JOIN claims c ON c.id = t.claim"
            f" JOIN articles a ON a.id = c.article{chosen or ' WHERE 1'} AND t.holder IS NOT NULL"
            " AND NOT t.copy AND NOT t.folded GROUP BY 1, 2, 3",
            *values,
        )
    shown = {issue for issue, _ in issues}
    counts: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for holder, issue, stance, n in rows:
        if issue in shown:
            counts[holder][issue][stance] = counts[holder][issue].get(stance, 0) + n
    weight = {holder: sum(n for cell in cells.values() for n in cell.values()) for holder, cells in counts.items()}
    holders = tuple(sorted(weight, key=lambda holder: (-weight[holder], holder))[:limit])
    return Matrix(holders, issues, {(h, i): _cell(view, h, i, c, by) for h in holders for i, c in counts[h].items()})


def _by_side(view: View, query: ClaimQuery) -> list[tuple[str, str, str, int]]:
    chosen, values = where(view, query)
    under = sides(view)
    rows = view.rows(
        "SELECT t.claim, t.issue, t.stance FROM claim_issues t JOIN claims c ON c.id = t.claim"
        f" JOIN articles a ON a.id = c.article{chosen or ' WHERE 1'} AND t.holder IS NOT NULL"
        " AND NOT t.copy AND NOT t.folded",
        *values,
    )
    return [(under[claim], issue, stance, 1) for claim, issue, stance in rows if claim in under]


def _cell(view: View, holder: str, issue: str, counts: dict[str, int], by: By) -> Cell:
    for_, against = counts.get("for", 0), counts.get("against", 0)
    mixed, total = counts.get("mixed", 0), sum(counts.values())
    changed = bool(for_ and against) and _changed(view, holder, issue, by)
    side = cell_side(for_, against, mixed)
    shown = {"for": for_, "against": against, "mixed": for_ + against + mixed}
    return Cell(side, shown[side] if side is not None else total, changed, total)


def _changed(view: View, holder: str, issue: str, by: By) -> bool:
    """Whether a holder's stances for and against were not all taken on one day."""
    if by == "side":
        under = sides(view)
        rows = view.rows(
            "SELECT claim, day FROM claim_issues"
            " WHERE issue = ? AND NOT copy AND NOT folded AND stance IN ('for', 'against')",
            issue,
        )
        return len({day for claim, day in rows if day is not None and under.get(claim) == holder}) > 1
    ((first, last),) = view.rows(
        "SELECT min(day), max(day) FROM claim_issues"
        " WHERE issue = ? AND holder = ? AND NOT copy AND NOT folded AND stance IN ('for', 'against')",
        issue,
        holder,
    )
    return bool(first != last)
