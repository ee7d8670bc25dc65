"""What a person decides: written to the judgements first, then shown in the index at once."""

from __future__ import annotations

import math
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import convert
from msgspec.structs import replace

from tui.corpus.actors.countries import folded
from tui.corpus.actors.ids import id_of
from tui.corpus.alike import Alike, alike, likeness
from tui.model import Claim, Selection, Stance
from tui.store.codec import claim_of, text_of
from tui.store.current_view import CurrentView
from tui.store.judgements import ClaimJudgement, Decision, Judgements, State
from tui.store.overlay import apply
from tui.store.problems import UNANSWERED, NotSaved, Stale, StoreProblem
from tui.store.queries.selection_names import label
from tui.store.rows import Change, Likely, Note
from tui.store.sqlite import blob
from tui.store.tables.article_rows import put_claim
from tui.store.tables.files import load_article
from tui.store.view import View

COMPARED = 400  # claims of one holder, cue and issue that are compared with one corrected


class Decisions:
    """What a person decides of one corpus: written to the judgements first, then shown in the index. See judgements.py
    for how it is kept.

    All that write raise NotSaved where the disk refuses, Stale where another terminal was first.
    """

    def __init__(self, current: CurrentView, judgements: Judgements) -> None:
        self._current = current
        self._judgements = judgements
        self._told: dict[str, int] = {}  # versions by subject that this terminal wrote, or was asked about

    @property
    def _view(self) -> View:
        return self._current.view

    def looked(self) -> float:
        """What came into the index later than this, in seconds since 1970, is new; before the first look nothing is."""
        looked = self._judgements.looked()
        made = self._view.one("SELECT value FROM meta WHERE key = 'first_done'")
        return max(looked if looked is not None else math.inf, float(made or 0.0))

    def _standing(self, kind: str, subject: str) -> State | None:
        """What stands of that which is to be decided; where it cannot be read, nothing is decided."""
        try:
            return self._judgements.state(kind, subject)
        except StoreProblem as problem:
            raise NotSaved(f"NOT saved: {problem}") from problem

    # --- articles

    def mark_seen(self, key: str, seen: bool = True) -> None:
        """Mark an article read, or not."""
        rows = self._view.rows("SELECT digest, title FROM articles WHERE key = ?", blob(key))
        if not rows:
            return
        digest, title = rows[0]
        what = f"{'read' if seen else 'not read'}: {title}"
        before = self._standing("seen", digest)
        if (before is not None) != seen:  # another terminal may have done so already
            version = before["version"] if before is not None else 0
            self._judgements.decide("seen", digest, {"key": key} if seen else None, what, version)
        self._show_seen(digest)

    def look(self) -> None:
        """The reader has looked: what is there now is no longer new."""
        self._judgements.look(time.time())

    def _show_seen(self, digest: str) -> None:
        with suppress(*UNANSWERED), self._current.showing() as connection:
            seen = self._judgements.state("seen", digest) is not None
            connection.execute("UPDATE articles SET seen = ? WHERE digest = ?", (seen, digest))

    # --- notes

    def notes(self, selection: Selection | None = None) -> list[Note]:
        """The note on a selection, or all notes of this corpus."""
        return self._judgements.notes(None if selection is None else self._subject(selection))

    def note(self, selection: Selection, text: str, version: int = 0) -> Note:
        """Write (or, with empty text, remove) the note on a selection; `version` is that of the note edited, 0 for a
        first one. Raises Stale where another terminal changed it meanwhile."""
        subject = self._subject(selection)
        named = label(self._view, selection)
        state = {"kind": selection.kind, "key": selection.key, "label": named, "text": text} if text else None
        what = f"note on {named}: {text[:60]}" if text else f"note on {named} removed"
        self._judgements.decide("note", subject, state, what, version)
        self._show_noted(selection.kind, selection.key)
        written = self._judgements.notes(subject)
        gone = Note(selection.kind, selection.key, "", 0, datetime.now().astimezone(), named)
        return written[0] if written else gone

    def _subject(self, selection: Selection) -> str:
        """What a note is kept by: content for an article or a claim, else the selection in this corpus."""
        if selection.kind == "article":
            digest = self._view.one("SELECT digest FROM articles WHERE key = ?", blob(selection.key))
            return f"article {digest}" if digest else f"article {self._judgements.corpus} {selection.key}"
        if selection.kind == "claim":
            rows = self._view.rows(
                "SELECT c.content, a.digest FROM claims c JOIN articles a ON a.id = c.article WHERE c.key = ?",
                selection.key,
            )
            return f"claim {rows[0][0]} {rows[0][1]}" if rows else f"claim {selection.key}"
        if selection.kind == "actor":
            return self._subject_of_actor(selection.key)
        return f"{selection.kind} {self._judgements.corpus} {selection.key}"

    def _subject_of_actor(self, key: str) -> str:
        """By the id under which a note was written: the actor's own, or one that it had under another of its names."""
        actor = self._view.evidence.actor(key)
        ids = [key, *(id_of(form) for form, _ in actor.forms)] if actor is not None else [key]
        subjects = [f"actor {self._judgements.corpus} {each}" for each in dict.fromkeys(ids)]
        return next((subject for subject in subjects if self._judgements.notes(subject)), subjects[0])

    def _show_noted(self, kind: str, key: str) -> None:
        if kind not in ("article", "claim"):
            return
        with suppress(*UNANSWERED), self._current.showing() as connection:
            if kind == "article":
                noted = bool(self._judgements.notes(self._subject(Selection("article", key))))
                connection.execute("UPDATE articles SET noted = ? WHERE key = ?", (noted, blob(key)))

    # --- claims

    def confirm(self, claim: str, seen: Claim | None = None) -> None:
        """`seen` is the claim as it stood before the reader: where another terminal decided otherwise meanwhile, Stale
        is raised once, and whoever decides the same again has been asked."""
        self._judge(claim, "confirmed", seen=seen)

    def reject(self, claim: str, seen: Claim | None = None) -> None:
        self._judge(claim, "rejected", seen=seen)

    def change(
        self,
        claim: str,
        *,
        holder: str | None = None,
        stance: Stance | str | None = None,
        issue: str | None = None,
        seen: Claim | None = None,
    ) -> Claim | None:
        """Set a claim's holder, stance ("none" for no stance) or main issue by hand; None leaves as it is."""
        return self._judge(claim, "changed", holder, stance, issue, seen)

    def like(self, claim: str) -> list[Alike]:
        """Claims of the corpus that a correction of this one may hold for too, that nobody judged yet: the same holder
        and target first, then the same cue and target."""
        rows = self._view.rows("SELECT article, data, found, id FROM claims WHERE key = ?", claim)
        if not rows:
            return []
        article, data, found, number = rows[0]
        read = claim_of(found or data)
        issues = self._view.config.issues
        this = likeness(read, self._text(article), issues)
        others = self._view.rows(
            "SELECT DISTINCT c.article, c.data FROM claims c"
            " WHERE c.id <> ? AND c.status = 'found' AND c.issue IS ? AND (c.holder IS ? OR c.cue = (SELECT cue FROM"
            " claims WHERE id = ?)) ORDER BY c.day IS NULL, c.day, c.id LIMIT ?",
            number,
            read.issues[0] if read.issues else None,
            read.holder,
            number,
            COMPARED,
        )
        texts: dict[int, str] = {}
        known = []
        for where, packed in others:
            other = claim_of(packed)
            if where not in texts:
                texts[where] = self._text(where)
            known.append((other.id, likeness(other, texts[where], issues)))
        return alike(this, known)

    def _text(self, article: int) -> str:
        rows = self._view.rows("SELECT text FROM texts WHERE article = ?", article)
        return text_of(rows[0][0]) if rows else ""

    def change_together(
        self,
        claims: Sequence[str],
        *,
        holder: str | None = None,
        stance: Stance | str | None = None,
        issue: str | None = None,
        with_last: bool = False,
    ) -> list[Claim]:
        """Set holder, stance or main issue of several claims as one decision, which one undo takes back whole;
        `with_last` together with the decision before, whose correction this carries."""
        made = [self._decision(claim, "changed", holder, stance, issue) for claim in claims]
        decisions = [decision for decision in made if decision is not None]
        if decisions:
            self._judgements.decide_together(decisions, with_last=with_last)
        shown = [self._show_claim(*decision.subject.split(" ", 1)) for decision in decisions]
        return [claim for claim in shown if claim is not None]

    def _judge(
        self,
        key: str,
        status: str,
        holder: str | None = None,
        stance: str | None = None,
        issue: str | None = None,
        seen: Claim | None = None,
    ) -> Claim | None:
        made = self._decision(key, status, holder, stance, issue, seen)
        if made is None:
            return None
        self._told[made.subject] = self._judgements.decide(made.kind, made.subject, made.state, made.what, made.version)
        return self._show_claim(*made.subject.split(" ", 1))

    def _decision(
        self,
        key: str,
        status: str,
        holder: str | None,
        stance: str | None,
        issue: str | None,
        seen: Claim | None = None,
    ) -> Decision | None:
        rows = self._view.rows(
            "SELECT c.content, a.digest, c.words, coalesce(c.found, c.data) FROM claims c"
            " JOIN articles a ON a.id = c.article WHERE c.key = ?",
            key,
        )
        if not rows:
            return None
        content, digest, words, data = rows[0]
        subject = f"{content} {digest}"
        before = self._standing("claim", subject) or {}
        if seen is not None and not _agrees(seen, claim_of(data), before):
            self._ask(subject, before, f"this claim is {before['status']}" if before else "this claim is undecided")
        state = {
            "content": content,
            "article": digest,
            "key": claim_of(data).article,
            "status": status,
            "holder": holder if holder is not None else before.get("holder"),
            "stance": stance if stance is not None else before.get("stance"),
            "issue": issue if issue is not None else before.get("issue"),
            "words": words[:200],
        }
        said = ", ".join(
            f"{n} {v!r}" for n, v in (("holder", holder), ("stance", stance), ("issue", issue)) if v is not None
        )
        what = f"claim {status}{': ' + said if said else ''}: {words[:60]}"
        return Decision("claim", subject, state, what, before.get("version", 0))

    def _ask(self, subject: str, before: Mapping[str, Any], stands: str) -> None:
        """Raises Stale, once for each version, where another terminal wrote what stands."""
        version = before.get("version", 0)
        if self._told.get(subject) != version:
            self._told[subject] = version
            raise Stale(f"another terminal decided meanwhile: {stands}; the same key again decides otherwise")

    def _show_claim(self, content: str, digest: str) -> Claim | None:
        """Write a judged claim into the index, so that every pane and count has it at once."""
        shown: Claim | None = None
        with suppress(*UNANSWERED), self._current.showing() as connection:
            state = self._judgements.state("claim", f"{content} {digest}")
            rows = connection.execute(
                "SELECT c.id, c.article, c.data, c.found, c.copy FROM claims c JOIN articles a ON a.id = c.article"
                " WHERE c.content = ? AND a.digest = ?",
                (content, digest),
            ).fetchall()
            holders = {key: number for number, key in connection.execute("SELECT id, key FROM actors")}
            names = {name: key for key, name in connection.execute("SELECT key, name FROM actors")}
            for number, article, data, found, again in rows:
                read = claim_of(found or data)
                shown = apply(read, _judgement(state)) if state else read
                if shown.holder_id is None and shown.holder in names:
                    shown = _held(shown, names[shown.holder])
                whole = load_article(connection, article)
                if whole is None:
                    continue
                connection.execute("DELETE FROM claims WHERE id = ?", (number,))
                put_claim(
                    connection,
                    article,
                    whole,
                    shown,
                    self._view.evidence.stored(article),
                    holders,
                    None if shown == read else read,
                    number,
                    again=bool(again),
                )
        return shown

    # --- actors

    def same(self, offered: Likely) -> None:
        """Take a merge that is only likely; the next update of the index applies it."""
        self._judge_merge(offered, True)

    def never_same(self, offered: Likely) -> None:
        """Say that the two are never one, so that it is offered no more."""
        self._judge_merge(offered, False)

    def _judge_merge(self, offered: Likely, same: bool) -> None:
        (one, one_kind), (other, other_kind) = offered.forms
        key = "\x1f".join(sorted((folded(one), folded(other))))
        state = {"one": one, "one_kind": one_kind, "other": other, "other_kind": other_kind, "same": int(same)}
        what = f"“{one}” and “{other}” are {'one' if same else 'never one'}"
        subject = f"{self._judgements.corpus} {key}"
        before = self._standing("merge", subject) or {}
        if before and bool(before["same"]) != same:
            self._ask(subject, before, f"the two are {'one' if before['same'] else 'never one'}")
        self._told[subject] = self._judgements.decide("merge", subject, state, what, before.get("version", 0))

    def undo(self) -> Change | None:
        """Take back the last judgement not yet taken back; None where there is none. A merge is undone by the next
        update of the index: `Change.kind` tells."""
        undone = self._judgements.undo()
        if undone is None:
            return None
        change, subjects = undone
        for kind, subject in subjects:
            if kind == "claim":
                content, _, digest = subject.partition(" ")
                self._show_claim(content, digest)
            elif kind == "seen":
                self._show_seen(subject)
            elif kind == "note":
                self._show_notes()
        return change

    def _show_notes(self) -> None:
        with suppress(*UNANSWERED), self._current.showing() as connection:
            sync_marks(connection, self._judgements)

    def back_up(self) -> None:
        """Back up what was decided since the last backup; on leaving, so that nothing is lost with the file later."""
        self._judgements.file.back_up()

    def history(self, *, offset: int = 0, limit: int = 100) -> list[Change]:
        """What was decided in this corpus, latest first."""
        return self._judgements.history(offset, limit)

    def lines(self) -> Iterator[str]:
        """For `check --judgements`: everything that was decided in this corpus, one line each."""
        trouble = self._judgements.trouble()
        if trouble:
            yield trouble
            return
        offset = 0
        while page := self._judgements.history(offset, 200):
            offset += len(page)
            for change in page:
                yield f"{change.when:%Y-%m-%d %H:%M}  {'(undone) ' if change.undone else ''}{change.what}"

    def restore(self) -> Path:
        """Go back to the newest sound backup; returns where the file that stood there was set aside."""
        return self._judgements.restore()

    # --- where the desk was

    def desk_state(self, key: str) -> str | None:
        """What the desk kept under `key` for this corpus (place, selection, filters, sizes), as JSON."""
        return self._judgements.kept(key)

    def keep_desk_state(self, key: str, value: str) -> None:
        """Keep it; where the disk refuses it is not worth a word."""
        with suppress(StoreProblem):
            self._judgements.keep(key, value)


def _agrees(seen: Claim, read: Claim, before: dict[str, object]) -> bool:
    """Whether a claim stood before the reader as it stands by what was decided of it."""
    if not before:
        return seen.status == read.status
    stands = apply(read, _judgement(before))
    return (seen.status, seen.holder, seen.stances) == (stands.status, stands.holder, stands.stances)


def _judgement(state: dict[str, object]) -> ClaimJudgement:
    return convert({field: state[field] for field in ClaimJudgement.__struct_fields__}, ClaimJudgement)


def _held(claim: Claim, actor: str) -> Claim:
    return replace(claim, holder_id=actor)


def sync_marks(connection: sqlite3.Connection, judgements: Judgements) -> None:
    """Bring the index' read marks and note marks in line with the judgements; within a transaction."""
    seen, noted = judgements.seen(), {s[8:] for s in judgements.noted() if s.startswith("article ")}
    connection.execute("UPDATE articles SET seen = 0, noted = 0 WHERE seen OR noted")
    connection.executemany("UPDATE articles SET seen = 1 WHERE digest = ?", [(digest,) for digest in seen])
    connection.executemany("UPDATE articles SET noted = 1 WHERE digest = ?", [(digest,) for digest in noted])
