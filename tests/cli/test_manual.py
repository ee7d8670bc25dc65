"""The man page is made from what it tells of."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tui.commands.arguments import COMMANDS
from tui.commands.manual import page
from tui.config.settings_table import CONFIG
from tui.desk.actions import ACTIONS

KEPT = Path(__file__).parents[2] / "docs" / "onrecord.1"


def test_the_page_is_that_of_the_code() -> None:
    assert KEPT.read_text(encoding="utf-8") == page(), "run: python -m tui.commands.manual > docs/onrecord.1"


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_mandoc_finds_nothing_to_complain_of() -> None:
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", str(KEPT)], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stdout.splitlines() if "missing date" not in line] == []


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
def test_what_man_shows_has_every_command_action_and_setting() -> None:
    done = subprocess.run(
        ["man", "--no-hyphenation", "--no-justification", "-l", str(KEPT)],
        capture_output=True, text=True, check=True, env={"MANWIDTH": "400", "LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    if not done.stdout.strip():
        pytest.skip("man shows nothing here")
    shown = {word.strip("[],.") for word in done.stdout.split()}
    assert {*COMMANDS, *(key.name for key in CONFIG), *(action.id for action in ACTIONS)} <= shown
