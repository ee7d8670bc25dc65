"""One issue of the watchlist, to be written: name, sentence, colour and lists, each line with what it finds now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

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
    Row,
    TakeOff,
    adds_words,
    issue_rows,
    watch_line,
)
from tui.desk.screens.list_screen import Listing
from tui.desk.theme import Look
from tui.desk.widgets.lines import Rows, RowSource
from tui.model import Issue, ListName
from tui.store.rows import WatchLine

if TYPE_CHECKING:
    from tui.config.edit import Change
    from tui.desk.screens.prompt import Answer

LOOK_AGAIN = 1.0  # seconds between two looks at whether the index has changed behind the screen


class WatchedIssue(Listing):
    where: ClassVar[actions.Where] = "watched"
    keys = ("act", "watch.add", "watch.remove", "watch.undo", "back")
    BINDINGS: ClassVar = actions.bindings("watched", "list")

    def __init__(self, writing: ConfigWriting, key: str, said: str = "") -> None:
        """`said` is what was done to come here."""
        self.writing = writing
        self.state = writing.state
        self.key = key
        self._first_said = said
        self._counted = -1  # the generation of the index that was counted in
        super().__init__("Issue", writing.state.keymap)

    def acts(self) -> actions.Acts:
        return {
            **super().acts(), "watch.add": self.add, "watch.remove": self.take_out, "watch.undo": self.undo,
        }  # fmt: skip

    def on_mount(self) -> None:
        self.set_interval(LOOK_AGAIN, self._look_again)
        if self._first_said:
            self.call_later(self.say, self._first_said)

    @property
    def issue(self) -> Issue | None:
        return next((issue for issue in self.state.config.issues if issue.id == self.key), None)

    # --- rows

    def source(self) -> RowSource[Any]:
        issue = self.issue
        self._counted = self.state.library.generation()
        return Rows(issue_rows(issue, self.state.library.watchlist.lines(issue)) if issue is not None else [])

    def draw(self, row: Row, width: int, look: Look) -> Line:
        return watch_line(row, width, look)

    def why_empty(self) -> str:
        return "This issue is no longer in the watchlist. Esc goes back."

    def tell(self) -> None:
        issue = self.issue
        if issue is None:
            return
        mentions, claims = self.state.library.watchlist.counts(issue)
        self.frame.set_title(issue.name)
        self.frame.set_note(f"{counted(mentions, 'mention')}, {counted(claims, 'claim')}")
        self.top.set(styled("onrecord", "title"), styled(f"  {self.writing.path}  counts are of what is read now"))

    def _look_again(self) -> None:
        """Count anew where the index has changed behind the screen."""
        if self.app.screen is self and self._counted != self.state.library.generation():
            self.again()

    # --- keys

    def act(self) -> None:
        row = self.lines.row
        if isinstance(row, Field):
            self._ask_field(row)
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

    def take_out(self) -> None:
        from tui.config.edit import ChangeLine, RemoveIssue, SetField

        row = self.lines.row
        if isinstance(row, Listed):
            line = row.line
            gone = ChangeLine(self.key, line.list, line.words, "")
            self._change(gone, f"“{line.words}” taken out of {line.list}")
        elif isinstance(row, TakeOff):
            self._change(RemoveIssue(self.key), f"“{row.issue.name}” taken off the watchlist")
        elif isinstance(row, Field) and row.name != "name":
            self._change(SetField(self.key, row.name, ""), f"{FIELDS[row.name]} taken out")
        else:
            self.say("x takes out the line under the cursor; here is none that can be.")

    def undo(self) -> None:
        done, told = self.writing.undo()
        self.again()
        self.say(told, "title" if done else "error")

    # --- asking

    def _ask_field(self, field: Field) -> None:
        from tui.config.edit import SetField
        from tui.desk.screens.prompt import Prompt

        choices = {"colour": list(COLOURS), "fuzziness": list(FUZZINESS)}.get(field.name)
        name = field.name

        def offer(text: str) -> list[str]:
            wanted = text.strip().casefold()
            found = [one for one in choices or [] if wanted in f"{one} {FUZZINESS.get(one, '')}".casefold()]
            own = [text.strip()] if wanted and field.name == "colour" else []  # such as #rrggbb
            return list(dict.fromkeys([*found, *own]))

        def taken(answer: Answer | None) -> None:
            if answer is None:
                return
            value = str(answer[1]) if choices is not None else answer[0]
            if name == "name" and not value.strip():
                self.say("An issue needs a name.", "warning")
                return
            self._change(SetField(self.key, name, value), f"{FIELDS[name]} set")

        hint = "a sentence that one can be for or against" if name == "proposition" else ""
        start = "" if choices is not None else field.value
        if name == "proposition" and not start and self.issue is not None:
            start = f"{self.issue.name} should be supported"  # to be written over
        self.app.push_screen(
            Prompt(FIELDS[name], start, offer=offer if choices is not None else None, draw=_choice, hint=hint), taken
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
                self._change(AddLine(self.key, name, words), f"“{words}” added to {name}")
            else:
                self._change(ChangeLine(self.key, name, before.words, words), f"“{words}” in {name}")

        told = LISTS[name].partition(":")[0]
        self.app.push_screen(Prompt(told, before.words if before is not None else "", offer=offer), taken)

    def _change(self, change: Change, told: str) -> None:
        done, words = self.writing.change([change], told)
        self.again()
        self.say(words, "title" if done else "error")

    def again(self) -> None:
        """The issue is another: count and draw anew, the cursor where it was."""
        at = self.lines.cursor
        self.fill()
        self.lines.go(min(at, max(self.lines.count - 1, 0)))


def _without(issue: Issue, name: str, words: str) -> Issue:
    from msgspec.structs import replace

    return replace(issue, **{name: tuple(line for line in getattr(issue, name) if line != words)})


def _choice(choice: str, width: int, look: Look) -> Line:
    return styled(f"{choice}  {FUZZINESS.get(choice, '')}".rstrip(), ascii_only=look.ascii)
