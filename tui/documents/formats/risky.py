"""The formats that are parsed in the child process, by name. Each takes a file's bytes and gives its drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tui.documents.draft import Draft, Inner, Unread
from tui.documents.formats import (
    archives,
    feeds,
    jsonfiles,
    mail,
    office,
    outlook,
    pdf,
    reference_managers,
    rich,
    web_pages,
    webarchives,
)
from tui.documents.formats.columns import FieldNames

FORMATS: dict[str, Callable[[bytes], Iterator[Draft | Inner | Unread]]] = {
    "html": web_pages.html,
    "mhtml": mail.mhtml,
    "eml": mail.eml,
    "msg": outlook.msg,
    "pdf": pdf.pdf,
    "docx": office.docx,
    "odt": office.odt,
    "rtf": rich.rtf,
    "feed": feeds.feed,
    "json": jsonfiles.json_file,
    "ris": reference_managers.ris,
    "zip": archives.zipped,
    "warc": webarchives.warc,
    "wacz": webarchives.wacz,
}


def reader(form: str, fields: FieldNames) -> Callable[[bytes], Iterator[Draft | Inner | Unread]]:
    """What reads a format; `fields` are the names that a reader says the keys of JSON have."""
    return partial(jsonfiles.json_file, fields=fields) if form == "json" else FORMATS[form]
