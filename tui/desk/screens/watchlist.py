"""The watchlist: its issues with what they find, and issues that the corpus suggests, each taken by one key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from tui.config import ConfigProblem
from tui.desk import actions
from tui.desk.interfaces import ConfigWriting
from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.title import counted
from tui.desk.presentation.watch_rows import (
    Begun,
    NewIssue,
    NoteLine,
    Row,
    Suggested,
    SuggestionLine,
    Watched,
    examples,
    list_rows,
    watch_line,
)
from tui.desk.screens.list_screen import Listing
from tui.desk.theme import Look
from tui.desk.widgets.lines import Rows, RowSource

if TYPE_CHECKING:
    from tui.config.draft import IssueDraft
    from tui.desk.screens.prompt import Answer


class WatchlistScreen(Listing):
    where: ClassVar[actions.Where] = "watchlist"
    keys = ("act", "watch.add", "watch.take", "watch.remove", "watch.undo", "help", "back")
    BINDINGS: ClassVar = actions.bindings("watchlist", "list")

    def __init__(self, writing: ConfigWriting) -> None:
        self.writing = writing
        self.state = writing.state
        self._suggested: list[Suggested] | None = None
        super().__init__("Watchlist", writing.state.keymap)

    def acts(self) -> actions.Acts:
        return {
            **super().acts(), "watch.add": self.add, "watch.take": self.take, "watch.remove": self.take_out,
            "watch.undo": self.undo,
        }  # fmt: skip

    def on_mount(self) -> None:
        self.call_later(self._stand)  # Textual mounts what a Listing does after this

    def _stand(self) -> None:
        """On the first issue, or, where nothing is watched, on the first suggestion."""
        self.lines.go(1 if self.state.config.issues or not self.suggested() else self._first())

    def told_above(self) -> Line:
        path, there = self.writing.path, self.state.config.path is not None
        if self.state.config_words.fault:
            return styled(f"  {self.state.config_words.words.removesuffix(' (!)')}", "warning")
        if there:
            return styled(f"  {path} is in force")
        return styled(f"  no config.yaml yet: it will stand in {path}", "warning")

    def _first(self) -> int:
        """The row of the first suggestion: what to look at where nothing is watched."""
        rows = self.rows()
        return next((at for at, row in enumerate(rows) if isinstance(row, Suggested)), 0)

    # --- rows

    def suggested(self) -> list[Suggested]:
        if self._suggested is None:
            found = self.state.library.watchlist.suggestions(self.writing.refused())
            self._suggested = [Suggested(one, examples(self.state.library, one)) for one in found]
        return self._suggested

    def rows(self) -> list[Row]:
        library, left = self.state.library, self.writing.left_drafts()
        unsaved = {draft.key for draft in left if not draft.begun}
        watched = [
            Watched(issue, *library.watchlist.counts(issue), unsaved=issue.id in unsaved)
            for issue in self.state.config.issues
        ]
        begun = [Begun(draft.key, draft.issue.name) for draft in left if draft.begun and draft.issue is not None]
        return list_rows(watched, self.suggested(), begun)

    def source(self) -> RowSource[Any]:
        return Rows(self.rows())

    def draw(self, row: Row, width: int, look: Look) -> Line:
        return watch_line(row, width, look)

    def tell(self) -> None:
        part = f"{self.state.part} · " if self.state.part else ""
        self.frame.set_note(part + counted(len(self.state.config.issues), "issue"))
        self.top.set(styled("onrecord", "title"), self.told_above())

    # --- keys

    @property
    def suggestion(self) -> Suggested | None:
        row = self.lines.row
        return row.of if isinstance(row, SuggestionLine) else row if isinstance(row, Suggested) else None

    def act(self) -> None:
        row = self.lines.row
        if isinstance(row, Watched):
            self._open(partial(self.writing.draft_of, row.issue.id))
        elif isinstance(row, NewIssue):
            self.add()
        elif isinstance(row, Begun):
            self._open(partial(self._left, row.key))
        elif isinstance(row, NoteLine):
            self.say("Stand on an issue, or on a suggestion.")
        else:
            self.take()

    def _open(self, make: Callable[[], IssueDraft]) -> None:
        """Open a draft to be written; where config.yaml cannot be used, say why."""
        from tui.desk.screens.watched_issue import WatchedIssue

        try:
            self.app.push_screen(WatchedIssue(self.writing, make()), lambda _: self.again())
        except ConfigProblem as problem:
            self.say(problem.short, "error")

    def _left(self, key: str) -> IssueDraft:
        left = next((draft for draft in self.writing.left_drafts() if draft.key == key), None)
        if left is None:
            raise ConfigProblem(self.writing.path, 0, 0, "what was begun cannot be taken up any more")
        return left

    def add(self) -> None:
        """A new issue, by its name; its name is its first term."""
        from tui.desk.screens.prompt import Prompt

        def taken(answer: Answer | None) -> None:
            if answer is None or not answer[0].strip():
                return
            name = answer[0].strip()
            self._open(partial(self.writing.new_draft, name, (name,)))

        self.app.push_screen(Prompt("Name of the new issue", hint="its first term, too"), taken)

    def take(self) -> None:
        """The suggestion under the cursor as the draft of a new issue."""
        one = self.suggestion
        if one is None:
            self.say("t takes a suggestion: stand on one below “from your articles”.")
            return
        self._open(partial(self.writing.new_draft, one.suggestion.name, one.suggestion.terms))

    def take_out(self) -> None:
        one = self.suggestion
        if one is None:
            self.say("x on a suggestion: never suggest it again. An issue is taken off where it is opened (Enter).")
            return
        self.writing.refuse(one.suggestion.terms[0])
        self.again()
        self.say(f"“{one.suggestion.terms[0]}” is suggested no more")

    def undo(self) -> None:
        done, told = self.writing.undo()
        self.again()
        self.say(told, "title" if done else "error")

    def again(self) -> None:
        """The watchlist is another: count and draw anew."""
        self._suggested = None
        at = self.lines.cursor
        self.fill()
        self.lines.go(min(at, max(self.lines.count - 1, 0)))
