"""What `onrecord` says to somebody who names no corpus: what it is, and how to begin."""

from __future__ import annotations

import sys
from contextlib import suppress

from tui.export.kinds import FORMS
from tui.paths import config_dir

_WORDS = """
onrecord reads articles and shows who holds what position on what, since when, and in which words.

  onrecord FOLDER          opens the desk on a folder of articles, or a file
  onrecord claims FOLDER   prints who claims what; likewise articles, actors, …
  onrecord export brief FOLDER --to brief.docx
                           takes it out, in one of {forms} forms
  onrecord check FOLDER    says what cannot be read, and what is in force

A folder may hold {kinds}.
Files are only read, and nothing leaves this machine. In the desk ? shows every key and sign, / finds, q leaves. What \
is watched stands in a config.yaml; where there is none the desk suggests issues from the articles, and writes it.
{config}onrecord --help names every command; `onrecord --man | man -l -` is the manual.
"""


def say_how_to_begin(kinds: str) -> None:
    """On stderr, for a person at a terminal; `kinds` are the endings of the files that can be read."""
    import shutil
    import textwrap

    try:
        config = f"`corpus: FOLDER` in {config_dir() / 'config.yaml'} opens it where none is named.\n"
    except OSError:  # there is no home
        config = ""
    told = _WORDS.format(forms=len(FORMS), kinds=kinds, config=config)
    width = max(min(shutil.get_terminal_size().columns, 100) - 1, 20)
    wrapped = (
        line if line[:1] in ("", " ") else textwrap.fill(line, width, break_on_hyphens=False)
        for line in told.split("\n")
    )
    with suppress(OSError):
        sys.stderr.write("\n".join(wrapped))
        sys.stderr.flush()
