"""What one cell of the terminal shows: a printable character and the pen that it is drawn with, made from segments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise, permutations, product

from rich.cells import cell_len, split_graphemes
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style

Pen = tuple[str, str, tuple[int, ...]]  # foreground and background parameters, attributes that are on
Cell = tuple[str, Pen]  # the right half of a wide character is ("", pen)

PLAIN: Pen = ("", "", ())
BLANK: Cell = (" ", PLAIN)
NOTHING: Cell = ("\0", PLAIN)  # a cell of which nobody knows what it shows

# 120 orders; one pen more would be 720 for a byte or two.
_TRIED = 5  # pens of which every order is weighed
_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 7: 27, 9: 29}
# Attributes that can be seen where there is no character; GNU screen shows italics in reverse.
_ON_BLANKS = frozenset((3, 4, 7, 9))
# C0, C1, line and paragraph separators, bidirectional controls, surrogates, invisible operators, tags, BOM.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ud800-\udfff]"
)
# Characters that take one cell in every terminal: Latin, Greek and Cyrillic letters, signs, lines and blocks.
SIMPLE = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0391-\u03a1\u03a3-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u2190-\u2193\u2212\u2500-\u25fc]*"
)


def cells_of(segments: Iterable[Segment], colours: ColorSystem | None, ascii_only: bool, out: list[Cell]) -> bool:
    """Put the cells of segments into `out`; returns whether some hold characters of a disputed width."""
    disputed = False
    for text, style, control in segments:
        if control:
            continue
        own = pen_of(style, colours) if style is not None else PLAIN
        if SIMPLE.fullmatch(text) is not None and not (ascii_only and not text.isascii()):
            blank = (" ", ground(own))
            out.extend([blank if char == " " else (char, own) for char in text])
            continue
        for start, end, size in split_graphemes(text)[0]:
            cluster = UNSAFE.sub("", text[start:end])
            if size == 0:  # marks of the letter before, which another pen has
                if cluster and not ascii_only and out and out[-1][0].strip():
                    out[-1] = _composed(out[-1][0] + cluster, 1), out[-1][1]
                    disputed = disputed or is_uncertain(out[-1][0])
                continue
            cluster = _composed(cluster or " ", size)
            if ascii_only:
                out.extend([(char, own if char != " " else ground(own)) for char in fold(cluster, size)])
                continue
            disputed = disputed or is_uncertain(cluster)
            out.append((cluster, own if cluster != " " else ground(own)))
            out.extend([("", own)] * (size - 1))
    return disputed


@lru_cache(maxsize=4096)
def _composed(cluster: str, size: int) -> str:
    """A letter and its marks as the one character that means the same, of whose width all terminals are sure."""
    one = unicodedata.normalize("NFC", cluster)
    return one if len(one) == 1 < len(cluster) and cell_len(one) == size else cluster


@lru_cache(maxsize=4096)
def is_uncertain(char: str) -> bool:
    """Whether terminals disagree on the cells that a character takes: joined and coloured emoji, flags, marks."""
    # Of the rest Unicode's East Asian Width tells, and terminals follow it.
    return len(char) > 1 or char >= "\U0001f000"


@lru_cache(maxsize=4096)
def reach(char: str) -> int:
    """The most cells that some terminal gives a character of disputed width: as if each of its parts stood alone."""
    # A terminal that knows no joining shows a family of four as four pictures of two cells.
    return sum(1 if part < "\u2000" else 2 for part in char)


def fits(cell: Cell, pen: Pen) -> bool:
    """Whether a cell comes out right when it is written with a pen; of a blank one only the ground is seen."""
    return cell[1] == pen or (cell[0] == " " and cell[1] == ground(pen))


# --- pens ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def pen_of(style: Style, colours: ColorSystem | None) -> Pen:
    """A Rich style as parameters of SGR, downgraded to what the terminal can show."""
    attributes = tuple(
        code
        for code, on in (
            (1, style.bold), (2, style.dim), (3, style.italic), (4, style.underline), (7, style.reverse),
            (9, style.strike),
        )
        if on
    )  # fmt: skip
    if colours is None:
        return "", "", attributes
    return _parameters(style.color, colours, True), _parameters(style.bgcolor, colours, False), attributes


@lru_cache(maxsize=4096)
def ground(pen: Pen) -> Pen:
    """The pen of a blank cell: what another leaves of itself where there is no character."""
    return pen if _ON_BLANKS.intersection(pen[2]) else ("", pen[1], ())


# Colours by their number of 256, which takes half the bytes. Some schemes put colours of their own in place of those
# below the 22nd.
_LEVELS = (0, 95, 135, 175, 215, 255)
_NUMBERS: dict[tuple[int, ...], int] = {
    **{(shade, shade, shade): 232 + at for at, shade in enumerate(range(8, 248, 10))},
    **{rgb: 16 + at for at, rgb in enumerate(product(_LEVELS, repeat=3)) if at >= 6},
}


def _parameters(color: Color | None, colours: ColorSystem, foreground: bool) -> str:
    if color is None or color.is_default:
        return ""
    shown = color.downgrade(colours)
    number = _NUMBERS.get(shown.triplet) if shown.triplet is not None else None
    if number is not None:
        return f"{38 if foreground else 48};5;{number}"
    return ";".join(shown.get_ansi_codes(foreground=foreground))


@lru_cache(maxsize=4096)
def pen_change(before: Pen, after: Pen) -> str:
    """The shortest sequence from one pen to another."""
    if before == after:
        return ""
    # `ESC [ m`, the shortest of all: it is no parameter at all.
    if after == PLAIN:
        return "\x1b[m"
    whole = ";".join(("0", *map(str, after[2]), *filter(None, after[:2])))
    # 22 ends both bold and dim: the one that stays is then switched on again.
    gone = [code for code in before[2] if code not in after[2]]
    off = sorted({_OFF[code] for code in gone})
    on = [code for code in after[2] if code not in before[2] or _OFF[code] in off]
    parts = [*map(str, off), *map(str, on)]
    if before[0] != after[0]:
        parts.append(after[0] or "39")
    if before[1] != after[1]:
        parts.append(after[1] or "49")
    step = ";".join(parts)
    return f"\x1b[{min(step, whole, key=len)}m"


@lru_cache(maxsize=1024)
def pen_order(first: Pen, others: frozenset[Pen]) -> tuple[Pen, ...]:
    """`first` and the others in the order in which changing from one to the next takes fewest bytes; where they are
    many, each is the one that differs least from that before."""
    left = sorted(others - {first})
    if len(left) <= _TRIED:
        orders = ((first, *order) for order in permutations(left))
        return min(orders, key=lambda order: sum(len(pen_change(*change)) for change in pairwise(order)))
    order = [first]
    while left:
        order.append(min(left, key=lambda pen: len(pen_change(order[-1], pen))))
        left.remove(order[-1])
    return tuple(order)


# --- ASCII -----------------------------------------------------------------------------------------------------------

_FOLDED = {
    "‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‐": "-",
    "‑": "-", "−": "-", "…": ".", "•": "*", "·": ".", "×": "x", "\u00a0": " ", "\u202f": " ", "€": "E", "£": "L",
    "ß": "s", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L",
    "ı": "i", "ð": "d", "þ": "t",
}  # fmt: skip


@lru_cache(maxsize=4096)
def fold(cluster: str, size: int) -> str:
    """A character in ASCII, in as many cells: without its accent, by its nearest sign, else `?`."""
    known = _FOLDED.get(cluster)
    if known is None:
        base = unicodedata.normalize("NFKD", cluster)[:1]
        known = base if base.isascii() and base.isprintable() else "?"
    return known.ljust(size, "?" if known == "?" else " ")[:size]
