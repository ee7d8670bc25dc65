"""The index of one corpus as a file: where it is, whether it can be used, and a connection for each thread."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui import paths
from tui.store.index_lock import turn
from tui.store.problems import NotOurs, StoreProblem
from tui.store.schema import INDEX, INDEX_ID, INDEX_VERSION
from tui.store.sqlite import connect, problem, stamp, writing


def index_home() -> Path:
    """The user's own directory for indexes; a private temporary one where there is no home to write to."""
    with suppress(OSError, RuntimeError):
        wanted = paths.private_dir(paths.cache_dir())
        if os.access(wanted, os.W_OK):
            return wanted
    try:
        return paths.spare_dir()
    except OSError as error:
        where = error.filename or "the directory for temporary files"
        raise StoreProblem(f"{where}: no place for the index ({error.strerror}); set XDG_CACHE_HOME") from error


def slug(corpus: Path) -> str:
    """The name of a corpus' files: readable, and one for each real path."""
    real = os.path.realpath(corpus)
    readable = re.sub(r"[^\w.-]+", "_", Path(real).name.encode("ascii", "ignore").decode())[:40] or "corpus"
    return f"{readable}-{hashlib.blake2b(os.fsencode(real), digest_size=8).hexdigest()}"


class IndexFile:
    """The index file of one corpus, and a connection of its own for each thread that asks.

    A damaged index, or one of an older or newer layout, is set aside and begun anew: it holds nothing that cannot be
    read again. A file there that is no index of ours is refused and left as it was (NotOurs).
    """

    def __init__(self, corpus: Path, index_dir: Path | None = None) -> None:
        self.corpus = corpus
        directory = (index_dir or index_home()).absolute()
        try:
            paths.private_dir(directory)
        except OSError as error:
            raise StoreProblem(f"{directory}: cannot be used ({error.strerror}); set XDG_CACHE_HOME") from error
        self.path = directory / f"{slug(corpus)}.sqlite"
        self.lock_path = directory / f"{slug(corpus)}.lock"
        self.turn_path = directory / f"{slug(corpus)}.turn"
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._prepare()

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = connect(self.path, durable=False)
            found.execute("PRAGMA cache_size = -8000")
            found.execute("PRAGMA cache_spill = OFF")  # a writer keeps readers out only while it commits
            self._local.connection = found
            with self._guard:
                self._all.append(found)
        return found

    def give_back(self) -> None:
        """Let go of the pages that this thread's connection has at hand."""
        self.connection().execute("PRAGMA shrink_memory")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One small transaction, let in between two of the indexer's."""
        connection = self.connection()
        with turn(self.turn_path), writing(connection):
            yield connection

    def let_in(self) -> None:
        """For the indexer, between transactions: whoever waits to write goes first."""
        with suppress(OSError), turn(self.turn_path):
            pass

    def close(self) -> None:
        with self._guard:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()

    def generation(self) -> int:
        row = self.connection().execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
        return int(row[0]) if row else 0

    def _prepare(self) -> None:
        if self.path.exists() and self.path.stat().st_size and not self._usable():
            self._set_aside()
        connection = self.connection()
        try:
            if stamp(connection)[0] == INDEX_ID:
                return
            connection.execute("PRAGMA page_size = 8192")
            with writing(connection):
                if stamp(connection)[0] == INDEX_ID:  # another process was first
                    return
                for statement in statements(INDEX):
                    connection.execute(statement)
                connection.execute("INSERT INTO meta VALUES ('corpus', ?)", (os.fsencode(self.corpus.absolute()),))
                connection.execute(f"PRAGMA user_version = {INDEX_VERSION}")
                connection.execute(f"PRAGMA application_id = {INDEX_ID}")
        except sqlite3.Error as error:
            raise problem(self.path, error) from error

    def _usable(self) -> bool:
        """Whether the file is an index of this layout; raises NotOurs for another program's database."""
        try:
            connection = connect(self.path, writable=False)
        except NotOurs:
            return False
        try:
            application, version = stamp(connection)
            if application == 0 and version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                return True
            if application != INDEX_ID:
                raise NotOurs(f"{self.path}: another program's database; move it away, or set XDG_CACHE_HOME")
            if version != INDEX_VERSION:
                return False
            connection.execute("SELECT value FROM meta WHERE key = 'corpus'").fetchone()
        except sqlite3.DatabaseError as error:
            if isinstance(problem(self.path, error), NotOurs):
                return False
            raise problem(self.path, error) from error
        finally:
            connection.close()
        return True

    def _set_aside(self) -> None:
        aside = self.path.with_suffix(".damaged")
        self.path.replace(aside)
        for tail in ("-journal", "-wal", "-shm"):
            Path(f"{self.path}{tail}").unlink(missing_ok=True)


def statements(script: str) -> list[str]:
    """The statements of a script one by one (executescript would commit the transaction it stands in)."""
    found, at = [], ""
    for line in script.splitlines(keepends=True):
        at += line
        if at.strip() and sqlite3.complete_statement(at):
            found.append(at.strip())
            at = ""
    return found
