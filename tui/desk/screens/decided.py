"""What was decided and stands, judgements, notes and rejected claims: searched, opened, changed and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from tui.desk import actions
from tui.desk.presentation.decided_lines import (
    HINT,
    about_line,
    counts,
    decided_head,
    decided_line,
    parse_decided,
    passes,
)
from tui.desk.presentation.line import Line, styled
from tui.desk.row_actions import Deed, Spot, acted
from tui.desk.screens.list_screen import Listing
from tui.desk.screens.review import Ask, Carry, NoteOn
from tui.desk.state import DeskState
from tui.desk.theme import Look
from tui.desk.widgets.lines import Rows, RowSource
from tui.store.problems import StoreProblem
from tui.store.rows import SHOWN_AT_ONCE, ClaimRow, DecidedRow


class DecidedScreen(Listing):
    """Dismissed with the place or the selection of a row, or None. `ask` asks for a stance, an issue or a holder."""

    where: ClassVar[actions.Where] = "decided"
    keys = ("act", "confirm", "reject", "revise", "undo", "decided.filter", "back")
    BINDINGS: ClassVar = actions.bindings("decided", "list")

    def __init__(self, state: DeskState, ask: Ask, note: NoteOn, carry: Carry) -> None:
        self.state = state
        self._ask, self._note_on, self._carry = ask, note, carry
        self.matching = ""
        self.tied_anew = False  # something was taken back that only the next update of the index shows
        self.rows: Sequence[DecidedRow] = state.library.review.decided()
        super().__init__("What was decided", state.keymap)

    def acts(self) -> actions.Acts:
        return {
            **super().acts(), "confirm": self.confirm, "reject": self.reject, "revise": self.revise,
            "undo": self.take_back, "decided.filter": self.filter,
        }  # fmt: skip

    # --- what is listed

    @property
    def row(self) -> DecidedRow | None:
        return self.lines.row

    def shown(self) -> list[DecidedRow]:
        try:
            wanted = parse_decided(self.matching)
        except ValueError:
            return []
        return [row for row in self.rows if passes(row, wanted, self.state.issue_names)]

    def source(self) -> RowSource[Any]:
        return Rows(self.shown())

    def draw(self, row: DecidedRow, width: int, look: Look) -> Line:
        return decided_line(row, width, look, self.state.issue_names)

    def head(self, width: int, look: Look) -> Line:
        return decided_head(width, look)

    def why_empty(self) -> str:
        if self.matching and self.rows:
            return f"Nothing that was decided passes “{self.matching}”. f changes the filter."
        return "Nothing has been decided here. On a claim o confirms, x rejects, r sets, a writes a note."

    def tell(self) -> None:
        told = f"filter: {self.matching} · " if self.matching else ""
        self.frame.set_note(told + counts(self.shown()))
        row, look = self.row, self.lines.look
        words = styled(row.what, ascii_only=look.ascii) if row is not None else styled(self.told)
        about = about_line(row, look, self.state.issue_names) if row is not None else Line()
        self.top.set(words + styled("  ") + about, styled(row.title if row is not None else "", "dim"))

    def _again(self) -> None:
        """What stands is another by now."""
        self.rows = self.state.library.review.decided()
        self.lines.show(self.source(), empty=self.why_empty())
        self.tell()

    def filter(self) -> None:
        from tui.desk.screens.prompt import Answer, Prompt, fault_of

        before, fault = self.matching, fault_of(parse_decided)

        def narrow(text: str) -> str:
            if fault(text):
                return ""
            self.matching = text.strip()
            self.fill()
            return f"{self.lines.count:,}"

        def taken(answer: Answer | None) -> None:
            if answer is None:
                narrow(before)

        self.app.push_screen(Prompt("Filter (empty for all)", before, fault=fault, hint=HINT, changed=narrow), taken)

    # --- what is done with one

    def deed(self) -> Deed | None:
        """The place of a claim or an article; of anything else that it is about, the selection."""
        selection = self.row.selection if self.row is not None else None
        if selection is None:
            why = self.row.untied if self.row is not None else ""
            self.say(f"It is kept, but tied to no claim: {why}." if why else "What it is about is not in the index.")
            return None
        if selection.kind == "article":
            return Spot(selection.key)
        claim = self.state.library.claim(selection.key) if selection.kind == "claim" else None
        return acted(claim) or selection

    def _claim(self) -> ClaimRow | None:
        selection = self.row.selection if self.row is not None else None
        if selection is not None and selection.kind == "claim":
            return self.state.library.claim(selection.key)
        untied = self.row.untied if self.row is not None else ""
        why = f"It is tied to no claim: {untied}" if untied else "This is no claim. Enter opens it"
        self.say(f"{why}; u takes it back.")
        return None

    def _do(self, deed: Callable[[], object], told: str, _: object = None) -> bool:
        """Carry out a decision and show the list anew; False where it was not saved."""
        try:
            deed()
        except StoreProblem as problem:
            self._again()
            self.say(str(problem), "error")
            return False
        self._again()
        self.say(told)
        return True

    def confirm(self) -> None:
        claim, decisions = self._claim(), self.state.library.decisions
        if claim is not None:
            self._do(lambda: decisions.confirm(claim.claim.id, claim.claim), "confirmed")

    def reject(self) -> None:
        claim, decisions = self._claim(), self.state.library.decisions
        if claim is not None:
            self._do(lambda: decisions.reject(claim.claim.id, claim.claim), "rejected")

    def revise(self) -> None:
        """Set a claim's holder, side or issue, or write a note anew."""
        row = self.row
        if row is not None and row.kind == "note" and row.selection is not None:
            self._note_on(row.selection, self._again)
            return
        claim, decisions = self._claim(), self.state.library.decisions
        if claim is None:
            return

        def taken(field: str, value: str, words: str) -> None:
            changed: dict[str, Any] = {field: value, "seen": claim.claim}
            like = decisions.like(claim.claim.id)
            if self._do(lambda: decisions.change(claim.claim.id, **changed), f"set {words}") and like:
                self._carry(like, field, value, words, self._do)

        self._ask("Set", taken)

    def take_back(self) -> None:
        """Take the decision under the cursor back, though others were made since."""
        row, decisions = self.row, self.state.library.decisions
        if row is None:
            return
        if not row.mine:
            self.say(f"{row.coder} decided it: decide otherwise yourself (o, x, r), or on the desk J settles it.")
            return
        self.tied_anew = self.tied_anew or row.kind not in SHOWN_AT_ONCE
        self._do(lambda: decisions.take_back_change(row.number), f"taken back: {row.what}")
