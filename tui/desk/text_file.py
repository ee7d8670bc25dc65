"""A screen's lines as a file of text, for what no export takes: the matrix and the concordance as they are shown."""

from __future__ import annotations

from pathlib import Path

from tui.text.neutral import neutral, neutral_name

MOST = 1_000  # files of one name in a folder, after which no further number is tried


def to_file(name: str, text: str) -> str:
    """Write text in its neutral form to a new file in the working directory; the words that say where, or why not."""
    stem = "".join(char if char.isalnum() and char.isascii() else "-" for char in name.lower()).strip("-")[:60]
    for number in range(1, MOST):
        path = Path(f"onrecord-{stem or 'export'}{'' if number == 1 else f'-{number}'}.txt")
        try:
            with path.open("x", encoding="utf-8") as out:
                out.write(neutral(text) + "\n")
        except FileExistsError:
            continue
        except OSError as error:
            return f"NOT written: {path}: {error.strerror}"
        return f"written to {neutral_name(str(path.resolve()))}"
    return f"NOT written: there are {MOST:,} such files here"
