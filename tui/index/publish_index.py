"""A whole copy of an index where others may read it (store/kept_index.py takes it from there)."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tui import paths
from tui.index.indexer import Indexer
from tui.store.index_file import IndexFile, slug
from tui.store.judgements import Judgements
from tui.store.kept_index import mark_kept
from tui.store.library import Library
from tui.store.problems import StoreProblem

_FILE, _FOLDER = 0o666, 0o777  # what others may do, as far as the umask lets


def publish(library: Library, directory: Path) -> Path:
    """Put a copy of an index into a directory, whole or not at all, without what its keeper decided, readable by
    whomever the umask allows; returns it.

    Raises StoreProblem where it cannot be written there.
    """
    target = directory / f"{slug(library.index_file.corpus)}.sqlite"
    with _said(directory):
        if not paths.there(directory):
            directory.mkdir(parents=True)
            directory.chmod(_FOLDER & ~_umask())
        with TemporaryDirectory(prefix=".new-", dir=directory) as made:
            _copy(library, Path(made))
            part = Path(made) / target.name
            part.chmod(_FILE & ~_umask())
            part.replace(target)
    return target


def _copy(library: Library, directory: Path) -> None:
    """As if nobody had decided anything in it: nothing is read for that."""
    corpus = library.index_file.corpus
    copy = IndexFile(corpus, directory)
    nothing = Judgements(corpus, directory / "none")
    try:
        library.index_file.connection().backup(copy.connection())
        mark_kept(copy.connection(), str(directory))
        Indexer(copy, library.config, nothing, workers=0).run()
    finally:
        nothing.close()
        copy.close()
    with closing(sqlite3.connect(copy.path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, read where nothing can be written beside it
    shutil.rmtree(directory / "none", ignore_errors=True)


@contextmanager
def _said(directory: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreProblem(f"{directory}: the index cannot be written there ({error})") from error
    except OSError as error:
        raise StoreProblem(f"{directory}: the index cannot be written there ({error.strerror})") from error


def _umask() -> int:
    mask = paths.users_umask()
    return mask if mask >= 0 else 0o077
