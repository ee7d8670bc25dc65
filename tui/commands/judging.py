"""`onrecord judgements` and `agreement`: what people decided, carried between machines, and how far they agree."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import ValidationError, convert, to_builtins

from tui.commands.arguments import UnusableCall
from tui.corpus.agreement import Agreement, agreement, by_pairs
from tui.store.corpora import SAME, sample_of, shared
from tui.store.exchange import FORMAT, Came, Parcel, Travelling, checked, leaving, parcel, take_in
from tui.store.library import Library
from tui.store.problems import StoreProblem
from tui.store.queries.coded import QUESTIONS, CodedClaim, coded, disagreements
from tui.text.neutral import neutral_name

MOST_LINE = 4_000_000  # characters of one judgement: a note of the greatest length has a quarter of that

Row = dict[str, Any]


def leaving_rows(options: argparse.Namespace, library: Library) -> Iterator[Row]:
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


def take_files(files: Sequence[str], library: Library, *, force: bool) -> tuple[str, ...]:
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
        with path.open("rb") as file:
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


# --- agreement


def agreement_rows(options: argparse.Namespace, library: Library) -> Iterable[Row]:
    """Raises UnusableCall for one who codes blind: it would show what others said."""
    if library.judgements.blind:
        raise UnusableCall("config.yaml has you code blind (`blind: true`): agreement is for whoever settles")
    claims = coded(library.view, library.judgements)
    if options.disagreements:
        return disagreements(claims)
    return list(_agreements(claims, by_coder=options.by_coder))


def _agreements(claims: Sequence[CodedClaim], *, by_coder: bool) -> Iterator[Row]:
    for question in QUESTIONS:
        units = [claim.values(question) for claim in claims]
        for found in by_pairs(units) if by_coder else [agreement(units)]:
            yield _row(question, found)


def _row(question: str, found: Agreement) -> Row:
    return {
        "question": question,
        "coders": list(found.coders),
        "claims": found.units,
        "agreed": None if found.agreed is None else 100 * found.agreed,
        "kappa": found.kappa,
        "alpha": found.alpha,
    }
