"""The command line of `onrecord COMMAND`: which commands there are and what each may be given."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

LISTINGS = ("articles", "dates", "actors", "issues", "mentions", "claims", "timeline")
COMMANDS = ("index", *LISTINGS, "check")


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
            sub.add_argument("term", metavar="TERM")
        sub.add_argument("corpus", metavar="CORPUS", nargs="?", help="a folder or file; else `corpus:` of the config")
        sub.add_argument("--config", metavar="FILE", type=Path, help="the watchlist to use")
        sub.add_argument("--workers", metavar="N", type=_whole, help="processes that read (default: one a processor)")
        if command in LISTINGS:
            sub.add_argument("--format", choices=("table", "jsonl", "csv"), help="table on a terminal, else jsonl")
            sub.add_argument("--limit", metavar="N", type=_whole, help="print at most N rows")
        if command == "articles":
            sub.add_argument("--text", action="store_true", help="add each article's text")
        if command in ("claims", "timeline"):
            sub.add_argument("--about", metavar="TERM", help="only what touches TERM")
        if command == "claims":
            sub.add_argument("--by", metavar="ACTOR", help="only claims of ACTOR")
            sub.add_argument("--stance", choices=("for", "against", "mixed"), help="only claims that take this side")
        if command == "check":
            sub.add_argument("--judgements", action="store_true", help="list what a person decided")
            sub.add_argument(
                "--restore", action="store_true", help="go back to the last sound backup of the judgements"
            )
    return top


def _whole(text: str) -> int:
    if not text.isdecimal() or not text.isascii():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)
