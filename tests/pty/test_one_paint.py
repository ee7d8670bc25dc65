"""What one key changes reaches the terminal in one picture: focus, layout and rows together."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest

from tests.pty.ptyterm import PtyTerminal
from tests.store.folders import written
from tui.desk import guide_kept

ENDED = b"\x1b[?2026l"  # ends each picture, for a terminal that says it knows the mode
KNOWN = b"\x1b[?2026;2$y"  # such a terminal's answer when it is asked
TEXTS = {
    "a.txt": "Port stays open\n\nVARNA, April 4, 2031 (Gazette) - Elena Popova said the port of Varna would stay open. "
    "Ivan Petrov denied that the port of Varna was for sale. The board warned that the port would need a new quay.\n",
    "b.txt": "Fees rise in June\n\nVARNA, May 5, 2031 (Gazette) - Ivan Petrov said the fees of the port would rise.\n",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    corpus = written(TEXTS, home)
    kept = home / "state" / "onrecord"
    kept.mkdir(parents=True, mode=0o700)
    (kept / guide_kept.NAME).touch(mode=0o600)
    subprocess.run([sys.executable, "-m", "tui", "index", str(corpus)], env=environ(home), check=True)
    return home


def environ(home: Path) -> dict[str, str]:
    return {**os.environ, **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "DATA", "STATE")}}


@pytest.fixture(params=[(120, 40), (80, 24)], ids=str)
def desk(home: Path, request: pytest.FixtureRequest) -> Iterator[PtyTerminal]:
    columns, rows = request.param
    argv = [sys.executable, "-m", "tui", str(home / "corpus")]
    with PtyTerminal(argv, columns=columns, rows=rows, env=environ(home)) as terminal:
        terminal.wait_for(lambda: b"\x1b[?2026$p" in terminal.output)
        terminal.send(KNOWN)
        terminal.wait_for("Port stays open")
        terminal.wait_idle(1.0)
        yield terminal


def pictures(terminal: PtyTerminal, key: str) -> list[list[str]]:
    """The screens that a key makes, one after the other, until all is done; without the first line, which also says
    how far reading is."""
    before = len(terminal.output)
    made = [shown(terminal, terminal.output)]
    terminal.send(key)
    terminal.wait_for(lambda: ENDED in terminal.output[before:])
    terminal.wait_idle()
    for ended in re.finditer(re.escape(ENDED), terminal.output):
        if ended.end() > before and (now := shown(terminal, terminal.output[: ended.start()])) != made[-1]:
            made.append(now)
    return made[1:]


def shown(terminal: PtyTerminal, sent: bytes) -> list[str]:
    screen = pyte.Screen(terminal.columns, terminal.rows)
    pyte.ByteStream(screen).feed(sent)
    return list(screen.display[1:])


def test_a_selection_and_a_change_of_pane_are_one_picture(desk: PtyTerminal) -> None:
    desk.press("/")
    desk.wait_for("Find")
    desk.press("port of Varna", 0.5)
    desk.wait_for("term")
    desk.wait_idle()
    (picture,) = pictures(desk, "\r")
    assert "Petrov denied" in "".join(picture)
    for key in "1325045":
        assert len(pictures(desk, key)) == 1, key
