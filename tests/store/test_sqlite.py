"""What SQLite says of a file is told in words that say what happened and how to mend it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tui.store.problems import Busy, Gone, NotOurs, StoreProblem
from tui.store.sqlite import problem

pytestmark = pytest.mark.fault(79)


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("SQLITE_READONLY_DBMOVED", Gone, "removed or replaced while it was open"),
        ("SQLITE_READONLY", StoreProblem, "its directory cannot be written"),
        ("SQLITE_BUSY_SNAPSHOT", Busy, "writing for too long"),
        ("SQLITE_FULL", StoreProblem, "the disk is full"),
        ("SQLITE_CORRUPT_VTAB", NotOurs, "a damaged one"),
        ("SQLITE_IOERR_READ", StoreProblem, "disk I/O error"),
    ],
)
def test_each_error_is_told_as_what_it_is(tmp_path: Path, code: str, kind: type[StoreProblem], words: str) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = code
    found = problem(tmp_path / "a.sqlite", error)
    assert type(found) is kind
    assert words in str(found)
