"""Bringing an index up to date: files and words, then reading in worker processes, then actors, days and claims.

Every stage writes in small transactions and goes on where it was killed.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from tui.config import Config
from tui.corpus.crossref.hits import Hits
from tui.index import versions
from tui.index.pool import CHARACTERS, CHUNK, ModelMissing, ReadArticle
from tui.index.readings_file import readings_in
from tui.index.resolve import Resolver, watchlist_digest
from tui.index.scan_files import FileScan, Stopped
from tui.index.sources import ReadingSource, SourceLost, source_of
from tui.model import Article, Issue, Problem
from tui.store.corpora import sample_of
from tui.store.decisions import sync_marks
from tui.store.index_file import IndexFile
from tui.store.index_lock import indexing_lock
from tui.store.judgements import Judgements
from tui.store.kept_index import kept_from
from tui.store.mended import write_articles
from tui.store.overlay import Overlay
from tui.store.problems import StoreProblem
from tui.store.rows import Progress, Stage
from tui.store.sqlite import name, problem, writing
from tui.store.tables.files import bump, load_article, put_problem, recall, remember
from tui.store.view import View

# What was read is resolved while reading goes on, so that claims come as they are found:
RESOLVE_AFTER = 20.0  # seconds after it was done last,
RESOLVE_SHARE = 20  # and at least so many times what is done anew over all articles takes: 5 % of the time at most
ASKED_AFTER, ASKED_SHARE = 4.0, 4  # the same, where what a reader looks at was read: 20 % at most


class Indexer:
    """One run over one corpus. `workers` 0 reads in this process, None leaves it to the config and the machine;
    `readings` are files of what was read elsewhere."""

    def __init__(
        self,
        index: IndexFile,
        config: Config,
        judgements: Judgements,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
        workers: int | None = None,
        readings: Sequence[Path] = (),
    ) -> None:
        self._index = index
        self._config = config
        self._judgements = judgements
        self._progress = progress or (lambda _: None)
        self._stop = stop or (lambda: False)
        self._workers = workers if workers is not None else (config.workers or os.cpu_count() or 1)
        self._reader = f"{versions.reading(config.pipeline)}:{config.pipeline}"
        self._readings = readings
        self._note = ""
        self._view = View(index, config)
        self._kept = 0.0
        self._anew = 0.0  # seconds that resolving last spent on all articles
        self._asked: set[int] = set()  # articles given to be read because a reader looks at them

    def run(self) -> Progress:
        """Raises OSError where the corpus cannot be looked at, StoreProblem where the index cannot be written: Gone
        where it is another by now, or was damaged, and what opens it anew may run once more."""
        with indexing_lock(self._index.lock_path) as mine:
            # Nobody waits for the lock: whoever holds it does the same work, and its end is seen by its progress.
            if not mine:
                return Progress("waiting", note="another onrecord is indexing this corpus")
            try:
                return self._run_to_its_end(self._index.connection())
            except Exception as error:
                if gone := self._index.fallen(error):
                    raise gone from error
                if isinstance(error, sqlite3.Error):
                    raise problem(self._index.path, error) from error
                raise

    def _run_to_its_end(self, connection: sqlite3.Connection) -> Progress:
        try:
            stage = self._run(connection)
        except Stopped:
            stage = "stopped"
        return self._say(stage, 0, 0, keep=True)

    def _run(self, connection: sqlite3.Connection) -> Stage:
        self._say("words", 0, 0)
        kept = bool(kept_from(connection))  # by somebody else, who reads: here what was decided is laid over it
        if not kept:
            FileScan(connection, self._index.corpus, self._listed, self._between, self._config.fields).run()
        if recall(connection, "listed") is None:
            with writing(connection):
                remember(connection, "listed", 1)
        with suppress(StoreProblem):  # where it cannot be written down just now, the next update does
            self._judgements.recognise(sample_of(connection))
        if not self._judgements.trouble():
            with writing(connection):
                sync_marks(connection, self._judgements)
                write_articles(connection, Overlay(self._judgements).edits)
        # Before the reading: issues are found by words alone, so their counts stand minutes before the first claim.
        self._sum_issues(connection)
        if not kept:
            self._read(connection)
        if not self._resolve(connection) or self._stop():
            return "stopped"
        self._sum_issues(connection)
        if recall(connection, "first_done") is None:
            with writing(connection):
                remember(connection, "first_done", time.time())
        return "done"

    def _hits(self, issue: Issue) -> Hits:
        self._view = self._view.current()
        return self._view.crossreferences().issue_hits(issue)

    def _sum_issues(self, connection: sqlite3.Connection) -> None:
        """Count each issue's mentions, once for a state of the index and a watchlist."""
        digest = watchlist_digest(self._config)
        at = f"{self._index.generation()} {digest}"
        if recall(connection, "issues") == at:
            return
        sums = []
        for issue in self._config.issues:
            numbers = self._hits(issue).articles
            sums.append((issue.id, 0, digest, len(np.unique(numbers)), len(numbers)))
        with writing(connection):
            connection.execute("DELETE FROM issues")
            connection.executemany("INSERT INTO issues VALUES (?, ?, ?, ?, ?)", sums)
            bump(connection)
            remember(connection, "issues", f"{self._index.generation()} {digest}")

    def _resolve(self, connection: sqlite3.Connection) -> bool:
        """Where what was decided cannot be read, what was resolved before stays: it has the decisions in it."""
        overlay = Overlay(self._judgements)
        # Resolving anew without them would undo in the index what a person decided.
        if self._judgements.lost and recall(connection, "first_done") is not None:
            return True
        resolver = Resolver(connection, self._config, overlay, self._resolved, self._between)
        whole = resolver.run() if resolver.needed() else True
        self._anew = resolver.anew
        return whole

    # --- reading

    def _read(self, connection: sqlite3.Connection) -> None:
        with writing(connection):  # what another reader read is not read
            connection.execute("UPDATE articles SET reading = '' WHERE reading NOT IN ('', ?)", (self._reader,))
        self._take_in(connection)
        total = connection.execute("SELECT count(*) FROM articles WHERE reading = ''").fetchone()[0]
        if not total:
            return
        self._say("reading", 0, total)
        try:
            source = source_of(self._config.pipeline, self._workers, total, self._config.scheduler)
            self._read_from(connection, source, total)
        except ModelMissing as error:
            self._note = f"{error}; until then there are no claims and no actors"
        except SourceLost as error:
            self._note = str(error)
            raise Stopped from error
        if self._stop():
            raise Stopped

    def _read_from(self, connection: sqlite3.Connection, source: ReadingSource, total: int) -> None:
        began = tied = time.monotonic()
        asked = False
        done = 0
        for result in source.results(self._chunks(connection, source.together), self._stop):
            self._index.let_in()
            self._put(connection, result)
            done += len(result)
            now = time.monotonic()
            self._say("reading", done, total, (now - began) / done * (total - done))
            if self._stop():
                raise Stopped
            asked = asked or any(article.number in self._asked for article in result)
            after = (
                max(ASKED_AFTER, ASKED_SHARE * self._anew) if asked else max(RESOLVE_AFTER, RESOLVE_SHARE * self._anew)
            )
            # Not for the last chunk: the resolving at the end comes in a moment anyway.
            if now - tied > after and total - done > CHUNK:
                self._resolve(connection)
                asked = False
                tied = time.monotonic()

    def _take_in(self, connection: sqlite3.Connection) -> None:
        """What was read elsewhere of the articles that are unread here, by their digests. Raises NoReadings."""
        for path in self._readings:
            held: list[ReadArticle] = []
            for digest, read in readings_in(path, versions.reading(self._config.pipeline)):
                rows = connection.execute("SELECT id FROM articles WHERE digest = ? AND reading = ''", (digest,))
                held += [replace(read, number=number) for (number,) in rows]
                if len(held) >= CHUNK:
                    self._put(connection, held)
                    held = []
                if self._stop():
                    raise Stopped
            self._put(connection, held)

    def _put(self, connection: sqlite3.Connection, results: list[ReadArticle]) -> None:
        with writing(connection):
            for result in results:
                there = connection.execute("SELECT key, file FROM articles WHERE id = ?", (result.number,)).fetchone()
                if there is None:
                    continue
                connection.execute("DELETE FROM problems WHERE article = ?", (result.number,))
                if result.problem:
                    put_problem(connection, there[1], Problem(name(there[0]), result.problem), result.number)
                else:
                    # Another reading is tied anew, though its names mean whom they meant, and so are other names.
                    connection.execute(
                        "UPDATE articles SET tied = '' WHERE id = ?1"
                        " AND ((SELECT reading FROM readings WHERE article = ?1) <> ?2"
                        " OR (SELECT forms FROM names WHERE article = ?1) <> ?3)",
                        (result.number, result.reading, result.forms),
                    )
                    connection.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", (result.number, result.reading))
                    connection.execute("INSERT OR REPLACE INTO names VALUES (?, ?)", (result.number, result.forms))
                    connection.execute(
                        "INSERT OR REPLACE INTO day_evidence VALUES (?, ?)", (result.number, result.days)
                    )
                    connection.execute(
                        "INSERT OR REPLACE INTO signatures VALUES (?, ?)", (result.number, result.signature)
                    )
                connection.execute("UPDATE articles SET reading = ? WHERE id = ?", (self._reader, result.number))
            remember(connection, "readings", int(recall(connection, "readings") or 0) + len(results))
            bump(connection)

    def _chunks(self, connection: sqlite3.Connection, together: int) -> Iterator[list[tuple[int, Article]]]:
        """Unread articles: those that the reader looks at first, then the newest."""
        unread = deque(
            row[0]
            for row in connection.execute(
                "SELECT id FROM articles WHERE reading = '' ORDER BY day IS NULL, day DESC, id"
            )
        )
        given: set[int] = set()
        while True:
            asked = deque(number for number in self._wanted(connection) if number not in given)
            self._asked.update(asked)
            # Newest first, because a reader of news asks for the newest; those without a day come last.
            queue = asked or unread  # what is asked for is a chunk of its own, soon read
            chunk: list[tuple[int, Article]] = []
            size = 0
            while queue and len(chunk) < together and size <= CHARACTERS * together // CHUNK:
                number = queue.popleft()
                if number in given:
                    continue
                given.add(number)
                article = load_article(connection, number, as_read=True)
                if article is not None:
                    chunk.append((number, article))
                    size += len(article.text)
            if chunk:
                yield chunk
            elif not asked and not unread:
                return

    def _wanted(self, connection: sqlite3.Connection) -> list[int]:
        rows = connection.execute(
            "SELECT a.id FROM wanted w JOIN articles a ON a.key = w.key WHERE a.reading = '' ORDER BY w.place"
        )
        return [row[0] for row in rows]

    def _between(self) -> bool:
        """Whether to stop; between transactions, whoever waits to write goes first."""
        # Within one the turn may not be given away: whoever has it would wait for the transaction, and this for the
        # turn.
        if not self._index.connection().in_transaction:
            self._index.let_in()
        return self._stop()

    # --- progress

    def _listed(self, files: int) -> None:
        self._say("words", files, 0)

    def _resolved(self, done: int, total: int) -> None:
        self._say("tying", done, total)

    def _say(self, stage: Stage, done: int, total: int, left: float | None = None, keep: bool = False) -> Progress:
        now = Progress(stage, done, total, left, self._note)
        self._progress(now)
        # Once a second: each is a transaction, and another process that watches looks no more often.
        if keep or time.monotonic() - self._kept > 1.0:
            self._kept = time.monotonic()
            self._keep(now)
        return now

    def _keep(self, progress: Progress) -> None:
        """For other processes that look at the same corpus; never worth failing for."""
        connection = self._index.connection()
        said = json.dumps([progress.stage, progress.done, progress.total, progress.left, progress.note])
        try:
            if connection.in_transaction:
                remember(connection, "progress", said)
            else:
                with writing(connection):
                    remember(connection, "progress", said)
        except sqlite3.OperationalError:
            return
