"""The ids that articles of one file have of their own: each once, none without end, and no more of them than memory
holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

MOST_ARTICLES = 1_000_000  # of one file; an id takes some 200 bytes until the file is read
_LONGEST = 1_000  # code points of an id that is kept as it stands
_BEGINNING = 100  # code points that are kept of a longer one


class TooMany(Exception):
    """The file has more articles than are read of one; the message says so."""


class OwnIds:
    """The ids that were given so far."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}  # how often each was asked for

    def __contains__(self, own: str) -> bool:
        return own in self._given

    def add(self, many: Iterable[str]) -> None:
        """Take ids that are known to be each their article's. Raises TooMany."""
        self._given.update(dict.fromkeys(many, 1))
        self._bound()

    def unique(self, own: str) -> str:
        """An id that no earlier article of the file has: the second `a` becomes `a~2`. Raises TooMany."""
        if len(own) > _LONGEST:
            digest = hashlib.blake2b(own.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
            own = f"{own[:_BEGINNING]}~{digest}"
        many = self._given.get(own, 0) + 1
        self._given[own] = many
        if many == 1:
            self._bound()
            return own
        while (made := f"{own}~{many}") in self._given:
            many += 1
        self._given[own], self._given[made] = many, 1
        self._bound()
        return made

    def _bound(self) -> None:
        if len(self._given) > MOST_ARTICLES:
            raise TooMany(f"more than {MOST_ARTICLES:,} articles in one file: the rest is not read; part the file")
