"""What a person mended of actors, mentions and articles: from the judgements' rows to what merging and days take.

Actors are known by a form that a text writes, in the corpus where it was decided. Articles and places in them are known
by the article's digest; where its file was changed since, by the article's key, and a place by the words around it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.actors.by_hand import ByHand, Called, Meant, OfKind, RoleHeld, SideTaken, TakenOut
from tui.corpus.days.publication_days import clue_days, unpacked, weigh
from tui.model import Article, Days, Form, Published, Span, Verdict
from tui.store.codec import article_of, line_of, pack_about, text_of
from tui.store.sqlite import blob, name, plain
from tui.store.tables.files import bump
from tui.store.tables.prepared import body_of, headline

Field = Literal["day", "title", "outlet", "author"]  # of an article, as a person may write it
FIELDS: tuple[Field, ...] = get_args(Field)
AROUND = 40  # code points before and after a place by which it is found again

State = Mapping[str, Any]


class MentionPlace(Struct, frozen=True):
    """Words of an article of which a person said whom they mean."""

    article: str  # digest
    key: str  # the article's key where it was decided
    start: int
    end: int
    words: str
    before: str
    after: str
    to: Form | None
    whole: bool
    here: bool = True  # decided in this corpus: another's key says nothing of an article of this one


class ArticleEdit(Struct, frozen=True):
    """One field of an article as a person wrote it; a day as `Days` writes it, `at` when it was written."""

    article: str  # digest
    key: str
    field: Field
    value: str
    at: str = ""
    here: bool = True  # likewise


def form(state: State, key: str = "form") -> Form:
    return state[key], state[f"{key}_kind"]


def by_hand(verdicts: Sequence[Verdict], states: Iterable[State]) -> ByHand:
    """What was decided of actors, but for single articles."""
    found: dict[str, list[Any]] = defaultdict(list)
    for state in states:
        if not state.get("off") and (said := _said(state)) is not None:
            found[state["set"]].append(said)
    return ByHand(
        verdicts=tuple(verdicts),
        out=tuple(found["out"]),
        names=tuple(found["name"]),
        kinds=tuple(found["kind"]),
        roles=tuple(found["role"]),
        sides=tuple(found["side"]),
    )


def _said(state: State) -> TakenOut | Called | OfKind | RoleHeld | SideTaken | None:
    """What one row says; None for what a newer onrecord wrote."""
    of, days = form(state), (_day(state.get("first")), _day(state.get("last")))
    match state["set"]:
        case "out":
            return TakenOut(of, form(state, "of"))
        case "name":
            return Called(of, state["value"])
        case "kind":
            return OfKind(of, state["value"])
        case "role":
            return RoleHeld(of, state["value"], state.get("whose") or "", *days)
        case "side":
            return SideTaken(of, state["value"], *days)
        case _:
            return None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


# --- places in articles


def place(state: State, corpus: str) -> MentionPlace:
    """What one row says, as seen from a corpus."""
    to = form(state, "to") if state.get("to") else None
    return MentionPlace(
        state["article"],
        state["key"],
        state["start"],
        state["end"],
        state["words"],
        state["before"],
        state["after"],
        to,
        bool(state["whole"]),
        state["corpus"] == corpus,
    )


def around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a place."""
    return text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]


def placed(connection: sqlite3.Connection, places: Sequence[MentionPlace]) -> tuple[Meant, ...]:
    """Where the places stand now, by article; what stands nowhere any more is left out."""
    found = []
    for one in places:
        for number, key in _articles(connection, one):
            row = connection.execute("SELECT text FROM texts WHERE article = ?", (number,)).fetchone()
            if row is not None and (span := _span_in(text_of(row[0]), one)) is not None:
                found.append(Meant(key, span, one.words, one.to, one.whole))
    return tuple(found)


def _span_in(text: str, one: MentionPlace) -> Span | None:
    """Where the words stand; where its file was changed since, the one place with the same words around it."""
    if text[one.start : one.end] == one.words and text[: one.start].endswith(one.before):
        return Span(one.start, one.end)
    for before, after in ((one.before, one.after), (one.before, ""), ("", one.after)):
        at = text.find(before + one.words + after)
        if at >= 0 and text.find(before + one.words + after, at + 1) < 0:
            return Span(at + len(before), at + len(before) + len(one.words))
    return None


# --- articles


def edit(state: State, corpus: str) -> ArticleEdit | None:
    """What one row says, as seen from a corpus; None for a field that a newer onrecord wrote."""
    if state["field"] not in FIELDS:
        return None
    here = state["corpus"] == corpus
    return ArticleEdit(state["article"], state["key"], state["field"], state["value"], state["at"], here)


def days_of_value(value: str) -> Days | None:
    """A day, a month, a year, or two of them with a stroke between; None for anything else."""
    first, stroke, last = value.replace(" ", "").partition("/")
    begins, ends = clue_days(first), clue_days(last if stroke else first)
    whole = all(len(part) <= len("2031-04-29") for part in (first, last))
    if begins is None or ends is None or not whole or ends.last < begins.first:
        return None
    return Days(begins.first, ends.last)


def published(connection: sqlite3.Connection, edits: Sequence[ArticleEdit]) -> dict[str, Published]:
    """The days that a person wrote, by the articles' keys, each with what else speaks of it."""
    found = {}
    for one in edits:
        days = days_of_value(one.value) if one.field == "day" else None
        for number, key in _articles(connection, one) if days is not None else ():
            row = connection.execute("SELECT data FROM day_evidence WHERE article = ?", (number,)).fetchone()
            own = weigh(unpacked(line_of(row[0])).clues) if row is not None else None
            why = f"set by hand on {one.at[:10]}"
            if own is not None and own.days is not None and own.days != days:
                why += f"; without that it would be {own.days}: {own.why}"
            found[key] = Published(days, "meta", why)
    return found


def _articles(connection: sqlite3.Connection, one: ArticleEdit | MentionPlace) -> list[tuple[int, str]]:
    """Numbers and keys of the articles that an edit or a place is of."""
    rows = connection.execute("SELECT id, key FROM articles WHERE digest = ?", (one.article,)).fetchall()
    if not rows and one.here:
        rows = connection.execute("SELECT id, key FROM articles WHERE key = ?", (blob(one.key),)).fetchall()
    return [(number, name(key)) for number, key in rows]


def edits_of(connection: sqlite3.Connection, edits: Sequence[ArticleEdit], key: str) -> dict[str, ArticleEdit]:
    """What a person wrote of one article, by field."""
    return {one.field: one for one in edits if any(of == key for _, of in _articles(connection, one))}


def write_articles(connection: sqlite3.Connection, edits: Sequence[ArticleEdit]) -> None:
    """Give the articles the titles, outlets and authors that a person wrote, and back those that nobody wrote any more;
    within the caller's transaction."""
    written: dict[int, dict[str, str]] = {
        number: {} for (number,) in connection.execute("SELECT article FROM as_read").fetchall()
    }
    for one in edits:
        if one.field != "day":
            for number, _ in _articles(connection, one):
                written.setdefault(number, {})[one.field] = one.value
    changed = [number for number, fields in written.items() if _write(connection, number, fields)]
    if changed:
        bump(connection)


def _write(connection: sqlite3.Connection, number: int, fields: Mapping[str, str]) -> bool:
    """Write one article's fields over how it was read; whether anything is other than before."""
    row = connection.execute(
        "SELECT a.key, t.text, t.about, r.about FROM articles a JOIN texts t ON t.article = a.id"
        " LEFT JOIN as_read r ON r.article = a.id WHERE a.id = ?",
        (number,),
    ).fetchone()
    if row is None:
        return False
    key, text, about, kept = row
    read = article_of(kept or about, name(key), "", text_of(text))
    shown = replace(read, **fields)
    packed = pack_about(shown)
    if fields:
        connection.execute("INSERT OR IGNORE INTO as_read VALUES (?, ?)", (number, about))
    else:
        connection.execute("DELETE FROM as_read WHERE article = ?", (number,))
    if packed == about:
        return False
    connection.execute("UPDATE texts SET about = ? WHERE article = ?", (packed, number))
    _put_columns(connection, number, shown)
    return True


def _put_columns(connection: sqlite3.Connection, number: int, article: Article) -> None:
    """What lists show of an article, and the words by which it is found."""
    before = connection.execute("SELECT title FROM articles WHERE id = ?", (number,)).fetchone()[0]
    title, body = headline(article), body_of(article)
    if title != before:
        connection.execute(
            "INSERT INTO search(search, rowid, title, body) VALUES ('delete', ?, ?, ?)", (number, before, body)
        )
        connection.execute("INSERT INTO search(rowid, title, body) VALUES (?, ?, ?)", (number, title, body))
    values = (title, plain(article.outlet), plain(article.author), number)
    connection.execute("UPDATE articles SET title = ?, outlet = ?, author = ? WHERE id = ?", values)
