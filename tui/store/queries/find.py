"""What the words in the find prompt may mean: actors, issues, terms, days, articles."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta

from tui.corpus.actors.countries import folded
from tui.model import Days
from tui.store.queries import close_names, held_about
from tui.store.queries.named_actors import WITHIN, actors_named
from tui.store.rows import Found
from tui.store.sqlite import name
from tui.store.view import MOST_TYPED, View, match
from tui.text.words import phrase

_DAYS = re.compile(
    r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:\s*(?:/|to|\.\.)\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?)?$"
)
_EVERYWHERE = 400_000  # places of a word, above which they are not looked at: that would take longer than a key may
_TITLES = 200  # that are looked at before all titles of the corpus are
_AND = " AND "


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
    """What `text` may mean, best first within each kind; actors that only have it within a longer name than is shown
    come behind the words themselves, where these stand anywhere."""
    typed = " ".join(text[:MOST_TYPED].split())
    if not typed:
        return []
    if held_about.is_asked(typed):
        return held_about.found(view, typed)
    actors = actors_named(view, typed, limit)
    if len(actors) < limit and len(typed) >= close_names.LEAST:
        actors += close_names.close_actors(view, typed, limit - len(actors), [found.key for found in actors])
    terms = _terms(view, typed, limit)
    within = [found for found in actors if found.why == WITHIN and terms and terms[0].n]
    return [
        *(found for found in actors if found not in within),
        *held_about.found(view, typed),
        *_issues(view, typed),
        *terms,
        *within,
        *_days(view, typed),
        *_articles(view, typed, limit),
    ]


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
