"""The command line of `onrecord COMMAND`: which commands there are and what each may be given."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from tui.export.kinds import FORMS, NETWORKS

LISTINGS = ("articles", "dates", "actors", "issues", "mentions", "claims", "timeline")
COMMANDS = ("index", *LISTINGS, "export", "judgements", "agreement", "read", "serve", "check")
DONE, SOME_UNREADABLE, UNUSABLE, OUR_MISTAKE = 0, 1, 2, 70  # exit codes
FORCE = "; --force replaces it"  # what is said of a file that is there already
MOST_ASKED = 1_000  # characters of a TERM; a sentence has some 200
MOST_PARTS = 100_000  # shares of a corpus
MOST_WORKERS = 256  # as `workers:` of the config


class UnusableCall(Exception):
    """The call, the config or the corpus cannot be used: one line, what, where and how to mend it."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UnusableCall(f"{message}; see `{self.prog} --help`")

    def _print_message(self, message: str, file: Any = None) -> None:
        """As argparse has it, but that whoever prints hears of an output that is full."""
        (file or sys.stderr).write(message)


def parser() -> argparse.ArgumentParser:
    """The command line of `onrecord COMMAND`."""
    top = Parser(
        prog="onrecord",
        description="Who holds what position on what, since when, and in which words.",
        epilog="`onrecord CORPUS` opens the desk. CORPUS is a folder, a file, or a .jsonl[.gz] of one article a line. "
        "`onrecord --man | man -l -` shows the manual.",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    words = {
        "index": "read what is new or changed",
        "articles": "every article with its day and what that rests on",
        "dates": "every time expression, placed on the calendar",
        "actors": "who is named, under which names",
        "issues": "the watchlist's issues and who stands where",
        "mentions": "every mention of TERM",
        "claims": "who holds what",
        "timeline": "dated sentences in order of time",
        "export": "what the corpus holds, as a file that other programs open",
        "read": "a share of the corpus, into a file that `index --readings` takes in on another machine",
        "judgements": "what people decided, carried between machines",
        "agreement": "how far those who judged the same claims agree: per cent, Cohen's kappa, Krippendorff's alpha",
        "serve": "the desk in a browser of this machine; it prints the link to open",
        "check": "the config, files that could not be read, the state of the store",
    }
    for command in COMMANDS:
        sub = commands.add_parser(command, help=words[command], description=words[command])
        if command == "judgements":
            _judgements(sub)
            continue
        if command == "mentions":
            sub.add_argument("term", metavar="TERM", type=_words)
        if command == "export":
            _export(sub)
        sub.add_argument(
            "corpus", metavar="CORPUS", nargs="?", type=place, help="a folder or file; else `corpus:` of the config"
        )
        sub.add_argument("--config", metavar="FILE", type=Path, help="the watchlist to use")
        sub.add_argument("--workers", metavar="N", type=_workers, help="processes that read (default: one a processor)")
        if command == "index":
            sub.add_argument(
                "--readings", metavar="FILE", nargs="+", type=place, help="take in what `onrecord read` made elsewhere"
            )
            sub.add_argument(
                "--scheduler", metavar="ADDRESS", type=_words, help="a Dask cluster that reads: tcp://…, or local:N"
            )
        if command == "read":
            _read(sub)
        if command == "serve":
            sub.add_argument("--port", metavar="N", type=_port, default=0, help="the port (default: any that is free)")
        if command not in ("read", "serve"):
            _index_of(sub, command)
        if command in (*LISTINGS, "agreement"):
            _listing(sub, command)
        if command == "check":
            sub.add_argument("--judgements", action="store_true", help="list what a person decided")
            sub.add_argument(
                "--restore",
                action="store_true",
                help="go back to the last sound backup of the judgements; asks",
            )
            sub.add_argument("--yes", action="store_true", help="with --restore: without asking")
    _complete(top)
    return top


# What shells complete an argument with, by shell, as shtab reads it from an action's `complete`.
_FILES = {
    "bash": "_shtab_compgen_files",
    "zsh": "_files",
    "fish": "(__fish_complete_path (commandline -ct))",
}


def _complete(top: argparse.ArgumentParser) -> None:
    """Mark the arguments that are files or folders, for the completions in docs/completions/."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                _complete(command)
        elif action.type in {place, Path}:
            action.complete = _FILES  # type: ignore[attr-defined]


def _read(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--part", metavar="I/N", type=_part, default=(1, 1), help="the Ith of N shares (default: all)")
    sub.add_argument("--out", metavar="FILE", type=place, required=True, help="the file to write, whole or not at all")
    sub.add_argument("--force", action="store_true", help="replace FILE where it is there")


def _judgements(sub: argparse.ArgumentParser) -> None:
    actions = sub.add_subparsers(dest="action", metavar="ACTION", required=True)
    leave = actions.add_parser(
        "export",
        help="print all that was decided in the corpus, a line of JSON each, for `import` elsewhere",
        description="print all that was decided in the corpus, a line of JSON each, for `import` elsewhere",
    )
    leave.add_argument("corpus", metavar="CORPUS", nargs="?", type=place, help="a folder or file; else `corpus:`")
    leave.add_argument("--coder", metavar="NAME", type=_words, help="only what NAME decided")
    come = actions.add_parser(
        "import",
        help="take in what `export` printed; nothing is written over, and twice is once",
        description="take in what `export` printed; nothing is written over, and twice is once",
    )
    come.add_argument("files", metavar="FILE", nargs="+", type=place, help="what `judgements export` printed")
    come.add_argument("--corpus", metavar="CORPUS", type=place, help="the corpus that it is of; else `corpus:`")
    come.add_argument("--force", action="store_true", help="take it in though it is of another corpus")
    for each in (leave, come):
        each.add_argument("--config", metavar="FILE", type=Path, help="the watchlist to use")
        _index_of(each, "judgements")
        each.add_argument(
            "--workers", metavar="N", type=_workers, help="processes that read (default: one a processor)"
        )


def _index_of(sub: argparse.ArgumentParser, command: str) -> None:
    words = "take the index that somebody else keeps in DIR, and read nothing"
    if command == "index":
        words = "put a copy of the index into DIR, for others to take with --index DIR"
    sub.add_argument("--index", metavar="DIR", type=place, help=words)


def _listing(sub: argparse.ArgumentParser, command: str) -> None:
    if command == "agreement":
        sub.add_argument("--by-coder", action="store_true", help="each two coders by themselves")
        sub.add_argument("--disagreements", action="store_true", help="list what coders answered otherwise")
    sub.add_argument("--format", choices=("table", "jsonl", "csv"), help="table on a terminal, else jsonl")
    sub.add_argument("--limit", metavar="N", type=_whole, help="print at most N rows")
    if command == "articles":
        sub.add_argument("--text", action="store_true", help="add each article's text")
    if command in ("claims", "timeline"):
        sub.add_argument("--about", metavar="TERM", type=_words, help="only what touches TERM")
    if command == "claims":
        sub.add_argument("--by", metavar="ACTOR", type=_words, help="only claims of ACTOR")
        sub.add_argument("--stance", choices=("for", "against", "mixed"), help="only claims that take this side")


def _part(text: str) -> tuple[int, int]:
    number, _, of = text.partition("/")
    if not (number.isdecimal() and of.isdecimal() and len(text) < 20 and 1 <= int(number) <= int(of) <= MOST_PARTS):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no share; write 2/8 for the second of eight")
    return int(number), int(of)


def place(text: str) -> str:
    """A file or folder as it was given; its name need not be UTF-8."""
    if not text:
        raise argparse.ArgumentTypeError("an empty text is no file or folder")
    if "\0" in text:
        raise argparse.ArgumentTypeError("a name cannot have a null character in it")
    return text


def _words(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("an empty text finds nothing")
    if len(text) > MOST_ASKED:
        raise argparse.ArgumentTypeError(f"more than {MOST_ASKED:,} characters are not looked for")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise argparse.ArgumentTypeError("it is not UTF-8")
    return text


def _export(sub: argparse.ArgumentParser) -> None:
    """What is chosen and where it goes; the forms are told in docs/export.md."""
    forms = "; ".join(f"`{form.name}`, {form.words}" for form in FORMS.values())
    sub.description = f"{sub.description}: {forms}"
    sub.add_argument("form", metavar="FORM", choices=tuple(FORMS), help=", ".join(FORMS))
    formats = dict.fromkeys(kind for form in FORMS.values() for kind in form.formats)
    sub.add_argument("--about", metavar="TERM", type=_words, help="only what touches TERM")
    sub.add_argument("--by", metavar="ACTOR", type=_words, help="only claims of ACTOR")
    sub.add_argument("--stance", choices=("for", "against", "mixed"), help="only claims that take this side")
    sub.add_argument("--issue", metavar="ID", type=_words, help="only this issue of the watchlist")
    sub.add_argument("--since", metavar="DAY", type=_days, help="only what may be of this day, month or year or later")
    sub.add_argument(
        "--until", metavar="DAY", type=_days, help="only what may be of this day, month or year or earlier"
    )
    sub.add_argument("--format", choices=tuple(formats), help="the kind of file; else by the name of FILE")
    sub.add_argument("--network", choices=NETWORKS, default=NETWORKS[0], help="which network graphml holds")
    sub.add_argument("--to", metavar="FILE", type=place, help="write to FILE, whole or not at all (default: stdout)")
    sub.add_argument("--force", action="store_true", help="replace FILE where it is there")


def _days(text: str) -> tuple[date, date]:
    """First and last day of a day, a month or a year."""
    from calendar import monthrange

    try:
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII) or "-00" in text:
            raise ValueError
        year, month, day = (int(part) for part in f"{text}-00-00".split("-")[:3])
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
        return date(year, month or 1, day or 1), last
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write 2031-04-09, 2031-04 or 2031") from None


def _whole(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or len(text) > 18:  # digits of the largest that 64 bits hold
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a whole number")
    return int(text)


def _port(text: str) -> int:
    number = _whole(text)
    if not 1024 <= number <= 65_535:  # those below are the system's
        raise argparse.ArgumentTypeError("a port is between 1024 and 65535")
    return number


def _workers(text: str) -> int:
    number = _whole(text)
    if number > MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"at most {MOST_WORKERS}")
    return number
