"""`onrecord check`: the config, what could not be read, the state of the store, as plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.model import Issue
from tui.text.neutral import neutral_name

if TYPE_CHECKING:
    from tui.config import Config
    from tui.store.library import Library


def idle_hints(issues: Sequence[Issue]) -> Iterator[str]:
    """The words of `supports` and `opposes` that are terms of their issue too, and so tell of the topic alone."""
    for issue in issues:
        terms = {term.casefold() for term in issue.terms}
        both = [word for word in (*issue.supports, *issue.opposes) if word.casefold() in terms]
        if both:
            words = ", ".join(f"“{neutral_name(word)}”" for word in both)
            yield f"of {issue.id} left aside, since they are its terms too: {words}"


def report(library: Library, corpus: Path, config: Config) -> Iterator[str]:
    """What is there, what rests on a part, and where it is kept."""
    counts = library.counts()
    yield f"corpus      {neutral_name(str(corpus))}"
    yield f"config      {neutral_name(str(config.path)) if config.path else 'none: an empty watchlist'}"
    yield f"watchlist   {len(config.issues)} issues, {len(config.actors)} stated actors"
    for name, others in config.fields.items():
        yield f"fields      {name} is called {neutral_name(', '.join(others))} in tables and JSON"
    yield from (f"hints       {line}" for line in idle_hints(config.issues))
    span = f", {counts.first} to {counts.last}" if counts.first else ""
    yield f"articles    {counts.articles:,}, {counts.read:,} of them read{span}"
    yield f"found       {counts.actors:,} actors, {counts.claims:,} claims, {counts.dates:,} time expressions"
    yield f"unreadable  {counts.problems:,}"
    yield from (f"marked      {neutral_name(key)}: {neutral_name(mark)}" for key, mark in library.rows.marks())
    yield from (f"{name:<12}{words}" for name, words in library.health())
