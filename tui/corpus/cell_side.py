"""The side that a cell of the matrix shows, of all claims of one holder on one issue."""

from __future__ import annotations

from tui.model import Stance


def cell_side(for_: int, against: int, mixed: int) -> Stance | None:
    """By the number of claims on each side: one side where it has twice as many as the other; None where none takes
    any."""
    if for_ >= 2 * against and for_ and for_ >= mixed:
        return "for"
    if against >= 2 * for_ and against and against >= mixed:
        return "against"
    return "mixed" if for_ or against or mixed else None
