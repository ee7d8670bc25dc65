"""Readings as a file: what was read on another machine, to be taken into an index here.

A line that names the form, a line of JSON about the file, then a record for each article: its length in four bytes,
and msgpack of the article's digest and its ReadArticle. The last record has length 0, so that a file cut short is told.
Articles are known by their digests, not by their places: any folder that holds the same text may take them.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from tui.documents.files import Unreadable, open_plain
from tui.index.pool import ReadArticle
from tui.whole import write_whole

_FORM = b"onrecord readings 1\n"
_LENGTH = struct.Struct(">I")
# It has some hundred; a file of another kind may have no line end at all.
_MOST_HEADER = 10_000  # bytes
_MOST_RECORD = 256 << 20  # bytes; an article of 100 MB of text, which nothing reads, has about as many
_record = msgspec.msgpack.Decoder(tuple[str, ReadArticle])


class NoReadings(Exception):
    """A file that holds no readings, or not all of them, or another reader's; one line: which file and why."""


class ReadingsHeader(Struct, frozen=True):
    """`reader` is the digest of what the readings were made by, `part` of `parts` the share of a corpus it is."""

    reader: str
    part: int = 1
    parts: int = 1


def write_readings(
    to: Path, header: ReadingsHeader, read: Iterable[tuple[str, ReadArticle]], *, replace: bool = False
) -> None:
    """Write articles' digests and readings to a file that is there whole or not at all.

    Raises FileExistsError where one stands there and is not to be replaced, OSError where it cannot be written.
    """
    write_whole(_pieces(header, read), to, replace=replace)


def _pieces(header: ReadingsHeader, read: Iterable[tuple[str, ReadArticle]]) -> Iterator[bytes]:
    yield _FORM
    yield json.dumps(msgspec.to_builtins(header), sort_keys=True).encode() + b"\n"
    for record in read:
        data = msgspec.msgpack.encode(record)
        yield _LENGTH.pack(len(data)) + data
    yield _LENGTH.pack(0)


def header_of(path: Path) -> ReadingsHeader:
    """What a file of readings says of itself. Raises NoReadings."""
    try:
        with open_plain(path, path) as file:
            if file.readline(len(_FORM)) != _FORM:
                raise NoReadings(f"{path}: no file of readings; `onrecord read` makes them")
            return msgspec.json.decode(file.readline(_MOST_HEADER), type=ReadingsHeader)
    except Unreadable as error:
        raise NoReadings(f"{path}: {error}") from error
    except OSError as error:
        raise NoReadings(f"{path}: cannot be read ({error.strerror})") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NoReadings(
            f"{path}: what it says of itself cannot be read; make it again with `onrecord read`"
        ) from error


def check_readings(path: Path, reader: str) -> None:
    """Raises NoReadings where a file holds none, or those of another reader."""
    if header_of(path).reader != reader:
        raise NoReadings(
            f"{path}: made by another version of onrecord or of its language model; read that part again with this one"
        )


def readings_in(path: Path, reader: str) -> Iterator[tuple[str, ReadArticle]]:
    """The digests and readings of a file, one at a time. Raises NoReadings, also in the middle where it ends early."""
    check_readings(path, reader)
    try:
        with open_plain(path, path) as file:
            file.readline()
            file.readline()
            while True:
                size = file.read(_LENGTH.size)
                if len(size) < _LENGTH.size:
                    raise NoReadings(f"{path}: it ends early; make it again with `onrecord read`")
                (length,) = _LENGTH.unpack(size)
                if not length:
                    return
                # Before the reading: a damaged length would ask for gigabytes.
                if length > _MOST_RECORD or len(data := file.read(length)) < length:
                    raise NoReadings(f"{path}: it ends early; make it again with `onrecord read`")
                yield _record.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NoReadings(f"{path}: damaged; make it again with `onrecord read`") from error
    except Unreadable as error:
        raise NoReadings(f"{path}: {error}") from error
    except OSError as error:
        raise NoReadings(f"{path}: cannot be read ({error.strerror})") from error
