"""Web archives: the pages of a WARC, and of the WARCs that a WACZ holds."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from tui.documents.draft import Inner, Unread, Unusable
from tui.documents.formats.pagedays import address_day

_MOST = 80 << 20  # bytes of all pages of one archive
_LARGEST = 16 << 20  # bytes of one page
_READ = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")
_SUFFIX = {"application/pdf": ".pdf", "text/plain": ".txt"}
_DRESS = re.compile(r"\.(?:js|css|json|map|txt)(?:\?|$)|/robots\.txt", re.IGNORECASE)
_SMALLEST = 200  # bytes of a page that may hold an article


def warc(data: bytes) -> Iterator[Inner | Unread]:
    """The pages of a web archive, each with its address, the first of several copies. Raises Unusable."""
    yield from _pages([data])


def wacz(data: bytes) -> Iterator[Inner | Unread]:
    """The pages of the archives that a WACZ holds."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name.startswith("archive/") and ".warc" in name]
            if sum(archive.getinfo(name).file_size for name in names) > _MOST:
                raise Unusable("it unpacks to too much: unpack it, and open its archives one by one")
            parts = [archive.read(name) for name in names]
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise Unusable(f"no archive that can be unpacked: {error}") from error
    yield from _pages(parts)


def _pages(parts: list[bytes]) -> Iterator[Inner | Unread]:
    from warcio.archiveiterator import ArchiveIterator

    seen: set[str] = set()
    others, left = 0, _MOST
    for part in parts:
        for record in ArchiveIterator(BytesIO(part)):
            if record.rec_type not in ("response", "resource"):
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            kind = _kind(record)
            if address in seen or not _is_whole(record):
                continue
            if kind not in _READ or _DRESS.search(address):
                others += 1
                continue
            seen.add(address)
            page = record.content_stream().read(_LARGEST + 1)
            left -= len(page)
            if len(page) > _LARGEST or left < 0:
                yield Unread(f"{address[:200]}: too large")
            elif len(page) >= _SMALLEST:
                yield Inner(address[:500] + _SUFFIX.get(kind, ""), page, _told_by(address[:500]))
    if not seen:
        raise Unusable("no page in it")
    if others:
        yield Unread(f"{others:,} record{'s' * (others > 1)} without an article (pictures, programs, styles) not read")


def _told_by(address: str) -> dict[str, Any]:
    """What a page's address tells where the page says nothing better."""
    day = address_day(address)
    return {"url": address, "published": day} if day else {"url": address}


def _kind(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _is_whole(record: Any) -> bool:
    """Whether a record is a page as it was asked for: no error, no address that sends elsewhere."""
    return not record.http_headers or record.http_headers.get_statuscode() in ("200", "203")
