"""Connections to SQLite: which journal is safe here, whose file it is, and what to say when it cannot be used."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui import paths
from tui.store.problems import Busy, Gone, NotOurs, StoreProblem

BUSY_SECONDS = 5.0  # seconds that another process may write before this one gives up
WAS_REPLACED = "it was removed or replaced while it was open; try again"
GLANCE = 0.1  # seconds that what is being drawn waits for another process: no longer than a blink of an eye
# Shared memory, which WAL needs, is not shared by these; their locks are not to be trusted with it either.
_REMOTE = re.compile(r"^(nfs\d?|cifs|smb\w*|fuse.*|9p|afs|ceph|glusterfs|lustre|ncpfs|sshfs|vboxsf|virtiofs)$")


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether two processes may write and checkpoint a WAL at one moment: SQLite 3.51.3, 3.50.7, 3.44.6 and later."""
    return (
        version >= (3, 51, 3)
        or (version[:2] == (3, 50) and version >= (3, 50, 7))
        or (version[:2] == (3, 44) and version >= (3, 44, 6))
    )


def filesystem_of(path: Path, mounts: str | None = None) -> str:
    """The type of the file system that holds `path`, as /proc/mounts names it; empty where that cannot be told."""
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
    here = os.path.realpath(path)
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        at = parts[1].replace("\\040", " ")
        inside = here == at or here.startswith(at.rstrip("/") + "/")
        # Not less: of two mounts at one place the later one lies above the other.
        if inside and len(at) >= len(best):
            best, kind = at, parts[2]
    return kind


def journal_for(path: Path) -> str:
    """`wal` where this SQLite and this file system make it safe, else `delete`."""
    if not wal_is_safe(sqlite3.sqlite_version_info[:3]):
        return "delete"
    # Asked each time a file is opened: a home may be on a network share today and not tomorrow.
    kind = filesystem_of(path.parent)
    if _REMOTE.match(kind) or (not kind and sys.platform == "linux"):
        return "delete"
    return "wal"


def connect(
    path: Path, *, durable: bool = True, writable: bool = True, create: bool = True, patience: float | None = None
) -> sqlite3.Connection:
    """Open a database.

    Args:
        durable: whether a commit is on the disk when it returns; the index, which can be made again, need not be.
        writable: whether this connection may write.
        create: whether a file that is not there, or has nothing in it yet, is begun.
        patience: seconds that it waits for a database which another process keeps to itself; None for BUSY_SECONDS.

    Returns:
        A connection in autocommit mode: transactions are begun by `writing`.

    Raises:
        StoreProblem: the file or its directory cannot be opened; the message says how to mend it.
    """
    try:
        if not create and not path.stat().st_size:
            raise StoreProblem(f"{path}: empty; another process is about to make it")
        if writable:
            paths.make_private(path)
        connection = sqlite3.connect(
            # Autocommit, because Python's own transactions begin as reads and fail half-way where another process
            # writes.
            path,
            timeout=0,  # `wait_for` says it
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        wait_for(connection, patience)
        # A file from elsewhere may hold views and triggers: none of them may call a function with effects.
        connection.execute("PRAGMA trusted_schema = OFF")
        if writable:
            journal = journal_for(path)
            connection.execute(f"PRAGMA journal_mode = {journal}")
            # NORMAL loses the last commits at a loss of power in WAL mode, but may damage the file in the other.
            safe = durable or journal == "delete"
            connection.execute(f"PRAGMA synchronous = {'FULL' if safe else 'NORMAL'}")
        else:
            connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
    except sqlite3.Error as error:
        raise problem(path, error) from error
    except OSError as error:
        words = (error.strerror or str(error)).lower()
        raise StoreProblem(f"{path}: cannot be used ({words}); is its directory there, and yours?") from error
    return connection


def wait_for(connection: sqlite3.Connection, patience: float | None) -> None:
    """Have a connection wait so many seconds, from now on, for a database that another process keeps to itself;
    BUSY_SECONDS for None."""
    wait = BUSY_SECONDS if patience is None else patience
    connection.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")


def problem(path: Path, error: sqlite3.Error) -> StoreProblem:
    """What SQLite says of `path`, in plain words.

    Returns:
        The exception to raise: NotOurs where the file is damaged or no database, else StoreProblem.
    """
    code = getattr(error, "sqlite_errorname", "") or ""
    if code == "SQLITE_READONLY_DBMOVED":
        return Gone(f"{path}: {WAS_REPLACED}")
    # First: SQLite tells of a directory that cannot be written by several codes, CANTOPEN among them.
    if code.startswith("SQLITE_READONLY") or not os.access(path.parent, os.W_OK):
        return StoreProblem(f"{path}: its directory cannot be written; set XDG_CACHE_HOME, or make it writable")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy(f"{path}: another onrecord has been writing for too long; try again")
    if code.startswith("SQLITE_FULL"):
        return StoreProblem(f"{path}: the disk is full; free some space and try again")
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return NotOurs(f"{path}: not a database, or a damaged one ({error})")
    return StoreProblem(f"{path}: {error}")


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction, begun as a write so that it waits its turn instead of failing half-way.

    Returns:
        The same connection. Where the body raises, nothing of it is written.

    Raises:
        sqlite3.OperationalError: another process wrote for longer than `BUSY_SECONDS`.
    """
    # Deferred, a transaction that has read cannot wait for its turn to write: SQLite refuses it at once.
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def stamp(connection: sqlite3.Connection) -> tuple[int, int]:
    """(application_id, user_version) of an open database."""
    return (
        connection.execute("PRAGMA application_id").fetchone()[0],
        connection.execute("PRAGMA user_version").fetchone()[0],
    )


def blob(name: str) -> bytes:
    """A key or path as the databases keep it.

    Returns:
        The file system's own bytes: a file name need not be UTF-8.
    """
    return name.encode("utf-8", "surrogateescape")


def name(value: bytes) -> str:
    """A key or path from what `blob` made of it.

    Returns:
        Text in which bytes that are not UTF-8 are lone surrogates (PEP 383).
    """
    return value.decode("utf-8", "surrogateescape")


def plain(text: str | None) -> str | None:
    """Text that SQLite can hold: lone surrogates become U+FFFD."""
    if text is None or text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8") if not _encodable(text) else text


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
