"""What all articles tell, streamed from the store each time it is walked, in the order of the articles' keys: what is
made of it does not depend on the order in which they were read."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

import msgspec
from msgspec.structs import replace

from tui.corpus.actors.name_forms import ArticleForms
from tui.corpus.days.publication_days import ArticleDays, unpacked
from tui.store.codec import line_of, unsqueeze
from tui.store.sqlite import blob, name

_forms = msgspec.msgpack.Decoder(ArticleForms)


def forms_from(data: bytes) -> ArticleForms:
    """ArticleForms as the store keeps them, but for the article's key."""
    return _forms.decode(unsqueeze(data))


class StoredForms(Collection[ArticleForms]):
    """The forms of all articles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __iter__(self) -> Iterator[ArticleForms]:
        # CROSS JOIN keeps SQLite from walking the packed column first: the order of the keys is that of an index of
        # articles.
        rows = self._connection.execute(
            "SELECT a.key, n.forms FROM articles a CROSS JOIN names n ON n.article = a.id ORDER BY a.key"
        )
        for key, forms in rows:
            yield replace(forms_from(forms), article=name(key))

    def among(self, keys: Collection[str]) -> Iterator[ArticleForms]:
        """Those of some articles."""
        for key in keys:
            row = self._connection.execute(
                "SELECT n.forms FROM articles a JOIN names n ON n.article = a.id WHERE a.key = ?", (blob(key),)
            ).fetchone()
            if row is not None:
                yield replace(forms_from(row[0]), article=key)

    def new(self) -> list[str]:
        """The keys of the articles whose forms are other ones than when `forget_new` was called last."""
        rows = self._connection.execute(
            "SELECT a.key FROM names_new w JOIN names n ON n.article = w.article JOIN articles a ON a.id = w.article"
        )
        return sorted(name(key) for (key,) in rows)

    def forget_new(self) -> None:
        """All are taken; within the caller's transaction."""
        self._connection.execute("DELETE FROM names_new")

    def __len__(self) -> int:
        count: int = self._connection.execute("SELECT count(*) FROM names").fetchone()[0]
        return count

    def __contains__(self, item: object) -> bool:
        return any(forms == item for forms in self)


class StoredDays(Collection[ArticleDays]):
    """What every article says of days."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __iter__(self) -> Iterator[ArticleDays]:
        rows = self._connection.execute(
            "SELECT a.key, d.data FROM articles a CROSS JOIN day_evidence d ON d.article = a.id ORDER BY a.key"
        )
        for key, data in rows:
            yield replace(unpacked(line_of(data)), article=name(key))

    def __len__(self) -> int:
        count: int = self._connection.execute("SELECT count(*) FROM day_evidence").fetchone()[0]
        return count

    def __contains__(self, item: object) -> bool:
        return any(days == item for days in self)
