"""Where an export may be written."""

from __future__ import annotations

import os
from pathlib import Path

from tui.documents import READABLE
from tui.whole import THERE


def refused(to: Path, corpus: Path, *, replace: bool = False) -> str:
    """Why no file is to be written there, in words; empty where one can be."""
    if to.is_dir():
        return "it is a folder; name a file in it"
    if os.path.lexists(to) and not replace:
        return THERE
    if not to.parent.is_dir():
        return "its folder is not there"
    return "it lies in the corpus and would be read as an article; name another folder" if _read(to, corpus) else ""


def _read(to: Path, corpus: Path) -> bool:
    """Whether what stands there would be read with the corpus."""
    if not to.name.lower().endswith(tuple(READABLE)):
        return False
    place = to.parent.resolve() / to.name
    return place == corpus.resolve() or (corpus.is_dir() and place.is_relative_to(corpus.resolve()))
