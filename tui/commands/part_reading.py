"""`onrecord read`: a share of a corpus read into a file, for an index on another machine."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tui.commands.arguments import DONE, SOME_UNREADABLE, UnusableCall
from tui.commands.asked_about import refuse_empty, refuse_place
from tui.commands.saying import ProgressLine, say
from tui.config import Config
from tui.model import Problem
from tui.store.rows import Progress
from tui.text.neutral import neutral, neutral_name


def read_part_out(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    """Read a share and write it; each file or article that could not be read is named on stderr.

    Raises UnusableCall where the file cannot stand where it is to, or the language model is missing.
    """
    from tui.index import versions
    from tui.index.pool import ModelMissing
    from tui.index.read_part import Part, read_part
    from tui.index.readings_file import ReadingsHeader, write_readings

    shown = ProgressLine() if sys.stderr.isatty() else None
    to, (number, of) = Path(options.out), options.part
    refuse_place(to, corpus, force=options.force)
    refuse_empty(corpus)
    unread = 0

    def name(problem: Problem) -> None:
        nonlocal unread
        unread += 1
        line = f":{problem.line}" if problem.line is not None else ""
        say(f"{neutral_name(problem.path)}{line}: {neutral(problem.why, one_line=True)}")

    def progress(done: int) -> None:
        if shown is not None:
            shown(Progress("reading", done, 0))

    workers = options.workers if options.workers is not None else (config.workers or os.cpu_count() or 1)
    done = read_part(corpus, Part(number, of), config.pipeline, workers, name, progress, config.fields)
    try:
        write_readings(to, ReadingsHeader(versions.reading(config.pipeline), number, of), done, replace=options.force)
    except ModelMissing as error:
        raise UnusableCall(str(error)) from error
    except OSError as error:
        raise UnusableCall(f"{neutral_name(str(to))}: cannot be written ({error.strerror})") from error
    return SOME_UNREADABLE if unread else DONE
