"""What the third stage asks of corpus/: days, dates and claims of one article, and the versions they were made with."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tui.corpus import actors as merging
from tui.corpus import claims as claiming
from tui.corpus.actors import Actors
from tui.corpus.calendar import place_all
from tui.corpus.countries import folded
from tui.model import Article, Claim, DatedExpression, Issue, Mention, Published, Reading
from tui.reading import times

__all__ = ["claims", "dated", "folded", "publication", "versions"]


def versions() -> tuple[int, ...]:
    return (merging.VERSION, claiming.VERSION, times.VERSION)


def publication(connection: sqlite3.Connection) -> dict[str, Published]:
    return {}


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
