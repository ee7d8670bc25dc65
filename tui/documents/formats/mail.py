"""Mails, and pages saved as mails (MHTML). Attachments are never looked at, let alone written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from tui.documents.decoding import Decoded, NotText, decode
from tui.documents.draft import Draft, Unread, Unusable, of_decoded
from tui.documents.formats.pages import html, page_text
from tui.documents.isodays import FIELD

_HEADER = 1000  # characters of a header that are looked at
_PARTS = 200
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|sv|tr)\s*:\s*)+", re.IGNORECASE)


def eml(data: bytes) -> Iterator[Draft]:
    """One mail: its text part, else its html part. Raises Unusable where it has neither."""
    message = message_from_bytes(data, policy=compat32)
    fields = _fields(message)
    plain = _part(message, "text/plain")
    text: str
    partly = ""
    decoded = plain
    if plain and len(plain.text.strip()) >= 40:
        text = plain.text.replace("\r\n", "\n")
    else:
        decoded = _part(message, "text/html") or plain
        if decoded is None:
            raise Unusable("no text in it")
        if decoded is plain:
            text = decoded.text
        else:
            text, found, partly = page_text(decoded.text)
            fields = {**found, **fields}
    title = fields.get("title")
    if title and title not in text[: len(title) + 40]:
        text = f"{title}\n\n{text.lstrip()}"
    account = of_decoded(decoded) if decoded else Draft(text)
    yield Draft(
        text,
        fields=fields,
        encoding=account.encoding,
        guessed=account.guessed,
        undecodable=account.undecodable,
        partly=partly,
    )


def mhtml(data: bytes) -> Iterator[Draft | Unread]:
    """A page saved whole: the first html part. Raises Unusable where it has none."""
    message = message_from_bytes(data, policy=compat32)
    for part in _parts(message):
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                charset = part.get_param("charset")
                for draft in html(payload, charset if isinstance(charset, str) else None):
                    if isinstance(draft, Unread):
                        yield draft
                        continue
                    place = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
                    fields = dict(draft.fields)
                    if place and place.startswith("http"):
                        fields.setdefault("url", place)
                    yield Draft(draft.text, fields=fields, encoding=draft.encoding, partly=draft.partly)
                return
    raise Unusable("no page in it")


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number > _PARTS:
            return
        if not part.is_multipart() and "attachment" not in (_header(part, "Content-Disposition") or "").lower():
            yield part


def _part(message: Message, kind: str) -> Decoded | None:
    """The words of the first part of a kind."""
    for part in _parts(message):
        if part.get_content_type() != kind:
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            charset = part.get_param("charset")
            try:
                return decode(payload, charset if isinstance(charset, str) else None)
            except NotText:
                continue
    return None


def _fields(message: Message) -> dict[str, Any]:
    sender = _header(message, "From") or ""
    name, address = parseaddr(sender[:200])
    fields = {
        "title": _REPLY.sub("", _header(message, "Subject") or ""),
        "author": name or address,
        "published": _day(_header(message, "Date") or ""),
        "url": _header(message, "Archived-At") or _header(message, "Content-Base"),
        "id": (_header(message, "Message-ID") or "").strip("<> "),
    }
    return {key: value for key, value in fields.items() if value}


def _header(message: Message, name: str) -> str | None:
    """A header in plain words, its encoded words decoded; only its first thousand characters are looked at."""
    for key, raw in message._headers:  # type: ignore[attr-defined]  # the parsed value of a huge header is never built
        if key.lower() == name.lower():
            text = str(raw)[:_HEADER]
            try:
                pieces = decode_header(text)
            except (HeaderParseError, MessageError, ValueError):
                return " ".join(text.split())
            words = [
                decode(piece, charset).text if isinstance(piece, bytes) else piece for piece, charset in pieces if piece
            ]
            return " ".join("".join(words).split())
    return None


def _day(field: str) -> str | None:
    if not field or len(field) > FIELD:
        return None
    try:
        return parsedate_to_datetime(field).date().isoformat()
    except (TypeError, ValueError, OverflowError):
        return None
