"""`.mbox`: mails one after another, each from a line that begins with `From `."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from tui.documents.draft import Draft

LARGEST = 32 << 20  # bytes of one mail
_FROM = re.compile(rb"From \S+.*\d{4}|From \S+@\S+|From - ")
_QUOTED = re.compile(rb"^>(?=>*From )")


def mails(lines: Iterator[tuple[int, bytes | None]]) -> Iterator[tuple[int, bytes | None]]:
    """The bytes of each mail and the number of its first line; None for one that is too large."""
    gathered: list[bytes] = []
    size, first, empty_before = 0, 0, True
    for number, line in lines:
        if line is not None and empty_before and _FROM.match(line):
            if first:
                yield first, _joined(gathered, size)
            gathered, size, first = [], 0, number
        elif first:
            size += LARGEST + 1 if line is None else len(line)
            if line is not None and size <= LARGEST:
                gathered.append(_QUOTED.sub(b"", line))
        empty_before = line is not None and not line.strip()
    if first:
        yield first, _joined(gathered, size)


def _joined(gathered: list[bytes], size: int) -> bytes | None:
    return b"".join(gathered) if size <= LARGEST else None


def numbered(draft: Draft, line: int) -> Draft:
    """A mail of several: known by its Message-ID, else by the line it begins at."""
    return replace(draft, id=str(draft.fields.get("id") or f"line-{line}"))
