"""A holder's position on an issue over time: claims earliest first, turns of the stance, and the silences between."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, ClassVar, cast

from tui.desk import actions
from tui.desk.interfaces import TheApp
from tui.desk.presentation.claim_lines import confidence
from tui.desk.presentation.daywords import about
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.paragraph import wrapped
from tui.desk.presentation.sentence import sentence, side_words
from tui.desk.presentation.stance import stance_toward, stance_words
from tui.desk.presentation.title import counted
from tui.desk.row_actions import Deed, Position, acted
from tui.desk.screens.list_screen import Listing, Told
from tui.desk.state import DeskState
from tui.desk.theme import Look
from tui.desk.widgets.lines import Rows, RowSource
from tui.model import Days
from tui.store.rows import ClaimRow

SILENCE = 28  # days without a claim from which on a line says so


def silence(before: Days | None, after: Days | None) -> str:
    """How long nothing was heard between two claims, in words; empty where it was short or is not known."""
    if before is None or after is None:
        return ""
    days = (after.first - before.last).days
    if days < SILENCE:
        return ""
    if days < 60:
        return f"{days // 7} weeks without a claim"
    return f"{round(days / 30.44)} months without a claim" if days < 730 else f"{days // 365} years without a claim"


def turn_words(before: ClaimRow, after: ClaimRow, issue: str | None) -> str:
    """`turns from against it (9 Apr 2031) to for it (2 May 2031)`."""
    was, is_ = (side_words(stance_toward(claim, issue)) for claim in (before, after))
    return f"turns from {was} ({about(before.days)}) to {is_} ({about(after.days)})"


def told(
    claims: Sequence[ClaimRow], width: int, look: Look, issue: str | None = None, proposition: str = ""
) -> list[Told]:
    """Every claim as a sentence with its side, day and outlet; a mark where the holder turns, silences between. What it
    is for or against stands above all."""
    lines: list[Told] = []
    if proposition:
        lines += [(line, None) for line in wrapped(f"it: {proposition}", width, "key", ascii_only=look.ascii)]
        lines.append((Line(), None))
    before: ClaimRow | None = None
    stated: ClaimRow | None = None  # the last claim that takes a side: what a turn turns from
    for claim in claims:
        if before is not None:
            quiet = silence(before.days, claim.days)
            if quiet:
                lines.append((styled(f"     {look.glyphs.ellipsis} {quiet}", "dim"), None))
        turned = stated or before
        if claim.turn and turned is not None:
            words = turn_words(turned, claim, issue)
            lines.append((styled(f"{look.glyphs.turn} {words}", "new"), claim))
        stance = stance_toward(claim, issue)
        where = " · ".join(part for part in (about(claim.days), claim.outlet or "", claim.title) if part)
        head = stance_words(stance, look, width=15) + styled(where, "dim", ascii_only=look.ascii)
        ends = (styled(confidence(claim.claim.confidence, look), "count"),)
        lines.append((columns(width, (head,), ends, look), claim))
        sentences = wrapped(sentence(claim).plain, width, indent=4, ascii_only=look.ascii)
        lines += [(line, claim) for line in sentences]
        before = claim
        stated = claim if stance is not None else stated
    return lines


class PositionsScreen(Listing):
    where = "positions"
    BINDINGS: ClassVar = actions.bindings("positions", "list")

    def __init__(self, state: DeskState, position: Position) -> None:
        self.state = state
        self.position = position
        self.claims = state.library.positions(position.holder, position.issue, by=position.by)
        super().__init__(f"{position.holder} on {position.name or position.issue}, over time", state.keymap)

    def acts(self) -> actions.Acts:
        return {**super().acts(), "why": self.why, "cite": self.cite, "export": self.export}

    def source(self) -> RowSource[Any]:
        width = max(self.app.size.width - 3, 20)
        proposition = self.state.proposition(self.position.issue)
        return Rows(told(self.claims, width, self.lines.look, self.position.issue, proposition))

    def draw(self, row: Told, width: int, look: Look) -> Line:
        return row[0]

    def why_empty(self) -> str:
        return "No claim of this holder on this issue passes. Esc goes back."

    def tell(self) -> None:
        turns = sum(claim.turn for claim in self.claims)
        copies = sum(claim.copies for claim in self.claims)
        besides = f" (and {counted(copies, 'copy', 'copies')})" if copies else ""
        said = f"{counted(len(self.claims), 'claim')}{besides}, {counted(turns, 'turn')}"
        self.frame.set_note(f"{said}  {self.lines.position}")

    @property
    def claim(self) -> ClaimRow | None:
        row = self.lines.row
        return row[1] if row is not None else None

    def deed(self) -> Deed | None:
        return acted(self.claim)

    def on_resize(self) -> None:
        if self.lines.is_mounted:
            self.fill()

    def why(self) -> None:
        from tui.desk.screens.pages import why_page

        if self.claim is not None:
            why = self.state.library.why("claim", self.claim.claim.id)
            self.app.push_screen(why_page("the claim", why))

    def cite(self) -> None:
        from tui.desk.terminal.clipboard import copy
        from tui.export.citation import cite_claim

        if self.claim is not None:
            text = cite_claim(self.state.library, self.claim.claim.id, self.state.config.citations)
            self.say(copy(self.app, text, os.environ, actions.first_key("export", self.state.keymap)))

    def export(self) -> None:
        """The claims that are listed."""
        from tui.export.statements import Choice

        ids = tuple(claim.claim.id for claim in self.claims)
        cast("TheApp", self.app).desk.ask_export([(Choice(claims=ids, issue=self.position.issue), self.told)])
