"""Textual widgets of the desk's own: virtual lists, the reader, frames, and lines that redraw only what changed."""
