"""Which corpus this is: known by its articles, so that what was decided in it is found again where its folder moves.

A corpus is called by the place where something was first decided in it. Kept of it are the SAMPLE smallest digests of
its articles, which are the whole of a small corpus and a fair sample of a large one, with the articles' keys.
"""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from tui import paths

SAMPLE = 1_000
SAME = 0.5  # of the articles of the larger one are in both: they are one corpus

Known = Mapping[str, bytes]  # keys of articles by their digests


def sample_of(index: sqlite3.Connection) -> dict[str, bytes]:
    """What a corpus is known by, from its index."""
    return dict(index.execute("SELECT digest, key FROM articles GROUP BY digest ORDER BY digest LIMIT ?", (SAMPLE,)))


def shared(one: Known, other: Known) -> float:
    """Which part of the larger corpus' articles are in both, 0 to 1, as two samples tell."""
    upto = min((max(known) for known in (one, other) if len(known) >= SAMPLE), default="~")
    ours, theirs = ({digest for digest in known if digest <= upto} for known in (one, other))
    return len(ours & theirs) / max(len(ours), len(theirs), 1)


def best(known: Mapping[str, Known], articles: Known) -> str | None:
    """The corpus among those `known` that the articles are; None where they are none of them."""
    found = max(known, key=lambda corpus: (shared(known[corpus], articles), corpus), default=None)
    return found if found is not None and shared(known[found], articles) >= SAME else None


def known_corpora(connection: sqlite3.Connection) -> dict[str, dict[str, bytes]]:
    found: dict[str, dict[str, bytes]] = defaultdict(dict)
    for corpus, digest, key in connection.execute("SELECT corpus, digest, key FROM corpora"):
        found[corpus][digest] = key
    return dict(found)


def settle(connection: sqlite3.Connection, place: str, folder: Path, corpus: str, articles: Known) -> None:
    """From now on that corpus stands at this place, with these articles; what was decided at the place before it was
    known is of that corpus too."""
    if corpus != place and place not in known_corpora(connection):
        _adopt(connection, place, corpus)
    _keep(connection, place, folder, corpus, articles)


def _adopt(connection: sqlite3.Connection, place: str, corpus: str) -> None:
    names = {place: corpus}
    rows = connection.execute(
        "SELECT kind, subject, coder, at, uid FROM standing WHERE corpus = ?", (place,)
    ).fetchall()
    for kind, subject, coder, at, uid in rows:
        key = (kind, renamed(subject, names), coder)
        where = "WHERE kind = ? AND subject = ? AND coder = ?"
        there = connection.execute(f"SELECT at, uid FROM standing {where}", key).fetchone()
        if there is not None and there < (at, uid) and key[1] != subject:
            connection.execute(f"DELETE FROM standing {where}", key)
        connection.execute(
            f"UPDATE OR IGNORE standing SET subject = ?, corpus = ? {where}", (key[1], corpus, kind, subject, coder)
        )
    for number, subject in connection.execute(
        "SELECT number, subject FROM changes WHERE corpus = ?", (place,)
    ).fetchall():
        changed = (corpus, renamed(subject, names), number)
        connection.execute("UPDATE changes SET corpus = ?, subject = ? WHERE number = ?", changed)
    for table in ("desk", "looked"):
        connection.execute(f"UPDATE OR IGNORE {table} SET corpus = ? WHERE corpus = ?", (corpus, place))


def _keep(connection: sqlite3.Connection, place: str, folder: Path, corpus: str, articles: Known) -> None:
    """Places of the corpus that are gone are forgotten."""
    for other, there in connection.execute("SELECT place, path FROM places WHERE corpus = ?", (corpus,)).fetchall():
        if other != place and not paths.there(Path(os.fsdecode(there))):
            connection.execute("DELETE FROM places WHERE place = ?", (other,))
    connection.execute("DELETE FROM places WHERE place = ?", (place,))
    connection.execute("INSERT INTO places VALUES (?, ?, ?)", (place, corpus, os.fsencode(paths.real(folder))))
    connection.execute("DELETE FROM corpora WHERE corpus = ?", (corpus,))
    connection.executemany("INSERT INTO corpora VALUES (?, ?, ?)", [(corpus, *each) for each in articles.items()])


def called(connection: sqlite3.Connection, place: str, articles: Known) -> str | None:
    """Which corpus the articles at a place are; None where it is one in which nothing was decided."""
    known = known_corpora(connection)
    row = connection.execute("SELECT corpus FROM places WHERE place = ?", (place,)).fetchone()
    here = row[0] if row else place
    if shared(known.get(here, {}), articles) >= SAME:
        return here
    found = best(known, articles)
    if found is not None:
        return found
    if here not in known:
        decided = connection.execute("SELECT 1 FROM standing WHERE corpus = ? LIMIT 1", (here,)).fetchone()
        return here if decided else None
    if row and _is_still(known[here], articles):
        return here
    return next(name for name in names_like(place) if name not in known)


def _is_still(known: Known, articles: Known) -> bool:
    """Whether what stands at a corpus' place may be it with other articles: some of them are there still, or others
    under most of the same names, as where they are read in another way."""
    if known.keys() & articles.keys():
        return True
    names = set(known.values())
    return 2 * len(names & set(articles.values())) >= len(names)


def names_like(place: str) -> Iterator[str]:
    """Names that a corpus may be given, that of its place first."""
    yield place
    number = 1
    while True:
        number += 1
        yield f"{place}.{number}"


def renamed(subject: str, names: Mapping[str, str]) -> str:
    """A subject of one corpus as that of another: what is known by its corpus has its name as a word of its own."""
    return " ".join(names.get(word, word) for word in subject.split(" "))


def differs(connection: sqlite3.Connection, place: str, corpus: str, articles: Collection[str]) -> bool:
    """Whether what is kept of a place is other than this."""
    row = connection.execute("SELECT corpus FROM places WHERE place = ?", (place,)).fetchone()
    kept = {digest for (digest,) in connection.execute("SELECT digest FROM corpora WHERE corpus = ?", (corpus,))}
    return row is None or row[0] != corpus or kept != set(articles)
