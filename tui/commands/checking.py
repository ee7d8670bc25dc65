"""`onrecord check`: the config, what could not be read, the state of the store, as plain lines; and the judgements,
listed or gone back to their last sound backup."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import DONE, SOME_UNREADABLE, UNUSABLE, UnusableCall
from tui.commands.asked_about import open_library
from tui.commands.saying import say
from tui.commands.up_to_date import say_lost, update_index
from tui.model import Issue
from tui.text.neutral import neutral, neutral_name

if TYPE_CHECKING:
    from tui.config import Config
    from tui.store.library import Library


def check_corpus(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    library = open_library(corpus, config, options.index)
    try:
        if options.restore:
            return _restore(library, options.yes)
        if options.judgements:
            _print_lines(library.decisions.lines())
            library.judgements.trouble()
            return SOME_UNREADABLE if say_lost(library) else DONE
        unread = update_index(options, library, corpus)
        _print_lines(_report(library, corpus, config))
        lost = say_lost(library)
    finally:
        library.close()
    return SOME_UNREADABLE if unread or lost else DONE


def _restore(library: Library, yes: bool) -> int:
    """Go back to the last sound backup of the judgements: what that loses is said first, and asked."""
    from tui.store.problems import StoreProblem

    judgements = library.judgements
    try:
        said: tuple[str, ...] = ()
        while (found := tuple((loss := judgements.loss()).lines())) != said:  # a desk may have decided meanwhile
            for line in found:
                say(line)
            said = found
            if not yes and not _agreed("Go back to it?"):
                seen = sys.stdin.isatty() and sys.stderr.isatty()
                say("nothing was changed" if seen else "nothing was changed; --yes goes back without asking")
                return UNUSABLE
        say(f"the last sound backup stands again; what was there is kept as {judgements.restore(loss.backup)}")
    except (StoreProblem, OSError) as problem:
        raise UnusableCall(str(problem)) from problem
    return DONE


def _agreed(question: str) -> bool:
    """Whether a person says yes to what they see; to what is no text they did not."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.buffer.readline().strip().lower() in (b"y", b"yes")


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.buffer.write(f"{neutral(line, one_line=True)}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def _idle_hints(issues: Sequence[Issue]) -> Iterator[str]:
    """The words of `supports` and `opposes` that are terms of their issue too, and so tell of the topic alone."""
    for issue in issues:
        terms = {term.casefold() for term in issue.terms}
        both = [word for word in (*issue.supports, *issue.opposes) if word.casefold() in terms]
        if both:
            words = ", ".join(f"“{neutral_name(word)}”" for word in both)
            yield f"of {issue.id} left aside, since they are its terms too: {words}"


def _report(library: Library, corpus: Path, config: Config) -> Iterator[str]:
    """What is there, what rests on a part, and where it is kept."""
    counts = library.counts()
    yield f"corpus      {neutral_name(str(corpus))}"
    yield f"config      {neutral_name(str(config.path)) if config.path else 'none: an empty watchlist'}"
    yield f"watchlist   {len(config.issues)} issues, {len(config.actors)} stated actors"
    for name, others in config.fields.items():
        yield f"fields      {name} is called {neutral_name(', '.join(others))} in tables and JSON"
    yield from (f"hints       {line}" for line in _idle_hints(config.issues))
    span = f", {counts.first} to {counts.last}" if counts.first else ""
    yield f"articles    {counts.articles:,}, {counts.read:,} of them read{span}"
    yield f"found       {counts.actors:,} actors, {counts.claims:,} claims, {counts.dates:,} time expressions"
    yield f"unreadable  {counts.problems:,}"
    yield from (f"marked      {neutral_name(key)}: {neutral_name(mark)}" for key, mark in library.rows.marks())
    yield from (f"{name:<12}{words}" for name, words in library.health())
