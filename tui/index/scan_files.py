"""The first stage: files to articles and words, so quickly that search works as soon as a file is listed."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from tui import documents
from tui.documents.files import meta_path
from tui.index.prepare import File, FilePart, Preparer
from tui.index.versions import digest_of, taking
from tui.model import Problem
from tui.store.sqlite import blob, writing
from tui.store.tables.files import bump, close_file, drop_file, put_articles, put_file, put_problem
from tui.store.words.word_index import Segment, merge_small

# What was taken in is written down, in one transaction and one segment of words, after so many
ARTICLES = 10_000  # articles, or
WORDS = 4_000_000  # words (of 8 bytes each in memory), or
FIRST_SECONDS, MOST_SECONDS = 0.4, 15.0  # seconds: at first soon, for a reader waits for it, and later not so often
SLOWER = 1.6  # each wait is so many times the one before: the more there is, the fewer segments hold its words


class Stopped(Exception):
    """The reader wants no more."""


class _Open(Struct):
    """A file that is being taken in: what it was before, and what of it waits to be written."""

    signature: str
    again: bool
    number: int | None = None
    keys: list[str] = field(default_factory=list)
    parts: list[FilePart] = field(default_factory=list)


class FileScan:
    """Brings files, articles and words up to date with the corpus on the disk.

    `said` is called with how many articles and files have been looked at; `stop` asked between some of them.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        corpus: Path,
        said: Callable[[int], None],
        stop: Callable[[], bool],
        fields: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._connection = connection
        self._corpus = corpus
        self._said = said
        self._stop = stop
        self._segment = Segment()
        self._fields = fields or {}
        named = digest_of(*sorted(self._fields.items())) if self._fields else ""
        self._version = f"{taking()}{named}:"
        self._open: dict[str, _Open] = {}
        self._seen: list[bytes] = []  # files that are as they were
        self._problems: list[Problem] = []
        self._wrote = time.monotonic()
        self._wait = FIRST_SECONDS
        self._articles = self._words = 0  # that wait to be written
        self._looked = 0
        self._whole = True
        self.changed = False

    def run(self) -> int:
        """Take in what is new or changed, drop what is gone; returns the number of files.

        Files are dropped only where the corpus was listed whole: one that is not mounted loses nothing. Raises OSError
        where the corpus cannot be looked at, Stopped where `stop` says so.
        """
        known = {
            bytes(path): (number, signature)
            for number, path, signature in self._connection.execute("SELECT id, path, signature FROM files")
        }
        files = 0

        def wanted() -> Iterator[File]:
            nonlocal files
            for found in documents.find(self._corpus):
                if isinstance(found, Problem):
                    self._whole = self._whole and "listed" not in found.why
                    self._problems.append(found)
                    continue
                files += 1
                before = known.pop(blob(self._relative(found)), (0, ""))[1]
                signature = self._version + _signature(found)
                if signature != before:
                    yield self._file(found, signature, before)
                else:
                    self._look()

        self._take(wanted())
        with writing(self._connection):
            self._connection.execute("DELETE FROM problems WHERE file IS NULL")
            for problem in self._problems:
                put_problem(self._connection, None, problem)
            if files and self._whole:
                for number, _ in known.values():
                    drop_file(self._connection, number)
                    self.changed = True
            if known and self.changed:
                bump(self._connection)
        return files

    def take(self, path: Path) -> bool:
        """Take in one file at once; False where it has not changed."""
        row = self._connection.execute(
            "SELECT signature FROM files WHERE path = ?", (blob(self._relative(path)),)
        ).fetchone()
        signature = self._version + _signature(path)
        if row is not None and row[0] == signature:
            return False
        self._take(iter([self._file(path, signature, row[0] if row else "")]))
        return self.changed

    def _relative(self, path: Path) -> str:
        return path.name if path == self._corpus else Path(os.path.relpath(path, self._corpus)).as_posix()

    def _file(self, path: Path, signature: str, before: str) -> File:
        """A file that is to be taken in, with what is known of it."""
        name = self._relative(path)
        again = not before.startswith(self._version)
        self._open[name] = _Open(signature, again and bool(before))
        if again:
            return File(path, name, fields=self._fields)
        row = self._connection.execute(
            "SELECT f.digest, l.data FROM files f LEFT JOIN lines l ON l.file = f.id WHERE f.path = ?", (blob(name),)
        ).fetchone()
        digest, lines = (row[0], row[1] or b"") if row else ("", b"")
        return File(path, name, digest, lines, self._fields)

    def _take(self, files: Iterator[File]) -> None:
        preparer = Preparer(self._corpus)
        try:
            for part in preparer.taken(files, self._stop):
                self._open[part.name].parts.append(part)
                self._articles += len(part.articles)
                self._words += sum(article.count for article in part.articles)
                self._look(len(part.articles) + len(part.problems) + part.ended)
        finally:
            preparer.close()
            self._write()
            if self.changed:
                with writing(self._connection):
                    merge_small(self._connection)
        if self._stop():
            raise Stopped

    def _look(self, more: int = 1) -> None:
        self._looked += more
        self._said(self._looked)
        full = self._articles >= ARTICLES or self._words >= WORDS
        if full or (self._open and time.monotonic() - self._wrote > self._wait):
            self._write()
            self._wait = min(MOST_SECONDS, self._wait * SLOWER)
        if self._stop():
            raise Stopped

    def _write(self) -> None:
        """Write what was taken in, in one transaction."""
        waiting = {name: file for name, file in self._open.items() if file.parts}
        if waiting:
            with writing(self._connection):
                for name, file in waiting.items():
                    self._write_parts(name, file)
                self._segment.flush(self._connection)
                if self.changed:
                    bump(self._connection)
        for name in waiting:
            if self._open[name].parts[-1].ended:
                del self._open[name]
            else:
                self._open[name].parts.clear()
        self._articles = self._words = 0
        self._wrote = time.monotonic()

    def _write_parts(self, name: str, file: _Open) -> None:
        for part in file.parts:
            if part.same:
                self._connection.execute("UPDATE files SET signature = ? WHERE path = ?", (file.signature, blob(name)))
                return
            if file.number is None:
                file.number = put_file(self._connection, name, self._version)
                self.changed = True
            put_articles(self._connection, file.number, part.articles, part.forms, self._segment, file.again)
            for found in part.problems:
                put_problem(self._connection, file.number, found)
            file.keys += [article.key for article in part.articles]
            file.keys += part.standing
            if part.ended:
                close_file(self._connection, file.number, part.digest, file.signature, file.keys, part.lines)


def _signature(path: Path) -> str:
    """What changes when a file, or what is written beside it, does."""
    return ";".join(_states(path))


def _states(path: Path) -> Iterator[str]:
    for each in (path, meta_path(path)):
        try:
            state = each.stat(follow_symlinks=False)
        except (OSError, ValueError):
            yield ""
        else:
            yield f"{state.st_dev}.{state.st_ino}.{state.st_size}.{state.st_mtime_ns}.{state.st_ctime_ns}"
