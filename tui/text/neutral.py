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
from functools import cache, lru_cache

from msgspec import Struct

from tui.model import Span

TAB_STOP = 8
KEPT_COMBINING = 8  # combining marks kept on one base; Indic and Vietnamese text needs three

# What most text is made of and never needs a look: letters, digits, punctuation and symbols that are assigned since
# Unicode 5 and have a width. Everything outside goes through `_shown`, which decides by category.
_PLAIN = (
    "\\x20-\\x7e\\n\u00a0-\u00ac\u00ae-\u02ff\u0388-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u0527\u05d0-\u05ea"
    "\u060c\u061b\u061f\u0621-\u064a\u0660-\u066d\u0671-\u06d3\u0904-\u0939\u0e01-\u0e30\u10d0-\u10fa\u1e00-\u1eff"
    "\u2000-\u200a\u2010-\u2027\u202f\u2030-\u205e\u20a0-\u20b5\u2100-\u214d\u2150-\u2182\u2190-\u231a\u2500-\u2613"
    "\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fbb\uac00-\ud7a3\uff01-\uff5e\ufffd"
)

_NAMES = {
    0x00AD: "SHY", 0x034F: "CGJ", 0x061C: "ALM", 0x180E: "MVS", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ",
    0x200E: "LRM", 0x200F: "RLM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM",
}  # fmt: skip
_INVISIBLE = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
)  # fmt: skip
# Scripts whose letters join, so that U+200C and U+200D change how a word is spelt.
_JOINING = (
    (0x0620, 0x06FF), (0x0700, 0x074F), (0x0750, 0x077F), (0x07C0, 0x07FF), (0x0840, 0x08FF), (0x0900, 0x0DFF),
    (0x0F00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x18AF), (0xA840, 0xA877), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC),
)  # fmt: skip
_EMOJI = (
    (0x00A9, 0x00A9), (0x00AE, 0x00AE), (0x203C, 0x203C), (0x2049, 0x2049), (0x2190, 0x21FF), (0x2300, 0x23FF),
    (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF),
)  # fmt: skip
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
        name = unicodedata.name(char, "") or _NAMES.get(ord(char), "")
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
    signs = _Signs(ascii_only)
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
        elif _is_combining(char):
            end, shown = _combining(text, start, signs)
            if shown is not None:
                kept = _kept_before(text, start, end)
                if kept < end:
                    yield kept, end, shown, True
                at = end
                continue
        else:
            shown = _shown(text, start, signs)
        if shown is not None and (end - start > 1 or shown != char):
            yield start, end, shown, is_mark
        at = end


class _Signs:
    """How a mark is written, in Unicode or in ASCII."""

    __slots__ = ("_ascii", "newline", "replacement")

    def __init__(self, ascii_only: bool) -> None:
        self._ascii = ascii_only
        self.newline = "^J" if ascii_only else "␤"
        self.replacement = "?" if ascii_only else "\ufffd"

    def control(self, code: int) -> str:
        if code == 0x7F:
            return "^?" if self._ascii else "␡"
        return f"^{chr(code + 0x40)}" if self._ascii else chr(0x2400 + code)

    def named(self, name: str) -> str:
        return f"<{name}>" if self._ascii else f"⟨{name}⟩"

    def soft_hyphen(self) -> str:
        return "<SHY>" if self._ascii else "·"


_UNICODE = _Signs(False)


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


def _within(ranges: tuple[tuple[int, int], ...], code: int) -> bool:
    return any(first <= code <= last for first, last in ranges)


@lru_cache(maxsize=4096)
def _category(char: str) -> str:
    return unicodedata.category(char)


def _is_combining(char: str) -> bool:
    """Mn and Me, but for variation selectors and the invisible ones, which have rules of their own."""
    return (
        _category(char) in ("Mn", "Me")
        and not "\ufe00" <= char <= "\ufe0f"
        and not "\U000e0100" <= char <= "\U000e01ef"
        and not _within(_INVISIBLE, ord(char))
    )


def _combining(text: str, start: int, signs: _Signs) -> tuple[int, str | None]:
    """The end of a run of combining marks, and the mark that stands for those beyond the ones kept.

    A run without a base would sit on whatever the screen shows before it, so the whole of it becomes a mark.
    """
    end = start + 1
    while end < len(text) and _is_combining(text[end]):
        end += 1
    if not _is_base(text, start - 1):
        return end, signs.named(f"+{end - start}")
    if end - start <= KEPT_COMBINING:
        return end, None
    return end, signs.named(f"+{end - start - KEPT_COMBINING}")


def _kept_before(text: str, start: int, end: int) -> int:
    """Where the replaced part of a run of combining marks begins: after those that its base keeps."""
    return min(start + KEPT_COMBINING, end) if _is_base(text, start - 1) else start


def _is_base(text: str, at: int) -> bool:
    """Whether the character at `at` is shown as it is and can carry a combining mark or a variation selector."""
    if at < 0:
        return False
    char = text[at]
    if "\ufe00" <= char <= "\ufe0f" or char in "\u200c\u200d":
        return at > 0 and _shown(text, at, _UNICODE) is None
    return _category(char)[0] in "LMNPS" and char != "\ufffc" and not _within(_INVISIBLE, ord(char))


def _shown(text: str, at: int, signs: _Signs) -> str | None:
    """What stands for the character at `at`, by itself or for where it stands; None where it is kept."""
    char = text[at]
    code = ord(char)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return None if _may_vary(text, at) else signs.named(_selector(code))
    if code in (0x200C, 0x200D):
        return None if _joins(text, at) else signs.named(_NAMES[code])
    return _alone(char, signs)


def _alone(char: str, signs: _Signs) -> str | None:
    """What stands for a character whose neighbours do not matter; None where it is kept."""
    code = ord(char)
    if code < 0x20 or code == 0x7F:
        return signs.control(code)
    if code < 0xA0:
        return signs.named(f"{code:02X}")
    if code == 0xAD:
        return signs.soft_hyphen()
    if _within(_INVISIBLE, code):
        return signs.named(_NAMES.get(code, f"U+{code:04X}"))
    if 0xE0000 <= code <= 0xE0FFF:
        tag = chr(code - 0xE0000) if 0xE0021 <= code <= 0xE007E else ""
        return signs.named(f"TAG {tag or f'U+{code:04X}'}")
    if 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return signs.replacement
    if _category(char) in ("Co", "Cn", "Cc", "Zl", "Zp") or code == 0xFFFC:
        return signs.named(f"U+{code:04X}")
    return None


def _selector(code: int) -> str:
    return f"VS{code - 0xFE00 + 1}" if code < 0xE0100 else f"VS{code - 0xE0100 + 17}"


def _may_vary(text: str, at: int) -> bool:
    """One variation selector after a base; a second one could carry hidden bytes."""
    if at == 0:
        return False
    before = text[at - 1]
    return _category(before)[0] in "LMNPS" and not (
        "\ufe00" <= before <= "\ufe0f" or "\U000e0100" <= before <= "\U000e01ef" or _within(_INVISIBLE, ord(before))
    )


def _is_marked(text: str, at: int) -> bool:
    """Whether a mark stands for the character at `at`, so that nothing is joined to it: what is shown once would
    otherwise be shown differently when it comes by again. Not for joiners."""
    code = ord(text[at])
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return not _may_vary(text, at)
    return code in (0x200C, 0x200D) or _alone(text[at], _UNICODE) is not None


def _joins(text: str, at: int) -> bool:
    """Whether a joiner at `at` stands between letters of a joining script, or inside an emoji."""
    left = at - 1
    virama = False  # it says how a consonant is written; the joiner may then end the word
    while left >= 0 and at - left <= KEPT_COMBINING and _category(text[left]) in ("Mn", "Me", "Mc"):
        if _is_marked(text, left):
            return False
        virama = virama or unicodedata.combining(text[left]) == 9
        left -= 1
    if left < 0 or _is_marked(text, left):
        return False
    before = ord(text[left])
    after = ord(text[at + 1]) if at + 1 < len(text) and not _is_marked(text, at + 1) else 0
    if _within(_JOINING, before) and _category(text[left])[0] == "L":
        return virama or (_within(_JOINING, after) and _category(text[at + 1])[0] in "LM")
    if text[at] == "\u200d":
        return _within(_EMOJI, before) and _within(_EMOJI, after)
    return False
