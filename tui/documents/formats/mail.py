"""Mails, and pages saved as mails (MHTML). Nothing that is attached is ever written to a file."""

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

from tui.documents.decoding import decode
from tui.documents.draft import Draft, Inner, Unread, Unusable
from tui.documents.formats.letters import asides_of, digested
from tui.documents.formats.mailparts import Parts, parts_of
from tui.documents.formats.web_pages import html
from tui.documents.isodays import FIELD, iso_day

_HEADER = 1000  # characters of a header that are looked at
SUBJECT_OPENINGS = re.compile(r"^(?:(?:re|fwd?|aw|wg|sv|tr|rv|i|enc)\s?(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_FIELD_LINE = re.compile(rb"[!-9;-~]{1,80}[ \t]*:")
_TYPE = re.compile(rb"(?im)^content-type[ \t]*:(?:[^\r\n]|\r?\n[ \t])*\r?\n?")
_BOUNDARY = re.compile(rb"boundary\s*=\s*(?:\"([^\"]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)


def eml(data: bytes) -> Iterator[Draft | Inner | Unread]:
    """One mail: all its text, in order, and what is attached to it. Raises Unusable where it holds nothing."""
    message = message_from_bytes(_mended(data), policy=compat32)
    parts = parts_of(message)
    fields = _fields(message)
    within = [Inner(one.name, one.data, _inherited(fields)) for one in parts.inner]
    text = parts.text
    letters = digested(text)
    if letters:
        text = letters[0]
        within[:0] = [
            Inner(f"letter-{at}", letter.encode(), _inherited(fields)) for at, letter in enumerate(letters[1:], 1)
        ]
    if not text.strip() and not within:
        raise Unusable("no text in it" if not parts.unread else f"no text in it: {parts.unread[0]}")
    if text.strip():
        yield _own(
            text, parts, {**parts.fields, **fields}, bool(SUBJECT_OPENINGS.match(_header(message, "Subject") or ""))
        )
    yield from within
    yield from (Unread(why) for why in parts.unread)


def _own(text: str, parts: Parts, fields: dict[str, Any], reply: bool) -> Draft:
    """The mail itself, with its subject above it; answers' quotations, signatures and lists' footers stand aside."""
    text = text.replace("\r\n", "\n")
    title = fields.get("title")
    above = f"{title}\n\n" if title and title not in text[: len(title) + 40] else ""
    text = text.lstrip() if above else text
    asides = tuple((start + len(above), end + len(above)) for start, end in asides_of(text, reply=reply))
    return Draft(
        above + text,
        fields=fields,
        encoding=parts.encoding,
        guessed=parts.guessed,
        undecodable=parts.undecodable,
        partly=parts.partly,
        asides=asides,
    )


def _inherited(fields: dict[str, Any]) -> dict[str, Any]:
    """What a mail says of what is attached to it, where that says nothing better."""
    return {"made": fields["published"]} if "published" in fields else {}


def mhtml(data: bytes) -> Iterator[Draft | Unread]:
    """A page saved whole: the first html part. Raises Unusable where it has none."""
    message = message_from_bytes(data, policy=compat32)
    for part in message.walk():
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


def _mended(data: bytes) -> bytes:
    """A mail whose headers a parser can read: doubled ends of lines, a line without a name, two types of content."""
    data = data.replace(b"\r\r\n", b"\r\n").lstrip(b"\xef\xbb\xbf\r\n")
    head, gap, body = data.partition(b"\r\n\r\n" if b"\r\n\r\n" in data[:200_000] else b"\n\n")
    lines = head.split(b"\n")
    kept = [
        line if at == 0 or line[:1] in b" \t" or _FIELD_LINE.match(line) else b" " + line
        for at, line in enumerate(lines)
    ]
    if kept and not _FIELD_LINE.match(kept[0]) and not kept[0].startswith((b"From ", b">From ")):
        return data
    return _of_one_type(b"\n".join(kept), body) + gap + body


def _of_one_type(head: bytes, body: bytes) -> bytes:
    """Headers with one type of content: of several the one whose parts the body has, else the first."""
    types = list(_TYPE.finditer(head))
    if len(types) < 2:
        return head
    fits = (one for one in types if (found := _BOUNDARY.search(one[0])) and b"--" + (found[1] or found[2]) in body)
    own = next(fits, types[0])
    for one in reversed(types):
        if one is not own:
            head = head[: one.start()] + head[one.end() :]
    return head


def _fields(message: Message) -> dict[str, Any]:
    sender = _header(message, "From") or _header(message, "Sender") or ""
    sender = sender[:200]
    behind = sender.rfind(">") + 1  # not every Python's parser takes an address with words behind it
    name, address = parseaddr(sender[: behind or None])
    received = (_header(message, "Received") or "").rpartition(";")[2]
    fields = {
        "title": SUBJECT_OPENINGS.sub("", _header(message, "Subject") or ""),
        "author": name or address,
        "published": _day(_header(message, "Date") or "") or _day(received),
        "url": _header(message, "Archived-At") or _header(message, "Content-Base"),
        "id": (_header(message, "Message-ID") or "").strip("<> "),
    }
    return {key: value for key, value in fields.items() if value}


def _header(message: Message, name: str) -> str | None:
    """A header in plain words, its encoded words decoded; only its first thousand characters are looked at."""
    for key, raw in message._headers:  # type: ignore[attr-defined]  # the parsed value of a huge header is never built
        if key.lower() == name.lower():
            text = decode(str(raw)[:_HEADER].encode("utf-8", "surrogateescape")).text
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
        return iso_day(field)
