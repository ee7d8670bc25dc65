"""The concordance: every mention of a selection in its line."""

from __future__ import annotations

from tui.model import Mention
from tui.store.query import ConcordanceQuery
from tui.store.rows import KwicRow
from tui.store.tables.article_rows import days_of
from tui.store.view import View


def concordance(view: View, query: ConcordanceQuery, offset: int, limit: int) -> list[KwicRow]:
    """Keyword in context. In the order of the text, or by the words right or left of the match."""
    crossref, order, width = query.crossref, query.order, query.width
    if order == "day":
        return [_kwic(view, mention, width) for mention in crossref.mentions[offset : offset + limit]]

    def make() -> list[KwicRow]:
        rows = [_kwic(view, mention, width) for mention in crossref.mentions[:20_000]]
        if order == "left":
            return sorted(rows, key=lambda row: row.left.casefold().split()[::-1])
        return sorted(rows, key=lambda row: row.right.casefold().split())

    return view.kept(crossref, ("kwic", order, width), make)[offset : offset + limit]


def _kwic(view: View, mention: Mention, width: int) -> KwicRow:
    number = view.evidence.number(mention.article)
    row = view.rows("SELECT title, day, day_last FROM articles WHERE id = ?", number)
    text = view.evidence.text(number or 0)
    start, end = mention.span.start, mention.span.end
    left = " ".join(text[max(0, start - width * 2) : start].split())[-width:]
    right = " ".join(text[end : end + width * 2].split())[:width]
    if text[start - 1 : start].isspace():
        left = f"{left} "[-width:]
    if text[end : end + 1].isspace():
        right = f" {right}"[:width]
    return KwicRow(
        article=mention.article,
        span=mention.span,
        left=left,
        match=" ".join(text[start:end].split()),
        right=right,
        day=days_of(row[0][1], row[0][2]) if row else None,
        by=mention.by,
        score=mention.score,
        title=row[0][0] if row else "",
    )
