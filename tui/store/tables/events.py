"""Folding: dated sentences of several articles that tell one event become one entry of the timeline.

Only days whose sentences changed are compared again; each dated sentence then knows the one that tells its event first.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable

from tui.corpus.days.dated_sentences import DatedSentence, clause_of, events
from tui.model import Span
from tui.store.codec import text_of
from tui.store.sqlite import name, writing
from tui.store.tables.article_rows import days_of
from tui.store.tables.files import bump

SECONDS = 0.3  # of one transaction: as long as a reader who judges a claim may wait without noticing
WIDEST = 31  # days: what is dated by no more than a season or a year is not known to be one event
MOST = 2000  # sentences of the same days that are compared, which takes time by their square; the first by day and key
_DATELINE = re.compile(r"\s*+(?:\([^()]{1,40}\)\s*+)?[-–—]")  # what follows the day of one


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
    days = days_of(first, last)
    if days is None or last - first >= WIDEST:
        return
    rows = connection.execute(
        "SELECT d.id, a.key, d.article, d.value, d.start, d.finish, d.sentence_start, d.sentence_finish, d.planned,"
        " d.event, d.rests FROM dates d JOIN articles a ON a.id = d.article WHERE d.first = ? AND d.last = ?"
        " ORDER BY d.planned, d.rests, a.day IS NULL, a.day, a.key, d.start LIMIT ?",
        (first, last, MOST),
    ).fetchall()
    if len({row[2] for row in rows}) < 2 and not any(row[10] for row in rows):
        return
    texts: dict[int, str] = {}
    sentences: list[DatedSentence] = []
    for _, key, article, value, start, finish, s_start, s_finish, planned, _, rests in rows:
        if article not in texts:
            found = connection.execute("SELECT text FROM texts WHERE article = ?", (article,)).fetchone()
            texts[article] = text_of(found[0]) if found else ""
        text = texts[article]
        head, tail = text[s_start:start], text[finish:s_finish]
        verb = text[start:finish] if rests else ""
        if _DATELINE.match(tail):
            head = ""
        sentences.append(
            DatedSentence(
                name(key),
                days,
                value,
                Span(start, finish),
                Span(s_start, s_finish),
                text[s_start:s_finish] if rests else f"{head} {tail}",
                bool(planned),
                clause_of(f"{head}{verb}", tail),
                rests=bool(rests),
            )
        )
    numbers = {(s.article, s.span): row[0] for s, row in zip(sentences, rows, strict=True)}
    before: dict[int, int | None] = {row[0]: row[9] for row in rows}
    heads: dict[int, int | None] = {}
    for event in events(sentences):
        first_told, *others = (numbers[told.article, told.span] for told in event.told)
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
