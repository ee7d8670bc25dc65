"""What others ask of this room: bring the index behind a library up to date, in this process or in one of its own."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from tui.store.problems import Gone
from tui.store.rows import Progress

if TYPE_CHECKING:
    from tui.store.library import Library


class Indexing(Protocol):
    """What the desk asks of whatever brings its library's index up to date; see the functions of the same names."""

    def update(self, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> Progress: ...

    def look_first(self, keys: Sequence[str]) -> None: ...

    def reread(self, key: str) -> bool: ...


class BackgroundIndexing:
    """The index of one library, brought up to date by a process of its own."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def update(self, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> Progress:
        return update(self._library, progress, stop, in_background=True)

    def look_first(self, keys: Sequence[str]) -> None:
        look_first(self._library, keys)

    def reread(self, key: str) -> bool:
        return reread(self._library, key)


class AllRead:
    """Stands for an index in which nothing is left to be read."""

    def update(self, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> Progress:
        return Progress("done")

    def look_first(self, keys: Sequence[str]) -> None:
        return

    def reread(self, key: str) -> bool:
        return False


def update(
    library: Library,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    workers: int | None = None,
    in_background: bool = False,
    readings: Sequence[Path] = (),
) -> Progress:
    """Bring the index up to date. It may be killed at any moment and goes on where it was.

    Args:
        progress: called with where the work stands, some times a second.
        stop: asked between short steps; the work ends where it says so.
        workers: processes that read articles; 0 reads in this one, None leaves it to the config and the machine.
        readings: files of `onrecord read`, whose readings are taken in before what is left is read here.
        in_background: in a process of its own, which this thread waits for, so that nothing else is slowed.

    Returns:
        Where it ended: `done`, `stopped`, or `waiting` where another process indexes this corpus.

    Raises:
        OSError: the corpus cannot be looked at.
        StoreProblem: the index cannot be written; Gone where it was removed, replaced or damaged meanwhile, which in
            this process is mended once.
        NoReadings: a file of readings is damaged or another reader's.
    """
    if in_background:
        from tui.index.background_index import index_in_background

        directory = library.index_file.path.parent
        corpus = library.index_file.corpus
        return index_in_background(corpus, library.config, directory, library.data_dir, progress, stop, workers)
    from tui.index.indexer import Indexer

    def run() -> Progress:
        return Indexer(library.index_file, library.config, library.judgements, progress, stop, workers, readings).run()

    try:
        return run()
    except Gone:
        if not library.files.look_again().anew:
            raise
    ended = run()
    return ended if ended.note else replace(ended, note="the index was removed or damaged and is made anew")


def look_first(library: Library, keys: Sequence[str]) -> None:
    """Articles that are to be read before all others: the open one, then the selection's. Where the index cannot be
    written just now, they are read in their turn."""
    from tui.store.tables import files

    counts = library.counts()
    if counts.read >= counts.articles:
        return
    with contextlib.suppress(sqlite3.OperationalError, OSError), library.index_file.writing() as connection:
        files.look_first(connection, list(keys))


def reread(library: Library, key: str) -> bool:
    """Take in one article's file again at once if its bytes changed; True if they did.

    False also where another process indexes: it will see the change.
    """
    from tui.index.scan_files import FileScan
    from tui.store.index_lock import indexing_lock
    from tui.store.kept_index import kept_from

    path = library.file_of(key)
    if path is None:
        return False
    index_file = library.index_file
    with indexing_lock(index_file.lock_path) as mine:
        if not mine or kept_from(index_file.connection()):
            return False
        fields = library.config.fields
        return FileScan(index_file.connection(), index_file.corpus, lambda _: None, lambda: False, fields).take(path)
