"""`onrecord export`: what was chosen, in a form, to a file that is there whole or not at all, or to standard output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.commands.arguments import DONE, FORCE, SOME_UNREADABLE, UnusableCall
from tui.commands.asked_about import open_library, refuse_place
from tui.commands.saying import say
from tui.commands.up_to_date import say_config, say_lost, update_index
from tui.config import Config
from tui.export.kinds import BINARY, Unknown, format_of
from tui.store.library import Library
from tui.text.neutral import neutral, neutral_name


def export_form(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    """Raises UnusableCall where the form cannot be made or cannot stand where it is to: before anything is read."""
    _refuse(options, corpus)
    library = open_library(corpus, config, options.index)
    try:
        unread = update_index(options, library, corpus)
        say_config(corpus, config)
        for line in _export(options, library):
            say(line)
        lost = say_lost(library)
    finally:
        library.close()
    return SOME_UNREADABLE if unread or lost else DONE


def _refuse(options: argparse.Namespace, corpus: Path) -> None:
    """Before anything is read: whether the form can be made and stand where it is to.

    Raises UnusableCall where it cannot.
    """
    to = Path(options.to) if options.to is not None else None
    try:
        options.format = format_of(options.form, to, options.format)
    except Unknown as problem:
        raise UnusableCall(str(problem)) from problem
    if to is None:
        if options.format in BINARY and sys.stdout.isatty():
            raise UnusableCall(f"a terminal cannot show {options.format}; name a file: --to FILE")
        return
    refuse_place(to, corpus, force=options.force)


def _export(options: argparse.Namespace, library: Library) -> Iterator[str]:
    """Write the form; yields what to say of it afterwards, a line each.

    Raises UnusableCall where what was asked for is not there, or the file cannot be written.
    """
    from tui.export.forms import ExportedForm
    from tui.export.statements import Choice
    from tui.whole import THERE, write_whole

    choice = Choice(
        about=options.about,
        by=options.by,
        stance=options.stance,
        issue=options.issue,
        since=options.since[0] if options.since else None,
        until=options.until[1] if options.until else None,
    )
    to = Path(options.to) if options.to is not None else None
    try:
        made = ExportedForm(
            library,
            options.form,
            choice,
            kind=options.format,
            network=options.network,
            progress=_shown if sys.stderr.isatty() else None,
        )
        if to is None:
            _print(made.pieces(), options.format)
        else:
            write_whole(made.pieces(), to, replace=options.force)
    except Unknown as problem:
        raise UnusableCall(str(problem)) from problem
    except FileExistsError as problem:
        raise UnusableCall(f"{neutral_name(str(to))}: {THERE}{FORCE}") from problem
    except BrokenPipeError:
        raise
    except OSError as problem:
        where = neutral_name(str(to)) if to is not None else "standard output"
        raise UnusableCall(f"NOT written: {where}: {problem.strerror}") from problem
    yield from made.left_out()
    if to is not None:
        yield f"written to {neutral_name(str(to))}"


def _print(pieces: Iterable[bytes], kind: str) -> None:
    """To standard output; on a terminal nothing of a document acts."""
    out = sys.stdout.buffer
    if kind in BINARY or not sys.stdout.isatty():
        for piece in pieces:
            out.write(piece)
    else:
        out.write(neutral(b"".join(pieces).decode()).encode("utf-8", "backslashreplace"))
    out.flush()


def _shown(done: int, total: int) -> None:
    """Progress on standard error, one line that is written over."""
    sys.stderr.write(f"\r\x1b[K{done:,} of {total:,} claims")
    sys.stderr.flush()
