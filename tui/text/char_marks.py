"""What stands for one character that cannot be seen, or would act, and which characters need such a mark where.

Whether a joiner, a variation selector or a combining mark is harmless depends on what stands beside it: U+200D is a
letter's shape in Persian, part of a picture between two emoji, and hidden anywhere else.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

KEPT_COMBINING = 8  # combining marks kept on one base; Indic and Vietnamese text needs three


NAMES = {
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


class Signs:
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


_UNICODE = Signs(False)


def _within(ranges: tuple[tuple[int, int], ...], code: int) -> bool:
    return any(first <= code <= last for first, last in ranges)


@lru_cache(maxsize=4096)
def _category(char: str) -> str:
    return unicodedata.category(char)


def is_combining(char: str) -> bool:
    """Mn and Me, but for variation selectors and the invisible ones, which have rules of their own."""
    return (
        _category(char) in ("Mn", "Me")
        and not "\ufe00" <= char <= "\ufe0f"
        and not "\U000e0100" <= char <= "\U000e01ef"
        and not _within(_INVISIBLE, ord(char))
    )


def is_base(text: str, at: int) -> bool:
    """Whether the character at `at` is shown as it is and can carry a combining mark or a variation selector."""
    if at < 0:
        return False
    char = text[at]
    if "\ufe00" <= char <= "\ufe0f" or char in "\u200c\u200d":
        return at > 0 and mark_of(text, at, _UNICODE) is None
    return _category(char)[0] in "LMNPS" and char != "\ufffc" and not _within(_INVISIBLE, ord(char))


def mark_of(text: str, at: int, signs: Signs) -> str | None:
    """What stands for the character at `at`, by itself or for where it stands; None where it is kept."""
    char = text[at]
    code = ord(char)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return None if _may_vary(text, at) else signs.named(_selector(code))
    if code in (0x200C, 0x200D):
        return None if _joins(text, at) else signs.named(NAMES[code])
    return _alone(char, signs)


def _alone(char: str, signs: Signs) -> str | None:
    """What stands for a character whose neighbours do not matter; None where it is kept."""
    code = ord(char)
    if code < 0x20 or code == 0x7F:
        return signs.control(code)
    if code < 0xA0:
        return signs.named(f"{code:02X}")
    if code == 0xAD:
        return signs.soft_hyphen()
    if _within(_INVISIBLE, code):
        return signs.named(NAMES.get(code, f"U+{code:04X}"))
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
