"""Rows of the store as lines: one function a kind of row, (row, width in cells, look) to a Line or two."""

from __future__ import annotations

from collections.abc import Mapping

from tui.desk.presentation.daywords import COLUMN, in_column, in_full
from tui.desk.presentation.line import Line, columns, join, styled
from tui.desk.presentation.stance import counts_line
from tui.desk.presentation.title import counted
from tui.desk.theme import Look, Role
from tui.model import Days, Published
from tui.store.rows import ActorRow, ArticleRow, Found, KwicRow, ProblemRow

KINDS = {"person": "person", "organization": "body", "country": "country", "place": "place", "group": "group"}
WIDE = 56  # columns from which a list has all its columns
_ABOUT = 18  # cells of what an actor's claims are about
_NUMBER = 7  # cells of a number under its head


def published_words(published: Published) -> str:
    """When an article was published, as the reader's first line says it; what is not proven is not said."""
    return in_full(published.days)


def text(words: str, look: Look, role: Role = "text") -> Line:
    """Words of a document or of the config."""
    return styled(words, role, ascii_only=look.ascii)


def day_cell(days: Days | None, look: Look, role: Role = "dim") -> Line:
    """A day in the column of days."""
    return text(in_column(days), look, role).fit(COLUMN, ellipsis=look.glyphs.ellipsis)


def number_cell(number: int, role: Role = "count", width: int = _NUMBER) -> Line:
    return Line((((str(number) if number else "").rjust(width), role),))


# --- articles


def article_head(width: int, look: Look, *, hits: bool = False) -> Line:
    """The heads of the columns; `hits` where the number is of mentions of the selection."""
    what = "named" if hits else "claims"
    if width < WIDE:
        return columns(width, (styled("  title", "dim"),), (styled(what.rjust(_NUMBER), "dim"),), look)
    left = (styled("  " + "day".ljust(COLUMN), "dim"), styled("title", "dim"))
    return columns(width, left, (styled(what.rjust(_NUMBER), "dim"),), look)


def article_lines(
    row: ArticleRow, width: int, look: Look, *, hits: bool = False, opened: bool = False, tall: bool = False
) -> tuple[Line, ...]:
    """`» ~29 Apr 2031  Board Opens Pier   9`, and where `tall` below it the outlet and the number of words."""
    glyphs = look.glyphs
    signs = join(
        (
            Line(((f"{glyphs.new} ", "new"),)) if row.new else Line(),
            Line(((f"{glyphs.note} ", "key"),)) if row.noted else Line(),
            Line((("! ", "warning"),)) if row.problem else Line(),
        )
    )
    role: Role = "dim" if row.seen or not row.read else "text"
    title = signs + text(row.title, look, role)
    if row.copies:
        title += Line(((f" {row.copies + 1} art.", "dim"),))
    sign = Line(((f"{glyphs.open} " if opened else "  ", "key"),))
    ends = (number_cell(row.hits if hits else row.claims),)
    wide = width >= WIDE
    left = (sign + day_cell(row.published.days, look), title) if wide else (sign + title,)
    first = columns(width, left, ends, look)
    if not tall:
        return (first,)
    told = " · ".join(part for part in (row.outlet or "outlet not known", f"{row.words:,} words", row.problem) if part)
    if not wide:
        told = f"{in_column(row.published.days)} · {told}"
    indent = " " * (2 + COLUMN + 1 if wide else 2)
    return first, text(indent + told, look, "dim").crop(width, glyphs.ellipsis)


# --- actors


def actor_head(width: int, look: Look, *, number: str, hits: bool = False) -> Line:
    """The heads of the columns; `number` is what the last one counts, in a word."""
    if width < WIDE:
        return columns(width, (styled("holder", "dim"),), (styled(number.rjust(_NUMBER), "dim"),), look)
    about = "about it" if hits else "mostly about"
    right = f"{about:<{_ABOUT}} {'when':<{COLUMN}} {number:>{_NUMBER}}"
    return columns(width, (styled("holder", "dim"),), (styled("kind".ljust(7), "dim"), styled(right, "dim")), look)


def named_only(actors: int, width: int, look: Look, *, hits: bool = False) -> Line:
    """The line below which stand those that hold nothing: `┄┄ named beside it, hold nothing on it · 12 ┄┄┄`."""
    rule = look.glyphs.below
    what = "named beside it or elsewhere, hold nothing on it" if hits else "only named, hold no claim"
    line = styled(f" {rule * 2} {what} · {actors:,} ", "dim").crop(width, look.glyphs.ellipsis)
    return line + Line(((rule * max(width - line.cells, 0), "dim"),))


def actor_line(
    row: ActorRow, width: int, look: Look, names: Mapping[str, str], *, number: int, hits: bool = False
) -> Line:
    """`Harbour Board  body  New quays  2031  12`: who holds claims, on what, from when to when, and how many."""
    glyphs = look.glyphs
    name = text(row.name, look, "text" if row.claims else "dim")
    held = counts_line(row.held, look) if row.held is not None else Line()
    if width < WIDE:
        ends = (held, number_cell(number, width=4)) if hits and held.cells else (number_cell(number),)
        return columns(width, (name,), ends, look, least=12)
    kind = Line(((KINDS.get(row.kind, row.kind).ljust(7), "dim"),))
    if not row.claims or (hits and not held.cells):
        times = counted(row.mentions, "time")
        named = f"{row.hits:,} of {times} beside it" if hits and row.hits else f"named {times}"
        told = styled(named, "dim").fit(_ABOUT + 1 + COLUMN, ellipsis=glyphs.ellipsis)
        return columns(width, (name,), (kind, told, number_cell(number)), look, least=14)
    about = held if hits else text(names.get(row.mostly, row.mostly), look, "dim")
    right = (kind, about.fit(_ABOUT, ellipsis=glyphs.ellipsis), day_cell(row.days, look), number_cell(number))
    return columns(width, (name,), right, look, least=14)


def actor_told(row: ActorRow, names: Mapping[str, str], about: str = "") -> tuple[str, ...]:
    """An actor in words, for below the list."""
    kind = KINDS.get(row.kind, row.kind)
    named = f"named {counted(row.mentions, 'time')} in {counted(row.articles, 'article')}"
    if not row.claims:
        return (f"{row.name}: {kind}, {named}; holds no claim.",)
    held = f"holds {counted(row.claims, 'claim')}"
    mostly = f", mostly on {names.get(row.mostly, row.mostly)}" if row.mostly else ""
    when = f", {in_full(row.days)}" if row.days is not None else ""
    beside = f" {counted(row.hits, 'time')} beside {about}." if row.hits and about else ""
    return (f"{row.name}: {kind}, {held}{mostly}{when}; {named}.{beside}",)


# --- concordance, find, problems


def kwic_line(row: KwicRow, width: int, look: Look) -> Line:
    """`4 Apr 2031   …ferries from the  Port Ansgar  and beyond…`: the match in the same column in every row."""
    glyphs = look.glyphs
    exact = row.by in ("name", "alias", "description")
    match = text(row.match, look, "hit" if exact else "fuzzy").crop(max(width // 3, 8), glyphs.ellipsis)
    room = max(width - COLUMN - 3 - match.cells, 0)
    left_width = max((width - COLUMN - 3) * 2 // 5, 0)
    left = text(row.left, look).crop_left(min(left_width, room), glyphs.ellipsis).pad(min(left_width, room), "right")
    right = text(row.right, look).crop(max(room - left.cells, 0), glyphs.ellipsis)
    space = Line(((" ", "text"),))
    return day_cell(row.day, look) + space + left + space + match + space + right


def kwic_head(width: int, look: Look) -> Line:
    left = max((width - COLUMN - 3) * 2 // 5, 0)
    words = "day".ljust(COLUMN) + " " + "before it".rjust(left) + " the mention, and what comes after"
    return styled(words, "dim").crop(width, look.glyphs.ellipsis)


def found_line(row: Found, width: int, look: Look) -> Line:
    """A match under the find prompt: its kind, its words, why it is one, how often."""
    kind = Line(((row.kind.ljust(8), "dim"),))
    label = text(row.label, look, "text" if row.score >= 100 else "fuzzy")
    if row.why:
        label += text(f"  {row.why}", look, "dim")
    return columns(width, (kind, label), (number_cell(row.n),), look)


def problem_line(row: ProblemRow, width: int, look: Look) -> Line:
    """`name.txt:3  why it could not be read`."""
    where = f"{row.path}:{row.line}" if row.line is not None else row.path
    name = text(where, look, "title").crop(max(width // 2, 10), look.glyphs.ellipsis)
    return columns(width, (name, text(row.why, look)), (), look)
