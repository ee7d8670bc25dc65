"""What the terminal shows, cell by cell, and the fewest bytes that turn it into what it should show.

Textual sends whole stretches again whenever a widget asks for a refresh. `Painter` keeps the cells that were sent and
sends only those that differ, moves bands of lines by the terminal's own scrolling, and changes only those attributes
that change. Nothing else of the desk's writes text to the terminal, so this is also where the last control character
would be stopped: cells hold one printable character each, and links are not written at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import split_graphemes
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

Pen = tuple[str, str, tuple[int, ...]]  # foreground and background parameters, attributes that are on
Cell = tuple[str, Pen]  # the right half of a wide character is ("", pen)

PLAIN: Pen = ("", "", ())
BLANK: Cell = (" ", PLAIN)
NOTHING: Cell = ("\0", PLAIN)  # a cell of which nobody knows what it shows


class Run(NamedTuple):
    """Cells of one pen beside each other: `text` is written at `start`, and the cursor then stands at `end`; -1 where
    that is not known."""

    y: int
    start: int
    end: int
    pen: Pen
    text: str


_JOIN = 4  # equal cells between two changes that are cheaper sent again than jumped over
_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 7: 27, 9: 29}
# C0, C1, line and paragraph separators, bidirectional controls, surrogates, invisible operators, tags, BOM.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ud800-\udfff]"
)
_SIMPLE = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u2010-\u2027\u2030-\u205e\u2500-\u25fc]*")


class Painter:
    """The cells of one terminal. `colours` is what the terminal can show, None for none; with `ascii_only` every cell
    is folded to ASCII."""

    def __init__(self, colours: ColorSystem | None = ColorSystem.TRUECOLOR, *, ascii_only: bool = False) -> None:
        self.colours = colours
        self.ascii_only = ascii_only
        self.width = 0
        self.height = 0
        self._wanted: list[list[Cell]] = []
        self._shown: list[list[Cell]] = []
        self._dirty: set[int] = set()
        self._disputed: set[int] = set()  # rows that may hold characters of a disputed width
        self._clear = True

    def resize(self, width: int, height: int) -> None:
        """The terminal has this size; what it shows is not known any more."""
        self.width, self.height = width, height
        self._wanted = [[BLANK] * width for _ in range(height)]
        self.forget()

    def forget(self) -> None:
        """Something else may have written to the terminal: the next frame sends everything."""
        self._shown = [[BLANK] * self.width for _ in range(self.height)]
        self._dirty = set(range(self.height))
        self._clear = True

    @property
    def behind(self) -> bool:
        """Whether the terminal does not show yet what it should."""
        return self._clear or bool(self._dirty)

    def take(self, update: CompositorUpdate) -> None:
        """Take over what an update wants the screen to show; writes nothing."""
        for y, x, segments in _stretches(update):
            if not 0 <= y < self.height:
                continue
            cells: list[Cell] = []
            if _cells(segments, self.colours, self.ascii_only, cells):
                self._disputed.add(y)
            start, end = max(x, 0), min(x + len(cells), self.width)
            if start < end:
                self._wanted[y][start:end] = cells[start - x : end - x]
                self._dirty.add(y)

    def frame(self) -> str:
        """The sequences that bring the terminal from what it shows to what it should show; empty where it does."""
        out: list[str] = []
        if self._clear:
            out.append("\x1b[0m\x1b[2J")
            self._clear = False
        changed = [y for y in sorted(self._dirty) if self._wanted[y] != self._shown[y]]
        self._dirty.clear()
        if len(changed) > 3:
            out.append(self._scrolled(changed))
            # A band that moved took rows with it that were right before.
            changed = [y for y in sorted(self._dirty.union(changed)) if self._wanted[y] != self._shown[y]]
            self._dirty.clear()
        runs: list[Run] = []
        for y in changed:
            runs.extend(self._runs(y))
            self._shown[y] = list(self._wanted[y])
        out.append(self._written(runs))
        return "".join(out)

    # --- runs of cells

    def _runs(self, y: int) -> Iterator[Run]:
        """What to write of a row, from left to right."""
        wanted = self._wanted[y]
        for start, end in self._changes(y):
            tail = max(_blank_tail(wanted), start) if end == len(wanted) else end
            at = start
            while at < end:
                if at >= tail and end - at > 3:
                    yield Run(y, at, -1, PLAIN, "\x1b[K")
                    break
                begin, pen = at, wanted[at][1]
                out: list[str] = []
                while at < end and wanted[at][1] == pen and not (at >= tail and end - at > 3):
                    char = wanted[at][0] or " "  # the right half without its left one
                    out.append(char)
                    at += 1
                    while at < end and wanted[at][0] == "":
                        at += 1
                    if _is_uncertain(char) and at < end:
                        out.append(f"\x1b[{y + 1};{at + 1}H")
                # Behind the last column terminals differ in where the cursor stands.
                yield Run(y, begin, at if at < len(wanted) else -1, pen, "".join(out))

    def _written(self, runs: list[Run]) -> str:
        """The runs in the cheaper of two orders: row by row, or pen by pen, which in a list of several columns saves
        two changes of colour a row for one jump. A character that may spill over its neighbour is written before it."""
        row_by_row = _sequence(runs)
        pens = {pen: number for number, pen in enumerate(dict.fromkeys(run.pen for run in runs))}
        if len(pens) == len(runs):
            return row_by_row
        ordered = sorted(runs, key=lambda run: (-1, run.y) if run.y in self._disputed else (pens[run.pen], run.y))
        return min(row_by_row, _sequence(ordered), key=len)

    def _changes(self, y: int) -> Iterator[tuple[int, int]]:
        """Stretches of a row to send: all of it where the width of some character in it is disputed."""
        if y in self._disputed:
            if any(_is_uncertain(char) for row in (self._wanted[y], self._shown[y]) for char, _ in row):
                return iter([(0, self.width)])
            self._disputed.discard(y)
        return _changes(self._wanted[y], self._shown[y])

    # --- whole bands of rows

    def _scrolled(self, changed: list[int]) -> str:
        """Move a band of rows by the terminal's own scrolling, where that saves most of what changed."""
        top, bottom = changed[0], changed[-1] + 1
        by, saved = self._shift(top, bottom, len(changed))
        if not by or saved * 2 < len(changed):
            return ""
        if self._disputed:
            self._disputed.update(range(top, bottom))
        rows = self._shown[top:bottom]
        blank = [[NOTHING] * self.width for _ in range(abs(by))]
        self._shown[top:bottom] = rows[by:] + blank if by > 0 else blank + rows[:by]
        self._dirty.update(range(top, bottom))
        move = f"\x1b[{bottom};1H" + "\n" * by if by > 0 else f"\x1b[{top + 1};1H" + "\x1bM" * -by
        return f"\x1b[{top + 1};{bottom}r{move}\x1b[r"

    def _shift(self, top: int, bottom: int, changed: int) -> tuple[int, int]:
        """By how many rows the band must go up (down where negative), and how many rows that puts right."""
        where: dict[tuple[Cell, ...], list[int]] = {}
        for y in range(top, bottom):
            where.setdefault(tuple(self._shown[y]), []).append(y)
        votes: dict[int, int] = {}
        for y in range(top, bottom):
            for before in where.get(tuple(self._wanted[y]), ())[:3]:
                if before != y:
                    votes[before - y] = votes.get(before - y, 0) + 1
        if not votes:
            return 0, 0
        by = max(votes, key=lambda shift: votes[shift])
        if abs(by) > (bottom - top) // 2:
            return 0, 0
        right = 0
        for y in range(top, bottom):
            before = y + by
            if top <= before < bottom and self._shown[before] == self._wanted[y]:
                right += 1
        unchanged = bottom - top - changed
        return by, right - unchanged


def _stretches(update: CompositorUpdate) -> Iterator[tuple[int, int, Iterable[Segment]]]:
    """(row, column, segments) of everything that an update draws."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                if strip is not None:
                    yield y, x, strip
                    x += strip.cell_length
    elif isinstance(update, ChopsUpdate):
        for y, left, right in update.spans:
            for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if chop is not None and x < right and end > left:
                    yield y, x, chop


def _cells(segments: Iterable[Segment], colours: ColorSystem | None, ascii_only: bool, out: list[Cell]) -> bool:
    """Put the cells of segments into `out`; returns whether some hold characters of a disputed width."""
    disputed = False
    for text, style, control in segments:
        if control:
            continue
        own = pen_of(style, colours) if style is not None else PLAIN
        if _SIMPLE.fullmatch(text) is not None and not (ascii_only and not text.isascii()):
            out.extend([(char, own) for char in text])
            continue
        for start, end, size in split_graphemes(text)[0]:
            if size == 0:
                continue
            cluster = UNSAFE.sub("", text[start:end]) or " "
            if ascii_only:
                out.extend([(char, own) for char in fold(cluster, size)])
                continue
            disputed = disputed or _is_uncertain(cluster)
            out.append((cluster, own))
            out.extend([("", own)] * (size - 1))
    return disputed


def _sequence(runs: Iterable[Run]) -> str:
    """The runs in this order, with the moves and the changes of pen that they need; ends with the plain pen."""
    out: list[str] = []
    pen, y, at = PLAIN, -1, -1
    for run in runs:
        gap = run.start - at
        if run.y != y or at < 0 or gap < 0:
            out.append(f"\x1b[{run.y + 1};{run.start + 1}H" if run.start else f"\x1b[{run.y + 1}H")
        elif gap:
            out.append(f"\x1b[{gap}C" if gap > 1 else "\x1b[C")
        out.append(pen_change(pen, run.pen))
        out.append(run.text)
        pen, y, at = run.pen, run.y, run.end
    if pen != PLAIN:
        out.append("\x1b[0m")
    return "".join(out)


def _changes(wanted: list[Cell], shown: list[Cell]) -> Iterator[tuple[int, int]]:
    """Stretches in which two rows differ; what is blank to the end of the line is one."""
    width = len(wanted)
    blank = _blank_tail(wanted)
    at = 0
    while at < width:
        if wanted[at] == shown[at]:
            at += 1
            continue
        if at >= blank:
            yield at, width  # one erasing
            return
        start = at
        end = at + 1
        while at < blank and at - end < _JOIN:
            if wanted[at] != shown[at]:
                end = at + 1
            elif wanted[at][1] != wanted[end - 1][1]:
                break
            at += 1
        while start and not wanted[start][0]:
            start -= 1  # a wide character is sent whole
        while end < width and not wanted[end][0]:
            end += 1
        yield start, end
        at = max(at, end)


def _blank_tail(row: list[Cell]) -> int:
    at = len(row)
    while at and row[at - 1] == BLANK:
        at -= 1
    return at


@lru_cache(maxsize=4096)
def _is_uncertain(char: str) -> bool:
    """Whether terminals disagree on the cells that a character takes: joined and coloured emoji, flags, marks."""
    return len(char) > 1 or char >= "\U0001f000"


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


def _parameters(color: Color | None, colours: ColorSystem, foreground: bool) -> str:
    if color is None or color.is_default:
        return ""
    return ";".join(color.downgrade(colours).get_ansi_codes(foreground=foreground))


@lru_cache(maxsize=4096)
def pen_change(before: Pen, after: Pen) -> str:
    """The shortest sequence from one pen to another."""
    if before == after:
        return ""
    if after == PLAIN:
        return "\x1b[0m"
    whole = ";".join(("0", *map(str, after[2]), *filter(None, after[:2])))
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
