"""`onrecord index`: read what is new or changed, and publish a copy of the index where one is asked for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import DONE, SOME_UNREADABLE, UnusableCall
from tui.commands.asked_about import open_library
from tui.commands.saying import say
from tui.commands.up_to_date import say_config, say_lost, update_index

if TYPE_CHECKING:
    from tui.config import Config
    from tui.store.library import Library


def index_corpus(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    from msgspec.structs import replace

    _check_readings(options, config)
    library = open_library(corpus, replace(config, scheduler=options.scheduler) if options.scheduler else config)
    try:
        unread = update_index(options, library, corpus)
        say_config(corpus, config)
        counts = library.counts()
        say(f"{counts.articles:,} articles, {counts.actors:,} actors, {counts.claims:,} claims")
        if options.index is not None:
            _publish(library, Path(options.index))
        lost = say_lost(library)
    finally:
        library.close()
    return SOME_UNREADABLE if unread or lost else DONE


def _publish(library: Library, directory: Path) -> None:
    from tui.index.publish_index import publish
    from tui.store.problems import StoreProblem

    try:
        say(f"{publish(library, directory)}: a copy of the index, for `--index {directory}`")
    except StoreProblem as problem:
        raise UnusableCall(str(problem)) from problem


def _check_readings(options: argparse.Namespace, config: Config) -> None:
    """Before any work: files of readings that cannot be taken in are named."""
    if not options.readings:
        return
    from tui.index import versions
    from tui.index.readings_file import NoReadings, check_readings

    try:
        for file in options.readings:
            check_readings(Path(file), versions.reading(config.pipeline))
    except NoReadings as problem:
        raise UnusableCall(str(problem)) from problem
