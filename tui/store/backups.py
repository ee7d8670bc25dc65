"""Backups of the judgements by the hour, made through SQLite's own backup, and the way back to one."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from tui import paths
from tui.store.problems import StoreProblem
from tui.store.schema import JUDGEMENT_STEPS, JUDGEMENTS_ID
from tui.store.sqlite import connect, problem, stamp

EVERY = 3600.0  # seconds of deciding that are lost at most with the file
HOURS, DAYS = 24, 30  # kept: the last so many, and of so many days the last; those before a migration are all kept
_DATED = re.compile(r"judgements-(\d{4}-\d\d-\d\d)(-\d\d)?")
_LISTED = 20  # changes that are named where some would be lost


class Loss(Struct, frozen=True):
    """What going back to a backup would cost."""

    backup: Path
    changes: int  # that the backup holds
    until: datetime  # when the backup was made
    newer: tuple[str, ...] | None  # changes that it lacks, oldest first; None where the file cannot be read
    written: datetime | None  # when the file was last written; None where there is none

    def lines(self) -> Iterable[str]:
        """In words, one line each."""
        yield f"{self.backup.name}, made {self.until:%Y-%m-%d %H:%M}, holds {self.changes:,} changes"
        if self.newer is None and self.written is not None:
            yield (
                f"lost is what was decided between {self.until:%Y-%m-%d %H:%M}, when it was made, and"
                f" {max(self.written, self.until):%Y-%m-%d %H:%M}, when the file was last written:"
                " that file cannot be read"
            )
        elif self.newer:
            yield f"lost are {len(self.newer):,} changes made after it:"
            yield from (f"  {change}" for change in self.newer[:_LISTED])
            if len(self.newer) > _LISTED:
                yield f"  and {len(self.newer) - _LISTED:,} more"
        else:
            yield "nothing is lost: it holds all that was decided"


def is_due(directory: Path) -> bool:
    """Whether the newest backup is an hour old, or from a time that has not come yet: the clock was put back."""
    dated = [path for path in oldest_first(directory) if _DATED.fullmatch(path.stem)]
    try:
        age = time.time() - dated[-1].stat().st_mtime if dated else EVERY
    except OSError:
        return True
    # Below 0 the clock was put back, and the time at which the file is an hour old may be years away.
    return not 0 <= age < EVERY


def renew(connection: sqlite3.Connection, directory: Path) -> None:
    """The backup of this hour, in place of one made earlier in it."""
    take(connection, directory, f"{datetime.now():%Y-%m-%d-%H}", over=True)


def take(connection: sqlite3.Connection, directory: Path, what: str, *, over: bool = False) -> None:
    """A copy, whole or not at all, named by `what`; where there is one of that name it stays, or is written `over`."""
    target = directory / f"judgements-{what}.sqlite"
    if target.exists() and not over:
        return
    paths.private_dir(directory)
    part = target.with_suffix(f".part{os.getpid()}")
    try:
        paths.make_private(part)
        with closing(sqlite3.connect(part)) as copy:
            # SQLite's own copying, which is right also while another process writes; a copy of the file may be of two
            # moments.
            connection.backup(copy)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    for old in _outdated(oldest_first(directory)):
        old.unlink(missing_ok=True)


def _outdated(backups: list[Path]) -> list[Path]:
    """Those that need not be kept, of backups from the oldest to the newest."""
    dated = [path for path in backups if _DATED.fullmatch(path.stem)]
    last_of_day = {path.stem[11:21]: path for path in dated}
    kept = {*dated[-HOURS:], *list(last_of_day.values())[-DAYS:]}
    return [path for path in dated if path not in kept]


def oldest_first(directory: Path) -> list[Path]:
    """The backups by the time at which they were written; what cannot be looked at, as a link to nowhere, is none."""
    found = []
    with suppress(OSError):
        for path in directory.glob("judgements-*.sqlite"):
            with suppress(OSError):
                found.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(found)]


def loss(path: Path, directory: Path) -> Loss:
    """What putting the last sound backup in the place of `path` would lose.

    Raises StoreProblem where there is no sound backup.
    """
    found = [(told, at, each) for at, each in enumerate(oldest_first(directory)) if (told := _told(each))]
    if not found:
        raise StoreProblem(f"{directory}: no sound backup to go back to")
    # By what they hold: the time of a file is that of its copying where somebody copied the folder.
    (_, _, held), _, backup = max(found, key=lambda each: (each[0][:2], each[1]))
    newer: tuple[str, ...] | None = None
    written = None
    with suppress(OSError):
        written = datetime.fromtimestamp(path.stat().st_mtime)
    with suppress(StoreProblem, sqlite3.Error), closing(connect(path, writable=False, create=False)) as connection:
        newer = tuple(
            f"{at[:16].replace('T', ' ')}  {'undone: ' if undone else ''}{what}"
            for number, at, what, undone in _changes(connection)
            if (number, at, what, undone) not in held
        )
    return Loss(backup, len(held), datetime.fromtimestamp(backup.stat().st_mtime), newer, written)


_Change = tuple[int, str, str, int]


def _changes(connection: sqlite3.Connection) -> list[_Change]:
    """Number, moment in UTC, words, and whether it was undone, oldest first; of any layout."""
    connection.create_function("utc", 1, in_utc)
    return connection.execute("SELECT number, utc(at), what, undone FROM changes ORDER BY number").fetchall()


def _told(backup: Path) -> tuple[str, int, frozenset[_Change]] | None:
    """The moment and the number of the last change of a sound backup, and all of them; None for one that is not sound
    or that a newer onrecord wrote, which this one could not open."""
    if not sound(backup):
        return None
    try:
        with closing(connect(backup, writable=False, create=False)) as connection:
            if stamp(connection)[1] > len(JUDGEMENT_STEPS):
                return None
            changes = _changes(connection)
    except (StoreProblem, sqlite3.Error):
        return None
    return max((at for _, at, _, _ in changes), default=""), len(changes), frozenset(changes)


def restore(path: Path, directory: Path, backup: Path | None = None) -> Path:
    """Put `backup`, by default the last sound one, in the place of `path`, in one moment; returns where what stood
    there was set aside.

    Raises StoreProblem where there is no sound backup or the disk refuses, and then nothing is moved.
    """
    backup = backup or loss(path, directory).backup
    aside = _free(path)
    part = path.with_name(f"judgements.back{os.getpid()}")
    try:
        paths.make_private(part)
        with (
            closing(connect(backup, writable=False, create=False)) as source,
            closing(sqlite3.connect(part)) as target,
        ):
            source.backup(target)
        for tail in ("-journal", "-wal", "-shm"):  # of the file that goes: they would be applied to the one that comes
            with suppress(FileNotFoundError):
                Path(f"{path}{tail}").rename(f"{aside}{tail}")
        if paths.there(path):
            # A second name before the first is given to the backup: there is no moment without a file of judgements.
            try:
                aside.hardlink_to(path)
            except OSError:  # a file system without links
                path.rename(aside)
        part.replace(path)
    except sqlite3.Error as error:
        raise problem(part, error) from error
    except OSError as error:
        raise StoreProblem(f"{path.parent}: cannot be written ({error.strerror})") from error
    finally:
        with suppress(OSError):
            part.unlink()
    return aside


def _free(path: Path) -> Path:
    """Where a file is set aside: a name that nothing has, so that what was set aside before is never written over."""
    stem = f"judgements.damaged-{datetime.now():%Y%m%d-%H%M%S-%f}"
    return path.with_name(f"{stem}-{os.getpid()}.sqlite")


def in_utc(at: str) -> str:
    """A moment as it is kept: all of one form, so that they sort as text."""
    return datetime.fromisoformat(at).astimezone(UTC).isoformat(timespec="microseconds")


def sound(path: Path) -> bool:
    """Whether a file is a whole database of judgements."""
    try:
        with closing(connect(path, writable=False, create=False)) as connection:
            ours = stamp(connection)[0] == JUDGEMENTS_ID
            return ours and connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except (StoreProblem, sqlite3.Error):
        return False
