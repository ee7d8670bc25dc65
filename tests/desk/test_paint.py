"""The painter: whatever frames it is given, pyte's screen shows the last one, for few bytes."""

import pyte
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import set_cell_size
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.desk.terminal.cells import PLAIN, fold, is_uncertain, pen_change, pen_of, pen_order
from tui.desk.terminal.painter import Painter
from tui.desk.terminal.runs import move

STYLES = (
    Style(), Style(bold=True), Style(color="red"), Style(bgcolor="#102030", underline=True), Style(reverse=True),
    Style(bgcolor="#102030"), Style(bgcolor="#102030", color="red", italic=True),
)  # fmt: skip


def seen(screen: pyte.Screen) -> list[list[object]]:
    """The cells as a reader sees them: of a blank one the ground and its lines alone."""

    def cell(char: pyte.screens.Char) -> object:
        if char.data != " " or char.italics or char.reverse or char.underscore or char.strikethrough:
            return char
        return char.data, char.bg

    return [[cell(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


class Shown:
    """A painter and the screen that its bytes make."""

    def __init__(self, width: int, height: int, *, ascii_only: bool = False, erases: bool = False) -> None:
        self.painter = Painter(ColorSystem.TRUECOLOR, ascii_only=ascii_only, erases=erases)
        self.painter.resize(width, height)
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.width = width

    def frame(self, lines: list[list[tuple[str, Style]]]) -> str:
        strips = [[Strip([Segment(text, style) for text, style in line])] for line in lines]
        self.painter.take(LayoutUpdate(strips, Region(0, 0, self.width, len(lines))))  # type: ignore[arg-type]
        sent = self.painter.frame()
        self.stream.feed(sent)
        return sent

    def plain(self, lines: list[str]) -> str:
        return self.frame([[(set_cell_size(line, self.width), Style())] for line in lines])


def test_only_changes_are_sent() -> None:
    shown = Shown(40, 4)
    shown.plain(["one", "two", "three", ""])
    assert shown.plain(["one", "two", "three", ""]) == ""
    assert shown.plain(["one", "two!", "three", ""]) == "\x1b[2;4H!"
    assert shown.screen.display[1].rstrip() == "two!"


def test_blank_ends_of_lines_are_erased() -> None:
    shown = Shown(40, 2)
    shown.plain(["a long line of words that goes on", ""])
    assert shown.plain(["a", ""]) == "\x1b[1;3H\x1b[K"
    assert shown.screen.display[0].rstrip() == "a"


def test_bands_are_moved_by_the_terminal() -> None:
    shown = Shown(60, 20)
    lines = [f"line {number} with quite some words in it" for number in range(40)]
    shown.plain(["top", *lines[:18], "foot"])
    down = shown.plain(["top", *lines[1:19], "foot"])
    assert len(down) < 120
    assert shown.screen.display[0].rstrip() == "top"
    assert [row.rstrip() for row in shown.screen.display[1:19]] == lines[1:19]
    up = shown.plain(["top", *lines[:18], "foot"])
    assert len(up) < 120
    assert [row.rstrip() for row in shown.screen.display[1:19]] == lines[:18]
    assert shown.screen.display[19].rstrip() == "foot"


@pytest.mark.parametrize("by", [1, -1])
def test_the_row_that_loses_the_cursor_moves_with_the_others(by: int) -> None:
    """Only the row that comes into view is sent, and two signs."""
    shown = Shown(60, 20)
    lines = [f"{chr(65 + number) * 9} {chr(97 + number) * 30}" for number in range(22)]

    def view(top: int, cursor: int) -> list[str]:
        rows = [f"{'>' if n == cursor else ' '}{lines[n]}" for n in range(top, top + 18)]
        return ["top", *rows, "foot"]

    before = view(1, 18 if by > 0 else 1)
    after = view(1 + by, 19 if by > 0 else 0)
    shown.plain(before)
    sent = shown.plain(after)
    assert [row.rstrip() for row in shown.screen.display] == after
    lost = lines[18 if by > 0 else 1]
    assert lost[:9] not in sent
    assert len(sent) < 120


def test_pens_change_by_the_shortest_way() -> None:
    bold = pen_of(Style(bold=True), ColorSystem.TRUECOLOR)
    red = pen_of(Style(bold=True, color="red"), ColorSystem.TRUECOLOR)
    assert pen_change(PLAIN, bold) == "\x1b[1m"
    assert pen_change(bold, red) == "\x1b[31m"
    assert pen_change(red, PLAIN) == "\x1b[m"
    assert pen_change(red, bold) == "\x1b[39m"
    assert pen_of(Style(color="#ff0000", bold=True), None) == ("", "", (1,))


def test_columns_of_a_list_are_sent_with_one_change_of_pen_each() -> None:
    shown = Shown(20, 12)
    dim, red = Style(color="#aaaaaa", bgcolor="#101010"), Style(color="#ff0000", bgcolor="#101010")
    rows = [[(f"name {chr(97 + number)}".ljust(12), dim), (str(number).rjust(8), red)] for number in range(24)]
    shown.frame(rows[:12])
    sent = shown.frame(rows[6:18:2] * 2)
    assert sent.count("38;2;") == 1, "from the pen of the frame before to the other one"
    assert [line.split()[1] for line in shown.screen.display] == [*"gikmoq"] * 2


def test_links_and_meta_are_never_written() -> None:
    shown = Shown(20, 1)
    style = Style(link="http://a/\x1b]0;x\x07") + Style.from_meta({"@click": "app.quit"})
    assert shown.frame([[("words".ljust(20), style)]]) == "\x1b[m\x1b[2J\x1b[1Hwords"


@pytest.mark.fault(21)
def test_controls_that_got_this_far_are_dropped() -> None:
    shown = Shown(20, 1)
    sent = shown.frame([[("a\x1b]52;c;QQ==\x07b\x9b\u202ec".ljust(20), Style())]])
    assert "\x1b]" not in sent
    assert not {"\x07", "\x9b", "\u202e"} & set(sent)


@pytest.mark.fault(14)
def test_columns_hold_after_disputed_widths() -> None:
    shown = Shown(30, 2)
    shown.plain(["👨‍👩‍👧 family|", "🇬🇧 flag ❤️ heart|"])
    widths = [line.index("|") for line in shown.screen.display]
    sent = shown.plain(["👨‍👩‍👧 family|", "🇬🇧 flag ❤️ heart!"])
    assert "!" in sent
    assert [line.rstrip()[-1] for line in shown.screen.display] == ["|", "!"]
    assert widths == [line.rstrip().index(line.rstrip()[-1]) for line in shown.screen.display]


@pytest.mark.fault(72)
def test_folding_to_ascii_keeps_columns() -> None:
    shown = Shown(20, 1, ascii_only=True)
    sent = shown.plain(["café “x” 世界 …│"])
    assert sent.isascii()
    assert shown.screen.display[0].rstrip() == 'cafe "x" ???? .?'
    assert fold("é", 1) == "e"
    assert fold("世", 2) == "??"


def test_after_forgetting_everything_is_sent() -> None:
    shown = Shown(20, 2)
    shown.plain(["one", "two"])
    shown.painter.forget()
    assert shown.painter.behind
    assert "one" in shown.painter.frame()


LINE = st.lists(
    st.tuples(st.text(st.sampled_from("ab  cd|世é-"), min_size=1, max_size=12), st.sampled_from(STYLES)), max_size=4
)


A = ("a", Style())


@settings(max_examples=150, deadline=None)
@example(
    [[[], [A], [], [A] * 2, [A] * 3, []], [[], [], [], [], [A] * 2, [A] * 3]], [], False
)  # moves rows that were right
@given(
    st.lists(st.lists(LINE, min_size=6, max_size=6), min_size=1, max_size=5),
    st.lists(st.integers(-3, 3), max_size=4),
    st.booleans(),
)
def test_the_screen_shows_the_last_frame(
    frames: list[list[list[tuple[str, Style]]]], shifts: list[int], erases: bool
) -> None:
    width = 24
    shown, whole = Shown(width, 6, erases=erases), Shown(width, 6)
    shifted = [frames[-1][shift:] + frames[-1][:shift] for shift in shifts]
    for lines in [*frames, *shifted]:
        fitted = []
        for line in lines:
            strip = Strip([Segment(*piece) for piece in line]).adjust_cell_length(width, Style())
            fitted.append([(segment.text, segment.style or Style()) for segment in strip])
        shown.frame(fitted)
        whole.painter.forget()
        whole.screen.reset()
        whole.frame(fitted)
        assert shown.screen.display == whole.screen.display
        assert seen(shown.screen) == seen(whole.screen)


@given(*[st.tuples(st.integers(0, 7), st.integers(0, 15))] * 2)
def test_every_way_from_cell_to_cell_ends_there(start: tuple[int, int], end: tuple[int, int]) -> None:
    screen = pyte.Screen(16, 8)
    screen.cursor_position(start[0] + 1, start[1] + 1)
    sent = move(*start, *end)
    pyte.Stream(screen).feed(sent)
    assert (screen.cursor.y, screen.cursor.x) == end
    assert len(sent) <= len(f"\x1b[{end[0] + 1};{end[1] + 1}H")


def test_blanks_with_a_background_are_erased_where_the_terminal_gives_it_to_what_it_erases() -> None:
    ground, red = Style(bgcolor="#121212"), Style(color="red", bgcolor="#121212")
    sent = []
    for erases in (False, True):
        shown = Shown(60, 2, erases=erases)
        shown.frame([[("x" * 60, ground)], [("y" * 60, red)]])
        sent.append(shown.frame([[("x" * 20 + " " * 40, ground)], [("y" * 5 + " " * 40 + "y" * 15, red)]]))
        assert [line.rstrip() for line in shown.screen.display] == ["x" * 20, "y" * 5 + " " * 40 + "y" * 15]
        assert {shown.screen.buffer[y][x].bg for y in range(2) for x in range(60)} == {"121212"}
    assert " " * 40 in sent[0]
    assert " " not in sent[1]
    assert "\x1b[K" in sent[1]
    assert "\x1b[40X" in sent[1]
    assert len(sent[1]) < len(sent[0]) / 2


def test_behind_characters_that_may_be_wider_a_row_is_gone_to_by_its_place() -> None:
    shown = Shown(30, 2)
    shown.plain(["aaaa bbbb", "cccc dddd"])
    assert shown.plain(["åååå bbbb", "жжжж dddd"]) == "\x1b[1Håååå\r\nжжжж"
    assert shown.plain(["世世 bbbb", "界界 dddd"]) == "\x1b[1H世世\x1b[2H界界"
    assert [line.rstrip() for line in shown.screen.display] == ["世世 bbbb", "界界 dddd"]


def test_the_pen_is_kept_from_frame_to_frame() -> None:
    shown = Shown(30, 2)
    red = Style(color="#ff0000", bgcolor="#101010")
    shown.frame([[("one".ljust(30), red)], [("two".ljust(30), red)]])
    assert shown.frame([[("one".ljust(30), red)], [("too".ljust(30), red)]]) == "\x1b[2;2Ho"
    shown.painter.forget()
    assert shown.frame([[("one".ljust(30), red)], [("too".ljust(30), red)]]).startswith("\x1b[m\x1b[2J")


def test_of_blank_cells_only_the_ground_counts() -> None:
    shown = Shown(30, 1)
    words, day = Style(color="#d0d0d0", bgcolor="#101010"), Style(color="#a0a0a0", bgcolor="#101010", bold=True)
    shown.frame([[("2031-04-04", day), (" ", day), ("Board opens".ljust(19), words)]])
    assert shown.frame([[("2031-04-04", day), (" ", words), ("Board opens".ljust(19), words)]]) == ""
    assert shown.frame([[("2031-04-04", day), (" ", words), ("Quay  opens".ljust(19), day)]]).count("\x1b[") == 2
    assert shown.screen.display[0].rstrip() == "2031-04-04 Quay  opens"
    for seen_there in (Style(underline=True), Style(italic=True), Style(reverse=True)):
        assert shown.frame([[("2031-04-04", day), (" ", day + seen_there), ("Quay  opens".ljust(19), day)]]) != ""


def test_colours_among_the_256_are_sent_by_their_number() -> None:
    def foreground(colour: str, system: ColorSystem = ColorSystem.TRUECOLOR) -> str:
        return pen_of(Style(color=colour), system)[0]

    assert foreground("#ffd787") == "38;5;222"
    assert foreground("#121212") == "38;5;233"
    assert foreground("#ffd788") == "38;2;255;215;136"
    assert foreground("#0000d7") == "38;2;0;0;215", "20, which some schemes give a colour of their own"
    assert pen_of(Style(bgcolor="#121212"), ColorSystem.TRUECOLOR)[1] == "48;5;233"
    for number in range(22, 256):
        triplet = Color.from_ansi(number).get_truecolor()
        assert foreground(triplet.hex) == f"38;5;{number}" or Color.parse(triplet.hex).number == number


def test_pens_take_turns_in_the_cheapest_order() -> None:
    ground, other = "48;5;233", "48;5;24"
    first: tuple[str, str, tuple[int, ...]] = ("38;5;253", ground, ())
    row, bold, dim = ("38;5;231", other, (1,)), ("38;5;231", ground, (1,)), ("38;5;247", ground, ())
    assert pen_order(first, frozenset((row, bold, dim, first))) == (first, dim, bold, row)
    many = frozenset((f"38;5;{number}", ground, ()) for number in range(100, 130))
    assert set(pen_order(first, many)) == many | {first}


def test_columns_are_sent_one_after_the_other() -> None:
    shown = Shown(30, 8)
    pen = Style(color="#ff0000", bgcolor="#101010")

    def rows(first: int) -> list[list[tuple[str, Style]]]:
        return [
            [(f"{(number * 3) % 10}{'same words in all'.center(27)}{number}", pen)]
            for number in range(first, 8 + first)
        ]

    shown.frame(rows(0))
    sent = shown.frame(rows(1))
    assert len(sent) < 8 * 6 + 10
    assert [line[0] + line[28] for line in shown.screen.display] == [f"{n * 3 % 10}{n}"[:2] for n in range(1, 9)]


def test_letters_and_their_marks_are_sent_as_one_character() -> None:
    shown = Shown(20, 1)
    assert shown.plain(["cafe\u0301 и\u0306"]).endswith("café й")
    two = Style(bold=True), Style(italic=True)
    assert "\u00e9" in shown.frame([[("e", two[0]), ("\u0301t\u00e9".ljust(19), two[1])]]), "the mark has another pen"
    assert "\u0915\u094d" in shown.plain(["\u0915\u094d\u0937"]), "what has no character of its own stays"


DISPUTED = st.lists(
    st.sampled_from([*"ab |", "👨‍👩‍👧", "🇬🇧", "❤️", "\u0915\u094d", "e\u0302\u0323\u0301", "世"]), max_size=14
)


@pytest.mark.fault(14)
@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(DISPUTED, min_size=4, max_size=4), min_size=2, max_size=5))
def test_what_is_sure_stands_in_its_place_beside_what_is_disputed(frames: list[list[list[str]]]) -> None:
    """pyte gives each part of a joined character cells of its own, so it is a terminal that disagrees."""
    shown = Shown(30, 4)
    for lines in frames:
        shown.plain(["".join(line) for line in lines])
        for y, row in enumerate(shown.painter._wanted):
            for x, (char, _) in enumerate(row):
                if char and not is_uncertain(char):
                    assert shown.screen.buffer[y][x].data == char, (y, x)
