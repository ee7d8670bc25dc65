"""What the third stage asks of corpus/: days, dates and claims of one article, and the versions they were made with."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tui.corpus import actors as merging
from tui.corpus.actors import Actors
from tui.corpus.countries import folded
from tui.model import Article, Claim, DatedExpression, Issue, Mention, Published, Reading

__all__ = ["claims", "dated", "folded", "publication", "versions"]


def versions() -> tuple[int, ...]:
    return (merging.VERSION,)


def publication(connection: sqlite3.Connection) -> dict[str, Published]:
    return {}


def dated(reading: Reading, article: Article, published: Published) -> tuple[DatedExpression, ...]:
    return ()


def claims(
    article: Article,
    reading: Reading,
    mentions: Sequence[Mention],
    published: Published,
    dates: Sequence[DatedExpression],
    issues: Sequence[Issue],
    actors: Actors,
) -> tuple[Claim, ...]:
    return ()
