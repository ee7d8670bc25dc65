"""How the marks of an article are drawn on its page: roles, which lies over which, signs in place of colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from msgspec import Struct

from tui.desk.presentation.line import Piece
from tui.desk.theme import Role
from tui.model import Span
from tui.text.neutral import Neutral

_EXACT = frozenset({"name", "alias", "description"})
ORDER: dict[Role, int] = {"time": 0, "content": 1, "source": 2, "cue": 3, "fuzzy": 4, "hit": 5, "found": 6}


_ROLES: Mapping[str, Role | None] = {
    "content": "content", "source": "source", "cue": "cue", "time": "time", "found": "found", "claim": None,
}  # fmt: skip


class FoundMark(Struct, frozen=True):
    """A place where the words that somebody looks for in the open article stand."""

    span: Span
    kind: str = "found"
    hit: bool = True
    side: str = ""


class PageMark(Protocol):
    """What the page needs of a store Mark."""

    @property
    def span(self) -> Span: ...
    @property
    def kind(self) -> str: ...
    @property
    def hit(self) -> bool: ...
    @property
    def side(self) -> str: ...


def role_of(mark: PageMark) -> Role | None:
    """How a mark of the selection is drawn; None for those that only the margin shows."""
    if mark.kind in _EXACT:
        return "hit"
    return _ROLES.get(mark.kind, "fuzzy")


def layered(text: str, row: Span, base: Role, layers: Sequence[tuple[int, int, Role]]) -> Iterator[Piece]:
    """The text of a line cut where roles change; a later layer lies over an earlier one."""
    cuts = sorted({row.start, row.end, *(edge for start, end, _ in layers if start < end for edge in (start, end))})
    for start, end in pairwise(cuts):
        role = base
        for first, last, over in layers:
            if first <= start and end <= last:
                role = over
        yield text[start:end].replace("\n", " "), role


def bracketed(shown: Neutral, hits: Sequence[PageMark], within: Span) -> Neutral:
    """Signs around what is highlighted, for terminals that know no attributes: `[name]`, `{close}`, `<claim>`."""
    signs = {"hit": "[]", "fuzzy": "{}", "content": "<>", "source": "||", "cue": "//", "time": "~~", "found": "^^"}
    edges: list[tuple[int, int, str]] = []
    for mark in hits:
        pair = signs[role_of(mark) or "hit"]
        edges.append((max(mark.span.start - within.start, 0), 1, pair[0]))
        edges.append((min(mark.span.end, within.end) - within.start, 0, pair[1]))
    edges.sort(key=lambda edge: edge[:2])
    out: list[str] = []
    pieces: list[tuple[Span, Span, bool]] = []
    old = list(shown.pieces)
    at = length = 0
    for where, _, sign in edges:
        target = shown.shown(where)
        while old and old[0][1].start < target:
            stored, before, is_mark = old.pop(0)
            moved = before.start + length - at
            pieces.append((stored, Span(moved, moved + before.end - before.start), is_mark))
        out.append(shown.text[at:target])
        length += target - at
        at = target
        out.append(sign)
        pieces.append((Span(where, where), Span(length, length + 1), True))
        length += 1
    for stored, before, is_mark in old:
        moved = before.start + length - at
        pieces.append((stored, Span(moved, moved + before.end - before.start), is_mark))
    out.append(shown.text[at:])
    stored_starts = tuple(stored.start for stored, _, _ in pieces)
    return Neutral("".join(out), tuple(pieces), shown.size, stored_starts, tuple(after.start for _, after, _ in pieces))
