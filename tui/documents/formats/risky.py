"""The formats that are parsed in the child process, by name. Each takes a file's bytes and gives its drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tui.documents.draft import Draft, Unread
from tui.documents.formats import feeds, mail, office, pages, pdf, rich

FORMATS: dict[str, Callable[[bytes], Iterator[Draft | Unread]]] = {
    "html": pages.html,
    "mhtml": mail.mhtml,
    "eml": mail.eml,
    "pdf": pdf.pdf,
    "docx": office.docx,
    "odt": office.odt,
    "rtf": rich.rtf,
    "feed": feeds.feed,
}
