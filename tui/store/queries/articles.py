"""The list of articles, a page at a time; files that gave no article stand at its end."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json

import numpy as np

from tui.model import Article, Crossref, Published
from tui.store.codec import Ints
from tui.store.query import ArticleQuery
from tui.store.rows import ArticleRow
from tui.store.sqlite import blob, name
from tui.store.tables.files import load_article
from tui.store.view import ARTICLE, View, article_row, like, match

# Columns in the order of which articles stand; what has none stands last either way.
_ORDERS = {
    "day": ("a.day IS NULL, a.day, a.key", "a.day IS NULL, a.day DESC, a.key DESC"),
    "title": ("a.title COLLATE NOCASE, a.id", "a.title COLLATE NOCASE DESC, a.id DESC"),
    "outlet": (
        "coalesce(a.outlet, a.agency) IS NULL, coalesce(a.outlet, a.agency) COLLATE NOCASE, a.id",
        "coalesce(a.outlet, a.agency) IS NULL, coalesce(a.outlet, a.agency) COLLATE NOCASE DESC, a.id",
    ),
    "words": ("a.words, a.id", "a.words DESC, a.id DESC"),
    "claims": ("a.claims, a.id", "a.claims DESC, a.id DESC"),
    "mentions": ("a.mentions, a.id", "a.mentions DESC, a.id DESC"),
    "new": ("a.added, a.id", "a.added DESC, a.id DESC"),
}


def _where(matching: str) -> tuple[str, tuple[object, ...]]:
    if not matching.strip():
        return "", ()
    pattern = like(matching.strip())
    where = (
        " WHERE (a.title LIKE ? ESCAPE '\\' OR coalesce(a.outlet, a.agency) LIKE ? ESCAPE '\\'"
        " OR CAST(a.key AS TEXT) LIKE ? ESCAPE '\\'"
    )
    values: tuple[object, ...] = (pattern, pattern, pattern)
    if query := match(matching):
        where += " OR a.id IN (SELECT rowid FROM search WHERE search MATCH ?)"
        values = (*values, query)
    return where + ")", values


def articles(view: View, query: ArticleQuery, offset: int, limit: int, looked: float) -> list[ArticleRow]:
    crossref = query.crossref
    hits = view.hits(crossref)
    if query.order == "hits" and crossref is not None:
        numbers = view.kept(
            crossref,
            ("articles by hits", query.matching),
            lambda: _by_hits(view, crossref, query.matching),
        )[offset : offset + limit].tolist()
        rows = view.rows(
            f"SELECT {ARTICLE} FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))",
            json.dumps(numbers),
        )
        found = {row[0]: row for row in rows}
        shown = [article_row(found[n], hits, looked) for n in numbers if n in found]
    else:
        where, values = _where(query.matching)
        sql = f"SELECT {ARTICLE} FROM articles a{where} ORDER BY {_order(query)} LIMIT ? OFFSET ?"
        shown = [article_row(row, hits, looked) for row in view.rows(sql, *values, limit, offset)]
    if len(shown) < limit and not query.matching.strip():
        past = max(0, offset - view.total("articles"))
        shown += _unread(view, past, limit - len(shown))
    return shown


def _order(query: ArticleQuery) -> str:
    return _ORDERS.get(query.order, _ORDERS["day"])[query.descending]


def _by_hits(view: View, crossref: Crossref, matching: str) -> Ints:
    """Numbers of all articles, those with most mentions first, then by day."""
    hits = view.hits(crossref)
    if matching.strip():
        where, values = _where(matching)
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


def count(view: View, query: ArticleQuery) -> int:
    if not query.matching.strip():
        return view.total("articles") + unread_count(view)
    where, values = _where(query.matching)
    return int(view.one(f"SELECT count(*) FROM articles a{where}", *values))


def offset_of(view: View, key: str, query: ArticleQuery) -> int | None:
    """Where `articles` gives an article."""
    if query.order == "day" and not query.descending and not query.matching.strip():
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
    where, values = _where(query.matching)
    wanted = blob(key)
    rows = view.rows(f"SELECT a.key FROM articles a{where} ORDER BY {_order(query)}", *values)
    return next((place for place, (each,) in enumerate(rows) if each == wanted), None)


def one_row(view: View, key: str, crossref: Crossref | None, looked: float) -> ArticleRow | None:
    rows = view.rows(f"SELECT {ARTICLE} FROM articles a WHERE a.key = ?", blob(key))
    return article_row(rows[0], view.hits(crossref), looked) if rows else None


def article(view: View, key: str, *, as_read: bool = False) -> Article | None:
    number = view.evidence.number(key)
    return None if number is None else load_article(view.index_file.connection(), number, as_read=as_read)
