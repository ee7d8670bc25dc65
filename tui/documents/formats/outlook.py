"""`.msg`: a mail as Outlook saves it."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parseaddr
from io import BytesIO
from typing import Any

from tui.documents.draft import Draft, Inner, Unread, Unusable
from tui.documents.formats.letters import asides_of
from tui.documents.formats.mail import SUBJECT_OPENINGS
from tui.documents.formats.mailparts import ENOUGH
from tui.documents.formats.web_pages import page_text


def msg(data: bytes) -> Iterator[Draft | Inner | Unread]:
    """The mail, and what is attached to it. Raises Unusable where it holds nothing."""
    from oxmsg import Message

    message = Message.load(BytesIO(data))
    fields = _fields(message)
    plain = (message.body or "").replace("\r\n", "\n").strip()
    text, partly = plain, ""
    if message.html_body:
        page, found, partly = page_text(message.html_body)
        if len(plain.split()) < len(page.split()) * ENOUGH:
            text, fields = page, {**found, **fields}
    title = fields.get("title")
    whole = f"{title}\n\n{text}" if title and title not in text[: len(title) + 40] else text
    if text:
        reply = bool(SUBJECT_OPENINGS.match(message.subject or ""))
        yield Draft(whole, fields=fields, partly=partly, asides=tuple(asides_of(whole, reply=reply)))
    made = {"made": fields["published"]} if "published" in fields else {}
    for number, one in enumerate(message.attachments, 1):
        name = one.file_name or f"part-{number}"
        if not one.file_bytes:
            yield Unread(f"what is attached is not read: {name}")
        else:
            yield Inner(name, one.file_bytes, made)
    if not text and not message.attachments:
        raise Unusable("no text in it")


def _fields(message: Any) -> dict[str, Any]:
    name, address = parseaddr((message.sender or "")[:200])
    day = message.sent_date
    fields = {
        "title": SUBJECT_OPENINGS.sub("", (message.subject or "").strip()),
        "author": name or address,
        "published": day.date().isoformat() if day else None,
    }
    return {key: value for key, value in fields.items() if value}
