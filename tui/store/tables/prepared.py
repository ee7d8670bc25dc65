"""An article made ready for the index: its columns, its text and clues packed, its words placed."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from tui.corpus.days.publication_days import ArticleDays, packed, weigh
from tui.model import Article, Published
from tui.store.codec import Ints, pack_about, pack_line, pack_text
from tui.store.sqlite import plain

_TITLE = 300  # code points of a title that are kept for lists: more than any line of a terminal shows


class Prepared(Struct, frozen=True):
    """An article as the index keeps it; its words are numbers of the forms it was handed on with."""

    key: str
    digest: str
    columns: tuple[str | None, ...]  # title, outlet, agency, author, place, problem
    published: Published | None
    body: str
    text: bytes
    about: bytes
    days: bytes
    offsets: bytes
    count: int
    words: Ints


def prepared(article: Article, offsets: bytes, words: Ints) -> Prepared:
    """`offsets` (packed) and `words` are of the article's words in their order, breaks between them included."""
    problem = plain(article.partly) or ""
    if not problem and article.undecodable:
        problem = f"{article.undecodable} characters could not be decoded"
    return Prepared(
        article.key,
        article.digest,
        (headline(article), *map(plain, (article.outlet, article.agency, article.author, article.place)), problem),
        weigh(article.day_clues),
        body_of(article),
        pack_text(article.text),
        pack_about(article),
        pack_line(packed(ArticleDays("", article.day_clues))),
        offsets,
        int(np.count_nonzero(words)),
        words,
    )


def headline(article: Article) -> str:
    """The title that lists show: of an article without one its first words, else its key."""
    title = article.title or ""
    if not title and article.blocks:
        title = article.blocks[0].span.of(article.text)
    return (plain(" ".join(title.split())[:_TITLE]) or "") or (plain(article.key) or "")


def body_of(article: Article) -> str:
    """What can be searched for in an article."""
    return plain("\n".join(span.of(article.text) for span in article.body)) or ""
