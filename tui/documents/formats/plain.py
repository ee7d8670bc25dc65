"""Plain text and markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.documents.decoding import decode
from tui.documents.draft import Draft, Unread, of_decoded, told
from tui.documents.formats.exports import articles_in_text, may_be_export

_FRONT = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>.{0,8000}?)\n(?P=fence)[ \t]*(?:\r?\n|$)", re.DOTALL)
_PAIR = re.compile(r"^(?P<key>[A-Za-z]\w{0,30})[ \t]*[:=][ \t]*(?P<value>[^\r\n]{1,500})", re.MULTILINE)
_HEADING = re.compile(r"(?:^|\n)#{1,2}[ \t]+(?P<title>[^\n#]{1,300})")
_KEYS = {"date": "published", "source": "outlet", "publication": "outlet", "by": "author", "link": "url"}
_FIELDS = frozenset({"title", "published", "outlet", "agency", "author", "place", "url"})


def text(data: bytes) -> Iterator[Draft | Unread]:
    """A `.txt` file: one article, or those of a press database's export. Raises NotText."""
    decoded = decode(data)
    found = articles_in_text(decoded.text) if may_be_export(decoded.text) else []
    for one in found:
        yield one if isinstance(one, Unread) else told(one, decoded)
    if not found:
        yield of_decoded(decoded)


def markdown(data: bytes) -> Iterator[Draft]:
    """A `.md` file: one article; a front matter of `key: value` lines is its metadata. Raises NotText."""
    decoded = decode(data)
    front = _FRONT.match(decoded.text)
    fields: dict[str, str] = {}
    if front:
        for pair in _PAIR.finditer(front["body"]):
            key = pair["key"].lower()
            key = _KEYS.get(key, key)
            if key in _FIELDS:
                fields.setdefault(key, pair["value"].strip().strip("\"'"))
    starts = front.end() if front else 0
    heading = _HEADING.search(decoded.text, max(0, starts - 1))
    if heading and "title" not in fields:
        fields["title"] = heading["title"].strip()
    yield of_decoded(decoded, fields=fields, starts=starts)
