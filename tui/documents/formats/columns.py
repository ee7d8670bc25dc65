"""Which column of a table, or key of an object, holds what: by the names that people give them (columns.yaml)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import yaml

_FILLERS = frozenset({"article", "articles", "news", "story", "full", "the", "of", "s", "media", "name", "_"})
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # publishedAt
_WORD = re.compile(r"[^\W_]+")


@cache
def names() -> dict[str, tuple[str, ...]]:
    """The names of each of the contract's fields, the best first."""
    data = yaml.safe_load(files(__package__).joinpath("columns.yaml").read_text(encoding="utf-8"))
    return {field: tuple(listed.split()) for field, listed in data.items()}


def columns_of(head: Sequence[str]) -> dict[str, int]:
    """The place of each field that a table's head names."""
    words = [_WORD.findall(_folded(_HUMP.sub("_", name))) for name in head]
    whole = ["_".join(name) for name in words]
    short = ["_".join(word for word in name if word not in _FILLERS) for name in words]
    found: dict[str, int] = {}
    for field, known in names().items():
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
