"""One issue of the watchlist, to be written: a draft with what each line finds now, in force once it is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from tui.config import ConfigProblem
from tui.config.draft import IssueDraft
from tui.config.settings_table import COLOURS
from tui.desk import actions
from tui.desk.interfaces import ConfigWriting
from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.title import counted
from tui.desk.presentation.watch_rows import (
    FIELDS,
    FUZZINESS,
    LISTS,
    AddTo,
    Field,
    Listed,
    PropositionClaim,
    PropositionRow,
    Row,
    TakeOff,
    adds_words,
    file_rows,
    issue_rows,
    offers,
    sides_words,
    watch_line,
)
from tui.desk.screens.list_screen import Listing
from tui.desk.screens.over_index import OverIndex
from tui.desk.theme import Look
from tui.desk.widgets.lines import Rows, RowSource
from tui.model import Issue, ListName
from tui.store.rows import WatchLine

if TYPE_CHECKING:
    from tui.config.edit import Change
    from tui.desk.screens.prompt import Answer

SAVE, LEAVE, STAY = "save it, then leave", "leave without saving", "go on writing"


class WatchedIssue(OverIndex, Listing):
    where: ClassVar[actions.Where] = "watched"
    keys = ("act", "watch.save", "watch.add", "watch.take", "watch.remove", "watch.undo", "help", "back")
    BINDINGS: ClassVar = actions.bindings("watched", "list")

    def __init__(self, writing: ConfigWriting, draft: IssueDraft) -> None:
        self.writing = writing
        self.state = writing.state
        self.draft = draft
        self.issue = draft.issue
        self._offered: tuple[object, list[PropositionRow], int] = (None, [], -1)  # for which words, what, counted when
        super().__init__("Issue", writing.state.keymap)

    def acts(self) -> actions.Acts:
        return {
            **super().acts(), "watch.add": self.add, "watch.remove": self.take_out, "watch.undo": self.undo,
            "watch.save": self.save, "watch.take": self.take, "leave": lambda: self._ask_leave(self.app.exit),
        }  # fmt: skip

    def on_mount(self) -> None:
        if self.draft.changes and len(self.draft.changes) > self.draft.begun:
            self.call_later(
                self.say, "what was not saved when the desk ended is here again: s saves it, u takes it back"
            )

    # --- rows

    def source(self) -> RowSource[Any]:
        self.taken()
        if self.issue is None:
            return Rows([])
        lines = self.state.library.watchlist.lines(self.issue)
        rows = issue_rows(self.issue, lines, self.offered(self.issue), self._sides(self.issue))
        return Rows([*rows, *file_rows(self.draft.lines(), str(self.draft.path))])

    def _sides(self, issue: Issue) -> str:
        """What the proposition comes to, where it is in force as it stands here; the index may be behind it."""
        if not issue.proposition:
            return ""
        if self.state.proposition(issue.id) != issue.proposition:
            return "sides are told once it is saved"
        return sides_words(next((row for row in self.state.library.issues() if row.id == issue.id), None))

    def offered(self, issue: Issue) -> list[PropositionRow]:
        """Propositions for an issue that has none."""
        if issue.proposition:
            return []
        asked = (issue.terms, issue.descriptions, issue.fuzziness)
        known, found, looked = self._offered
        if known != asked or (not found and looked != self._taken):  # what was found stays while articles are read
            library = self.state.library
            found = offers(library, library.watchlist.propositions(issue))
            self._offered = (asked, found, self._taken)
        return found

    def draw(self, row: Row, width: int, look: Look) -> Line:
        return watch_line(row, width, look)

    def why_empty(self) -> str:
        return "This issue is no longer in the watchlist. Esc goes back."

    def tell(self) -> None:
        if self.issue is None:
            return
        mentions, claims = self.state.library.watchlist.counts(self.issue)
        self.frame.set_title(self.issue.name)
        part = f"{self.state.part} · " if self.state.part else ""
        self.frame.set_note(f"{part}{counted(mentions, 'mention')}, {counted(claims, 'claim')}")
        unsaved = self.unsaved
        told = f"{counted(unsaved, 'change')} not saved: s saves" if unsaved else "nothing to save"
        right = styled(told, "warning" if unsaved else "dim")
        self.top.set(
            styled("onrecord", "title") + styled(f"  {self.draft.path}", ascii_only=self.lines.look.ascii), right
        )

    @property
    def unsaved(self) -> int:
        return len(self.draft.changes)

    def look_again(self) -> None:
        """Count anew where the index has changed behind the screen; read the file anew where nothing is lost by it."""
        if self.issue is None:
            return
        if not self.unsaved and not self.writing.is_as_read(self.draft):
            self._read_again()
        else:
            super().look_again()

    def _read_again(self) -> None:
        try:
            self._stand(self.writing.draft_of(self.draft.key))
        except ConfigProblem as problem:
            self.say(problem.short, "error")

    # --- the draft

    def _stand(self, draft: IssueDraft) -> None:
        """The draft is another: count and draw anew, the cursor where it was."""
        self.draft, self.issue = draft, draft.issue
        self.again()

    def again(self) -> None:
        at = self.lines.cursor
        self.fill()
        self.lines.go(min(at, max(self.lines.count - 1, 0)))

    def _change(self, change: Change, told: str) -> None:
        try:
            draft = self.draft.changed(change)
        except ConfigProblem as problem:
            self.say(problem.words, "error")
            return
        if draft is self.draft:
            self.say("That is how it stands already.")
            return
        self._stand(draft)
        self.writing.keep_draft(draft)
        self.say(f"{told}; s saves, u takes it back")

    def save(self) -> bool:
        """Write the draft; whether that was done."""
        if not self.unsaved:
            self.say("Nothing has changed since it was saved.")
            return False
        name = self.issue.name if self.issue is not None else self.draft.key
        told = f"new issue “{name}”" if self.draft.begun else f"“{name}”, {counted(self.unsaved, 'change')}"
        try:
            left, said = self.writing.save(self.draft, told)
        except ConfigProblem as problem:
            self.say(f"not saved: {problem.short}", "error")
            return False
        if left is not None:
            self._stand(left)
            self.writing.keep_draft(left)
            self.say(said, "warning")
            return False
        self._read_again()
        self.say(said)
        return True

    def undo(self) -> None:
        """Take back the last change of the draft, or else what was saved last."""
        if len(self.draft.changes) > self.draft.begun:
            draft = self.draft.without_last()
            self._stand(draft)
            self.writing.keep_draft(draft)
            self.say("taken back")
        elif self.unsaved:
            self.say("Only the new issue itself is left; Esc gives it up.")
        else:
            done, told = self.writing.undo()
            if self.draft.key in {issue.id for issue in self.state.config.issues}:
                self._read_again()
            elif done:
                self.issue = None
                self.again()
            self.say(told, "title" if done else "error")

    # --- leaving

    def close(self) -> None:
        self._ask_leave(lambda: self.dismiss(None))

    def _ask_leave(self, leave: Callable[[], object]) -> None:
        """Leave, after asking what becomes of what is not saved."""
        from tui.desk.screens.prompt import Prompt

        if not self.unsaved:
            leave()
            return

        def taken(answer: Answer | None) -> None:
            chosen = answer[1] if answer is not None else STAY
            if chosen == LEAVE:
                self.writing.keep_draft(self.draft, kept=False)
                leave()
            elif chosen == SAVE and self.save():
                leave()

        def offer(text: str) -> list[str]:
            return [words for words in (SAVE, LEAVE, STAY) if text.strip().casefold() in words]

        self.app.push_screen(Prompt(f"{counted(self.unsaved, 'change')} not saved", offer=offer), taken)

    # --- keys

    def act(self) -> None:
        from tui.config.edit import line_of

        row = self.lines.row
        if isinstance(row, Field):
            self._ask_field(row)
        elif isinstance(row, PropositionRow | PropositionClaim):
            offer = row.of if isinstance(row, PropositionClaim) else row
            self._ask_field(Field("proposition", ""), line_of(offer.proposed.sentence))
        elif isinstance(row, Listed):
            self._ask_line(row.line.list, row.line)
        elif isinstance(row, AddTo):
            self._ask_line(row.list)
        elif isinstance(row, TakeOff):
            self.say("x takes the issue off the watchlist; u takes that back.")
        else:
            self.say("Stand on a line: Enter changes it, A adds one to its list, x takes it out.")

    def add(self) -> None:
        row = self.lines.row
        name: ListName = "terms"
        if isinstance(row, Listed | AddTo):
            name = row.line.list if isinstance(row, Listed) else row.list
        self._ask_line(name)

    def take(self) -> None:
        """The offered proposition under the cursor, or the first one, as it stands."""
        from tui.config.edit import SetField

        row = self.lines.row
        offered = self.offered(self.issue) if self.issue is not None else []
        one = (
            row.of
            if isinstance(row, PropositionClaim)
            else row
            if isinstance(row, PropositionRow)
            else next(iter(offered), None)
        )
        if one is not None:
            self._change(SetField(self.draft.key, "proposition", one.proposed.sentence), "it is the proposition now")
        elif self.issue is not None and self.issue.proposition:
            self.say("t takes a proposition that is offered; this issue has one, which Enter changes.")
        else:
            self.say(
                "t takes a proposition that is offered: no claim on these words asks for anything. Enter writes one."
            )

    def take_out(self) -> None:
        from tui.config.edit import ChangeLine, SetField

        row, key = self.lines.row, self.draft.key
        if isinstance(row, Listed):
            line = row.line
            self._change(ChangeLine(key, line.list, line.words, ""), f"“{line.words}” taken out of {line.list}")
        elif isinstance(row, TakeOff):
            self._take_off(row.issue)
        elif isinstance(row, Field) and row.name != "name":
            self._change(SetField(key, row.name, ""), f"{FIELDS[row.name]} taken out")
        else:
            self.say("x takes out the line under the cursor; here is none that can be.")

    def _take_off(self, issue: Issue) -> None:
        """At once: u brings it back. What is only a draft is given up by leaving."""
        from tui.config.edit import RemoveIssue

        if self.unsaved:
            self.say("There are changes that are not saved: s saves or u takes them back, then x takes it off.")
            return
        done, told = self.writing.change([RemoveIssue(issue.id)], f"“{issue.name}” taken off the watchlist")
        if done:
            self.issue = None
            self.again()
        self.say(told, "title" if done else "error")

    # --- asking

    def _ask_field(self, field: Field, start: str = "") -> None:
        from tui.config.edit import SetField
        from tui.desk.screens.prompt import Prompt

        choices: Iterable[str] | None = {"colour": COLOURS, "fuzziness": FUZZINESS}.get(field.name)
        name, known = field.name, list(choices or ())

        def offer(text: str) -> list[str]:
            wanted = text.strip().casefold()
            found = [one for one in known if wanted in f"{one} {FUZZINESS.get(one, '')}".casefold()]
            own = [text.strip()] if wanted and field.name == "colour" else []  # such as #rrggbb
            return list(dict.fromkeys([*found, *own]))

        def taken(answer: Answer | None) -> None:
            if answer is None:
                return
            value = str(answer[1]) if choices is not None else answer[0]
            if name == "name" and not value.strip():
                self.say("An issue needs a name.", "warning")
                return
            self._change(SetField(self.draft.key, name, value), f"{FIELDS[name]} set")

        hint = "a sentence that one can be for or against, such as: X should join Y" if name == "proposition" else ""
        text = "" if choices is not None else start or field.value
        self.app.push_screen(
            Prompt(FIELDS[name], text, offer=offer if choices is not None else None, draw=_choice, hint=hint), taken
        )

    def _ask_line(self, name: ListName, before: WatchLine | None = None) -> None:
        """Ask for a line's words, with what they would add as they are typed."""
        from tui.config.edit import AddLine, ChangeLine
        from tui.desk.screens.prompt import Prompt

        issue = self.issue
        if issue is None:
            return
        rest = issue if before is None else _without(issue, name, before.words)

        def offer(text: str) -> list[str]:
            if not text.strip():
                return ["type words; what they find stands here"]
            return adds_words(self.state.library.watchlist.adds(rest, name, text.strip()), name)

        def taken(answer: Answer | None) -> None:
            words = answer[0].strip() if answer is not None else ""
            if not words:
                return
            if before is None:
                self._change(AddLine(self.draft.key, name, words), f"“{words}” added to {name}")
            else:
                self._change(ChangeLine(self.draft.key, name, before.words, words), f"“{words}” in {name}")

        told = LISTS[name].partition(":")[0]
        self.app.push_screen(Prompt(told, before.words if before is not None else "", offer=offer), taken)


def _without(issue: Issue, name: str, words: str) -> Issue:
    from msgspec.structs import replace

    return replace(issue, **{name: tuple(line for line in getattr(issue, name) if line != words)})


def _choice(choice: str, width: int, look: Look) -> Line:
    return styled(f"{choice}  {FUZZINESS.get(choice, '')}".rstrip(), ascii_only=look.ascii)
