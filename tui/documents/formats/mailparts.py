"""The parts of a mail: its text in order, what is attached as a file of its own, and what is not read."""

from __future__ import annotations

from email.header import decode_header
from email.message import Message
from email.policy import compat32
from typing import Any

from msgspec import Struct, field

from tui.documents.decoding import Decoded, NotText, decode
from tui.documents.formats.rich import words_of
from tui.documents.formats.web_pages import page_text

_PARTS = 200
_SILENT = ("pgp-signature", "pkcs7-signature", "delivery-status", "rfc822-headers", "x-moz-deleted")
_RICH = ("text/rtf", "application/rtf", "application/x-rtf", "text/richtext")
ENOUGH = 0.7  # of the words of the page beside it that plain words need to be the same text, and no stub of it


class Attached(Struct, frozen=True):
    """A file within a mail."""

    name: str
    data: bytes


class Parts(Struct):
    """What a mail holds. `fields` is what a page in it says of itself; `unread` names what is not read, in words."""

    texts: list[str] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    inner: list[Attached] = field(default_factory=list)
    rich: list[Attached] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    encoding: str = "utf-8"
    guessed: bool = False
    undecodable: int = 0
    partly: str = ""
    count: int = 0

    @property
    def text(self) -> str:
        return "\n\n".join(text.strip("\r\n") for text in self.texts)

    def add(self, found: _Text) -> None:
        self.texts.append(found.words)
        for name, value in found.fields.items():
            self.fields.setdefault(name, value)
        self.partly = self.partly or found.partly
        if found.decoded.guessed or self.encoding == "utf-8":
            self.encoding = found.decoded.encoding
        self.guessed |= found.decoded.guessed
        self.undecodable += found.decoded.undecodable


class _Text(Struct, frozen=True):
    """The words of one text part, and what a page says of itself."""

    words: str
    decoded: Decoded
    fields: dict[str, Any]
    partly: str = ""


def parts_of(message: Message) -> Parts:
    """The parts of a mail, all of them, in order."""
    found = Parts()
    _take(message, found, 0)
    if not found.text.strip() and found.rich:  # a mail whose only text is a document
        one = found.rich.pop(0)
        found.texts.append("\n\n".join(words_of(one.data).splitlines()))
    found.inner += found.rich
    return found


def _take(part: Message, found: Parts, depth: int) -> None:
    found.count += 1
    if found.count > _PARTS:
        if found.count == _PARTS + 1:
            found.unread.append(f"more than {_PARTS} parts: the rest is not read")
        return
    kind = part.get_content_type()
    if kind == "message/rfc822" or (kind.startswith("message/") and _mails_in(part)):
        for mail in _mails_in(part):
            found.inner.append(Attached(_name_of(mail, part, found), mail.as_bytes(policy=compat32)))
    elif kind == "multipart/alternative" and part.is_multipart():
        _take_richest(_children(part), found, depth)
    elif kind == "multipart/related" and part.is_multipart():
        root, *rest = _children(part)
        _take(root, found, depth + 1)
        for one in rest:
            if not one.get_content_type().startswith(("image/", "text/css", "font/", "application/font")):
                _take(one, found, depth + 1)
    elif part.is_multipart():
        for one in _children(part):
            _take(one, found, depth + 1)
    else:
        _take_leaf(part, kind, found)


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _mails_in(part: Message) -> list[Message]:
    return _children(part) if part.get_content_type() in ("message/rfc822", "message/news") else []


def _take_richest(parts: list[Message], found: Parts, depth: int) -> None:
    """Of alternatives that which says most: plain words, unless they only point to the page beside them."""
    plain = [text for one in parts if one.get_content_type() == "text/plain" and (text := _text(one))]
    pages = [text for one in parts if one.get_content_type() == "text/html" and (text := _text(one))]
    nested = [one for one in parts if one.is_multipart()]
    if nested and not pages:
        inner = Parts(count=found.count)
        for one in nested:
            _take(one, inner, depth + 1)
        found.count = inner.count
        found.inner += inner.inner
        found.unread += inner.unread
        if inner.text.strip():
            pages = [_Text(inner.text, Decoded(""), inner.fields, inner.partly)]
    best = max(plain, key=_count, default=None)
    page = max(pages, key=_count, default=None)
    if best and (page is None or _count(best) >= _count(page) * ENOUGH):
        found.add(best)
    elif page:
        found.add(page)
    else:
        rest = [
            one for one in parts if not one.is_multipart() and one.get_content_type() not in ("text/plain", "text/html")
        ]
        for one in rest:
            _take(one, found, depth + 1)


def _count(text: _Text) -> int:
    return len(text.words.split())


def _take_leaf(part: Message, kind: str, found: Parts) -> None:
    name = _file_name(part)
    disposition = str(part.get("Content-Disposition") or "").lower()
    attached = disposition.startswith("attachment") or bool(name and not kind.startswith("text/"))
    if kind.endswith(_SILENT):
        return
    if kind in ("text/plain", "text/html", "text/enriched") and not (name and attached):
        text = _text(part)
        if text and text.words.strip():
            found.add(text)
        return
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return
    if kind.startswith("image/") and not disposition.startswith("attachment"):
        return  # a picture in the text
    name = name or f"part-{found.count}"
    if kind.startswith(("image/", "audio/", "video/", "font/")) or kind in (
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
    ):
        found.unread.append(f"what is attached is not read: {name} ({kind})")
    elif kind in _RICH or name.lower().endswith(".rtf"):
        found.rich.append(Attached(name, payload))
    else:
        found.inner.append(Attached(name, payload))


def _text(part: Message) -> _Text | None:
    """The words of a text part, None where it holds none."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return None
    charset = part.get_param("charset")
    try:
        decoded = decode(payload, charset if isinstance(charset, str) else None)
    except NotText:
        return None
    if part.get_content_type() != "text/html":
        return _Text(_flowing(decoded.text, part), decoded, {})
    words, fields, partly = page_text(decoded.text)
    return _Text(words, decoded, fields, partly)


def _flowing(text: str, part: Message) -> str:
    """Text as RFC 3676 has it flow: a line that ends in a blank goes on in the next."""
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        goes_on = bool(lines) and lines[-1].endswith(" ") and lines[-1] != "-- " and line[:1] != ">"
        if goes_on and lines[-1][:1] != ">":
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(lines)


def _file_name(part: Message) -> str | None:
    try:
        name = part.get_filename()
        words = "".join(
            decode(piece, charset).text if isinstance(piece, bytes) else piece
            for piece, charset in decode_header(name or "")
        )
    except Exception:  # a broken name is no reason not to read what bears it
        return None
    return " ".join(words.replace("/", "_").split())[:120] or None


def _name_of(mail: Message, part: Message, found: Parts) -> str:
    return f"{_file_name(part) or f'mail-{len(found.inner) + 1}'}".removesuffix(".eml") + ".eml"
