"""What every kind of decision goes by: what stands is asked for first, then it is written, then shown."""

from __future__ import annotations

from tui.store.current_view import CurrentView
from tui.store.judgements import Judgements, State
from tui.store.problems import NotSaved, Stale, StoreProblem
from tui.store.view import View


class Deciding:
    """One corpus and the judgements about it."""

    def __init__(self, current: CurrentView, judgements: Judgements) -> None:
        self._current = current
        self._judgements = judgements
        self._told: dict[str, tuple[str, int]] = {}  # by subject, the coder and version known at this terminal

    @property
    def _view(self) -> View:
        return self._current.view

    def _standing(self, kind: str, subject: str) -> State | None:
        """What this coder decided of that which is to be decided; where it cannot be read, nothing is decided."""
        try:
            return self._judgements.state(kind, subject)
        except StoreProblem as problem:
            raise NotSaved(f"NOT saved: {problem}") from problem

    def _holding(self, kind: str, subject: str) -> tuple[State, int]:
        """What holds of that which is to be decided, {} where nothing does, and the version of this coder's own."""
        own = self._standing(kind, subject)
        holds = own if own is not None else self._judgements.held(kind, subject)
        return holds or {}, own["version"] if own is not None else 0

    def _known(self, subject: str, version: int) -> None:
        """This terminal wrote what stands."""
        self._told[subject] = (self._judgements.coder, version)

    def _ask(self, subject: str, before: State, stands: str) -> None:
        """Raises Stale, once for each version, where another terminal or another coder wrote what stands."""
        which = (before.get("coder", ""), before.get("version", 0))
        if self._told.get(subject) != which:
            self._told[subject] = which
            raise Stale(f"another terminal decided meanwhile: {stands}; the same key again decides otherwise")
