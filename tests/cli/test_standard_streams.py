"""A command whose standard streams are closed, full or read by nobody any more says so in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tui.commands.printing import MOST_WIDTH
from tui.commands.saying import say_crash
from tui.config import Config
from tui.index.update import update
from tui.store.library import Library

ROOT = Path(__file__).parents[2]
TEXT = "Port stays open\n\nVARNA, April 4, 2031 (Gazette) - Elena Popova said the port of Varna would stay.\n"
OTHERS = ("articles", "mentions port", "judgements export", "--man", "--version", "claims --help")
COMMANDS = [
    "claims",
    "check",
    "export claims",
    "--help",
    *(pytest.param(one, marks=pytest.mark.slow) for one in OTHERS),
]

pytestmark = pytest.mark.fault(72)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("streams")
    (home / "corpus").mkdir()
    (home / "corpus" / "a.txt").write_text(TEXT)
    places = {"index_dir": home / "cache" / "onrecord", "data_dir": home / "data" / "onrecord"}
    library = Library.open(home / "corpus", Config(), **places)
    update(library, workers=0)
    library.close()
    return home


def run(made: Path, words: str, streams: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """A command in a shell that gives it `streams`, and a corpus where it takes one."""
    corpus = "" if words.endswith(("--help", "--man", "--version")) else f"'{made / 'corpus'}'"
    places = {f"XDG_{kind}_HOME": str(made / kind.lower()) for kind in ("CACHE", "DATA", "STATE", "CONFIG")}
    return subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m tui {words} {corpus} {streams}"],
        env={**os.environ, **places, "PYTHONPATH": str(ROOT), **environ}, cwd=made, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("streams", [">&-", ">/dev/full"])
def test_an_output_that_takes_nothing_is_said_and_is_no_success(made: Path, command: str, streams: str) -> None:
    if streams == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    done = run(made, command, streams)
    assert done.returncode == 2, done.stderr
    said = done.stderr.splitlines()
    assert said[-1].startswith("onrecord: NOT written: standard output: ")
    assert [line for line in said if not line.startswith("onrecord: ")] == []
    assert not list(made.rglob("crash.log"))


def test_a_closed_output_is_no_other_file(made: Path) -> None:
    """What is printed must not land in the database that got the number of the closed stream."""
    before = {path: path.read_bytes()[:16] for path in made.rglob("*.sqlite")}
    assert run(made, "claims", "<&- >&- 2>&-").returncode == 2
    assert {path: path.read_bytes()[:16] for path in made.rglob("*.sqlite")} == before
    assert run(made, "claims", "").returncode == 0


def test_without_an_input_nothing_is_agreed_to_and_nothing_else_fails(made: Path) -> None:
    assert run(made, "claims", "<&-").returncode == 0
    assert run(made, "check --restore", "<&-").returncode == 2
    done = run(made, "", "<&-")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "needs a terminal" in done.stderr


def test_where_nobody_hears_what_is_said_the_rows_are_printed(made: Path) -> None:
    assert run(made, "claims", "2>&-").stdout == run(made, "claims", "").stdout
    assert run(made, "claims", "2>/dev/full").returncode == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_who_leaves_ends_a_command_in_silence(made: Path, command: str) -> None:
    done = run(made, command, "2>'" + str(made / "said") + "' | true")
    assert done.returncode == 0
    said = (made / "said").read_text().splitlines()
    assert [line for line in said if not line.startswith("onrecord: ")] == []
    assert not list(made.rglob("crash.log"))


@pytest.mark.parametrize("columns", ["9" * 30, "99999999", "0", "-5", "x"])
def test_a_table_is_as_wide_as_a_terminal_may_be(made: Path, columns: str) -> None:
    done = run(made, "claims --format table", "", COLUMNS=columns)
    assert (done.returncode, done.stderr) == (0, run(made, "claims", "").stderr)
    assert max(map(len, done.stdout.splitlines())) <= MOST_WIDTH


def test_without_memory_for_the_log_one_line_is_said(monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    def none_left(_: object) -> str:
        raise MemoryError

    monkeypatch.setattr("tui.crashlog.crash_line", none_left)
    say_crash(MemoryError())
    assert capfd.readouterr().err == "onrecord: stopped: MemoryError (not enough memory?)\n"
