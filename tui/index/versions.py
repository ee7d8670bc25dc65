"""What each stage rests on, as a digest of its source and data files: where it changes, what was made by it is made
again. Nobody has to remember to raise a number. Comments and docstrings do not count: a corpus is not read again for
words that only people read.

A stage's files are found by following imports from the modules that do its work into the rooms that it may rest on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

import tui
from tui.index.source_code import SourceFiles

_ROOT = Path(tui.__path__[0])
_CODE = frozenset({".py", ".pyc", ".typed"})
_READERS = ("spacy", "rapidfuzz", "python-dateutil")  # libraries whose own version changes what is read


def taking() -> str:
    """Files to articles and words."""
    return _stage(("tui.documents", "tui.text.words"), ("documents", "text"))


def reading(pipeline: str) -> str:
    """An article to what a worker returns of it; `pipeline` is the language model's package."""
    modules = (
        "tui.reading.read",
        "tui.reading.pipeline",
        "tui.corpus.actors.name_forms",
        "tui.corpus.days.day_evidence",
        "tui.corpus.duplicates",
        "tui.documents",
    )
    installed = [f"{name} {_installed(name)}" for name in (*_READERS, pipeline)]
    return digest_of(_stage(modules, ("reading", "corpus", "documents", "text", "model")), installed)


def resolving() -> str:
    """What was read to actors, days and claims, and to what is shown of them."""
    modules = (
        "tui.index.resolve",
        "tui.store.overlay",
        "tui.store.tables.article_rows",
        "tui.store.tables.events",
    )
    return _stage(modules, ("corpus", "reading", "text", "model"))


def digest_of(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


_sources = cache(SourceFiles)  # one look at what is kept for all stages


@cache
def _stage(modules: tuple[str, ...], rooms: tuple[str, ...]) -> str:
    sources = _sources()
    digest = hashlib.blake2b(digest_size=12)
    for path in stage_files(modules, rooms, sources):
        digest.update(f"{path.relative_to(_ROOT).as_posix()}\0{sources.digest(path)}\0".encode())
    sources.keep()
    return digest.hexdigest()


def stage_files(modules: Iterable[str], rooms: Iterable[str], sources: SourceFiles) -> list[Path]:
    """The source files that some modules rest on within some rooms, the modules' own too, and those rooms' data."""
    inside = tuple(f"tui.{room}" for room in rooms)
    found: dict[str, Path] = {}
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        path = None if module in found else _source(module)
        if path is None:
            continue
        found[module] = path
        waiting += [name for name in sources.imports(path) if name.startswith(inside) and name not in found]
    folders = [_ROOT / room for room in rooms if (_ROOT / room).is_dir()]
    data = {path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix not in _CODE}
    return sorted({*found.values(), *data})


def _source(module: str) -> Path | None:
    bare = _ROOT.joinpath(*module.split(".")[1:])
    for path in (bare.with_suffix(".py"), bare / "__init__.py"):
        if path.is_file():
            return path
    return None
