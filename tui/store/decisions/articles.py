"""Articles that are marked read."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from tui.store.decisions.deciding import Deciding
from tui.store.judgements import Decision
from tui.store.problems import UNANSWERED
from tui.store.sqlite import blob


class ArticleDecisions(Deciding):
    """Kind `seen`: by the article's digest."""

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

    def _show_seen(self, digests: Sequence[str]) -> None:
        with suppress(*UNANSWERED), self._current.showing() as connection:
            for digest in digests:
                seen = self._judgements.state("seen", digest) is not None
                connection.execute("UPDATE articles SET seen = ? WHERE digest = ?", (seen, digest))
