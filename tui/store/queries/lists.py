"""The lists of articles, actors and issues, a page at a time."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import numpy as np
from msgspec.structs import replace

from tui.model import Article, Crossref, Issue, Published
from tui.store.codec import Ints
from tui.store.queries import holders
from tui.store.rows import ActorRow, ArticleRow, HolderCount, IssueRow
from tui.store.sqlite import blob, name
from tui.store.tables.article_rows import month_name
from tui.store.tables.files import load_article
from tui.store.view import ARTICLE, View, article_row, like, match

# Columns in the order of which articles stand; what has none stands last either way.
_ARTICLE_ORDERS = {
    "day": ("a.day IS NULL, a.day, a.key", "a.day IS NULL, a.day DESC, a.key DESC"),
    "title": ("a.title COLLATE NOCASE, a.id", "a.title COLLATE NOCASE DESC, a.id DESC"),
    "outlet": (
        "a.outlet IS NULL, a.outlet COLLATE NOCASE, a.id",
        "a.outlet IS NULL, a.outlet COLLATE NOCASE DESC, a.id",
    ),
    "words": ("a.words, a.id", "a.words DESC, a.id DESC"),
    "claims": ("a.claims, a.id", "a.claims DESC, a.id DESC"),
    "mentions": ("a.mentions, a.id", "a.mentions DESC, a.id DESC"),
    "new": ("a.added, a.id", "a.added DESC, a.id DESC"),
}
_FIRST, _LAST = (f"(SELECT {end}(c.day) FROM claims c WHERE c.actor = a.id)" for end in ("min", "max"))
_ACTOR_ORDERS = {
    "mentions": ("a.mentions, a.id", "a.mentions DESC, a.id"),
    "articles": ("a.articles, a.id", "a.articles DESC, a.id"),
    "claims": ("a.claims, a.id", "a.claims DESC, a.id"),
    "kind": ("a.kind, a.claims DESC, a.id", "a.kind DESC, a.claims DESC, a.id"),
    "first": (f"{_FIRST} IS NULL, {_FIRST}, a.id", f"{_FIRST} IS NULL, {_FIRST} DESC, a.id"),
    "last": (f"{_LAST} IS NULL, {_LAST}, a.id", f"{_LAST} IS NULL, {_LAST} DESC, a.id"),
    "name": ("a.name COLLATE NOCASE, a.id", "a.name COLLATE NOCASE DESC, a.id DESC"),
}


def _articles_where(matching: str) -> tuple[str, tuple[object, ...]]:
    if not matching.strip():
        return "", ()
    pattern = like(matching.strip())
    where = (
        " WHERE (a.title LIKE ? ESCAPE '\\' OR a.outlet LIKE ? ESCAPE '\\' OR CAST(a.key AS TEXT) LIKE ? ESCAPE '\\'"
    )
    values: tuple[object, ...] = (pattern, pattern, pattern)
    if query := match(matching):
        where += " OR a.id IN (SELECT rowid FROM search WHERE search MATCH ?)"
        values = (*values, query)
    return where + ")", values


def articles(
    view: View,
    crossref: Crossref | None,
    order: str,
    descending: bool,
    matching: str,
    offset: int,
    limit: int,
    looked: float,
) -> list[ArticleRow]:
    hits = view.hits(crossref)
    if order == "hits" and crossref is not None:
        numbers = view.kept(
            ("articles by hits", crossref.selection, id(crossref), matching), lambda: _by_hits(view, crossref, matching)
        )[offset : offset + limit].tolist()
        rows = view.rows(
            f"SELECT {ARTICLE} FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))",
            json.dumps(numbers),
        )
        found = {row[0]: row for row in rows}
        shown = [article_row(found[n], hits, looked) for n in numbers if n in found]
    else:
        where, values = _articles_where(matching)
        by = _ARTICLE_ORDERS.get(order, _ARTICLE_ORDERS["day"])[descending]
        sql = f"SELECT {ARTICLE} FROM articles a{where} ORDER BY {by} LIMIT ? OFFSET ?"
        shown = [article_row(row, hits, looked) for row in view.rows(sql, *values, limit, offset)]
    if len(shown) < limit and not matching.strip():
        past = max(0, offset - total(view, "articles"))
        shown += _unread(view, past, limit - len(shown))
    return shown


def _by_hits(view: View, crossref: Crossref, matching: str) -> Ints:
    """Numbers of all articles, those with most mentions first, then by day."""
    hits = view.hits(crossref)
    if matching.strip():
        where, values = _articles_where(matching)
        rows = view.rows(f"SELECT a.id FROM articles a{where} ORDER BY a.day IS NULL, a.day, a.key", *values)
        numbers = np.array([row[0] for row in rows], dtype=np.int64)
    else:
        numbers = view.crossreferences().columns().number
    counts = hits.of(numbers)
    touched = np.flatnonzero(counts)
    most = int(counts.max(initial=0))
    fewer: Ints = most - counts[touched]
    small = np.uint16 if most <= np.iinfo(np.uint16).max else np.int64  # short numbers are sorted by their digits
    order = np.argsort(fewer.astype(small), kind="stable")
    return np.concatenate([numbers[touched[order]], numbers[counts == 0]])


def _unread(view: View, offset: int, limit: int) -> list[ArticleRow]:
    """Files that gave no article, listed with their reason."""
    rows = view.rows(
        "SELECT path, line, why FROM problems p WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.file = p.file)"
        " ORDER BY path, line LIMIT ? OFFSET ?",
        limit,
        offset,
    )
    nowhere = Published(None, "none", "the file could not be read")
    return [ArticleRow(name(path), name(path), nowhere, None, 0, problem=why) for path, _, why in rows]


def unread_count(view: View) -> int:
    return int(
        view.one("SELECT count(*) FROM problems p WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.file = p.file)")
    )


def total(view: View, what: str) -> int:
    return int(view.one("SELECT n FROM totals WHERE name = ?", what) or 0)


def articles_count(view: View, matching: str) -> int:
    if not matching.strip():
        return total(view, "articles") + unread_count(view)
    where, values = _articles_where(matching)
    return int(view.one(f"SELECT count(*) FROM articles a{where}", *values))


def article_offset(view: View, key: str, order: str, descending: bool, matching: str) -> int | None:
    """Where `articles` gives an article."""
    if order == "day" and not descending and not matching.strip():
        row = view.rows("SELECT day IS NULL, day, key FROM articles WHERE key = ?", blob(key))
        if not row:
            return None
        missing, day, own = row[0]
        before = view.one(
            "SELECT count(*) FROM articles WHERE (day IS NULL, coalesce(day, 0), key) < (?, coalesce(?, 0), ?)",
            missing,
            day,
            own,
        )
        return int(before)
    where, values = _articles_where(matching)
    by = _ARTICLE_ORDERS.get(order, _ARTICLE_ORDERS["day"])[descending]
    wanted = blob(key)
    rows = view.rows(f"SELECT a.key FROM articles a{where} ORDER BY {by}", *values)
    return next((place for place, (each,) in enumerate(rows) if each == wanted), None)


def one_article_row(view: View, key: str, crossref: Crossref | None, looked: float) -> ArticleRow | None:
    rows = view.rows(f"SELECT {ARTICLE} FROM articles a WHERE a.key = ?", blob(key))
    return article_row(rows[0], view.hits(crossref), looked) if rows else None


def article(view: View, key: str) -> Article | None:
    number = view.evidence.number(key)
    return None if number is None else load_article(view.index.connection(), number)


# --- actors


def _actors_where(matching: str) -> tuple[str, tuple[object, ...]]:
    if not matching.strip():
        return " WHERE a.mentions > 0", ()
    pattern = like(matching.strip().lower())
    return (
        " WHERE a.mentions > 0 AND a.id IN (SELECT actor FROM forms WHERE folded LIKE ? ESCAPE '\\')",
        (pattern,),
    )


_ACTOR = "a.id, a.key, a.name, a.kind, a.articles, a.mentions, a.claims"


def actors(
    view: View, crossref: Crossref | None, order: str, descending: bool, matching: str, offset: int, limit: int
) -> list[ActorRow]:
    beside = dict(crossref.by_actor) if crossref is not None else {}
    where, values = _actors_where(matching)
    if order in ("hits", "held") and crossref is not None:
        first = list(holders.held_of(view, crossref)) if order == "held" else []
        rows = _actors_by_hits(view, first, crossref, where, values, offset, limit)
    else:
        by = _ACTOR_ORDERS.get(order, _ACTOR_ORDERS["mentions"])[descending]
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


def _actors_by_hits(
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


def actors_count(view: View, matching: str) -> int:
    where, values = _actors_where(matching)
    return int(view.one(f"SELECT count(*) FROM actors a{where}", *values))


# --- issues


def issues(view: View, crossref: Crossref | None, looked: float) -> list[IssueRow]:
    rows = view.settled(("issues", looked), lambda: [_issue(view, issue, looked) for issue in view.config.issues])
    if crossref is None:
        return list(rows)
    touched = _touched(view, crossref)
    found = []
    for row in rows:
        counts = touched.get(row.id, [])
        holders = _counted([(holder, stance, n) for holder, stance, n in counts if holder is not None])
        found.append(replace(row, hits=sum(n for _, _, n in counts), holders=holders))
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


def _touched(view: View, crossref: Crossref) -> dict[str, list[tuple[str | None, str, int]]]:
    """By issue, how many of the crossref's claims a holder makes with a stance."""
    rows = view.rows(
        "SELECT t.issue, t.holder, t.stance, count(*) FROM claim_issues t"
        " WHERE t.claim IN (SELECT value FROM json_each(?)) AND NOT t.copy GROUP BY 1, 2, 3",
        json.dumps(view.claims_of(crossref).tolist()),
    )
    found: dict[str, list[tuple[str | None, str, int]]] = defaultdict(list)
    for issue, holder, stance, n in rows:
        found[issue].append((holder, stance, n))
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
