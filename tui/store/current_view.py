"""Which View of the index is answered from: the index as it is now, or one that is held and stepped over from."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tui.config import Config
from tui.model import Selection
from tui.store.index_file import IndexFile
from tui.store.queries import claims, dated, issues, sides, timeline
from tui.store.tables.files import bump
from tui.store.view import View


class CurrentView:
    """The View that a Library, and all that belongs to it, reads through. `looked` tells what is not new any more."""

    def __init__(self, index_file: IndexFile, config: Config) -> None:
        self.index_file = index_file
        self._latest = View(index_file, config)
        self._held = False  # until `renew` the view stays, whatever becomes of the index
        self._decided = 0  # how often a decision was shown in the index
        self._stepping = threading.Lock()

    @property
    def view(self) -> View:
        """What all is read through."""
        if not self._held:
            self._latest = self._latest.current()
        return self._latest

    @property
    def config(self) -> Config:
        """The watchlist and settings in force."""
        return self._latest.config

    @contextmanager
    def showing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that shows in the index, and so in every pane at once, what a person decided."""
        with self.index_file.writing() as connection:
            # Within the transaction: no other process can raise it between this look and the change.
            before = self.index_file.generation()
            yield connection
            bump(connection)
        with self._stepping:
            self._decided += 1
            self._latest.decided(before)

    def begin_anew(self) -> None:
        """Forget all that was worked out: another index stands in the place of the one before."""
        with self._stepping:
            self._latest = View(self.index_file, self._latest.config)

    def hold(self) -> None:
        """From now on answer from what was worked out, even where the index has changed since, until `renew`."""
        self._held = True

    def warm(self, looked: float) -> None:
        """Work out what every selection needs."""
        for _ in _warming(self.view, self.view, looked):
            pass
        self.index_file.give_back()

    def renew(self, selection: Selection | None, go_on: Callable[[], bool], looked: float) -> bool:
        """Step over to the index as it is now; see Library.renew."""
        before, decided = self._latest, self._decided
        view = before.current()
        if view is before:
            return False
        for _ in _warming(view, before, looked):
            if not go_on():
                return False
        if selection is not None:
            # The pane that shows the selection asks for this first: it must not be worked out in the moment of the
            # step.
            view.hits(view.crossref(selection))
        self.index_file.give_back()
        with self._stepping:
            # The config was changed while this was worked out: it is of the other watchlist, and the next renew works
            # out anew.
            if view.config is not self._latest.config:
                return False
            # A decision was shown meanwhile, in the View that is being left: what the new one summed before that is
            # forgotten.
            if decided != self._decided:
                view.decided()
            self._latest = view
        return True


def _warming(view: View, before: View, looked: float) -> Iterator[None]:
    """Step by step; what only some selections need where it was at hand `before`."""
    yield from view.crossreferences().warm()
    issues.issues(view, None, looked)
    yield
    claims.warm(view)
    yield
    dated.warm(view)
    for room in (timeline, sides):
        yield
        room.warm(view, before)
