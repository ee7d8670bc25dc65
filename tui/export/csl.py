"""Articles as CSL-JSON, which Zotero, Pandoc, Jabref and every citeproc read (schema: csl-data.json, 1.0).

A publication day that is only proven to lie between two days is a range of date-parts; one that nothing proves is left
out. `archive_location` is the file, from the corpus' folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tui.export.days import days_words
from tui.export.portable_text import one_line
from tui.export.statements import Cited


def csl(articles: Iterable[Cited]) -> Iterator[bytes]:
    opening = "[\n"
    for cited in articles:
        yield f"{opening}{json.dumps(_item(cited), ensure_ascii=False, indent=1)}".encode()
        opening = ",\n"
    yield b"[]\n" if opening == "[\n" else b"\n]\n"


def _item(cited: Cited) -> dict[str, Any]:
    article, days = cited.article, cited.published.days
    fields: dict[str, Any] = {
        "id": one_line(cited.key),
        "type": "article-newspaper",
        "title": one_line(cited.title),
        "author": [{"literal": one_line(article.author)}] if article.author else None,
        "container-title": article.outlet,
        "publisher": article.agency,
        "publisher-place": article.place,
        "issued": {"date-parts": [_parts(days.first), *([_parts(days.last)] if days.last != days.first else [])]}
        if days
        else None,
        "URL": article.url,
        "archive_location": cited.key,
        "note": None
        if days is None or days.first == days.last
        else f"published {days_words(days)}, as far as is proven",
    }
    return {
        name: one_line(value) if isinstance(value, str) else value
        for name, value in fields.items()
        if value is not None
    }


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
