"""The title line and the progress, from sums kept while indexing."""

from __future__ import annotations

import json
from datetime import date

from tui.store.judgements import Judgements
from tui.store.queries import lost_words
from tui.store.rows import Counts, Progress
from tui.store.view import View


def counts(view: View, looked: float) -> Counts:
    """Nothing here is counted by walking articles or claims."""
    sums = dict(view.rows("SELECT name, n FROM totals"))
    first = view.one("SELECT day FROM articles WHERE (day IS NULL) = 0 ORDER BY day LIMIT 1")
    last = view.one("SELECT day_last FROM articles WHERE (day IS NULL) = 0 ORDER BY day DESC LIMIT 1")
    articles = sums.get("articles", 0)
    # Claims come with the ties; of articles that could not be read none will.
    failed = view.one("SELECT count(*) FROM problems WHERE article IS NOT NULL") or 0
    read = min(articles, sums.get("tied", 0) + failed)
    return Counts(
        articles=articles,
        read=read,
        first=f"{date.fromordinal(first)}" if first else "",
        last=f"{date.fromordinal(last)}" if last else "",
        claims=sums.get("claims", 0),
        mentions=sums.get("mentions", 0),
        actors=view.one("SELECT count(*) FROM actors") or 0,
        issues=len(view.config.issues),
        dates=sums.get("dates", 0),
        problems=view.one("SELECT count(*) FROM problems") or 0,
        new=view.one("SELECT count(*) FROM articles WHERE added > ? AND NOT seen", looked) or 0,
        state="" if read >= articles else f"claims from {read:,} of {articles:,} articles",
        generation=view.generation,
    )


def kept_progress(view: View) -> Progress:
    """What the indexer, in whatever process, last said of itself."""
    said = view.one("SELECT value FROM meta WHERE key = 'progress'")
    if said is None:
        return Progress()
    stage, done, total, left, note = json.loads(said)
    return Progress(stage, done, total, left, note)


def health(view: View, judgements: Judgements) -> list[tuple[str, str]]:
    """Where the databases are and how they are."""
    path = view.index_file.path
    journal = view.one("PRAGMA journal_mode")
    checked = view.one("PRAGMA quick_check(1)")
    size = path.stat().st_size / 1e6
    found = [
        ("index", f"{path}, {size:,.1f} MB, journal {journal}, {'sound' if checked == 'ok' else checked}"),
        ("judgements", judgements.health()),
    ]
    if missed := lost_words.lost(view, judgements):
        found.append(("not found", f"claims that were decided on: {'; '.join(missed)}"))
    return found
