"""Reading: one article to what it says. Pure: text in, spans out; the only room that knows the language model."""

from __future__ import annotations

from tui.reading.read import read, reading_of

VERSION = 17  # of what is read; a change here has every article read again

__all__ = ["VERSION", "read", "reading_of"]
