"""Folding: dated sentences of several articles that tell one event become one entry of the timeline.

Only days whose sentences changed are compared again; each dated sentence then knows the one that tells its event first.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable

from tui.corpus.days.tellings import joined, telling_from
from tui.store.sqlite import writing
from tui.store.tables.article_rows import WIDEST
from tui.store.tables.files import bump

SECONDS = 0.3  # of one transaction: as long as a reader who judges a claim may wait without noticing
MOST = 2000  # sentences of the same days that are compared, which takes time by their square; the first by day and key


def fold(connection: sqlite3.Connection, stop: Callable[[], bool]) -> bool:
    """Compare the sentences of all days that are due; False where it was stopped on the way."""
    while due := connection.execute("SELECT first, last FROM events_due LIMIT 200").fetchall():
        began = time.monotonic()
        with writing(connection):
            for first, last in due:
                _fold(connection, first, last)
                connection.execute("DELETE FROM events_due WHERE first = ? AND last = ?", (first, last))
                if time.monotonic() - began > SECONDS:
                    break
            bump(connection)
        if stop():
            return False
    return True


def _fold(connection: sqlite3.Connection, first: int, last: int) -> None:
    if last - first >= WIDEST:
        return
    rows = connection.execute(
        "SELECT d.id, d.article, d.event, d.rests, d.told FROM dates d JOIN articles a ON a.id = d.article"
        " WHERE d.first = ? AND d.last = ?"
        " ORDER BY d.planned, d.rests, a.day IS NULL, a.day, a.key, d.start LIMIT ?",
        (first, last, MOST),
    ).fetchall()
    if len({article for _, article, *_ in rows}) < 2 and not any(rests for *_, rests, _ in rows):
        return
    told = [telling_from(data) for *_, data in rows]
    events = joined(told, [None if rests else article for _, article, _, rests, _ in rows])
    before: dict[int, int | None] = {number: event for number, _, event, *_ in rows}
    heads: dict[int, int | None] = {}
    for event in events:
        first_told, *others = (rows[place][0] for place in event)
        heads[first_told] = None
        heads.update(dict.fromkeys(others, first_told))
    connection.executemany(
        "UPDATE dates SET event = ? WHERE id = ?",
        [(head, number) for number, head in heads.items() if before[number] != head],
    )
    connection.execute(
        "UPDATE date_sums SET n = (SELECT count(*) FROM dates WHERE first = ?1 AND last = ?2 AND event IS NULL)"
        " WHERE first = ?1 AND last = ?2",
        (first, last),
    )
