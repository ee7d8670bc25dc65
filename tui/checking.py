"""`onrecord check`: the config, what could not be read, the state of the store, as plain lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tui.text.neutral import neutral_name

if TYPE_CHECKING:
    from tui.config import Config
    from tui.store.library import Library


def report(library: Library, corpus: Path, config: Config) -> Iterator[str]:
    """What is there, what rests on a part, and where it is kept."""
    counts = library.counts()
    yield f"corpus      {neutral_name(str(corpus))}"
    yield f"config      {neutral_name(str(config.path)) if config.path else 'none: an empty watchlist'}"
    yield f"watchlist   {len(config.issues)} issues, {len(config.actors)} stated actors"
    span = f", {counts.first} to {counts.last}" if counts.first else ""
    yield f"articles    {counts.articles:,}, {counts.read:,} of them read{span}"
    yield f"found       {counts.actors:,} actors, {counts.claims:,} claims, {counts.dates:,} time expressions"
    yield f"unreadable  {counts.problems:,}"
    yield from (f"{name:<12}{words}" for name, words in library.health())
