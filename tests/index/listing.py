"""What the listing commands print of a library, to be compared whole."""

from __future__ import annotations

import json

from tui.store.library import Library


def listed(library: Library) -> str:
    """All claims, actors and dates, a row a line."""
    rows = (*library.rows.claims(), *library.rows.actors(), *library.rows.dates())
    return "\n".join(json.dumps(row, default=str) for row in rows)
