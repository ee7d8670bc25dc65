"""Marking rows, and doing with all that are marked what a key does with one, as one decision."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from tui.desk.actions import Acts, first_key
from tui.desk.controllers.cite import Cite
from tui.desk.controllers.export import Export
from tui.desk.controllers.judge import Judge
from tui.desk.controllers.navigate import Navigate
from tui.desk.controllers.watch import Watch
from tui.desk.interfaces import TheDesk
from tui.desk.panes.marking_pane import MarkingPane
from tui.desk.presentation.title import counted
from tui.desk.row_actions import selected
from tui.export.statements import Choice
from tui.model import Status
from tui.store.rows import ClaimRow

_TOLD: dict[Status, str] = {"confirmed": "confirmed", "rejected": "rejected, they count no more"}


class Together:
    """What the keys do in a pane with marked rows; in all others each key does what it does with one row."""

    def __init__(
        self, desk: TheDesk, navigate: Navigate, judge: Judge, cite: Cite, exporting: Export, writing: Watch
    ) -> None:
        self.desk = desk
        self._navigate, self._judge, self._cite, self._exporting = navigate, judge, cite, exporting
        self._writing = writing
        self._acted: dict[Hashable, Any] = {}  # the marks of the last decision on many: undone, they are marked again

    def acts(self) -> Acts:
        either = self._either
        return {
            "mark": partial(self._mark, MarkingPane.mark_row),
            "mark.range": partial(self._mark, MarkingPane.mark_range),
            "mark.all": partial(self._mark, MarkingPane.mark_listed),
            "confirm": either(partial(self.judge, "confirmed"), self._judge.confirm),
            "reject": either(partial(self.judge, "rejected"), self._judge.reject),
            "revise": either(self.revise, self._judge.revise), "seen": either(self.seen, self._judge.seen),
            "note": either(self.note, self._judge.note), "cite": either(self.cite, self._cite.cite),
            "export": either(self.export, self._exporting.export), "back": either(self.unmark, self._navigate.back),
            "undo": self.undo,
        }  # fmt: skip

    @property
    def pane(self) -> MarkingPane | None:
        """The pane with the focus, where rows of it are marked."""
        body = self.desk.panes.get(self.desk.pane)
        return body if isinstance(body, MarkingPane) and body.marked else None

    def _either(self, together: Callable[[], object], alone: Callable[[], object]) -> Callable[[], object]:
        return lambda: together() if self.pane is not None else alone()

    # --- marking

    def _mark(self, how: Callable[[MarkingPane], str]) -> None:
        body = self.desk.panes.get(self.desk.pane)
        if isinstance(body, MarkingPane):
            said = how(body)
            self.desk.head(self.desk.pane)
            self.desk.hint()
            if said:
                self.desk.say(said)

    def unmark(self) -> None:
        if self.pane is not None:
            words = self.pane.marked_words()
            self.pane.unmark()
            self._shown(f"{words.removesuffix(' marked')} no longer marked")

    def _shown(self, said: str) -> None:
        self.desk.head(self.desk.pane)
        self.desk.hint()
        self.desk.say(said)

    def undo(self) -> None:
        """Take back what was decided last; where it was on many, they are marked again, so that another can be made."""
        change, claims = self._writing.undo_latest(), self.desk.panes["claims"]
        if change is not None:
            if change.many > 1 and self._acted and isinstance(claims, MarkingPane):
                claims.mark_again(self._acted)
                self.desk.head("claims")
            self._acted = {}

    # --- acting

    @property
    def claims(self) -> list[ClaimRow]:
        return [row for row in self.pane.marked.values() if isinstance(row, ClaimRow)] if self.pane is not None else []

    def judge(self, status: Status) -> None:
        self._decide(_TOLD[status], status=status)

    def revise(self) -> None:
        number = counted(len(self.claims), "claim")

        def taken(field: str, value: str, words: str) -> None:
            self._decide(f"set to {words}", **{field: value})

        if self.claims:
            self._judge.ask_value(f"Set in {number}", taken)
        else:
            self.desk.say("Articles are marked here; 5 goes to Claims, where claims are set.")

    def _decide(self, told: str, **changed: Any) -> None:
        pane, claims = self.pane, self.claims
        if pane is None or not claims:
            self.desk.say("Articles are marked here; 5 goes to Claims, where claims are judged.")
            return
        decisions = self.desk.state.library.decisions
        seen = {row.claim.id: row.claim for row in claims}
        acted = dict(pane.marked)
        number = counted(len(claims), "claim")
        words = f"{number} {told}; u takes it back"

        def deed() -> None:
            decisions.change_together(list(seen), seen=seen, **changed)
            pane.unmark()

        if self._judge.judged(deed, words):
            self._acted = acted
            self._shown(words)
        else:
            pane.mark_again({key: self.desk.state.library.claim(str(key)) or row for key, row in acted.items()})

    def seen(self) -> None:
        pane = self.pane
        if pane is None or pane.where != "articles":
            self._judge.seen()
            return
        library = self.desk.state.library
        shown = {str(key): bool(row.seen) for key, row in pane.marked.items()}
        seen = not all(shown.values())
        told = f"{counted(len(shown), 'article')} marked {'read' if seen else 'unread'}; u takes it back"
        self._judge.judged(lambda: library.decisions.mark_seen_together(list(shown), seen, shown), told)
        pane.mark_again({key: library.article_row(str(key)) or row for key, row in pane.marked.items()})

    def note(self) -> None:
        pane = self.pane
        targets = [target for row in pane.marked.values() if (target := selected(row))] if pane is not None else []
        if pane is not None and targets:
            self._judge.note_on_all(targets, counted(len(targets), pane.thing))

    def cite(self) -> None:
        from tui.desk.terminal.clipboard import copy
        from tui.export.citation import cite_article, cite_claim

        state = self.desk.state
        library, style = state.library, state.config.citations
        if self.claims:
            cited = [cite_claim(library, row.claim.id, style) for row in self.claims]
        else:
            cited = [cite_article(library, str(key), None, style) for key in (self.pane.marked if self.pane else ())]
        to_file = first_key("export", state.keymap)
        self.desk.say(copy(self.desk.app, "\n\n".join(filter(None, cited)), os.environ, to_file))

    def export(self) -> None:
        if self.claims:
            ids = tuple(row.claim.id for row in self.claims)
            self._exporting.ask([(Choice(claims=ids), f"{counted(len(ids), 'marked claim')}")])
        else:
            self._exporting.export()
