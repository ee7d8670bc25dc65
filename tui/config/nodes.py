"""A small, safe YAML: bytes to a tree of nodes with their places, built from the event stream.

What YAML can do beyond plain lists, mappings and words is refused before anything is built: anchors, aliases, merges,
tags, several documents, deep nesting, large files, duplicate keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import yaml
from msgspec import Struct

from tui.config.settings import ConfigProblem
from tui.text.neutral import neutral
from tui.text.shipped import fast_loader

MOST_DEEP = 12


class Scalar(Struct, frozen=True):
    """A scalar as it is written; `plain` where it is not quoted."""

    text: str
    plain: bool
    line: int
    column: int


class Items(Struct, frozen=True):
    items: tuple[Node, ...]
    line: int
    column: int


class Entries(Struct, frozen=True):
    """A mapping, its keys unique, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Items | Entries


def parse(data: bytes, path: Path) -> Node | None:
    """The tree of a YAML file's bytes; None where they say nothing. `path` is only what problems name.

    Raises ConfigProblem for what is not of this YAML.
    """
    text = _text(data, path)
    for number, row in enumerate(text.split("\n"), 1):
        indent = row[: len(row) - len(row.lstrip(" \t"))]
        if "\t" in indent and row.strip():
            raise ConfigProblem(path, number, indent.index("\t") + 1, "a tab in the indentation; use spaces")
    try:
        return _Tree(path, iter(yaml.parse(text, Loader=fast_loader()))).document()
    except yaml.YAMLError:
        pass  # the slower parser says where and why in better words
    try:
        return _Tree(path, iter(yaml.parse(text, Loader=yaml.SafeLoader))).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise ConfigProblem(path, line, column, _plain_words(error)) from None
    except yaml.reader.ReaderError as error:
        line, column = _place(text, int(error.position))
        words = f"the character U+{ord(text[int(error.position)]):04X} cannot stand in YAML; write it as an escape"
        raise ConfigProblem(path, line, column, words) from None


def _text(data: bytes, path: Path) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:64]:
        raise ConfigProblem(path, 1, 1, "this is not UTF-8 (UTF-16, it seems); save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"), -1)
        raise ConfigProblem(path, line, column, "this is not UTF-8 (Windows-1252, perhaps); save it as UTF-8") from None


def _place(text: str, position: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in `text`; -1 is its end."""
    before = text if position < 0 else text[:position]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


_PLAIN_WORDS = (
    ("found character '\\t'", "a tab; use spaces"),
    ("that cannot start any token", "a value cannot begin with this character; quote the value"),
    ("mapping values are not allowed", 'a ": " inside a value, or an indentation that does not fit; quote the value'),
    ("could not find expected ':'", 'a key without ": " behind it, or a text that should be quoted'),
    ("expected <block end>", "this does not fit the lines above; is it indented as they are?"),
    ("expected the node content", "a value is missing or begins with a sign that needs quoting"),
    ("expected <document start>", "this does not belong to the list or mapping above; is it indented as it is?"),
    ("found unexpected end of stream", "a quotation mark that is never closed"),
    ("expected ',' or ']'", "a [ that is never closed, or a missing comma"),
    ("expected ',' or '}'", "a { that is never closed, or a missing comma"),
    ("expected alphabetic or numeric", "& and * have a meaning in YAML; quote the value"),
    ("unknown escape character", "an escape that YAML does not know; use single quotes or double the backslash"),
    ("expected escape sequence", "an escape that is not complete; use single quotes or double the backslash"),
    ("sequence entries are not allowed", 'a "- " where no list can begin; put it on a line of its own'),
    ("found undefined tag handle", "tags (!) are not taken; quote the value if it is a text"),
)


def _plain_words(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    for part, words in _PLAIN_WORDS:
        if part in said:
            return words
    return f"not YAML: {neutral(error.problem or 'cannot be read', one_line=True)}"


def _at(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


class _Tree:
    """Events to nodes, one document, no more than MOST_DEEP levels."""

    def __init__(self, path: Path, events: Iterator[yaml.Event]) -> None:
        self.path, self.events = path, events

    def document(self) -> Node | None:
        found: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(event, "a second document begins here (---); one file is one config")
            elif isinstance(event, yaml.NodeEvent):
                found = self.node(event, 0)
        if isinstance(found, Scalar) and found.plain and not found.text:
            return None
        return found

    def node(self, event: yaml.Event, depth: int) -> Node:
        self.check(event, depth)
        line, column = _at(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, not event.style, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(event, depth + 1))
            return Items(tuple(items), line, column)
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                self.refuse(event, "a key must be one word, not a list or a mapping")
            if key.plain and key.text == "<<":
                self.refuse(event, "merges (<<) are not taken; write the keys out")
            if key.text in entries:
                first = entries[key.text][0].line
                self.refuse(event, f'"{shown(key.text)}" stands here a second time; the first is on line {first}')
            entries[key.text] = (key, self.node(next(self.events), depth + 1))
        return Entries(tuple(entries.values()), line, column)

    def check(self, event: yaml.Event, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, "aliases (*) are not taken; write the value out, or quote it if it is a text")
        if getattr(event, "anchor", None) is not None:
            self.refuse(event, "anchors (&) are not taken; quote the value if it is a text")
        if getattr(event, "tag", None) not in {None, "!"}:
            self.refuse(event, "tags (!) are not taken; quote the value if it is a text")
        if depth > MOST_DEEP:
            self.refuse(event, f"nested more than {MOST_DEEP} levels deep")

    def refuse(self, event: yaml.Event, words: str) -> NoReturn:
        raise ConfigProblem(self.path, *_at(event), words)


def shown(text: str) -> str:
    """`text` as a message may quote it: harmless, on one line and not long."""
    return neutral(text if len(text) <= 60 else text[:59] + "…", one_line=True)


# What YAML 1.1 or 1.2 takes for something else than text when it is not quoted.
_NOT_TEXT = re.compile(
    r"""(?ix) ~ | null | true | false | yes | no | on | off
    | [-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:e[-+]?\d+)? | 0[xob][\da-f_]+ | [-+]?\.(?:inf|nan)
    | [-+]?\d+(?::\d+)+(?:\.\d*)? | \d{4}-\d\d?-\d\d?(?:[t\s].*)? | = | """
)


def ambiguous(word: Scalar) -> bool:
    """Whether an unquoted word would be a number, a date, a truth value or nothing to another reader of YAML."""
    return word.plain and _NOT_TEXT.fullmatch(word.text) is not None
