"""Word and OpenDocument files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from tui.documents.draft import Draft, Unread, Unusable
from tui.documents.formats.exports import articles_in

_TEMPLATE = "python-docx"  # the writer of a file made by that library whose own properties nobody set
_UNPACKED = 400 << 20  # bytes of all members


def docx(data: bytes) -> Iterator[Draft | Unread]:
    """A Word file: one article, or those of a press database's export."""
    import docx as word
    from docx.table import Table

    _unpackable(data)
    document = word.Document(BytesIO(data))
    lines: list[str] = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                lines.extend(cell.text for cell in row.cells)
        else:
            lines.append(item.text)
    yield from drafts_of(lines, _stated(lambda: _of_word(document)))


def odt(data: bytes) -> Iterator[Draft | Unread]:
    """An OpenDocument text: one article, or those of a press database's export."""
    from odfdo import Document

    _unpackable(data)
    document = Document(BytesIO(data))
    lines = [item.inner_text for item in document.body.get_elements("//text:p | //text:h")]
    yield from drafts_of(lines, _stated(lambda: _of_open(document)))


def _stated(read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """A document's metadata; none where they are broken or missing, which is no reason not to read its text."""
    try:
        return read()
    except Exception:
        return {}


def _of_word(document: Any) -> dict[str, Any]:
    core = document.core_properties
    fields: dict[str, Any] = {"title": core.title}
    if core.author != _TEMPLATE:
        fields["author"] = core.author
    if core.created and core.author != _TEMPLATE:
        fields["made"] = core.created.date().isoformat()
    return fields


def _of_open(document: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {"title": document.meta.title, "author": document.meta.creator}
    made = document.meta.creation_date
    if made:
        fields["made"] = made.date().isoformat()
    return fields


def drafts_of(lines: list[str], fields: dict[str, Any]) -> Iterator[Draft | Unread]:
    """The articles of a document's lines. Raises Unusable where there are no words."""
    lines = [line.strip() for line in lines]
    found = articles_in([line for line in lines if line])
    if found:
        yield from found
        return
    text = "\n\n".join(line for line in lines if line)
    if not text:
        raise Unusable("no text in it")
    yield Draft(text, fields={name: value for name, value in fields.items() if value})


def _unpackable(data: bytes) -> None:
    """Raises Unusable for an archive that unpacks to too much, or that declares entities."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > _UNPACKED or len(members) > 10_000:
                raise Unusable("it unpacks to too much")
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as stream:
                        if b"<!DOCTYPE" in stream.read(4096).replace(b"\0", b""):  # in UTF-16 too
                            raise Unusable("it declares entities, which are not read")
    except zipfile.BadZipFile as error:
        raise Unusable("no Word or OpenDocument file") from error
