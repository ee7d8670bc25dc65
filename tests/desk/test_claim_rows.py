"""The rows of the Claims pane, from lists of the library."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tui.desk.panes.claims import Grouped, ListStretch
from tui.store.query import ClaimQuery


def test_an_index_that_has_become_smaller_gives_fewer_rows() -> None:
    """It was counted a moment before the rows are asked for."""
    state: Any = SimpleNamespace(library=SimpleNamespace(claims=lambda query, offset, limit: ["the only one"]))
    query = ClaimQuery()
    rows = Grouped(state, [ListStretch((), query, 0, 3), ListStretch((), query, 3, 2)])
    assert rows.count() == 5
    assert list(rows.rows(0, 5)) == ["the only one"]
