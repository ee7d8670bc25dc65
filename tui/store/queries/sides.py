"""Claims by whom they speak for: a claim's side, or the holder itself where it is a country or organisation."""

from __future__ import annotations

from tui.store.codec import claim_of
from tui.store.view import View

_KEY = ("sides",)
_STATES = ("country", "organization")


def sides(view: View) -> dict[int, str]:
    """The side of every claim on an issue that has a holder, by the claim's number in the store."""
    return view.settled(_KEY, lambda: _sides(view))


def warm(view: View, before: View) -> None:
    """Have them at hand where they were."""
    if before.holds(_KEY):
        sides(view)


def _sides(view: View) -> dict[int, str]:
    rows = view.rows(
        "SELECT c.id, c.holder, c.data, o.kind FROM claims c LEFT JOIN actors o ON o.id = c.actor"
        " WHERE c.holder IS NOT NULL AND c.id IN (SELECT claim FROM claim_issues)"
    )
    return {number: holder if kind in _STATES else claim_of(data).side or holder for number, holder, data, kind in rows}
