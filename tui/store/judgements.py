"""What a person decided: a database of its own that the program never throws away.

Every change is one transaction with its history, synchronous FULL; what was there before can be brought back step by
step. A file that is damaged, another program's or a newer onrecord's is refused and left as it was.
"""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from tui import paths
from tui.model import Verdict
from tui.store import backups
from tui.store.index_file import slug, statements
from tui.store.problems import NotOurs, NotSaved, Stale, StoreProblem
from tui.store.rows import Change, Note
from tui.store.schema import JUDGEMENT_STEPS, JUDGEMENTS_ID
from tui.store.sqlite import connect, plain, problem, stamp, writing

State = dict[str, Any]

_COLUMNS = {
    "note": ("notes", ("subject", "corpus", "kind", "key", "label", "text", "version", "at")),
    "claim": (
        "claims",
        (
            "subject",
            "corpus",
            "content",
            "article",
            "key",
            "status",
            "holder",
            "stance",
            "issue",
            "words",
            "version",
            "at",
        ),
    ),
    "merge": (
        "merges",
        ("subject", "corpus", "one", "one_kind", "other", "other_kind", "same", "version", "at"),
    ),
    "seen": ("seen", ("subject", "corpus", "key", "version", "at")),
}
_READ = {
    kind: f"SELECT {', '.join(columns)} FROM {table} WHERE subject = ?" for kind, (table, columns) in _COLUMNS.items()
}
_DROP = {kind: f"DELETE FROM {table} WHERE subject = ?" for kind, (table, _) in _COLUMNS.items()}
_PUT = {
    kind: f"INSERT OR REPLACE INTO {table}({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for kind, (table, columns) in _COLUMNS.items()
}


class ClaimJudgement(Struct, frozen=True):
    """What a person said of a claim, known by its own words (`content`) and its article's digest."""

    content: str
    article: str
    key: str  # the article's key where it was judged
    status: str
    holder: str | None = None
    stance: str | None = None  # "none" where a person took the stance away
    issue: str | None = None
    words: str = ""


class Judgements:
    """The judgements of one user, as seen from one corpus. Nothing is written, not even the file, until something is
    decided."""

    def __init__(self, corpus: Path, directory: Path | None = None) -> None:
        self.path = _home(directory) / "judgements.sqlite"
        self.corpus = slug(corpus)
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()

    @property
    def backups(self) -> Path:
        return self.path.parent / "backups"

    def close(self) -> None:
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()

    def trouble(self) -> str:
        """Why the judgements cannot be used, in one line; empty where they can."""
        try:
            self._reading()
        except StoreProblem as found:
            return str(found)
        return ""

    # --- what was decided

    def claims(self) -> list[ClaimJudgement]:
        rows = self._rows(
            "SELECT content, article, key, status, holder, stance, issue, words FROM claims ORDER BY at, subject"
        )
        return [ClaimJudgement(*row) for row in rows]

    def verdicts(self) -> list[Verdict]:
        """Which forms of this corpus are one actor, and which never one; in the order in which it was decided."""
        rows = self._rows(
            "SELECT one, one_kind, other, other_kind, same FROM merges WHERE corpus = ? ORDER BY version", self.corpus
        )
        return [
            Verdict(((one, one_kind), (other, other_kind)), bool(same))
            for one, one_kind, other, other_kind, same in rows
        ]

    def seen(self) -> set[str]:
        """Digests of articles that are marked read."""
        return {row[0] for row in self._rows("SELECT subject FROM seen")}

    def notes(self, subject: str | None = None) -> list[Note]:
        columns = "SELECT kind, key, text, version, at, label FROM notes"
        rows = (
            self._rows(columns + " WHERE subject = ?", subject)
            if subject is not None
            else self._rows(columns + " WHERE corpus = ? ORDER BY at", self.corpus)
        )
        return [
            Note(kind, key, text, version, datetime.fromisoformat(at), label)
            for kind, key, text, version, at, label in rows
        ]

    def noted(self) -> set[str]:
        """Subjects that bear a note."""
        return {row[0] for row in self._rows("SELECT subject FROM notes")}

    def history(self, offset: int = 0, limit: int = 100) -> list[Change]:
        """Latest first."""
        rows = self._rows(
            "SELECT number, at, what, undone, kind FROM changes WHERE corpus = ? ORDER BY number DESC LIMIT ? OFFSET ?",
            self.corpus,
            limit,
            offset,
        )
        return [
            Change(number, datetime.fromisoformat(at), what, bool(undone), kind)
            for number, at, what, undone, kind in rows
        ]

    def state(self, kind: str, subject: str) -> State | None:
        """What stands now of a note, claim or read mark, with its `version`; None where nothing does."""
        rows = self._rows(_READ[kind], subject)
        return dict(zip(_COLUMNS[kind][1], rows[0], strict=True)) if rows else None

    # --- deciding

    def decide(
        self, kind: str, subject: str, state: Mapping[str, Any] | None, what: str, version: int | None = None
    ) -> int:
        """Write one decision with its history; `state` None takes it away. Returns its version.

        `version` is that of what was edited (0 for nothing): Stale where another terminal was first. Raises NotSaved
        where the disk refuses, and then nothing was written.
        """
        after: State | None = None
        with self._saving() as connection:
            before = _standing(connection, kind, subject)
            there = before["version"] if before else 0
            if version is not None and version != there:
                raise Stale(f"another terminal changed it meanwhile (it has version {there}, you edited {version})")
            following = _last_version(connection) + 1
            if state is not None:
                after = {**state, "subject": subject, "corpus": self.corpus, "version": following, "at": _now()}
            _put(connection, kind, subject, after)
            connection.execute(
                "INSERT INTO changes(at, corpus, kind, subject, before, after, what) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (_now(), self.corpus, kind, subject, json.dumps(before), json.dumps(after), plain(what)),
            )
        return int(after["version"]) if after else 0

    def undo(self) -> tuple[Change, str, str] | None:
        """Take back the last decision of this corpus that stands; returns it with its kind and subject."""
        if not self.history(limit=1) and not self.trouble():
            return None
        with self._saving() as connection:
            row = connection.execute(
                "SELECT number, at, what, kind, subject, before, after FROM changes"
                " WHERE corpus = ? AND undone = 0 ORDER BY number DESC LIMIT 1",
                (self.corpus,),
            ).fetchone()
            if row is None:
                return None
            number, at, what, kind, subject, before, after = row
            now, then = _standing(connection, kind, subject), json.loads(after)
            if (now or {}).get("version") != (then or {}).get("version"):
                raise Stale(f"another terminal changed it after you: {what}")
            _put(connection, kind, subject, json.loads(before))
            connection.execute("UPDATE changes SET undone = 1 WHERE number = ?", (number,))
        return Change(number, datetime.fromisoformat(at), what, True, kind), kind, subject

    # --- where the desk was

    def kept(self, key: str) -> str | None:
        rows = self._rows("SELECT value FROM desk WHERE corpus = ? AND key = ?", self.corpus, key)
        return rows[0][0] if rows else None

    def keep(self, key: str, value: str) -> None:
        with self._saving(backup=False) as connection:
            connection.execute("INSERT OR REPLACE INTO desk VALUES (?, ?, ?)", (self.corpus, key, plain(value)))

    def looked(self) -> float | None:
        """When the reader last looked, as seconds since the epoch."""
        rows = self._rows("SELECT at FROM looked WHERE corpus = ?", self.corpus)
        return rows[0][0] if rows else None

    def look(self, at: float) -> None:
        with self._saving(backup=False) as connection:
            connection.execute("INSERT OR REPLACE INTO looked VALUES (?, ?)", (self.corpus, at))

    # --- the file

    def health(self) -> str:
        """For `check`: where it is and how."""
        trouble = self.trouble()
        if trouble:
            return trouble
        if not self.path.exists():
            return f"{self.path}, nothing decided yet"
        n = self._rows("SELECT count(*) FROM changes")[0][0]
        return f"{self.path}, {n:,} changes, {len(backups.oldest_first(self.backups))} backups"

    def restore(self) -> Path:
        """Set the file aside and put the newest sound backup in its place; returns where it was set aside.

        Raises StoreProblem where there is no sound backup, and then nothing is moved.
        """
        self.close()
        return backups.restore(self.path, self.backups)

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query gives; nothing where there is no database, or one that cannot be used."""
        try:
            connection = self._reading()
            return connection.execute(sql, values).fetchall() if connection is not None else []
        except (StoreProblem, sqlite3.Error):
            return []

    def _reading(self) -> sqlite3.Connection | None:
        """This thread's connection, None where nothing has been decided yet. Raises StoreProblem."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is not None:
            return found
        try:
            if not self.path.exists():
                return None
        except OSError as error:
            raise StoreProblem(f"{self.path}: cannot be looked at ({error.strerror})") from error
        return self._open()

    def _open(self) -> sqlite3.Connection:
        new = not self.path.exists()
        try:
            paths.private_dir(self.path.parent)
        except OSError as error:
            raise StoreProblem(f"{self.path.parent}: cannot be made ({error.strerror}); set XDG_DATA_HOME") from error
        if not new:
            self._refuse_foreign()
        connection = connect(self.path)
        try:
            self._migrate(connection)
        except sqlite3.Error as error:
            connection.close()
            raise problem(self.path, error) from error
        self._local.connection = connection
        with self._guard:
            self._all.append(connection)
        return connection

    def _refuse_foreign(self) -> None:
        """Raises NotOurs for what is damaged, another's or newer. Opened so that nothing in it changes."""
        if self.path.stat().st_size == 0:
            raise NotOurs(f"{self.path}: empty, though it was not left so{self._offer()}")
        with closing(connect(self.path, writable=False)) as connection:
            try:
                application, version = stamp(connection)
                sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            except sqlite3.DatabaseError as error:
                raise NotOurs(f"{self.path}: damaged ({error}){self._offer()}") from error
        if application != JUDGEMENTS_ID and not (application == 0 and empty):
            raise NotOurs(f"{self.path}: another program's database; move it away and start again")
        if version > len(JUDGEMENT_STEPS):
            raise NotOurs(f"{self.path}: written by a newer onrecord (layout {version}); use that one")
        if sound != "ok":
            raise NotOurs(f"{self.path}: damaged ({sound}){self._offer()}")

    def _offer(self) -> str:
        there = backups.oldest_first(self.backups)
        return (
            f"; left as it is; `onrecord check --restore` goes back to {there[-1].name}"
            if there
            else "; left as it is; there is no backup"
        )

    def _migrate(self, connection: sqlite3.Connection, steps: tuple[tuple[str, str], ...] = JUDGEMENT_STEPS) -> None:
        at = stamp(connection)[1]
        if 0 < at < len(steps):
            backups.take(connection, self.backups, f"before-layout-{len(steps)}")
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

    @contextmanager
    def _saving(self, backup: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction; whatever the disk says against it becomes NotSaved."""
        try:
            connection = self._reading() or self._open()
            with writing(connection):
                yield connection
        except Stale:
            raise
        except StoreProblem as found:
            raise NotSaved(f"NOT saved: {found}") from found
        except sqlite3.Error as error:
            raise NotSaved(f"NOT saved: {problem(self.path, error)}") from error
        except OSError as error:
            raise NotSaved(f"NOT saved: {self.path}: {error.strerror}") from error
        if backup:
            with suppress(sqlite3.Error, OSError):  # what was decided is saved; the next decision tries again
                backups.take(connection, self.backups, f"{date.today()}")


def _home(directory: Path | None) -> Path:
    try:
        return (directory or paths.data_dir()).absolute()
    except OSError:
        return paths.NOWHERE


def _now() -> str:
    return datetime.now().astimezone().isoformat()


def _last_version(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'changes'").fetchone()
    return int(row[0]) if row else 0


def _standing(connection: sqlite3.Connection, kind: str, subject: str) -> State | None:
    row = connection.execute(_READ[kind], (subject,)).fetchone()
    return dict(zip(_COLUMNS[kind][1], row, strict=True)) if row else None


def _put(connection: sqlite3.Connection, kind: str, subject: str, state: State | None) -> None:
    if state is None:
        connection.execute(_DROP[kind], (subject,))
    else:
        connection.execute(_PUT[kind], [_plain(state.get(column)) for column in _COLUMNS[kind][1]])


def _plain(value: Any) -> Any:
    return plain(value) if isinstance(value, str) else value
