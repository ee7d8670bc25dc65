"""What can go wrong with the databases; `str()` of each is one line: what, where and how to mend it."""

from __future__ import annotations


class StoreProblem(Exception):
    """A database cannot be used."""


class NotOurs(StoreProblem):
    """The file is damaged, or another program's, or a newer onrecord's."""


class NotSaved(StoreProblem):
    """What a person decided could not be written down."""


class Stale(StoreProblem):
    """What a person edited was changed by another terminal meanwhile; nothing was written over it."""
