"""The side that a claim takes, as a sign and a word."""

from __future__ import annotations

from tui.desk.presentation.line import Line
from tui.desk.theme import Look, Role
from tui.model import Stance
from tui.store.rows import ClaimRow, HolderCount, IssueRow

WORDS: tuple[tuple[Stance | None, str], ...] = (
    ("for", "for it"), ("against", "against it"), ("mixed", "both"), (None, "no side"),
)  # fmt: skip


def stance_words(stance: Stance | None, look: Look, *, width: int = 12) -> Line:
    """The side as a sign and words, `− against it`, of a fixed width: it is told without colour."""
    role: Role = stance if stance is not None else "none"
    return Line(((f"{stance_sign(stance, look)} {dict(WORDS)[stance]}".ljust(width), role),))


def stance_sign(stance: str | None, look: Look) -> str:
    """The side as one sign: `+`, `−`, `±`, `·`."""
    glyphs = look.glyphs
    return {"for": glyphs.for_, "against": glyphs.against, "mixed": glyphs.mixed}.get(stance or "", glyphs.none)


def stance_toward(row: ClaimRow, issue: str | None) -> Stance | None:
    """The side that a claim takes on an issue, by its id; on its main issue where none is asked about."""
    if issue is None:
        return row.stance
    return next((taken.stance for taken in row.claim.stances if taken.issue == issue), None)


def of_side(count: HolderCount, stance: Stance | None) -> int:
    """How many of a holder's claims are on one side."""
    return {"for": count.for_, "against": count.against, "mixed": count.mixed}.get(stance or "", count.none)


def side_sums(issue: IssueRow) -> dict[Stance | None, int]:
    """How many claims on an issue are on each side, those of holders alone."""
    return {stance: sum(of_side(count, stance) for count in issue.holders) for stance, _ in WORDS}


def counts_line(count: HolderCount, look: Look, *, all_sides: bool = False) -> Line:
    """`+3 −1 ·2`: the sides that a holder took, each with its number."""
    pieces: list[tuple[str, Role]] = []
    for stance, _ in WORDS:
        number = of_side(count, stance)
        if number or all_sides:
            pieces += [(" ", "text")] if pieces else []
            pieces.append((f"{stance_sign(stance, look)}{number}", stance or "none"))
    return Line(tuple(pieces))
