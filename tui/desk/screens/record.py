"""A holder's record, on one issue or across all: what it says and what others say of it, as the brief prints it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.geometry import Region

from tui.desk import actions
from tui.desk.presentation.issue_lines import no_proposition
from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.paragraph import wrapped
from tui.desk.presentation.record_lines import RecordPart, RecordRow, record_rows
from tui.desk.presentation.title import counted
from tui.desk.row_actions import Deed, RecordOf, acted
from tui.desk.screens.list_screen import Listing
from tui.desk.state import DeskState
from tui.desk.theme import Look
from tui.desk.widgets.lines import LineList, Rows, RowSource
from tui.export.record import record
from tui.model import Selection
from tui.store.query import ClaimQuery
from tui.store.rows import ClaimRow

if TYPE_CHECKING:
    from tui.desk.interfaces import TheApp

MOST = 5_000  # claims of a part that are shown: a record that nobody reads to its end


class RecordList(LineList[RecordRow]):
    """Steps from claim to claim; what the proposition says stands above, whatever is scrolled."""

    def __init__(self, aside: Callable[[int], None], *given: Any, **named: Any) -> None:
        """`aside` is what moving to the left or to the right does; the rest as of any list."""
        super().__init__(*given, **named)
        self.aside = aside
        self.told: tuple[Line, ...] = ()

    @property
    def above(self) -> int:
        return len(self.told)

    def fixed_line(self, y: int) -> Line:
        return self.told[y] if 0 <= y < len(self.told) else Line()

    def tell(self, lines: tuple[Line, ...]) -> None:
        """What stands above."""
        if lines != self.told:
            same = len(lines) == len(self.told)
            self.told = lines
            self.refresh(Region(0, 0, self.size.width, self.above) if same else Region(*self.size.region))

    def move(self, unit: str, by: int) -> None:
        if unit == "side":
            self.aside(by)
            return
        if unit != "line":
            super().move(unit, by)
            return
        here, at = self.row, self.cursor + by
        while 0 <= at < self.count:
            row = self.row_at(at)
            if row is not None and row.claim is not None and (here is None or row.claim is not here.claim):
                break
            at += by
        if not 0 <= at < self.count:
            super().move(unit, by)  # to what stands before the first claim, or after the last
            return
        while by < 0 and (before := self.row_at(at - 1)) is not None and before.claim is self._claim_at(at):
            at -= 1
        self.go(at)
        self._show_whole(at)

    def _claim_at(self, at: int) -> ClaimRow | None:
        row = self.row_at(at)
        return row.claim if row is not None else None

    def _show_whole(self, at: int) -> None:
        """All lines of the claim, and at the top what stands above the first."""
        claim, last = self._claim_at(at), at
        while last + 1 < self.count and self._claim_at(last + 1) is claim:
            last += 1
        self.show_line(last)
        self.show_line(at)
        if all(self._claim_at(before) is None for before in range(at)):
            self.jump_to(0)


class RecordScreen(Listing):
    """`issue` is the one that the record is on, empty for all of them."""

    where = "record"
    keys = ("act", "why", "cite", "export", "record", "move.right", "watch", "help", "back")
    BINDINGS: ClassVar = actions.bindings("record", "list")

    def __init__(self, state: DeskState, of: RecordOf) -> None:
        self.state = state
        self.of = of
        self.issue = of.issue
        actor = state.library.actor(of.holder) if of.by == "holder" else None
        self.holder = actor.name if actor is not None else of.holder
        self.key = actor.id if actor is not None else of.holder
        self.said = self._by(of)
        self.said_of = self._about(actor.id) if actor is not None else None
        super().__init__(self._title(), state.keymap)

    def make_list(self) -> LineList[Any]:
        return RecordList(self.other_issue, self.draw, empty=self.why_empty(), id="record-list")

    # --- what is shown

    def _by(self, of: RecordOf) -> list[ClaimRow]:
        """As the brief takes them: each story once, each sentence once."""
        library = self.state.library
        if of.by == "side":
            return library.positions(of.holder, of.issue, by="side")
        return _once(library.claims(ClaimQuery(holder=self.key, order="article"), limit=MOST))

    def _about(self, actor: str) -> list[ClaimRow]:
        library = self.state.library
        crossref = library.crossref(Selection("actor", actor, self.holder))
        return _once(library.claims(ClaimQuery(crossref=crossref, part="about", order="article"), limit=MOST))

    def parts(self) -> list[RecordPart]:
        """By it and about it, on the issue or on all."""
        issues = [self.issue] if self.issue else [issue.id for issue in self.state.config.issues]
        found = []
        for part, rows in (("by", self.said), ("about", self.said_of)):
            if rows is not None:
                told = [on for on in record(rows, issues) if on.issue or not self.issue]
                found.append(RecordPart(part, self.holder, tuple(told)))
        return found

    def source(self) -> RowSource[Any]:
        width, look = max(self.app.size.width - 2, 20), self.lines.look
        names, one = self.state.issue_names, bool(self.issue)
        rows: list[RecordRow] = []
        for part in self.parts():
            rows += [RecordRow(Line())] if rows else []
            rows += record_rows(part, width, look, names, one=one)
        for rows_, what in ((self.said, "by"), (self.said_of, "about")):
            if rows_ is not None and len(rows_) >= MOST:
                rows.append(RecordRow(styled(f"   The first {MOST:,} claims {what} it; E exports all.", "warning")))
        return Rows(rows)

    def draw(self, row: RecordRow, width: int, look: Look) -> Line:
        return row.line

    def why_empty(self) -> str:
        return "No claim of this holder is there. Esc goes back."

    def _title(self) -> str:
        on = f" on {self.state.issue_names.get(self.issue, self.of.name or self.issue)}" if self.issue else ""
        return f"The record of {self.holder}{on}"

    def fill(self) -> None:
        super().fill()
        if not self.lines.cursor:
            self.lines.move("line", 1)

    def tell(self) -> None:
        row, look, width = self.lines.row, self.lines.look, max(self.app.size.width - 1, 20)
        issue = self.issue or (row.issue if row is not None else "")
        proposition = self.state.proposition(issue) if issue else ""
        name = "" if self.issue else f"{self.state.issue_names.get(issue, issue)}: "
        none = f"{name}“it” is {no_proposition(actions.first_key('watch', self.keymap))}"
        it = f"{name}“it” is: {proposition}" if proposition else none
        if not issue:
            it = "“it” is what an issue's proposition says."
        height = 2 if self.app.size.height >= 20 else 1
        lines = wrapped(it, width, "key", ascii_only=look.ascii)
        if len(lines) > height:
            rest = it[sum(len(line.plain) + 1 for line in lines[: height - 1]) :]
            lines[height - 1 :] = [styled(rest, "key", ascii_only=look.ascii).crop(width, look.glyphs.ellipsis)]
        cast("RecordList", self.lines).tell((*lines, *[Line()] * (height - len(lines))))
        said_of = f", {len(self._here(self.said_of)):,} about" if self.said_of is not None else ""
        self.frame.set_note(f"{counted(len(self._here(self.said)), 'claim')} by{said_of} · {self.lines.position}")

    def _here(self, rows: list[ClaimRow] | None) -> list[ClaimRow]:
        return [row for row in rows or () if not self.issue or self.issue in row.claim.issues]

    @property
    def claim(self) -> ClaimRow | None:
        row = self.lines.row
        return row.claim if row is not None else None

    def on_resize(self) -> None:
        if self.lines.is_mounted:
            self.fill()

    # --- what its keys do

    def acts(self) -> actions.Acts:
        return {
            **super().acts(), "why": self.why, "cite": self.cite, "export": self.export, "record": self.all_issues,
            "watch": self.write_issue,
        }  # fmt: skip

    def write_issue(self) -> None:
        """Write the issue that the record is on, or that of the line."""
        row = self.lines.row
        issue = self.issue or (row.issue if row is not None else "")
        if issue:
            cast("TheApp", self.app).desk.open_issue(issue)
        else:
            self.say("Stand below an issue to write it.")

    def on_screen_resume(self) -> None:
        """What the proposition says may be another."""
        if self.lines.count:
            self.tell()

    def deed(self) -> Deed | None:
        return acted(self.claim)

    def act(self) -> None:
        if self.claim is None:
            self.say("Stand on a claim to read its place.")
        super().act()

    def all_issues(self) -> None:
        """From one issue to all of them, and back to the one under the cursor."""
        row = self.lines.row
        if self.of.by == "side":
            self.say("A side's record is on one issue.")
        elif self.issue:
            self.turn_to("")
        elif row is not None and row.issue:
            self.turn_to(row.issue)
        else:
            self.say("Stand below an issue to have the record on it alone.")

    def other_issue(self, by: int) -> None:
        """To the next issue that the holder has to do with, or the one before."""
        rows = [*self.said, *(self.said_of or ())]
        touched = [issue.id for issue in self.state.config.issues if any(issue.id in r.claim.issues for r in rows)]
        if self.of.by == "side" or not touched:
            self.say("There is no other issue here.")
            return
        at = touched.index(self.issue) + by if self.issue in touched else (0 if by > 0 else len(touched) - 1)
        if 0 <= at < len(touched) and touched[at] != self.issue:
            self.turn_to(touched[at])
        else:
            self.say("That was the last issue." if by > 0 else "That was the first issue.")

    def turn_to(self, issue: str) -> None:
        self.issue = issue
        self.told = self._title()
        self.frame.set_title(self.told)
        self.lines.go(0)
        self.top.set(None, styled(self.told))
        self.fill()

    def why(self) -> None:
        from tui.desk.screens.pages import why_page

        if self.claim is not None:
            self.app.push_screen(why_page("the claim", self.state.why_claim(self.claim.claim.id)))

    def cite(self) -> None:
        from tui.desk.terminal.clipboard import copy
        from tui.export.citation import cite_claim

        if self.claim is None:
            self.say("Stand on a claim to cite it.")
            return
        text = cite_claim(self.state.library, self.claim.claim.id, self.state.config.citations)
        self.say(copy(self.app, text, os.environ, actions.first_key("export", self.state.keymap)))

    def export(self) -> None:
        """The record as it stands here: what the holder says before what is said of it."""
        from tui.export.statements import Choice

        issue, on = self.issue or None, self._title().removeprefix("The record of ")
        if self.of.by == "side":
            given = [(Choice(claims=tuple(row.claim.id for row in self.said), issue=issue), on)]
        else:
            holder = Selection("actor", self.key, self.holder)
            given = [(Choice(by=holder, issue=issue), f"by {on}")]
            given += [(Choice(about=holder, issue=issue), f"about {on}")] if self.said_of else []
        cast("TheApp", self.app).desk.ask_export(given)


def _once(rows: list[ClaimRow]) -> list[ClaimRow]:
    """Without what an earlier article tells, and what another claim of its sentence stands for."""
    return [row for row in rows if not (row.copy or row.under)]
