"""Claims as lines: who, cue and content in one sentence; the side toward which issue, the day and the outlet in words;
the heads of their groups; and what stands below the list of the row under the cursor.

The cue is never cut: where a pane is too narrow for holder, cue and content, the content goes first, then the holder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from tui.desk.presentation.daywords import about
from tui.desk.presentation.line import Line, columns, head_of, join, styled
from tui.desk.presentation.sentence import Sentence, sentence, side_words, toward_words
from tui.desk.presentation.stance import stance_sign, stance_toward
from tui.desk.presentation.title import counted
from tui.desk.presentation.wrap import wrap
from tui.desk.theme import Look, Role
from tui.model import Stance
from tui.store.rows import ClaimGroup, ClaimRow
from tui.text.neutral import neutral

Form = Literal["line", "told", "named", "wrapped"]
_ROLES: Mapping[str, Role] = {"holder": "source", "cue": "cue", "content": "text"}
_LEAST = 12  # cells of a content below which the holder is shortened: two words or three
_SIDES: Mapping[str | None, str] = {
    "for": "for it", "against": "against it", "mixed": "both for and against it", "none": "no side taken",
    None: "not about it",
}  # fmt: skip
_STANCES: tuple[Stance, ...] = ("for", "against", "mixed")
MOST_NAME = 8  # cells of a coder's name in a row


class PartHead(Struct, frozen=True):
    """The head of what a selected actor says, or of what others say of it."""

    part: str  # "by" or "about"
    name: str
    claims: int


def claim_lines(
    row: ClaimRow, width: int, look: Look, *, issue: str = "", names: Mapping[str, str], form: Form = "line"
) -> tuple[Line, ...]:
    """`− Lund denied that the quay had closed   ×2 ●●○`, and what stands in a second line.

    Args:
        row: the claim.
        width: cells of each line.
        look: how it is drawn.
        issue: the id of the selected issue, toward which the side is shown; empty for the claim's main one.
        names: of the issues, by their ids.
        form: "line" is one line; "told" has a second one with side, day, outlet and title, "named" with the issue too;
            "wrapped" goes on with the sentence in the second.
    """
    sign = stance_sign(stance_toward(row, issue or None), look)
    role: Role = stance_toward(row, issue or None) or "none"
    before = Line(((sign, role), (" ", "text"))) + _marks(row, look)
    ends = _ends(row, look)
    room = max(width - before.cells - sum(end.cells + 1 for end in ends), 1)
    if form == "wrapped":
        return _wrapped(row, before, ends, width, look)
    first = columns(width, (before + said(row, room, look),), ends, look, least=0)
    if form == "line":
        return (first,)
    side = side_words(row.stance) if form == "told" and not issue else toward_words(row, issue, names)
    told = (side, about(row.days), row.outlet or "", row.title)
    words = styled("  " + " · ".join(part for part in told if part), "dim", ascii_only=look.ascii)
    return first, words.crop(width, look.glyphs.ellipsis)


def _wrapped(row: ClaimRow, before: Line, ends: Sequence[Line], width: int, look: Look) -> tuple[Line, ...]:
    """The sentence in two lines, the signs at the end of the second."""
    whole = said(row, (width - before.cells) * 2 - sum(end.cells + 1 for end in ends), look)
    words = whole.plain
    stop = next((end for _, end in wrap(words, max(width - before.cells, 1))), len(words))
    first, rest = whole.split(stop)
    return (before + first).fit(width), columns(width, (Line((("  ", "text"),)) + rest,), ends, look, least=0)


def said(row: ClaimRow, room: int, look: Look) -> Line:
    """The claim's sentence in at most `room` cells, its holder and cue before all else."""
    made = sentence(row)
    shorter = made if len(made.plain) <= room else _shortened(made, room)
    dim = row.status == "rejected" or row.copy
    pieces = [styled(words, "dim" if dim else _ROLES[part], ascii_only=look.ascii) for words, part in shorter.pieces]
    return join(pieces).crop(room, look.glyphs.ellipsis)


def _shortened(made: Sentence, room: int) -> Sentence:
    fixed = sum(len(words) for words, part in made.pieces if part != "content")
    over = fixed + _LEAST - room
    holder = made.part("holder")
    if over > 0 and len(holder) > 8:
        short = head_of(holder, max(len(holder) - over - 1, 6)).rstrip() + "…"
        made = Sentence(
            tuple((words.replace(holder, short) if part == "holder" else words, part) for words, part in made.pieces)
        )
    return made.cut(room)


def _marks(row: ClaimRow, look: Look) -> Line:
    """What a person did with it, and whether the holder turned: `=` confirmed, `~` changed, `x` rejected, with the name
    of the coder where it was another; `!` where coders disagree."""
    glyphs = look.glyphs
    status: Mapping[str, tuple[str, Role]] = {
        "confirmed": ("= ", "source"), "changed": ("~ ", "key"), "rejected": ("x ", "error"),
        "added": ("& ", "key"),
    }  # fmt: skip
    pieces = [status[row.status]] if row.status in status else []
    if row.by:
        pieces.append((f"{neutral(row.by, one_line=True, ascii_only=look.ascii)[:MOST_NAME]} ", "dim"))
    if row.disputed:
        pieces.append(("! ", "error"))
    if row.noted:
        pieces.append((f"{glyphs.note} ", "key"))
    if row.turn:
        pieces.append((f"{glyphs.turn} ", "new"))
    return Line(tuple(pieces))


def _ends(row: ClaimRow, look: Look) -> tuple[Line, ...]:
    """How many claims of the sentence, how many articles tell it, and how sure it is."""
    ends = []
    if row.folded:
        ends.append(Line(((f"{look.glyphs.times}{row.folded + 1}", "dim"),)))
    if row.copies:
        ends.append(Line(((f"{row.copies + 1} art.", "dim"),)))
    # In the colour of the text: another one for three signs would be a seventh of what a move to a row sends.
    return (*ends, Line(((confidence(row.claim.confidence, look), "text"),)))


def confidence(value: float, look: Look) -> str:
    """Three signs: `●●○` for the middle third."""
    full = 1 + (value >= 0.5) + (value >= 0.8)
    return look.glyphs.confidence[0] * full + look.glyphs.confidence[1] * (3 - full)


# --- heads


def head_line(row: ClaimGroup | PartHead, width: int, look: Look, names: Mapping[str, str], toward: str) -> Line:
    """The head of a group: `− AGAINST IT · 8 claims in 7 rows by 5 holders`, or the line below which nothing is
    counted; `toward` is the issue whose sides the groups are, empty where each group is an issue."""
    if isinstance(row, PartHead):
        what = f"BY {row.name}" if row.part == "by" else f"ABOUT {row.name}, said by others"
        return styled(f"{what} · {counted(row.claims, 'claim')}", "title", ascii_only=look.ascii)
    if row.doubtful:
        why = ", ".join(f"{reason} {number}" for reason, number in row.reasons)
        rule = look.glyphs.below * 2
        line = styled(f"{rule} DOUBTFUL, below all else · {row.claims}: {why} ", "dim")
        return line + Line(((look.glyphs.below * max(width - line.cells, 0), "dim"),))
    # What is counted is claims; where several are one row, or one is in several, the rows are counted too.
    rows = f" in {counted(row.rows, 'row')}" if row.rows != row.claims else ""
    by = f" · {counted(row.claims, 'claim')}{rows} by {counted(row.holders, 'holder')}"
    if not toward:
        none = "On no issue of the watchlist" if names else "Nothing is watched yet"
        name = names.get(row.issue, row.issue) if row.issue else none
        return styled(name + by, "title", ascii_only=look.ascii)
    stance = next((known for known in _STANCES if known == row.side), None)
    role: Role = stance or "none"
    return Line(((f"{stance_sign(stance, look)} {_SIDES[row.side].upper()}", role), (by, "title")))


# --- below the list


def claim_note(row: ClaimRow, issue: str, names: Mapping[str, str]) -> str:
    """What stands in the line above the whole sentence: the side that the claim takes, and on what."""
    return toward_words(row, issue, names)


def claim_told(row: ClaimRow) -> Sequence[str]:
    """The whole claim in words: its sentence, where it stands, and what else is to be known of the row."""
    told = [sentence(row).plain]
    where = " · ".join(part for part in (about(row.days), row.outlet or "", row.title) if part)
    more = []
    if row.folded:
        more.append(f"{row.folded + 1} claims in one sentence")
    if row.copies:
        more.append(f"{row.copies + 1} articles carry it")
    if row.doubts:
        more.append(f"doubtful: {', '.join(row.doubts)}")
    return (*told, " · ".join((where, *more)))
