"""What every kind of decision goes by: what stands is asked for first, then it is written, then shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from time import monotonic

from tui.store.current_view import CurrentView
from tui.store.judgements import Decision, Judgements, State
from tui.store.problems import NOT_SAVED, UNANSWERED, NotSaved, Stale, StoreProblem
from tui.store.standing import now
from tui.store.view import View

UNREAD = 1.5  # seconds after which what another decided may be taken to have been seen on the screen


class Deciding:
    """One corpus and the judgements about it."""

    def __init__(self, current: CurrentView, judgements: Judgements) -> None:
        self._current = current
        self._judgements = judgements
        self._since = now()
        self._caught = self._since  # when others' decisions were looked for last
        self._told: dict[str, tuple[str, int]] = {}  # by subject, the coder and version known at this terminal
        self._unshown: set[tuple[str, str]] = set()  # kinds and subjects that the index does not show as they stand
        self._came: dict[str, float] = {}  # by subject, when another's decision of it came to be shown (monotonic)

    @property
    def _view(self) -> View:
        return self._current.view

    def _in_index(self, kind: str, subjects: Iterable[str], write: Callable[[sqlite3.Connection], object]) -> None:
        """Show in the index how subjects stand. Where it cannot be written, or what stands cannot be read just now,
        nothing is written, for it would be what stood before: it is tried again when others' decisions are looked for.
        """
        of = {(kind, subject) for subject in subjects}
        self._unshown |= of
        with suppress(*UNANSWERED):
            with self._current.showing() as connection:
                write(connection)
                if self._judgements.lost:
                    raise StoreProblem(self._judgements.lost)
            self._unshown -= of

    def _standing(self, kind: str, subject: str) -> State | None:
        """What this coder decided of that which is to be decided; where it cannot be read, nothing is decided."""
        try:
            return self._judgements.state(kind, subject)
        except StoreProblem as problem:
            raise NotSaved(f"{NOT_SAVED}: {problem}") from problem

    def _holding(self, kind: str, subject: str) -> tuple[State, int]:
        """What holds of that which is to be decided, {} where nothing does, and the version of this coder's own."""
        own = self._standing(kind, subject)
        return self._judgements.held(kind, subject) or {}, own["version"] if own is not None else 0

    def _known(self, subject: str, version: int) -> None:
        """This terminal wrote what stands; version 0 where it took that away."""
        self._told[subject] = (self._judgements.coder if version else "", version)

    def _decide_all(self, decisions: Sequence[Decision], *, with_last: bool = False) -> None:
        """Write several decisions as one, which one undo takes back whole, `with_last` the one before them too."""
        self._judgements.decide_together(decisions, with_last=with_last)
        for made in decisions:
            self._know(made.kind, made.subject)

    def _all_of(self, makes: Sequence[Callable[[], Sequence[Decision]]], things: str = "") -> list[Decision]:
        """What an act on several decides: all of them or none. Where another decided otherwise meanwhile it is asked
        once for all: Stale says on how many of the `things`, or, without these, what stands of the one."""
        made: list[Decision] = []
        stale: list[Stale] = []
        for make in makes:
            try:
                made += make()
            except Stale as asked:
                stale.append(asked)
        if len(stale) == 1 and (len(makes) == 1 or not things):
            raise stale[0]
        if stale:
            many = f"{len(stale):,} of {len(makes):,} {things}" if things else f"{len(stale):,} of these"
            raise Stale(f"another terminal decided meanwhile on {many}; the same key again decides otherwise")
        return made

    def _know(self, kind: str, subject: str) -> None:
        """What stands by this coder is known at this terminal."""
        state = self._standing(kind, subject)
        self._known(subject, state["version"] if state is not None else 0)

    def _ask_of_new(self, subject: str, before: State, stands: str) -> None:
        """Likewise, but of what was decided since this terminal was opened: what is older it has shown all along."""
        if before.get("at", "") > self._since:
            self._ask(subject, before, stands)

    def _just_came(self, subject: str, before: State) -> bool:
        """Whether another's decision came to be shown so lately that a key pressed now was meant for what stood
        before; or, of what stands, may have come: the index tells all terminals at once, before this one has looked who
        decided it."""
        at = before.get("at", "")
        if at > self._since and (subject not in self._came or at > self._caught):
            return True
        return monotonic() - self._came.get(subject, -UNREAD) < UNREAD

    def _ask(self, subject: str, before: State, stands: str) -> None:
        """Raises Stale, once for each version, where another terminal or another coder wrote what stands."""
        which = (before.get("coder", ""), before.get("version", 0))
        if self._told.get(subject) != which:
            self._told[subject] = which
            raise Stale(f"another terminal decided meanwhile: {stands}; the same key again decides otherwise")
