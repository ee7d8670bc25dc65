"""What a command is asked about: its config, its corpus and the library of that; each refused in one line where it
cannot be used."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import FORCE, UnusableCall
from tui.commands.saying import say
from tui.paths import is_dir, is_file
from tui.text.neutral import neutral_name

if TYPE_CHECKING:
    from tui.config import Config
    from tui.store.library import Library


def config_of(options: argparse.Namespace) -> Config:
    """The config in force for a call; its warnings are said on stderr. Raises UnusableCall where it cannot be used."""
    from tui.config import ConfigProblem, load

    try:
        config = load(options.config, folder_of(options.corpus))
        if options.corpus is None and config.corpus is not None:
            # The corpus named in a config may hold a config of its own, which then is the one to use.
            config = config if options.config else load(None, folder_of(config.corpus))
        if config.keys:
            from tui.desk.actions import keymap_of

            keymap_of(config)
    except ConfigProblem as problem:
        raise UnusableCall(str(problem)) from problem
    for warning in config.warnings:
        say(warning)
    return config


def folder_of(corpus: str | Path | None) -> Path | None:
    """The corpus where it is a folder, which may hold a config.yaml of its own."""
    return Path(corpus) if corpus is not None and is_dir(Path(corpus)) else None


def corpus_of(given: str | None, config: Config) -> Path:
    """The corpus that is named, else the config's. Raises UnusableCall where there is none that can be read."""
    corpus = Path(given) if given is not None else config.corpus
    if corpus is None:
        raise UnusableCall("no corpus: name a folder or file, or set `corpus:` in config.yaml")
    try:
        corpus.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise UnusableCall(f"{corpus}: no such file or folder") from None
    except (OSError, ValueError) as error:
        raise UnusableCall(f"{corpus}: cannot be looked at ({getattr(error, 'strerror', None) or error})") from error
    if not is_dir(corpus) and not is_file(corpus):
        raise UnusableCall(f"{corpus}: neither a folder nor a plain file")
    if not os.access(corpus, os.R_OK | (os.X_OK if is_dir(corpus) else 0)):
        raise UnusableCall(f"{corpus}: no permission to read it")
    return corpus


def open_library(corpus: Path, config: Config, kept: str | None = None) -> Library:
    """The library of a corpus; `kept` is the directory of an index that somebody else keeps, of which a copy is used.

    Raises UnusableCall where the index or the judgements cannot be used.
    """
    from tui.store.index_file import spare_words
    from tui.store.kept_index import own_copy
    from tui.store.library import Library
    from tui.store.problems import StoreProblem

    try:
        spare = spare_words()
        if spare:
            say(spare)
        return Library.open(corpus, config, index_dir=own_copy(corpus, Path(kept)) if kept is not None else None)
    except StoreProblem as problem:
        raise UnusableCall(str(problem)) from problem


def refuse_place(to: Path, corpus: Path, *, force: bool) -> None:
    """Raises UnusableCall where no file is to be written there."""
    from tui.export.place import refused
    from tui.whole import THERE

    if why := refused(to, corpus, replace=force):
        raise UnusableCall(f"{neutral_name(str(to))}: {why}{FORCE if why == THERE else ''}")


def refuse_empty(corpus: Path) -> None:
    """Raises UnusableCall where the corpus holds nothing that can be read."""
    from tui import documents
    from tui.model import Problem

    try:
        found = next(iter(documents.find(corpus)), None)
    except OSError as error:
        raise UnusableCall(f"{corpus}: cannot be listed ({error.strerror})") from error
    if found is None:
        raise UnusableCall(f"{corpus}: no articles in it; it may hold {kinds()}")
    if isinstance(found, Problem) and is_file(corpus):
        raise UnusableCall(f"{corpus}: {found.why}")


def kinds() -> str:
    """The endings of the files that can be read, as words: ".docx .eml ..."."""
    from tui import documents

    return " ".join(sorted(suffix for suffix in documents.READABLE if not suffix.endswith(".gz")))
