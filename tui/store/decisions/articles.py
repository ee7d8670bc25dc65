"""Articles that are marked read, and what a person writes of an article."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from tui.store import mended
from tui.store.decisions.deciding import Deciding
from tui.store.judgements import Decision
from tui.store.overlay import Overlay
from tui.store.problems import Refused
from tui.store.sqlite import blob

_NONE_SHOWN: Mapping[str, bool] = MappingProxyType({})


class ArticleDecisions(Deciding):
    """Kind `seen`: by the article's digest. Kind `article`: by the digest and the field."""

    def mark_seen(self, key: str, seen: bool = True, shown: bool | None = None) -> None:
        """Mark an article read, or not. `shown` is how it stood before the reader: where another terminal marked it
        otherwise meanwhile, Stale is raised once, and whoever marks it so again has been asked."""
        self.mark_seen_together([key], seen, {} if shown is None else {key: shown})

    def mark_seen_together(
        self, keys: Sequence[str], seen: bool = True, shown: Mapping[str, bool] = _NONE_SHOWN
    ) -> None:
        """Mark several articles read, or not, as one decision; `shown` likewise, by their keys."""
        decisions = self._all_of([partial(self._seen_decision, key, seen, shown.get(key)) for key in keys], "articles")
        if decisions:
            self._decide_all(decisions)
        self._show_seen([digest for key in keys for digest, _ in self._digest_of(key)])

    def _seen_decision(self, key: str, seen: bool, shown: bool | None) -> list[Decision]:
        """[] where it is so already, as another terminal may have made it."""
        decisions = []
        for digest, title in self._digest_of(key):
            before = self._standing("seen", digest)
            if (before is not None) == seen:
                continue
            if self._just_came(digest, (before or {}) if shown is not None else {}) or shown == seen:
                self._ask(digest, before or {}, "it is marked read" if before is not None else "it is not marked read")
            version = before["version"] if before is not None else 0
            what = f"{'read' if seen else 'not read'}: {title}"
            decisions.append(Decision("seen", digest, {"key": key} if seen else None, what, version))
        return decisions

    def _digest_of(self, key: str) -> list[tuple[Any, ...]]:
        """An article's digest and title; [] where it is no longer there."""
        return self._view.rows("SELECT digest, title FROM articles WHERE key = ?", blob(key))

    def write_article(self, key: str, field: str, value: str) -> None:
        """Write an article's day (as `Days` writes it), title, outlet or author; with empty words, leave it as it was
        read. Raises Refused for a day that is none, or another field."""
        if field not in mended.FIELDS:
            raise Refused(f"no {field} of an article is written by hand")
        rows = self._digest_of(key)
        if not rows:
            raise Refused("the article is no longer there")
        digest, title = rows[0]
        value = " ".join(value.split())
        if field == "day" and value:
            days = mended.days_of_value(value)
            if days is None:
                raise Refused(f"{value} is no day; write 2031-04-29, 2031-04, 2031 or 2031-04-29/2031-05-02")
            value = str(days)
        before = self._edits(key).get(field)
        made = [self._article_decision(digest, key, field, value, title)]
        if before is not None and before.article != digest:  # written before its file was changed
            made.insert(0, self._article_decision(before.article, before.key, field, "", title))
        self._decide_all(made)
        self._show_articles()

    def _article_decision(self, digest: str, key: str, field: str, value: str, title: str) -> Decision:
        subject = f"{digest} {field}"
        holds, own = self._holding("article", subject)
        if holds and holds["value"] != value:
            self._ask_of_new(subject, holds, f"its {field} is {holds['value'] or 'as it was read'}")
        coders = {one["coder"] for one in self._judgements.of_kind("article", subject=subject)}
        state: dict[str, object] | None = {"article": digest, "key": key, "field": field, "value": value}
        if not value:
            state = {**(state or {}), "off": 1} if coders - {self._judgements.coder} else None
        return Decision("article", subject, state, f"{field} of {title}: {value or 'as it was read'}", own)

    def written(self, key: str) -> dict[str, str]:
        """What a person wrote of an article, by field."""
        return {field: edit.value for field, edit in self._edits(key).items()}

    def _edits(self, key: str) -> dict[str, mended.ArticleEdit]:
        return mended.edits_of(self._view.index_file.connection(), Overlay(self._judgements).edits, key)

    def _show_articles(self) -> None:
        def write(connection: sqlite3.Connection) -> None:
            mended.write_articles(connection, Overlay(self._judgements).edits)

        self._in_index("article", [""], write)

    def _show_seen(self, digests: Sequence[str]) -> None:
        def write(connection: sqlite3.Connection) -> None:
            for digest in digests:
                seen = self._judgements.state("seen", digest) is not None
                connection.execute("UPDATE articles SET seen = ? WHERE digest = ?", (seen, digest))

        self._in_index("seen", digests, write)
