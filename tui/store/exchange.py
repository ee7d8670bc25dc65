"""Judgements that travel: from one store to another, by whatever way, in whatever order and however often.

Of each kind, subject and coder the row decided last stands (by its moment, then by its uid), and what was taken away
travels as a row too. So two stores that have the same rows have the same judgements, and no coder's row is ever
another's.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, ValidationError, convert

from tui.store.backups import in_utc
from tui.store.corpora import Known, renamed
from tui.store.judgements import Judgements
from tui.store.shapes import SHAPES
from tui.store.sqlite import plain
from tui.store.standing import (
    CHANGE,
    IMPORT,
    KEPT,
    last_version,
    now,
    packed,
    put_standing,
    standing_row,
    whole_of,
)

FORMAT = "onrecord judgements 1"
MOST_NAME = 200  # characters of a kind, a coder or a uid
MOST_SUBJECT = 10_000


class Travelling(Struct, frozen=True):
    """One judgement on its way; `state` None takes away what its coder decided before."""

    kind: str
    subject: str
    coder: str
    at: str  # ISO 8601 with its zone
    uid: str
    state: dict[str, Any] | None
    what: str = ""  # in words


class Parcel(Struct, frozen=True):
    """What begins a file of judgements: which corpus they are of, and what that is known by."""

    format: str
    corpus: str
    articles: list[str]  # digests


class Came(Struct, frozen=True):
    """What an import brought: rows that now stand, by coder, and how many were known, or older than what stands."""

    coders: Mapping[str, int]
    known: int

    @property
    def rows(self) -> int:
        return sum(self.coders.values())


def parcel(judgements: Judgements, articles: Known) -> Parcel:
    return Parcel(FORMAT, judgements.corpus, sorted(articles))


def leaving(judgements: Judgements, coder: str | None = None) -> Iterator[Travelling]:
    """All that was decided in a corpus, by whomever or by one coder, in the order in which it was.

    Raises StoreProblem where it cannot be read.
    """
    corpus = judgements.corpus
    told: dict[str, str] = dict(judgements.file.asked("SELECT uid, what FROM changes WHERE corpus = ?", corpus))
    sql = "SELECT kind, subject, coder, at, uid, state FROM standing WHERE corpus = ? ORDER BY at, uid"
    for kind, subject, by, at, uid, state in judgements.file.asked(sql, corpus):
        if coder is None or by == coder:
            read = None if state is None else json.loads(state)
            yield Travelling(kind, subject, by, at, uid, read, told.get(uid, ""))


def checked(row: Travelling) -> Travelling:
    """A row that may be taken in, as it is kept. Raises ValueError, in words, for one that could not be read again."""
    for name in ("kind", "coder", "uid"):
        if not 0 < len(getattr(row, name).strip()) <= MOST_NAME:
            raise ValueError(f'"{name}" is empty or has more than {MOST_NAME} characters')
    if not 0 < len(row.subject) <= MOST_SUBJECT:
        raise ValueError(f'"subject" is empty or has more than {MOST_SUBJECT:,} characters')
    try:
        at = datetime.fromisoformat(row.at)
        if at.tzinfo is None:
            raise ValueError
        moment = in_utc(row.at)
    except (ValueError, OverflowError):
        raise ValueError('"at" is no moment with its zone, as 2031-04-09T12:30:00+00:00 is') from None
    if row.state is not None:
        if {*KEPT} & row.state.keys():
            raise ValueError(f'"state" has a field named {sorted({*KEPT} & row.state.keys())[0]}')
        try:
            convert(row.state, SHAPES.get(row.kind, dict[str, Any]))
        except ValidationError as error:
            raise ValueError(f'the state of a "{row.kind}" is not one: {error}') from None
    texts = {name: plain(getattr(row, name)) or "" for name in ("kind", "subject", "coder", "uid", "what")}
    return Travelling(at=moment, state=row.state, **texts)


def take_in(judgements: Judgements, rows: Iterable[Travelling], names: Mapping[str, str], what: str) -> Came:
    """Take rows in, all of them or none, as one thing that `undo` takes back whole.

    Args:
        names: what corpora are called here, by what they are called there.
        what: the import, in words.

    Raises NotSaved, and then nothing was written.
    """
    coders: Counter[str] = Counter()
    known = 0
    with judgements.file.saving() as connection:
        judgements.settle(connection)
        marker = last_version(connection) + 1
        values = (now(), judgements.corpus, IMPORT, "", "null", "null", plain(what), judgements.coder, judgements.coder)
        connection.execute(CHANGE, (*values, "", marker))
        for row in rows:
            if _put(connection, judgements, row, names, marker):
                coders[row.coder] += 1
            else:
                known += 1
        if not coders:
            connection.execute("DELETE FROM changes WHERE number = ?", (marker,))
    return Came(dict(coders), known)


def unsent(judgements: Judgements, store: str, limit: int) -> list[Travelling]:
    """What of this corpus a shared store has not got, the first decided first. Raises StoreProblem."""
    sql = (
        "SELECT s.kind, s.subject, s.coder, s.at, s.uid, s.state, coalesce((SELECT what FROM changes c"
        " WHERE c.uid = s.uid LIMIT 1), '') FROM standing s WHERE s.corpus = ?"
        " AND NOT EXISTS (SELECT 1 FROM sent WHERE store = ? AND uid = s.uid) ORDER BY s.at, s.uid LIMIT ?"
    )
    rows = judgements.file.asked(sql, judgements.corpus, store, limit)
    return [
        Travelling(kind, subject, coder, at, uid, None if state is None else json.loads(state), what)
        for kind, subject, coder, at, uid, state, what in rows
    ]


def mark_sent(judgements: Judgements, store: str, rows: Iterable[Travelling]) -> None:
    """The store has these now. Raises NotSaved; they go over again then, which does no harm."""
    with judgements.file.saving(decision=False) as connection:
        connection.executemany("INSERT OR IGNORE INTO sent VALUES (?, ?)", [(store, row.uid) for row in rows])


def taken(judgements: Judgements, store: str, corpus: str) -> int:
    """Up to which row a shared store was read. Raises StoreProblem."""
    rows = judgements.file.asked("SELECT number FROM taken WHERE store = ? AND corpus = ?", store, corpus)
    return rows[0][0] if rows else 0


def receive(
    judgements: Judgements, rows: Iterable[Travelling], names: Mapping[str, str], upto: tuple[str, str, int]
) -> int:
    """Take in rows of a shared store, whose decision each stays its coder's own to undo; returns how many were new.

    Args:
        upto: the store, the corpus there and the number of the last row; kept with them: none is asked for again.

    Raises NotSaved, and then nothing was written.
    """
    store, corpus, number = upto
    came = 0
    with judgements.file.saving() as connection:
        judgements.settle(connection)
        for row in rows:
            came += _put(connection, judgements, row, names, None)
            connection.execute("INSERT OR IGNORE INTO sent VALUES (?, ?)", (store, row.uid))
        connection.execute(
            "INSERT INTO taken VALUES (?, ?, ?) ON CONFLICT(store, corpus) DO UPDATE SET number = excluded.number",
            (store, corpus, number),
        )
    return came


def _put(
    connection: sqlite3.Connection,
    judgements: Judgements,
    row: Travelling,
    names: Mapping[str, str],
    marker: int | None,
) -> bool:
    """Take in one row where it is newer than what stands; whether it is. `marker` leads those of an import, which are
    undone together."""
    subject = renamed(row.subject, names)
    there = standing_row(connection, row.kind, subject, row.coder)
    if there is not None and (there[4], there[5]) >= (row.at, row.uid):
        return False
    version = last_version(connection) + 1
    comes = (subject, judgements.corpus, row.coder, version, row.at, row.uid, packed(row.state))
    put_standing(connection, row.kind, comes)
    was, stands = (json.dumps(whole_of(one)) if one is not None else "null" for one in (there, comes))
    values = (
        now(), judgements.corpus, row.kind, subject, was, stands, row.what or row.kind, row.coder,
        row.coder if marker is None else judgements.coder,
    )  # fmt: skip
    connection.execute(CHANGE, (*values, row.uid, marker))
    return True
