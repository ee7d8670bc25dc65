"""What the third stage asks of corpus/: days, dates and claims of one article, and the versions they were made with."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from tui.config import Config
from tui.corpus import claims as claiming
from tui.corpus.actors import merge as merging
from tui.corpus.actors.countries import folded
from tui.corpus.actors.merge import Actors
from tui.corpus.days import publication_days
from tui.corpus.days.calendar import place_all
from tui.corpus.days.publication_days import ArticleDays, unpacked
from tui.corpus.duplicates import copies
from tui.model import Article, Claim, DatedExpression, Issue, Mention, Published, Reading
from tui.reading import times
from tui.store.codec import line_of
from tui.store.sqlite import name

__all__ = ["claims", "copies", "dated", "folded", "publication", "versions"]


def versions() -> tuple[int, ...]:
    return (merging.VERSION, claiming.VERSION, publication_days.VERSION, times.VERSION)


class StoredDays(Collection[ArticleDays]):
    """What every article says of days, streamed from the store each time it is walked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __iter__(self) -> Iterator[ArticleDays]:
        rows = self._connection.execute("SELECT a.key, d.data FROM day_evidence d JOIN articles a ON a.id = d.article")
        for key, data in rows:
            yield replace(unpacked(line_of(data)), article=name(key))

    def __len__(self) -> int:
        count: int = self._connection.execute("SELECT count(*) FROM day_evidence").fetchone()[0]
        return count

    def __contains__(self, item: object) -> bool:
        return any(publication_days == item for publication_days in self)


def publication(connection: sqlite3.Connection, config: Config) -> dict[str, Published]:
    """Every article's publication day, as far as the corpus and the offices that a person stated prove it."""
    return publication_days.publication(StoredDays(connection), terms=publication_days.stated_terms(config.actors))


def dated(reading: Reading, article: Article, published: Published) -> tuple[DatedExpression, ...]:
    """The article's time expressions on the calendar."""
    return place_all(article.text, reading.sentences, reading.times, published.days)


def claims(
    article: Article,
    reading: Reading,
    mentions: Sequence[Mention],
    published: Published,
    dates: Sequence[DatedExpression],
    issues: Sequence[Issue],
    actors: Actors,
) -> tuple[Claim, ...]:
    """The article's claims, with holders, issues and stances."""
    return claiming.resolve(article, reading, mentions, published, dates, issues, actors)
