"""Which lines of a file are as they were when it was last read, so that one line added to 100,000 costs no more than
looking at the others' bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from tui.documents.files import suffix_of

_BOM = b"\xef\xbb\xbf"


def is_by_line(path: Path) -> bool:
    """Whether the file holds one article a line, each whole in itself."""
    return suffix_of(path.name).removesuffix(".gz") in (".jsonl", ".ndjson")


class Lines:
    """What each line gave the last time (`before`), and what each gives now (`now`): its own id by a digest of its
    bytes. Lines that gave no article, or one whose id another line had first, are never among them. `standing` are the
    keys of the articles that were not read, because they stand as they stood."""

    def __init__(self, before: Mapping[bytes, str] | None = None) -> None:
        self._before = before or {}
        self.now: dict[bytes, str] = {}
        self.standing: list[str] = []
        self._digest = b""

    def known(self, line: bytes | None, number: int) -> str | None:
        """The id of the article that this very line gave, None where it is to be read."""
        if line is None or line.startswith(_BOM):  # which means something in the first line only
            self._digest = b""
            return None
        self._digest = hashlib.blake2b(line, digest_size=16).digest()
        own = self._before.get(self._digest)
        # An id that is the line's number is its own only while it stands there.
        return None if own is None or (own.startswith("line-") and own != f"line-{number}") else own

    def keep(self, own: str) -> None:
        """The line asked for last gives the article with this id."""
        if self._digest:
            self.now[self._digest] = own
