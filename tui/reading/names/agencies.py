"""Agencies, outlets and bylines: names of who tells the story, not of its actors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.model import Article, Span

if TYPE_CHECKING:
    from tui.reading.tokens import Words

_CREDIT = re.compile(r"(?:^|[;(.]\s*)(?:additional\s+)?(?:reporting|writing|editing|compiled|translated)\s+by\b", re.I)
# "Reporting by ..., editing by ..." is a paragraph of its own at an article's end, of a dozen names at the most.
_CREDITS = 600  # characters that a credit may name people in
_DATELINE_END = re.compile(r"\)?\s*(?:-{1,2}|[–—:])\s")


def is_agency(doc: Words, start: int, end: int, span: Span, article: Article) -> bool:
    """Whether the name of tokens `start` to `end` is the story's agency, outlet or byline."""
    from tui.documents.headers import agencies  # here, because every command that lists would load the formats

    words = " ".join(span.of(article.text).split()).casefold()
    tellers = {teller.casefold() for teller in (article.agency, article.outlet, article.author) if teller}
    if words in tellers or words in agencies():
        return True
    for block in article.blocks:
        if block.span.covers(span):
            if block.role == "byline":
                return True
            before = article.text[max(block.span.start, span.start - _CREDITS) : span.start]
            credit = _CREDIT.search(before)
            if credit is not None and not re.search(r"[.!?]\s", before[credit.end() :]):
                return True
            return _in_dateline(article.text, block.span, span) or _news_agency(doc, end)
    return _news_agency(doc, end)


def _in_dateline(text: str, block: Span, span: Span) -> bool:
    """ "(AFP) -" or "AFP -" at the head of a paragraph."""
    before = text[block.start : span.start]
    if len(before) > 60 or "." in before.rstrip(". "):
        return False
    follows = _DATELINE_END.match(text, span.end) is not None
    return follows and (before.endswith("(") or (not before.strip() and span.of(text).isupper()))


def _news_agency(doc: Words, end: int) -> bool:
    return end + 1 < len(doc) and doc[end].lower_ in {"news", "press"} and doc[end + 1].lower_ in {"agency", "agencies"}
