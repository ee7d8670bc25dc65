"""What most commands do around their own work: bring the index up to date, and say on stderr what could not be read,
which config is in force and which judgements are lost."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import UnusableCall
from tui.commands.asked_about import refuse_empty
from tui.commands.saying import ProgressLine, say

if TYPE_CHECKING:
    from tui.config import Config
    from tui.store.library import Library


def update_index(options: argparse.Namespace, library: Library, corpus: Path) -> int:
    """Bring the index up to date; returns how many files could not be read, each named on stderr."""
    from tui.index.readings_file import NoReadings
    from tui.index.update import update
    from tui.store.problems import StoreProblem

    refuse_empty(corpus)
    try:
        shown = ProgressLine() if sys.stderr.isatty() else None
        readings = [Path(file) for file in getattr(options, "readings", None) or ()]
        said = update(library, shown, workers=options.workers, readings=readings)
    except NoReadings as problem:
        raise UnusableCall(str(problem)) from problem
    except StoreProblem as problem:
        raise UnusableCall(str(problem)) from problem
    except OSError as error:
        raise UnusableCall(f"{corpus}: cannot be read ({error.strerror})") from error
    if said.note:
        say(said.note)
    if _share(library):
        update(library, shown, workers=options.workers)  # lays over what was read what came
    return _name_problems(library)


def _share(library: Library) -> int:
    """Pass judgements to and from the store that colleagues share, where there is one; how many came. Where it cannot
    be reached that is said, and what is known here holds."""
    if library.sharing is None:
        return 0
    came = library.sharing.once()
    if library.sharing.lost:
        say(f"{library.sharing.lost}; what you decide is kept here and goes over when it answers")
    return came


def _name_problems(library: Library) -> int:
    from tui.text.neutral import neutral, neutral_name

    unread, offset = 0, 0
    while page := library.problems(offset=offset, limit=500):
        offset += len(page)
        for row in page:
            unread += 1
            line = f":{row.line}" if row.line is not None else ""
            say(f"{neutral_name(row.path)}{line}: {neutral(row.why, one_line=True)}", raw=True)
    return unread


def say_config(corpus: Path, config: Config) -> None:
    """Say on stderr which config is in force."""
    from tui.config import in_force

    say(in_force(config, corpus))


def say_lost(library: Library) -> bool:
    """Say on stderr where judgements could not be read, so that what was printed rests on fewer; whether that is so."""
    lost = library.judgements.lost
    if lost:
        say(f"what was decided cannot be read, and is missing or as it was known last: {lost}")
    return bool(lost)
