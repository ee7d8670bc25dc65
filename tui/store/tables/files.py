"""What goes into the index: files, articles and their words. Every function runs within the caller's transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Sequence

from tui.model import Article, Problem, Published
from tui.store.codec import article_of, mentions_of, text_of
from tui.store.sqlite import blob, name, plain
from tui.store.tables.article_rows import add_mentions, drop_dates
from tui.store.tables.prepared import Prepared, body_of
from tui.store.words.word_index import Segment

_DROP = (
    "DELETE FROM texts WHERE article = ?",
    "DELETE FROM as_read WHERE article = ?",
    "DELETE FROM readings WHERE article = ?",
    "DELETE FROM sentences WHERE article = ?",
    "DELETE FROM names WHERE article = ?",
    "DELETE FROM day_evidence WHERE article = ?",
    "DELETE FROM signatures WHERE article = ?",
    "DELETE FROM offsets WHERE article = ?",
    "DELETE FROM problems WHERE article = ?",
    "DELETE FROM articles WHERE id = ?",
)


def bump(connection: sqlite3.Connection) -> None:
    """Say to every reader that something changed."""
    connection.execute("INSERT INTO meta VALUES ('generation', 1) ON CONFLICT(key) DO UPDATE SET value = value + 1")


def remember(connection: sqlite3.Connection, key: str, value: object) -> None:
    """Keep a value of the whole index under a key, in place of the one before; within the caller's transaction."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", (key, value)
    )


def recall(connection: sqlite3.Connection, key: str) -> str | None:
    """What `remember` kept last.

    Returns:
        The value as text, None where there is none.
    """
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def put_file(connection: sqlite3.Connection, path: str, version: str) -> int:
    """The number of a file that is about to be read; until `close_file` it counts as unread."""
    connection.execute(
        "INSERT INTO files(path, digest, signature) VALUES (?, '', ?)"
        " ON CONFLICT(path) DO UPDATE SET digest = '', signature = excluded.signature",
        (blob(path), version),
    )
    number: int = connection.execute("SELECT id FROM files WHERE path = ?", (blob(path),)).fetchone()[0]
    connection.execute("DELETE FROM problems WHERE file = ? AND article IS NULL", (number,))
    connection.execute("DELETE FROM lines WHERE file = ?", (number,))
    return number


def close_file(
    connection: sqlite3.Connection, file: int, digest: str, signature: str, keys: Iterable[str], lines: bytes = b""
) -> None:
    """The file has been read to its end: articles of it that were not among `keys` are no more. `lines` is what each
    line gave, packed."""
    kept = set(keys)
    there = connection.execute("SELECT count(*) FROM articles WHERE file = ?", (file,)).fetchone()[0]
    if there != len(kept):  # all of `keys` are there
        for number, key in connection.execute("SELECT id, key FROM articles WHERE file = ?", (file,)).fetchall():
            if name(key) not in kept:
                drop_article(connection, number)
    connection.execute("UPDATE files SET digest = ?, signature = ? WHERE id = ?", (digest, signature, file))
    if lines:
        connection.execute("INSERT OR REPLACE INTO lines VALUES (?, ?)", (file, lines))


def put_problem(connection: sqlite3.Connection, file: int | None, found: Problem, article: int | None = None) -> None:
    """Of a file, found as it is taken in, or of an `article`, found as it is read and kept as long as the article."""
    connection.execute(
        "INSERT INTO problems(file, article, path, line, why) VALUES (?, ?, ?, ?, ?)",
        (file, article, blob(found.path), found.line, plain(found.why)),
    )


def tell_problem(connection: sqlite3.Connection, article: int, why: str) -> None:
    """In place of what was told of an article before: why it could not be worked out; nothing where `why` is empty."""
    connection.execute("DELETE FROM problems WHERE article = ?", (article,))
    if why:
        key, file = connection.execute("SELECT key, file FROM articles WHERE id = ?", (article,)).fetchone()
        put_problem(connection, file, Problem(name(key), why), article)


def put_articles(
    connection: sqlite3.Connection,
    file: int,
    articles: Iterable[Prepared],
    forms: Sequence[str],
    segment: Segment,
    again: bool = False,
) -> bool:
    """Write articles and their words; False where all stand there already with the same digest (and not `again`)."""
    numbers = segment.of(forms)
    now = time.time()
    changed = False
    for article in articles:
        key = blob(article.key)
        row = connection.execute("SELECT id, digest, file FROM articles WHERE key = ?", (key,)).fetchone()
        if row is not None:
            if row[1] == article.digest and row[2] == file and not again:
                continue
            drop_article(connection, row[0])
        changed = True
        published = article.published or Published(None, "none", "")
        days = published.days
        cursor = connection.execute(
            "INSERT INTO articles(key, file, digest, title, outlet, agency, author, place, problem, words, added,"
            " day, day_last, published_from, published_why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key,
                file,
                article.digest,
                *article.columns,
                article.count,
                now,
                days.first.toordinal() if days else None,
                days.last.toordinal() if days else None,
                published.source,
                plain(published.why),
            ),
        )
        number = int(cursor.lastrowid or 0)
        segment.add(number, numbers[article.words])
        title = article.columns[0]
        connection.execute("INSERT INTO offsets VALUES (?, ?)", (number, article.offsets))
        connection.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, article.text, article.about))
        connection.execute("INSERT INTO search(rowid, title, body) VALUES (?, ?, ?)", (number, title, article.body))
        connection.execute("INSERT INTO day_evidence VALUES (?, ?)", (number, article.days))
        _reuse_reading(connection, number, article.digest)
    return changed


def drop_article(connection: sqlite3.Connection, number: int) -> None:
    """Take an article out, with all that was made from it."""
    article = load_article(connection, number)
    title = connection.execute("SELECT title FROM articles WHERE id = ?", (number,)).fetchone()[0]
    if article is not None:
        connection.execute(
            "INSERT INTO search(search, rowid, title, body) VALUES ('delete', ?, ?, ?)",
            (number, title, body_of(article)),
        )
    untie(connection, number)
    for statement in _DROP:
        connection.execute(statement, (number,))
    connection.execute("INSERT OR IGNORE INTO gone VALUES (?)", (number,))


def drop_file(connection: sqlite3.Connection, file: int) -> None:
    for (number,) in connection.execute("SELECT id FROM articles WHERE file = ?", (file,)).fetchall():
        drop_article(connection, number)
    connection.execute("DELETE FROM problems WHERE file = ?", (file,))
    connection.execute("DELETE FROM lines WHERE file = ?", (file,))
    connection.execute("DELETE FROM files WHERE id = ?", (file,))


def untie(connection: sqlite3.Connection, number: int, *, dates: bool = True) -> None:
    """Take out what tied an article to the corpus, and its part of every sum; without `dates` all but its dated
    sentences, where it is tied anew at once and most of them stay."""
    month = connection.execute("SELECT day FROM articles WHERE id = ?", (number,)).fetchone()
    row = connection.execute("SELECT data FROM mentions WHERE article = ?", (number,)).fetchone()
    if row is not None:
        add_mentions(connection, number, mentions_of(row[0]), month[0] if month else None, sign=-1)
        connection.execute("DELETE FROM mentions WHERE article = ?", (number,))
    connection.execute("DELETE FROM claims WHERE article = ?", (number,))
    connection.execute("DELETE FROM spots WHERE article = ?", (number,))
    connection.execute("DELETE FROM asked WHERE article = ?", (number,))
    if dates:
        drop_dates(connection, "article = ?", [(number,)])
    connection.execute("INSERT OR IGNORE INTO stories_due VALUES (?)", (number,))
    connection.execute("UPDATE articles SET mentions = 0, claims = 0, tied = '' WHERE id = ?", (number,))


def load_article(connection: sqlite3.Connection, number: int, *, as_read: bool = False) -> Article | None:
    """An article with its whole text.

    Args:
        number: the store's own number of the article.
        as_read: without what a person wrote of it, on which no reading rests.

    Returns:
        The article, None where the index has none of that number.
    """
    row = connection.execute(
        "SELECT a.key, f.path, t.text, t.about, r.about FROM articles a JOIN texts t ON t.article = a.id"
        " LEFT JOIN as_read r ON r.article = a.id LEFT JOIN files f ON f.id = a.file WHERE a.id = ?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    about = row[4] if as_read and row[4] is not None else row[3]
    return article_of(about, name(row[0]), name(row[1] or b""), text_of(row[2]))


def _reuse_reading(connection: sqlite3.Connection, number: int, digest: str) -> None:
    """An article that was moved or renamed is not read again."""
    other = connection.execute(
        "SELECT a.id, a.reading FROM articles a JOIN readings r ON r.article = a.id"
        " WHERE a.digest = ? AND a.reading <> '' AND a.id <> ? LIMIT 1",
        (digest, number),
    ).fetchone()
    if other is None:
        return
    connection.execute("INSERT INTO readings SELECT ?, reading FROM readings WHERE article = ?", (number, other[0]))
    connection.execute(
        "INSERT OR REPLACE INTO day_evidence SELECT ?, data FROM day_evidence WHERE article = ?", (number, other[0])
    )
    connection.execute("INSERT INTO signatures SELECT ?, data FROM signatures WHERE article = ?", (number, other[0]))
    connection.execute("INSERT INTO names SELECT ?, forms FROM names WHERE article = ?", (number, other[0]))
    connection.execute("UPDATE articles SET reading = ? WHERE id = ?", (other[1], number))


def look_first(connection: sqlite3.Connection, keys: list[str]) -> None:
    """Articles that are to be read before all others, in this order."""
    connection.execute("DELETE FROM wanted")
    connection.executemany(
        "INSERT OR IGNORE INTO wanted VALUES (?, ?)", [(blob(key), place) for place, key in enumerate(keys)]
    )
