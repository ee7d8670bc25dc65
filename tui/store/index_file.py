"""The index of one corpus as a file: where it is, whether it can be used, and a connection for each thread."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Literal

from tui import paths
from tui.store.index_lock import turn
from tui.store.problems import AnotherLayout, Busy, Gone, NotOurs, Resting, StoreProblem
from tui.store.schema import INDEX, INDEX_ID, INDEX_VERSION
from tui.store.sqlite import WAS_REPLACED, connect, problem, stamp, writing

_TRIES = 5  # how often an index that another takes the place of, as it is opened, is opened again
_Which = tuple[int, int]  # device and inode


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


def spare_words() -> str:
    """Why indexes are kept in a temporary directory, in one line; empty where they are not."""
    try:
        cache = paths.cache_dir()
    except (OSError, RuntimeError):
        cache = None
    home = index_home()
    if home == cache:
        return ""
    where = f"{cache}: cannot be written" if cache is not None else "there is no home directory"
    return (
        f"{where}, so the index is kept in {home} and made again when that is emptied; set XDG_CACHE_HOME, or --index"
    )


def slug(corpus: Path) -> str:
    """The name of a corpus' files: readable, and one for each real path."""
    real = paths.real(corpus)
    # A name may be 255 bytes long, with a suffix of SQLite's behind it; 40 letters are enough to know it by.
    readable = re.sub(r"[^\w.-]+", "_", real.name.encode("ascii", "ignore").decode())[:40] or "corpus"
    return f"{readable}-{hashlib.blake2b(os.fsencode(real), digest_size=8).hexdigest()}"


OTHER_VERSION = "another version of onrecord works with it now; leave and open the corpus again"


class IndexFile:
    """The index file of one corpus, and a connection of its own for each thread that asks.

    A damaged index is set aside and begun anew: it holds nothing that cannot be read again. So is one of an older or
    newer layout when it is opened; one that came there while this was open is another version's that works with it, and
    setting it aside would have the two make it anew in turn without end (AnotherLayout). A file there that is no index
    of ours is refused and left as it was (NotOurs).
    """

    def __init__(
        self, corpus: Path, index_dir: Path | None = None, patience: float | None = None, *, goes_on: bool = False
    ) -> None:
        """`patience` is how many seconds are waited for an index that another process keeps to itself; `goes_on` says
        that the index is open already, in the process that this one works for."""
        self.corpus = corpus
        self._patience = patience
        self._epoch = 0  # grows where another file takes the place of the one that connections are open to
        self._file: _Which | None = None  # which file that is
        self._resting = ""  # why nothing is asked for the time being
        directory = (index_dir or index_home()).absolute()
        self.path = directory / f"{slug(corpus)}.sqlite"
        self.lock_path = directory / f"{slug(corpus)}.lock"
        self.turn_path = directory / f"{slug(corpus)}.turn"
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._opened = goes_on
        self._prepare()

    def connection(self) -> sqlite3.Connection:
        """This thread's connection. Raises StoreProblem where there is none to be had, or the index rests."""
        # The thread that looks again must reach the file while all others are kept from it.
        if self._resting and not getattr(self._local, "looking", False):
            raise Resting(self._resting)
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        """A connection for this thread. Raises Gone where another file stands there than was opened first."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is not None and self._local.epoch == self._epoch:
            return found
        epoch, file = self._epoch, self._file  # before: a file that comes between belongs to the next epoch
        found, which = self._open(create=False)
        if which != file:
            self._drop(found)
            raise Gone(f"{self.path}: {WAS_REPLACED}")
        self._local.epoch = epoch
        return found

    def _open(self, *, create: bool) -> tuple[sqlite3.Connection, _Which | None]:
        """A new connection for this thread, to the file that is there or, where there is none, to one begun now, and
        which file that is; None where its name came to stand for another meanwhile."""
        old: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if old is not None:
            self._drop(old)
        if create:
            with suppress(OSError):  # `connect` says it
                paths.make_private(self.path)
        before = _which(self.path)
        found = connect(self.path, durable=False, create=create, patience=self._patience)
        # 8 MB a connection. There is one a thread, and the system's own cache holds the rest of the file.
        found.execute("PRAGMA cache_size = -8000")
        found.execute("PRAGMA cache_spill = OFF")  # a writer keeps readers out only while it commits
        # Of no epoch until whoever opened it says so: making the file may fail yet.
        self._local.connection, self._local.epoch = found, None
        with self._guard:
            self._all.append(found)
        return found, before if before == _which(self.path) else None

    def _drop(self, connection: sqlite3.Connection) -> None:
        self._local.connection = None
        with self._guard:
            self._all = [one for one in self._all if one is not connection]
        with suppress(sqlite3.Error):
            connection.close()

    # --- what becomes of the file while it is open

    def rest(self, why: str) -> None:
        """Ask nothing more until `look_again`: each question would wait as long as the one that failed."""
        self._resting = why

    def stands(self) -> bool:
        """Whether the file is still the one that connections are open to; by a look at its name alone."""
        return _which(self.path) == self._file

    def look_again(self) -> bool:
        """Ask again: open the file that stands there now, made anew where there is none or a damaged one. True where it
        is another than before, so that nothing that was worked out holds.

        For a thread of its own. Raises StoreProblem where the index still cannot be read.
        """
        self._local.looking = True
        try:
            another = not self.stands() or (bool(self._resting) and self.set_aside_if_damaged())
            if another:
                self._prepare()
            self.generation()
        except sqlite3.Error as error:
            raise problem(self.path, error) from error
        except OSError as error:
            raise StoreProblem(f"{self.path}: cannot be used ({error.strerror}); set XDG_CACHE_HOME") from error
        finally:
            self._local.looking = False
        self._resting = ""
        return another

    def set_aside_if_damaged(self) -> bool:
        """Whether pages of the file are damaged, and it was set aside for that; to be asked where reading failed."""
        if not self.stands() or not self._damaged():
            return False
        with turn(self.turn_path):  # which a look through many pages is too long for
            if self.stands():
                self._set_aside()
        return True

    def _damaged(self) -> bool:
        if not self.path.stat().st_size:  # it was an index when it was opened
            return True
        with closing(connect(self.path, writable=False, create=False, patience=self._patience)) as connection:
            try:
                # (1): the first fault is enough to know.
                found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                return bool(found != "ok" or stamp(connection)[0] != INDEX_ID)
            except sqlite3.DatabaseError as error:
                if isinstance(problem(self.path, error), NotOurs):
                    return True
                raise

    def fallen(self, error: Exception) -> Gone | None:
        """What an error of the work with this index comes of, where that is the index itself: another file stands in
        its place, none does, or it is damaged and was set aside just now."""
        if isinstance(error, Gone):
            return error
        try:
            now = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return Gone(f"{self.path}: {WAS_REPLACED}")
        except OSError:
            return None
        if (now.st_dev, now.st_ino) != self._file:
            return Gone(f"{self.path}: {WAS_REPLACED}")
        found = problem(self.path, error) if isinstance(error, sqlite3.Error) else error
        # Whatever SQLite says but that another writes: where the file was written over "no such table" comes too.
        if (isinstance(error, sqlite3.Error) and not isinstance(found, Busy)) or isinstance(found, NotOurs):
            with suppress(StoreProblem, sqlite3.Error, OSError):
                if self.set_aside_if_damaged():
                    return Gone(f"{self.path}: it was damaged and has been set aside; try again")
        return None

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
        try:
            paths.private_dir(self.path.parent)
        except OSError as error:
            raise StoreProblem(f"{self.path.parent}: cannot be used ({error.strerror}); set XDG_CACHE_HOME") from error
        for _ in range(_TRIES):
            file = self._make()
            if file is not None:
                self._file = file
                self._epoch += 1
                self._local.epoch = self._epoch
                self._opened = True
                return
        raise Gone(f"{self.path}: {WAS_REPLACED}")

    def _make(self) -> _Which | None:
        """Have this thread connected to an index, begun anew where there is none or a damaged one; which file it is.
        None where another file took its place meanwhile."""
        if self._stands_there() == "ours":
            return self._open(create=False)[1]
        try:
            # One at a time: what one process has just begun, or set aside, another must not set aside after it.
            with turn(self.turn_path):
                if self._stands_there() == "damaged":
                    self._set_aside()
                connection, file = self._open(create=True)
                self._begin(connection)
        except sqlite3.Error as error:
            raise problem(self.path, error) from error
        except OSError as error:
            raise StoreProblem(f"{self.path}: cannot be used ({error.strerror}); set XDG_CACHE_HOME") from error
        return file if file == _which(self.path) else None

    def _begin(self, connection: sqlite3.Connection) -> None:
        if stamp(connection)[0] == INDEX_ID:
            return
        # Twice SQLite's default: texts and packed readings are of some KB, and chains of overflow pages are slow.
        connection.execute("PRAGMA page_size = 8192")
        with writing(connection):
            for statement in statements(INDEX):
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('corpus', ?)", (os.fsencode(paths.real(self.corpus)),))
            connection.execute(f"PRAGMA user_version = {INDEX_VERSION}")
            connection.execute(f"PRAGMA application_id = {INDEX_ID}")

    def _stands_there(self) -> Literal["ours", "nothing", "damaged"]:
        """What is at the place of the index; `damaged` an older or newer layout too. Raises NotOurs for what is no
        file and for another program's database, AnotherLayout for an index that another version made anew while this
        one had it open."""
        try:
            there = self.path.stat()
        except OSError:
            return "nothing"  # or out of reach, which opening it says
        if not stat.S_ISREG(there.st_mode):
            raise NotOurs(f"{self.path}: something that is no file stands in its place; move it away")
        if not there.st_size:
            return "nothing"
        try:
            connection = connect(self.path, writable=False)
        except NotOurs:
            return "damaged"
        with closing(connection):
            try:
                return self._layout(connection)
            except sqlite3.Error as error:
                found = problem(self.path, error)
                if isinstance(found, NotOurs):
                    return "damaged"
                raise found from error

    def _layout(self, connection: sqlite3.Connection) -> Literal["ours", "nothing", "damaged"]:
        application, version = stamp(connection)
        if application == 0 and version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            return "nothing"
        if application != INDEX_ID:
            raise NotOurs(f"{self.path}: another program's database; move it away, or set XDG_CACHE_HOME")
        if version != INDEX_VERSION:
            if self._opened:
                raise AnotherLayout(f"{self.path}: {OTHER_VERSION}")
            return "damaged"
        connection.execute("SELECT value FROM meta WHERE key = 'corpus'").fetchone()
        return "ours"

    def _set_aside(self) -> None:
        aside = self.path.with_suffix(".damaged")
        self.path.replace(aside)
        # A journal that was left would be applied to the new file of its name.
        for tail in ("-journal", "-wal", "-shm"):
            Path(f"{self.path}{tail}").unlink(missing_ok=True)


def _which(path: Path) -> tuple[int, int] | None:
    """What tells a file from another of its name; None where there is none that can be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def statements(script: str) -> list[str]:
    """The statements of a script one by one (executescript would commit the transaction it stands in)."""
    found, at = [], ""
    for line in script.splitlines(keepends=True):
        at += line
        if at.strip() and sqlite3.complete_statement(at):
            found.append(at.strip())
            at = ""
    return found
