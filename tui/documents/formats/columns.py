"""Which column of a table, or key of an object, holds what: by the names that people give them (columns.yaml)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from tui.text.shipped import shipped_yaml

_FILLERS = frozenset({"article", "articles", "news", "story", "full", "the", "of", "s", "media", "name", "_"})
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # publishedAt
_WORD = re.compile(r"[^\W_]+")


FieldNames = Mapping[str, Sequence[str]]  # by the contract's names those that a reader says rows have for them
NO_NAMES: FieldNames = MappingProxyType({})


@cache
def names() -> dict[str, tuple[str, ...]]:
    """The names of each of the contract's fields, the best first."""
    data = shipped_yaml(__package__, "columns.yaml")
    return {field: tuple(listed.split()) for field, listed in data.items()}


def columns_of(head: Sequence[str], stated: FieldNames = NO_NAMES) -> dict[str, int]:
    """The place of each field that a table's head names: as a reader states it, else as is usual."""
    words = [_WORD.findall(_folded(_HUMP.sub("_", name))) for name in head]
    whole = ["_".join(name) for name in words]
    short = ["_".join(word for word in name if word not in _FILLERS) for name in words]
    found: dict[str, int] = {}
    plain = [_folded(name).strip() for name in head]
    for field, stated_names in stated.items():
        at = _first([_folded(name).strip() for name in stated_names], (plain,), set(found.values()))
        if at is not None:
            found[field] = at
    for field, known in names().items():
        if field in found:
            continue
        at = _first(known, (whole, short), set(found.values()))
        if at is not None:
            found[field] = at
    return found


def _first(known: Iterable[str], heads: Sequence[Sequence[str]], taken: set[int]) -> int | None:
    for head in heads:
        for name in known:
            at = head.index(name) if name in head else None
            if at is not None and at not in taken:
                return at
    return None


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.strip("\ufeff").casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def names_of_text(stated: FieldNames) -> str:
    """What a text may be called, for a reader to whom none is found."""
    own = " or ".join(f"`{name}`" for name in stated.get("text", ()))
    return f"`text`, nor {own} as config.yaml says" if own else "`text`"


def stated_value(row: Mapping[str, Any], names: Sequence[str]) -> Any:
    """The first of several values of an object that is there, each by its key or by a way of keys with dots between."""
    for name in names:
        value: Any = row.get(name)
        if value is None:
            value = row
            for key in name.split("."):
                value = value.get(key) if isinstance(value, Mapping) else None
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)
        if (isinstance(value, str) and value.strip()) or (isinstance(value, int) and not isinstance(value, bool)):
            return value
    return None
