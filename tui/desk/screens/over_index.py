"""A screen drawn from the index, and drawn anew where that changes behind it."""

from __future__ import annotations

from tui.desk.screens.framed import Framed
from tui.desk.state import DeskState

LOOK_AGAIN = 0.5  # seconds between two looks at whether the index has changed


class OverIndex(Framed):
    """Say `self.taken()` when something is taken from the index; `again` draws it anew."""

    state: DeskState
    _taken = -1  # the generation of the index that is shown

    def on_mount(self) -> None:
        self.set_interval(LOOK_AGAIN, self._look)

    def taken(self) -> None:
        self._taken = self.state.library.generation()

    def again(self) -> None:
        """Draw anew, the cursor where it was."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Draw anew where the index is another; a screen that rests on more than the index looks there too."""
        if self._taken != self.state.library.generation():
            self.again()

    def _look(self) -> None:
        if self.app.screen is self:
            self.look_again()
