"""Articles that are marked read, and what a person writes of an article."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from tui.store import mended
from tui.store.decisions.deciding import Deciding
from tui.store.judgements import Decision
from tui.store.overlay import Overlay
from tui.store.problems import UNANSWERED, Refused
from tui.store.sqlite import blob


class ArticleDecisions(Deciding):
    """Kind `seen`: by the article's digest. Kind `article`: by the digest and the field."""

    def mark_seen(self, key: str, seen: bool = True) -> None:
        """Mark an article read, or not."""
        rows = self._view.rows("SELECT digest, title FROM articles WHERE key = ?", blob(key))
        if not rows:
            return
        digest, title = rows[0]
        what = f"{'read' if seen else 'not read'}: {title}"
        before = self._standing("seen", digest)
        if (before is not None) != seen:  # another terminal may have done so already
            version = before["version"] if before is not None else 0
            self._judgements.decide("seen", digest, {"key": key} if seen else None, what, version)
        self._show_seen([digest])

    def mark_seen_together(self, keys: Sequence[str], seen: bool = True) -> None:
        """Mark several articles read, or not, as one decision."""
        decisions = []
        for key in keys:
            for digest, title in self._view.rows("SELECT digest, title FROM articles WHERE key = ?", blob(key)):
                before = self._standing("seen", digest)
                if (before is not None) != seen:
                    what = f"{'read' if seen else 'not read'}: {title}"
                    version = before["version"] if before is not None else 0
                    decisions.append(Decision("seen", digest, {"key": key} if seen else None, what, version))
        if decisions:
            self._judgements.decide_together(decisions)
            self._show_seen([decision.subject for decision in decisions])

    def write_article(self, key: str, field: str, value: str) -> None:
        """Write an article's day (as `Days` writes it), title, outlet or author; with empty words, leave it as it was
        read. Raises Refused for a day that is none, or another field."""
        if field not in mended.FIELDS:
            raise Refused(f"no {field} of an article is written by hand")
        rows = self._view.rows("SELECT digest, title FROM articles WHERE key = ?", blob(key))
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
        with suppress(*UNANSWERED), self._current.showing() as connection:
            mended.write_articles(connection, Overlay(self._judgements).edits)

    def _show_seen(self, digests: Sequence[str]) -> None:
        with suppress(*UNANSWERED), self._current.showing() as connection:
            for digest in digests:
                seen = self._judgements.state("seen", digest) is not None
                connection.execute("UPDATE articles SET seen = ? WHERE digest = ?", (seen, digest))
