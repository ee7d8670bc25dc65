"""What a person decided: a database of its own that the program never throws away.

Every change is one transaction with its history, synchronous FULL; what was there before can be brought back step by
step. A file that is damaged, another program's or a newer onrecord's is refused and left as it was.
"""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from tui import paths
from tui.model import Verdict
from tui.store import backups
from tui.store.backups import Loss
from tui.store.index_file import slug
from tui.store.judgement_file import JudgementFile
from tui.store.problems import Stale
from tui.store.rows import Change, Note
from tui.store.sqlite import plain

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


class Decision(Struct, frozen=True):
    """One thing decided: `state` None takes away what stands; `what` tells it in words."""

    kind: str
    subject: str
    state: Mapping[str, Any] | None
    what: str
    version: int | None = None  # of what was edited, 0 for nothing; None where that does not matter


class Judgements:
    """The judgements of one user, as seen from one corpus. Nothing is written, not even the file, until something is
    decided."""

    def __init__(self, corpus: Path, directory: Path | None = None) -> None:
        self.corpus = slug(corpus)
        self.file = JudgementFile(_home(directory) / "judgements.sqlite")
        self._rows = self.file.rows

    @property
    def path(self) -> Path:
        return self.file.path

    @property
    def backups(self) -> Path:
        return self.file.backups

    @property
    def lost(self) -> str:
        """Why what was decided cannot be read, in one line; empty where it can. What was known last is given until it
        can be read again (`trouble` looks)."""
        return self.file.lost

    def close(self) -> None:
        self.file.close()

    def trouble(self) -> str:
        """Look again whether the judgements can be used: why not, in one line; empty where they can."""
        return self.file.look_again()

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
        """What stands now of a note, claim or read mark, with its `version`; None where nothing does.

        Raises StoreProblem where that cannot be read: what is edited must not be taken for new.
        """
        rows = self.file.asked(_READ[kind], subject)
        return dict(zip(_COLUMNS[kind][1], rows[0], strict=True)) if rows else None

    # --- deciding

    def decide(
        self, kind: str, subject: str, state: Mapping[str, Any] | None, what: str, version: int | None = None
    ) -> int:
        """Write one decision with its history; `state` None takes it away. Returns its version.

        `version` is that of what was edited (0 for nothing): Stale where another terminal was first. Raises NotSaved
        where the disk refuses, and then nothing was written.
        """
        with self.file.saving() as connection:
            return self._write(connection, Decision(kind, subject, state, what, version), None)

    def decide_together(self, decisions: Sequence[Decision], *, with_last: bool = False) -> None:
        """Write several decisions as one: all of them or none, and one undo takes all of them back, `with_last` the
        decision made before them too."""
        with self.file.saving() as connection:
            together = _last_version(connection) + 1
            if with_last:
                last = connection.execute(
                    "SELECT max(number) FROM changes WHERE corpus = ? AND undone = 0", (self.corpus,)
                ).fetchone()[0]
                together = last or together
            for decision in decisions:
                self._write(connection, decision, together)

    def _write(self, connection: sqlite3.Connection, made: Decision, together: int | None) -> int:
        """One decision with its history; `together` is the number of the first of those that are undone with it."""
        before = _standing(connection, made.kind, made.subject)
        there = before["version"] if before else 0
        if made.version is not None and made.version != there:
            raise Stale(f"another terminal changed it meanwhile (it has version {there}, you edited {made.version})")
        following = _last_version(connection) + 1
        after: State | None = None
        if made.state is not None:
            after = {**made.state, "subject": made.subject, "corpus": self.corpus, "version": following, "at": _now()}
        _put(connection, made.kind, made.subject, after)
        kept = {**after, "together": together} if after is not None and together is not None else after
        connection.execute(
            "INSERT INTO changes(at, corpus, kind, subject, before, after, what) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (_now(), self.corpus, made.kind, made.subject, json.dumps(before), json.dumps(kept), plain(made.what)),
        )
        return int(after["version"]) if after else 0

    def undo(self) -> tuple[Change, tuple[tuple[str, str], ...]] | None:
        """Take back the last decision of this corpus that stands, with those made together with it; returns it with
        the kind and subject of each that was taken back."""
        if not self.history(limit=1) and not self.trouble():
            return None
        with self.file.saving() as connection:
            rows = connection.execute(
                "SELECT number, at, what, kind, subject, before, after FROM changes"
                " WHERE corpus = ? AND undone = 0 ORDER BY number DESC LIMIT 1",
                (self.corpus,),
            ).fetchall()
            if not rows:
                return None
            together = (json.loads(rows[0][6]) or {}).get("together")
            if together is not None:
                rows = connection.execute(
                    "SELECT number, at, what, kind, subject, before, after FROM changes"
                    " WHERE corpus = ? AND undone = 0 AND number >= ? ORDER BY number DESC",
                    (self.corpus, together),
                ).fetchall()
                rows = [
                    row for row in rows if row[0] == together or (json.loads(row[6]) or {}).get("together") == together
                ]
            for number, _, what, kind, subject, before, after in rows:
                now, then = _standing(connection, kind, subject), json.loads(after)
                if (now or {}).get("version") != (then or {}).get("version"):
                    raise Stale(f"another terminal changed it after you: {what}")
                _put(connection, kind, subject, json.loads(before))
                connection.execute("UPDATE changes SET undone = 1 WHERE number = ?", (number,))
        number, at, what, kind = rows[-1][:4]
        return Change(number, datetime.fromisoformat(at), what, True, kind), tuple((row[3], row[4]) for row in rows)

    # --- where the desk was

    def kept(self, key: str) -> str | None:
        rows = self._rows("SELECT value FROM desk WHERE corpus = ? AND key = ?", self.corpus, key)
        return rows[0][0] if rows else None

    def keep(self, key: str, value: str) -> None:
        with self.file.saving(decision=False) as connection:
            connection.execute("INSERT OR REPLACE INTO desk VALUES (?, ?, ?)", (self.corpus, key, plain(value)))

    def looked(self) -> float | None:
        """When the reader last looked, as seconds since the epoch."""
        rows = self._rows("SELECT at FROM looked WHERE corpus = ?", self.corpus)
        return rows[0][0] if rows else None

    def look(self, at: float) -> None:
        with self.file.saving(decision=False) as connection:
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

    def loss(self) -> Loss:
        """What going back to the newest sound backup would lose. Raises StoreProblem where there is none."""
        return backups.loss(self.path, self.backups)

    def restore(self) -> Path:
        """Set the file aside and put the newest sound backup in its place; returns where it was set aside.

        Raises StoreProblem where there is no sound backup, and then nothing is moved.
        """
        self.close()
        return backups.restore(self.path, self.backups)


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
