"""The command that is called, or the desk. Each imports what it needs when it runs: a listing loads no desk, and a warm
one no language model."""

from __future__ import annotations

import argparse
import gc
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import (
    COMMANDS,
    DONE,
    OUR_MISTAKE,
    UNUSABLE,
    Parser,
    UnusableCall,
    parser,
    place,
)
from tui.commands.asked_about import config_of, corpus_of, kinds, refuse_empty
from tui.commands.saying import say, say_crash
from tui.commands.standard_streams import (
    forget_wrong_size,
    give_up_unwritten,
    open_closed,
    speak_as_terminals_do,
    unwritable,
)
from tui.paths import keep_private, there

if TYPE_CHECKING:
    from tui.config import Config


class _Ended(BaseException):
    """A signal asked us to end."""

    def __init__(self, number: int) -> None:
        self.code = 128 + number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (contract: 0, 1, 2, 70, or 128 and the signal)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    open_closed()
    forget_wrong_size()
    speak_as_terminals_do()
    keep_private()
    _mind_signals()
    try:
        code = _run(given)
        sys.stdout.flush()  # now, where it can still be said that it failed
        return code
    except UnusableCall as problem:
        say(str(problem))
        return UNUSABLE
    except _Ended as end:
        return end.code
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        return DONE  # whoever read us has had enough
    except Exception as error:
        if isinstance(error, OSError) and (why := unwritable(error)):
            say(f"NOT written: standard output: {why}")
            return UNUSABLE
        say_crash(error)
        return OUR_MISTAKE
    finally:
        give_up_unwritten()


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
    return _command(str(options.command))(options, corpus_of(options.corpus, config), config)


def _command(name: str) -> Callable[[argparse.Namespace, Path, Config], int]:
    """What does it; its module is imported now, and none of another command."""
    if name == "check":
        from tui.commands.checking import check_corpus

        return check_corpus
    if name == "index":
        from tui.commands.indexing import index_corpus

        return index_corpus
    if name == "export":
        from tui.commands.exporting import export_form

        return export_form
    if name == "judgements":
        from tui.commands.judging import carry_judgements

        return carry_judgements
    if name == "read":
        from tui.commands.part_reading import read_part_out

        return read_part_out
    if name == "serve":
        from tui.commands.serving import serve_desk

        return serve_desk
    from tui.commands.listing import list_rows

    return list_rows


# --- the desk


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
