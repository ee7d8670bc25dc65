"""The first stage: files to articles and words, so quickly that search works as soon as a file is listed."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tui import documents
from tui.documents.files import meta_path
from tui.model import Article, Problem
from tui.reading import words
from tui.store.connection import blob, writing
from tui.store.words import Segment, merge_small
from tui.store.writer import bump, close_file, drop_file, put_article, put_file, put_problem

ARTICLES = 2000  # articles, or
POSITIONS = 1_000_000  # words, or
SECONDS = 1.0  # after which what was taken in is written down
FIRST_SECONDS = 0.4  # the reader waits for the first


class Stopped(Exception):
    """The reader wants no more."""


class Intake:
    """Brings files, articles and words up to date with the corpus on the disk.

    `said` is called with how many articles and files have been looked at; `stop` asked between articles.
    """

    def __init__(
        self, connection: sqlite3.Connection, corpus: Path, said: Callable[[int], None], stop: Callable[[], bool]
    ) -> None:
        self._connection = connection
        self._corpus = corpus
        self._said = said
        self._stop = stop
        self._segment = Segment()
        self._version = f"{documents.VERSION}.{words.VERSION}:"
        self._wrote = time.monotonic()
        self._wait = FIRST_SECONDS
        self._looked = 0
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
        files, whole = 0, True
        self._begin()
        try:
            self._connection.execute("DELETE FROM problems WHERE file IS NULL")
            for found in documents.find(self._corpus):
                if isinstance(found, Problem):
                    whole = whole and "listed" not in found.why
                    put_problem(self._connection, None, found)
                    continue
                files += 1
                path = blob(self._relative(found))
                before = known.pop(path, (0, ""))[1]
                signature = self._version + _signature(found)
                if signature != before:
                    self._take(found, signature, before)
                self._pause()
            if files and whole:
                for number, _ in known.values():
                    drop_file(self._connection, number)
                    self.changed = True
        finally:
            self._finish()
        return files

    def take(self, path: Path) -> bool:
        """Take in one file at once; False where it has not changed."""
        row = self._connection.execute(
            "SELECT signature FROM files WHERE path = ?", (blob(self._relative(path)),)
        ).fetchone()
        signature = self._version + _signature(path)
        if row is not None and row[0] == signature:
            return False
        self._begin()
        try:
            self._take(path, signature, row[0] if row else "")
        finally:
            self._finish()
        return self.changed

    def _relative(self, path: Path) -> str:
        return path.name if path == self._corpus else Path(os.path.relpath(path, self._corpus)).as_posix()

    def _take(self, path: Path, signature: str, before: str) -> None:
        name = self._relative(path)
        digest = _digest(path)
        row = self._connection.execute("SELECT id, digest FROM files WHERE path = ?", (blob(name),)).fetchone()
        again = not before.startswith(self._version)
        if row and not again and digest and row[1] == digest:
            self._connection.execute("UPDATE files SET signature = ? WHERE id = ?", (signature, row[0]))
            return
        file = put_file(self._connection, name, self._version)
        keys: list[str] = []
        self.changed = True
        for found in documents.read(path, self._corpus):
            if isinstance(found, Article):
                keys.append(found.key)
                put_article(self._connection, file, found, self._segment, again and bool(before))
            else:
                put_problem(self._connection, file, found)
            self._pause()
        close_file(self._connection, file, digest, signature, keys)

    def _pause(self) -> None:
        self._looked += 1
        self._said(self._looked)
        segment = self._segment
        full = segment.articles >= ARTICLES or len(segment) >= POSITIONS
        if full or (segment.articles and time.monotonic() - self._wrote > self._wait):
            self._end()
            stopped = self._stop()
            self._begin()
            self._wait = SECONDS
        else:
            stopped = self._stop()
        if stopped:
            raise Stopped

    def _begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def _end(self) -> None:
        self._segment.flush(self._connection)
        if self.changed:
            bump(self._connection)
        self._connection.execute("COMMIT")
        self._wrote = time.monotonic()

    def _finish(self) -> None:
        if self._connection.in_transaction:
            self._end()
        if self.changed:
            with writing(self._connection):
                merge_small(self._connection)


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


def _digest(path: Path) -> str:
    try:
        return documents.digest_of(path)
    except (OSError, ValueError):
        return ""
