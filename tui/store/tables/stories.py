"""One wire story in several articles: which claims are the same one, told again, and are counted once.

A claim is told again where an earlier article of its story, by day and then by its key, has one of the
very same words. It stays in every list; the sums of issues, holders and actors leave it out (triggers of the schema).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from tui.store.sqlite import writing

# How many claims of a story's other articles a claim stands for.
TOLD_AGAIN = (
    "CASE WHEN a.story IS NULL OR c.copy THEN 0 ELSE (SELECT count(*) FROM claims k JOIN articles b ON b.id = k.article"
    " WHERE k.content = c.content AND k.copy AND b.story = a.story) END"
)


def put(connection: sqlite3.Connection, stories: Mapping[int, tuple[int, int]]) -> None:
    """Write which articles carry the same story: by the number of an article that of its story's first, and how many
    others carry it; and which claims are told again. A transaction of its own.

    Only what is other than before is written, and only the claims of stories are looked at whose articles are other
    ones, or were tied anew."""
    with writing(connection):
        before = {
            number: (story, copies)
            for number, story, copies in connection.execute(
                "SELECT id, story, copies FROM articles WHERE story IS NOT NULL"
            )
        }
        changed = [number for number in {*before, *stories} if before.get(number) != stories.get(number)]
        connection.executemany(
            "UPDATE articles SET story = ?, copies = ? WHERE id = ?",
            [(*(stories.get(number) or (None, 0)), number) for number in changed],
        )
        due = [number for (number,) in connection.execute("SELECT article FROM stories_due").fetchall()]
        of = [found[0] for number in {*changed, *due} if (found := stories.get(number)) is not None]
        _mark_claims(connection, sorted(set(of)))
        alone = [(number,) for number in changed if number not in stories]
        connection.executemany("UPDATE claims SET copy = 0 WHERE copy AND article = ?", alone)
        connection.execute("DELETE FROM stories_due")


def _mark_claims(connection: sqlite3.Connection, stories: Iterable[int]) -> None:
    """Say anew which claims of some stories are told again."""
    changed = []
    for story in stories:
        rows = connection.execute(
            "SELECT c.id, c.copy, c.content, c.article FROM articles a JOIN claims c ON c.article = a.id"
            " WHERE a.story = ? ORDER BY a.day IS NULL, a.day, a.key, c.start",
            (story,),
        )
        first: dict[str, int] = {}
        for number, marked, content, article in rows:
            again = int(first.setdefault(content, article) != article)
            if again != marked:
                changed.append((again, number))
    connection.executemany("UPDATE claims SET copy = ? WHERE id = ?", changed)


def tellings(connection: sqlite3.Connection, claim: str) -> list[tuple[bytes, int]]:
    """The other articles of a claim's story that have the same claim, and whether each tells it again."""
    return connection.execute(
        "SELECT b.key, k.copy FROM claims c JOIN articles a ON a.id = c.article JOIN articles b ON b.story = a.story"
        " JOIN claims k ON k.article = b.id AND k.content = c.content"
        " WHERE c.key = ? AND b.id <> a.id AND (k.copy OR c.copy) GROUP BY b.id ORDER BY b.day IS NULL, b.day, b.key",
        (claim,),
    ).fetchall()
