"""What the benches share: where the measured texts are, the machine, tables.

Figures here are read off by people and kept in docs/; no test depends on how long anything takes. The sets come from
`ONRECORD_DATA`, by default `../shared` beside the project; what is not there is skipped by name.
"""

from __future__ import annotations

import os
import platform
import resource
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ONRECORD_DATA", PROJECT.parent / "shared"))
MADE = Path(os.environ.get("ONRECORD_BENCH", "/tmp/onrecord-bench"))  # corpora and indexes that the benches make
SEEDS = PROJECT / "seeds"


def machine() -> str:
    """The machine in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} processors ({platform.machine()}), {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


class Clock:
    """Seconds that a block took by the clock and of the processor, once it is left."""

    seconds = 0.0
    processor = 0.0


@contextmanager
def timed() -> Iterator[Clock]:
    clock = Clock()
    began, worked = time.perf_counter(), time.process_time()
    try:
        yield clock
    finally:
        clock.processor = time.process_time() - worked
        clock.seconds = time.perf_counter() - began


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"


def peak_memory() -> float:
    """The most memory this process has held, in MB."""
    with suppress(OSError):  # what getrusage tells may be of the process that started this one
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def all_processor() -> float:
    """Seconds of the processor that this process and those it started and waited for have taken."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
