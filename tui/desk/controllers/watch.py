"""Writing the watchlist: what is under the cursor into an issue, the issues themselves, and undo while one writes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.config import ConfigProblem, would_be
from tui.desk.actions import Acts
from tui.desk.controllers.judge import Judge
from tui.desk.controllers.navigate import Navigate
from tui.desk.interfaces import TheDesk
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.title import counted
from tui.desk.presentation.watch_rows import REFUSED, Suggested, kept_words
from tui.desk.theme import Look
from tui.model import Issue, Selection
from tui.store.rows import Change as Decided

if TYPE_CHECKING:
    from tui.config.edit import Change

_NEW = ""  # the id of the issue that is not there yet


class WatchTarget(Struct, frozen=True):
    """Where a term may go: an issue by its id, or a new one of that name; and what it would add there, in words."""

    id: str
    name: str
    adds: str


class Watch:
    """Changes config.yaml for the reader of the desk, and has the desk take it at once."""

    def __init__(self, desk: TheDesk, navigate: Navigate, judge: Judge) -> None:
        self.desk = desk
        self.navigate = navigate
        self.judge = judge
        self.state = desk.state
        self._undone: list[tuple[Path, bytes | None, bytes, str]] = []
        self.latest = False  # nothing was judged since the last change was written

    def acts(self) -> Acts:
        return {"watch": self.watch, "watch.list": self.open_list, "undo": self.undo_latest}

    # --- the file

    @property
    def path(self) -> Path:
        """The config that is in force, or where one would stand."""
        app = self.desk.behind.app
        return self.state.config.path or app.live_config.path or would_be(app.corpus)

    def _data(self) -> bytes | None:
        path = self.path
        try:
            return path.read_bytes() if path.exists() else None
        except OSError as error:
            raise ConfigProblem(path, 0, 0, f"cannot be read: {(error.strerror or 'unknown error').lower()}") from None

    def change(self, changes: Sequence[Change], told: str) -> tuple[bool, str]:
        """Write changes into config.yaml and take it; whether that was done, and one line that says what and where."""
        from tui.config.edit import edited, write

        path = self.path
        try:
            before = self._data()
            made = edited(before or b"", changes, path)
            if made == before:
                return True, f"{path.name} says so already"
            write(path, made, before)
        except ConfigProblem as problem:
            return False, str(problem)
        self._undone.append((path, before, made, told))
        self.latest = True
        self._take()
        return True, f"{path.name}{_line(before or b'', made)}: {told}; u takes it back"

    def undo(self) -> tuple[bool, str]:
        """Take back the last change of this session, where the file is still as it was left."""
        from tui.config.edit import write

        if not self._undone:
            return False, "nothing was written since the desk was opened"
        path, before, made, told = self._undone[-1]
        try:
            write(path, before, made)
        except ConfigProblem as problem:
            return False, str(problem)
        self._undone.pop()
        self._take()
        return True, f"taken back: {told}"

    def undo_latest(self) -> Decided | None:
        """What `u` does on the desk: take back the last change of the watchlist, or else what was judged last.

        Returns:
            What was judged and is taken back, if it is.
        """
        if self.latest and self._undone:
            done, told = self.undo()
            self.desk.say(told, "title" if done else "error")
            return None
        return self.judge.undo()

    def _take(self) -> None:
        self.desk.behind.app.live_config.take_ours()

    # --- W

    def watch(self) -> None:
        """Put what is under the cursor, or else the selection, into an issue; on an issue open it."""
        if isinstance(self.desk.row, Suggested):
            self.take(self.desk.row)
            return
        target = self.navigate.under_cursor()
        if target is None or target.kind not in ("actor", "issue", "term"):
            target = self.state.selection if target is None else target
        if target is None:
            self.open_list()
        elif target.kind == "issue":
            self.open_issue(target.key)
        elif target.kind in ("actor", "term"):
            self.ask_where(self._words(target))
        else:
            self.desk.say("W puts a term or an actor on the watchlist: stand on a word, a name or an actor.")

    def take(self, suggested: Suggested) -> None:
        """A suggestion as a new issue, which is then shown."""
        done, told = self.begin(suggested.suggestion.name, suggested.suggestion.terms)
        if done:
            self.open_issue(self.state.config.issues[-1].id, told)
        else:
            self.desk.say(told, "error")

    def _words(self, target: Selection) -> str:
        """The words for a selection: an actor's own name."""
        actor = self.state.library.actor(target.key) if target.kind == "actor" else None
        return actor.name if actor is not None else target.key

    def ask_where(self, words: str) -> None:
        """Ask for the issue that a term belongs to; each says what the term would add to it."""
        from tui.config.edit import line_of
        from tui.desk.screens.prompt import Answer, Prompt

        term = line_of(words)
        library, issues = self.state.library, self.state.config.issues
        adds = {issue.id: library.watchlist.adds(issue, "terms", term) for issue in issues}

        def offer(text: str) -> list[WatchTarget]:
            wanted = text.strip().casefold()
            new = WatchTarget(_NEW, text.strip() or term, "a new issue")
            found = [WatchTarget(i.id, i.name, _adds(adds[i.id].found, adds[i.id].new)) for i in issues]
            there = [one for one in found if wanted in one.name.casefold()]
            return [*there, new] if not wanted or there else [new]

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                self._put(term, answer[1])

        hint = "an issue, or a name for a new one"
        self.desk.app.push_screen(Prompt(f"Watch “{term[:40]}” in", offer=offer, draw=_target, hint=hint), taken)

    def _put(self, term: str, target: WatchTarget) -> None:
        from tui.config.edit import AddLine

        if target.id == _NEW:
            done, told = self.begin(target.name, (term,))
        else:
            done, told = self.change([AddLine(target.id, "terms", term)], f"“{term}” added to {target.name}")
        self.desk.say(told, "title" if done else "error")

    def begin(self, name: str, terms: Sequence[str]) -> tuple[bool, str]:
        """A new issue with these terms."""
        from tui.config.edit import AddIssue, id_for

        taken = [issue.id for issue in self.state.config.issues]
        issue = Issue(id_for(name, taken), name, tuple(terms))
        return self.change([AddIssue(issue)], f"new issue “{name}”")

    # --- the screens

    def open_list(self) -> None:
        from tui.desk.screens.watchlist import WatchlistScreen

        self.desk.app.push_screen(WatchlistScreen(self), self.navigate.do)

    def open_issue(self, key: str, said: str = "") -> None:
        from tui.desk.screens.watched_issue import WatchedIssue

        if any(issue.id == key for issue in self.state.config.issues):
            self.desk.app.push_screen(WatchedIssue(self, key, said), self.navigate.do)
        else:
            self.desk.say("This issue is no longer in the watchlist.")

    # --- suggestions

    def refused(self) -> list[str]:
        """Words that the reader does not want to see suggested."""
        return kept_words(self.state.library.decisions.desk_state(REFUSED))

    def refuse(self, words: str) -> None:
        kept = list(dict.fromkeys([*self.refused(), words]))
        self.state.library.decisions.keep_desk_state(REFUSED, json.dumps(kept, ensure_ascii=False))


def _line(before: bytes, after: bytes) -> str:
    """`:40`, the first line that is another now."""
    from difflib import SequenceMatcher  # which the desk does not need to open

    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    for tag, _, _, first, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            return f":{min(first + 1, max(len(new), 1))}"
    return ""


def _adds(found: int, new: int) -> str:
    if not found:
        return "finds nothing"
    return f"+{counted(new, 'mention')}" if new else "adds nothing new"


def _target(target: WatchTarget, width: int, look: Look) -> Line:
    name = styled(target.name, "title", ascii_only=look.ascii)
    return columns(width, (name,), (styled(target.adds, "key" if target.id == _NEW else "count"),), look)
