"""Text that another program can hold, and where its characters then stand.

XML 1.0 has no way to write most control characters, HTML reads those of C1 as letters, SQLite's C strings end at the
first NUL, UTF-8 has no lone surrogates: each becomes U+FFFD, one for one, so that offsets stay. Programs that count
otherwise than we do (Java and JavaScript in UTF-16 units) or that read every line end as one character get offsets of
their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left

# What XML 1.0 has no character for (production 2 of the recommendation), NUL and lone surrogates among it, and DEL and
# C1, which it discourages.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n")


def writable(text: str) -> str:
    """The text with each character that XML, SQLite or UTF-8 cannot hold replaced by U+FFFD: offsets stay."""
    return _UNWRITABLE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The same on one line: each stretch of white space is one blank."""
    return " ".join(writable(text).split())


def short(text: str, most: int) -> str:
    """At most `most` code points, the last an ellipsis where some were left out."""
    return text if len(text) <= most else text[: most - 1] + "…"


class Plain:
    """A text as another program keeps it. `at` gives the place of one of our offsets in code points, `utf16` in UTF-16
    units; with `newlines` every line end is one U+000A."""

    def __init__(self, text: str, *, newlines: bool = False) -> None:
        self._dropped = [found.start() for found in _LINE_END.finditer(text)] if newlines else []
        self.text = writable(text)
        if newlines:
            self.text = self.text.replace("\r\n", "\n").replace("\r", "\n")
        self._astral = [at for at, char in enumerate(self.text) if char > "\uffff"] if not self.text.isascii() else []

    def at(self, offset: int) -> int:
        return offset - bisect_left(self._dropped, offset)

    def utf16(self, offset: int) -> int:
        place = self.at(offset)
        return place + bisect_left(self._astral, place)
