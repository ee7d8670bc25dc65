"""The shared store of judgements in PostgreSQL: a log to which rows are only added, and what corpora are known by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

from tui.store.corpora import Known, best, names_like
from tui.store.problems import StoreProblem
from tui.store.shared_store import AT_ONCE, Sent

PATIENCE = 5  # seconds that a server has to answer
CHANNEL = "onrecord"
_LOCK = 0x4F6E524A  # one writer at a time, so that no row comes with a lower number than one that was seen

_TABLES = (
    "CREATE TABLE IF NOT EXISTS onrecord_store(id TEXT PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS onrecord_articles("
    "corpus TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY(corpus, digest))",
    "CREATE TABLE IF NOT EXISTS onrecord_log(number BIGSERIAL PRIMARY KEY, uid TEXT NOT NULL UNIQUE,"
    " corpus TEXT NOT NULL, judgement TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS onrecord_log_by_corpus ON onrecord_log(corpus, number)",
)


class PostgresStore:
    """See shared_store.SharedStore."""

    def __init__(self, address: str) -> None:
        """`address` is postgresql://USER@HOST/DATABASE; a password is better kept in ~/.pgpass."""
        with suppress(ValueError):
            parts = urlsplit(address)
            self._host = f"{parts.hostname or 'this machine'}{f':{parts.port}' if parts.port else ''}"
        with self._said():
            self._connection = psycopg.connect(
                address,
                autocommit=True,
                connect_timeout=PATIENCE,
                keepalives_idle=PATIENCE,
                keepalives_interval=1,
                keepalives_count=3,
                tcp_user_timeout=PATIENCE * 1000,
                application_name="onrecord",
            )
        self._identity = self._prepare()

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Whatever the server says against it becomes StoreProblem, in one line without the address' password."""
        try:
            yield
        except psycopg.Error as error:
            words = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise StoreProblem(
                f"the shared judgements at {getattr(self, '_host', 'the server')} cannot be reached: {words}"
            ) from error

    def _prepare(self) -> str:
        with self._said(), self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            for table in _TABLES:
                self._connection.execute(table)
            found = self._connection.execute("SELECT id FROM onrecord_store").fetchone()
            if found is None:
                found = (uuid4().hex,)
                self._connection.execute("INSERT INTO onrecord_store VALUES (%s)", found)
        with self._said():
            self._connection.execute(f"LISTEN {CHANNEL}")
        return str(found[0])

    def identity(self) -> str:
        return self._identity

    def called(self, articles: Known, otherwise: str) -> str:
        with self._said(), self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            known: dict[str, dict[str, bytes]] = defaultdict(dict)
            for corpus, digest in self._connection.execute("SELECT corpus, digest FROM onrecord_articles"):
                known[corpus][digest] = b""
            found = best(known, articles)
            corpus = found or next(name for name in names_like(otherwise) if name not in known)
            if set(known[corpus]) != set(articles):
                self._connection.execute("DELETE FROM onrecord_articles WHERE corpus = %s", (corpus,))
                self._connection.cursor().executemany(
                    "INSERT INTO onrecord_articles VALUES (%s, %s)", [(corpus, digest) for digest in articles]
                )
        return corpus

    def put(self, corpus: str, rows: Sequence[tuple[str, str]]) -> None:
        with self._said(), self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            self._connection.cursor().executemany(
                "INSERT INTO onrecord_log(uid, corpus, judgement) VALUES (%s, %s, %s) ON CONFLICT (uid) DO NOTHING",
                [(uid, corpus, row) for uid, row in rows],
            )
            self._connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, corpus))

    def since(self, corpus: str, number: int) -> Sequence[Sent]:
        sql = "SELECT number, judgement FROM onrecord_log WHERE corpus = %s AND number > %s ORDER BY number LIMIT %s"
        with self._said():
            return [Sent(*row) for row in self._connection.execute(sql, (corpus, number, AT_ONCE))]

    def wait(self, seconds: float) -> bool:
        with self._said():
            return any(True for _ in self._connection.notifies(timeout=seconds, stop_after=1))

    def close(self) -> None:
        self._connection.close()
