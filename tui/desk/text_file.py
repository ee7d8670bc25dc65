"""A screen's lines as a file of text, for what no export takes: the matrix and the concordance as they are shown."""

from __future__ import annotations

from pathlib import Path

from tui.export.place import free_name, named
from tui.paths import real
from tui.text.neutral import neutral, neutral_name
from tui.whole import write_whole


def to_file(name: str, text: str, corpus: Path) -> str:
    """Write text in its neutral form to a new file where the reader is, or at home where that is in the corpus; the
    words that say where, or why not."""
    to = free_name(name, ".txt", corpus)
    if not to:
        return "NOT written: neither the folder that you are in nor your home takes a file that is none of the corpus"
    path = named(to)
    try:
        write_whole([f"{neutral(text)}\n".encode()], path)
    except OSError as error:
        return f"NOT written: {to}: {error.strerror}"
    return f"written to {neutral_name(str(real(path)))}"
