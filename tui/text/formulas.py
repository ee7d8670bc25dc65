"""Cells of a table that a spreadsheet would run: a text that begins like a formula gets an apostrophe before it.

Excel, LibreOffice Calc and Google Sheets take what begins with = + - @ (full-width ones too), a tab or a carriage
return for a formula, which can run programs and fetch pages (OWASP, "CSV Injection"). The apostrophe, the spreadsheets'
own sign for "this is text", is the only change.
"""

from __future__ import annotations

_BEGINS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def guarded(cell: str) -> str:
    """`cell` as it may stand in a CSV file."""
    return f"'{cell}" if cell.startswith(_BEGINS) else cell
