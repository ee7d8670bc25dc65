"""What is asked by words: the find prompt, TERM on the command line, the concordance, why and cite."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from typing import Any

from tui.corpus.actors.countries import folded
from tui.corpus.crossref.held_about import parts_of
from tui.model import Crossref, Days, Mention, Selection
from tui.store.rows import Found, KwicRow
from tui.store.sqlite import blob, name
from tui.store.tables.article_rows import days_of
from tui.store.view import View, like, match
from tui.text.words import phrase

_DAYS = re.compile(
    r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:\s*(?:/|to|\.\.)\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?)?$"
)
_EVERYWHERE = 400_000  # places
_TITLES = 200  # that are looked at before all
_AND = " AND "
_MANY = 1_000  # actors that have a form


def days_typed(text: str) -> Days | None:
    """`2031`, `2031-04`, `2031-04-29` or two of them with `/`, as a range of days."""
    found = _DAYS.match(text.strip())
    if found is None:
        return None
    parts = [int(g) if g else None for g in found.groups()]
    try:
        first = _stretch(*parts[:3])
        last = _stretch(*parts[3:]) if parts[3] else first
        return Days(first[0], last[1])
    except (ValueError, OverflowError):
        return None


def _stretch(year: int | None, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    if year is None:
        raise ValueError("no year")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(year, month, 1), last
    return date(year, month, day), date(year, month, day)


def find(view: View, text: str, limit: int) -> list[Found]:
    """What `text` may mean, best first within each kind."""
    typed = " ".join(text.split())
    if not typed:
        return []
    from tui.store.queries import close_names, held_about

    if held_about.is_asked(typed):
        return held_about.found(view, typed)
    actors = actors_named(view, typed, limit)
    if len(actors) < limit and len(typed) >= close_names.LEAST:
        actors += close_names.close_actors(view, typed, limit - len(actors), [found.key for found in actors])
    return [
        *actors,
        *held_about.found(view, typed),
        *_issues(view, typed),
        *_terms(view, typed, limit),
        *_days(view, typed),
        *_articles(view, typed, limit),
    ]


def actors_named(view: View, typed: str, limit: int) -> list[Found]:
    """Those that have a form that begins so, then those that have one with it elsewhere; most mentions first."""
    wanted = folded(typed)
    rows = _called(view, "folded >= ? AND folded < ?", (wanted, wanted + "\U0010ffff"), limit, ())
    if len(rows) < limit:
        begun = [row[-1] for row in rows]
        rows += _called(view, "folded LIKE ? ESCAPE '\\'", (like(wanted),), limit - len(rows), begun)
    return [Found("actor", key, named, mentions) for key, named, mentions, _ in rows]


def _called(view: View, form: str, asked: tuple[str, ...], limit: int, without: Sequence[int]) -> list[tuple[Any, ...]]:
    """Actors that have such a form. Few are looked at each; of many, as after one letter, the most mentioned are soon
    met among all actors."""
    numbers = view.rows(f"SELECT DISTINCT actor FROM forms WHERE {form} LIMIT ?", *asked, _MANY)
    if len(numbers) < _MANY:
        few = json.dumps([number for (number,) in numbers])
        among, asked = "(SELECT value FROM json_each(?)) f CROSS JOIN actors a ON a.id = f.value WHERE", (few,)
    else:
        among = f"actors a WHERE EXISTS (SELECT 1 FROM forms WHERE actor = a.id AND {form}) AND"
    return view.rows(
        f"SELECT a.key, a.name, a.mentions, a.id FROM {among} a.mentions > 0"
        " AND a.id NOT IN (SELECT value FROM json_each(?)) ORDER BY a.mentions DESC, a.id LIMIT ?",
        *asked,
        json.dumps(without),
        limit,
    )


def _issues(view: View, typed: str) -> list[Found]:
    wanted = folded(typed)
    found = []
    for issue in view.config.issues:
        if wanted in folded(issue.name) or any(wanted in folded(term) for term in issue.terms):
            count = view.one("SELECT mentions FROM issues WHERE issue = ?", issue.id) or 0
            found.append(Found("issue", issue.id, issue.name, count))
    return found


def _terms(view: View, typed: str, limit: int) -> list[Found]:
    """The words themselves, and for one word those of the corpus that begin with it."""
    words = phrase(typed)
    if not words:
        return []
    found = [Found("term", typed, typed, _places(view, typed, words))]
    if len(words) == 1:
        rows = view.rows(
            "SELECT word, occurrences FROM words WHERE word > ? AND word < ? ORDER BY occurrences DESC LIMIT ?",
            words[0],
            words[0] + "\U0010ffff",
            limit,
        )
        found += [Found("term", word, word, n) for word, n in rows if n > 0]
    return found


def _places(view: View, typed: str, words: tuple[str, ...]) -> int:
    """In how many places the words stand; of a word that is nearly everywhere only as it is written, which is known
    without a look at the places: on the way to "theatre" stands "the"."""
    if len(words) == 1:
        common: int = view.one("SELECT occurrences FROM words WHERE word = ?", words[0]) or 0
        if common > _EVERYWHERE:
            return common
    return len(view.crossreferences().hits(typed))


def _days(view: View, typed: str) -> list[Found]:
    days = days_typed(typed)
    if days is None:
        return []
    count = view.one(
        "SELECT coalesce(sum(n), 0) FROM date_sums WHERE first >= ? AND last <= ?",
        days.first.toordinal(),
        days.last.toordinal(),
    )
    return [Found("days", str(days), typed, count)]


def _articles(view: View, typed: str, limit: int) -> list[Found]:
    words = match(typed).split(_AND)
    if not words[0]:
        return []
    numbers = _by_a_letter(view, words, limit) if len(words[-1]) == len('"x"*') else None
    if numbers is None:
        numbers = [number for number, _ in _titles(view, words, limit)]
    rows = view.rows(
        "SELECT key, title, mentions FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        json.dumps(numbers),
    )
    return [Found("article", name(key), title, mentions) for key, title, mentions in rows]


def _titles(view: View, words: list[str], limit: int) -> list[tuple[int, str]]:
    return view.rows(
        "SELECT a.id, a.title FROM search s JOIN articles a ON a.id = s.rowid WHERE search MATCH ?"
        " ORDER BY s.rowid LIMIT ?",
        f"title : ({_AND.join(words)})",
        limit,
    )


def _by_a_letter(view: View, words: list[str], limit: int) -> list[int] | None:
    """The articles for words of which the last is a letter so far: to find these, FTS5 gathers all words of the corpus
    that begin so. Among the first titles that have the words before it there are mostly enough, else None."""
    if words[1:]:
        first = _titles(view, words[:-1], _TITLES)
    else:
        first = view.rows(
            "SELECT a.id, a.title FROM articles a JOIN texts t ON t.article = a.id ORDER BY a.id LIMIT ?", _TITLES
        )
    with closing(sqlite3.connect(":memory:")) as scratch:
        scratch.execute("CREATE VIRTUAL TABLE search USING fts5(title, tokenize='unicode61 remove_diacritics 2')")
        scratch.executemany("INSERT INTO search(rowid, title) VALUES (?, ?)", first)
        found = scratch.execute(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT ?", (_AND.join(words), limit)
        ).fetchall()
    return [number for (number,) in found] if len(found) == limit or len(first) < _TITLES else None


def term(view: View, text: str) -> Selection:
    """An issue by its id or name, an actor by its name or a form, else the words themselves."""
    wanted = folded(text)
    for issue in view.config.issues:
        if text == issue.id or wanted == folded(issue.name):
            return Selection("issue", issue.id, issue.name)
    actors = view.evidence.actors_called(text)
    if actors:
        return Selection("actor", actors[0].id, actors[0].name)
    return Selection("term", text, text)


def label(view: View, selection: Selection) -> str:
    """What a selection is called."""
    if selection.label:
        return selection.label
    if selection.kind == "actor":
        return view.one("SELECT name FROM actors WHERE key = ?", selection.key) or selection.key
    if selection.kind == "issue":
        return next((i.name for i in view.config.issues if i.id == selection.key), selection.key)
    if selection.kind == "article":
        return view.one("SELECT title FROM articles WHERE key = ?", blob(selection.key)) or selection.key
    if selection.kind == "query":
        return _query_label(view, selection.key)
    if selection.kind == "claim":
        return (view.one("SELECT words FROM claims WHERE key = ?", selection.key) or selection.key)[:60]
    return selection.key


def _query_label(view: View, key: str) -> str:
    parts = parts_of(key)
    if parts is None:
        return key
    by, about = label(view, Selection("actor", parts[0])), parts[1]
    return f"{by} on {label(view, about)}" if about is not None else f"claims by {by}"


def concordance(view: View, crossref: Crossref, order: str, offset: int, limit: int, width: int) -> list[KwicRow]:
    """Keyword in context. In the order of the text, or by the words right or left of the match."""
    if order == "day":
        return [_kwic(view, mention, width) for mention in crossref.mentions[offset : offset + limit]]

    def make() -> list[KwicRow]:
        rows = [_kwic(view, mention, width) for mention in crossref.mentions[:20_000]]
        if order == "left":
            return sorted(rows, key=lambda row: row.left.casefold().split()[::-1])
        return sorted(rows, key=lambda row: row.right.casefold().split())

    return view.kept(("kwic", crossref.selection, id(crossref), order, width), make)[offset : offset + limit]


def _kwic(view: View, mention: Mention, width: int) -> KwicRow:
    number = view.evidence.number(mention.article)
    row = view.rows("SELECT title, day, day_last FROM articles WHERE id = ?", number)
    text = view.evidence.text(number or 0)
    start, end = mention.span.start, mention.span.end
    left = " ".join(text[max(0, start - width * 2) : start].split())[-width:]
    right = " ".join(text[end : end + width * 2].split())[:width]
    if text[start - 1 : start].isspace():
        left = f"{left} "[-width:]
    if text[end : end + 1].isspace():
        right = f" {right}"[:width]
    return KwicRow(
        article=mention.article,
        span=mention.span,
        left=left,
        match=" ".join(text[start:end].split()),
        right=right,
        day=days_of(row[0][1], row[0][2]) if row else None,
        by=mention.by,
        score=mention.score,
        title=row[0][0] if row else "",
    )
