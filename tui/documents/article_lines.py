"""Which lines of a file are as they were when it was last read, so that one line added to 100,000 costs no more than
looking at the others' bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from msgspec import Struct

from tui.documents.files import suffix_of

# A megabyte is read and digested in a millisecond or two; smaller blocks would be kept in the index by the thousand.
BLOCK = 1 << 20  # bytes of lines from which on they are looked at as one
_BOM = b"\xef\xbb\xbf"


def is_by_line(path: Path) -> bool:
    """Whether the file holds one article a line, each whole in itself."""
    return suffix_of(path.name).removesuffix(".gz") in (".jsonl", ".ndjson")


class LineBlock(Struct, frozen=True):
    """Lines that stand together: how many, their bytes and a digest of these, and by a digest of each line's bytes the
    own id of the article that it gave. Lines that gave no article, or one whose id another line had first, are never
    among them; the block is `whole` where only blank lines are not."""

    lines: int
    size: int
    digest: bytes
    gave: dict[bytes, str]
    whole: bool


class Lines:
    """What the lines of a file gave the last time (`before`), and what they give now (`now`).

    `standing` are the keys of the articles that were not read, because they stand as they stood.
    """

    def __init__(self, before: Sequence[LineBlock] = ()) -> None:
        self._before = list(before)
        self._known: dict[bytes, str] | None = None
        self._blocks: list[LineBlock] = []
        self._passed = 0
        self.standing: list[str] = []
        self._digest = b""
        self._begin()

    def _begin(self) -> None:
        self._count = self._size = self._expected = 0
        self._bytes = hashlib.sha256()
        self._gave: dict[bytes, str] = {}

    @property
    def now(self) -> tuple[LineBlock, ...]:
        """Those that were passed over, and those that were asked for until now."""
        return (*self._blocks, self._block()) if self._count else tuple(self._blocks)

    def _block(self) -> LineBlock:
        return LineBlock(self._count, self._size, self._bytes.digest(), self._gave, len(self._gave) == self._expected)

    def passed(self, stream: IO[bytes]) -> Iterator[LineBlock]:
        """Pass over the blocks that begin the file as they began it the last time: since nothing before them changed
        either, each line gives what it gave. The stream is left where the first other line begins."""
        for block in self._before:
            if not block.whole or block.size < BLOCK:  # the last one, which is to grow
                break
            at = stream.tell()
            if hashlib.sha256(stream.read(block.size)).digest() != block.digest:
                stream.seek(at)
                break
            self._passed += 1
            self._blocks.append(block)
            yield block

    def known(self, line: bytes | None, number: int) -> str | None:
        """The id of the article that this very line gave, None where it is to be read."""
        if self._size >= BLOCK:
            self._blocks.append(self._block())
            self._begin()
        self._count += 1
        self._expected += line is None or not line.isspace()
        if line is None or line.startswith(_BOM):  # which means something in the first line only
            self._digest = b""
            return None
        self._expected += not line.endswith(b"\n")  # which may go on where it ended
        self._size += len(line)
        self._bytes.update(line)
        # Known by its bytes wherever it stands: lines that were sorted otherwise are not read again.
        self._digest = hashlib.blake2b(line, digest_size=16).digest()
        if self._known is None:
            self._known = {digest: own for block in self._before[self._passed :] for digest, own in block.gave.items()}
        own = self._known.get(self._digest)
        # An id that is the line's number is its own only while it stands there.
        return None if own is None or (own.startswith("line-") and own != f"line-{number}") else own

    def keep(self, own: str) -> None:
        """The line asked for last gives the article with this id."""
        if self._digest:
            self._gave[self._digest] = own
