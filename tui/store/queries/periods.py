"""The calendar of the timeline: which period of a zoom a range of days belongs to, and what the period is called."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from tui.corpus.days.periods import label_of, period_of
from tui.model import Days
from tui.store.codec import Ints
from tui.store.rows import Zoom

_EPOCH = date(1970, 1, 1).toordinal()
_LATEST = date.max.toordinal()
_UNITS = {"month": "M8[M]", "year": "M8[Y]"}
_Numbers = npt.NDArray[np.integer]


def is_wide(days: Days, zoom: Zoom) -> bool:
    """Whether a period of the timeline is a range wider than what the zoom shows."""
    return days != period_of(days.first, zoom)


def named(days: Days, zoom: Zoom) -> str:
    """2031-04-29, 2031-W17, 2031-04 or 2031; a wide range by what it is, else by its ends."""
    if not is_wide(days, zoom):
        return label_of(days, zoom)
    wider: tuple[Zoom, ...] = ("week", "month", "year")
    found = next((other for other in wider if not is_wide(days, other)), None)
    return label_of(days, found) if found else f"{days.first}/{days.last}"


class Sums(Struct, frozen=True):
    """Periods by their first and last days with a number each, in order; a wide one before what begins with it."""

    keys: Ints  # the first day, and how far before the end of the calendar the last one is
    counts: Ints

    def __len__(self) -> int:
        return len(self.keys)

    def days(self, at: int) -> Days:
        first, before = divmod(int(self.keys[at]), 1 << 32)
        return Days(date.fromordinal(first), date.fromordinal(_LATEST - before))

    def of(self, keys: Ints) -> list[int]:
        """The numbers of some periods, 0 for one that is not among these."""
        if not len(self):
            return [0] * len(keys)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self) - 1)
        found: list[int] = np.where(self.keys[at] == keys, self.counts[at], 0).tolist()
        return found


def summed(first: _Numbers, last: _Numbers, counts: _Numbers | None, zoom: Zoom) -> Sums:
    """Ranges of days, each with how many there are (one, where that is not told), by the period that each belongs to:
    one that holds it whole, else, for a wide one, the range itself."""
    begins, ends = _periods(first.astype(np.int64), zoom)
    wide = last > ends
    keys = (np.where(wide, first, begins) << 32) | (_LATEST - np.where(wide, last, ends))
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    edges = np.flatnonzero(np.diff(keys, prepend=-1))
    if counts is None:
        return Sums(keys[edges], np.diff(edges, append=len(keys)))
    totals = np.append(0, np.cumsum(counts.astype(np.int64)[order]))
    return Sums(keys[edges], totals[np.append(edges[1:], len(keys))] - totals[edges])


def _periods(days: Ints, zoom: Zoom) -> tuple[Ints, Ints]:
    """The first and last days of the periods that days fall into, as `period_of` has them."""
    if zoom == "day":
        return days, days
    if zoom == "week":
        mondays = days - (days - 1) % 7
        return mondays, np.minimum(mondays + 6, _LATEST)
    units = (days - _EPOCH).astype("M8[D]").astype(_UNITS[zoom])
    begins, following = (found.astype("M8[D]").astype(np.int64) + _EPOCH for found in (units, units + 1))
    return begins, following - 1
