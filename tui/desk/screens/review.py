"""Going over the claims one by one, what a look is worth most first: one key each, and on from where it was left."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec

from tui.desk import actions
from tui.desk.presentation.line import Line
from tui.desk.presentation.mended_lines import Told
from tui.desk.presentation.review_lines import Looked, review_lines
from tui.desk.row_actions import Deed, acted
from tui.desk.screens.list_screen import Listing
from tui.desk.state import DeskState
from tui.desk.theme import Look
from tui.desk.widgets.lines import Rows, RowSource
from tui.model import Selection
from tui.store.rows import ClaimRow, ReviewRow

if TYPE_CHECKING:
    from tui.corpus.alike import Alike

KEPT = "review"  # the key of what was skipped, in the library
MOST_SKIPPED = 2_000  # claims that are kept as skipped, the latest
MOST_CHARS = 1 << 16
NoteOn = Callable[[Selection, Callable[[], None]], None]
Ask = Callable[[str, Callable[[str, str, str], None]], None]
Carry = Callable[["Sequence[Alike]", str, str, str, Callable[..., object]], None]


def in_turn(rows: list[ReviewRow], skipped: list[str]) -> list[ReviewRow]:
    """What was skipped comes last, in the order in which it was skipped."""
    places = {claim: place for place, claim in enumerate(skipped)}
    return sorted(rows, key=lambda row: places.get(row.claim, -1))


def read_skipped(kept: str | None) -> list[str]:
    """The claims that were skipped, as they were kept; none where that cannot be understood."""
    if not kept or len(kept) > MOST_CHARS:
        return []
    try:
        return msgspec.json.decode(kept, type=list[str])
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return []


class ReviewScreen(Listing):
    """Dismissed with the place of a claim, or None. `ask` asks for a stance, an issue or a holder."""

    where: ClassVar[actions.Where] = "review"
    keys = ("confirm", "reject", "revise", "review.skip", "review.before", "undo", "act", "back")
    BINDINGS: ClassVar = actions.bindings("review", "list")

    def __init__(self, state: DeskState, ask: Ask, note: NoteOn, carry: Carry) -> None:
        self.state = state
        self._ask, self._note_on, self._carry = ask, note, carry
        self.skipped = read_skipped(state.library.decisions.desk_state(KEPT))
        self.rows = in_turn(state.library.review.queue(state.crossref), self.skipped)
        self.judged = {row.claim for row in self.rows if row.judged}
        self.every = False  # those that are judged already are shown too
        self.at = -1
        self.claim: ClaimRow | None = None  # as it stands before the reader
        self._done: list[int] = []  # where a decision was made here, the latest last
        self._with: dict[int, tuple[str, ...]] = {}  # the claims that a decision there was carried to
        self._step(1)
        label = state.library.label(state.selection) if state.selection is not None else ""
        super().__init__(f"Review of {label}" if label else "Review", state.keymap)

    def acts(self) -> actions.Acts:
        return {
            **super().acts(), "confirm": partial(self._judge, "confirm"), "reject": partial(self._judge, "reject"),
            "revise": self.revise, "review.skip": self.skip, "review.before": self.before,
            "review.all": self.show_all, "undo": self.undo, "why": self.why, "note": self.note,
        }  # fmt: skip

    # --- what is looked at

    @property
    def progress(self) -> str:
        return f"{len(self.judged):,} of {len(self.rows):,} judged"

    def _step(self, by: int) -> bool:
        """Go to the next claim that is to be looked at, or the one before; False where there is none."""
        at = self.at + by
        while 0 <= at < len(self.rows):
            if self.every or self.rows[at].claim not in self.judged:
                self.at = at
                return True
            at += by
        if by > 0:
            self.at = len(self.rows)
        return False

    def looked(self) -> Looked | None:
        row = self.claim
        if row is None:
            return None
        library, worth, key = self.state.library, self.rows[self.at].worth, row.claim.article
        notes = library.decisions.notes(Selection("claim", row.claim.id))
        return Looked(row, worth.why, worth.issue, self.state.proposition(worth.issue), library.article(key),
                      library.sentences(key), tuple(note.text for note in notes))  # fmt: skip

    # --- the screen

    def source(self) -> RowSource[Any]:
        width, looked = max(self.app.size.width - 3, 20), self.looked()
        lines = review_lines(looked, width, self.lines.look, self.state.issue_names) if looked is not None else []
        return Rows([(line, None) for line in lines])

    def fill(self) -> None:
        self.claim = self.state.library.claim(self.rows[self.at].claim) if self.at < len(self.rows) else None
        self.lines.show(self.source(), at=0, empty=self.why_empty())
        self.tell()

    def draw(self, row: Told, width: int, look: Look) -> Line:
        return row[0]

    def why_empty(self) -> str:
        if not self.rows:
            return "No claim of a known holder on an issue of the watchlist. Esc goes back." + self.state.unread
        more = " f shows those that are judged already." if self.judged and not self.every else ""
        return f"That was the last: {self.progress}, {len(self.rows) - len(self.judged):,} skipped.{more} N goes back."

    def tell(self) -> None:
        self.frame.set_note(self.progress + (", all are shown" if self.every else ""))

    def on_resize(self) -> None:
        if self.lines.is_mounted:
            self.fill()

    def close(self) -> None:
        self._keep()
        super().close()

    def _keep(self) -> None:
        self.state.library.decisions.keep_desk_state(KEPT, json.dumps(self.skipped[-MOST_SKIPPED:]))

    # --- one key each

    def _decided(self, deed: Callable[[], object], said: str) -> bool:
        """Carry out a decision on the claim that is looked at, and go on to the next; False where it was not saved."""
        if not self._saved(deed):
            return False
        self.judged.add(self.rows[self.at].claim)
        self._done.append(self.at)
        self._step(1)
        self.fill()
        self.say(f"{said}; u takes it back")
        return True

    def _saved(self, deed: Callable[[], object]) -> bool:
        """Carry out a decision; where it is not saved, say why."""
        from tui.store.problems import StoreProblem

        try:
            deed()
        except StoreProblem as problem:
            self.fill()
            self.say(str(problem), "error")
            return False
        return True

    def _judge(self, what: str) -> None:
        row = self.claim
        if row is None:
            return
        decisions = self.state.library.decisions
        decide = decisions.confirm if what == "confirm" else decisions.reject
        self._decided(lambda: decide(row.claim.id, row.claim), "confirmed" if what == "confirm" else "rejected")

    def revise(self) -> None:
        row = self.claim
        if row is None:
            return
        change = partial(self.state.library.decisions.change, row.claim.id, seen=row.claim)

        def taken(field: str, value: str, words: str) -> None:
            changed: dict[str, Any] = {field: value}
            like = self.state.library.decisions.like(row.claim.id)
            if self._decided(lambda: change(**changed), f"set {words}") and like:
                self._carry(like, field, value, words, self._carried)

        self._ask("Set", taken)

    def _carried(self, deed: Callable[[], object], said: str, claims: tuple[str, ...]) -> None:
        """Carry a correction to the claims that were taken, which are judged with it."""
        if not self._saved(deed):
            return
        self._with[self._done[-1]] = claims
        here = {row.claim for row in self.rows}
        self.judged |= here & set(claims)
        if self.at < len(self.rows) and self.rows[self.at].claim in claims:
            self._step(1)
        self.fill()
        self.say(said)

    def skip(self) -> None:
        row = self.claim
        if row is not None:
            self.skipped = [claim for claim in self.skipped if claim != row.claim.id] + [row.claim.id]
            self._keep()
        self._step(1)
        self.fill()

    def before(self) -> None:
        """The claim before, also one that was judged just now."""
        if self.at > 0:
            self.at -= 1
            self.fill()
        else:
            self.say("This is the first.")

    def show_all(self) -> None:
        self.every = not self.every
        if self.at >= len(self.rows) or not (self.every or self.rows[self.at].claim not in self.judged):
            self.at = -1
            self._step(1)
        self.fill()

    def undo(self) -> None:
        """Take back what was decided here last, and look at it again."""
        from tui.store.problems import StoreProblem

        if not self._done:
            self.say("Nothing was decided here; on the desk u takes back what was before.")
            return
        try:
            change = self.state.library.decisions.undo()
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        self.at = self._done.pop()
        self.judged -= set(self._with.pop(self.at, ()))
        self.fill()
        if self.claim is not None and self.claim.status == "found":
            self.judged.discard(self.claim.claim.id)
            self.tell()
        self.say(f"taken back: {change.what}" if change is not None else "There is nothing to take back.")

    # --- more of it

    def deed(self) -> Deed | None:
        row = self.claim
        if row is None:
            return None
        self._keep()
        return acted(row)

    def why(self) -> None:
        from tui.desk.screens.pages import why_page

        row = self.claim
        if row is not None:
            self.app.push_screen(why_page("the claim", self.state.why_claim(row.claim.id)))

    def note(self) -> None:
        row = self.claim
        if row is not None:
            self._note_on(Selection("claim", row.claim.id), self._noted)

    def _noted(self) -> None:
        self._done.append(self.at)
        self.fill()
        self.say("noted; u takes it back")
