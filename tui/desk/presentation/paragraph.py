"""Outside text as lines of a width, for pages that are read from top to bottom."""

from __future__ import annotations

import textwrap

from tui.desk.presentation.line import Line, styled
from tui.desk.theme import Role
from tui.text.neutral import neutral


def wrapped(text: str, width: int, role: Role = "text", *, indent: int = 0, ascii_only: bool = False) -> list[Line]:
    """Neutral lines of at most `width` cells, `indent` blanks before each; one line at least."""
    words = neutral(text, one_line=True, ascii_only=ascii_only)
    lines = textwrap.wrap(words, max(width - indent, 10), break_on_hyphens=False) or [""]
    return [styled(" " * indent + line, role, ascii_only=ascii_only).crop(max(width, 1)) for line in lines]
