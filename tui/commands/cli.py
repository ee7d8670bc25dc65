"""The commands. Each imports what it needs when it runs: a listing loads no desk, and a warm one no language model."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.commands.arguments import (
    COMMANDS,
    DONE,
    OUR_MISTAKE,
    SOME_UNREADABLE,
    UNUSABLE,
    Parser,
    UnusableCall,
    parser,
    place,
)
from tui.commands.asked_about import config_of, corpus_of, kinds, open_library, refuse_empty
from tui.commands.saying import ProgressLine, say
from tui.paths import keep_private, there

if TYPE_CHECKING:
    from tui.config import Config
    from tui.store.library import Library

Rows = Iterator[dict[str, Any]]


class _Ended(BaseException):
    """A signal asked us to end."""

    def __init__(self, number: int) -> None:
        self.code = 128 + number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (contract: 0, 1, 2, 70, or 128 and the signal)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    keep_private()
    _mind_signals()
    try:
        return _run(given)
    except UnusableCall as problem:
        say(str(problem))
        return UNUSABLE
    except _Ended as end:
        return end.code
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # Whoever read us has had enough; what is left in the buffer must not complain either.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        from tui.crashlog import crash_line

        say(crash_line(error))
        return OUR_MISTAKE


def _run(given: list[str]) -> int:
    if given and given[0] in ("-h", "--help"):
        parser().print_help()
        return DONE
    if given and given[0] == "--version":
        from importlib.metadata import version

        print(f"onrecord {version('onrecord')}")
        return DONE
    if given and given[0] == "--man":
        from tui.commands.manual import page

        sys.stdout.write(page())
        return DONE
    if not given or given[0] not in COMMANDS:
        return _desk(given)
    try:
        options = parser().parse_args(given)
    except SystemExit as end:  # --help of one command
        return int(end.code or 0)
    config = config_of(options)
    corpus = corpus_of(options.corpus, config)
    if options.command == "check":
        return _check(options, corpus, config)
    if options.command == "index":
        return _index(options, corpus, config)
    if options.command == "export":
        return _export(options, corpus, config)
    if options.command == "judgements":
        return _judgements(options, corpus, config)
    if options.command == "read":
        return _read(options, corpus, config)
    if options.command == "serve":
        from tui.commands.serving import serve_desk

        refuse_empty(corpus)
        serve_desk(options, corpus, say)
        return DONE
    return _list(options, corpus, config)


# --- the commands


def _desk(given: list[str]) -> int:
    gc.disable()  # until the desk stands: nothing made on the way there is garbage, and looking for it is a fifth of it
    options = argparse.Namespace(corpus=None, config=None, index=None)
    parse = Parser(prog="onrecord", add_help=False)
    parse.add_argument("corpus", nargs="?", type=place)
    parse.add_argument("--config", type=Path)
    parse.add_argument("--index", type=place)
    parse.parse_args(given, options)
    near = _nearest(options.corpus)
    if near:
        raise UnusableCall(
            f"{options.corpus}: no such file or folder, and no such command; did you mean `onrecord {near}`?"
        )
    config = config_of(options)
    if options.corpus is None and config.corpus is None and sys.stderr.isatty():
        from tui.commands.first_minute import say_how_to_begin

        say("no corpus is named, and config.yaml sets no `corpus:`")
        say_how_to_begin(kinds())
        return UNUSABLE
    corpus = corpus_of(options.corpus, config)
    refuse_empty(corpus)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UnusableCall("the desk needs a terminal; `onrecord claims CORPUS` and the like print to a pipe")
    from tui.desk.app import run

    return int(run(corpus, config, config_path=options.config, kept=options.index))


def _nearest(corpus: str | None) -> str | None:
    if corpus is None or there(Path(corpus)):
        return None
    from difflib import get_close_matches

    return next(iter(get_close_matches(corpus, COMMANDS, 1, 0.75)), None)


def _update(options: argparse.Namespace, library: Library, corpus: Path) -> int:
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


def _index(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    from msgspec.structs import replace

    _check_readings(options, config)
    library = open_library(corpus, replace(config, scheduler=options.scheduler) if options.scheduler else config)
    try:
        unread = _update(options, library, corpus)
        _say_config(corpus, config)
        counts = library.counts()
        say(f"{counts.articles:,} articles, {counts.actors:,} actors, {counts.claims:,} claims")
        if options.index is not None:
            _publish(library, Path(options.index))
        lost = _say_lost(library)
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


def _list(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    library = open_library(corpus, config, options.index)
    try:
        unread = _update(options, library, corpus)
        _say_config(corpus, config)
        _print(_rows(options, library), options)
        lost = _say_lost(library)
    finally:
        library.close()
    return SOME_UNREADABLE if unread or lost else DONE


def _say_config(corpus: Path, config: Config) -> None:
    from tui.config import in_force

    say(in_force(config, corpus))


def _say_lost(library: Library) -> bool:
    """Whether what was decided could not be read, so that what was printed rests on less; said on stderr."""
    lost = library.judgements.lost
    if lost:
        say(f"what was decided cannot be read, and is missing or as it was known last: {lost}")
    return bool(lost)


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
        from tui.commands.judging import agreement_rows

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


def _export(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    from tui.commands.exporting import export, refuse

    refuse(options, corpus)
    library = open_library(corpus, config, options.index)
    try:
        unread = _update(options, library, corpus)
        _say_config(corpus, config)
        for line in export(options, library):
            say(line)
    finally:
        library.close()
    return SOME_UNREADABLE if unread else DONE


def _judgements(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    from tui.commands.judging import leaving_rows, take_files
    from tui.commands.printing import write

    library = open_library(corpus, config, options.index)
    try:
        unread = _update(options, library, corpus)
        if options.action == "export":
            write(leaving_rows(options, library), "jsonl", "judgements", sys.stdout)
            sys.stdout.flush()
        else:
            for line in take_files(options.files, library, force=options.force):
                say(line)
            _update(options, library, corpus)  # lays them over what was read
    finally:
        library.close()
    return SOME_UNREADABLE if unread else DONE


def _read(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    from tui.commands.part_reading import read_out

    refuse_empty(corpus)
    shown = ProgressLine() if sys.stderr.isatty() else None
    unread = read_out(options, corpus, config, say, shown)
    return SOME_UNREADABLE if unread else DONE


def _check(options: argparse.Namespace, corpus: Path, config: Config) -> int:
    from tui.commands.checking import report

    library = open_library(corpus, config, options.index)
    try:
        if options.restore:
            return _restore(library, options.yes)
        if options.judgements:
            _lines(library.decisions.lines())
            library.judgements.trouble()
            return SOME_UNREADABLE if _say_lost(library) else DONE
        unread = _update(options, library, corpus)
        _lines(report(library, corpus, config))
        lost = _say_lost(library)
    finally:
        library.close()
    return SOME_UNREADABLE if unread or lost else DONE


def _restore(library: Library, yes: bool) -> int:
    """Go back to the last sound backup of the judgements: what that loses is said first, and asked."""
    from tui.store.problems import StoreProblem

    judgements = library.judgements
    try:
        for line in judgements.loss().lines():
            say(line)
        if not yes and not _agreed("Go back to it?"):
            say("nothing was changed" if sys.stdin.isatty() else "nothing was changed; --yes goes back without asking")
            return UNUSABLE
        say(f"the last sound backup stands again; what was there is kept as {judgements.restore()}")
    except (StoreProblem, OSError) as problem:
        raise UnusableCall(str(problem)) from problem
    return DONE


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        return False
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _lines(lines: Iterable[str]) -> None:
    from tui.text.neutral import neutral

    for line in lines:
        sys.stdout.buffer.write(f"{neutral(line, one_line=True)}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


# --- ending


def _mind_signals() -> None:
    """TERM and HUP end a command as an interrupt does: transactions are rolled back, workers ended."""

    def end(number: int, _: object) -> None:
        raise _Ended(number)

    with suppress(ValueError):  # not in the main thread
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)


if __name__ == "__main__":
    sys.exit(main())
