"""Reading: one article to what it says. Pure: text in, spans out; the only room that knows the language model."""

from __future__ import annotations

from tui.reading.read import read, reading_of

__all__ = ["read", "reading_of"]
