"""Small corpora that a test writes down itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def folder_of(told: Mapping[str, str], place: Path) -> Path:
    """A corpus of one headed article a file: `told` is what each says, by its name."""
    folder = place / "corpus"
    folder.mkdir()
    for key, words in told.items():
        (folder / f"{key}.txt").write_text(f"A Report From {key.upper()} Today\n\n{words}\n")
    return folder
