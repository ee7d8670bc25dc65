"""Lines of a CSV file in which a text is never a formula, whatever program opens it.

Excel, LibreOffice Calc and Google Sheets take what begins with = + - @ (full-width and small ones too), a tab or a
line end for a formula, which can run programs and fetch pages (OWASP, "CSV Injection"). The apostrophe, the
spreadsheets' own sign for "this is text", is the only change: before a text that begins so, white space and what cannot
be seen not counted, for some programs drop it; and before such a sign right after a semicolon or a tab, where Excel
begins a cell in countries that write decimals with a comma, whatever quotation marks say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
_UNSEEN = (
    r"\s\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)
_BEGINS = re.compile(f"(?:[\\t\\r\\n]|[{_UNSEEN}]*[{SIGNS}])")
_WITHIN = re.compile(f"([;\\t])(?=[{SIGNS}])")
# What ends a cell or a row for some reader, or is dropped at a cell's ends. Python's csv leaves a lone carriage return,
# which ends a row, without quotation marks.
_QUOTED = re.compile('[",;\\t\\r\\n\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029]|^\\s|\\s$')


def guarded(cell: str) -> str:
    """A text as it may stand in a CSV file."""
    cell = _WITHIN.sub(r"\1'", cell)
    return f"'{cell}" if _BEGINS.match(cell) else cell


def csv_line(cells: Iterable[str]) -> str:
    """A row as RFC 4180 has it, but for the line's end, which is a line feed. Texts are guarded already."""
    return (
        ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(cell) else cell for cell in cells) + "\n"
    )
