"""An article's title and its outlet's name, told from what a page calls itself and what stands on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SEPARATOR = re.compile(r"(?<!\s)\s++[|•·–—:»-]++\s+")


def folded(words: str) -> str:
    """Letters and digits alone, case aside: two spellings of one line are the same."""
    return re.sub(r"\W+", "", words).casefold()


def same(title: str, rows: Sequence[str]) -> bool:
    """Whether the first row is the title."""
    return bool(rows) and folded(rows[0]) == folded(title)


def headline_of(named: Sequence[str | None], lines: Sequence[str], outlet: str | None) -> str | None:
    """Of what the page calls itself, whole or without its outlet, that which stands on the page; else the first."""
    whole = [" ".join(name.split()) for name in named if name and name.strip()]
    parts = [part for name in whole for part in _SEPARATOR.split(name) if len(part.split()) > 1]
    on_page = {folded(line) for line in lines}
    for name in (*whole, *sorted(parts, key=len, reverse=True)):
        if folded(name) in on_page and folded(name) != folded(outlet or ""):
            return name
    return next(iter(whole), None)


def headline_within(named: str | None, words: str) -> str | None:
    """Of what a page calls itself the longest part that stands in its words, wherever lines break; else the longest."""
    whole = " ".join((named or "").split())
    parts = sorted([whole, *_SEPARATOR.split(whole)], key=len, reverse=True)
    page = folded(words)
    return next((part for part in parts if len(part.split()) > 1 and folded(part) in page), whole or None)


def outlet_beside(name: str | None, title: str | None) -> str | None:
    """The outlet that the page's name has after, or before, the article's title."""
    parts = _SEPARATOR.split(" ".join(name.split())) if name else []
    if not title or len(parts) < 2 or not (same(title, parts[:1]) or same(title, parts[-1:])):
        return None
    other = parts[-1] if same(title, parts[:1]) else parts[0]
    return other if len(other.split()) <= 5 else None
