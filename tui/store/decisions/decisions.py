"""All that a person decides of one corpus, and the way back."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from tui.store.current_view import CurrentView
from tui.store.decisions.actors import ActorDecisions
from tui.store.decisions.articles import ArticleDecisions
from tui.store.decisions.coders import CoderDecisions
from tui.store.decisions.marked_words import MarkedWords
from tui.store.decisions.notes import NoteDecisions
from tui.store.judgements import FINAL, Judgements
from tui.store.problems import StoreProblem
from tui.store.rows import Change
from tui.store.standing import now


class Decisions(CoderDecisions, MarkedWords, ActorDecisions, ArticleDecisions, NoteDecisions):
    """What a person decides of one corpus: written to the judgements first, then shown in the index. See judgements.py
    for how it is kept.

    All that write raise NotSaved where the disk refuses, Stale where another terminal was first.
    """

    def __init__(self, current: CurrentView, judgements: Judgements) -> None:
        super().__init__(current, judgements)
        self._mark: object = None  # of the judgements when others' decisions were looked for last,
        self._stands: set[str] = set()  # and what stood then (Judgements.stamps)
        # By kind, what shows in the index at once how subjects stand; what is not here the next update shows.
        self._shown: dict[str, Callable[[Sequence[str]], object]] = {
            "claim": self._show_claims,
            FINAL + "claim": self._show_claims,
            "seen": self._show_seen,
            "article": lambda _: self._show_articles(),
            "note": lambda _: self._show_notes(),
        }

    def looked(self) -> float:
        """What came into the index later than this, in seconds since 1970, is new; before the first look nothing is."""
        looked = self._judgements.looked()
        made = self._view.one("SELECT value FROM meta WHERE key = 'first_done'")
        return max(looked if looked is not None else math.inf, float(made or 0.0))

    def look(self) -> None:
        """The reader has looked: what is there now is no longer new."""
        self._judgements.look(time.time())

    def catch_up(self) -> frozenset[str]:
        """Show what other processes and people have decided since this was asked last; the kinds of that. The first
        time nothing is: what stood then the next update of the index shows."""
        judgements = self._judgements
        at = now()
        mark = judgements.file.mark(own=False)
        if mark is not None:
            self._caught = at
        again = self._show_again() if mark is not None else frozenset()
        if mark is None or mark == self._mark:
            return again
        stands = judgements.stamps()
        if judgements.lost:  # what stood before is not what stands: it is looked for again
            return again
        before, self._stands = self._stands, stands
        known, self._mark = self._mark is not None, mark
        if not known:
            return frozenset()
        changed = [stamp.split("\x1f", 2) for stamp in before ^ self._stands]
        others = {uid for uid, _, _ in changed} - judgements.made
        subjects = {(kind, rest.rpartition("\x1f")[0]) for uid, kind, rest in changed if uid in others}
        self._came |= dict.fromkeys((subject for _, subject in subjects), time.monotonic())
        self._show(subjects)
        return again | frozenset(kind for kind, _ in subjects)

    def _show_again(self) -> frozenset[str]:
        """Show what could not be shown; the kinds of that."""
        missing, self._unshown = self._unshown, set()
        self._show(missing)
        return frozenset(kind for kind, _ in missing - self._unshown)

    def undo(self) -> Change | None:
        """Take back the last judgement not yet taken back; None where there is none. What is not shown at once, such as
        a merge, is undone by the next update of the index: `Change.kind` tells."""
        undone = self._judgements.undo()
        if undone is None:
            return None
        change, subjects = undone
        self._show_taken_back(subjects)
        return change

    def take_back_change(self, number: int) -> Change:
        """Take back one decision, by the number of its change, though others were made since: each of many that were
        made together alone. Raises Refused where it is another's, Stale where something was decided of the same since.
        """
        change, subject = self._judgements.take_back_change(number)
        self._show_taken_back([subject])
        return change

    def _show_taken_back(self, subjects: Sequence[tuple[str, str]]) -> None:
        """How subjects stand now that something was taken back, each with its kind."""
        for kind, subject in subjects:
            self._know(kind, subject)
        self._show(subjects)

    def _show(self, subjects: Collection[tuple[str, str]]) -> None:
        """How subjects stand now, each with its kind."""
        for kind in dict.fromkeys(kind for kind, _ in subjects):
            if kind in self._shown:
                self._shown[kind]([subject for of, subject in subjects if of == kind])

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
                whose = "" if change.coder == self._judgements.coder else f"{change.coder}: "
                yield f"{change.when:%Y-%m-%d %H:%M}  {'(undone) ' if change.undone else ''}{whose}{change.what}"

    def restore(self) -> Path:
        """Go back to the newest sound backup; returns where the file that stood there was set aside."""
        return self._judgements.restore()

    # --- where the desk was

    def desk_state(self, key: str) -> str | None:
        """What the desk kept under `key` for this corpus (place, selection, filters, sizes), as JSON."""
        return self._judgements.kept(key)

    def keep_desk_state(self, key: str, value: str) -> None:
        """Keep it; where the disk refuses it is not worth a word. While what was kept cannot be read nothing is: it
        would be written over by who took it for nothing."""
        with suppress(StoreProblem):
            if not self._judgements.lost:
                self._judgements.keep(key, value)
