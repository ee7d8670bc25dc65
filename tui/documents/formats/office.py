"""Word and OpenDocument files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from tui.documents.draft import Draft, Unread, Unusable
from tui.documents.formats import opentext, wordtext
from tui.documents.formats.exports import articles_in
from tui.documents.formats.headlines import folded, headline_of

_PROGRAMS = frozenset({"python-docx", "Apache POI", "openpyxl", "Unknown", "Author", "Windows User", "user", "admin"})
_TITLED = 4  # words of a title that stands nowhere in the text: `Word Document` and `Untitled` have fewer
_TEMPLATE = "python-docx"  # the writer of a file made by that library whose own properties nobody set
_UNPACKED = 400 << 20  # bytes of all members


def docx(data: bytes) -> Iterator[Draft | Unread]:
    """A Word file: one article, or those of a press database's export."""
    import docx as word

    _unpackable(data)
    document = word.Document(BytesIO(data))
    lines = wordtext.paragraphs_in(document.element.body, _notes(document))
    yield from drafts_of(lines, _stated(lambda: _of_word(document)))


def _notes(document: Any) -> dict[tuple[str, str], Any]:
    """The footnotes and endnotes of a Word file."""
    from docx.oxml import parse_xml

    found: dict[tuple[str, str], Any] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1].removesuffix("s")
        if kind in ("footnote", "endnote") and not relation.is_external:
            found.update(wordtext.notes_of(parse_xml(relation.target_part.blob), kind))
    return found


def odt(data: bytes) -> Iterator[Draft | Unread]:
    """An OpenDocument text: one article, or those of a press database's export."""
    from lxml import etree
    from odfdo import Document

    _unpackable(data)
    document = Document(BytesIO(data))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        content = etree.fromstring(
            archive.read("content.xml"), etree.XMLParser(resolve_entities=False, no_network=True)
        )
    lines = opentext.paragraphs_in(content)
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
    title = fields.get("title")
    if isinstance(title, str):  # a page that was saved as a document bears its outlet's name too
        fields = {**fields, "title": headline_of([title], lines[:20], None)}
    if not _is_own(fields.get("title"), lines):
        fields = {name: value for name, value in fields.items() if name != "title"}
    if fields.get("author") in _PROGRAMS:
        fields = {name: value for name, value in fields.items() if name != "author"}
    yield Draft(text, fields={name: value for name, value in fields.items() if value})


def _is_own(title: Any, lines: list[str]) -> bool:
    """Whether what a document's properties call it is its title: it stands in it, or is no program's word for it."""
    if not isinstance(title, str) or not title.strip():
        return False
    return folded(title) in {folded(line) for line in lines[:20]} or len(title.split()) >= _TITLED


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
