"""What bodies are called in other languages: a name and its translation, laid side by side word by word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files


@cache
def _english() -> dict[str, str]:
    lines = files(__package__).joinpath("body_words.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, str] = {}
    for english, *others in (line.split() for line in lines if not line.startswith("#")):
        for word in others:
            found.setdefault(word, english)
    return found


@cache
def _first() -> frozenset[str]:
    return frozenset(_english().values())


def in_english(words: Sequence[str]) -> list[str]:
    """The folded words of a body's name with the English ones for those that bodies have in other languages; as they
    are where none has: "banco", "central", "lund" as "bank", "central", "lund"."""
    known = _english()
    if not any(word in known and word not in _first() for word in words):
        return list(words)
    return [known.get(word, word) if word not in _first() else word for word in words]
