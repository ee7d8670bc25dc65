"""The matrix: holders, or sides, down and issues across, and the claims behind a cell of it."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from tui.corpus.cell_side import cell_side
from tui.store.queries.claim_conditions import FROM, where
from tui.store.queries.sides import sides
from tui.store.query import By, ClaimQuery
from tui.store.rows import Cell, ClaimRow, Matrix
from tui.store.view import CLAIM, View, claim_row

_COUNTED = "NOT t.copy AND NOT t.folded AND NOT t.doubtful"


def positions(view: View, holder: str, issue: str, by: By = "holder") -> list[ClaimRow]:
    """A holder's, or a side's, claims on an issue, earliest first, with the turns of stance marked; of a story that
    several articles carry those of the first. The doubtful are among them and make no turn."""
    under = sides(view) if by == "side" else {}
    whose = "t.holder = ?" if by == "holder" else "t.holder IS NOT NULL"
    sql = (
        f"SELECT {CLAIM}, c.id, t.stance, t.doubtful{FROM} JOIN claim_issues t ON t.claim = c.id"
        f" WHERE t.issue = ? AND NOT t.copy AND NOT t.folded AND {whose}"
        " ORDER BY c.day IS NULL, c.day, c.article, c.start"
    )
    before: str | None = None
    found = []
    for row in view.rows(sql, issue, *([holder] if by == "holder" else [])):
        *columns, number, stance, doubtful = row
        if by == "side" and under.get(number) != holder:
            continue
        takes = stance in ("for", "against") and not doubtful
        turn = takes and before is not None and stance != before
        if takes:
            before = stance
        found.append(claim_row(tuple(columns), turn=turn, issue=issue))
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
            f" AND {_COUNTED} GROUP BY 1, 2, 3",
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
        f" AND {_COUNTED}",
        *values,
    )
    return [(under[claim], issue, stance, 1) for claim, issue, stance in rows if claim in under]


def _cell(view: View, holder: str, issue: str, counts: dict[str, int], by: By) -> Cell:
    for_, against = counts.get("for", 0), counts.get("against", 0)
    mixed, total = counts.get("mixed", 0), sum(counts.values())
    changed = bool(for_ and against) and _changed(view, holder, issue, by)
    side = cell_side(for_, against, mixed)
    shown = {"for": for_, "against": against, "mixed": for_ + against + mixed}
    others = {"for": (0, against, mixed), "against": (for_, 0, mixed)}
    n = shown[side] if side is not None else total
    return Cell(side, n, changed, total, others.get(side or "", (0, 0, 0)))


def _changed(view: View, holder: str, issue: str, by: By) -> bool:
    """Whether a holder turned from one side to the other, as its record tells it: two stances of one day are none."""
    taken = (
        f"SELECT c.id, t.stance, c.day, c.day_last, a.key, c.start{FROM} JOIN claim_issues t ON t.claim = c.id"
        f" WHERE t.issue = ? AND {_COUNTED} AND t.stance IN ('for', 'against') AND c.day IS NOT NULL"
    )
    if by == "side":
        under = sides(view)
        rows = [
            row[1:4]
            for row in view.rows(f"{taken} ORDER BY c.day, a.key, c.start", issue)
            if under.get(row[0]) == holder
        ]
        return any(one[0] != other[0] and one[1:] != other[1:] for one, other in pairwise(rows))
    turns = view.rows(
        "SELECT 1 FROM (SELECT stance, day, day_last, lag(stance) OVER told AS stood, lag(day) OVER told AS on_day,"
        f" lag(day_last) OVER told AS on_last FROM ({taken} AND t.holder = ?)"
        " WINDOW told AS (ORDER BY day, key, start))"
        " WHERE stance <> stood AND (day <> on_day OR day_last <> on_last) LIMIT 1",
        issue,
        holder,
    )
    return bool(turns)
