"""Document text made safe for a terminal: what cannot be seen, or would act, is shown as a mark.

Only what is shown changes; stored text keeps every code point. Marks stand for control characters (`␛`), invisible and
bidirectional ones (`⟨ZWSP⟩`, `⟨RLO⟩`), and what has no known width (`⟨U+E000⟩`). An author can type the same
signs, so `neutral_runs` also says which of them are marks, for a style that no author can write.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from tui.model import Span
from tui.text.char_marks import KEPT_COMBINING, NAMES, Signs, is_base, is_combining, mark_of

TAB_STOP = 8

# What most text is made of and never needs a look: letters, digits, punctuation and symbols that are assigned since
# Unicode 5 and have a width. Everything outside goes through `mark_of`, which decides by category.
_PLAIN = (
    "\\x20-\\x7e\\n\u00a0-\u00ac\u00ae-\u02ff\u0388-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u0527\u05d0-\u05ea"
    "\u060c\u061b\u061f\u0621-\u064a\u0660-\u066d\u0671-\u06d3\u0904-\u0939\u0e01-\u0e30\u10d0-\u10fa\u1e00-\u1eff"
    "\u2000-\u200a\u2010-\u2027\u202f\u2030-\u205e\u20a0-\u20b5\u2100-\u214d\u2150-\u2182\u2190-\u231a\u2500-\u2613"
    "\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fbb\uac00-\ud7a3\uff01-\uff5e\ufffd"
)

# A subdivision flag: black flag, region and subdivision letters as tags, cancel tag (Unicode TR51).
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a]{2}[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,3}\U000e007f")
_LINE_BREAKS = frozenset("\v\f\x85\u2028\u2029")


class Neutral(Struct, frozen=True):
    """Neutral text with the way back to the stored one.

    `pieces` lists, in order, only the stretches that differ: (stored, shown, is a mark), offsets in code points.
    Between them stored and shown text are the same, character for character.
    """

    text: str
    pieces: tuple[tuple[Span, Span, bool], ...] = ()
    size: int = 0  # code points of the stored text
    _stored_starts: tuple[int, ...] = ()
    _shown_starts: tuple[int, ...] = ()

    @property
    def marks(self) -> tuple[Span, ...]:
        """Where the shown text is a mark and not the author's own sign."""
        return tuple(shown for _, shown, is_mark in self.pieces if is_mark)

    @property
    def hidden(self) -> int:
        """How many stored characters stand behind a mark."""
        return sum(stored.end - stored.start for stored, _, is_mark in self.pieces if is_mark)

    def shown(self, offset: int) -> int:
        """The shown offset of a stored one; an offset inside a replaced stretch goes to its start."""
        at = bisect_right(self._stored_starts, offset) - 1
        if at < 0:
            return offset
        stored, shown, _ = self.pieces[at]
        if offset < stored.end:
            return shown.start
        return shown.end + offset - stored.end

    def stored(self, offset: int) -> int:
        """The stored offset of a shown one; an offset inside a mark goes to the start of what it stands for."""
        at = bisect_right(self._shown_starts, offset) - 1
        if at < 0:
            return offset
        stored, shown, _ = self.pieces[at]
        if offset < shown.end:
            return stored.start
        return stored.end + offset - shown.end

    def shown_span(self, span: Span) -> Span:
        """A stored span as it stands in the shown text: whole marks, never a part of one."""
        end = self.shown(span.end - 1) if span.end > span.start else self.shown(span.end)
        at = bisect_right(self._stored_starts, span.end - 1) - 1
        if span.end > span.start:
            end += 1
            if at >= 0 and span.end - 1 < self.pieces[at][0].end:
                end = self.pieces[at][1].end
        return Span(self.shown(span.start), max(end, self.shown(span.start)))


def neutral(text: str, *, one_line: bool = False, ascii_only: bool = False) -> str:
    """A text as it may stand on a terminal.

    Args:
        one_line: whether newlines are replaced too.
        ascii_only: whether the marks for what is replaced are ASCII (`^[`, `<ZWSP>`); letters stay as they are.

    Returns:
        Printable characters only, and newlines unless `one_line`. Never raises, for any `str`.
    """
    if _is_plain(text, one_line):
        return text
    out: list[str] = []
    at = 0
    for start, end, shown, _ in _replacements(text, one_line, ascii_only):
        out.append(text[at:start])
        out.append(shown)
        at = end
    out.append(text[at:])
    return "".join(out)


def neutral_runs(text: str, *, one_line: bool = False, ascii_only: bool = False) -> Neutral:
    """As `neutral`, with the marks and a map of offsets, so that highlights survive."""
    if _is_plain(text, one_line):
        return Neutral(text, size=len(text))
    out: list[str] = []
    pieces: list[tuple[Span, Span, bool]] = []
    at = length = 0
    for start, end, shown, is_mark in _replacements(text, one_line, ascii_only):
        out.append(text[at:start])
        length += start - at
        out.append(shown)
        pieces.append((Span(start, end), Span(length, length + len(shown)), is_mark))
        length += len(shown)
        at = end
    out.append(text[at:])
    return Neutral(
        "".join(out),
        tuple(pieces),
        len(text),
        tuple(stored.start for stored, _, _ in pieces),
        tuple(shown.start for _, shown, _ in pieces),
    )


def escaped(json_line: str) -> str:
    """A line of JSON that is harmless on a terminal and says the same: what `neutral` would replace is written as an
    escape (`\\u202e`). Such characters stand in a JSON text within strings only."""
    if _is_plain(json_line, one_line=True):
        return json_line
    out: list[str] = []
    at = 0
    for start, end, _, _ in _replacements(json_line, True, False):
        out.append(json_line[at:start])
        out += (f"\\u{unit:04x}" for unit in _units(json_line[start:end]))
        at = end
    out.append(json_line[at:])
    return "".join(out)


def _units(text: str) -> memoryview:
    """The UTF-16 code units that JSON's escapes are written by."""
    return memoryview(text.encode("utf-16-le" if sys.byteorder == "little" else "utf-16-be", "surrogatepass")).cast("H")


def neutral_name(name: str, *, ascii_only: bool = False) -> str:
    """A file's name on one line: bytes that are not UTF-8 as `\\xff`, in quotes where it would mislead unquoted."""
    shown = "".join(
        f"\\x{ord(part) - 0xDC00:02x}" if "\udc80" <= part <= "\udcff" else part
        for part in re.split("([\udc80-\udcff])", name)
    )
    clean = neutral(shown, one_line=True, ascii_only=ascii_only)
    if clean != name or name.startswith(("-", " ", "'")) or name.endswith(" ") or not name:
        return f"'{clean}'"
    return clean


def code_points(text: str, limit: int = 64) -> str:
    """What the text is made of, one character a word: `U+0041 A  U+200B ZERO WIDTH SPACE`; at most `limit` of them."""
    words = []
    for char in text[:limit]:
        name = unicodedata.name(char, "") or NAMES.get(ord(char), "")
        words.append(f"U+{ord(char):04X} {name or 'without a name'}")
    if len(text) > limit:
        words.append(f"and {len(text) - limit} more")
    return "\n".join(words)


@cache
def _special(one_line: bool) -> re.Pattern[str]:
    return re.compile(f"[^{_PLAIN}]|\\n" if one_line else f"[^{_PLAIN}]")


def _is_plain(text: str, one_line: bool) -> bool:
    return (text.isascii() and text.isprintable()) or _special(one_line).search(text) is None


# --- one replacement after the other ---------------------------------------------------------------------------------


def _replacements(text: str, one_line: bool, ascii_only: bool) -> Iterator[tuple[int, int, str, bool]]:
    """(start, end, shown, is a mark) of each stretch that is not shown as it is stored, in order."""
    special = _special(one_line)
    signs = Signs(ascii_only)
    column = _Columns(text)
    at = 0
    while (found := special.search(text, at)) is not None:
        start = found.start()
        char = text[start]
        end = start + 1
        shown: str | None = None
        is_mark = True
        if char in "\r\n" or char in _LINE_BREAKS:
            if char == "\r" and text[end : end + 1] == "\n":
                end += 1
            elif char == "\r":
                yield start, end, signs.control(0x0D), True
                at = end
                continue
            shown, is_mark = (signs.newline, True) if one_line else ("\n", False)
        elif char == "\t":
            shown, is_mark = (" ", False) if one_line else (" " * column.to_stop(start), False)
        elif char == "\U0001f3f4" and (flag := _FLAG.match(text, start)) is not None:
            at = flag.end()
            continue
        elif is_combining(char):
            end, shown = _combining(text, start, signs)
            if shown is not None:
                kept = _kept_before(text, start, end)
                if kept < end:
                    yield kept, end, shown, True
                at = end
                continue
        else:
            shown = mark_of(text, start, signs)
        if shown is not None and (end - start > 1 or shown != char):
            yield start, end, shown, is_mark
        at = end


class _Columns:
    """Columns of the current line, for tab stops; each stretch of text is measured once."""

    __slots__ = ("_at", "_column", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._column = 0

    def to_stop(self, offset: int) -> int:
        line = self._text.rfind("\n", self._at, offset)
        if line >= 0:
            self._at, self._column = line + 1, 0
        between = self._text[self._at : offset]
        self._column += len(between) if between.isascii() else sum(_width(char) for char in between)
        spaces = TAB_STOP - self._column % TAB_STOP
        self._at, self._column = offset + 1, self._column + spaces
        return spaces


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _combining(text: str, start: int, signs: Signs) -> tuple[int, str | None]:
    """The end of a run of combining marks, and the mark that stands for those beyond the ones kept.

    A run without a base would sit on whatever the screen shows before it, so the whole of it becomes a mark.
    """
    end = start + 1
    while end < len(text) and is_combining(text[end]):
        end += 1
    if not is_base(text, start - 1):
        return end, signs.named(f"+{end - start}")
    if end - start <= KEPT_COMBINING:
        return end, None
    return end, signs.named(f"+{end - start - KEPT_COMBINING}")


def _kept_before(text: str, start: int, end: int) -> int:
    """Where the replaced part of a run of combining marks begins: after those that its base keeps."""
    return min(start + KEPT_COMBINING, end) if is_base(text, start - 1) else start
