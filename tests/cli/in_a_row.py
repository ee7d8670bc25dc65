"""Several commands in one process, as a script may call them: most of what a short one takes is the start."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from typing import NamedTuple

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


class Told(NamedTuple):
    """What a command wrote, and its exit code."""

    stdout: str
    stderr: str
    returncode: int


def told(commands: Iterable[Iterable[object]], environ: Mapping[str, str]) -> list[Told]:
    """What each of these gives, one after the other, in pipes."""
    done = subprocess.run(
        in_a_row(commands), env={**os.environ, **environ}, stdin=subprocess.DEVNULL, capture_output=True, timeout=600,
        check=True, text=True,
    )  # fmt: skip
    both = zip(parted(done.stdout), parted(done.stderr), strict=True)
    return [Told(out, err, code) for (out, code), (err, _) in both]


def parted(output: str) -> list[tuple[str, int]]:
    """What each of them wrote to one stream, and its exit code."""
    words = ENDED.split(output)
    return [(text, int(code)) for text, code in zip(words[::2], words[1::2], strict=False)]
