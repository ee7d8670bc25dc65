"""The file of judgements: a connection for each thread, opened again when another file stands in its place.

What a person decided is never taken for nothing because it cannot be read just now: who asks gets what was known last,
and `lost` says why. Writing is always tried for real.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from tui import paths
from tui.store import backups
from tui.store.backups import in_utc
from tui.store.index_file import statements
from tui.store.problems import NOT_SAVED, NotOurs, NotSaved, Refused, Stale, StoreProblem
from tui.store.schema import JUDGEMENT_STEPS, JUDGEMENTS_ID
from tui.store.sqlite import connect, problem, stamp, wait_for, writing

_KNOWN = 32  # answers that are kept for when the file cannot be read
Rows = list[tuple[Any, ...]]


class JudgementFile:
    """The database at `path`; nothing is written, not even the file, until something is decided. For any thread."""

    def __init__(self, path: Path, coder: str) -> None:
        """`coder` made what stands in a file of a layout that does not say who did."""
        self.path = path
        self.coder = coder
        self.patience: float | None = None  # seconds that are waited for another process, BUSY_SECONDS where None
        self.replaced = 0  # how often another file came to stand there while this was open
        self._which: tuple[int, int] | None = None  # which stood there last
        self.glance: float | None = None  # the same of `rows`, `mark` and `look_again`; `patience` where None
        self.lost = ""  # why what was decided cannot be read, in one line; empty where it can
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._known: OrderedDict[tuple[object, ...], Rows] = OrderedDict()
        self._opened = False  # it was there once: where it is not any more, something is wrong
        self._decided = False  # since the last backup

    @property
    def backups(self) -> Path:
        return self.path.parent / "backups"

    def back_up(self) -> None:
        """Back up what was decided since the last backup."""
        if self._decided:
            with suppress(StoreProblem, sqlite3.Error, OSError), closing(connect(self.path, writable=False)) as last:
                backups.renew(last, self.backups)
            self._decided = False

    def close(self) -> None:
        """Close every connection; what was decided since the last backup is backed up."""
        self.back_up()
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()

    # --- reading

    def rows(self, sql: str, *values: object) -> Rows:
        """What a query gives, [] where nothing was decided yet. Where the file cannot be read, what the query gave
        before: `lost` then says why, and nothing is tried again until `look_again`."""
        if not self.lost:
            try:
                with self._glancing():
                    return self.asked(sql, *values)
            except StoreProblem as found:
                self.lost = str(found)
        return self._known.get((sql, *values), [])

    def asked(self, sql: str, *values: object) -> Rows:
        """What a query gives. Raises StoreProblem where the file cannot be read."""
        try:
            connection = self.reading()
            found = connection.execute(sql, values).fetchall() if connection is not None else []
        except sqlite3.Error as error:
            raise problem(self.path, error) from error
        with self._guard:
            self._known[(sql, *values)] = found
            self._known.move_to_end((sql, *values))
            while len(self._known) > _KNOWN:
                self._known.popitem(last=False)
        return found

    def mark(self, *, own: bool = True) -> object:
        """What is another whenever anything in the file is, by whatever process, as this thread sees it; None where
        that cannot be told: `lost` says why, and nothing is tried again until `look_again`. Without `own`, what this
        thread itself writes makes it no other."""
        if self.lost:
            return None
        try:
            with self._glancing():
                connection = self.reading()
                if connection is None:
                    return (0,)
                version = connection.execute("PRAGMA data_version").fetchone()[0]
                return (id(connection), version, connection.total_changes if own else 0)
        except StoreProblem as found:
            self.lost = str(found)
        except sqlite3.Error as error:
            self.lost = str(problem(self.path, error))
        return None

    @contextmanager
    def _glancing(self) -> Iterator[None]:
        """Have what this thread asks wait `glance` seconds and no more, unless it is in the midst of writing."""
        kept: tuple[sqlite3.Connection, tuple[int, int]] | None = getattr(self._local, "kept", None)
        if self.glance is None or (kept is not None and kept[0].in_transaction):
            yield
            return
        self._local.glances = True
        try:
            yield
        finally:
            self._local.glances = False

    def stands(self) -> bool:
        """Whether what was decided can be read from the file that stands there; by a look at its name alone."""
        if self.lost:
            return False
        kept: tuple[object, tuple[int, int]] | None = getattr(self._local, "kept", None)
        try:
            return kept is None or kept[1] == self._there()
        except StoreProblem:
            return False

    def look_again(self) -> str:
        """Whether the file can be read now, after it could not or another stands there; `lost` as it is then."""
        try:
            with self._glancing():
                connection = self.reading()
                if connection is not None:
                    connection.execute("SELECT number FROM changes ORDER BY number DESC LIMIT 1").fetchone()
        except StoreProblem as found:
            self.lost = str(found)
        except sqlite3.Error as error:
            self.lost = str(problem(self.path, error))
        else:
            self.lost = ""
        return self.lost

    def reading(self) -> sqlite3.Connection | None:
        """This thread's connection, None where nothing has been decided yet. Raises StoreProblem."""
        there = self._there()
        if there is not None and there != self._which:
            self.replaced += self._which is not None
            self._which = there
        kept: tuple[sqlite3.Connection, tuple[int, int]] | None = getattr(self._local, "kept", None)
        if kept is not None and kept[1] == there:
            wait_for(kept[0], self._wait)
            return kept[0]
        self._drop(kept)
        if there is not None:
            return self._open()
        if self._opened:
            raise NotOurs(f"{self.path}: not there any more{self._offer()}")
        if backups.oldest_first(self.backups):
            raise NotOurs(f"{self.path}: not there, though there are backups of it{self._offer()}")
        return None

    @property
    def _wait(self) -> float | None:
        """Seconds that this thread waits just now for another process, BUSY_SECONDS where None."""
        return self.glance if getattr(self._local, "glances", False) else self.patience

    def _there(self) -> tuple[int, int] | None:
        """What tells the file from another of its name; None where there is none. Raises StoreProblem where nobody can
        tell, as behind a link to a disk that is not mounted."""
        try:
            found = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            if astray := paths.astray(self.path):
                raise StoreProblem(f"{astray}; mend it, or set XDG_DATA_HOME") from None
            return None
        except OSError as error:
            raise StoreProblem(f"{self.path}: cannot be looked at ({error.strerror})") from error
        return found.st_dev, found.st_ino

    def _drop(self, kept: tuple[sqlite3.Connection, tuple[int, int]] | None) -> None:
        if kept is not None:
            self._local.kept = None
            with self._guard, suppress(sqlite3.Error, ValueError):
                self._all.remove(kept[0])
                kept[0].close()

    # --- writing

    @contextmanager
    def saving(self, *, decision: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction; whatever the disk says against it becomes NotSaved. A backup is made after a `decision`
        where the last is an hour old."""
        try:
            connection = self.reading() or self._begin()
            with writing(connection):
                # It was waited for others' writing; what is written to a file that was set aside meanwhile is lost.
                if self._local.kept[1] != self._there():
                    raise StoreProblem(f"{self.path}: another file came to stand there just now; try again")
                yield connection
        except (Stale, Refused):
            raise
        except StoreProblem as found:
            raise NotSaved(f"{NOT_SAVED}: {found}") from found
        except sqlite3.Error as error:
            raise NotSaved(f"{NOT_SAVED}: {problem(self.path, error)}") from error
        except OSError as error:
            raise NotSaved(f"{NOT_SAVED}: {self.path}: {error.strerror}") from error
        self.lost = ""
        if decision:
            self._decided = True
            with suppress(sqlite3.Error, OSError):  # what was decided is saved; the next decision tries again
                if backups.is_due(self.backups):
                    backups.renew(connection, self.backups)
                    self._decided = False

    def _begin(self) -> sqlite3.Connection:
        """Make the file, whole or not at all: one that is half made would be refused at the next start."""
        self._private()
        part = self.path.with_name(f"judgements.new{os.getpid()}-{threading.get_ident()}")
        try:
            with closing(connect(part)) as connection:
                migrate(connection, self.coder)
            try:
                self.path.hardlink_to(part)
            except FileExistsError:  # another process was first
                pass
            except OSError:  # a file system without links
                part.replace(self.path)
        finally:
            for tail in ("", "-journal", "-wal", "-shm"):
                Path(f"{part}{tail}").unlink(missing_ok=True)
        return self._open()

    def _private(self) -> None:
        try:
            paths.private_dir(self.path.parent)
        except OSError as error:
            raise StoreProblem(f"{self.path.parent}: cannot be used ({error.strerror}); set XDG_DATA_HOME") from error

    def _open(self) -> sqlite3.Connection:
        self._private()
        there = self._there()
        self._refuse_foreign()
        connection = connect(self.path, patience=self._wait)
        try:
            if there is None or there != self._there():
                raise StoreProblem(f"{self.path}: another file came to stand there just now; try again")
            migrate(connection, self.coder, self.backups)
        except sqlite3.Error as error:
            connection.close()
            raise problem(self.path, error) from error
        except StoreProblem:
            connection.close()
            raise
        self._local.kept = (connection, there)
        self._opened = True
        with self._guard:
            self._all.append(connection)
        return connection

    def _refuse_foreign(self) -> None:
        """Raises NotOurs for what is damaged, another's or newer. Opened so that nothing in it changes."""
        if self.path.stat().st_size == 0:
            raise NotOurs(f"{self.path}: empty, though it was not left so{self._offer()}")
        with closing(connect(self.path, writable=False, patience=self._wait)) as connection:
            try:
                application, version = stamp(connection)
                sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
                pages = connection.execute("PRAGMA page_count").fetchone()[0]
            except sqlite3.DatabaseError as error:
                found = problem(self.path, error)
                if not isinstance(found, NotOurs):  # busy, or its directory cannot be written: it is not damaged
                    raise found from error
                raise NotOurs(f"{self.path}: damaged ({error}){self._offer()}") from error
        if not pages:  # SQLite takes what is shorter than a page for a database of none
            raise NotOurs(f"{self.path}: damaged (too short){self._offer()}")
        if application != JUDGEMENTS_ID and not (application == 0 and empty):
            raise NotOurs(f"{self.path}: another program's database; move it away and start again")
        if version > len(JUDGEMENT_STEPS):
            raise NotOurs(f"{self.path}: written by a newer onrecord (layout {version}); use that one")
        if sound != "ok":
            raise NotOurs(f"{self.path}: damaged ({sound}){self._offer()}")

    def _offer(self) -> str:
        try:
            there = backups.loss(self.path, self.backups).backup.name
        except StoreProblem:
            return "; left as it is; there is no sound backup"
        return f"; left as it is; `onrecord check --restore` goes back to {there}"


def migrate(connection: sqlite3.Connection, coder: str, backup_dir: Path | None = None) -> None:
    """Bring a database of judgements to the present layout, step by step, each whole or not at all; one that holds
    decisions is backed up in `backup_dir` before. Where it does not say who decided, it was `coder`."""
    at, steps = stamp(connection)[1], JUDGEMENT_STEPS
    if 0 < at < len(steps) and backup_dir is not None:
        backups.take(connection, backup_dir, f"before-layout-{len(steps)}")
    if at < len(steps):
        connection.create_function("own_coder", 0, lambda: coder)
        connection.create_function("new_uid", 0, new_uid)
        connection.create_function("utc", 1, in_utc)
        connection.create_function("state_of", -1, _state_of)
    for number, (_, script) in enumerate(steps, 1):
        if number <= at:
            continue
        with writing(connection):
            if stamp(connection)[1] >= number:  # another process was first
                continue
            for statement in statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {JUDGEMENTS_ID}")
            connection.execute(f"PRAGMA user_version = {number}")


def new_uid() -> str:
    """What one decision is known by, wherever it travels."""
    return uuid4().hex


def _state_of(*said: Any) -> str:
    """A state as it is kept, of its names and values in turn."""
    return json.dumps(dict(zip(said[::2], said[1::2], strict=True)))
