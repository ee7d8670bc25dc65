"""Claims as a reader takes them in: by the side that they take, the doubtful last, several of one sentence as one."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from tui.corpus.crossref.held_about import parts_of
from tui.corpus.crossref.word_mentions import phrases_of
from tui.corpus.doubts import reasons
from tui.model import Selection
from tui.store.queries.claim_conditions import FROM, where
from tui.store.query import ClaimQuery
from tui.store.rows import ClaimGroup, ClaimRow
from tui.store.view import CLAIM, View, claim_row

MOST = 20_000  # claims that are put in groups: more than a reader goes through, and as many as are sorted in 0.1 s
_SIDES = ("against", "for", "mixed", "none", None)  # in the order of their groups; None: not about the issue
_BY_DAY = " ORDER BY c.day IS NULL, c.day, c.article, c.start"


class Arranged(Struct, frozen=True):
    """Numbers of claims in the order of their groups; `toward` is the issue whose sides they take, empty where they
    are grouped by their own main issues."""

    groups: tuple[ClaimGroup, ...]
    numbers: tuple[int, ...]
    toward: str = ""


class _Gathered(Struct):
    numbers: list[int] = field(default_factory=list)
    holders: set[str] = field(default_factory=set)
    claims: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


def toward(view: View, query: ClaimQuery) -> str:
    """The issue that sides are shown toward: the one asked for or selected, or the only one that has the selected term
    or a name of the selected actor among its terms; empty where there is none."""
    selection = query.crossref.selection if query.crossref is not None else None
    return query.toward if query.toward or selection is None else toward_of(view, selection)


def toward_of(view: View, selection: Selection) -> str:
    """The same for a selection alone."""
    if selection.kind == "query":
        asked = parts_of(selection.key)
        if asked is None or asked[1] is None:
            return ""
        selection = asked[1]
    if selection.kind == "issue":
        return selection.key
    names = _names(view, selection)
    issues = [issue.id for issue in view.config.issues if names & set(phrases_of(issue.terms, 0))]
    return issues[0] if len(issues) == 1 else ""


def _names(view: View, selection: Selection) -> set[Any]:
    if selection.kind == "term":
        return set(phrases_of((selection.key,), 0))
    actor = view.evidence.actor(selection.key) if selection.kind == "actor" else None
    return set(phrases_of((actor.name, *(form for form, _ in actor.forms)), 0)) if actor is not None else set()


def arranged(view: View, query: ClaimQuery) -> Arranged | None:
    """The claims asked for in groups; None where there are more than `MOST`."""
    crossref = query.crossref
    if (len(crossref.claims) if crossref is not None else int(view.one("SELECT max(id) FROM claims") or 0)) > MOST:
        return None
    return view.kept(crossref, ("claim groups", query.plain()), lambda: _arrange(view, query))


def _arrange(view: View, query: ClaimQuery) -> Arranged:
    issue = toward(view, query)
    chosen, values = where(view, query)
    rows = view.rows(
        "SELECT c.id, c.doubt, c.fold, coalesce(c.holder, ''), c.issue, t.stance, c.copy FROM claims c"
        f" LEFT JOIN claim_issues t ON t.claim = c.id AND t.issue = ?{chosen}{_BY_DAY}",
        issue,
        *values,
    )
    listed = {row[0] for row in rows}
    places = {known.id: at for at, known in enumerate(view.config.issues)}
    gathered: dict[tuple[int, int, int], _Gathered] = {}
    for number, doubt, fold, holder, main, stance, copy in rows:
        side = _SIDES.index(stance) if issue else 0
        place = 0 if issue else places.get(main, len(places))
        group = gathered.setdefault((1, 0, 0) if doubt else (0, place, side), _Gathered())
        group.claims += not copy
        group.reasons.update(reasons(doubt)[:1])
        group.holders.add(holder)
        if fold not in listed:
            group.numbers.append(number)
    order = sorted(gathered)
    ids = [known.id for known in view.config.issues]
    groups = tuple(_group(key, gathered[key], issue, ids) for key in order)
    return Arranged(groups, tuple(number for key in order for number in gathered[key].numbers), issue)


def _group(key: tuple[int, int, int], found: _Gathered, issue: str, ids: Sequence[str]) -> ClaimGroup:
    doubtful, place, side = key
    return ClaimGroup(
        doubtful=bool(doubtful),
        issue=issue or (ids[place] if place < len(ids) and not doubtful else ""),
        side=_SIDES[side] if issue and not doubtful else None,
        rows=len(found.numbers),
        claims=found.claims,
        holders=len(found.holders - {""}),
        reasons=tuple(found.reasons.most_common()),
    )


def page(view: View, found: Arranged, offset: int, limit: int) -> list[ClaimRow]:
    """Rows of the claims in their order."""
    numbers = found.numbers[offset : offset + limit]
    rows = view.rows(
        f"SELECT {CLAIM}{FROM} WHERE c.id IN (SELECT value FROM json_each(?))",
        json.dumps(numbers),
    )
    by_key = {row.claim.id: row for row in (claim_row(row, issue=found.toward) for row in rows)}
    return [by_key[key] for key in view.evidence.claim_ids(list(numbers)) if key in by_key]


def folded(view: View, key: str) -> list[ClaimRow]:
    """The claims that another one, by its id, stands for in a list, in the order of the text."""
    rows = view.rows(
        f"SELECT {CLAIM}{FROM} WHERE c.fold = (SELECT id FROM claims WHERE key = ?) ORDER BY c.start",
        key,
    )
    return [claim_row(row) for row in rows]
