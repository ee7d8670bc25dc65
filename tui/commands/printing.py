"""Rows to stdout: one JSON object a line, CSV, or a table.

Each of them is harmless on a terminal. Into a file or a pipe csv has the stored text, formulas aside, and jsonl the
same with control and bidirectional characters as escapes, which every reader of JSON turns back.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Sequence
from typing import IO, Any

from tui.text.formulas import SIGNS, csv_line, guarded
from tui.text.neutral import escaped, neutral

Row = dict[str, Any]
_GAP = "  "
# What a terminal or a reader of lines would obey, beyond what JSON escapes itself: DEL, C1, Bidi_Control, and the two
# line ends of Unicode.
_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SIGN_WITHIN = re.compile(f";([{SIGNS}])")  # where Excel may begin a cell
LEAST_WIDTH, MOST_WIDTH = 40, 1_000  # columns of a table, whatever COLUMNS says
_LOOKED_AT = 200  # rows that a table's widths are taken from

# The columns of a table, with the least and most width of each; the last takes what is left.
COLUMNS: dict[str, tuple[tuple[str, int, int], ...]] = {
    "articles": (("published", 10, 21), ("words", 5, 7), ("outlet", 6, 18), ("article", 8, 30), ("title", 20, 0)),
    "dates": (
        ("value", 6, 22),
        ("type", 4, 8),
        ("first", 10, 10),
        ("last", 10, 10),
        ("article", 8, 30),
        ("text", 10, 0),
    ),
    "actors": (("name", 8, 36), ("kind", 5, 12), ("mentions", 4, 8), ("forms", 20, 0)),
    "issues": (("name", 8, 34), ("articles", 4, 8), ("mentions", 4, 8), ("claims", 4, 8), ("holders", 20, 0)),
    "mentions": (
        ("article", 8, 30),
        ("start", 5, 8),
        ("by", 4, 11),
        ("score", 5, 5),
        ("actor", 5, 24),
        ("text", 10, 0),
    ),
    "claims": (("date", 10, 21), ("holder", 8, 26), ("stance", 7, 7), ("cue", 4, 18), ("content", 20, 0)),
    "agreement": (
        ("question", 8, 8),
        ("claims", 6, 7),
        ("agreed", 6, 6),
        ("kappa", 6, 6),
        ("alpha", 6, 6),
        ("coders", 10, 0),
    ),
    "disagreements": (("question", 8, 8), ("article", 8, 26), ("values", 20, 48), ("words", 20, 0)),
    "timeline": (("first", 10, 10), ("last", 10, 10), ("article", 8, 26), ("sentence", 20, 0)),
}

_SOMETIMES = {"articles": ("url", "marks")}  # what not every row of a listing has: the last columns of its csv


def write(rows: Iterable[Row], kind: str, what: str, out: IO[str]) -> None:
    """Write rows as `kind`: jsonl, csv or table."""
    shown = out.isatty()
    if kind == "jsonl":
        for row in rows:
            line = as_json(row)
            _put(out, (escaped(line) if shown else line) + "\n")
    elif kind == "csv":
        _csv(rows, _SOMETIMES.get(what, ()), out, shown)
    else:
        _table(rows, what, out)


def as_json(row: Row | list[Any]) -> str:
    """One line; lone surrogates of file names are escaped (`\\udcff`), control and bidirectional characters always
    are."""
    line = json.dumps(row, ensure_ascii=False)
    if _ACTING.search(line):
        line = _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(row)
    return line


def _put(out: IO[str], text: str) -> None:
    """Text as UTF-8, whatever the locale says."""
    buffer = getattr(out, "buffer", None)
    if buffer is None:
        out.write(text)
    else:
        buffer.write(text.encode("utf-8", "backslashreplace"))


def _csv(rows: Iterable[Row], sometimes: Sequence[str], out: IO[str], shown: bool) -> None:
    columns: list[str] = []
    for row in rows:
        if not columns:
            columns = [*(name for name in row if name not in sometimes), *sometimes]
            _put(out, csv_line(columns))
        cells_ = [_field(row.get(column)) for column in columns]
        _put(out, csv_line([neutral(cell, one_line=True) for cell in cells_] if shown else cells_))


def _field(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    # JSON has a way to write the signs of a formula that every reader turns back.
    return _SIGN_WITHIN.sub(_escaped_sign, as_json(value)) if isinstance(value, dict | list) else str(value)


def _escaped_sign(found: re.Match[str]) -> str:
    return f";\\u{ord(found[1]):04x}"


def _table(rows: Iterable[Row], what: str, out: IO[str]) -> None:
    columns = COLUMNS[what]
    width = min(max(LEAST_WIDTH, shutil.get_terminal_size((100, 24)).columns), MOST_WIDTH)
    lines = ([_cell(column, row.get(column)) for column, _, _ in columns] for row in rows)
    first = [line for _, line in zip(range(_LOOKED_AT), lines, strict=False)]
    widths = _widths(columns, first, width)
    _put(out, _line([column for column, _, _ in columns], widths))
    for line in first:
        _put(out, _line(line, widths))
    for line in lines:
        _put(out, _line(line, widths))


def _widths(columns: Sequence[tuple[str, int, int]], lines: Sequence[Sequence[str]], width: int) -> list[int]:
    widths = []
    for place, (column, least, most) in enumerate(columns[:-1]):
        longest = max((cells(line[place]) for line in lines), default=0)
        widths.append(min(max(longest, len(column), least), most))
    return [*widths, max(columns[-1][1], width - sum(widths) - len(_GAP) * len(widths))]


def _line(parts: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(_fit(part, width) for part, width in zip(parts, widths, strict=True)).rstrip() + "\n"


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _fit(text: str, width: int) -> str:
    if cells(text) > width:
        while text and cells(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cells(text))


def _cell(column: str, value: Any) -> str:
    return neutral(_words(column, value), one_line=True, ascii_only=os.environ.get("TERM") == "dumb")


def _words(column: str, value: Any) -> str:
    """A field as a reader wants to see it in one line."""
    if value is None:
        return "-"
    if column == "forms":
        return ", ".join(f"{form['text']} {form['count']}" for form in value)
    if column == "holders":
        return ", ".join(f"{h['name']} +{h['for']} -{h['against']} ~{h['mixed']} ?{h['none']}" for h in value)
    if column in ("kappa", "alpha"):
        return f"{value:.3f}"
    if column == "agreed":
        return f"{value:.1f}"
    if column == "values":
        return ", ".join(f"{coder} {said}" for coder, said in value.items())
    if column == "coders":
        return ", ".join(value)
    if column == "mentions" and isinstance(value, list):
        return str(len(value))
    if isinstance(value, list):
        return " … ".join(part["text"] if isinstance(part, dict) else str(part) for part in value)
    return str(value)
