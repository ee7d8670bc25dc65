"""What the terminal shows, cell by cell, and the fewest bytes that turn it into what it should show.

Textual sends whole stretches again whenever a widget asks for a refresh. `Painter` keeps the cells that were sent and
sends only those that differ, moves bands of lines by the terminal's own scrolling, goes from place to place by the
shortest way and changes only those attributes that change. Nothing else of the desk's writes text to the terminal, so
this is also where the last control character would be stopped: cells hold one printable character each, and links are
not written at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.color import ColorSystem
from rich.segment import Segment

from tui.desk.terminal.cells import (
    BLANK,
    NOTHING,
    PLAIN,
    SIMPLE,
    Cell,
    Pen,
    cells_of,
    fits,
    ground,
    is_uncertain,
    pen_change,
    reach,
)
from tui.desk.terminal.runs import Run, back, by_pen, by_way, move, size, with_pens
from tui.desk.terminal.textual_internals import ChopsUpdate, CompositorUpdate, LayoutUpdate

# `ESC [ K` has three bytes, and as many blanks are no more to send and leave the pen as it is.
_ERASED = 3  # blank cells at the end of a row that are written rather than erased
# `ESC [ n n X`, and behind it as much again for the move over what was erased: it leaves the cursor where it is.
_GAP = 12  # blank cells within a row from which they are erased rather than written
_SIGNS = 2  # cells in which a row that moves with its band may differ
_FEW = 120  # runs: a list that scrolls has fewer, another screen has more, and they would take milliseconds
# `ESC [ n n C`: with two digits the longest that a move to the right is on screens of up to 99 columns.
_FILLED = 5  # bytes that the longest move within a row takes: equal cells of fewer are sent again


class Painter:
    """The cells of one terminal. `colours` is what the terminal can show, None for none; with `ascii_only` every cell
    is folded to ASCII. `erases` is whether what it erases gets the background of its pen; of others nobody can be
    sure, and blanks that have one are written."""

    def __init__(
        self,
        colours: ColorSystem | None = ColorSystem.TRUECOLOR,
        *,
        ascii_only: bool = False,
        erases: bool = False,
    ) -> None:
        self.colours = colours
        self.ascii_only = ascii_only
        self.erases = erases
        self.width = 0
        self.height = 0
        self._wanted: list[list[Cell]] = []
        self._shown: list[list[Cell]] = []
        self._dirty: set[int] = set()
        self._disputed: set[int] = set()  # rows that may hold characters of a disputed width
        self._clear = True
        self._pen = PLAIN  # the terminal's, kept from frame to frame

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
            if cells_of(segments, self.colours, self.ascii_only, cells):
                self._disputed.add(y)
            start, end = max(x, 0), min(x + len(cells), self.width)
            if start < end:
                self._wanted[y][start:end] = cells[start - x : end - x]
                self._dirty.add(y)

    def frame(self) -> str:
        """The sequences that bring the terminal from what it shows to what it should show; empty where it does."""
        out: list[str] = []
        if self._clear:
            out.append("\x1b[m\x1b[2J")
            self._pen = PLAIN
            self._clear = False
        changed = [y for y in sorted(self._dirty) if self._wanted[y] != self._shown[y]]
        self._dirty.clear()
        # Scrolling a band takes some twenty bytes: for three rows or fewer it never pays.
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
            tail = max(_blank_tail(wanted, self.erases), start) if end == len(wanted) else end
            at = start
            while at < end:
                if at >= tail and end - at > _ERASED:
                    yield Run(y, at, at, wanted[at][1], "\x1b[K", blank=True)
                    break
                if (gap := self._gap(wanted, at, end)) >= _GAP:
                    yield Run(y, at, at, wanted[at][1], f"\x1b[{gap}X", blank=True)
                    at += gap
                    continue
                begin, pen, blank = at, wanted[at][1], wanted[at][0] == " "
                out: list[str] = []
                while at < end and not (at >= tail and end - at > _ERASED):
                    if at > begin and wanted[at] != wanted[at - 1] and self._gap(wanted, at, end) >= _GAP:
                        break
                    char, own = wanted[at]
                    if not fits(wanted[at], pen):
                        if not (blank and pen == ground(own)):
                            break
                        pen = own  # until here there were only blanks
                    blank = blank and char == " "
                    out.append(char or " ")  # the right half without its left one
                    at += 1
                    while at < end and wanted[at][0] == "":
                        at += 1
                    # Terminals disagree on the width of these: behind one the cursor is put where it should be, by its
                    # place.
                    if is_uncertain(char) and at < end:
                        out.append(back(y, at, len(wanted) - at + 1 < reach(char)))
                # Behind the last column terminals differ in where the cursor stands.
                yield Run(y, begin, at if at < len(wanted) else -1, pen, "".join(out), blank and pen == ground(pen))

    def _gap(self, row: list[Cell], start: int, end: int) -> int:
        """How many cells from one on are the same blank, where they can be erased."""
        cell, at = row[start], start
        if not self.erases or cell[0] != " " or cell[1][2]:
            return 0
        while at < end and row[at] == cell:
            at += 1
        return at - start

    def _written(self, runs: list[Run]) -> str:
        """The runs in the cheapest of three orders: row by row; pen by pen, which in a list of several columns saves
        two changes of colour a row for one jump; and, where they are few, of each pen the nearest next, which may be
        column by column."""
        groups = by_pen(runs, self._pen, self._disputed)
        orders = [runs, [run for group in groups for run in group]]
        if len(runs) <= _FEW:
            orders.append(by_way(groups))
        written, self._pen = min(map(self._sequence, orders), key=lambda sequence: size(sequence[0]))
        return written

    def _sequence(self, runs: Sequence[Run]) -> tuple[str, Pen]:
        """The runs in this order, with the moves and the changes of pen that they need, and the last pen.

        Behind characters that some terminal may give another width it goes to another row by its place alone.
        """
        out: list[str] = []
        pen, y, at = self._pen, -1, -1
        sure = True
        for run, after in with_pens(runs, pen):
            change = pen_change(pen, after)
            gap = run.start - at if run.y == y and at >= 0 else -1
            between = self._wanted[y][at : run.start] if 0 < gap <= _FILLED else ()
            equal = "".join([char for char, _ in between])
            start = (y, at) if sure or run.y == y else (-1, -1)
            way = move(*start, run.y, run.start) if gap else ""
            # Equal cells between two runs are sent again where that is shorter than the move over them.
            fill = len(equal) == gap and size(equal) <= len(way)
            if fill and all(fits(cell, pen) for cell in between):
                out += equal, change
            elif fill and all(fits(cell, after) for cell in between):
                out += change, equal
            else:
                out += way, change
            out.append(run.text)
            sure = (sure or way[:1] == "\r" or way[-1:] == "H") and (run.blank or bool(SIMPLE.fullmatch(run.text)))
            pen, y, at = after, run.y, run.end
        return "".join(out), pen

    def _changes(self, y: int) -> Iterator[tuple[int, int]]:
        """Stretches of a row to send, with the cells that a character of disputed width in them may spill into."""
        found = _changes(self._wanted[y], self._shown[y], self.erases)
        if y not in self._disputed:
            return found
        if not any(is_uncertain(char) for row in (self._wanted[y], self._shown[y]) for char, _ in row):
            self._disputed.discard(y)
            return found
        return _with_spills(found, self._wanted[y])

    # --- whole bands of rows

    def _scrolled(self, changed: list[int]) -> str:
        """Move a band of rows by the terminal's own scrolling, where that saves most of what changed."""
        top, bottom = changed[0], changed[-1] + 1
        by, saved = self._shift(top, bottom, len(changed))
        # A scroll that puts right less than half is hardly shorter, and a terminal that is slow at it shows it twice.
        if not by or saved * 2 < len(changed):
            return ""
        top, bottom = self._band(top, bottom, by)
        if self._disputed:
            self._disputed.update(range(top, bottom))
        rows = self._shown[top:bottom]
        blank = [[NOTHING] * self.width for _ in range(abs(by))]
        self._shown[top:bottom] = rows[by:] + blank if by > 0 else blank + rows[:by]
        self._dirty.update(range(top, bottom))
        move = f"\x1b[{bottom}H" + "\n" * by if by > 0 else f"\x1b[{top + 1}H" + "\x1bM" * -by
        return f"\x1b[{top + 1};{bottom}r{move}\x1b[r"

    def _band(self, top: int, bottom: int, by: int) -> tuple[int, int]:
        """What of a band moves: from the first row that moving puts right to the last, with those that they come from.
        What stands still below a list, or above it, is not moved with it and sent again."""
        right = [
            y
            for y in range(top, bottom)
            if top <= y + by < bottom and self._shown[y + by] == self._wanted[y] != self._shown[y]
        ]
        if not right:
            return top, bottom
        first, last = right[0], right[-1]
        while self._moves_along(first - 1, by, top, bottom):
            first -= 1
        while self._moves_along(last + 1, by, top, bottom):
            last += 1
        return min(first, first + by), max(last, last + by) + 1

    def _moves_along(self, y: int, by: int, top: int, bottom: int) -> bool:
        """Whether a row beside the band is put right by moving but for a sign or two, such as that of a cursor."""
        if not (top <= y < bottom and top <= y + by < bottom) or self._shown[y] == self._wanted[y]:
            return False
        pairs = zip(self._shown[y + by], self._wanted[y], strict=True)
        return sum(before != after for before, after in pairs) <= _SIGNS

    def _shift(self, top: int, bottom: int, changed: int) -> tuple[int, int]:
        """By how many rows the band must go up (down where negative), and how many rows that puts right."""
        where: dict[tuple[Cell, ...], list[int]] = {}
        for y in range(top, bottom):
            where.setdefault(tuple(self._shown[y]), []).append(y)
        votes: dict[int, int] = {}
        for y in range(top, bottom):
            # Blank rows stand everywhere: three places of each are enough for the vote, and all would be the square of
            # them.
            for before in where.get(tuple(self._wanted[y]), ())[:3]:
                if before != y:
                    votes[before - y] = votes.get(before - y, 0) + 1
        if not votes:
            return 0, 0
        by = max(votes, key=lambda shift: votes[shift])
        # Of a band that goes further most rows are new: that is another screen, and no scrolling.
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


def _changes(wanted: list[Cell], shown: list[Cell], erases: bool) -> Iterator[tuple[int, int]]:
    """Stretches in which two rows differ; what is blank to the end of the line is one."""
    width = len(wanted)
    blank = _blank_tail(wanted, erases)
    at = 0
    while at < width:
        if wanted[at] == shown[at]:
            at += 1
            continue
        if at >= blank:
            yield at, width  # one erasing
            return
        start = at
        while at < blank and wanted[at] != shown[at]:
            at += 1
        while start and not wanted[start][0]:
            start -= 1  # a wide character is sent whole
        while at < width and not wanted[at][0]:
            at += 1
        yield start, at


def _with_spills(stretches: Iterable[tuple[int, int]], row: list[Cell]) -> Iterator[tuple[int, int]]:
    """The stretches, each on to the cells that every character of disputed width in it may take at most."""
    done = 0
    for start, end in stretches:
        at = start = max(start, done)
        while at < end:
            if is_uncertain(row[at][0]):
                end = max(end, min(at + reach(row[at][0]), len(row)))
            at += 1
        while end < len(row) and not row[end][0]:
            end += 1
        if start < end:
            yield start, end
        done = max(done, end)


def _blank_tail(row: list[Cell], erases: bool) -> int:
    """Where the blanks begin that end a row and can be erased."""
    at, last = len(row), row[-1] if row else BLANK
    if last != BLANK and not (erases and last[0] == " " and not last[1][2]):
        return at
    while at and row[at - 1] == last:
        at -= 1
    return at
