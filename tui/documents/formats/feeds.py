"""XML files: RSS and Atom, and news items (`wire_items`).

Only bytes are parsed: a string that looks like an address would be fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from tui.documents.draft import Draft, Unread, Unusable
from tui.documents.formats.markup import plain_text
from tui.documents.formats.wire_items import is_wire, wire_items
from tui.documents.isodays import iso_day

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def feed(data: bytes) -> Iterator[Draft | Unread]:
    """The entries of a feed, or news items. Raises Unusable where it is neither, holds none, or declares entities."""
    import feedparser

    wire = is_wire(data)
    if not wire and not _FEED.search(data[:4096]):
        raise Unusable("an XML file, but no feed and no news item")
    if _ENTITY.search(data):
        raise Unusable("it declares entities, which are not read")
    if wire:
        yield from wire_items(data)
        return
    parsed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        raise Unusable("no entries in it")
    outlet = _words(parsed.feed.get("title"))
    for number, entry in enumerate(parsed.entries, 1):
        yield _entry(entry, number, outlet)


def _entry(entry: Any, number: int, outlet: str | None) -> Draft:
    contents = [part.get("value") or "" for part in entry.get("content", [])]
    longest = max([*contents, entry.get("summary") or ""], key=len)
    title = _words(entry.get("title"))
    text = "\n\n".join(part for part in (title, plain_text(longest)) if part)
    written = entry.get("published") or entry.get("updated")
    moment = entry.get("published_parsed") or entry.get("updated_parsed")  # in UTC: the outlet's own day may be another
    if moment and f"{moment[0]:04d}" not in str(written):
        moment = None  # what the parser makes of a few digits
    source = entry.get("source")
    fields = {
        "title": title,
        "author": _words(entry.get("author")),
        "outlet": (_words(source.get("title")) if source else None) or outlet,
        "url": entry.get("link"),
        "published": iso_day(written) or ("{:04d}-{:02d}-{:02d}".format(*moment[:3]) if moment else None),
    }
    own = _words(entry.get("id") or entry.get("link")) or f"entry-{number}"
    return Draft(text, id=own, fields={name: value for name, value in fields.items() if value})


def _words(raw: Any) -> str | None:
    return _SPACE.sub(" ", plain_text(raw)).strip() or None if isinstance(raw, str) else None
