"""Nodes to values by the schema: every wrong key, type and unquoted word refused where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from msgspec.structs import replace

from tui.config.nodes import Entries, Items, Node, Scalar, ambiguous, shown
from tui.config.settings import ConfigProblem
from tui.config.settings_table import COLOURS, MOST_NAMES_OF_A_FIELD, MOST_PAIRS, Key
from tui.model import FIELDS

MOST_TEXT = 2000
MOST_ITEMS = 2000
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def values(node: Node, keys: Sequence[Key], path: Path) -> dict[str, tuple[Any, Node]]:
    """The values of a mapping by key, each with the node it came from; keys that are not there are left out.

    A text is a str, texts a tuple of them, a list a tuple of dicts like this one, keys a dict of id to a key and its
    line and column.
    Raises ConfigProblem at the first thing that is not as the schema says.
    """
    if not isinstance(node, Entries):
        names = ", ".join(f'"{key.name}:"' for key in keys[:3])
        refuse(path, node, f"{_is(node)} where keys such as {names} should stand")
    known = {key.name: key for key in keys}
    found: dict[str, tuple[Any, Node]] = {}
    for word, value in node.entries:
        key = known.get(word.text)
        if key is None:
            refuse(path, word, f'unknown key "{shown(word.text)}"; {nearest(word.text, known)}')
        found[key.name] = (_CHECKS[key.kind](value, key, path), value)
    for key in keys:
        if key.needed and key.name not in found:
            refuse(path, node, f'"{key.name}:" is missing here')
    return found


def nearest(word: str, known: Sequence[str] | dict[str, Any]) -> str:
    """The right name that a wrong one may mean, in words."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(word.lower(), list(known), scorer=fuzz.ratio, score_cutoff=60)
    return f'did you mean "{best[0]}"?' if best else "known are " + ", ".join(known)


def refuse(path: Path, node: Node, words: str) -> NoReturn:
    raise ConfigProblem(path, node.line, node.column, words)


def _is(node: Node) -> str:
    if isinstance(node, Scalar):
        return "nothing stands" if node.plain and not node.text else f'"{shown(node.text)}" stands'
    return "a list stands" if isinstance(node, Items) else "keys stand"


def _text(node: Node, key: Key, path: Path) -> str:
    if not isinstance(node, Scalar):
        refuse(path, node, f'{_is(node)} where "{key.name}" takes a text')
    if ambiguous(node):
        if not node.text:
            refuse(path, node, f'"{key.name}" has no value; give it one or leave the line out')
        refuse(path, node, f'quote it: "{shown(node.text)}" without quotation marks is not a text in YAML')
    text = " ".join(node.text.split())
    if not text:
        refuse(path, node, f'"{key.name}" is an empty text')
    if len(text) > MOST_TEXT:
        refuse(path, node, f'"{key.name}" is longer than {MOST_TEXT} characters')
    return text


def _texts(node: Node, key: Key, path: Path) -> tuple[str, ...]:
    if not isinstance(node, Items):
        refuse(path, node, f'{_is(node)} where "{key.name}" takes a list: one text a line, each after "- "')
    if len(node.items) > MOST_ITEMS:
        refuse(path, node, f'"{key.name}" has more than {MOST_ITEMS} entries')
    seen: dict[str, int] = {}
    texts = []
    for item in node.items:
        if isinstance(item, Entries):
            refuse(path, item, f'keys stand where "{key.name}" takes a text; quote a text that has ": " in it')
        text = _text(item, key, path)
        if not any(c.isalnum() for c in text):
            refuse(path, item, f'"{shown(text)}" has no letter or digit to look for')
        if text in seen:
            refuse(path, item, f'"{shown(text)}" stands here a second time; the first is on line {seen[text]}')
        seen[text] = item.line
        texts.append(text)
    return tuple(texts)


def _id(node: Node, key: Key, path: Path) -> str:
    text = _text(node, key, path)
    if not _ID.fullmatch(text) or len(text) > 64:
        better = "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:64]
        refuse(
            path,
            node,
            f'"{shown(text)}" is no id; lower-case letters, digits and hyphens, such as "{better or "my-issue"}"',
        )
    return text


def _colour(node: Node, key: Key, path: Path) -> str:
    if isinstance(node, Scalar) and node.plain and not node.text:
        refuse(path, node, f'"{key.name}" has no value; YAML takes # for a remark, so quote it: "#aa3300"')
    text = _text(node, key, path)
    if text not in COLOURS and not _HEX.fullmatch(text):
        refuse(path, node, f'"{shown(text)}" is no colour; {nearest(text, COLOURS)}')
    return text


def _choice(node: Node, key: Key, path: Path) -> str:
    text = _text(node, key, path)
    if text not in key.choices:
        refuse(path, node, f'"{shown(text)}" is no {key.name}; {nearest(text, key.choices)}')
    return text


def _truth(node: Node, key: Key, path: Path) -> bool:
    if not isinstance(node, Scalar) or node.text not in {"true", "false"}:
        refuse(path, node, f'{_is(node)} where "{key.name}" takes true or false')
    return node.text == "true"


def _number(node: Node, key: Key, path: Path) -> int:
    if (
        not isinstance(node, Scalar)
        or not re.fullmatch(r"0|[1-9]\d{0,5}", node.text)
        or not key.least <= int(node.text) <= key.most
    ):
        refuse(path, node, f'{_is(node)} where "{key.name}" takes a whole number from {key.least} to {key.most}')
    return int(node.text)


def _day(node: Node, key: Key, path: Path) -> date:
    if isinstance(node, Scalar) and _DAY.fullmatch(node.text):
        try:
            return date.fromisoformat(node.text)
        except ValueError:
            refuse(path, node, f'"{node.text}" is not a day of the calendar')
    refuse(path, node, f'{_is(node)} where "{key.name}" takes a day such as 2031-08-01')


def _path(node: Node, key: Key, path: Path) -> Path:
    text = node.text if isinstance(node, Scalar) and not node.plain else _text(node, key, path)
    if "\0" in text:
        refuse(path, node, f'"{key.name}" is no path')
    try:
        return path.parent / Path(text).expanduser()
    except RuntimeError:
        refuse(path, node, f'"{shown(text)}" begins with the home of nobody known; write the path out')


def _keys(node: Node, key: Key, path: Path) -> dict[str, tuple[str, tuple[int, int]]]:
    if not isinstance(node, Entries):
        refuse(path, node, f'{_is(node)} where "{key.name}" takes lines such as "mention.next: n"')
    found = {}
    for action, value in node.entries:
        if not isinstance(value, Scalar) or not value.text.strip() or len(value.text) > 60:
            refuse(path, value, f'{_is(value)} where "{shown(action.text)}" takes a key such as n or ctrl+n')
        found[action.text] = (value.text.strip(), (action.line, action.column))
    return found


def _fields(node: Node, key: Key, path: Path) -> dict[str, tuple[str, ...]]:
    if not isinstance(node, Entries):
        refuse(path, node, f'{_is(node)} where "{key.name}" takes lines such as "text: maintext"')
    found = {}
    for word, value in node.entries:
        if word.text not in FIELDS:
            refuse(path, word, f'an article has no "{shown(word.text)}"; {nearest(word.text, FIELDS)}')
        one = replace(key, name=word.text)
        names = (_text(value, one, path),) if isinstance(value, Scalar) else _texts(value, one, path)
        if not names or len(names) > MOST_NAMES_OF_A_FIELD:
            refuse(path, value, f'"{word.text}" takes one name to {MOST_NAMES_OF_A_FIELD}')
        found[word.text] = names
    return found


def _groups(node: Node, key: Key, path: Path) -> tuple[tuple[str, ...], ...]:
    if not isinstance(node, Items):
        refuse(path, node, f'{_is(node)} where "{key.name}" takes a list of lists: - [one name, another]')
    groups = []
    pairs = 0
    for item in node.items:
        if not isinstance(item, Items):
            refuse(path, item, f'{_is(item)} where "{key.name}" takes a list of names: - [one name, another]')
        pairs += len(item.items) * (len(item.items) - 1) // 2
        if pairs > MOST_PAIRS:
            refuse(path, item, f'"{key.name}" makes more than {MOST_PAIRS:,} pairs of names up to here')
        group = _texts(item, key, path)
        if len(group) < 2:
            refuse(path, item, f'"{key.name}" needs two names or more in each list')
        groups.append(group)
    return tuple(groups)


def _list(node: Node, key: Key, path: Path) -> tuple[tuple[dict[str, tuple[Any, Node]], Node], ...]:
    if not isinstance(node, Items):
        first = key.of[0].name
        refuse(path, node, f'{_is(node)} where "{key.name}" takes a list, each entry beginning with "- {first}:"')
    if len(node.items) > MOST_ITEMS:
        refuse(path, node, f'"{key.name}" has more than {MOST_ITEMS} entries')
    return tuple((values(item, key.of, path), item) for item in node.items)


_CHECKS: dict[str, Callable[[Node, Key, Path], Any]] = {
    "text": _text, "texts": _texts, "id": _id, "colour": _colour, "choice": _choice, "truth": _truth,
    "number": _number, "day": _day, "path": _path, "keys": _keys, "groups": _groups, "list": _list, "fields": _fields,
}  # fmt: skip
