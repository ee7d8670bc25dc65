"""The lists of claims, and the matrix of holders and issues made from their sums."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
from collections import defaultdict
from typing import Literal, TypedDict

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from tui.model import Crossref, Stance
from tui.store.codec import Ints
from tui.store.queries import claim_groups
from tui.store.queries.sides import sides
from tui.store.rows import Cell, ClaimRow, Matrix
from tui.store.sqlite import blob
from tui.store.view import CLAIM, View, claim_row, like

_ORDERS = {
    "day": ("c.day IS NULL, c.day, c.article, c.start", "c.day IS NULL, c.day DESC, c.article DESC, c.start"),
    "holder": ("c.holder IS NULL, c.holder COLLATE NOCASE, c.day, c.id", "c.holder COLLATE NOCASE DESC, c.day, c.id"),
    "stance": ("c.stance IS NULL, c.stance, c.day, c.id", "c.stance DESC, c.day, c.id"),
    "confidence": ("c.confidence, c.id", "c.confidence DESC, c.id"),
    "article": ("a.day IS NULL, a.day, a.key, c.start", "a.day IS NULL, a.day DESC, a.key DESC, c.start"),
}
_FROM = " FROM claims c JOIN articles a ON a.id = c.article"


Part = Literal["by", "about"]  # of the claims that a selected actor has to do with


class Asked(TypedDict, total=False):
    """Which claims of all, as keywords: of a crossref, an issue, a holder (an actor's name or a group's words), one
    article, a stance, a kind; of at least some confidence; with some words in them; with the rejected ones too; of a
    selected actor those `by` it or those `about` it."""

    crossref: Crossref | None
    issue: str | None
    holder: str | None
    article: str | None
    stance: Stance | None
    kind: str | None
    least_confidence: float
    rejected: bool
    matching: str
    part: Part | None


class Wanted(Struct, frozen=True):
    """What was asked for, with nothing left open."""

    crossref: Crossref | None = None
    issue: str | None = None
    holder: str | None = None
    article: str | None = None
    stance: Stance | None = None
    kind: str | None = None
    least_confidence: float = 0.0
    rejected: bool = False
    matching: str = ""
    part: Part | None = None
    country: str | None = None  # Actor.id of what the holder, a seat of government, acts for: its claims too

    @property
    def toward(self) -> str:
        """The issue that stances are asked toward; empty for each claim's main one."""
        if self.issue is not None:
            return self.issue
        selection = self.crossref.selection if self.crossref is not None else None
        return selection.key if selection is not None and selection.kind == "issue" else ""

    def plain(self) -> Wanted:
        """The same without the crossref: what, with its selection, tells one list from another."""
        return replace(self, crossref=None)

    def where(self, view: View) -> tuple[str, list[object]]:
        """As SQL, with the values it asks for."""
        parts: list[str] = []
        values: list[object] = []

        def add(part: str, *given: object) -> None:
            parts.append(part)
            values.extend(given)

        if self.crossref is not None:
            chosen = json.dumps(view.claims_of(self.crossref, held=self.part == "by").tolist())
            add("c.id IN (SELECT value FROM json_each(?))", chosen)
        toward = self.toward
        if self.issue is not None:
            add("c.id IN (SELECT claim FROM claim_issues WHERE issue = ?)", self.issue)
        if self.holder is not None:
            ids = json.dumps([self.holder, self.country or self.holder])
            named = "c.actor IN (SELECT id FROM actors WHERE key IN (SELECT value FROM json_each(?)))"
            add(f"(c.holder = ? OR {named})", self.holder, ids)
        if self.article is not None:
            add("c.article = (SELECT id FROM articles WHERE key = ?)", blob(self.article))
        if self.stance is not None and toward:
            add("c.id IN (SELECT claim FROM claim_issues WHERE issue = ? AND stance = ?)", toward, self.stance)
        elif self.stance is not None:
            add("c.stance = ?", self.stance)
        if self.kind is not None:
            add("c.kind = ?", self.kind)
        if self.least_confidence > 0:
            add("c.confidence >= ?", self.least_confidence)
        if not self.rejected:
            add("c.status <> 'rejected'")
        if self.matching.strip():
            pattern = like(self.matching.strip())
            add("(c.words LIKE ? ESCAPE '\\' OR c.holder LIKE ? ESCAPE '\\')", pattern, pattern)
        return (" WHERE " + " AND ".join(parts) if parts else ""), values


def claims(view: View, wanted: Wanted, order: str, descending: bool, offset: int, limit: int) -> list[ClaimRow]:
    crossref = wanted.crossref
    if order == "side" and (found := claim_groups.arranged(view, wanted)) is not None:
        return claim_groups.page(view, found, offset, limit)
    if crossref is not None and order == "day" and not descending and wanted == Wanted(crossref=crossref):
        return _by_day(view, crossref, wanted.toward, offset, limit)
    where, values = wanted.where(view)
    by = _ORDERS.get(order, _ORDERS["day"])[descending]
    sql = f"SELECT {CLAIM}{_FROM}{where} ORDER BY {by} LIMIT ? OFFSET ?"
    return [claim_row(row, issue=wanted.toward) for row in view.rows(sql, *values, limit, offset)]


def warm(view: View) -> None:
    """Have at hand what the lists of any selection need."""
    _ranks(view)
    view.settled(("told again",), view.evidence.claims_told_again)


def _ranks(view: View) -> npt.NDArray[np.int32]:
    """Where each claim stands in the first order, by its number."""

    def make() -> npt.NDArray[np.int32]:
        order = view.evidence.claims_by_day()
        ranks = np.full(int(order.max(initial=0)) + 2, len(order), np.int32)  # the last one for all above
        ranks[order] = np.arange(len(order), dtype=np.int32)
        return ranks

    return view.settled(("claims by day",), make)


def _by_day(view: View, crossref: Crossref, toward: str, offset: int, limit: int) -> list[ClaimRow]:
    """A page of a crossref's claims in the first order: of all that it has only those of the page are looked up."""

    def ordered() -> Ints:
        numbers = view.claims_of(crossref)
        # Claims that came since all were put in order stand last.
        return numbers[np.argsort(_ranks(view).take(numbers, mode="clip"))]

    key = ("claims by day", crossref.selection, id(crossref))
    page = view.kept(key, ordered)[offset : offset + limit].tolist()
    rows = view.rows(f"SELECT {CLAIM}{_FROM} WHERE c.id IN (SELECT value FROM json_each(?))", json.dumps(page))
    found = {row.claim.id: row for row in (claim_row(row, issue=toward) for row in rows)}
    return [found[key] for key in view.evidence.claim_ids(page) if key in found]


def noted(view: View, rows: list[ClaimRow], subjects: set[str]) -> list[ClaimRow]:
    """The rows with a mark where one of the `subjects` that bear a note is theirs."""
    kept_by = {subject for subject in subjects if subject.startswith("claim ")}
    if not kept_by or not rows:
        return rows
    found = view.rows(
        "SELECT c.key, c.content, a.digest FROM claims c JOIN articles a ON a.id = c.article"
        " WHERE c.key IN (SELECT value FROM json_each(?))",
        json.dumps([row.claim.id for row in rows]),
    )
    theirs = {key for key, content, digest in found if f"claim {content} {digest}" in kept_by}
    return [replace(row, noted=row.claim.id in theirs) for row in rows]


def count(view: View, wanted: Wanted) -> int:
    if wanted == Wanted():
        return int(view.one("SELECT n FROM totals WHERE name = 'claims'"))
    if wanted.crossref is not None and wanted == Wanted(crossref=wanted.crossref, part=wanted.part):
        return len(wanted.crossref.held if wanted.part == "by" else wanted.crossref.claims)
    where, values = wanted.where(view)
    return int(view.one(f"SELECT count(*){_FROM}{where}", *values))


def copied(view: View, crossref: Crossref) -> int:
    """How many of a crossref's claims are told again, each by an article that carries an earlier one's story."""

    def make() -> int:
        again = view.settled(("told again",), view.evidence.claims_told_again)
        return int(np.isin(view.claims_of(crossref), again).sum())

    return view.kept(("told again", crossref.selection, id(crossref)), make)


def claim(view: View, key: str) -> ClaimRow | None:
    rows = view.rows(f"SELECT {CLAIM}{_FROM} WHERE c.key = ?", key)
    return claim_row(rows[0]) if rows else None


def rejected(view: View) -> list[ClaimRow]:
    """Those that a person rejected, by article and place."""
    where = "c.status = 'rejected' ORDER BY a.day IS NULL, a.day, a.key, c.start, c.id"
    return [claim_row(row) for row in view.rows(f"SELECT {CLAIM}{_FROM} WHERE {where}")]


By = Literal["holder", "side"]


def positions(view: View, holder: str, issue: str, by: By = "holder") -> list[ClaimRow]:
    """A holder's, or a side's, claims on an issue, earliest first, with the turns of stance marked; of a story that
    several articles carry those of the first."""
    under = sides(view) if by == "side" else {}
    whose = "t.holder = ?" if by == "holder" else "t.holder IS NOT NULL"
    sql = (
        f"SELECT {CLAIM}, c.id, t.stance{_FROM} JOIN claim_issues t ON t.claim = c.id"
        f" WHERE t.issue = ? AND NOT t.copy AND {whose} ORDER BY c.day IS NULL, c.day, c.article, c.start"
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


def matrix(view: View, wanted: Wanted, limit: int, by: By = "holder") -> Matrix:
    """Holders with most claims first. Without any filter the cells come from sums alone."""
    issues = tuple((issue.id, issue.name) for issue in view.config.issues)
    if by == "side":
        rows = _by_side(view, wanted)
    elif wanted == Wanted():
        rows = view.rows("SELECT holder, issue, stance, n FROM positions WHERE n > 0")
    else:
        where, values = wanted.where(view)
        rows = view.rows(
            "SELECT t.holder, t.issue, t.stance, count(*) FROM claim_issues t JOIN claims c ON c.id = t.claim"
            f" JOIN articles a ON a.id = c.article{where or ' WHERE 1'} AND t.holder IS NOT NULL"
            " AND NOT t.copy GROUP BY 1, 2, 3",
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


def _by_side(view: View, wanted: Wanted) -> list[tuple[str, str, str, int]]:
    where, values = wanted.where(view)
    under = sides(view)
    rows = view.rows(
        "SELECT t.claim, t.issue, t.stance FROM claim_issues t JOIN claims c ON c.id = t.claim"
        f" JOIN articles a ON a.id = c.article{where or ' WHERE 1'} AND t.holder IS NOT NULL AND NOT t.copy",
        *values,
    )
    return [(under[claim], issue, stance, 1) for claim, issue, stance in rows if claim in under]


def _cell(view: View, holder: str, issue: str, counts: dict[str, int], by: By) -> Cell:
    for_, against = counts.get("for", 0), counts.get("against", 0)
    mixed, total = counts.get("mixed", 0), sum(counts.values())
    changed = bool(for_ and against) and _changed(view, holder, issue, by)
    if for_ > 2 * against and for_ >= mixed:
        return Cell("for", for_, changed, total)
    if against > 2 * for_ and against >= mixed:
        return Cell("against", against, changed, total)
    if for_ or against or mixed:
        return Cell("mixed", for_ + against + mixed, changed, total)
    return Cell(None, total, changed, total)


def _changed(view: View, holder: str, issue: str, by: By) -> bool:
    """Whether a holder's stances for and against were not all taken on one day."""
    if by == "side":
        under = sides(view)
        rows = view.rows(
            "SELECT claim, day FROM claim_issues WHERE issue = ? AND NOT copy AND stance IN ('for', 'against')", issue
        )
        return len({day for claim, day in rows if day is not None and under.get(claim) == holder}) > 1
    ((first, last),) = view.rows(
        "SELECT min(day), max(day) FROM claim_issues"
        " WHERE issue = ? AND holder = ? AND NOT copy AND stance IN ('for', 'against')",
        issue,
        holder,
    )
    return bool(first != last)
