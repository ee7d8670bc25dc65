"""Where a holder stands on an issue, as the cell of a table: by the same rule as the matrix of the desk."""

from __future__ import annotations

from collections import Counter

from tui.export.days import days_words
from tui.export.portable_text import one_line
from tui.export.record import on_issue
from tui.export.statements import Statement
from tui.model import Stance

STANCES = {"for": "for", "against": "against", "mixed": "mixed", None: "no stance shown"}
_SIGNS = {"for": "+", "against": "−", "mixed": "±", None: "?"}
TURN = "⇄"


def stance_of(statement: Statement, issue: str) -> Stance | None:
    return next((toward.stance for toward in statement.toward if toward.issue == issue), None)


def _counts(statements: list[Statement], issue: str) -> Counter[Stance | None]:
    return Counter(stance_of(statement, issue) for statement in statements)


def _stands(counts: Counter[Stance | None]) -> Stance | None:
    """As the matrix of the desk has it: two thirds of for and against decide, else it is mixed."""
    for_, against, mixed = counts["for"], counts["against"], counts["mixed"]
    if for_ >= 2 * against and for_ and for_ >= mixed:
        return "for"
    if against >= 2 * for_ and against and against >= mixed:
        return "against"
    return "mixed" if for_ or against or mixed else None


def cell(statements: list[Statement], issue: str) -> str:
    if not statements:
        return ""
    counts = _counts(statements, issue)
    stands = _stands(counts)
    shown = counts.total() if stands is None else counts.total() - counts[None] if stands == "mixed" else counts[stands]
    return f"{_SIGNS[stands]}{shown}{f' {TURN}' if on_issue(statements, issue).turns else ''}"


def row(holder: str, statements: list[Statement], issue: str) -> tuple[str, ...]:
    counts = _counts(statements, issue)
    told = on_issue(statements, issue)
    stands = STANCES[_stands(counts)] + (f" {TURN}" if told.turns else "")
    said = tuple(map(days_words, told.days or ())) or ("", "")
    numbers = (str(counts[stance] or "") for stance in ("for", "against", "mixed", None))
    return (one_line(holder), stands, *numbers, *said)
