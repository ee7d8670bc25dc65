"""The list of claims, a page at a time."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from tui.model import Crossref
from tui.store.codec import Ints
from tui.store.queries import claim_groups
from tui.store.queries.claim_conditions import FROM, where
from tui.store.query import ClaimQuery
from tui.store.rows import ClaimRow
from tui.store.view import CLAIM, View, claim_row

_ORDERS = {
    "day": ("c.day IS NULL, c.day, c.article, c.start", "c.day IS NULL, c.day DESC, c.article DESC, c.start"),
    "holder": ("c.holder IS NULL, c.holder COLLATE NOCASE, c.day, c.id", "c.holder COLLATE NOCASE DESC, c.day, c.id"),
    "stance": ("c.stance IS NULL, c.stance, c.day, c.id", "c.stance DESC, c.day, c.id"),
    "confidence": ("c.confidence, c.id", "c.confidence DESC, c.id"),
    "article": ("a.day IS NULL, a.day, a.key, c.start", "a.day IS NULL, a.day DESC, a.key DESC, c.start"),
}


def claims(view: View, query: ClaimQuery, offset: int, limit: int) -> list[ClaimRow]:
    crossref = query.crossref
    if query.order == "side" and (found := claim_groups.arranged(view, query)) is not None:
        return claim_groups.page(view, found, offset, limit)
    if (
        crossref is not None
        and query.part is None
        and not query.filtered
        and (query.order, query.descending) == ("day", False)
    ):
        return _by_day(view, crossref, query.toward, offset, limit)
    chosen, values = where(view, query)
    by = _ORDERS.get(query.order, _ORDERS["day"])[query.descending]
    sql = f"SELECT {CLAIM}{FROM}{chosen} ORDER BY {by} LIMIT ? OFFSET ?"
    return [claim_row(row, issue=query.toward) for row in view.rows(sql, *values, limit, offset)]


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

    page = view.kept(crossref, "claims by day", ordered)[offset : offset + limit].tolist()
    rows = view.rows(f"SELECT {CLAIM}{FROM} WHERE c.id IN (SELECT value FROM json_each(?))", json.dumps(page))
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


def coded(rows: list[ClaimRow], coder: str, disputed: frozenset[str]) -> list[ClaimRow]:
    """The rows with who judged each, where it was not the `coder` who looks, and a mark on the disputed ones."""
    found = []
    for row in rows:
        by = row.claim.coder if row.claim.coder not in (None, coder) else ""
        in_dispute = row.claim.id in disputed
        found.append(replace(row, by=by or "", disputed=in_dispute) if by or in_dispute else row)
    return found


def count(view: View, query: ClaimQuery) -> int:
    if not query.filtered:
        crossref = query.crossref
        if crossref is None:
            return view.total("claims")
        return len(crossref.claims) if query.part is None else len(view.part_of(crossref, query.part))
    chosen, values = where(view, query)
    return int(view.one(f"SELECT count(*){FROM}{chosen}", *values))


def copied(view: View, crossref: Crossref) -> int:
    """How many of a crossref's claims are told again, each by an article that carries an earlier one's story."""

    def make() -> int:
        again = view.settled(("told again",), view.evidence.claims_told_again)
        return int(np.isin(view.claims_of(crossref), again).sum())

    return view.kept(crossref, "told again", make)


def claim(view: View, key: str) -> ClaimRow | None:
    rows = view.rows(f"SELECT {CLAIM}{FROM} WHERE c.key = ?", key)
    return claim_row(rows[0]) if rows else None


def rejected(view: View) -> list[ClaimRow]:
    """Those that a person rejected, by article and place."""
    order = "a.day IS NULL, a.day, a.key, c.start, c.id"
    return [claim_row(row) for row in view.rows(f"SELECT {CLAIM}{FROM} WHERE c.status = 'rejected' ORDER BY {order}")]
