"""Tidy tables, one value a cell: claims (one row a claim and issue), mentions and dated sentences; as CSV.

A column's type is what Parquet gives it; in CSV days are ISO 8601, truth is true or false, what is not known is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from tui.export.portable_text import writable
from tui.export.statements import Statement
from tui.model import Days, IssueStance
from tui.text.formulas import csv_line, guarded

Column = tuple[str, Literal["text", "day", "whole", "number", "truth"]]
Cells = tuple[str | int | float | date | None, ...]  # bool among them

_PIECE = 1 << 16  # characters that are handed on at once
_CARRIAGE = re.compile("\r\n?")

CLAIMS: tuple[Column, ...] = (
    ("claim", "text"), ("article", "text"), ("title", "text"), ("outlet", "text"),
    ("published_first", "day"), ("published_last", "day"),
    ("holder", "text"), ("holder_kind", "text"), ("side", "text"),
    ("issue", "text"), ("main", "truth"), ("stance", "text"),
    ("force", "text"), ("kind", "text"), ("to", "text"), ("said_first", "day"), ("said_last", "day"),
    ("confidence", "number"), ("status", "text"), ("coder", "text"), ("note", "text"), ("within", "text"),
    ("start", "whole"), ("end", "whole"), ("cue", "text"), ("words", "text"), ("sentence", "text"),
    ("copy", "truth"), ("folded", "truth"),
)  # fmt: skip
MENTIONS: tuple[Column, ...] = (
    ("article", "text"), ("start", "whole"), ("end", "whole"), ("text", "text"), ("actor", "text"), ("by", "text"),
    ("score", "number"),
)  # fmt: skip
TIMELINE: tuple[Column, ...] = (
    ("first", "day"), ("last", "day"), ("value", "text"), ("article", "text"), ("start", "whole"), ("end", "whole"),
    ("text", "text"), ("sentence", "text"), ("actors", "text"), ("issues", "text"),
    ("rests_on", "text"),
)  # fmt: skip


def claims(statements: Iterable[Statement]) -> Iterator[Cells]:
    """A row for each issue of a claim, the main one first; one with no issue for a claim that touches none."""
    for statement in statements:
        for toward in statement.toward or (None,):
            yield _claim(statement, toward)


def _claim(statement: Statement, toward: IssueStance | None) -> Cells:
    claim, row, cited = statement.claim, statement.row, statement.cited
    extent = statement.extent
    return (
        claim.id, cited.key, cited.title, cited.outlet, *_days(cited.published.days),
        claim.holder, statement.holder_kind, claim.side,
        toward.issue if toward else None, toward == claim.stances[0] if toward else None,
        toward.stance if toward else None,
        claim.force, claim.kind, claim.to, *_days(claim.days),
        round(claim.confidence, 3), claim.status, statement.coder, statement.note, claim.within,
        extent.start, extent.end, row.cue, row.words, " … ".join(map(statement.quoted, statement.passages)),
        row.copy, row.under,
    )  # fmt: skip


def mentions(rows: Iterable[dict[str, Any]]) -> Iterator[Cells]:
    for row in rows:
        yield tuple(row[name] for name, _ in MENTIONS)


def timeline(rows: Iterable[dict[str, Any]]) -> Iterator[Cells]:
    """Actors and issues of a dated sentence stand in one cell each, with "; " between."""
    for row in rows:
        first, last = (date.fromisoformat(row[name]) for name in ("first", "last"))
        cells = row | {"first": first, "last": last}
        cells |= {name: "; ".join(row[name]) for name in ("actors", "issues")}
        yield tuple(cells[name] for name, _ in TIMELINE)


def _days(days: Days | None) -> tuple[date | None, date | None]:
    return (days.first, days.last) if days is not None else (None, None)


def as_csv(columns: tuple[Column, ...], rows: Iterable[Cells]) -> Iterator[bytes]:
    """RFC 4180 but for line ends (LF), UTF-8 without a mark; cells that a spreadsheet would run are guarded."""
    lines = [csv_line(name for name, _ in columns)]
    held = 0
    for cells in rows:
        lines.append(csv_line(map(_cell, cells)))
        held += len(lines[-1])
        if held > _PIECE:
            yield "".join(lines).encode()
            lines, held = [], 0
    yield "".join(lines).encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    # A lone carriage return is the end of a row for some readers, quotation marks or not.
    return guarded(_CARRIAGE.sub("\n", writable(value)))
