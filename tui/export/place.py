"""Where a file that a person asks for may be written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tui import paths
from tui.config.load import FILE as CONFIG
from tui.documents import READABLE
from tui.documents.files import META
from tui.whole import NO_FILE, THERE

MOST = 1_000  # files of one name in a folder, after which no further number is tried


def named(text: str) -> Path:
    """A path as a person types it: `~` is their home; one of nobody's known is a name like any other."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def free_name(words: str, suffix: str, corpus: Path) -> str:
    """A file of that name that is not there yet, where the reader is, or at home (`~/…`) where that is in the corpus;
    empty where neither can have one."""
    plain = "".join(char if char.isalnum() and char.isascii() else "-" for char in words.lower())
    stem = "-".join(part for part in plain[:60].split("-") if part) or "export"
    for folder in (Path(), Path("~")):
        for number in range(1, MOST):
            to = folder / f"onrecord-{stem}{'' if number == 1 else f'-{number}'}{suffix}"
            why = refused(named(str(to)), corpus)
            if not why:
                return str(to)
            if why != THERE:
                break
    return ""


def refused(to: Path, corpus: Path, *, replace: bool = False) -> str:
    """Why no file is to be written there, in words; empty where one can be. Never raises."""
    try:
        return _refused(to, corpus, replace)
    except OSError as error:  # a name that is too long, a folder that may not be entered, a dead mount
        return f"it cannot be looked at ({(error.strerror or str(error)).lower()})"
    except ValueError:
        return "no file can have that name"


def _refused(to: Path, corpus: Path, replace: bool) -> str:
    try:
        there = stat.S_IFMT(os.lstat(to).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        there = 0
    if there == stat.S_IFDIR or (there and paths.is_dir(to)):
        return "it is a folder; name a file in it"
    if there and not replace:
        return THERE
    if there not in (0, stat.S_IFREG):
        return NO_FILE
    if not to.parent.is_dir():
        return "its folder is not there"
    return _kept(to, corpus)


def _kept(to: Path, corpus: Path) -> str:
    """Why a file of that name is none that an export may be, or stand in the place of."""
    place = Path(paths.real(to.parent)) / to.name
    whole = paths.real(corpus)
    if place == whole or (paths.is_dir(corpus) and place.is_relative_to(whole)):
        if place == whole or place.name.lower().endswith(tuple(READABLE)):
            return "it lies in the corpus and would be read as an article; name another folder"
        if place.name == CONFIG or place.name.lower().endswith(META):
            return "it lies in the corpus and says how that is read; name another folder"
    if any(place.is_relative_to(own) for own in _own()):
        return "onrecord keeps its own files there; name another folder"
    return ""


def _own() -> list[Path]:
    """Where what was decided, the indexes and the user's own config stand."""
    found = []
    for directory in (paths.data_dir, paths.cache_dir, paths.config_dir):
        try:
            found.append(paths.real(directory()))
        except OSError:  # there is no home to have one in
            continue
    return found
