"""Articles that are marked read."""

from __future__ import annotations

from contextlib import suppress

from tui.store.decisions.deciding import Deciding
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
        self._show_seen(digest)

    def _show_seen(self, digest: str) -> None:
        with suppress(*UNANSWERED), self._current.showing() as connection:
            seen = self._judgements.state("seen", digest) is not None
            connection.execute("UPDATE articles SET seen = ? WHERE digest = ?", (seen, digest))
