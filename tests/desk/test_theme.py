"""Looks: contrast, colour-blind readers, fewer colours, none at all, and what a terminal says about itself."""

from itertools import combinations

import pytest
from rich.color import Color, ColorSystem

from tui.desk.presentation.line import Line
from tui.desk.terminal.cells import pen_of
from tui.desk.terminal.driver import terminal_encoding
from tui.desk.theme import NAMES, ROLES, Look, Role, choose, look

COLOURED = ("dark", "light")
LOOKS = ("dark", "light", "terminal", "mono")
# What stands in one text or one list and must be told apart without colour.
READER: tuple[Role, ...] = ("text", "hit", "fuzzy", "content", "source", "cue", "word", "hidden")
RGB = tuple[float, float, float]

# Viénot, Brettel and Mollon (1999) for red and green, Brettel (1997) in one plane for blue; linear RGB.
BLINDNESS = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "tritanopia": ((1.0, 0.14461, -0.14461), (0.0, 0.85924, 0.14076), (0.0, 0.85924, 0.14076)),
}


def linear(color: Color) -> RGB:
    parts = [value / 255 for value in color.get_truecolor()]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # type: ignore[return-value]


def seen(rgb: RGB, blindness: str | None) -> RGB:
    if blindness is None:
        return rgb
    return tuple(min(max(sum(f * v for f, v in zip(row, rgb, strict=True)), 0), 1) for row in BLINDNESS[blindness])  # type: ignore[return-value]


def contrast(one: RGB, other: RGB) -> float:
    """WCAG 2.2, 1.4.3."""
    first, second = (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def colours(style: Look, role: Role, system: ColorSystem) -> tuple[Color, Color]:
    drawn = style.style(role)
    assert drawn.color is not None
    assert drawn.bgcolor is not None
    pair = (drawn.color.downgrade(system), drawn.bgcolor.downgrade(system))
    return (pair[1], pair[0]) if drawn.reverse else pair


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("blindness", [None, *BLINDNESS])
@pytest.mark.parametrize("system", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT])
def test_contrast_is_wcag_aa(name: str, blindness: str | None, system: ColorSystem) -> None:
    style = look(name)
    for role in ROLES:
        front, back = colours(style, role, system)
        least = 3.0 if role == "frame" else 4.5  # 1.4.11 for lines, 1.4.3 for words
        found = contrast(seen(linear(front), blindness), seen(linear(back), blindness))
        assert found >= least, f"{role}: {found:.2f}"


@pytest.mark.parametrize("name", COLOURED)
def test_quiet_grounds_stay_quiet_in_256_colours(name: str) -> None:
    shown = []
    for role in ("text", "row_idle", "bar"):
        _, back = colours(look(name), role, ColorSystem.EIGHT_BIT)
        ground = back.get_truecolor()
        assert max(ground) - min(ground) < 16, role
        shown.append(ground)
    assert shown[0] != shown[1]
    assert shown[0] != shown[2]


@pytest.mark.parametrize("name", LOOKS)
def test_reader_marks_differ_without_colour(name: str) -> None:
    style = look(name)
    shapes = {}
    for role in READER:
        drawn = style.style(role)
        ground = drawn.bgcolor not in (None, style.style("text").bgcolor)
        shapes[role] = (*pen_of(drawn, None)[2], "ground" if ground else "")
    for one, other in combinations(READER, 2):
        assert shapes[one] != shapes[other] or {one, other} == {"hidden", "hit"}, (one, other)
    # A sign that stands for a hidden character is not bold, brackets or a picture of one; a mention is a whole word.
    assert style.style("hidden").reverse
    assert not style.style("hidden").bold


@pytest.mark.parametrize("name", LOOKS)
def test_the_row_with_the_focus_differs_from_one_without(name: str) -> None:
    style = look(name)
    assert pen_of(style.style("row"), None)[2] != pen_of(style.style("row_idle"), None)[2]


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("under", ["text", "row", "row_idle", "bar"])
def test_what_is_lit_and_the_cell_of_the_cursor_are_seen_on_every_row(name: str, under: Role) -> None:
    style = look(name)
    words = Line((("plain", "text"), ("bold", "title"), ("lit", "hit"), ("cell", "word")))
    plain, bold, lit, cell = (pen_of(segment.style, None)[2] for segment in words.segments(style, under))
    for marked, role in ((lit, "hit"), (cell, "word")):
        coloured = style.style(role).bgcolor not in (None, style.style(under).bgcolor)
        assert coloured or marked not in (plain, bold), role


def test_looks_have_every_role_and_ascii_only_ascii() -> None:
    for name in LOOKS:
        assert set(look(name).styles) == set(ROLES)
        plain = look(name, ascii_only=True).glyphs
        assert all(getattr(plain, field).isascii() for field in plain.__struct_fields__)
    assert ("auto", *LOOKS) == NAMES


@pytest.mark.fault(72)
@pytest.mark.parametrize(
    ("environ", "wanted", "name", "ascii_only"),
    [
        ({"TERM": "xterm-256color"}, "auto", "dark", False),
        ({"TERM": "tmux-256color", "COLORFGBG": "0;15"}, "auto", "light", False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "light", "light", False),
        ({"TERM": "linux"}, "auto", "terminal", False),
        ({"TERM": "screen"}, "auto", "terminal", False),
        ({"TERM": "vt100"}, "auto", "mono", False),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "dark", "mono", False),
        ({"TERM": "dumb"}, "auto", "mono", False),
        ({}, "auto", "mono", False),
        ({"TERM": "xterm-256color", "LC_ALL": "C"}, "auto", "dark", True),
        ({"TERM": "xterm-256color", "LANG": "de_DE.ISO-8859-1"}, "auto", "dark", True),
        ({"TERM": "xterm-256color", "LANG": "C", "LC_CTYPE": "C.UTF-8"}, "auto", "dark", False),
    ],
)
def test_choice(environ: dict[str, str], wanted: str, name: str, ascii_only: bool) -> None:
    chosen = choose(environ, wanted=wanted, encoding=terminal_encoding(environ))
    assert (chosen.name, chosen.ascii) == (name, ascii_only)
    assert chosen.brackets == (environ.get("TERM", "") in ("", "dumb"))


def test_an_unknown_look() -> None:
    with pytest.raises(KeyError):
        look("solarised")


@pytest.mark.parametrize("name", COLOURED)
def test_what_lists_are_drawn_with_takes_few_bytes(name: str) -> None:
    in_lists: tuple[Role, ...] = ("text", "dim", "key", "count", "time", "row", "row_idle", "for", "mixed", "frame")
    for role in in_lists:
        front, back, _ = pen_of(look(name).style(role), ColorSystem.TRUECOLOR)
        assert front.startswith("38;5;"), role
        assert back.startswith("48;5;"), role
