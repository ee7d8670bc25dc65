"""The listing commands and `onrecord agreement`: rows, one after another."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.commands.arguments import DONE, SOME_UNREADABLE
from tui.commands.asked_about import open_library
from tui.commands.up_to_date import say_config, say_lost, update_index

if TYPE_CHECKING:
    from tui.config import Config
    from tui.store.library import Library

Rows = Iterator[dict[str, Any]]


def list_rows(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    library = open_library(corpus, config, options.index)
    try:
        unread = update_index(options, library, corpus)
        say_config(corpus, config)
        _print(_rows(options, library), options)
        lost = say_lost(library)
    finally:
        library.close()
    return SOME_UNREADABLE if unread or lost else DONE


def _rows(options: argparse.Namespace, library: Library) -> Rows:
    simple: dict[str, Callable[[], Rows]] = {
        "articles": lambda: library.rows.articles(with_text=options.text),
        "dates": library.rows.dates,
        "actors": library.rows.actors,
        "issues": library.rows.issues,
    }
    if options.command in simple:
        return simple[options.command]()
    if options.command == "agreement":
        from tui.commands.agreeing import agreement_rows

        return iter(agreement_rows(options, library))
    if options.command == "mentions":
        return library.rows.mentions(options.term)
    if options.command == "timeline":
        return library.rows.timeline(options.about)
    return library.rows.claims(options.about, options.by, options.stance)


def _print(rows: Rows, options: argparse.Namespace) -> None:
    from itertools import islice

    from tui.commands.printing import write

    kind = options.format or ("table" if sys.stdout.isatty() else "jsonl")
    chosen = rows if options.limit is None else islice(rows, options.limit)
    write(chosen, kind, _what(options), sys.stdout)
    sys.stdout.flush()


def _what(options: argparse.Namespace) -> str:
    """The columns of a table: a listing's are called like it."""
    return "disagreements" if getattr(options, "disagreements", False) else str(options.command)
