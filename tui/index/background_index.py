"""Indexing in a process of its own, so that the desk's keys never wait for it and its memory stays the desk's."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from tui.config import Config
from tui.index.children import Child
from tui.store.problems import AnotherLayout, StoreProblem
from tui.store.rows import Progress
from tui.store.schema import INDEX_VERSION

_LOOK = 0.2  # seconds between two looks at whether the reader wants to stop
_GRACE = 2.0  # seconds that a stop may take before the process is killed; nothing written is lost either way
_NICE = 10  # of 19: whoever waits for a key goes first, and the machine is used where nobody does
# A transaction of it takes 0.3 s at the most (resolve.SECONDS), so that it has time to finish one.
_ENDING = 0.5  # seconds that the process has to end by itself
_OFTEN = 0.1  # seconds between two messages of progress: no eye follows more


def index_in_background(
    corpus: Path,
    config: Config,
    index_dir: Path,
    data_dir: Path | None,
    progress: Callable[[Progress], None] | None,
    stop: Callable[[], bool] | None,
    workers: int | None,
) -> Progress:
    """Run one indexing in a process of its own and wait for it, passing progress on.

    Raises what Indexer.run raises; StoreProblem where the process died.
    """
    child = Child(_work, corpus, config, index_dir, data_dir, workers, INDEX_VERSION, own_session=True, quiet=True)
    try:
        return _follow(child.pipe, progress or (lambda _: None), stop or (lambda: False))
    except (EOFError, OSError) as error:
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError | ConnectionError):
            raise
        raise StoreProblem("reading new articles ended unexpectedly; it goes on at the next start") from error
    finally:
        child.end(_ENDING)


def _follow(pipe: Connection, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> Progress:
    asked = 0.0
    while True:
        if pipe.poll(_LOOK):
            said = pipe.recv()
            if isinstance(said, Exception):
                raise said
            now: Progress
            now, ended = said
            progress(now)
            if ended:
                return now
        if not asked and stop():
            asked = time.monotonic()
            pipe.send("stop")
        if asked and time.monotonic() - asked > _GRACE:
            return Progress("stopped")


class _Said:
    """Progress over the pipe, not more often than anyone can look."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._at = 0.0
        self._stage = ""

    def __call__(self, now: Progress) -> None:
        if now.stage != self._stage or time.monotonic() - self._at > _OFTEN:
            self._at, self._stage = time.monotonic(), now.stage
            self._pipe.send((now, False))


def _give_way() -> None:
    """Let whoever waits for a key go first. Among sessions Linux goes by the session's own number, where it keeps one;
    a process' counts within its session alone."""
    with contextlib.suppress(OSError):
        os.nice(_NICE)
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_NICE), encoding="ascii")


def _work(
    pipe: Connection,
    corpus: Path,
    config: Config,
    index_dir: Path,
    data_dir: Path | None,
    workers: int | None,
    layout: int,
) -> None:
    """The process' life: one indexing. It runs the program that is installed now, which may be another by now than the
    one that asked: whose index has another `layout` must not be made anew under it."""
    from tui.index.indexer import Indexer
    from tui.store.index_file import OTHER_VERSION, IndexFile
    from tui.store.judgements import Judgements

    _give_way()
    # BrokenPipeError: the desk is gone. The index is good at any moment, so just end.
    with contextlib.suppress(BrokenPipeError, EOFError):
        try:
            if layout != INDEX_VERSION:
                raise AnotherLayout(f"{corpus}: {OTHER_VERSION}")
            index = IndexFile(corpus, index_dir, goes_on=True)
            judgements = Judgements(corpus, data_dir, config.coder, blind=config.blind)
            try:
                ended = Indexer(index, config, judgements, _Said(pipe), pipe.poll, workers).run()
            finally:
                index.close()
                judgements.close()
            pipe.send((ended, True))
        except (StoreProblem, OSError) as problem:
            if isinstance(problem, BrokenPipeError):
                raise
            pipe.send(problem)
        except Exception as error:
            pipe.send(StoreProblem(f"reading new articles failed: {type(error).__name__}: {error}"[:300]))
