"""How each kind of thing looks: a role to a style and a glyph, in truecolor, 256, 16 colours or none, or in ASCII.

No two roles that stand beside each other differ by colour alone: every look gives them different attributes (bold,
underline, reverse, italic) or signs. Contrast is held to WCAG AA by tests/desk/test_theme.py, also for readers with
protanopia, deuteranopia and tritanopia.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, get_args

from msgspec import Struct
from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

Role = Literal[
    "text", "dim", "title", "key", "count", "hit", "found", "fuzzy", "content", "source", "cue", "time", "hidden",
    "row", "row_idle", "word", "for", "against", "mixed", "none", "new", "warning", "error", "frame", "focus", "bar",
]  # fmt: skip
ROLES: tuple[Role, ...] = get_args(Role)


class Glyphs(Struct, frozen=True):
    """Signs drawn by the desk itself, each one cell wide but the ellipsis in ASCII."""

    ellipsis: str = "…"
    bars: str = " ▁▂▃▄▅▆▇█"
    block: str = "█"
    claim: str = "▌"  # in the margin of lines that hold a claim of the selection
    other_claim: str = "╎"  # and of other claims
    cursor: str = "▸"  # the row under the cursor, in the pane with the focus
    resting: str = "▹"  # and in the others
    open: str = "»"  # the article in the Reader
    below: str = "┄"  # a line below which stands what is not counted
    said: str = "“"  # an event that somebody tells of
    rests: str = "≈"  # an event on the day of its article, or of the lead: none stands with it
    new: str = "•"
    note: str = "✎"
    turn: str = "↻"
    confidence: str = "●○"
    strokes: str = "─━│"  # a rule, that of the pane with the focus, an edge
    for_: str = "+"
    against: str = "−"
    mixed: str = "±"
    none: str = "·"
    times: str = "×"
    marked: str = "◆"  # a row that is marked
    arrow: str = "→"


ASCII = Glyphs(
    ellipsis="...", bars=" .:-=+*%#", block="#", claim="|", other_claim=":", cursor=">",
    resting=":", open="*", below=".", said='"', rests="~", new="*",
    note="&",
    turn="@", confidence="*.", strokes="-=|", for_="+", against="-", mixed="~", none=".", times="x", arrow=">",
    marked="#",
)  # fmt: skip


class Look(Struct, frozen=True):
    """A whole set: `styles` has every role. `brackets` puts signs around mentions and claims for terminals without
    any attribute."""

    name: str
    dark: bool
    styles: Mapping[Role, Style]
    theme: Theme
    glyphs: Glyphs = Glyphs()
    ascii: bool = False
    brackets: bool = False

    def style(self, role: Role) -> Style:
        return self.styles[role]

    def over(self, below: Role, role: Role) -> Style:
        """`role` drawn on a stretch of `below`, as a mention inside a claim or a word of the row under the cursor."""
        return _over(self.styles[below], self.styles[role])


@lru_cache(maxsize=1024)
def _over(below: Style, above: Style) -> Style:
    return below + above


def _styles(base: str, **roles: str) -> dict[Role, Style]:
    under = Style.parse(base)
    return {role: under + Style.parse(roles.get(role, "none")) for role in ROLES}


# What lists are drawn with is among the 256 colours that every such terminal has: it takes half the bytes of one by its
# red, green and blue (tui.desk.terminal.cells), and looks the same where 256 have to do.
_DARK = _styles(
    "#dadada on #121212",
    dim="#9e9e9e",
    title="bold #dadada",
    key="bold #ffd787",
    count="#afd7ff",
    hit="bold #14110a on #ffc24b",
    found="bold underline #0a1214 on #87d7d7",
    fuzzy="bold underline #ffe0a3 on #4a3a16",
    content="underline #a8d4ff",
    source="bold #87d7af",
    cue="italic #ffafd7",
    time="#afafff",
    hidden="reverse #9e9e9e",
    row="bold #ffffff on #005f87",
    row_idle="#dadada on #303030",
    word="bold reverse #ffffff",
    **{"for": "bold #87d7ff", "against": "bold #ffaf87", "mixed": "bold #d7afff"},
    new="bold #ffd787",
    warning="bold #ffd75f",
    error="bold #ff9c8f",
    frame="#6c6c6c",
    focus="bold #ffd787",
    bar="#dadada on #262626",
)
_LIGHT = _styles(
    "#262626 on #ffffff",
    dim="#626262",
    title="bold #262626",
    key="bold #875f00",
    count="#005faf",
    hit="bold #000000 on #ffc94d",
    found="bold underline #000000 on #afdfdf",
    fuzzy="bold underline #4a3200 on #fdebc2",
    content="underline #0b4f94",
    source="bold #0d5c3a",
    cue="italic #8a1d5c",
    time="#5f5faf",
    hidden="reverse #626262",
    row="bold #ffffff on #005faf",
    row_idle="#262626 on #e4e4e4",
    word="bold reverse #000000",
    **{"for": "bold #005faf", "against": "bold #9a3b00", "mixed": "bold #5f5faf"},
    new="bold #875f00",
    warning="bold #875f00",
    error="bold #a8201a",
    frame="#808080",
    focus="bold #875f00",
    bar="#262626 on #eeeeee",
)
# The terminal's own sixteen colours and background: right on any background its owner chose.
_TERMINAL = _styles(
    "default on default",
    dim="none",
    title="bold",
    key="bold",
    count="none",
    hit="bold black on yellow",
    found="bold underline black on cyan",
    fuzzy="bold underline",
    content="underline",
    source="bold",
    cue="italic",
    time="none",
    hidden="reverse",
    row="bold reverse",
    row_idle="underline",
    word="bold reverse",
    **{"for": "bold", "against": "bold", "mixed": "bold", "none": "none"},
    new="bold",
    warning="bold",
    error="bold reverse",
    frame="none",
    focus="bold",
    bar="reverse",
)
_MONO = _styles(
    "default on default",
    title="bold",
    key="bold",
    hit="reverse",
    found="reverse underline",
    fuzzy="bold underline",
    content="underline",
    source="bold",
    cue="italic",
    hidden="reverse",
    row="bold reverse",
    row_idle="underline",
    word="bold reverse underline",
    **{"for": "bold", "against": "bold", "mixed": "bold"},
    new="bold",
    warning="bold",
    error="bold reverse",
    focus="bold",
    bar="reverse",
)


def _theme(name: str, styles: Mapping[Role, Style], dark: bool) -> Theme:
    """Textual's own theme with our colours, for what is drawn by its widgets (inputs, prompts)."""

    def colour(role: Role, ground: bool = False) -> str:
        style = styles[role]
        value = style.bgcolor if ground else style.color
        return value.get_truecolor().hex if value is not None and not value.is_default else "ansi_default"

    if styles["text"].bgcolor is None or styles["text"].bgcolor.is_default:
        ansi = "ansi_default"
        return Theme(
            name=name, ansi=True, dark=dark, primary=ansi, secondary=ansi, warning=ansi, error=ansi, success=ansi,
            accent=ansi, foreground=ansi, background=ansi, surface=ansi, panel=ansi, boost=ansi,
            variables={**BUILTIN_THEMES["ansi-dark"].variables, "ansi-background": ansi, "ansi-foreground": ansi,
                       "border": ansi, "border-blurred": ansi, "block-cursor-text-style": "reverse"},
        )  # fmt: skip
    ground = colour("text", True)
    return Theme(
        name=name, dark=dark, primary=colour("count"), secondary=colour("source"), warning=colour("warning"),
        error=colour("error"), success=colour("source"), accent=colour("key"), foreground=colour("text"),
        background=ground, surface=ground, panel=colour("bar", True), boost=ground,
        variables={"border": colour("frame"), "border-blurred": colour("frame"), "block-cursor-text-style": "none"},
    )  # fmt: skip


_LOOKS: dict[str, Look] = {
    look.name: look
    for look in (
        Look("dark", True, _DARK, _theme("onrecord-dark", _DARK, True)),
        Look("light", False, _LIGHT, _theme("onrecord-light", _LIGHT, False)),
        Look("terminal", True, _TERMINAL, _theme("onrecord-terminal", _TERMINAL, True)),
        Look("mono", True, _MONO, _theme("onrecord-mono", _MONO, True)),
    )
}
NAMES: tuple[str, ...] = ("auto", *_LOOKS)


def look(name: str = "dark", *, ascii_only: bool = False, brackets: bool = False) -> Look:
    """A look by its name (`dark`, `light`, `terminal`, `mono`); raises KeyError for another."""
    found = _LOOKS[name]
    if not (ascii_only or brackets):
        return found
    glyphs = ASCII if ascii_only else found.glyphs
    return Look(found.name, found.dark, found.styles, found.theme, glyphs, ascii_only, brackets)


def choose(
    environ: Mapping[str, str], *, wanted: str = "auto", ascii_only: bool = False, encoding: str = "utf-8"
) -> Look:
    """The look for a terminal as its environment describes it.

    `wanted` is config.yaml's `theme`. NO_COLOR and terminals without colour get `mono`, those with sixteen colours
    their own; a light background is known from COLORFGBG. Locales that are not UTF-8 get ASCII signs.
    """
    ascii_only = ascii_only or encoding.lower().replace("-", "") not in ("utf8", "utf16", "utf32")
    term = environ.get("TERM", "")
    brackets = term in ("", "dumb", "unknown")
    name = wanted
    if environ.get("NO_COLOR") or term in ("", "dumb", "unknown", "vt100", "vt220", "linux-m", "xterm-mono"):
        name = "mono"
    elif wanted not in _LOOKS:
        name = _by_terminal(environ, term)
    return look(name, ascii_only=ascii_only, brackets=brackets)


def _by_terminal(environ: Mapping[str, str], term: str) -> str:
    rich_colour = environ.get("COLORTERM", "") in ("truecolor", "24bit") or "256" in term or "direct" in term
    if not rich_colour:
        return "terminal"
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if ground in ("7", "15") else "dark"
