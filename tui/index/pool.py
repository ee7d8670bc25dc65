"""Reading in processes of our own, which return small bytes: a pool that hands whole Docs about wastes its gain."""

from __future__ import annotations

import contextlib
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.actors.name_forms import forms_of
from tui.corpus.days.publication_days import evidence_of
from tui.corpus.days.publication_days import packed as packed_days
from tui.corpus.duplicates import signature
from tui.documents.child import allow
from tui.index.children import ONE_THREAD, Child
from tui.model import Article, Reading
from tui.store.codec import pack_line, pack_reading, squeeze

Numbered = tuple[int, Article]
CHUNK = 32  # articles handed to a worker at a time: the model is quickest with some 10,000 words at once
CHARACTERS = 60_000  # of a chunk, at most: some 10,000 words of English
# Characters of an article from which on it is read in a process that the system can end. Of eighty runs of words and
# signs, repeated to this length, the slowest took ten seconds of processor.
SHORT = 16_000
HELD = 600_000  # characters of long articles that wait for one such process: its start takes as long as 15,000
AHEAD = 2  # chunks that a worker has at a time: one that it reads, and one so that it need not wait for the next


def chunked(articles: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    """Articles in chunks that are read together."""
    chunk: list[Numbered] = []
    size = 0
    for one in articles:
        chunk.append(one)
        size += len(one[1].text)
        if len(chunk) >= CHUNK or size > CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class Patience(Struct, frozen=True):
    """The processor time that a worker may take for a chunk: so many seconds, and one more for so many characters."""

    seconds: int = 60
    characters: int = 1_000  # the slowest text tried takes a second for some 10,000

    def of(self, chunk: Sequence[Numbered]) -> int:
        return self.seconds + sum(len(article.text) for _, article in chunk) // self.characters


_PATIENCE = 0.2  # seconds between two looks at whether the reader wants to stop


class ModelMissing(Exception):
    """The configured pipeline is not installed; the message says what to install."""


class SourceLost(Exception):
    """What read the articles is gone, or cannot be reached; one line, what and how to mend it."""


class ReadArticle(Struct, frozen=True):
    """What a worker returns of an article: its Reading, its forms, what it says of days and what its copies are known
    by, all packed; or why it could not be read."""

    number: int
    reading: bytes
    forms: bytes
    days: bytes = b""
    signature: bytes = b""
    problem: str = ""


def packed(number: int, article: Article, reading: Reading) -> ReadArticle:
    forms = replace(forms_of(article, reading), article="")  # a key need not be UTF-8; the store knows it by number
    days = replace(evidence_of(article, reading), article="")
    return ReadArticle(
        number,
        pack_reading(reading),
        squeeze(msgspec.msgpack.encode(forms)),
        pack_line(packed_days(days)),
        signature(article),
    )


def read_here(
    pipeline: str, chunks: Iterable[Sequence[Numbered]], stop: Callable[[], bool] = lambda: False
) -> Iterator[list[ReadArticle]]:
    """Read in this process, but for what is long: see `read_bounded`. Raises ModelMissing."""
    nlp = load(pipeline)
    with one_thread():
        yield from read_bounded(nlp, pipeline, chunks, stop)


def one_thread() -> AbstractContextManager[object]:
    """Holds numpy's own threads in this process to one, as in a Child's, unless its user has said how many: on
    matrices of a sentence's size they took twice the processor, and as long by the clock."""
    if any(name in os.environ for name in ONE_THREAD):
        return contextlib.nullcontext()
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[object] = threadpool_limits(1)
    return limits


def read_bounded(
    nlp: Any,
    pipeline: str,
    chunks: Iterable[Sequence[Numbered]],
    stop: Callable[[], bool] = lambda: False,
    patience: Patience | None = None,
) -> Iterator[list[ReadArticle]]:
    """Read with the loaded pipeline what is short, and in another process what is long, where the system bounds its
    time; each article by itself there, so that one that takes too long costs none of the others."""
    held: list[list[Numbered]] = []

    def apart() -> Iterator[list[ReadArticle]]:
        if held:
            yield from Readers(pipeline, 1, patience=patience).results(iter(held), stop)
            held.clear()

    size = 0
    for chunk in chunks:
        long = [one for one in chunk if len(one[1].text) > SHORT]
        if short := [one for one in chunk if len(one[1].text) <= SHORT]:
            yield read_chunk(nlp, short)
        held += [[one] for one in long]
        size += sum(len(article.text) for _, article in long)
        if size > HELD:
            size = 0
            yield from apart()
        if stop():
            return
    yield from apart()


def load(name: str) -> Any:
    from tui.reading import pipeline

    try:
        return pipeline.load(name)
    except pipeline.PipelineMissing as error:
        raise ModelMissing(str(error)) from error


def read_chunk(nlp: Any, chunk: Sequence[Numbered]) -> list[ReadArticle]:
    """Read a chunk together; one article that the reader fails on costs none of the others."""
    from tui.reading.read import read

    articles = [article for _, article in chunk]
    try:
        readings = list(read(nlp, articles))
        return [packed(n, article, reading) for (n, article), reading in zip(chunk, readings, strict=True)]
    except Exception:
        return [_read_alone(nlp, number, article) for number, article in chunk]


def _read_alone(nlp: Any, number: int, article: Article) -> ReadArticle:
    from tui.reading.read import read

    try:
        (reading,) = read(nlp, [article])
        return packed(number, article, reading)
    except Exception as error:
        if len(article.text) > nlp.max_length:
            most = f"{len(article.text):,} characters, at most {nlp.max_length:,}"
            return ReadArticle(number, b"", b"", problem=f"too long to be read for its claims: {most}")
        return ReadArticle(number, b"", b"", problem=f"the reader failed on it: {type(error).__name__}: {error}"[:300])


def _work(pipe: Connection, pipeline: str, niceness: int, patience: Patience) -> None:
    """A worker's life: chunks in, packed readings out, until the pipe closes."""
    with contextlib.suppress(OSError):
        os.nice(niceness)
    try:
        nlp = load(pipeline)
    except ModelMissing as error:
        pipe.send(error)
        return
    chunks: SimpleQueue[Sequence[Numbered] | None] = SimpleQueue()
    # Chunks are taken from the pipe as they come: whoever sends one never waits for another to be read.
    threading.Thread(target=_receive, args=(pipe, chunks), daemon=True).start()
    with contextlib.suppress(OSError):
        while (chunk := chunks.get()) is not None:
            allow(patience.of(chunk))
            pipe.send(read_chunk(nlp, chunk))


def _receive(pipe: Connection, chunks: SimpleQueue[Sequence[Numbered] | None]) -> None:
    with contextlib.suppress(EOFError, OSError):
        while True:
            chunks.put(pipe.recv())
    chunks.put(None)


class _Worker(Struct):
    child: Child
    chunks: deque[Sequence[Numbered]]  # that it was sent; the first is being read


class Readers:
    """Worker processes that read chunks of articles; `results` gives what is ready, in any order.

    A worker that dies (out of memory, killed, too long at one chunk) is replaced and its articles are tried one by one;
    one that kills its worker again is given up, with the reason. With `kept` those that have no more to read stay for
    the next call: to start one takes as long as some sixty articles.
    """

    together = CHUNK

    def __init__(
        self, pipeline: str, workers: int, niceness: int = 5, patience: Patience | None = None, *, kept: bool = False
    ) -> None:
        self._pipeline = pipeline
        self._kept = kept
        self._patience = patience or Patience()
        self._niceness = niceness
        self._most = max(1, workers)
        self._workers: list[_Worker] = []

    def results(self, chunks: Iterator[Sequence[Numbered]], stop: Callable[[], bool]) -> Iterator[list[ReadArticle]]:
        """Raises ModelMissing. Ends early where `stop` says so."""
        again: deque[Sequence[Numbered]] = deque()
        all_read = False

        def following() -> Sequence[Numbered] | None:
            return again.popleft() if again else next(chunks, None)

        try:
            while not stop():
                for worker in self._workers:
                    self._fill(worker, following)
                while len(self._workers) < self._most and (chunk := following()) is not None:
                    self._start(chunk)
                for worker in self._workers:
                    self._fill(worker, following)
                busy = [worker for worker in self._workers if worker.chunks]
                if not busy:
                    all_read = True
                    return
                for pipe in wait([worker.child.pipe for worker in busy], _PATIENCE):
                    worker = next(w for w in busy if w.child.pipe is pipe)
                    yield from self._collect(worker, following, again)
        finally:
            if not (self._kept and all_read):
                self.close()

    def _collect(
        self, worker: _Worker, following: Callable[[], Sequence[Numbered] | None], again: deque[Sequence[Numbered]]
    ) -> Iterator[list[ReadArticle]]:
        try:
            result = worker.child.pipe.recv()
        except (EOFError, OSError):
            late = worker.child.took_too_long()
            self._bury(worker)
            died, *rest = worker.chunks
            again.extend(rest)
            if len(died) == 1:
                most = f"it takes too long to read: more than {self._patience.of(died)} seconds of processor time"
                why = most if late else "the reader died of it (out of memory?)"
                yield [ReadArticle(died[0][0], b"", b"", problem=why)]
            else:
                again.extend((one,) for one in died)
            return
        if isinstance(result, ModelMissing):
            raise result
        worker.chunks.popleft()
        self._fill(worker, following)
        if not worker.chunks and not self._kept:
            self._bury(worker)
        yield result

    def _fill(self, worker: _Worker, following: Callable[[], Sequence[Numbered] | None]) -> None:
        """Send a worker what it is to read next, so that it need not wait while results are written."""
        while len(worker.chunks) < AHEAD and (chunk := following()) is not None:
            worker.chunks.append(chunk)
            worker.child.send(chunk)

    def _start(self, chunk: Sequence[Numbered]) -> None:
        child = Child(_work, self._pipeline, self._niceness, self._patience)
        child.send(chunk)
        self._workers.append(_Worker(child, deque([chunk])))

    def _bury(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.child.end()  # it has nothing left to do, and takes a while to end by itself

    def close(self) -> None:
        """End every worker now; what they had not returned is read another time."""
        for worker in self._workers:
            worker.child.end()
        self._workers.clear()
