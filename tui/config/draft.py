"""An issue that is being written: changes to a config file that stand nowhere but here until they are saved.

A draft is made of a file's bytes as they were read and of the changes since. Every change goes through `edited`, so
what a draft comes to is always something that the loader takes, and exactly what saving would write.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

import msgspec
from msgspec import Struct

from tui.config.edit import AddIssue, Change, edited, id_for, issues_of
from tui.config.settings import ConfigProblem
from tui.model import Issue

NEAR = 1  # lines shown around those that a draft changes


class FileLine(Struct, frozen=True):
    """A line of the file as it would be: its number there, and whether it comes ("+"), goes ("-") or stays (" ").
    One that goes has the number that it has now; between two places far apart stands one with the sign "…"."""

    number: int
    sign: str
    words: str


class IssueDraft(Struct, frozen=True):
    """An issue, by its id, with the changes to it that are not saved; `before` is the file as it was read, None where
    there was none, `made` what it would be. `begun` changes made the issue: without them there is none."""

    path: Path
    key: str
    before: bytes | None
    made: bytes
    changes: tuple[Change, ...] = ()
    begun: int = 0

    @property
    def issue(self) -> Issue | None:
        """The issue as it would be; None where the file has none of that id."""
        return next((issue for issue in issues_of(self.made, self.path).issues if issue.id == self.key), None)

    def changed(self, *changes: Change) -> IssueDraft:
        """With more changes, each of which the loader takes; the same draft where they change nothing.

        Raises ConfigProblem where one cannot be made.
        """
        made, done = self.made, self.changes
        for change in changes:
            after = edited(made, [change], self.path)
            if after != made:
                made, done = after, (*done, change)
        return msgspec.structs.replace(self, made=made, changes=done) if done != self.changes else self

    def without_last(self) -> IssueDraft:
        """Without the last change; a draft of nothing but a new issue stays as it is."""
        if len(self.changes) <= self.begun:
            return self
        made = edited(self.before or b"", self.changes[:-1], self.path) if self.changes[1:] else self.before or b""
        return msgspec.structs.replace(self, made=made, changes=self.changes[:-1])

    def upon(self, now: bytes | None) -> IssueDraft:
        """The same changes to the file as another program left it: `now`, None where it is gone; then the draft is
        the whole file.

        Raises ConfigProblem where they cannot be made there.
        """
        if now is None:
            return msgspec.structs.replace(self, before=None)
        there = {issue.id for issue in issues_of(now, self.path).issues}
        if self.begun and self.key in there:
            raise ConfigProblem(self.path, 0, 0, f'another issue "{self.key}" is in it by now')
        made = edited(now, self.changes, self.path)
        return msgspec.structs.replace(self, before=now, made=made)

    def lines(self) -> list[FileLine]:
        """What saving would change, line by line, with the lines around it."""
        old, new = ((data or b"").decode("utf-8", "replace").splitlines() for data in (self.before, self.made))
        shown: list[FileLine] = []
        for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(NEAR):
            if shown:
                shown.append(FileLine(0, "…", ""))
            for tag, first, last, start, end in group:
                if tag == "equal":
                    shown += [FileLine(at + 1, " ", new[at]) for at in range(start, end)]
                    continue
                shown += [FileLine(at + 1, "-", old[at]) for at in range(first, last)]
                shown += [FileLine(at + 1, "+", new[at]) for at in range(start, end)]
        return shown


def draft_of(path: Path, data: bytes | None, key: str) -> IssueDraft:
    """A draft of an issue as it stands in a file; raises ConfigProblem where the file cannot be used, or has it not."""
    draft = IssueDraft(path, key, data, data or b"")
    if draft.issue is None:
        raise ConfigProblem(path, 0, 0, f'there is no issue "{key}" in it')
    return draft


def new_draft(path: Path, data: bytes | None, name: str, terms: Sequence[str]) -> IssueDraft:
    """A draft of an issue that is not there yet; raises ConfigProblem where the file cannot be used."""
    key = id_for(name, [issue.id for issue in issues_of(data or b"", path).issues])
    draft = IssueDraft(path, key, data, data or b"").changed(AddIssue(Issue(key, name, tuple(terms))))
    return msgspec.structs.replace(draft, begun=len(draft.changes))


class KeptDraft(Struct, frozen=True):
    """What is kept of a draft that was not saved when the desk ended: enough to make it again."""

    path: str
    key: str
    changes: tuple[Change, ...]
    begun: int


_kept = msgspec.json.Decoder(tuple[KeptDraft, ...])


def with_draft(words: str, draft: IssueDraft, *, kept: bool = True) -> str:
    """The words that drafts are kept in, with one more or, where it is no longer to be `kept`, without it."""
    others = [one for one in _drafts(words) if (one.path, one.key) != (str(draft.path), draft.key)]
    mine = [KeptDraft(str(draft.path), draft.key, draft.changes, draft.begun)] if kept and draft.changes else []
    return msgspec.json.encode([*others, *mine]).decode() if others or mine else ""


def drafts(words: str, data: bytes | None, path: Path) -> list[IssueDraft]:
    """The drafts of a file that were kept, upon the file as it is now; without those that it cannot take any more."""
    found = []
    for one in _drafts(words):
        try:
            if Path(one.path) == path:
                made = IssueDraft(path, one.key, None, b"", one.changes, one.begun).upon(data or b"")
                found.append(msgspec.structs.replace(made, before=data))
        except ConfigProblem:
            continue
    return found


def _drafts(words: str) -> tuple[KeptDraft, ...]:
    try:
        return _kept.decode(words) if words else ()
    except (msgspec.DecodeError, UnicodeEncodeError):
        return ()
