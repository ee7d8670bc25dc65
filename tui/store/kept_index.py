"""An index that somebody else keeps (index/publish_index.py puts it there): it is opened to be read alone and is never
written; what the reader decides is laid over a copy of their own.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from tui import paths
from tui.documents.files import Unreadable, open_plain
from tui.store.index_file import index_home, slug
from tui.store.problems import StoreProblem
from tui.store.schema import INDEX_ID, INDEX_VERSION
from tui.store.sqlite import stamp
from tui.store.tables.files import recall, remember

_HEAD = 100  # bytes of a database's header


def own_copy(corpus: Path, kept: Path) -> Path:
    """The directory in which the reader's own copy of a kept index stands, made anew where another was published.

    Raises StoreProblem where there is no index of the corpus, or one of another version of onrecord.
    """
    source = _source(corpus, kept)
    name = hashlib.blake2b(os.fsencode(paths.real(source)), digest_size=8).hexdigest()
    try:
        told = source.stat()
        mark = f"{told.st_dev}.{told.st_ino}.{told.st_size}.{told.st_mtime_ns}"
        directory = paths.private_dir(index_home() / "kept" / name)
        own = directory / f"{slug(corpus)}.sqlite"
        if _mark_of(own) != mark:
            _take(source, own, mark)
    except OSError as error:
        raise StoreProblem(f"{source}: cannot be read ({error.strerror})") from error
    return directory


def kept_from(connection: sqlite3.Connection) -> str:
    """Where the index was taken from that somebody else keeps; empty for one's own."""
    return recall(connection, "kept_from") or ""


def mark_kept(connection: sqlite3.Connection, place: str) -> None:
    """From now on nothing is read into this index; what is decided is laid over it."""
    remember(connection, "kept_from", place.encode("utf-8", "replace").decode())


def _source(corpus: Path, kept: Path) -> Path:
    """The index of the corpus in a directory: by its place, or the only one that is there."""
    if paths.is_file(kept):
        return kept
    exact = kept / f"{slug(corpus)}.sqlite"
    found = [exact] if paths.is_file(exact) else sorted(kept.glob("*.sqlite")) if paths.is_dir(kept) else []
    if len(found) != 1:
        many = f"; it has {len(found)}, of corpora at other places" if found else ""
        raise StoreProblem(
            f"{kept}: no index of {corpus} in it{many}; `onrecord index {corpus} --index DIR` puts one there"
        )
    return found[0]


def _mark_of(own: Path) -> str:
    if not paths.there(own):
        return ""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{own.as_uri()}?mode=ro", uri=True)) as connection:
        fits = stamp(connection) == (INDEX_ID, INDEX_VERSION)
        return (recall(connection, "kept_mark") or "") if fits else ""
    return ""


def _take(source: Path, own: Path, mark: str) -> None:
    part = own.with_name(f"{own.name}.part{os.getpid()}")
    try:
        paths.make_private(part)
        with open_plain(source, source) as given, part.open("wb") as copy:
            _refuse_other(given.read(_HEAD), source)  # before gigabytes of what is no index are copied
            given.seek(0)
            shutil.copyfileobj(given, copy)
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            mark_kept(connection, str(source.parent))
            remember(connection, "kept_mark", mark)
        for tail in ("-journal", "-wal", "-shm"):
            Path(f"{own}{tail}").unlink(missing_ok=True)
        part.replace(own)
    except Unreadable as error:
        raise StoreProblem(f"{source}: {error}") from error
    except sqlite3.Error as error:
        raise StoreProblem(f"{source}: no index that can be read ({error})") from error
    finally:
        for tail in ("", "-journal", "-wal", "-shm"):
            Path(f"{part}{tail}").unlink(missing_ok=True)


def _refuse_other(head: bytes, source: Path) -> None:
    """Raises StoreProblem where a file that begins so is no index of this version of onrecord; SQLite has both numbers
    at fixed places (https://www.sqlite.org/fileformat.html)."""
    version, application = (int.from_bytes(head[at : at + 4]) for at in (60, 68))
    if not head.startswith(b"SQLite format 3\0"):
        raise StoreProblem(f"{source}: no index that can be read (it is no database)")
    if application != INDEX_ID:
        raise StoreProblem(f"{source}: no index of onrecord")
    if version != INDEX_VERSION:
        raise StoreProblem(f"{source}: made by another version of onrecord; whoever keeps it must make it anew")
