"""What a person decided: a database of its own that the program never throws away.

One table has what stands: a row for each kind of decision, subject and coder, its state as JSON. So a new kind of
decision needs no table (docs/house.md, "To add a kind of decision"). Every change is one transaction with its history,
synchronous FULL; what was there before can be brought back step by step. A file that is damaged, another program's or
a newer onrecord's is refused and left as it was.
"""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, convert
from msgspec.structs import replace

from tui import paths
from tui.corpus.claim_parts import ClaimParts
from tui.model import Status, Verdict
from tui.store import backups, corpora
from tui.store.backups import Loss
from tui.store.corpora import Known
from tui.store.index_file import slug
from tui.store.judgement_file import JudgementFile, new_uid
from tui.store.problems import UNANSWERED, Stale
from tui.store.rows import Change, Note
from tui.store.sqlite import plain
from tui.store.standing import (
    CHANGE,
    KEPT,
    STANDING,
    last_version,
    moment_after,
    now,
    packed,
    put_standing,
    standing_row,
    state_of,
)
from tui.store.standing import State as State
from tui.store.taking_back import take_back_last, take_back_one

_CHANGES = "SELECT number, at, what, undone, kind, coder FROM changes"


class ClaimJudgement(Struct, frozen=True):
    """What a person said of a claim, known by its own words (`content`) and its article's digest."""

    content: str
    article: str
    key: str  # the article's key where it was judged
    status: Status
    holder: str | None = None
    stance: str | None = None  # "none" where a person took the stance away
    issue: str | None = None
    words: str = ""
    coder: str = ""
    parts: ClaimParts | None = None  # the words that a person marked in place of those that were read
    added: bool = False  # nothing but `parts` is known of it: a person added the claim


FINAL = "final "  # before a kind: what settles it where coders disagree


class Decision(Struct, frozen=True):
    """One thing decided: `state` None takes away what stands; `what` tells it in words."""

    kind: str
    subject: str
    state: Mapping[str, Any] | None
    what: str
    version: int | None = None  # of what was edited, 0 for nothing; None where that does not matter


class Judgements:
    """The judgements in one user's file, as seen from one corpus by one coder. Nothing is written, not even the file,
    until something is decided.

    A kind is any word; a subject is what is decided about, in words that find it again: digests of content where there
    are some (a claim's words, an article), else `here(…)`. What one coder decided is never written over by another.
    """

    def __init__(self, corpus: Path, directory: Path | None = None, coder: str = "", *, blind: bool = False) -> None:
        self.blind = blind  # what others decided holds for nobody here until it is settled
        self.place = slug(corpus)
        self.made: set[str] = set()  # uids of what was decided through this
        self.articles: Callable[[], Known] = dict  # what the corpus is known by; nothing until all of it was listed
        self._folder = corpus
        self.coder = coder or paths.login()
        self.file = JudgementFile(_home(directory) / "judgements.sqlite", self.coder)
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

    # --- which corpus it is

    @property
    def corpus(self) -> str:
        """What the corpus at this place is called (corpora.py)."""
        rows = self._rows("SELECT corpus FROM places WHERE place = ?", self.place)
        return rows[0][0] if rows else self.place

    def recognise(self, articles: Known) -> None:
        """Find by its articles which corpus stands at this place: what was decided in it elsewhere holds here.

        Raises StoreProblem where that cannot be read or written.
        """
        connection = self.file.reading()
        corpus = corpora.called(connection, self.place, articles) if connection is not None and articles else None
        if connection is None or corpus is None or not corpora.differs(connection, self.place, corpus, articles):
            return
        with self.file.saving(decision=False) as connection:
            corpora.settle(connection, self.place, self._folder, corpus, articles)

    def settle(self, connection: sqlite3.Connection) -> None:
        """With the first decision in a corpus, keep what it is known by."""
        if connection.execute("SELECT 1 FROM places WHERE place = ?", (self.place,)).fetchone():
            return
        articles: Known = {}
        with suppress(*UNANSWERED):  # the index cannot be asked just now: the next update of it finds out
            articles = self.articles()
        if articles:
            corpus = corpora.called(connection, self.place, articles) or self.place
            corpora.settle(connection, self.place, self._folder, corpus, articles)

    # --- what was decided

    def here(self, words: str) -> str:
        """The subject of what is known by this corpus and words of its own, not by any content."""
        return f"{self.corpus} {words}"

    def of_kind(self, kind: str, *, here: bool = False, subject: str | None = None) -> list[State]:
        """All that stands of a kind, whoever decided it, in the order in which it was decided; only what was decided
        `here`, in this corpus; only that of one subject."""
        sql, values = f"{STANDING} WHERE kind = ? AND state IS NOT NULL", [kind]
        if here:
            sql, values = f"{sql} AND corpus = ?", [*values, self.corpus]
        if subject is not None:
            sql, values = f"{sql} AND subject = ?", [*values, plain(subject) or ""]
        return [state_of(row) for row in self._rows(f"{sql} ORDER BY at, uid", *values)]

    def standing(self, kind: str, *, here: bool = False) -> list[State]:
        """Of each subject what holds, in the order in which it was decided (`chosen`)."""
        judged: dict[str, list[State]] = defaultdict(list)
        finals: dict[str, State] = {}
        for state in self.of_kind(kind, here=here):
            judged[state["subject"]].append(state)
        for state in self.of_kind(FINAL + kind, here=here):
            finals[state["subject"]] = state
        subjects = {*judged, *finals}
        holds = (chosen(judged[one], finals.get(one), self.coder, blind=self.blind) for one in subjects)
        return sorted((state for state in holds if state is not None), key=_in_time)

    def state(self, kind: str, subject: str) -> State | None:
        """What this coder decided of a subject and stands, with its `version`; None where nothing does.

        Raises StoreProblem where that cannot be read: what is edited must not be taken for new.
        """
        sql = f"{STANDING} WHERE kind = ? AND subject = ? AND coder = ? AND state IS NOT NULL"
        rows = self.file.asked(sql, kind, plain(subject), self.coder)
        return state_of(rows[0]) if rows else None

    def held(self, kind: str, subject: str) -> State | None:
        """What holds of a subject (`chosen`)."""
        finals = self.of_kind(FINAL + kind, subject=subject)
        found = self.of_kind(kind, subject=subject)
        return chosen(found, finals[-1] if finals else None, self.coder, blind=self.blind)

    def claims(self) -> list[ClaimJudgement]:
        return [convert(state, ClaimJudgement) for state in self.standing("claim")]

    def verdicts(self) -> list[Verdict]:
        """Which forms of this corpus are one actor, and which never one; in the order in which it was decided."""
        return [
            Verdict(((state["one"], state["one_kind"]), (state["other"], state["other_kind"])), bool(state["same"]))
            for state in self.standing("merge", here=True)
            if not state.get("off")
        ]

    def seen(self) -> set[str]:
        """Digests of articles that this coder marked read."""
        return {state["subject"] for state in self.of_kind("seen") if state["coder"] == self.coder}

    def notes(self, subject: str | None = None) -> list[Note]:
        """The notes on a subject, or all of this corpus; this coder's own first, which alone are `mine` to edit."""
        found = [
            Note(
                state["kind"],
                state["key"],
                state["text"],
                state["version"],
                _local(state["at"]),
                state["label"],
                state["coder"],
                state["coder"] == self.coder,
            )
            for state in self.of_kind("note", here=subject is None, subject=subject)
            if not self.blind or state["coder"] == self.coder
        ]
        return sorted(found, key=lambda note: not note.mine)

    def noted(self) -> set[str]:
        """Subjects that bear a note."""
        rows = self._rows("SELECT subject, coder FROM standing WHERE kind = 'note' AND state IS NOT NULL")
        return {subject for subject, coder in rows if not self.blind or coder == self.coder}

    def stamps(self) -> set[str]:
        """What stands of anything: the uid, kind, subject and coder of each, with U+001F between."""
        separated = "uid || char(31) || kind || char(31) || subject || char(31) || coder"
        return {row[0] for row in self._rows("SELECT " + separated + " FROM standing")}

    def history(self, offset: int = 0, limit: int = 100) -> list[Change]:
        """Latest first; for one who codes blind without what others decided."""
        shown = f" AND (coder = ? OR kind GLOB '{FINAL}*')" if self.blind else ""
        values = (self.corpus, self.coder) if self.blind else (self.corpus,)
        sql = f"{_CHANGES} WHERE corpus = ?{shown} ORDER BY number DESC LIMIT ? OFFSET ?"
        return [_change(row) for row in self._rows(sql, *values, limit, offset)]

    # --- deciding

    def decide(
        self, kind: str, subject: str, state: Mapping[str, Any] | None, what: str, version: int | None = None
    ) -> int:
        """Write one decision of this coder with its history; `state` None takes it away. Returns its version.

        `version` is that of what was edited (0 for nothing): Stale where another terminal was first. Raises NotSaved
        where the disk refuses, and then nothing was written.
        """
        with self.file.saving() as connection:
            return self._write(connection, Decision(kind, subject, state, what, version), None)

    def decide_together(self, decisions: Sequence[Decision], *, with_last: bool = False) -> None:
        """Write several decisions as one: all of them or none, and one undo takes all of them back, `with_last` the
        decision made before them too. What is decided twice of one subject, as of the same words in two copies of an
        article, is decided once, as it is last."""
        once = {(decision.kind, decision.subject): decision for decision in decisions}
        with self.file.saving() as connection:
            together = last_version(connection) + 1
            if with_last:
                last = connection.execute(
                    "SELECT max(number) FROM changes WHERE corpus = ? AND maker = ? AND undone = 0",
                    (self.corpus, self.coder),
                ).fetchone()[0]
                together = last or together
            for decision in once.values():
                self._write(connection, decision, together)

    def _write(self, connection: sqlite3.Connection, made: Decision, together: int | None) -> int:
        """One decision with its history; `together` is the number of the first of those that are undone with it."""
        taken = sorted({*KEPT} & {*(made.state or ())})
        if taken:
            raise ValueError(f"every state has fields of these names: {', '.join(taken)}")
        self.settle(connection)
        subject = corpora.renamed(plain(made.subject) or "", {self.place: self.corpus})
        before = standing_row(connection, made.kind, subject, self.coder)
        stands = before is not None and before[-1] is not None
        there = before[3] if before is not None and stands else 0
        if made.version is not None and made.version != there:
            raise Stale(f"another terminal changed it meanwhile (it has version {there}, you edited {made.version})")
        version, at, uid = last_version(connection) + 1, moment_after(before), new_uid()
        row = (subject, self.corpus, self.coder, version, at, uid, packed(made.state))
        put_standing(connection, made.kind, row)
        self.made.add(uid)
        was, is_now = (json.dumps(state_of(one) if one and one[-1] else None) for one in (before, row))
        connection.execute(
            CHANGE,
            (now(), self.corpus, made.kind, subject, was, is_now, plain(made.what), *(self.coder,) * 2, uid, together),
        )
        return version if made.state is not None else 0

    def undo(self) -> tuple[Change, tuple[tuple[str, str], ...]] | None:
        """Take back the last decision of this coder in this corpus that stands, with those made together with it;
        returns it with the kind and subject of each that was taken back."""
        if not self.history(limit=1) and not self.trouble():
            return None
        with self.file.saving() as connection:
            rows = take_back_last(connection, self.corpus, self.coder)
        if not rows:
            return None
        subjects = tuple((row[4], row[6]) for row in rows if row[6])
        return replace(_change(rows[-1][:6]), undone=True, many=len(subjects)), subjects

    def take_back_change(self, number: int) -> tuple[Change, tuple[str, str]]:
        """Take back one decision of this coder, by the number of its change; returns it with its kind and subject.
        Raises Refused or Stale, see taking_back.take_back_one."""
        with self.file.saving() as connection:
            row = take_back_one(connection, self.corpus, self.coder, number)
        return replace(_change(row[:6]), undone=True), (row[4], row[6])

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

    def restore(self, backup: Path | None = None) -> Path:
        """Set the file aside and put `backup`, by default the last sound one, in its place; returns where it was set
        aside.

        Raises StoreProblem where there is no sound backup, and then nothing is moved.
        """
        self.close()
        return backups.restore(self.path, self.backups, backup)


def _home(directory: Path | None) -> Path:
    try:
        return (directory or paths.data_dir()).absolute()
    except OSError:
        return paths.NOWHERE


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()


def _change(row: tuple[Any, ...]) -> Change:
    number, at, what, undone, kind, coder = row
    return Change(number, _local(at), what, bool(undone), kind, coder)


def chosen(judged: Sequence[State], final: State | None, coder: str, *, blind: bool) -> State | None:
    """Which of what coders decided of one subject, in the order in which they did, holds for the `coder` who looks:
    what settled it last, unless they decided otherwise since; else their own; else, for one who is not `blind`, what
    another decided last."""
    own = next((state for state in judged if state["coder"] == coder), None)
    if final is not None and (own is None or _in_time(own) < _in_time(final)):
        return final
    if own is not None or blind or not judged:
        return own
    return judged[-1]


def _in_time(state: State) -> tuple[str, str]:
    return state["at"], state["uid"]
