"""One line of styled, neutral text: the only way in which words from outside reach a widget.

`styled()` is where text of a document, a file name, the config or the reader's own input becomes a `Line`: it makes the
text neutral and gives it a role. A `Line` then turns into Textual's `Content` (for labels) or a `Strip` (Line API).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.style import Style as ContentStyle

from tui.desk.theme import Look, Role
from tui.text.neutral import neutral_runs

Piece = tuple[str, Role]


class Line(Struct, frozen=True):
    """Pieces of neutral text, each with its role; made by `styled` and joined with `+` or `join`."""

    pieces: tuple[Piece, ...] = ()

    def __add__(self, other: Line) -> Line:
        return Line(self.pieces + other.pieces)

    @property
    def plain(self) -> str:
        return "".join(text for text, _ in self.pieces)

    @property
    def cells(self) -> int:
        """Width on the terminal, in cells."""
        return sum(cell_len(text) for text, _ in self.pieces)

    def crop(self, width: int, ellipsis: str = "…") -> Line:
        """At most `width` cells, ending in `ellipsis` where something was cut off."""
        if self.cells <= width:
            return self
        room = width - cell_len(ellipsis)
        if room < 0:
            return Line(((ellipsis[: max(width, 0)], "dim"),)) if width > 0 else Line()
        pieces: list[Piece] = []
        for text, role in self.pieces:
            size = cell_len(text)
            if size <= room:
                pieces.append((text, role))
                room -= size
                continue
            pieces.append((head_of(text, room).rstrip() + ellipsis, role))
            break
        return Line(tuple(pieces))

    def crop_left(self, width: int, ellipsis: str = "…") -> Line:
        """At most `width` cells, the end kept: what stands left of a concordance's match."""
        if self.cells <= width:
            return self
        room = width - cell_len(ellipsis)
        if room < 0:
            return Line()
        pieces: list[Piece] = []
        for text, role in reversed(self.pieces):
            size = cell_len(text)
            if size <= room:
                pieces.append((text, role))
                room -= size
                continue
            pieces.append((ellipsis + tail_of(text, room).lstrip(), role))
            break
        return Line(tuple(reversed(pieces)))

    def split(self, at: int) -> tuple[Line, Line]:
        """The line in two: its first `at` characters, and the rest without the white space that it begins with."""
        left: list[Piece] = []
        right: list[Piece] = []
        for text, role in self.pieces:
            if at > 0:
                left.append((text[:at], role))
            if at < len(text):
                rest = text[max(at, 0) :]
                right.append((rest if right else rest.lstrip(), role))
            at -= len(text)
        return Line(tuple(left)), Line(tuple(piece for piece in right if piece[0]))

    def pad(self, width: int, align: str = "left") -> Line:
        """Exactly `width` cells where the line is shorter; longer ones stay."""
        missing = width - self.cells
        if missing <= 0:
            return self
        blank: Piece = (" " * missing, "text")
        return Line((blank, *self.pieces)) if align == "right" else Line((*self.pieces, blank))

    def fit(self, width: int, align: str = "left", ellipsis: str = "…") -> Line:
        """Exactly `width` cells."""
        return self.crop(width, ellipsis).pad(width, align)

    def content(self, look: Look) -> Content:
        """For labels, titles and everything else that Textual lays out itself; never parsed as markup."""
        return Content.assemble(
            *((text, ContentStyle.from_rich_style(_bare(look, role))) for text, role in self.pieces if text)
        )

    def segments(self, look: Look, under: Role | None = None) -> list[Segment]:
        """Segments for the Line API; `under` is the role of the whole line, such as the row under the cursor."""
        if under is None:
            return [Segment(text, look.style(role)) for text, role in self.pieces if text]
        ground = look.style(under)
        return [Segment(text, _on(ground, look, role)) for text, role in self.pieces if text]

    def strip(self, look: Look, width: int, under: Role | None = None) -> Strip:
        """A strip of exactly `width` cells."""
        line = self.crop(width, look.glyphs.ellipsis)
        segments = line.segments(look, under)
        cells = line.cells
        if cells < width:
            segments.append(Segment(" " * (width - cells), look.style(under or "text")))
        return Strip(segments, width)


def _bare(look: Look, role: Role) -> Style:
    """A role without the look's own ground, so that a label keeps that of the widget it stands on."""
    style, ground = look.style(role), look.style("text")
    return Style(
        color=None if style.color == ground.color else style.color,
        bgcolor=None if style.bgcolor == ground.bgcolor else style.bgcolor,
        bold=style.bold,
        italic=style.italic,
        underline=style.underline,
        reverse=style.reverse,
    )


_KEEP_ON_ROW: frozenset[Role] = frozenset({"hit", "fuzzy", "hidden", "word"})


def _on(ground: Style, look: Look, role: Role) -> Style:
    """The style of a piece on a row that has a style of its own: the row's colours, the piece's attributes."""
    style = look.style(role)
    if role in _KEEP_ON_ROW and style.bgcolor is not None and not style.bgcolor.is_default:
        return style
    # Without colours what is lit is drawn in reverse; in a row that is in reverse itself, the other way round.
    lit = not ground.reverse if role in _KEEP_ON_ROW and style.reverse else None
    return ground + Style(bold=style.bold or None, italic=style.italic, underline=style.underline, reverse=lit)


def styled(text: str, role: Role = "text", *, ascii_only: bool = False) -> Line:
    """A one-line field as a neutral Line; the signs that stand for hidden characters get a role of their own."""
    shown = neutral_runs(text, one_line=True, ascii_only=ascii_only)
    if not shown.pieces:
        return Line(((shown.text, role),)) if shown.text else Line()
    pieces: list[Piece] = []
    at = 0
    for mark in shown.marks:
        if mark.start > at:
            pieces.append((shown.text[at : mark.start], role))
        pieces.append((shown.text[mark.start : mark.end], "hidden"))
        at = mark.end
    if at < len(shown.text):
        pieces.append((shown.text[at:], role))
    return Line(tuple(pieces))


_NOTHING = Line()


def join(lines: Iterable[Line], between: Line = _NOTHING) -> Line:
    """Lines one after the other, with `between` in the gaps."""
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        if number:
            pieces.extend(between.pieces)
        pieces.extend(line.pieces)
    return Line(tuple(pieces))


def columns(width: int, left: Sequence[Line], right: Sequence[Line], look: Look, least: int = 8) -> Line:
    """A row: the `left` cells as they are, the last of them cropped to what the `right` cells leave, those flush right.

    `right` cells are dropped from the first where the last of `left` would get less than `least` cells.
    """
    ends = list(right)
    fixed = sum(cell.cells + 1 for cell in left[:-1])
    while ends and width - fixed - sum(cell.cells + 1 for cell in ends) < least:
        ends.pop(0)
    room = max(width - fixed - sum(cell.cells + 1 for cell in ends), 0)
    space = Line(((" ", "text"),))
    cells = [*left[:-1], left[-1].fit(room, ellipsis=look.glyphs.ellipsis)] if left else []
    return join((*cells, *ends), space)


def head_of(text: str, width: int) -> str:
    """The longest start of `text` that fits `width` cells, whole characters only."""
    if text.isascii():
        return text[:width]
    room = width
    end = 0
    for _, stop, size in split_graphemes(text)[0]:
        if size > room:
            break
        room -= size
        end = stop
    return text[:end]


def tail_of(text: str, width: int) -> str:
    """The longest end of `text` that fits `width` cells, whole characters only."""
    if text.isascii():
        return text[max(len(text) - width, 0) :] if width > 0 else ""
    room = width
    begin = len(text)
    for start, _, size in reversed(split_graphemes(text)[0]):
        if size > room:
            break
        room -= size
        begin = start
    return text[begin:]


# The folders of a path, and a path with the colon behind it, where a notice has one: "NOT saved: /home/…/x: no room".
_FOLDERS = re.compile(r"(?<!\S)/(?:[^:;]*/)?(?=[^/:;]+[:;,])")
_PATH = re.compile(r"(?<!\S)/[^:;]+: ")


def notice(words: str, role: Role, width: int, *, ascii_only: bool = False) -> Line:
    """A line that is said in `width` cells: where it is too long, its paths are cut and then left out before the reason
    behind them."""
    line = styled(words, role, ascii_only=ascii_only)
    for cut, by in ((_FOLDERS, "…/"), (_PATH, "")):
        if line.cells <= width:
            break
        line = styled(cut.sub(by, words), role, ascii_only=ascii_only)
    return line
