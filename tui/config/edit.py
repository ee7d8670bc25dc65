"""Changes to a config.yaml that its owner wrote: comments, order and everything else stay as they are.

`edited` is pure, bytes to bytes, and its result is one that the loader takes; `write` puts it in the file's place. A
change is put between the marks of the YAML's nodes, so that not a byte beside it moves; a library that reads a document
and emits it anew (ruamel.yaml) has one indentation and one width for the whole of it, and binds the comment below an
item to that item, with which it goes.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct

from tui.config.content import content
from tui.config.settings import Config, ConfigProblem
from tui.model import FieldName, Issue, ListName
from tui.text.neutral import neutral
from tui.whole import write_whole

LISTS: tuple[ListName, ...] = ("terms", "descriptions", "supports", "opposes")
MOST = 300  # characters of one line
_NEW = (
    "# The watchlist: what each pane lights up, and the sentences that people are for or against.\n"
    "# docs/config.md explains every key; a desk that is open takes a change as it is saved.\n"
)
_ORDER = ("id", "name", "terms", "descriptions", "proposition", "supports", "opposes", "colour", "fuzziness")


class AddIssue(Struct, frozen=True, tag=True):
    """A whole issue, put last."""

    issue: Issue


class RemoveIssue(Struct, frozen=True, tag=True):
    id: str


class SetField(Struct, frozen=True, tag=True):
    """One field of an issue; an empty value takes the field out."""

    id: str
    field: FieldName
    value: str


class AddLine(Struct, frozen=True, tag=True):
    """A line of one of an issue's lists, put last; one that is there already stays once."""

    id: str
    list: ListName
    words: str


class ChangeLine(Struct, frozen=True, tag=True):
    """Other words in a line's place; empty ones take it out."""

    id: str
    list: ListName
    old: str
    new: str


Change = AddIssue | RemoveIssue | SetField | AddLine | ChangeLine


def edited(data: bytes, changes: Sequence[Change], path: Path) -> bytes:
    """The bytes of a config file with the changes made; `data` is empty where there is no file yet.

    Raises ConfigProblem where the file cannot be used as it is, where a change cannot be made, and where the loader
    would not take the result: `path` is what it names.
    """
    content(data, path, trusted=True)
    text = data.decode("utf-8") if data.strip() else _NEW
    for change in changes:
        text = _apply(text, change, path)
    made = text.encode("utf-8")
    content(made, path, trusted=True)
    return made


def issues_of(data: bytes, path: Path) -> Config:
    """What the loader makes of the bytes."""
    return content(data, path, trusted=True)


def id_for(name: str, taken: Sequence[str] = ()) -> str:
    """An issue's id from its name: lower-case letters, digits and hyphens, another than those taken."""
    from tui.text.words import phrase

    base = re.sub(r"[^a-z0-9]+", "-", "-".join(phrase(name)).lower()).strip("-")[:40].strip("-") or "issue"
    base = base if base[0].isalpha() else f"issue-{base}"
    number = 2
    made = base
    while made in taken:
        made, number = f"{base}-{number}", number + 1
    return made


def line_of(words: str) -> str:
    """Words as one line of a list: no control characters, no more than one space, at most `MOST` characters."""
    return " ".join(neutral(words, one_line=True).split())[:MOST].strip()


def _apply(text: str, change: Change, path: Path) -> str:
    import yaml

    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is not None and (not isinstance(root, yaml.MappingNode) or root.flow_style):
        raise ConfigProblem(path, 1, 1, "is written on one line, in braces; write it in rows, to have it changed here")
    file = _File(text, root)
    if isinstance(change, AddIssue):
        return file.add_issue(change.issue)
    issue = file.issue(change.id)
    if issue is None:
        raise ConfigProblem(path, 0, 0, f'there is no issue "{change.id}" in it')
    if issue.flow_style:
        raise ConfigProblem(path, issue.start_mark.line + 1, 1, "this issue is written in braces; write it in rows")
    if isinstance(change, RemoveIssue):
        return file.remove_issue(issue)
    if isinstance(change, SetField):
        return file.set_field(issue, change.field, change.value)
    if isinstance(change, AddLine):
        return file.add_line(issue, change.list, line_of(change.words))
    done = file.change_line(issue, change)
    if done is None:
        raise ConfigProblem(path, 0, 0, f'"{change.old}" is no longer among the {change.list} of "{change.id}"')
    return done


class _File:
    """A file's text with the nodes of its YAML, whose marks say where each stands: a change is put between them."""

    def __init__(self, text: str, root: Any) -> None:
        self.text, self.root = text, root
        self.newline = "\r\n" if "\r\n" in text else "\n"

    # --- where things stand

    def issues(self) -> list[Any]:
        found = _value(self.root, "issues")
        return found.value if found is not None and isinstance(found.value, list) else []

    def issue(self, key: str) -> Any:
        for issue in self.issues():
            node = _value(issue, "id")
            if node is not None and node.value == key:
                return issue
        return None

    def step(self) -> int:
        """How much further in than its key a list stands: 2 as most people write it, 0 as some do."""
        for key, node in self.root.value if self.root is not None else ():
            if isinstance(node.value, list) and not node.flow_style and node.value and not _is_mapping(node):
                return max(int(node.start_mark.column) - int(key.start_mark.column), 0)
        return 2

    def end(self, node: Any) -> int:
        """Where a node's own words end: what stands below it, comments and empty lines, is not its own."""
        if isinstance(node.value, list) and node.value and not node.flow_style:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        return int(node.start_mark.index) + len(self.text[node.start_mark.index : node.end_mark.index].rstrip())

    def line_end(self, at: int) -> int:
        """The end of the line of a place, after its newline."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    # --- changes, each giving the whole text

    def insert_after(self, at: int, lines: Sequence[str]) -> str:
        """The text with whole lines put in below the line that the offset `at` is in."""
        end = self.line_end(at)
        before = self.text[:end]
        if before and not before.endswith("\n"):
            before += self.newline
        return before + "".join(f"{line}{self.newline}" for line in lines) + self.text[end:]

    def replaced(self, start: int, end: int, words: str) -> str:
        """The text with other words from one offset to another."""
        return self.text[:start] + words + self.text[end:]

    def add_issue(self, issue: Issue) -> str:
        listed = _value(self.root, "issues")
        if listed is None or not listed.value:
            return self._first_issue(listed, issue)
        if listed.flow_style:
            start = listed.start_mark.index
            return self.replaced(start + 1, start + 1, f"{_flow_issue(issue)}, ")
        lines = _issue_lines(issue, listed.start_mark.column, self.step())
        return self.insert_after(self.end(listed), [""] * self._parted(listed.value) + lines)

    def _parted(self, issues: Sequence[Any]) -> bool:
        """Whether issues stand apart, with an empty line between."""
        return any(
            re.search(r"\n[ \t]*\r?\n", self.text[self.end(one) : other.start_mark.index]) is not None
            for one, other in pairwise(issues)
        )

    def _first_issue(self, listed: Any, issue: Issue) -> str:
        lines = _issue_lines(issue, self.step(), self.step())
        if listed is None:
            rows = ["issues:", *lines]
            if self.root is None or not self.root.value:
                below = "" if not self.text or self.text.endswith("\n") else self.newline
                return self.text + below + "".join(f"{row}{self.newline}" for row in rows)
            return self.insert_after(self.end(self.root), ["", *rows])
        start, end = listed.start_mark.index, self.end(listed)
        bare = self.text[:start].rstrip(" ") + self.text[end:] if end > start else self.text
        return _File(bare, self.root).insert_after(min(start, len(bare)) - 1, lines)

    def remove_issue(self, issue: Any) -> str:
        start, end = self.line_start(issue.start_mark.index), self.line_end(self.end(issue))
        if len(self.issues()) == 1:
            listed = _value(self.root, "issues")
            key = next(key for key, node in self.root.value if node is listed)
            return self.text[: key.end_mark.index] + f": []{self.newline}" + self.text[end:]
        after = self.text[end:]
        if after.startswith(self.newline):  # the empty line that parted it from the next one
            after = after[len(self.newline) :]
        return self.text[:start] + after

    def set_field(self, issue: Any, field: FieldName, value: str) -> str:
        words, node = line_of(value), _value(issue, field)
        if node is not None:
            if words:
                return self.replaced(
                    node.start_mark.index, max(self.end(node), node.start_mark.index), _shown(words, field)
                )
            return self._without(issue, field)
        if not words:
            return self.text
        return self.insert_after(self._after(issue, field), [f"{_margin(issue)}{field}: {_shown(words, field)}"])

    def _after(self, issue: Any, name: str) -> int:
        """The end of the key that a new one, by its name, follows in the order of the documentation."""
        earlier = set(_ORDER[: _ORDER.index(name)])
        last = [(key, node) for key, node in issue.value if key.value in earlier]
        return max(
            self.end(node) if self.end(node) >= key.end_mark.index else int(key.end_mark.index) for key, node in last
        )

    def _without(self, issue: Any, name: str) -> str:
        """The text without a key of an issue, with all that is its own."""
        key, node = next((key, node) for key, node in issue.value if key.value == name)
        start, end = key.start_mark.index, self.line_end(max(self.end(node), key.end_mark.index))
        line = self.line_start(start)
        if self.text[line:start].strip():  # it stands right after the issue's dash
            following = next((k for k, _ in issue.value if k.start_mark.index > start), None)
            return self.replaced(start, following.start_mark.index if following is not None else end, "")
        return self.replaced(line, end, "")

    def add_line(self, issue: Any, name: ListName, words: str) -> str:
        listed = _value(issue, name)
        if not words:
            return self.text
        if listed is None:
            rows = [f"{_margin(issue)}{name}:", f"{_margin(issue)}{' ' * self.step()}- {_plain(words)}"]
            return self.insert_after(self._after(issue, name), rows)
        if not isinstance(listed.value, list):
            if listed.value:
                return self.text  # one word instead of a list: the loader says so
            return self.insert_after(
                listed.start_mark.index - 1, [f"{_margin(issue)}{' ' * self.step()}- {_plain(words)}"]
            )
        if words.casefold() in (str(item.value).casefold() for item in listed.value):
            return self.text
        if listed.flow_style:
            at = listed.end_mark.index - 1
            at = len(self.text[:at].rstrip())
            return self.replaced(at, at, f", {_flow(words)}" if listed.value else _flow(words))
        return self.insert_after(self.end(listed), [f"{' ' * listed.start_mark.column}- {_plain(words)}"])

    def change_line(self, issue: Any, change: ChangeLine) -> str | None:
        listed = _value(issue, change.list)
        items = listed.value if listed is not None and isinstance(listed.value, list) else []
        item = next((item for item in items if item.value == change.old), None)
        if item is None:
            return None
        words = line_of(change.new)
        if words:
            shown = _flow(words) if listed.flow_style else _plain(words)
            return self.replaced(item.start_mark.index, self.end(item), shown)
        if len(items) == 1:
            return self._without(issue, change.list)
        if listed.flow_style:
            return self._out_of_flow(items, item)
        return self.replaced(self.line_start(item.start_mark.index), self.line_end(self.end(item)), "")

    def _out_of_flow(self, items: list[Any], item: Any) -> str:
        at = items.index(item)
        if at:
            return self.replaced(self.end(items[at - 1]), self.end(item), "")
        return self.replaced(item.start_mark.index, items[1].start_mark.index, "")


def _is_mapping(node: Any) -> bool:
    return bool(node.value) and isinstance(node.value[0], tuple)


def _value(node: Any, name: str) -> Any:
    """The node of a key of a mapping; None where there is none."""
    return next((value for key, value in node.value if key.value == name), None) if node is not None else None


def _margin(issue: Any) -> str:
    return " " * int(issue.value[0][0].start_mark.column)


def _issue_lines(issue: Issue, column: int, step: int) -> list[str]:
    """An issue as rows of a file, its dash in a column."""
    margin = " " * (column + 2)
    rows = [f"{' ' * column}- id: {issue.id}", f"{margin}name: {_plain(line_of(issue.name or issue.id))}"]
    for name in ("terms", "descriptions", "proposition", "supports", "opposes", "colour"):
        value = getattr(issue, name)
        if isinstance(value, str):
            rows += [f"{margin}{name}: {_plain(line_of(value))}"] if value else []
            continue
        lines = [words for words in dict.fromkeys(map(line_of, value)) if words]
        if lines:
            rows += [f"{margin}{name}:", *(f"{margin}{' ' * step}- {_plain(words)}" for words in lines)]
    return rows


def _flow_issue(issue: Issue) -> str:
    terms = ", ".join(_flow(line_of(words)) for words in issue.terms)
    return f"{{id: {issue.id}, name: {_flow(line_of(issue.name or issue.id))}, terms: [{terms}]}}"


def _shown(words: str, field: str) -> str:
    return words if field == "fuzziness" and words.isdigit() else _plain(words)


def _plain(words: str) -> str:
    """Words as they must be written to be read as words: in quotation marks where they look like anything else."""
    import yaml

    try:
        same = yaml.safe_load(f"k: {words}") == {"k": words} and yaml.safe_load(f"- {words}") == [words]
    except (yaml.YAMLError, ValueError):
        same = False
    looks = words[:1] in "!&*~.+-" or words[:1].isdigit()  # like a tag, an anchor, nothing or a number
    return words if same and not looks else json.dumps(words, ensure_ascii=False)


def _flow(words: str) -> str:
    """The same in brackets, where a comma ends a word."""
    return json.dumps(words, ensure_ascii=False) if set(words) & set(",[]{}") else _plain(words)


def write(path: Path, data: bytes | None, before: bytes | None) -> None:
    """Put `data` in the place of the file at `path`, whole: it is written beside it, synced and renamed; None takes the
    file away.

    `before` is what the file was read as, None for none; raises ConfigProblem where it is another by now, and where it
    cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        now = target.read_bytes() if target.exists() else None
        if now != before:
            raise ConfigProblem(path, 0, 0, "was changed meanwhile by another program; look again, then save")
        if data is None:
            target.unlink(missing_ok=True)
            return
        mode = stat.S_IMODE(target.stat().st_mode) if now is not None else 0o644
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole([data], target, replace=True, mode=mode)
    except OSError as error:
        raise ConfigProblem(path, 0, 0, f"cannot be written: {(error.strerror or 'unknown error').lower()}") from None
