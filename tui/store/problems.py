"""What can go wrong with the databases; `str()` of each is one line: what, where and how to mend it."""

from __future__ import annotations

import sqlite3


class StoreProblem(Exception):
    """A database cannot be used."""


class Busy(StoreProblem):
    """Another process keeps a database to itself for longer than is waited for; it comes back by itself."""


class Resting(StoreProblem):
    """The index could not be read and is not asked again until it has been looked at."""


class Gone(StoreProblem):
    """The index was removed, replaced or found damaged while it was open; the next to open it makes it anew."""


class NotOurs(StoreProblem):
    """The file is damaged, or another program's, or a newer onrecord's."""


class AnotherLayout(StoreProblem):
    """The index is laid out as another version of onrecord has it, and came to be so while this one had it open."""


NOT_SAVED = "NOT saved"  # how what every NotSaved says begins


class NotSaved(StoreProblem):
    """What a person decided could not be written down."""


class Refused(StoreProblem):
    """What a person decided cannot be: config.yaml says otherwise, or what it is about is not there; nothing was
    written."""


class Stale(StoreProblem):
    """What a person edited was changed by another terminal meanwhile; nothing was written over it."""


# All that a read of a library may raise where a database or a file system fails: a lock held for long, a directory that
# was removed, a dead mount. None of them is a mistake of the program.
UNANSWERED: tuple[type[Exception], ...] = (StoreProblem, sqlite3.Error, OSError)


def unanswered(error: BaseException | None) -> Exception | None:
    """The error of a database or a file system that an error is or came of; None where it is another."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, UNANSWERED):
            return error
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return None


def said(error: BaseException) -> str:
    """Such an error in one line."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error) or type(error).__name__


def is_mistake(error: BaseException) -> bool:
    """Whether it is SQLite's complaint of a statement of ours, which a log should have, and no failing of a disk."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorname", "SQLITE_ERROR") == "SQLITE_ERROR"
