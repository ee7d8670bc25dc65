"""The command line of `onrecord COMMAND`: which commands there are and what each may be given."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

LISTINGS = ("articles", "dates", "actors", "issues", "mentions", "claims", "timeline")
COMMANDS = ("index", *LISTINGS, "check")
MOST_ASKED = 1_000  # characters of a TERM; a sentence has some 200
MOST_WORKERS = 256  # as `workers:` of the config


class Unusable(Exception):
    """The call, the config or the corpus cannot be used: one line, what, where and how to mend it."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Unusable(f"{message}; see `{self.prog} --help`")


def parser() -> argparse.ArgumentParser:
    """The command line of `onrecord COMMAND`."""
    top = Parser(
        prog="onrecord",
        description="Who holds what position on what, since when, and in which words.",
        epilog="`onrecord CORPUS` opens the desk. CORPUS is a folder, a file, or a .jsonl[.gz] of one article a line.",
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
        "check": "the config, files that could not be read, the state of the store",
    }
    for command in COMMANDS:
        sub = commands.add_parser(command, help=words[command], description=words[command])
        if command == "mentions":
            sub.add_argument("term", metavar="TERM", type=_words)
        sub.add_argument(
            "corpus", metavar="CORPUS", nargs="?", type=place, help="a folder or file; else `corpus:` of the config"
        )
        sub.add_argument("--config", metavar="FILE", type=Path, help="the watchlist to use")
        sub.add_argument("--workers", metavar="N", type=_workers, help="processes that read (default: one a processor)")
        if command in LISTINGS:
            sub.add_argument("--format", choices=("table", "jsonl", "csv"), help="table on a terminal, else jsonl")
            sub.add_argument("--limit", metavar="N", type=_whole, help="print at most N rows")
        if command == "articles":
            sub.add_argument("--text", action="store_true", help="add each article's text")
        if command in ("claims", "timeline"):
            sub.add_argument("--about", metavar="TERM", type=_words, help="only what touches TERM")
        if command == "claims":
            sub.add_argument("--by", metavar="ACTOR", type=_words, help="only claims of ACTOR")
            sub.add_argument("--stance", choices=("for", "against", "mixed"), help="only claims that take this side")
        if command == "check":
            sub.add_argument("--judgements", action="store_true", help="list what a person decided")
            sub.add_argument(
                "--restore",
                action="store_true",
                help="go back to the last sound backup of the judgements; asks",
            )
            sub.add_argument("--yes", action="store_true", help="with --restore: without asking")
    return top


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


def _whole(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or len(text) > 18:  # digits of the largest that 64 bits hold
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a whole number")
    return int(text)


def _workers(text: str) -> int:
    number = _whole(text)
    if number > MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"at most {MOST_WORKERS}")
    return number
