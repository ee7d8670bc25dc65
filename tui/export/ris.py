"""Articles as RIS, which Zotero, EndNote, Mendeley, Citavi and RefWorks read.

DA is year/month/day and, of a publication day that is only proven to lie between two days, the first with the last
behind the third stroke, where RIS has room for words; N1 says it in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.export.days import days_words
from tui.export.portable_text import one_line
from tui.export.statements import Cited


def ris(articles: Iterable[Cited]) -> Iterator[bytes]:
    for cited in articles:
        lines = [f"{tag}  - {one_line(value)}" for tag, value in _fields(cited) if value]
        yield ("\r\n".join((*lines, "ER  - ")) + "\r\n\r\n").encode()


def _fields(cited: Cited) -> Iterator[tuple[str, str | None]]:
    article, days = cited.article, cited.published.days
    yield "TY", "NEWS"
    yield "ID", cited.key
    yield "TI", cited.title
    yield "AU", article.author
    yield "T2", article.outlet
    yield "PB", article.agency
    yield "CY", article.place
    if days is not None:
        until = f"until {days.last}" if days.last != days.first else ""
        yield "PY", f"{days.first.year:04d}"
        yield "DA", f"{days.first.isoformat().replace('-', '/')}/{until}"
        yield "N1", f"published {days_words(days)}, as far as is proven" if until else None
    yield "UR", article.url
    yield "L1", cited.key
