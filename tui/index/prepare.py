"""A file made ready for the index: its articles packed, their words placed. What is large is done in a process of its
own, so that reading files and writing the index go on side by side."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct, field

from tui import documents
from tui.documents.child import allow
from tui.index.children import Child
from tui.model import Article, Problem
from tui.store.codec import pack_offsets
from tui.store.tables.prepared import Prepared, prepared
from tui.store.words.word_index import numbered
from tui.text.words import placed

# What was made ready is handed on after so many
TOGETHER = 64  # articles, or
CHARACTERS = 400_000  # code points of their text, or
SECONDS = 0.2  # seconds, so that a reader who waits for the first sees them soon
LARGE = 3_000_000  # bytes from which on a process of its own is worth its start
ALONE = (
    1 << 17
)  # bytes of one file from which on it is taken there too, where its time is bounded: an article has 10,000
MOST_SECONDS = 60  # of processor time for what is handed on at once; 20 MB of plain text take some ten
LIGHT = 100  # how many times as fast lines are that are known
AHEAD = 32  # files that it is told of before the first is done, so that it never waits for the next
_blocks = msgspec.msgpack.Decoder(tuple[documents.LineBlock, ...])


class File(Struct, frozen=True):
    """A file to be taken: its name in the corpus, its digest and lines when it was last taken (empty to take all)."""

    path: Path
    name: str
    digest: str = ""
    lines: bytes = b""
    fields: Mapping[str, Sequence[str]] = msgspec.field(default_factory=dict)  # see documents.read


class FilePart(Struct, frozen=True):
    """Some of a file; with `digest` the end of it, and `lines` (packed) and `standing` as documents.Lines tells them.
    `same` where its bytes are what they were."""

    name: str
    articles: tuple[Prepared, ...] = ()
    forms: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    ended: bool = False
    same: bool = False
    digest: str = ""
    lines: bytes = b""
    standing: tuple[str, ...] = ()


def take(file: File, corpus: Path) -> Iterator[FilePart]:
    """What a file holds, a part at a time; the last one is `ended`."""
    by_line = documents.is_by_line(file.path)
    # The lines of a file tell by themselves whether it changed; its bytes need not be looked at twice.
    digest = "" if file.lines else _digest(file.path, corpus)
    if file.digest and digest == file.digest and not file.lines:
        yield FilePart(file.name, ended=True, same=True)
        return
    lines = documents.Lines(_blocks_of(file.lines))
    part = _Part(file.name)
    for found in documents.read(file.path, corpus, lines if by_line else None, file.fields):
        if isinstance(found, Article):
            part.articles.append(found)
            part.size += len(found.text)
        else:
            part.problems.append(found)
        if part.full():
            yield part.taken()
            part = _Part(file.name)
    yield part.taken()
    yield FilePart(
        file.name,
        ended=True,
        digest=digest or "lines",
        lines=msgspec.msgpack.encode(lines.now) if by_line else b"",
        standing=tuple(lines.standing),
    )


class _Part(Struct):
    name: str
    articles: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    size: int = 0
    began: float = field(default_factory=time.monotonic)

    def full(self) -> bool:
        """Whether so much has come together, or so much time has passed, that it is handed on."""
        many = len(self.articles) + len(self.problems) >= TOGETHER or self.size > CHARACTERS
        return many or time.monotonic() - self.began > SECONDS

    def taken(self) -> FilePart:
        found = [placed(article.text, article.body) for article in self.articles]
        forms, numbers = numbered([form for _, _, here in found for form in here])
        articles, at = [], 0
        for article, (starts, ends, here) in zip(self.articles, found, strict=True):
            words = numbers[at : at + len(here)]
            at += len(here)
            offsets = pack_offsets(np.array(starts, np.int64), np.array(ends, np.int64))
            articles.append(prepared(article, offsets, words))
        return FilePart(self.name, tuple(articles), tuple(forms), tuple(self.problems))


def _blocks_of(data: bytes) -> tuple[documents.LineBlock, ...]:
    """What the lines gave the last time; none where it was written otherwise, so that all are read."""
    try:
        return _blocks.decode(data) if data else ()
    except (msgspec.ValidationError, msgspec.DecodeError):
        return ()


def _digest(path: Path, corpus: Path) -> str:
    try:
        return documents.digest_of(path, corpus)
    except (OSError, ValueError):
        return ""


class Preparer:
    """Takes files in their order: in this process, and from the moment that it is much in one of its own."""

    def __init__(self, corpus: Path, seconds: int = MOST_SECONDS) -> None:
        """`seconds` of processor time are what it may take until the next part of a file is there; one that takes more
        is named as a problem."""
        self._corpus = corpus
        self._seconds = seconds
        self._child: Child | None = None
        self._seen = 0  # bytes

    def taken(self, files: Iterator[File], stop: Callable[[], bool]) -> Iterator[FilePart]:
        """All parts of all files; ends early where `stop` says so while the other process is waited for."""
        told: deque[File] = deque()
        for file in files:
            size = _size(file.path) // (LIGHT if file.lines else 1)
            self._seen += size
            if self._seen < LARGE and size < ALONE and not told:
                yield from take(file, self._corpus)
                continue
            self._tell(file)
            told.append(file)
            while told and len(told) >= AHEAD:
                yield from self._next(told, stop)
        while told:
            yield from self._next(told, stop)

    def _next(self, told: deque[File], stop: Callable[[], bool]) -> Iterator[FilePart]:
        """The parts of the file told first; where the process died of it, here and the others in a new one."""
        while self._child is not None:
            try:
                while not self._child.pipe.poll(0.2):
                    if stop():
                        told.clear()
                        return
                part: FilePart = self._child.pipe.recv()
            except (EOFError, OSError):
                late = self._child.took_too_long()
                self.close()
                if not late:
                    break
                file = told.popleft()
                for each in told:
                    self._tell(each)
                why = f"it takes too long to read: more than {self._seconds} seconds of processor time"
                yield FilePart(file.name, problems=(Problem(file.name, why),), ended=True)
                return
            yield part
            if part.ended:
                told.popleft()
                return
        yield from take(told.popleft(), self._corpus)
        for file in told:
            self._tell(file)

    def _tell(self, file: File) -> None:
        if self._child is None:
            self._child = Child(_work, self._corpus, self._seconds)
        self._child.send(file)

    def close(self) -> None:
        """End the process now; what it had not handed on is taken another time."""
        if self._child is not None:
            self._child.end()
        self._child = None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _work(pipe: Connection, corpus: Path, seconds: int) -> None:
    """The process' life: files in, their parts out, until the pipe closes."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            file = pipe.recv()
            allow(seconds)
            for part in take(file, corpus):
                pipe.send(part)
                allow(seconds)
