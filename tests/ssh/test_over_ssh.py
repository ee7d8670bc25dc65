"""The desk where it lives: on a server, behind ssh, on a slow line, in tmux and screen. `make ssh` runs these alone."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.pty.ptyterm import PtyTerminal
from tests.ssh import loopback
from tests.ssh.loopback import Relay, Server

pytestmark = pytest.mark.skipif(bool(loopback.missing()), reason=loopback.missing() or "installed")
LEAVE = "\x11"  # ctrl+q, from anywhere
ARTICLES = {
    "one.txt": "Harbour talks resume in Varna\n\nVARNA, April 4, 2009 (Gazette) - Elena Popova said the port would be "
    "open.\n\n"
    + "\n\n".join(
        f"Paragraph {n} tells again at some length what the harbour board of Varna has in mind." for n in range(40)
    ),
    "two.txt": "Fees stay\n\nVARNA, May 2, 2009 (Gazette) - Ivo Petrov rejected higher fees for the port of Varna.\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("sshd"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a corpus that has been read."""
    folder = tmp_path_factory.mktemp("home")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in ARTICLES.items():
        (corpus / name).write_text(text)
    subprocess.run(
        [sys.executable, "-m", "tui", "index", str(corpus)],
        env={**os.environ, **places(folder)}, check=True, timeout=300,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return folder


def places(home: Path) -> dict[str, str]:
    return {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}


def desk(home: Path, before: str = "") -> str:
    """The command at the far end; its process number goes to a file."""
    variables = " ".join(f"{name}={shlex.quote(value)}" for name, value in places(home).items())
    program = f"{shlex.quote(sys.executable)} -m tui {shlex.quote(str(home / 'corpus'))}"
    inner = (
        f"cd {shlex.quote(str(Path.cwd()))}; echo $$ > {shlex.quote(str(home / 'pid'))}; exec env {variables} {program}"
    )
    return f"{before}sh -c {shlex.quote(inner)}"


def is_running(home: Path) -> bool:
    """Whether the desk at the far end is still there."""
    with suppress(OSError, ValueError):
        status = Path(f"/proc/{int((home / 'pid').read_text())}/status").read_text()
        return "State:\tZ" not in status
    return False


def wait_until(condition: object, limit: float = 60.0) -> bool:
    assert callable(condition)
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_log_in_work_and_leave(server: Server, home: Path) -> None:
    with PtyTerminal(server.command(desk(home)), columns=120, rows=40) as terminal:
        terminal.wait_for("Articles")
        terminal.wait_for("Fees stay")
        terminal.press("1jk")
        terminal.press("0")
        terminal.wait_for("0 READER")
        terminal.resize(80, 24)
        terminal.wait_for("onrecord")
        terminal.press("\x1b[6~")
        terminal.resize(120, 40)
        terminal.wait_for("Articles")
        terminal.press(LEAVE)
        assert terminal.end() == 0
        assert terminal.modes_restored
    assert wait_until(lambda: not is_running(home))


def test_a_slow_line(server: Server, home: Path) -> None:
    relay = Relay(server.port)
    with PtyTerminal(server.command(desk(home), relay.port), columns=80, rows=24) as terminal:
        terminal.wait_for("Articles")
        terminal.wait_quiet(1.0)
        terminal.press("0", 0.6)
        waits, sizes = [], []
        for _ in range(5):
            began = time.monotonic()
            terminal.send("j")
            got = _first(terminal)
            waits.append(time.monotonic() - began)
            sizes.append(len(got))
            terminal.wait_quiet(0.4)
        assert sorted(waits)[2] < 0.2 + 0.6  # one round trip, and a busy machine's time to draw
        assert max(sizes) < 3_000
        # Keys typed ahead are folded: a hundred moves are not a hundred frames behind.
        before = len(terminal.output)
        terminal.send("j" * 50 + "k" * 50)
        terminal.wait_quiet(1.0)
        assert len(terminal.output) - before < 30_000
        terminal.press(LEAVE)
        assert terminal.end() == 0


def _first(terminal: PtyTerminal) -> bytes:
    """The first bytes that come, however long that takes."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if got := terminal.read(0.02, 0.02):
            return got
    raise AssertionError("no answer")


def test_a_dropped_line_ends_the_desk_and_loses_no_place(server: Server, home: Path) -> None:
    relay = Relay(server.port, rate=1_000_000, round_trip=0.02)
    with PtyTerminal(server.command(desk(home), relay.port), columns=120, rows=40) as terminal:
        terminal.wait_for("Articles")
        terminal.wait_for("Fees stay")
        terminal.press("1g\rg")  # the reader stands where it was left
        terminal.wait_for("Paragraph 3 ")
        terminal.send("0\x1b[6~\x1b[6~")
        terminal.wait_for(lambda: "Paragraph 3 " not in terminal.text)
        terminal.wait_quiet(0.5)
        seen = next(line.split("││")[1] for line in terminal.text.split("\n") if "Paragraph" in line)
        relay.drop()
        assert wait_until(lambda: not is_running(home)), "the desk is still there"
    with PtyTerminal(server.command(desk(home)), columns=120, rows=40) as terminal:
        terminal.wait_for("Articles")
        terminal.wait_for(lambda: seen in terminal.text)
        terminal.press(LEAVE)
        assert terminal.end() == 0


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_inside_tmux(server: Server, home: Path) -> None:
    socket = str(home / "tmux")
    inner = desk(home)
    command = f"tmux -f /dev/null -S {shlex.quote(socket)} new-session {shlex.quote(inner)}"
    with PtyTerminal(server.command(command), columns=120, rows=40) as terminal:
        terminal.wait_for("Articles")
        terminal.press("1j")
        terminal.resize(90, 30)
        terminal.wait_for("onrecord")
        terminal.press("y", 0.5)
        terminal.press(LEAVE)
        assert terminal.end() == 0
    subprocess.run(["tmux", "-S", socket, "kill-server"], check=False, stderr=subprocess.DEVNULL)
    assert wait_until(lambda: not is_running(home))


@pytest.mark.skipif(shutil.which("screen") is None, reason="screen is not installed")
def test_inside_screen(server: Server, home: Path) -> None:
    folder = home / "screens"
    folder.mkdir(mode=0o700)
    command = f"env SCREENDIR={shlex.quote(str(folder))} screen -U -c /dev/null {desk(home)}"
    with PtyTerminal(server.command(command), columns=100, rows=30, env={"COLORTERM": None}) as terminal:
        terminal.wait_for("onrecord")
        terminal.wait_for("Fees stay")
        terminal.press("1j")
        terminal.press(LEAVE)
        terminal.end()
    assert wait_until(lambda: not is_running(home))
