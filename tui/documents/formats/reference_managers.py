"""Exports of reference managers: RIS, and EndNote's tagged form; a reference is an article where it carries a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.documents.decoding import decode
from tui.documents.draft import Draft, Unread, Unusable, told
from tui.documents.formats.markup import plain_text

_RIS = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  ?-(?: (?P<value>.*))?")
_ENDNOTE = re.compile(r"%(?P<tag>[0-9A-Z@!?~])(?: (?P<value>.*))?")
_TEXTS = ("N1", "RN", "N2", "AB", "X", "Z")  # notes before abstracts
_SHORT = 200  # characters: a note that is no text of an article where an abstract is longer
_FIELDS = {
    "title": ("TI", "T1", "CT", "T"),
    "outlet": ("T2", "JO", "JF", "JA", "BT", "PB", "J", "B"),
    "published": ("DA", "Y1", "PY", "8", "D"),
    "url": ("UR", "U"),
}
_AUTHORS = ("AU", "A1", "A")
_MARKUP = re.compile(r"</?(?:p|div|span|br|h[1-6]|strong|em)\b", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?:/.*)?")


def ris(data: bytes) -> Iterator[Draft | Unread]:
    """The references that carry a text, and the others by name. Raises Unusable where there are none at all."""
    decoded = decode(data)
    found = False
    for number, (line, tags) in enumerate(_records(decoded.text), 1):
        found = True
        title = _first(tags, _FIELDS["title"])
        text = _text(tags)
        if not text:
            yield Unread(f"a reference without a text: {(title or f'number {number}')[:100]!r}", line)
            continue
        fields = {name: value for name, keys in _FIELDS.items() if (value := _first(tags, keys))}
        if day := _DAY.fullmatch(fields.get("published", "").strip(" /")):
            fields["published"] = f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}"
        fields["published"] = fields.get("published", "").strip(" /")
        names = [_called(name) for key in _AUTHORS for name in tags.get(key, [])]
        fields["author"] = ", ".join(names)
        own = _first(tags, ("ID", "AN", "M")) or f"reference-{number}"
        body = f"{title}\n\n{text}" if title and not text.startswith(title) else text
        yield told(Draft(body, id=own, fields={name: value for name, value in fields.items() if value}), decoded)
    if not found:
        raise Unusable("no references in it")


def _records(text: str) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """The tags of each record, with the line it begins at; a line without a tag goes on with the one above."""
    pattern = _ENDNOTE if text.lstrip("\ufeff \r\n").startswith("%") else _RIS
    tags: dict[str, list[str]] = {}
    begins, last = 1, ""
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        match = pattern.fullmatch(line.strip("\r"))
        if match is None:
            if last and tags:
                tags[last][-1] += f"\n{line}"
            continue
        tag = match["tag"]
        if tag in ("ER", "TY", "0"):
            if tags:
                yield begins, tags
            tags, begins, last = {}, number, ""
        if tag != "ER":
            tags.setdefault(tag, []).append(match["value"] or "")
            last = tag
    if len(tags) > 1:
        yield begins, tags


def _text(tags: dict[str, list[str]]) -> str:
    texts = ["\n\n".join(tags[key]).strip() for key in _TEXTS if key in tags]
    whole = next((text for text in texts if len(text) >= _SHORT), max(texts, key=len, default=""))
    return plain_text(whole) if _MARKUP.search(whole) else whole


def _first(tags: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((value.strip() for key in keys for value in tags.get(key, []) if value.strip()), None)


def _called(name: str) -> str:
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}".strip() if comma else name.strip()
