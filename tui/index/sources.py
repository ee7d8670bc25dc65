"""Where articles are read: in this process, in processes of this machine, or by the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from tui.index.pool import CHUNK, Numbered, ReadArticle, Readers, SourceLost, read_here


class ReadingSource(Protocol):
    """A source of readings. `together` is how many articles it is best given in one chunk."""

    together: int

    def results(self, chunks: Iterator[Sequence[Numbered]], stop: Callable[[], bool]) -> Iterator[list[ReadArticle]]:
        """Readings of all articles of the chunks, in any order. Ends early where `stop`, asked at least after each
        chunk, says so.

        Raises ModelMissing where the language model is not installed, SourceLost where whatever reads is gone: what
        came until then is good.
        """


class Here:
    """This process, and one more for what is long."""

    together = CHUNK

    def __init__(self, pipeline: str) -> None:
        self._pipeline = pipeline

    def results(self, chunks: Iterator[Sequence[Numbered]], stop: Callable[[], bool]) -> Iterator[list[ReadArticle]]:
        return read_here(self._pipeline, chunks, stop)


def source_of(pipeline: str, workers: int, total: int, scheduler: str = "") -> ReadingSource:
    """The source that a call or a config asks for; `total` articles are to be read.

    Raises SourceLost where the scheduler cannot be reached, or Dask is not installed.
    """
    if scheduler:
        from tui.index.dask_source import DaskSource

        return DaskSource(pipeline, scheduler, total)
    return Readers(pipeline, min(workers, 1 + total // CHUNK)) if workers else Here(pipeline)


__all__ = ["Here", "ReadingSource", "SourceLost", "source_of"]
