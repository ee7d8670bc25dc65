"""Reading by the workers of a Dask cluster: `--scheduler tcp://…`, or `local:N` for N workers of this machine.

A unit of work is some minutes of reading: single articles as tasks cost 1.6 times the processor in a trial of ours, and
spaCy's author advises large units too. A worker reads in a process that it keeps between units, as the pool of one
machine does: it has the language model loaded, and the system can end it at an article that takes too long. It is told
the digest of the reader that asks and refuses to read as another; Dask itself has a lost worker's units done again.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.util import Finalize
from threading import local
from typing import Any

from tui.index import versions
from tui.index.pool import CHUNK, ModelMissing, Numbered, ReadArticle, Readers, SourceLost, chunked

MOST_TOGETHER = 1_500  # articles of a unit: some two minutes of one worker's reading
UNITS_A_WORKER = 4  # at least, where there are few articles, so that no worker waits long for the last
_AHEAD = 2  # units that each worker has at a time, so that none waits for the next
_LOOK, _LOOKS = 0.05, 10  # seconds between two looks at what is done, and how many before whether to stop is asked
# A cluster of our own looks at itself as seldom as it may: as it comes, each of its processes samples its stack each
# hundredth of a second and wakes each fiftieth, for a dashboard that nobody opens.
_QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.admin.system-monitor.gil.enabled": False,
}
_REACH = 10  # seconds in which a scheduler must answer


class AnotherReader(Exception):
    """A worker's onrecord, or its language model, is not the one that asks: what it reads would differ."""


_kept = local()  # by each thread of a worker, the Readers that it had last and the pipeline they read with


def _readers(pipeline: str) -> Readers:
    if getattr(_kept, "pipeline", None) != pipeline:
        # Dask's nanny has its workers give memory back at once, and the process that reads would take after them: the
        # model asks for the same matrices again and again, and reading took a fifth more of the processor.
        os.environ.pop("MALLOC_TRIM_THRESHOLD_", None)
        _kept.pipeline, _kept.readers = pipeline, Readers(pipeline, 1, niceness=0, kept=True)
        # Not by atexit: Dask's own nanny starts a worker as multiprocessing does, which passes those over.
        Finalize(None, _kept.readers.close, exitpriority=0)
    readers: Readers = _kept.readers
    return readers


def read_unit(pipeline: str, reader: str, unit: Sequence[Numbered]) -> list[ReadArticle]:
    """Read a unit on a worker. Raises AnotherReader, ModelMissing."""
    own = versions.reading(pipeline)
    if own != reader:
        raise AnotherReader(f"a worker reads as {own[:8]}, not as {reader[:8]}: install the same onrecord there")
    return [read for some in _readers(pipeline).results(chunked(unit), lambda: False) for read in some]


class DaskSource:
    """The workers of one cluster."""

    def __init__(self, pipeline: str, scheduler: str, total: int) -> None:
        try:
            import dask.config
            import distributed
        except ImportError as error:
            raise SourceLost("Dask is not installed; the extra `dask` brings it: pip install '.[dask]'") from error
        # What goes wrong is said in one line by whoever reads; Dask would tell of it in forty on stderr besides.
        for logger in ("distributed", "distributed.client"):  # the two whose levels Dask itself sets
            logging.getLogger(logger).setLevel(logging.CRITICAL)
        self._pipeline = pipeline
        self._reader = versions.reading(pipeline)
        self._cluster: Any = None
        try:
            address: Any = scheduler
            if scheduler.startswith("local:"):
                with dask.config.set(_QUIET):
                    self._cluster = address = distributed.LocalCluster(
                        n_workers=int(scheduler.removeprefix("local:")),
                        threads_per_worker=1,
                        dashboard_address=None,
                        silence_logs=logging.CRITICAL,
                    )
            self._client = distributed.Client(address, timeout=_REACH, set_as_default=False)
        except (OSError, ValueError) as error:
            raise SourceLost(f"{scheduler}: no scheduler of Dask answers there ({error})") from error
        workers = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
        self._at_once = workers * _AHEAD
        self.together = max(CHUNK, min(MOST_TOGETHER, total // (workers * UNITS_A_WORKER)))

    def results(self, chunks: Iterator[Sequence[Numbered]], stop: Callable[[], bool]) -> Iterator[list[ReadArticle]]:
        from concurrent.futures import CancelledError

        from distributed.comm import CommClosedError
        from distributed.scheduler import KilledWorker

        waiting: set[Any] = set()
        units: dict[Any, Sequence[Numbered]] = {}
        try:
            while not stop():
                while len(waiting) < self._at_once and (unit := next(chunks, None)) is not None:
                    future = self._client.submit(read_unit, self._pipeline, self._reader, unit, pure=False)
                    waiting.add(future)
                    units[future.key] = unit
                if not waiting:
                    return
                for future in self._finished(waiting):
                    waiting.discard(future)
                    unit = units.pop(future.key)
                    try:
                        yield future.result()
                    except KilledWorker:
                        yield [ReadArticle(n, b"", b"", problem="the workers that read it died of it") for n, _ in unit]
        except AnotherReader as error:
            raise SourceLost(str(error)) from error
        except (CommClosedError, CancelledError, OSError, TimeoutError) as error:
            raise SourceLost("the scheduler of Dask is gone; what came is kept, and the next call reads on") from error
        finally:
            self.close()

    def _finished(self, waiting: set[Any]) -> list[Any]:
        """Those that are done, waited for a little. Raises ConnectionError where the scheduler is gone."""
        for _ in range(_LOOKS):
            if self._client.status != "running" or any(future.cancelled() for future in waiting):
                raise ConnectionError("the scheduler is gone")
            if done := [future for future in waiting if future.done()]:
                return done
            time.sleep(_LOOK)
        return []

    def close(self) -> None:
        with suppress(Exception):  # of a cluster that is gone nothing is left to end
            self._client.close(timeout=2)
        if self._cluster is not None:
            with suppress(Exception):
                self._cluster.close(timeout=5)


__all__ = ["AnotherReader", "DaskSource", "ModelMissing", "read_unit"]
