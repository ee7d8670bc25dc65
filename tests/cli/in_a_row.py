"""Several commands in one process, as a script may call them: most of what a short one takes is the start."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable

SCRIPT = """
import json, sys
from tui.commands.cli import main
for given in json.loads(sys.argv[1]):
    code = main(given)
    for stream in (sys.stdout, sys.stderr):
        print(f"~ ended with {code}", file=stream, flush=True)
"""
ENDED = re.compile(r"~ ended with (\d+)\r?\n")


def in_a_row(commands: Iterable[Iterable[object]]) -> list[str]:
    """The command line of a process that runs these, one after the other."""
    return [sys.executable, "-c", SCRIPT, json.dumps([[str(word) for word in given] for given in commands])]


def parted(output: str) -> list[tuple[str, int]]:
    """What each of them wrote to one stream, and its exit code."""
    words = ENDED.split(output)
    return [(text, int(code)) for text, code in zip(words[::2], words[1::2], strict=False)]
