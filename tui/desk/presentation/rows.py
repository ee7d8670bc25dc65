"""Rows of the store as lines: one function a kind of row, (row, width in cells, look) to a Line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from tui.desk.presentation.line import Line, columns, join, styled
from tui.desk.presentation.title import counted
from tui.desk.theme import Look, Role
from tui.model import Days, Published, Stance
from tui.store.rows import (
    ActorRow,
    ArticleRow,
    ClaimRow,
    Entry,
    Found,
    HolderCount,
    IssueRow,
    KwicRow,
    Period,
    ProblemRow,
)

DAY = 10  # cells of a column of days
KINDS = {"person": "pers.", "organization": "org", "country": "state", "place": "place", "group": "group"}
_STANCES: tuple[tuple[Stance | None, str], ...] = (("for", "for_"), ("against", "against"), ("mixed", "mixed"))
_STANCE_WIDTH = 9  # of "− against"


def days_words(days: Days | None) -> str:
    """A range of days in at most ten cells: `2031-04-04`, `2031-04`, `2031`, `2030–2031`; `2031-04~29` for some days
    from the 29th on, `2031-04…` for some months."""
    if days is None:
        return "no date"
    first, last = days.first, days.last
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}" if first.day == 1 and last.day >= 28 else f"{first:%Y-%m}~{first:%d}"
    if (last - first).days < 14:
        return f"{first:%Y-%m}~{first:%d}"
    if first.year == last.year:
        return f"{first.year:04}" if first.month == 1 and last.month == 12 else f"{first:%Y-%m}…"
    return f"{first.year:04}–{last.year:04}"


def published_words(published: Published) -> str:
    """When an article was published, as the reader's first line says it; what is not proven is not said."""
    if published.days is None:
        return "no date"
    if published.days.first == published.days.last:
        return published.days.first.isoformat()
    return f"between {published.days.first} and {published.days.last}"


def _day(days: Days | None, look: Look, role: Role = "dim") -> Line:
    return styled(days_words(days), role, ascii_only=look.ascii).fit(DAY, ellipsis=look.glyphs.ellipsis)


def _text(text: str, look: Look, role: Role = "text") -> Line:
    return styled(text, role, ascii_only=look.ascii)


def _of(hits: int, number: int, look: Look, width: int = 7) -> Line:
    """`3/8`: how many of all touch the selection; the few stand out, nothing is shown of none."""
    few = Line(((str(hits), "count"),)) if hits else Line()
    return (few + Line(((f"/{number}", "dim"),)) if hits else Line(((f"{number}", "dim"),))).pad(width, "right")


def _count(number: int, width: int, role: Role = "count") -> Line:
    return Line((((str(number) if number else "").rjust(width), role),))


def article_line(row: ArticleRow, width: int, look: Look, *, hits: bool = False) -> Line:
    """`2031-04-04 Board Opens Pier…  9`: the count is of hits in the selection with `hits`, else of mentions."""
    glyphs = look.glyphs
    signs = join(
        (
            Line(((glyphs.new, "new"),)) if row.new else Line(),
            Line(((glyphs.note, "key"),)) if row.noted else Line(),
            Line((("!", "warning"),)) if row.problem else Line(),
        )
    )
    role: Role = "dim" if row.seen or not row.read else "text"
    title = signs + (Line(((" ", "text"),)) if signs.cells else Line()) + _text(row.title, look, role)
    if row.copies:
        title += Line(((f" {glyphs.times}{row.copies + 1}", "dim"),))
    ends = [_text(row.outlet or "", look, "dim").fit(14, ellipsis=glyphs.ellipsis)] if width >= 70 else []
    ends.append(_count(row.hits if hits else row.mentions, 4))
    return columns(width, (_day(row.published.days, look), title), ends, look)


def actor_line(row: ActorRow, width: int, look: Look, *, hits: bool = False) -> Line:
    """`Board  org   8 ▂▅█`: a count and its course over the months. In a narrow pane the name comes first."""
    narrow = width < 34
    counts = _of(row.hits, row.mentions, look, 5 if narrow else 7) if hits else _count(row.mentions, 4)
    ends = [_text(KINDS.get(row.kind, row.kind), look, "dim").fit(5, ellipsis=""), counts]
    if width >= 24:
        ends.append(Line(((spark([count for _, count in row.months], 3 if narrow else 8, look), "count"),)))
    return columns(width, (_text(row.name, look),), ends, look, least=14)


class IssuePart(Struct, frozen=True):
    """One line of an issue: the issue itself, or who takes one stance on it."""

    issue: IssueRow
    stance: Stance | None = None
    head: bool = True


def issue_parts(rows: Sequence[IssueRow]) -> Iterator[IssuePart]:
    """Each issue, followed by a line for every stance that somebody takes on it."""
    for row in rows:
        yield IssuePart(row)
        for stance, field in _STANCES:
            if any(getattr(holder, field) for holder in row.holders):
                yield IssuePart(row, stance, head=False)


def issue_line(part: IssuePart, width: int, look: Look, *, hits: bool = False) -> Line:
    """`New quays (and 2 copies)   6  7` (mentions, claims), and below it `  against  Board 4, Lund`."""
    row = part.issue
    if part.head:
        new = Line(((look.glyphs.new, "new"),)) if row.new else Line()
        ends = (_of(row.hits, row.mentions, look) if hits else _count(row.mentions, 4), _count(row.claims, 3, "text"))
        title = new + _text(row.name, look, "title")
        copies = Line(((f" (and {counted(row.copies, 'copy', 'copies')})", "dim"),))
        room = width - sum(end.cells + 1 for end in ends) >= title.cells + copies.cells
        return columns(width, (title + copies if row.copies and room else title,), ends, look)
    field = {"for": "for_", "against": "against", "mixed": "mixed"}[part.stance or "mixed"]
    return (
        Line((("  ", "text"),))
        + stance_words(part.stance, look, width=_STANCE_WIDTH + 1)
        + _holders(row.holders, field, look)
    )


def _holders(holders: Sequence[HolderCount], field: str, look: Look) -> Line:
    counted = sorted(((getattr(h, field), h.name) for h in holders if getattr(h, field)), key=lambda pair: -pair[0])
    return _text(", ".join(f"{name} {count}" if count > 1 else name for count, name in counted), look)


def stance_words(stance: Stance | None, look: Look, *, width: int = _STANCE_WIDTH) -> Line:
    """The stance as a sign and a word, `− against`, of a fixed width: it is told without colour."""
    role: Role = stance if stance is not None else "none"
    return Line(((f"{stance_sign(stance, look)} {stance or ''}".ljust(width), role),))


def stance_sign(stance: Stance | None, look: Look) -> str:
    """The stance as one sign: `+`, `−`, `±`, `·`."""
    glyphs = look.glyphs
    return {"for": glyphs.for_, "against": glyphs.against, "mixed": glyphs.mixed}.get(stance or "", glyphs.none)


def stance_toward(row: ClaimRow, issue: str | None) -> Stance | None:
    """The stance that a claim takes on an issue, by its id; on its main issue where none is asked about."""
    if issue is None:
        return row.stance
    return next((taken.stance for taken in row.claim.stances if taken.issue == issue), None)


def claim_line(row: ClaimRow, width: int, look: Look, *, holder_width: int = 14, issue: str | None = None) -> Line:
    """`− against Board  2031-04-04 "a bad idea" ●●○`: stance, holder, day, words, confidence, and the
    article where there is room; `×3` where three articles carry its story, dim where it is told again. The stance is
    that toward `issue`, by its id, else toward the claim's main one."""
    glyphs = look.glyphs
    status: dict[str, tuple[str, Role]] = {
        "confirmed": ("=", "source"),
        "changed": ("~", "key"),
        "rejected": ("x", "error"),
    }
    sign, sign_role = status.get(row.status, (" ", "text"))
    holder = _text(row.holder or "?", look, "source" if row.holder else "dim")
    words = _text(row.words, look, "dim" if row.status == "rejected" or row.copy else "text")
    if row.claim.kind == "direct" and not row.words.startswith(('"', "“", "‘", "'")):
        words = Line((('"', "dim"),)) + words + Line((('"', "dim"),))
    if row.turn:
        words = Line(((glyphs.turn + " ", "new"),)) + words
    if row.copies:
        words = Line(((f"{glyphs.times}{row.copies + 1} ", "dim"),)) + words
    if row.noted:
        words = Line(((glyphs.note + " ", "key"),)) + words
    left = (
        Line(((sign, sign_role),)) + stance_words(stance_toward(row, issue), look),
        holder.fit(min(holder_width, max(width // 4, 6)), ellipsis=glyphs.ellipsis),
        _day(row.days, look),
        words,
    )
    article = [_text(row.title, look, "dim").fit(24, ellipsis=glyphs.ellipsis)] if width >= 100 else []
    return columns(width, left, (*article, Line(((confidence(row.claim.confidence, look), "count"),))), look, least=12)


def confidence(value: float, look: Look) -> str:
    """Three signs: `●●○` for the middle third."""
    full = 1 + (value >= 0.5) + (value >= 0.8)
    return look.glyphs.confidence[0] * full + look.glyphs.confidence[1] * (3 - full)


def timeline_line(row: Period | Entry, width: int, look: Look, *, most: int = 0, hits: bool = False) -> Line:
    """A period `2031-04 ▅ summit…  6`, or, below it, a dated sentence; `most` is the highest count of a period."""
    if isinstance(row, Entry):
        return _entry_line(row, width, look)
    number = row.hits if hits else row.n
    bar = Line(((spark([number], 1, look, most=most), "count"),))
    label = _text(row.label, look, "title").fit(max(7, len(row.label)))
    return columns(width, (label, bar, _text(row.sample, look, "dim")), (_count(number, 4),), look)


def _entry_line(row: Entry, width: int, look: Look) -> Line:
    glyphs = look.glyphs
    sign = glyphs.claim if row.hit else (glyphs.arrow if row.planned else " ")
    before, found, after = row.words.partition(row.text or row.words or " ")
    words = _text(before, look) + _text(found, look, "time") + _text(after, look) if found else _text(row.words, look)
    if row.hit and row.planned:
        words = Line(((f"{glyphs.arrow} ", "count"),)) + words
    ends = (Line(((f"{glyphs.times}{row.sources}", "dim"),)),) if row.sources > 1 else ()
    return columns(width, (Line(((sign, "count"),)) + _day(row.days, look), words), ends, look)


def kwic_line(row: KwicRow, width: int, look: Look) -> Line:
    """`2031-04-04   …ferries from the  Port Ansgar  and beyond…`: the match in the same column in every row."""
    glyphs = look.glyphs
    exact = row.by in ("name", "alias", "description")
    match = _text(row.match, look, "hit" if exact else "fuzzy").crop(max(width // 3, 8), glyphs.ellipsis)
    room = max(width - DAY - 3 - match.cells, 0)
    left_width = max((width - DAY - 3) * 2 // 5, 0)
    left = _text(row.left, look).crop_left(min(left_width, room), glyphs.ellipsis).pad(min(left_width, room), "right")
    right = _text(row.right, look).crop(max(room - left.cells, 0), glyphs.ellipsis)
    space = Line(((" ", "text"),))
    return _day(row.day, look) + space + left + space + match + space + right


def found_line(row: Found, width: int, look: Look) -> Line:
    """A match under the find prompt: its kind, its words, why it is one, how often."""
    kind = Line(((row.kind.ljust(8), "dim"),))
    label = _text(row.label, look, "text" if row.score >= 100 else "fuzzy")
    if row.why:
        label += _text(f"  {row.why}", look, "dim")
    return columns(width, (kind, label), (_count(row.n, 6),), look)


def problem_line(row: ProblemRow, width: int, look: Look) -> Line:
    """`name.txt:3  why it could not be read`."""
    where = f"{row.path}:{row.line}" if row.line is not None else row.path
    name = _text(where, look, "title").crop(max(width // 2, 10), look.glyphs.ellipsis)
    return columns(width, (name, _text(row.why, look)), (), look)


def spark(counts: Sequence[int], width: int, look: Look, *, most: int = 0) -> str:
    """Counts as bars of one cell each, in `width` cells; neighbours are averaged where there are more counts."""
    bars = look.glyphs.bars
    heights: list[float] = list(counts)
    if len(counts) > width:
        edges = [at * len(counts) // max(width, 1) for at in range(width + 1)]
        heights = [sum(counts[low:high]) / (high - low) for low, high in pairwise(edges)]
    top = max([float(most), *heights]) or 1.0
    drawn = "".join(bars[0] if not n else bars[max(1, round(n * (len(bars) - 1) / top))] for n in heights)
    return drawn.ljust(width)
