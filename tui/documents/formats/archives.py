"""Zip archives: the files in one, each to be read by what it is."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from tui.documents.draft import Inner, Unread, Unusable
from tui.documents.suffixes import is_wanted

_MEMBERS = 10_000
_UNPACKED = 80 << 20  # bytes of all members: what the child may give at most is little more
_RATIO = 200  # text is packed to a tenth; a bomb to a thousandth
_UNNAMED = "unnamed"
_SMALL = 1 << 20  # bytes that any member may unpack to


def zipped(data: bytes) -> Iterator[Inner | Unread]:
    """The files in a zip archive, and what of it is not read. Raises Unusable where it cannot be unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield from _members(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise Unusable(f"no archive that can be unpacked: {error}") from error


def _members(archive: zipfile.ZipFile) -> Iterator[Inner | Unread]:
    left = _UNPACKED
    wordless = 0
    for number, member in enumerate(archive.infolist()):
        name = member.filename or _UNNAMED
        if number >= _MEMBERS:
            yield Unread(f"more than {_MEMBERS:,} files: the rest is not read")
            return
        if name.endswith("/") or PurePosixPath(name).name.startswith(".") or name.startswith("__MACOSX/"):
            continue
        if not is_wanted(PurePosixPath(name).name):
            wordless += 1
        elif member.flag_bits & 1:
            yield Unread(f"{name}: it is encrypted")
        elif member.file_size > max(_SMALL, _RATIO * member.compress_size) or member.file_size > left:
            yield Unread(f"{name}: it unpacks to too much")
        else:
            left -= member.file_size
            try:
                with archive.open(member) as stream:  # no more than it says it is: `archive.read` unpacks it all first
                    yield Inner(name, stream.read(member.file_size))
            except MemoryError:
                raise
            except Exception as error:  # what a broken member raises is no fixed set
                yield Unread(f"{name}: {error}")
    if wordless:
        yield Unread(f"{wordless:,} file{'s' * (wordless > 1)} without words not read")
