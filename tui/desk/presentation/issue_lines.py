"""Issues as lines: how many claims are for the proposition and against it, what it says, and who takes which side.

"It" is the proposition everywhere, never the issue's name or an actor: it is written out where sides are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.stance import WORDS, counts_line, of_side, side_sums, stance_words
from tui.desk.presentation.title import counted
from tui.desk.theme import Look
from tui.model import Stance
from tui.store.rows import HolderCount, IssueRow

WIDE = 56  # columns from which the heads are words
_SIDE = 14  # cells of a side, "− against it", and its gap
_SMALL = 4  # cells of a number under a sign, and its gap


def no_proposition(key: str) -> str:
    """What is said where an issue has none; `key` opens it."""
    return f"none yet, so no side can be told: {key} writes one"


class IssuePart(Struct, frozen=True):
    """One line of an issue: the issue itself, its proposition, or who takes one side."""

    issue: IssueRow
    kind: Literal["head", "proposition", "side"] = "head"
    stance: Stance | None = None


def issue_parts(issue: IssueRow) -> Iterator[IssuePart]:
    """An issue with its proposition and a line for every side that somebody takes."""
    yield IssuePart(issue)
    if issue.proposition:
        yield IssuePart(issue, "proposition")
    for stance, _ in WORDS:
        if any(of_side(count, stance) for count in issue.holders):
            yield IssuePart(issue, "side", stance)


def issue_head(width: int, look: Look, *, hits: bool = False) -> Line:
    """The heads of the columns: `issue   for it  against it  no side`, or their signs in few columns."""
    glyphs = look.glyphs
    if width < WIDE:
        signs = "".join(sign.rjust(_SMALL) for sign in (glyphs.for_, glyphs.against, glyphs.none))
        return columns(width, (styled("issue", "dim"),), (styled(signs, "dim"),), look)
    words = "  for it  against  no side" + ("  about it" if hits else "   claims")
    return columns(width, (styled("issue", "dim"),), (styled(words, "dim"),), look)


def issue_line(part: IssuePart, width: int, look: Look, *, hits: bool = False) -> Line:
    """`New quays   23   1   18   42`, and below it `it: …` and `− against it  Board 4, Lund`."""
    row = part.issue
    if part.kind == "proposition":
        return styled(f"  it: {row.proposition}", "dim", ascii_only=look.ascii).crop(width, look.glyphs.ellipsis)
    if part.kind == "side":
        return (
            Line((("  ", "text"),))
            + stance_words(part.stance, look, width=_SIDE)
            + _holders(row.holders, part.stance, look)
        )
    sums = side_sums(row)
    new = Line(((look.glyphs.new, "new"),)) if row.new else Line()
    title = new + styled(row.name, "title", ascii_only=look.ascii)
    sides = (sums["for"], sums["against"], sums[None] + sums["mixed"])
    if width < WIDE:
        numbers = "".join((str(number) if number else look.glyphs.none).rjust(_SMALL) for number in sides)
        return columns(width, (title,), (Line(((numbers, "count"),)),), look)
    told = (f"{sides[0]:>8}{sides[1]:>9}{sides[2]:>9}", f"{row.hits if hits else row.claims:>{10 if hits else 9}}")
    if row.copies:
        title += Line(((f" (and {counted(row.copies, 'copy', 'copies')})", "dim"),))
    return columns(width, (title,), (Line(((told[0], "count"), (told[1], "text"))),), look)


def _holders(holders: Sequence[HolderCount], stance: Stance | None, look: Look) -> Line:
    found = sorted(((of_side(h, stance), h.name) for h in holders if of_side(h, stance)), key=lambda pair: -pair[0])
    return styled(", ".join(f"{name} {count}" if count > 1 else name for count, name in found), ascii_only=look.ascii)


def holder_line(name: str, count: HolderCount, width: int, look: Look) -> Line:
    """`  Rivertown council   +3 −1`: how often on each side."""
    return columns(width, (styled(" "), styled(name, ascii_only=look.ascii)), (counts_line(count, look),), look)
