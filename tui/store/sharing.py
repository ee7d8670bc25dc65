"""A store of judgements that colleagues share, and what goes to and fro between it and one's own file.

One's own file is always whole: what is decided is written there first, and read from there, so that nothing waits for a
server and nothing is lost with it. What has not gone over yet goes over when the server answers; each row has its uid,
so none is there twice, and of two that meet the later one stands (exchange.py).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic

from msgspec import ValidationError, convert, to_builtins
from msgspec.structs import replace

from tui.crashlog import crash_line
from tui.store.corpora import renamed
from tui.store.exchange import Travelling, checked, mark_sent, receive, taken, unsent
from tui.store.judgements import Judgements
from tui.store.problems import UNANSWERED, StoreProblem
from tui.store.shared_store import AT_ONCE, SharedStore

LOOK = 0.25  # seconds between two looks at whether something was decided here
OFTEN = 5.0  # seconds after which a server is asked though it told of nothing
AGAIN = 2.0  # seconds until a server that does not answer is asked again


class Exchange:
    """One corpus and one shared store: `pass_over` brings both to the same."""

    def __init__(self, judgements: Judgements, store: SharedStore) -> None:
        self._judgements = judgements
        self._store = store
        self._corpus = ""  # what the store calls this corpus

    def pass_over(self) -> int:
        """Send what was decided here, then take what came there; returns how many rows came that were new.

        Raises StoreProblem where the store cannot be reached or the file not be written; what has gone over then stays.
        """
        if not self._corpus and not self._recognise():
            return 0
        self._send()
        return self._take()

    def _recognise(self) -> bool:
        articles = self._judgements.articles()
        if not articles:
            return False  # nothing was listed yet
        self._corpus = self._store.called(articles, self._judgements.corpus)
        return True

    def _send(self) -> None:
        judgements, store = self._judgements, self._store.identity()
        names = {judgements.corpus: self._corpus}
        while rows := unsent(judgements, store, AT_ONCE):
            self._store.put(self._corpus, [(json.dumps(row.uid), _packed(row, names)) for row in rows])
            mark_sent(judgements, store, rows)

    def _take(self) -> int:
        judgements, store = self._judgements, self._store.identity()
        names = {self._corpus: judgements.corpus}
        came = 0
        while rows := self._store.since(self._corpus, taken(judgements, store, self._corpus)):
            read = [row for row in (_unpacked(sent.row) for sent in rows) if row is not None]
            came += receive(judgements, read, names, (store, self._corpus, rows[-1].number))
        return came


def _packed(row: Travelling, names: Mapping[str, str]) -> str:
    return json.dumps(to_builtins(replace(row, subject=renamed(row.subject, names))))


def _unpacked(text: str) -> Travelling | None:
    """A row of the store; None for one that could not be read again, which whoever may write there may have put."""
    try:
        return checked(convert(json.loads(text), Travelling))
    except (ValueError, ValidationError, RecursionError):
        return None


class Sharing:
    """A thread that keeps one's own file and the shared store alike while a desk is open."""

    def __init__(
        self, judgements: Judgements, address: str, connect: Callable[[str], SharedStore] | None = None
    ) -> None:
        """`connect` opens the store at an address; by default one in PostgreSQL."""
        self._judgements = judgements
        self._address = address
        self._connect = connect
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="onrecord-sharing", daemon=True)
        self.lost = ""  # why the store cannot be reached, in one line; empty where it can

    def begin(self) -> None:
        self._thread.start()

    def health(self) -> str:
        """For `check`: whether the store can be reached, and how much has not gone over yet."""
        came = self.once()
        if self.lost:
            return f"{self.lost}; what is decided is kept here and goes over when it answers"
        return f"reached, all has gone over, {came:,} judgements of others came just now"

    def end(self) -> None:
        """Let what is under way end; what has not gone over goes over next time."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def once(self) -> int:
        """Pass over what there is, now and in this thread; how many rows came. `lost` says where that could not be."""
        store: SharedStore | None = None
        came = 0
        try:
            store = self._open()
            came = Exchange(self._judgements, store).pass_over()
            self.lost = ""
        except UNANSWERED as problem:
            self.lost = str(problem)
        finally:
            if store is not None:
                with suppress(*UNANSWERED):
                    store.close()
        return came

    def _open(self) -> SharedStore:
        if self._connect is not None:
            return self._connect(self._address)
        refuse_address(self._address)
        from tui.store.postgresql import PostgresStore

        return PostgresStore(self._address)

    def _run(self) -> None:
        while not self._ended.is_set():
            store: SharedStore | None = None
            try:
                store = self._open()
                self._follow(Exchange(self._judgements, store), store)
            except UNANSWERED as problem:
                self.lost = str(problem)
            except Exception as error:  # a mistake of ours: what was decided stays in the own file
                self.lost = crash_line(error)
            finally:
                if store is not None:
                    with suppress(*UNANSWERED):
                        store.close()
            self._ended.wait(AGAIN)

    def _follow(self, exchange: Exchange, store: SharedStore) -> None:
        mark, passed, told = object(), 0.0, False
        while not self._ended.is_set():
            now = self._judgements.file.mark()
            if told or now != mark or monotonic() - passed > OFTEN:
                exchange.pass_over()
                mark, passed = now, monotonic()  # what was decided meanwhile is looked for once more
                self.lost = ""
            told = store.wait(LOOK)
        exchange.pass_over()  # what was decided last


def refuse_address(address: str) -> None:
    """Raises StoreProblem for what is no address of a shared store, or where what speaks to it is not installed."""
    if not address.startswith(("postgresql://", "postgres://")):
        raise StoreProblem("judgements: in your own config.yaml takes postgresql://USER@HOST/DATABASE")
    from importlib.util import find_spec

    if find_spec("psycopg") is None:
        raise StoreProblem("judgements: needs psycopg, which is not installed: pip install '.[postgresql]'")
