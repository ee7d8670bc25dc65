"""Completions of shells are those of the command line as it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PLACE = Path(__file__).parent.parent.parent / "docs/completions"
SHELLS = {"bash": "onrecord.bash", "zsh": "_onrecord", "fish": "onrecord.fish"}


@pytest.mark.parametrize("shell", SHELLS)
def test_completions_are_made_from_the_parser(shell: str) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "shtab", f"--shell={shell}", "tui.commands.arguments.parser"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert (PLACE / SHELLS[shell]).read_text(encoding="utf-8") == made, "run: make docs"
