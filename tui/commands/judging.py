"""`onrecord judgements`: what people decided, carried between machines."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import ValidationError, convert, to_builtins

from tui.commands.arguments import DONE, SOME_UNREADABLE, UnusableCall
from tui.commands.asked_about import open_library
from tui.commands.printing import Row, write
from tui.commands.saying import say
from tui.commands.up_to_date import update_index
from tui.config import Config
from tui.documents.files import Unreadable, open_plain
from tui.store.corpora import SAME, sample_of, shared
from tui.store.exchange import FORMAT, Came, Parcel, Travelling, checked, leaving, parcel, take_in
from tui.store.library import Library
from tui.store.problems import StoreProblem
from tui.text.neutral import neutral_name

MOST_LINE = 4_000_000  # characters of one judgement: a note of the greatest length has a quarter of that


def carry_judgements(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    """Raises UnusableCall for a file that cannot be used, and where what was decided cannot be read."""
    library = open_library(corpus, config, options.index)
    try:
        unread = update_index(options, library, corpus)
        if options.action == "export":
            write(_leaving_rows(options, library), "jsonl", "judgements", sys.stdout)
            sys.stdout.flush()
        else:
            for line in _take_files(options.files, library, force=options.force):
                say(line)
            update_index(options, library, corpus)  # lays them over what was read
    finally:
        library.close()
    return SOME_UNREADABLE if unread else DONE


def _leaving_rows(options: argparse.Namespace, library: Library) -> Iterator[Row]:
    """What `judgements export` prints: the parcel's label, then a row for each judgement.

    Raises UnusableCall where what was decided cannot be read.
    """
    judgements = library.judgements
    try:
        rows = list(leaving(judgements, options.coder))
        yield to_builtins(parcel(judgements, sample_of(library.index_file.connection())))
        yield from (to_builtins(row) for row in rows)
    except StoreProblem as problem:
        raise UnusableCall(str(problem)) from problem


def _take_files(files: Sequence[str], library: Library, *, force: bool) -> tuple[str, ...]:
    """Take files of judgements in, all of them or none; what to say of it, a line each.

    Raises UnusableCall for a file that cannot be used, or is of another corpus and `force` is not given.
    """
    here = sample_of(library.index_file.connection())
    names, rows = {}, []
    for file in files:
        shown = neutral_name(file)
        of, found = _read(Path(file), shown)
        part = shared(dict.fromkeys(of.articles, b""), here)
        if part < SAME and not force:
            raise UnusableCall(
                f"{shown}: of another corpus, {part:.0%} of the articles are in both; name the right one with --corpus,"
                " or take it all the same with --force"
            )
        names[of.corpus] = library.judgements.corpus
        rows += found
    what = f"import of {', '.join(Path(file).name for file in files)}"
    try:
        came = take_in(library.judgements, rows, names, what)
    except StoreProblem as problem:
        raise UnusableCall(str(problem)) from problem
    return tuple(_said(came, library.judgements.coder))


def _read(path: Path, shown: str) -> tuple[Parcel, list[Travelling]]:
    rows = []
    label: Parcel | None = None
    try:
        with open_plain(path, path, pipe=True) as file:
            number = 0
            while line := file.readline(MOST_LINE + 1):
                number += 1
                try:
                    if label is None:
                        label = _label(_parsed(line))
                    elif line.strip():
                        rows.append(checked(convert(_parsed(line), Travelling)))
                except (ValueError, RecursionError) as error:  # ValidationError is a ValueError too
                    words = "nested too deep" if isinstance(error, RecursionError) else str(error)
                    raise UnusableCall(f"{shown}:{number}: no judgement: {words}") from None
    except Unreadable as error:
        raise UnusableCall(f"{shown}: {error}") from error
    except OSError as error:
        raise UnusableCall(f"{shown}: cannot be read ({error.strerror})") from error
    if label is None:
        raise UnusableCall(f"{shown}: empty; `onrecord judgements export` writes such files")
    return label, rows


def _parsed(line: bytes) -> Any:
    if len(line) > MOST_LINE:
        raise ValueError(f"a line of more than {MOST_LINE:,} bytes")
    try:
        return json.loads(line)
    except ValueError:
        raise ValueError("not a line of JSON") from None


def _label(read: Any) -> Parcel:
    try:
        label = convert(read, Parcel)
    except ValidationError:
        label = None
    if label is None or label.format != FORMAT:
        raise ValueError("the first line is not that of a file of judgements; `onrecord judgements export` writes them")
    return label


def _said(came: Came, coder: str) -> Iterator[str]:
    known = f"{came.known:,} were known already, or older than what stands"
    if not came.coders:
        yield f"nothing new came in: {known}"
        return
    by = ", ".join(f"{n:,} of {name}" for name, n in sorted(came.coders.items()))
    yield f"{came.rows:,} judgements came in: {by}{'; ' + known if came.known else ''}"
    if came.coders.get(coder):
        yield (
            f"those of {coder} count as your own, since that is your name too; if it is somebody else's, take them back"
            " and set `coder:` in your own config.yaml"
        )
    yield "`u` in the desk takes them back, all at once"
