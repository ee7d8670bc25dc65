"""One indexer a corpus, whatever happens to its process: a lock that the kernel frees."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui import paths


@contextmanager
def indexing_lock(path: Path) -> Iterator[bool]:
    """True while this process holds the lock; False where another does (nothing is waited for)."""
    descriptor = paths.open_private(path, os.O_RDWR)
    try:
        try:
            # flock and not lockf: its lock goes with this descriptor, not with the first one of the file that the
            # process closes.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
    finally:
        os.close(descriptor)


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Hold the turn to write. Who waits for the database holds it; the indexer asks for it between transactions, and
    so lets a reader who judges a claim in at once, instead of beginning again before anyone could."""
    descriptor = paths.open_private(path, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
