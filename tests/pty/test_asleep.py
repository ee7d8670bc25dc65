"""The desk stopped in the midst of its work, as on a machine that sleeps, and ended in the midst of a decision."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest

from tests.pty.ptyterm import HUP, TERM, PtyTerminal

SEEDS = Path(__file__).parents[2] / "seeds"
SLEEP = 3.0  # seconds

pytestmark = [pytest.mark.slow, pytest.mark.fault(88)]


class Home:
    def __init__(self, root: Path) -> None:
        self.corpus = root / "corpus"
        if not self.corpus.exists():
            shutil.copytree(SEEDS, self.corpus)
        self.root = root
        places = {f"XDG_{kind}_HOME": str(root / kind.lower()) for kind in ("CACHE", "DATA", "STATE", "CONFIG")}
        self.environ = {"PYTHONPATH": str(SEEDS.parent), **places}

    def desk(self) -> PtyTerminal:
        return PtyTerminal([sys.executable, "-m", "tui", str(self.corpus)], columns=140, rows=40, env=self.environ)

    def claims(self) -> str:
        argv = [sys.executable, "-m", "tui", "claims", str(self.corpus), "--format", "jsonl"]
        return subprocess.run(
            argv, env={**os.environ, **self.environ}, capture_output=True, text=True, check=True
        ).stdout

    def stage(self) -> str:
        """Where the background process stands, empty where it has written nothing yet."""
        for index in (self.root / "cache" / "onrecord").glob("*.sqlite"):
            with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{index}?mode=ro", uri=True)) as connection:
                row = connection.execute("SELECT value FROM meta WHERE key = 'progress'").fetchone()
                return str(row[0]).split('"')[1] if row else ""
        return ""

    def until(self, stage: str, limit: float = 300) -> None:
        end = time.monotonic() + limit
        while self.stage() != stage:
            assert time.monotonic() < end, self.stage()
            time.sleep(0.1)


def family(terminal: PtyTerminal) -> list[psutil.Process]:
    desk = psutil.Process(terminal.process.pid)
    return [desk, *desk.children(recursive=True)]


def signalled(processes: list[psutil.Process], number: int) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)


def test_a_desk_that_slept_with_all_that_it_started_reads_on(tmp_path: Path) -> None:
    home, other = Home(tmp_path / "home-a"), Home(tmp_path / "home-b")
    with home.desk() as terminal:
        for stage in ("words", "reading"):
            with suppress(AssertionError):
                home.until(stage, 60)
            asleep = family(terminal)
            signalled(asleep, signal.SIGSTOP)
            time.sleep(SLEEP)
            signalled(asleep, signal.SIGCONT)
            terminal.read(0.5, 2)
        end = time.monotonic() + 300
        while home.stage() != "done":
            assert time.monotonic() < end
            assert terminal.process.poll() is None
            terminal.read(0.2, 1)
        terminal.press("5g", 1.0)
        terminal.wait_for("━━ 5 CLAIMS")
        terminal.send("\x11")
        assert terminal.end() == 0
    assert not list(tmp_path.rglob("crash.log"))
    assert home.claims().replace("home-a", "") == other.claims().replace("home-b", "")


def test_a_desk_that_slept_while_the_rest_went_on_shows_what_came(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.desk() as terminal:
        home.until("reading")
        terminal.read(0.5, 2)
        terminal.process.send_signal(signal.SIGSTOP)
        time.sleep(SLEEP)
        terminal.process.send_signal(signal.SIGCONT)
        end = time.monotonic() + 300
        while home.stage() != "done":
            assert time.monotonic() < end
            assert terminal.process.poll() is None
            terminal.read(0.2, 1)
        terminal.press("5g", 1.0)
        terminal.wait_for("━━ 5 CLAIMS")
        terminal.press("o", 0.5)
        terminal.wait_for("confirmed; u takes it back")
        terminal.send("\x11")
        assert terminal.end() == 0
    assert not list(tmp_path.rglob("crash.log"))
    assert '"status": "confirmed"' in home.claims()


@pytest.mark.parametrize("number", [HUP, TERM])
def test_a_decision_under_way_when_the_terminal_goes_is_whole_or_not_there(tmp_path: Path, number: int) -> None:
    home = Home(tmp_path)
    home.claims()
    confirmed = 0
    for round_ in range(4):
        with home.desk() as terminal:
            terminal.wait_for(lambda: "5 claims" in terminal.text.lower())
            terminal.wait_quiet(0.7)
            terminal.press("5g", 0.5)
            terminal.send("o" + "jo" * round_)
            time.sleep(0.02 * round_)
            assert terminal.end(number) == 128 + number
            shown = terminal.text.count("confirmed; u takes it back")
        kept = home.claims().count('"status": "confirmed"')
        assert kept >= max(confirmed, shown)  # what a round before confirmed may be confirmed anew
        confirmed = kept
        with closing(sqlite3.connect(tmp_path / "data" / "onrecord" / "judgements.sqlite")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not list(tmp_path.rglob("crash.log"))
