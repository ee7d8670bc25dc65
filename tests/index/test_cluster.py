"""A real Dask cluster of processes on loopback, of which one is killed in the midst of the work."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.index.listing import listed
from tui import documents
from tui.config import Config
from tui.index import dask_source, versions
from tui.index.update import update
from tui.model import Article
from tui.reading.pipeline import DEFAULT_PIPELINE
from tui.store.library import Library
from tui.store.rows import Progress

pytest.importorskip("distributed", reason="Dask is not installed")
SECONDS = 180  # that anything here may take on the slowest machine
ARTICLES = 100
HOLDERS = ("Jens Vester", "Ida Holm", "Oda Brekke", "Nils Aune")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Articles long enough that there is a midst of the work."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(ARTICLES):
        said = [f"{holder} said on {number % 27 + 1} May 2031 that pier {number} of the harbour was unsafe."
                for holder in HOLDERS]  # fmt: skip
        (folder / f"{number}.txt").write_text("A Report From The Harbour\n\n" + "\n\n".join(said) + "\n")
    return folder


class Cluster:
    """A scheduler and two workers, each a process with a session of its own."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._told = place / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--port", "0", "--no-dashboard")
        ends = time.monotonic() + SECONDS
        while not (self._told.exists() and self._told.read_text().strip().endswith("}")):
            assert time.monotonic() < ends
            time.sleep(0.1)
        self.address = str(json.loads(self._told.read_text())["address"])
        worker = ("--nthreads", "1", "--no-dashboard", "--death-timeout", "20", "--local-directory", str(place))
        self.workers = [self._start("dask_worker", "--no-nanny", *worker) for _ in range(2)]

    def _start(self, what: str, *given: str) -> subprocess.Popen[bytes]:
        argv = [sys.executable, "-m", f"distributed.cli.{what}", "--scheduler-file", str(self._told)]
        return subprocess.Popen(
            [*argv, *given, "--host", "127.0.0.1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parent.parent.parent, start_new_session=True,
        )  # fmt: skip

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait(SECONDS)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.end()


def opened(corpus: Path, place: Path, scheduler: str = "") -> Library:
    return Library.open(corpus, Config(scheduler=scheduler), index_dir=place, data_dir=place)


def once_begun(act: Callable[[], None]) -> Callable[[Progress], None]:
    """Acts once, when some articles have come."""
    done = threading.Event()

    def progress(now: Progress) -> None:
        if now.stage == "reading" and now.done and not done.is_set():
            done.set()
            act()

    return progress


@pytest.fixture
def here(corpus: Path, tmp_path: Path) -> str:
    library = opened(corpus, tmp_path / "here")
    try:
        update(library, workers=0)
        return listed(library)
    finally:
        library.close()


def test_a_worker_that_is_killed_loses_nothing(corpus: Path, tmp_path: Path, cluster: Cluster, here: str) -> None:
    library = opened(corpus, tmp_path / "there", cluster.address)
    try:
        ended = update(library, once_begun(cluster.workers[0].kill), workers=0)
        assert (ended.stage, ended.note) == ("done", "")
        assert cluster.workers[0].wait(SECONDS) == -signal.SIGKILL
        assert listed(library) == here
    finally:
        library.close()


def test_a_scheduler_that_is_killed_is_said_and_the_next_call_reads_on(
    corpus: Path, tmp_path: Path, cluster: Cluster, here: str
) -> None:
    library = opened(corpus, tmp_path / "there", cluster.address)
    try:
        ended = update(library, once_begun(cluster.scheduler.kill), workers=0)
        assert ended.stage == "stopped"
        assert "the scheduler of Dask is gone" in ended.note
    finally:
        library.close()
    again = opened(corpus, tmp_path / "there")
    try:
        first: list[int] = []
        ended = update(again, lambda now: first.append(now.total) if now.stage == "reading" else None, workers=0)
        assert ended.stage == "done"
        assert 0 < first[0] < ARTICLES  # what came is not read again
        assert listed(again) == here
    finally:
        again.close()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="what a process was started with is not told here")
def test_the_process_that_reads_is_kept_and_gives_no_memory_back_at_each_release(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = threading.local()
    monkeypatch.setattr(dask_source, "_kept", kept)
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "65536")  # as Dask's nanny has it
    (article,) = (found for found in documents.read(corpus / "0.txt", corpus) if isinstance(found, Article))
    pids = set()
    try:
        for number in range(2):
            (read,) = dask_source.read_unit(DEFAULT_PIPELINE, versions.reading(DEFAULT_PIPELINE), [(number, article)])
            assert (read.number, read.problem) == (number, "")
            pids.update(worker.child.pid for worker in kept.readers._workers)
        (pid,) = pids
        assert b"MALLOC_TRIM" not in Path(f"/proc/{pid}/environ").read_bytes()
    finally:
        kept.readers.close()
