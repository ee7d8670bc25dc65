"""Notes on a selection."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from types import MappingProxyType

from tui.corpus.actors.ids import id_of
from tui.model import Selection
from tui.store.decisions.deciding import Deciding
from tui.store.judgements import Decision, Judgements, State
from tui.store.problems import Stale
from tui.store.queries.selection_names import label
from tui.store.rows import Note
from tui.store.sqlite import blob

_ANY: Mapping[Selection, int] = MappingProxyType({})
_SHOWN = 200  # characters of a note that another terminal wrote


class NoteDecisions(Deciding):
    """Kind `note`: by the digest of an article or a claim's words, else by the selection in this corpus."""

    def notes(self, selection: Selection | None = None) -> list[Note]:
        """The notes on a selection, or all of this corpus; this coder's own first, which alone are `mine` to edit."""
        return self._judgements.notes(None if selection is None else self._subject(selection))

    def note(self, selection: Selection, text: str, version: int = 0) -> Note:
        """Write (or, with empty text, remove) the note on a selection; `version` is that of the note edited, 0 for a
        first one. Raises Stale where another terminal changed it meanwhile."""
        subject = self._subject(selection)
        before = self._standing("note", subject) or {}
        if before.get("version", 0) != version:
            raise Stale(f"another terminal changed it meanwhile: {_said(before)}; saved again, yours replaces that")
        named = label(self._view, selection)
        state = {"kind": selection.kind, "key": selection.key, "label": named, "text": text} if text else None
        what = f"note on {named}: {text[:60]}" if text else f"note on {named} removed"
        self._judgements.decide("note", subject, state, what, version)
        self._show_noted(selection.kind, selection.key)
        written = self._judgements.notes(subject)
        gone = Note(selection.kind, selection.key, "", 0, datetime.now().astimezone(), named)
        return next((one for one in written if one.mine), gone)

    def note_together(
        self, selections: Sequence[Selection], text: str, versions: Mapping[Selection, int] = _ANY
    ) -> None:
        """Write a note on each of several, after what this coder noted there before, as one decision. `versions` are
        those of the notes that stood when the text was asked for, 0 for none: see `note`."""
        makes = [partial(self._longer, selection, text, versions.get(selection)) for selection in selections]
        decisions = self._all_of(makes, "notes")
        if decisions:
            self._decide_all(decisions)
            self._show_notes()

    def _longer(self, selection: Selection, text: str, version: int | None) -> list[Decision]:
        subject = self._subject(selection)
        before = self._standing("note", subject) or {}
        there = before.get("version", 0)
        if version is not None and version != there:
            self._ask(subject, before, _said(before))
        named = label(self._view, selection)
        words = f"{before['text']}; {text}" if before else text
        state = {"kind": selection.kind, "key": selection.key, "label": named, "text": words}
        return [Decision("note", subject, state, f"note on {named}: {text[:60]}", there)]

    def _subject(self, selection: Selection) -> str:
        """What a note is kept by: content for an article or a claim, else the selection in this corpus."""
        if selection.kind == "article":
            digest = self._view.one("SELECT digest FROM articles WHERE key = ?", blob(selection.key))
            return f"article {digest}" if digest else f"article {self._judgements.here(selection.key)}"
        if selection.kind == "claim":
            rows = self._view.rows(
                "SELECT c.content, a.digest FROM claims c JOIN articles a ON a.id = c.article WHERE c.key = ?",
                selection.key,
            )
            return f"claim {rows[0][0]} {rows[0][1]}" if rows else f"claim {selection.key}"
        if selection.kind == "actor":
            return self._subject_of_actor(selection.key)
        return f"{selection.kind} {self._judgements.here(selection.key)}"

    def _subject_of_actor(self, key: str) -> str:
        """By the id under which a note was written: the actor's own, or one that it had under another of its names."""
        actor = self._view.evidence.actor(key)
        ids = [key, *(id_of(form) for form, _ in actor.forms)] if actor is not None else [key]
        subjects = [f"actor {self._judgements.here(each)}" for each in dict.fromkeys(ids)]
        return next((subject for subject in subjects if self._judgements.notes(subject)), subjects[0])

    def _show_noted(self, kind: str, key: str) -> None:
        if kind not in ("article", "claim"):
            return

        def write(connection: sqlite3.Connection) -> None:
            if kind == "article":
                noted = bool(self._judgements.notes(self._subject(Selection("article", key))))
                connection.execute("UPDATE articles SET noted = ? WHERE key = ?", (noted, blob(key)))

        self._in_index("note", [key], write)

    def _show_notes(self) -> None:
        self._in_index("note", [""], lambda connection: sync_marks(connection, self._judgements))


def _said(before: State) -> str:
    """What stands, in words."""
    return f"it says “{before['text'][:_SHOWN]}”" if before else "there is no note now"


def sync_marks(connection: sqlite3.Connection, judgements: Judgements) -> None:
    """Bring the index' read marks and note marks in line with the judgements; within a transaction."""
    seen, noted = judgements.seen(), {s[8:] for s in judgements.noted() if s.startswith("article ")}
    connection.execute("UPDATE articles SET seen = 0, noted = 0 WHERE seen OR noted")
    connection.executemany("UPDATE articles SET seen = 1 WHERE digest = ?", [(digest,) for digest in seen])
    connection.executemany("UPDATE articles SET noted = 1 WHERE digest = ?", [(digest,) for digest in noted])
