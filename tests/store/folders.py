"""Small corpora that a test writes down itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def written(texts: Mapping[str, str], place: Path) -> Path:
    """A corpus of these files: what stands in each, by its name."""
    folder = place / "corpus"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text)
    return folder


def folder_of(told: Mapping[str, str], place: Path) -> Path:
    """A corpus of one headed article a file: `told` is what each says, by its name."""
    return written(
        {f"{key}.txt": f"A Report From {key.upper()} Today\n\n{words}\n" for key, words in told.items()}, place
    )
