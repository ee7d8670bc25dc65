"""What is selected and where we have been: plain objects, no widgets.

`Trail` keeps two memories. The line of selections is walked by `[` and `]`, like a browser's history, each with the
place it was left at. The stack of dives is what Esc undoes: the place as it was before Enter went elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from tui.model import Selection

DEPTH = 200  # selections and dives remembered; older ones are forgotten


class Place(Struct, frozen=True):
    """Where the reader of the desk stands: the pane with the focus, the open article with the offsets (code points) of
    the cursor and of the first line in view, whether the cursor is in view, and the cursor's row in each list."""

    pane: str = "articles"
    article: str | None = None
    offset: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    top: int = 0
    seen: bool = True


class TrailStep(Struct, frozen=True):
    selection: Selection | None = None
    place: Place = field(default_factory=Place)


class Trail:
    """The selection, those before and after it, and the dives that Esc undoes."""

    def __init__(self, steps: list[TrailStep] | None = None, at: int = 0) -> None:
        self.steps = steps or [TrailStep()]
        self.at = min(max(at, 0), len(self.steps) - 1)
        self.dives: list[TrailStep] = []

    @property
    def selection(self) -> Selection | None:
        return self.steps[self.at].selection

    def select(self, selection: Selection | None, place: Place) -> None:
        """Make `selection` the newest step; `place` is where the one before was left."""
        self._leave(place)
        if selection == self.selection:
            return
        self.steps = [*self.steps[: self.at + 1], TrailStep(selection, place)][-DEPTH:]
        self.at = len(self.steps) - 1

    def rename(self, selection: Selection) -> None:
        """Put `selection` in place of the current one: it goes by another key now."""
        self.steps[self.at] = TrailStep(selection, self.steps[self.at].place)

    def earlier(self, place: Place) -> TrailStep | None:
        """One selection back; None at the oldest."""
        return self._walk(-1, place)

    def later(self, place: Place) -> TrailStep | None:
        return self._walk(1, place)

    def dive(self, place: Place) -> None:
        """Remember `place` for Esc."""
        self.dives = [*self.dives, TrailStep(self.selection, place)][-DEPTH:]

    def rise(self, place: Place) -> TrailStep | None:
        """Back to where the last dive began, or None; the selection of that time is current again."""
        if not self.dives:
            return None
        step = self.dives.pop()
        if step.selection != self.selection:
            self.select(step.selection, place)
        self._leave(step.place)
        return step

    def _walk(self, by: int, place: Place) -> TrailStep | None:
        if not 0 <= self.at + by < len(self.steps):
            return None
        self._leave(place)
        self.at += by
        return self.steps[self.at]

    def _leave(self, place: Place) -> None:
        self.steps[self.at] = TrailStep(self.selection, place)

    def kept(self, place: Place, most: int = 50) -> dict[str, Any]:
        """What is kept for next time, as JSON can hold it."""
        self._leave(place)
        first = max(0, min(self.at - most // 2, len(self.steps) - most))
        steps = self.steps[first : first + most]
        return {"at": self.at - first, "steps": [_packed(step) for step in steps]}

    @classmethod
    def restored(cls, kept: Any) -> Trail:
        """The trail of last time; an empty one where `kept` is not what `kept()` wrote."""
        try:
            steps = [_unpacked(step) for step in kept["steps"]]
            return cls(steps, int(kept["at"]))
        except (KeyError, TypeError, ValueError, AttributeError):
            return cls()


_KINDS = {"actor", "issue", "term", "claim", "days", "article", "query"}


def _packed(step: TrailStep) -> dict[str, Any]:
    selection, place = step.selection, step.place
    return {
        "selection": None if selection is None else [selection.kind, selection.key, selection.label],
        "place": [place.pane, place.article, place.offset, dict(place.rows), place.top, place.seen],
    }


def _unpacked(step: Any) -> TrailStep:
    pane, article, offset, rows, *view = step["place"]
    place = Place(
        str(pane),
        None if article is None else str(article),
        int(offset),
        {str(k): int(v) for k, v in rows.items()},
        int(view[0] if view else offset),
        bool(view[1]) if len(view) > 1 else True,
    )
    if step["selection"] is None:
        return TrailStep(None, place)
    kind, key, label = step["selection"]
    if kind not in _KINDS:
        raise ValueError(f"no kind of selection: {kind!r}")
    return TrailStep(Selection(kind, str(key), str(label)), place)
