"""Text as literal words of Markdown.

Every ASCII punctuation mark is escaped, so that no dialect takes one for markup or makes it curly: a backslash before
punctuation is the one escape that CommonMark, GitHub and Pandoc share.
"""

from __future__ import annotations

import re

from tui.export.portable_text import one_line

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    """`text` as literal words of one line."""
    return _PUNCTUATION.sub(r"\\\1", one_line(text))
