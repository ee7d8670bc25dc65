"""The rows of what stands, and how one is written. `STANDING` gives a row as its columns; a state is all of it."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tui.store.backups import in_utc

State = dict[str, Any]  # of what stands: its own fields, and those of KEPT

IMPORT = "import"  # the kind of the change that leads those which came in together
_GONE = "gone"  # in a whole row: what was decided was taken away
KEPT = ("subject", "corpus", "coder", "version", "at", "uid")  # what every state has besides its own fields
STANDING = "SELECT subject, corpus, coder, version, at, uid, state FROM standing"
_PUT = (
    "INSERT INTO standing(kind, subject, coder, corpus, state, version, at, uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT(kind, subject, coder) DO UPDATE SET corpus = excluded.corpus, state = excluded.state,"
    " version = excluded.version, at = excluded.at, uid = excluded.uid"
)
CHANGE = (
    "INSERT INTO changes(at, corpus, kind, subject, before, after, what, coder, maker, uid, together)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def moment_after(before: tuple[Any, ...] | None) -> str:
    """Now, or just after what stood `before` where a clock was put back."""
    moment = in_utc(now())
    if before is None or moment > before[4]:
        return moment
    return in_utc((datetime.fromisoformat(before[4]) + timedelta(microseconds=1)).isoformat())


def last_version(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'changes'").fetchone()
    return int(row[0]) if row else 0


def standing_row(connection: sqlite3.Connection, kind: str, subject: str, coder: str) -> tuple[Any, ...] | None:
    sql = f"{STANDING} WHERE kind = ? AND subject = ? AND coder = ?"
    found: tuple[Any, ...] | None = connection.execute(sql, (kind, subject, coder)).fetchone()
    return found


def put_standing(connection: sqlite3.Connection, kind: str, row: tuple[Any, ...]) -> None:
    """What stands from now on; a state of None stays as a row, so that a taking away travels too."""
    subject, corpus, coder, version, at, uid, state = row
    connection.execute(_PUT, (kind, subject, coder, corpus, state, version, at, uid))


def state_of(row: tuple[Any, ...]) -> State:
    return {**json.loads(row[6]), **dict(zip(KEPT, row[:6], strict=True))}


def whole_of(row: tuple[Any, ...]) -> State:
    """A row with nothing lost, of what was taken away too; `row_of` makes the row of it again."""
    return state_of(row) if row[6] is not None else {_GONE: True, **dict(zip(KEPT, row[:6], strict=True))}


def row_of(whole: State) -> tuple[Any, ...]:
    own = {name: value for name, value in whole.items() if name not in KEPT}
    return (*(whole[name] for name in KEPT), None if _GONE in own else packed(own))


def put_back(connection: sqlite3.Connection, kind: str, subject: str, coder: str, before: State | None) -> None:
    """What came in from elsewhere goes as if it had not come: nothing is decided by that."""
    if before is not None:
        put_standing(connection, kind, row_of(before))
    else:
        where = "kind = ? AND subject = ? AND coder = ?"
        connection.execute(f"DELETE FROM standing WHERE {where}", (kind, subject, coder))


def packed(state: Mapping[str, Any] | None) -> str | None:
    return None if state is None else json.dumps(dict(state), sort_keys=True)
