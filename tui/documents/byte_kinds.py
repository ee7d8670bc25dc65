"""What a file is by its bytes, whatever its name says: a Word file's name may stand on RTF, or on a saved page."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath

from tui.documents.draft import Unusable

TEXT, MARKDOWN, MBOX = "text", "markdown", "mbox"
# A page's first tag may stand below a long comment of the program that saved it; a mail's first headers never do.
_HEAD = 4096  # bytes that tell
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_LOOKED = 1 << 20  # bytes of an old Office file in which its streams' names are looked for
_PAGE = re.compile(rb"(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(rb"<\?xml\b|<(?:rss|feed|rdf:RDF|nitf|newsItem|newsMessage|NewsML|TEI)\b", re.IGNORECASE)
_HEADER = re.compile(
    rb"(?im)^(?:from|to|subject|date|received|message-id|mime-version|return-path|reply-to|content-type|delivered-to"
    rb"|newsgroups|references|sender):"
)
_FROM = re.compile(rb"From \S+.*\d{4}\r?\n[A-Za-z-]{2,40}:")
_RIS = re.compile(rb"TY  - ")
_ENDNOTE = re.compile(rb"%0 \S")
_NAMED = {  # formats that only their names tell
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".eml": "eml",
    ".mbox": MBOX,
    ".json": "json",
    ".geojson": "json",
    ".ris": "ris",
    ".enw": "ris",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xhtml": "html",
    ".html": "html",
    ".htm": "html",
    ".rtf": "rtf",
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".warc": "warc",
    ".wacz": "wacz",
    ".zip": "zip",
    ".msg": "msg",
}
_PLAIN = (".txt", ".text", "", ".doc", ".dot", ".asc", ".me", ".1st")
_OTHER = {  # what an archive of some format is, by a member that it has, and how to mend that
    "xl/workbook.xml": "a spreadsheet: save it as csv",
    "ppt/presentation.xml": "slides: save them as pdf",
    "META-INF/container.xml": "an electronic book: save it as html or txt",
}


def kind_of(data: bytes, name: str, *, asked: bool = False) -> str:
    """The format of a file: one that the child reads, or `text`, `markdown` or `mbox`.

    `asked` is true where somebody named the file itself, so that any text is read. Raises Unusable where it is of a
    kind that is not read; the message says which, and how to mend it.
    """
    suffix = PurePath(name.lower().removesuffix(".gz")).suffix
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    by_bytes, by_name = _by_bytes(data, head), _NAMED.get(suffix)
    if by_bytes:
        return by_name if by_bytes == "zip" and by_name in ("docx", "odt", "wacz") else by_bytes
    if by_name in ("docx", "odt", "pdf", "rtf", "zip", "wacz", "msg", "warc"):  # which begin otherwise
        return "html" if by_name == "docx" and _PAGE.match(head) else by_name
    if _PAGE.match(head) and suffix not in (".eml", ".mbox", ".json", ".mhtml", ".mht"):
        return "feed" if by_name == "feed" and head[:1] != b"<!" and _XML.match(head) else "html"
    if by_name:
        return by_name
    if suffix in (".txt", ".text"):
        return TEXT
    for matches, kind in _UNNAMED:
        if matches(head):
            return kind
    if suffix in _PLAIN or asked:
        return TEXT
    raise Unusable(f"of a kind that is not read ({suffix}); where it is an article, save it as txt")


def _by_bytes(data: bytes, head: bytes) -> str | None:
    """The format that a file's first bytes prove."""
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _of_archive(data)
    if data.startswith(_OLE):
        return _of_ole(data)
    if head.startswith(b"WARC/"):
        return "warc"
    return None


def _of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            # An archive of millions of names would take memory before anything is refused; a Word file has some twenty.
            names = set(archive.namelist()[:10_000])
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return "zip"  # whose reader says what is wrong with it
    if "word/document.xml" in names:
        return "docx"
    for member, what in _OTHER.items():
        if member in names:
            raise Unusable(what)
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    return "wacz" if "datapackage.json" in names and any(name.startswith("archive/") for name in names) else "zip"


def _of_ole(data: bytes) -> str:
    # The directory of streams stands anywhere in such a file, mostly near one of its ends.
    looked = data[:_OLE_LOOKED] + data[-_OLE_LOOKED:]
    if "__substg1.0_".encode("utf-16-le") in looked:
        return "msg"
    if "Workbook".encode("utf-16-le") in looked:
        raise Unusable("a spreadsheet of before 2007: save it as csv")
    raise Unusable("a Word or Office file of before 2007: save it as docx")


def _is_mail(head: bytes) -> bool:
    top = head.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    # Two such lines also head a memo or a letter ("From: … To: …"); a third makes it a mail.
    return len(_HEADER.findall(top)) >= 3


_UNNAMED: tuple[tuple[Callable[[bytes], object], str], ...] = (
    (_FROM.match, MBOX),
    (_is_mail, "eml"),
    (_RIS.match, "ris"),
    (_ENDNOTE.match, "ris"),
    (_XML.match, "feed"),
)
