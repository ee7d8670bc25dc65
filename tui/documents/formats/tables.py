"""`.csv` and `.tsv` with headed columns: one article a row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from tui.documents.draft import Draft

_NAMES = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "story"),
    "title": ("title", "headline", "heading"),
    "published": (
        "published",
        "date",
        "day",
        "pubdate",
        "publish_date",
        "published_at",
        "publication_date",
        "datetime",
        "date_published",
        "publishing_date",
        "published_date",
        "pub_date",
        "timestamp",
        "posted",
    ),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "site", "domain"),
    "author": ("author", "authors", "byline", "writer"),
    "url": ("url", "link", "href"),
    "id": ("id", "article_id", "doc_id", "docid", "uid", "key"),
    "place": ("place", "location", "dateline"),
    "agency": ("agency",),
}
_FILLERS = frozenset({"article", "articles", "news", "story", "name", "full", "the", "of", "s", "media"})
_WORD = re.compile(r"[^\W_]+")
FIELD = 32 << 20  # bytes of one cell


class BadTable(Exception):
    """A table that cannot be read, or no further; the message says why."""


class BadRow(Exception):
    """A row that is no article."""


def drafts(lines: Iterable[str], *, tabs: bool) -> Iterator[tuple[int, Draft | BadRow]]:
    """The article of each row with the number of its line. Raises BadTable."""
    csv.field_size_limit(FIELD)
    lines = iter(lines)
    first = next(lines, "")
    rows = csv.reader(_again(first, lines), delimiter="\t" if tabs else _delimiter(first))
    try:
        columns = _columns(next(rows, []))
        begins = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                yield begins, _draft(row, columns, begins)
            begins = rows.line_num + 1
    except csv.Error as error:
        raise BadTable(f"broken at line {rows.line_num}: {error}") from error


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _delimiter(first: str) -> str:
    return max(",;\t|", key=first.count)


def _columns(head: list[str]) -> dict[str, int]:
    words = [_WORD.findall(name.casefold()) for name in head]
    whole = ["_".join(name) for name in words]
    short = ["_".join(word for word in name if word not in _FILLERS) for name in words]
    found: dict[str, int] = {}
    for field, names in _NAMES.items():
        at = next((folded.index(name) for folded in (whole, short) for name in names if name in folded), None)
        if at is not None:
            found[field] = at
    if "text" not in found:
        raise BadTable("no column named `text`")
    return found


def _draft(row: list[str], columns: dict[str, int], number: int) -> Draft | BadRow:
    fields: dict[str, Any] = {
        name: row[at].strip() for name, at in columns.items() if at < len(row) and row[at].strip()
    }
    text = row[columns["text"]] if columns["text"] < len(row) else ""
    if not text.strip():
        return BadRow("no text in the row")
    fields.pop("text", None)
    own = fields.pop("id", None) or f"line-{number}"
    return Draft(text, id=own, fields=fields, find_title="title" not in fields)
