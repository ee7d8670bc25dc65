"""Dated backups of the judgements, made through SQLite's own backup, and the way back to one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from tui import paths
from tui.store.problems import StoreProblem
from tui.store.schema import JUDGEMENTS_ID
from tui.store.sqlite import connect, stamp

KEPT = 30  # days; those made before a migration are all kept


def take(connection: sqlite3.Connection, directory: Path, what: str) -> None:
    """A copy, whole or not at all, named by `what`; nothing is done where there is one of that name."""
    target = directory / f"judgements-{what}.sqlite"
    if target.exists():
        return
    paths.private_dir(directory)
    part = target.with_suffix(f".part{os.getpid()}")
    try:
        with closing(sqlite3.connect(part)) as copy:
            connection.backup(copy)
        part.chmod(0o600)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    dated = [path for path in oldest_first(directory) if path.stem[11:].replace("-", "").isdigit()]
    for old in dated[:-KEPT]:
        old.unlink(missing_ok=True)


def oldest_first(directory: Path) -> list[Path]:
    try:
        return sorted(directory.glob("judgements-*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
    except OSError:
        return []


def restore(path: Path, directory: Path) -> Path:
    """Put the newest sound backup in the place of `path`; returns where what stood there was set aside.

    Raises StoreProblem where there is no sound backup, and then nothing is moved.
    """
    backup = next((each for each in reversed(oldest_first(directory)) if sound(each)), None)
    if backup is None:
        raise StoreProblem(f"{directory}: no sound backup to go back to")
    aside = path.with_name(f"judgements.damaged-{datetime.now():%Y%m%d-%H%M%S}.sqlite")
    if path.exists():
        path.rename(aside)
    for tail in ("-journal", "-wal", "-shm"):
        rest = Path(f"{path}{tail}")
        if rest.exists():
            rest.rename(f"{aside}{tail}")
    with closing(sqlite3.connect(backup)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    path.chmod(0o600)
    return aside


def sound(path: Path) -> bool:
    """Whether a file is a whole database of judgements."""
    try:
        with closing(connect(path, writable=False)) as connection:
            ours = stamp(connection)[0] == JUDGEMENTS_ID
            return ours and connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except (StoreProblem, sqlite3.Error):
        return False
