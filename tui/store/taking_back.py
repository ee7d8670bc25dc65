"""The way back: the last decision, and all that was made together with it, as if it had not been made."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from tui.store.judgement_file import new_uid
from tui.store.problems import Refused, Stale
from tui.store.standing import (
    IMPORT,
    KEPT,
    State,
    last_version,
    moment_after,
    packed,
    put_back,
    put_standing,
    standing_row,
    state_of,
)

_COLUMNS = "SELECT number, at, what, undone, kind, coder, subject, before, after, together FROM changes"
_MINE = "corpus = ? AND maker = ? AND undone = 0"


def take_back_last(connection: sqlite3.Connection, corpus: str, maker: str) -> list[tuple[Any, ...]]:
    """Take back the last decision that `maker` made and that stands; within the caller's transaction.

    Returns the rows of `_COLUMNS` that were taken back, the last decided first; none where nothing stands.

    Raises Stale where what was decided is not what stands any more.
    """
    mine = (corpus, maker)
    rows = connection.execute(f"{_COLUMNS} WHERE {_MINE} ORDER BY number DESC LIMIT 1", mine).fetchall()
    if rows and rows[0][9] is not None:
        which = f"{_MINE} AND (number = ? OR together = ?)"
        together = (rows[0][9],) * 2
        rows = connection.execute(f"{_COLUMNS} WHERE {which} ORDER BY number DESC", (*mine, *together)).fetchall()
    came = bool(rows) and rows[-1][4] == IMPORT
    for number, _, what, _, kind, coder, subject, before, after, _ in rows:
        back = _send_back if came else _take_back
        if kind != IMPORT:
            back(connection, (kind, subject, coder), json.loads(before), json.loads(after), what)
        connection.execute("UPDATE changes SET undone = 1 WHERE number = ?", (number,))
    return rows


def take_back_one(connection: sqlite3.Connection, corpus: str, maker: str, number: int) -> tuple[Any, ...]:
    """Take back one decision of `maker` that stands, whatever was decided since of other things, and leave those that
    were decided together with it; within the caller's transaction.

    Returns its row of `_COLUMNS`. Raises Refused where it is not theirs, or came in from elsewhere with others; Stale
    where something was decided of the same thing since.
    """
    rows = connection.execute(f"{_COLUMNS} WHERE {_MINE} AND number = ?", (corpus, maker, number)).fetchall()
    if not rows:
        raise Refused("it is another's, or was taken back already; decide otherwise yourself")
    _, _, what, _, kind, coder, subject, before, after, together = rows[0]
    came = connection.execute("SELECT 1 FROM changes WHERE number = ? AND kind = ?", (together, IMPORT)).fetchone()
    if came:
        raise Refused("it came in from elsewhere with others; u on the desk takes all of them back")
    _take_back(connection, (kind, subject, coder), json.loads(before), json.loads(after), what)
    connection.execute("UPDATE changes SET undone = 1 WHERE number = ?", (number,))
    return tuple(rows[0])


def _take_back(
    connection: sqlite3.Connection, key: tuple[str, str, str], before: State | None, after: State | None, what: str
) -> None:
    """Taking back is decided later than what it takes back: it goes before it wherever both come."""
    kind, subject, coder = key
    row = standing_row(connection, *key)
    now = state_of(row) if row is not None and row[-1] is not None else None
    if row is None or (now or {}).get("version") != (after or {}).get("version"):
        raise Stale(f"another terminal changed it after you: {what}")
    own = {name: value for name, value in (before or {}).items() if name not in (*KEPT, "together")}
    version = before["version"] if before is not None else last_version(connection)
    back = (subject, row[1], coder, version, moment_after(row), new_uid(), packed(own if before else None))
    put_standing(connection, kind, back)


def _send_back(
    connection: sqlite3.Connection, key: tuple[str, str, str], before: State | None, after: State | None, what: str
) -> None:
    """What came in from elsewhere goes as if it had not come."""
    row = standing_row(connection, *key)
    if row is None or after is None or row[5] != after["uid"]:
        raise Stale(f"it was decided otherwise after it came in: {what}")
    put_back(connection, *key, before)
