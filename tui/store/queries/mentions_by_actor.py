"""The mentions of every actor: what each article keeps of its own, turned round by one walk over the articles."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tui.store.codec import mentions_of, text_of
from tui.store.sqlite import name
from tui.store.view import View

Told = tuple[int, int, str, str]  # start, end, the words, by what (MentionBy)
_CACHE = 32_000  # KiB of the pile that stay in memory; what is more SQLite lays in a nameless file of its own


class MentionPile:
    """The mentions of each actor, by articles in order of their day."""

    def __init__(self, pile: sqlite3.Connection, keys: list[str]) -> None:
        self._pile = pile
        self._keys = keys

    def of(self, actor: int) -> Iterator[tuple[str, Told]]:
        """Each mention of an actor, by the store's number, with the key of its article."""
        for place, told in self._pile.execute("SELECT place, told FROM pile WHERE actor = ? ORDER BY place", (actor,)):
            for mention in json.loads(told):
                yield self._keys[place], mention


@contextmanager
def mentions_by_actor(view: View) -> Iterator[MentionPile]:
    """Walks over the articles once, however many actors each has: an article's mentions are kept packed together, so
    that asking for them by actor would unpack each as often as it has actors."""
    articles = view.index_file.connection().execute(
        "SELECT a.key, t.text, m.data FROM articles a JOIN texts t ON t.article = a.id"
        " JOIN mentions m ON m.article = a.id ORDER BY a.day IS NULL, a.day, a.key"
    )
    keys: list[str] = []
    with closing(sqlite3.connect("", isolation_level=None)) as pile:
        pile.execute(f"PRAGMA cache_size = -{_CACHE}")
        pile.execute("PRAGMA journal_mode = OFF")
        pile.execute(
            "CREATE TABLE pile(actor INTEGER, place INTEGER, told TEXT, PRIMARY KEY(actor, place)) WITHOUT ROWID"
        )
        pile.execute("BEGIN")
        for place, (key, text, data) in enumerate(articles):
            keys.append(name(key))
            decoded, found = text_of(text), defaultdict[int, list[Told]](list)
            for mention in mentions_of(data):
                if mention.actor:
                    words = decoded[mention.start : mention.end]
                    found[mention.actor].append((mention.start, mention.end, words, mention.by))
            pile.executemany(
                "INSERT INTO pile VALUES (?, ?, ?)",
                ((actor, place, json.dumps(told)) for actor, told in found.items()),
            )
        pile.execute("COMMIT")
        yield MentionPile(pile, keys)
