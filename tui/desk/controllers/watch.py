"""Writing the watchlist: what is under the cursor into an issue, the issues themselves, and undo while one writes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.config import ConfigProblem, would_be
from tui.corpus.crossref.held_about import parts_of
from tui.desk.actions import Acts
from tui.desk.controllers.judge import Judge
from tui.desk.controllers.navigate import Navigate
from tui.desk.interfaces import TheDesk
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.title import counted
from tui.desk.presentation.watch_rows import DRAFTS, REFUSED, Suggested, kept_words
from tui.desk.theme import Look
from tui.model import Selection
from tui.store.rows import Change as Decided

if TYPE_CHECKING:
    from tui.config.draft import IssueDraft
    from tui.config.edit import Change

WATCHED = ("actor", "issue", "term")  # kinds of selections that can be watched
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
        from tui.config.edit import edited

        path = self.path
        try:
            before = self._data()
            made = edited(before or b"", changes, path)
            if made == before:
                return True, f"{path.name} says so already"
            return True, self._write(path, made, before, told)
        except ConfigProblem as problem:
            return False, str(problem)

    def _write(self, path: Path, made: bytes, before: bytes | None, told: str) -> str:
        from tui.config.edit import write

        write(path, made, before)
        self._undone.append((path, before, made, told))
        self.latest = True
        self._take()
        return f"{path.name}{_line(before or b'', made)}: {told}; u takes it back"

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

    # --- drafts

    def draft_of(self, key: str) -> IssueDraft:
        """An issue of config.yaml, to be written; one that was left unsaved when the desk ended is taken up again.
        Raises ConfigProblem where the file cannot be used, or has no such issue."""
        from tui.config.draft import draft_of

        data = self._data()
        if data is None:
            raise ConfigProblem(self.path, 0, 0, "is gone; put it back to change what it said, A begins another")
        left = next((draft for draft in self.left_drafts() if draft.key == key), None)
        return left or draft_of(self.path, data, key)

    def new_draft(self, name: str, terms: Sequence[str]) -> IssueDraft:
        """A new issue, to be written; raises ConfigProblem where config.yaml cannot be used."""
        from tui.config.draft import new_draft

        return new_draft(self.path, self._data(), name, terms)

    def left_drafts(self) -> list[IssueDraft]:
        """The drafts that were not saved when the desk ended."""
        from tui.config.draft import drafts

        kept = self.state.library.decisions.desk_state(DRAFTS) or ""
        try:
            return drafts(kept, self._data(), self.path) if kept else []
        except ConfigProblem:
            return []

    def keep_draft(self, draft: IssueDraft, *, kept: bool = True) -> None:
        """Keep a draft, whatever ends the desk meanwhile, or, where it is saved or given up, no longer."""
        from tui.config.draft import with_draft

        decisions = self.state.library.decisions
        before = decisions.desk_state(DRAFTS) or ""
        after = with_draft(before, draft, kept=kept)
        if after != before:
            decisions.keep_desk_state(DRAFTS, after)

    def is_as_read(self, draft: IssueDraft) -> bool:
        """Whether the file of a draft still is what it was read as."""
        try:
            return self._data() == draft.before
        except ConfigProblem:
            return False

    def save(self, draft: IssueDraft, told: str) -> tuple[IssueDraft | None, str]:
        """Write a draft into its file and take it.

        Returns:
            None where that was done. Where the file has changed on disk meanwhile nothing is written: then the draft
            upon the file as it is now, to be looked at and saved. And one line that says what was done, or is.

        Raises:
            ConfigProblem: the file cannot be written, or cannot take the draft any more.
        """
        now = self._data()
        if now != draft.before:
            moved = draft.upon(now)
            what = "is gone" if now is None else "was changed meanwhile by another program"
            way = "writes it anew" if now is None else "puts your changes into it as it is now"
            return moved, f"not saved: {draft.path.name} {what}; the draft below is upon that, s {way}"
        said = self._write(draft.path, draft.made, draft.before, told)
        self.keep_draft(draft, kept=False)
        return None, said

    # --- W

    def watch(self) -> None:
        """Put what is under the cursor, or else the selection, into an issue; on an issue open it."""
        if isinstance(self.desk.row, Suggested):
            self.take(self.desk.row)
            return
        target, chosen = self.navigate.under_cursor(), self._chosen()
        if target is None or (target.kind not in WATCHED and chosen is not None and chosen.kind in WATCHED):
            target = chosen
        if target is None:
            self.open_list()
        elif target.kind == "issue":
            self.open_issue(target.key)
        elif target.kind in ("actor", "term"):
            self.ask_where(self._words(target))
        else:
            self.desk.say("W puts a term or an actor on the watchlist: stand on a word, a name or an actor.")

    def _chosen(self) -> Selection | None:
        """The selection; of what somebody says about something, that thing."""
        chosen = self.state.selection
        parts = parts_of(chosen.key) if chosen is not None and chosen.kind == "query" else None
        return parts[1] or chosen if parts is not None else chosen

    def take(self, suggested: Suggested) -> None:
        """A suggestion as the draft of a new issue."""
        self.begin(suggested.suggestion.name, suggested.suggestion.terms)

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
            self.begin(target.name, (term,))
            return
        done, told = self.change([AddLine(target.id, "terms", term)], f"“{term}” added to {target.name}")
        self.desk.say(told, "title" if done else "error")

    def begin(self, name: str, terms: Sequence[str]) -> None:
        """Open the draft of a new issue with these terms."""
        from tui.desk.screens.watched_issue import WatchedIssue

        try:
            draft = self.new_draft(name, terms)
        except ConfigProblem as problem:
            self.desk.say(problem.short, "error")
            return
        self.desk.app.push_screen(WatchedIssue(self, draft), self.navigate.do)

    # --- the screens

    def open_list(self) -> None:
        from tui.desk.screens.watchlist import WatchlistScreen

        self.desk.app.push_screen(WatchlistScreen(self), self.navigate.do)

    def open_issue(self, key: str) -> None:
        """Write an issue of the watchlist."""
        from tui.desk.screens.watched_issue import WatchedIssue

        try:
            self.desk.app.push_screen(WatchedIssue(self, self.draft_of(key)), self.navigate.do)
        except ConfigProblem as problem:
            self.desk.say(problem.short, "error")

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
