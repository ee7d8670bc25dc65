"""What tying works out over all articles and takes up again in its next run; it can be thrown away at any time."""

from __future__ import annotations

import sqlite3
from typing import TypeVar

import msgspec

from tui.store.codec import squeeze, unsqueeze

Value = TypeVar("Value")


def keep(connection: sqlite3.Connection, name: str, version: str, value: object) -> None:
    """Keep a value in place of the one before; within the caller's transaction. `version` is of what made it."""
    data = squeeze(msgspec.msgpack.encode(value))
    connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (name, version, data))


def taken_up(connection: sqlite3.Connection, name: str, version: str, of: type[Value]) -> Value | None:
    """What was kept last, None where there is nothing or another version made it."""
    row = connection.execute("SELECT data FROM kept WHERE name = ? AND version = ?", (name, version)).fetchone()
    return None if row is None else msgspec.msgpack.decode(unsqueeze(row[0]), type=of)


def forget(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("DELETE FROM kept WHERE name = ?", (name,))
