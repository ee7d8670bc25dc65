"""What others decide while the desk is open: shown as it comes, from other desks here and from a shared store."""

from __future__ import annotations

from tui.desk.interfaces import TheApp
from tui.store.problems import UNANSWERED
from tui.store.rows import SHOWN_AT_ONCE

LOOK = 0.5  # seconds between two looks


class Others:
    def __init__(self, app: TheApp) -> None:
        self.app = app
        self._lost = ""  # why the shared store could not be reached when that was said last

    def begin(self) -> None:
        sharing = self.app.state.library.files.sharing
        if sharing is not None:
            sharing.begin()

    def end(self) -> None:
        """Have what was decided last go over, where the server answers at once."""
        if self.app.desk.begun and self.app.state.library.files.sharing is not None:
            self.app.state.library.files.sharing.end()

    def watch(self) -> None:
        """Show what was decided elsewhere, and say where the shared store is lost or back."""
        app = self.app
        if app.outage.index or app.outage.judgements:
            return
        try:
            kinds = app.state.library.decisions.catch_up()
        except UNANSWERED as error:
            app.unanswered(error)
            return
        if kinds:
            app.desk.redraw()
            app.desk.reader.reopen()
            if kinds - SHOWN_AT_ONCE:
                app.behind.read()
        self._tell()

    def _tell(self) -> None:
        sharing = self.app.state.library.files.sharing
        lost = sharing.lost if sharing is not None else ""
        if bool(lost) != bool(self._lost):
            goes_over = "what you decide is kept here and goes over when it answers"
            back = "the shared judgements answer again: what you decided has gone over"
            self.app.desk.say(f"{lost}; {goes_over}" if lost else back, "warning" if lost else "title")
        self._lost = lost
