"""Judging: claims confirmed, rejected or set by hand, notes, articles marked read, and undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from tui.desk.actions import Acts
from tui.desk.interfaces import TheDesk
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.row_actions import MergeVerdict, claim_in_text, selected
from tui.desk.theme import Look
from tui.model import Selection
from tui.store.rows import SHOWN_AT_ONCE, ActorRow, ArticleRow, Change, ClaimRow, Note

if TYPE_CHECKING:
    from tui.corpus.alike import Alike

MOST_NOTE = 10_000  # characters
Choice = tuple[str, str, str]  # field, value, words


class Judge:
    """Keeps what the reader of the desk decides, and shows it at once."""

    def __init__(self, desk: TheDesk) -> None:
        self.desk = desk
        self.state = desk.state

    def acts(self) -> Acts:
        return {
            "confirm": self.confirm, "reject": self.reject, "revise": self.revise, "note": self.note,
            "seen": self.seen, "undo": self.undo, "settle": self.settle,
        }  # fmt: skip

    def judged(self, deed: Callable[[], object], told: str) -> bool:
        """Carry out a judgement and draw the desk anew; where it was not saved, say so, change nothing, give False."""
        from tui.store.problems import Stale, StoreProblem

        try:
            deed()
        except StoreProblem as problem:
            if isinstance(problem, Stale):
                self.desk.redraw()  # what the other terminal decided
            self.desk.say(str(problem), "error")
            return False
        self.desk.redraw()
        self.desk.reader.reopen()
        self.desk.say(told)
        return True

    def merge(self, deed: MergeVerdict) -> None:
        """Take a merge, or say never; what was tied is tied again behind the desk."""
        decisions, offered = self.state.library.decisions, deed.offered
        pair = f"{offered.name} and {offered.other.name}"
        if deed.same:
            saved = self.judged(lambda: decisions.same(offered.other), f"{pair} are one; u takes it back")
        else:
            saved = self.judged(lambda: decisions.never_same(offered.other), f"{pair} are never one; u takes it back")
        if saved:
            self.desk.behind.read()

    def claim_here(self) -> ClaimRow | None:
        """The claim under the cursor, in Claims or in the reader."""
        row = self.desk.row
        if isinstance(row, ClaimRow):
            return row
        if self.desk.pane == "reader":
            claim = claim_in_text(self.desk.reader.stored_marks_here)
            if claim is not None:
                return self.state.library.claim(claim)
        if isinstance(row, ActorRow):
            self.desk.say("i shows what this actor may also be; there o takes it, x says never.")
        else:
            self.desk.say("Stand on a claim: 5 goes to Claims, c to the next one.")
        return None

    def confirm(self) -> None:
        row = self.claim_here()
        if row is not None:
            self.judged(
                lambda: self.state.library.decisions.confirm(row.claim.id, row.claim), "confirmed; u takes it back"
            )

    def reject(self) -> None:
        row = self.claim_here()
        if row is not None:
            decisions = self.state.library.decisions
            self.judged(
                lambda: decisions.reject(row.claim.id, row.claim), "rejected, it counts no more; u takes it back"
            )

    def revise(self) -> None:
        row = self.claim_here()
        if row is None:
            return

        def taken(field: str, value: str, words: str) -> None:
            change = partial(self.state.library.decisions.change, row.claim.id, seen=row.claim)
            like = self.state.library.decisions.like(row.claim.id)
            changed: dict[str, Any] = {field: value}
            if self.judged(lambda: change(**changed), f"set {words}; u takes it back") and like:
                self.carry(like, field, value, words)

        self.ask_value("Set", taken)

    def ask_value(self, title: str, then: Callable[[str, str, str], None]) -> None:
        """Ask for a stance, an issue or a holder; `then` is given the field, its value, and both in words."""
        from tui.desk.screens.prompt import Answer, Prompt

        choices = [("stance", value, f"stance: {value}") for value in ("for", "against", "mixed", "none")]
        choices += [("issue", issue.id, f"issue: {issue.name}") for issue in self.state.library.issues()]

        def offer(text: str) -> list[Choice]:
            folded = text.strip().casefold()
            found = [choice for choice in choices if folded in choice[2].casefold()]
            if folded:
                near = self.state.library.find(text.strip(), limit=8)
                found += [("holder", hit.label, f"holder: {hit.label}") for hit in near if hit.kind == "actor"]
                if all(choice[1] != text.strip() for choice in found):
                    found.append(("holder", text.strip(), f"holder: {text.strip()}"))
            return found

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                then(*answer[1])

        hint = "a stance, an issue, or a holder's name"
        self.desk.app.push_screen(Prompt(title, offer=offer, draw=_choice, hint=hint), taken)

    def carry(
        self, like: Sequence[Alike], field: str, value: str, words: str, do: Callable[..., object] | None = None
    ) -> None:
        """Offer a correction for the claims that are like the one corrected. `do` carries it out elsewhere than on the
        desk: it is given the deed, what is said of it, and the claims."""
        from tui.desk.screens.alike_claims import AlikeClaims, LikeRow

        library = self.state.library
        rows = [(library.claim(one.claim), one.why) for one in like]
        offered = [LikeRow(row, why) for row, why in rows if row is not None]
        seen = {one.row.claim.id: one.row.claim for one in offered}

        def taken(claims: object) -> None:
            if isinstance(claims, tuple):
                told = f"set {words} in {len(claims)} more; u takes all back"
                carried: dict[str, Any] = {field: value}
                decisions = library.decisions
                deed = partial(decisions.change_together, claims, with_last=True, seen=seen, **carried)
                if do is not None:
                    do(deed, told, claims)
                else:
                    self.judged(deed, told)

        if offered:
            self.desk.app.push_screen(AlikeClaims(offered, words, self.state.keymap), taken)

    def settle(self) -> None:
        """Ask whose judgement of the claim holds, of those that coders gave."""
        row = self.claim_here()
        if row is None:
            return
        decisions = self.state.library.decisions
        coders = [one for one in decisions.coders(row.claim.id) if not one.settled]
        if len(coders) < 2:
            self.desk.say("Nobody else judged this claim: there is nothing to settle.")
            return
        from tui.desk.screens.prompt import Answer, Prompt

        choices: list[Choice] = [(one.coder, one.coder, f"{one.coder}: {one.words}") for one in coders]

        def offer(text: str) -> list[Choice]:
            folded = text.strip().casefold()
            return [choice for choice in choices if folded in choice[2].casefold()]

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                coder = answer[1][0]
                told = f"settled as {coder} says; u takes it back"
                self.judged(lambda: decisions.settle(row.claim.id, coder), told)

        hint = "whose judgement holds for all"
        self.desk.app.push_screen(Prompt("Settle", offer=offer, draw=_choice, hint=hint), taken)

    def note(self) -> None:
        row = self.desk.row
        target = selected(row) if row is not None else self.state.selection
        if target is None and self.desk.reader.article is not None:
            article = self.desk.reader.article
            target = Selection("article", article.key, article.title or article.key)
        if target is None:
            self.desk.say("There is nothing here to write a note on.")
            return
        self.note_on(target, self._noted)

    def _noted(self) -> None:
        self.desk.redraw()
        self.desk.say("noted; u takes it back")

    def note_on(self, target: Selection, then: Callable[[], None]) -> None:
        """Ask for a note on a selection; `then` is called when it is saved."""
        decisions = self.state.library.decisions
        before = self._own_note(target)

        def save(text: str, seen: Note | None) -> None:
            decisions.note(target, text, seen.version if seen is not None else 0)
            then()

        words = f"Note on {self.state.library.label(target)[:40]}"
        self._ask_note(words, before.text if before is not None else "", lambda: self._own_note(target), save)

    def note_on_all(self, targets: Sequence[Selection], number: str) -> None:
        """Ask for a note on several; `number` says how many in words."""

        def own() -> dict[Selection, int]:
            found = {target: self._own_note(target) for target in targets}
            return {target: note.version if note is not None else 0 for target, note in found.items()}

        def save(text: str, seen: dict[Selection, int]) -> None:
            if text:
                self.state.library.decisions.note_together(targets, text, seen)
                self.desk.redraw()
                self.desk.say(f"noted on {number}; u takes it back")

        self._ask_note(f"Note on {number}", "", own, save)

    def _own_note(self, target: Selection) -> Note | None:
        return next((note for note in self.state.library.decisions.notes(target) if note.mine), None)

    def _ask_note(
        self, title: str, text: str, stands: Callable[[], Any], save: Callable[[str, Any], None], wrong: str = ""
    ) -> None:
        """Ask for a note's words, which `save` is given with what stood when they were asked for; where they could not
        be saved they stay on the screen, with `wrong` above."""
        from tui.desk.screens.prompt import Answer, Prompt
        from tui.store.problems import StoreProblem

        seen = stands()

        def taken(answer: Answer | None) -> None:
            if answer is None:
                return
            try:
                save(answer[0].strip(), seen)
            except StoreProblem as problem:
                self._ask_note(title, answer[0], stands, save, str(problem))

        self.desk.app.push_screen(Prompt(title, text, wrong=wrong, most=MOST_NOTE), taken)

    def seen(self) -> None:
        library = self.state.library
        row = self.desk.row if isinstance(self.desk.row, ArticleRow) else None
        key = (
            row.key
            if row is not None
            else (self.desk.reader.article.key if self.desk.reader.article is not None else None)
        )
        if row is None and key is not None:
            row = library.article_row(key)
        if row is None:
            self.desk.say("No article is open.")
            return
        shown = bool(row.seen)
        told = "marked unread" if shown else "marked read"
        self.judged(lambda: library.decisions.mark_seen(row.key, not shown, shown), told)

    def undo(self) -> Change | None:
        """Take back what was decided last; None where that was not done."""
        from tui.store.problems import StoreProblem

        try:
            change = self.state.library.decisions.undo()
        except StoreProblem as problem:
            self.desk.say(str(problem), "error")
            return None
        if change is None:
            self.desk.say("There is nothing to take back.")
            return None
        self.desk.redraw()
        self.desk.reader.reopen()
        many = f", {change.many:,} decisions" if change.many > 1 else ""
        self.desk.say(f"taken back{many}: {change.what}")
        if change.kind not in SHOWN_AT_ONCE:
            self.desk.behind.read()
        return change


def _choice(choice: Choice, width: int, look: Look) -> Line:
    return columns(width, (styled(choice[2], ascii_only=look.ascii),), (), look)
