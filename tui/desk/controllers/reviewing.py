"""Going over the claims one by one, and over what was decided."""

from __future__ import annotations

from tui.desk.actions import Acts
from tui.desk.controllers.judge import Judge
from tui.desk.controllers.navigate import Navigate
from tui.desk.interfaces import TheDesk
from tui.desk.row_actions import Deed


class Reviewing:
    """Opens the review and the list of what was decided, and has the desk show what was decided there."""

    def __init__(self, desk: TheDesk, navigate: Navigate, judge: Judge) -> None:
        self.desk = desk
        self._navigate, self._judge = navigate, judge

    def acts(self) -> Acts:
        return {"review": self.review, "decided": self.decided}

    def review(self) -> None:
        from tui.desk.screens.review import ReviewScreen

        screen = ReviewScreen(self.desk.state, self._judge.ask_value, self._judge.note_on, self._judge.carry)
        self.desk.app.push_screen(screen, self._left)

    def decided(self) -> None:
        from tui.desk.screens.decided import DecidedScreen

        screen = DecidedScreen(self.desk.state, self._judge.ask_value, self._judge.note_on, self._judge.carry)

        def left(deed: Deed | None) -> None:
            self._left(deed)
            if screen.tied_anew:
                self.desk.behind.read()

        self.desk.app.push_screen(screen, left)

    def _left(self, deed: Deed | None) -> None:
        self.desk.redraw()
        self.desk.reader.reopen()
        self._navigate.do(deed)
