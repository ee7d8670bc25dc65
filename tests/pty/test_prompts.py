"""Every prompt of the desk takes whatever is pasted into it, as text: nothing of it is a key, reaches the terminal as a
control, ends the desk or keeps it from opening again."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_display_bytes import only_own

from tests.pty.ptyterm import PtyTerminal
from tui.config import load
from tui.index.update import update
from tui.store.library import Library

pytestmark = pytest.mark.fault(73)
TEXT = (
    "Port stays open\n\nVARNA, April 4, 2031 (Gazette) - Elena Popova said the port of Varna would stay.\n\n"
    "“Nobody shuts a port in May,” Popova told the Varna board.\n"
)
CONFIG = "issues:\n  - id: port\n    name: The port\n    terms: [port of Varna, shuts a port]\n"
PASTED = {
    "controls": b"\x00\x01a\xc2\x9b31m\xe2\x80\xae\xed\xa0\x80\xff\xc3b\xe2\x81\xa6"
    + "\U000e0041\u200b\u0301é\ufeff[bold]x[/oops] 🏴\U000e0067".encode(),
    "keys": b"a\x1b]52;c;QQ==\x07\x1b[31mc\x9d0;x\x9c\x1bq\x1b\x11\x7f\r\nxo\te",
    "patterns": b"%_*\\\"'" * 150,
    "numbers and yaml": b" -9999999999-99: [&a *a] !!python/x ../../y\t",
    "60 KB": b"%_*a\\b " * 9_000,
}
# Keys to each prompt, and its first words: those of one desk together. Changes to an issue that are not saved are asked
# about, which is where the next keys would go.
DESKS = [
    {"1": "1 ARTICLES", "1f": "Filter articles", "3gi\r": "Name: ", "E": "Export "},
    {"4gWj\r": "it ("},
    {"/": "Find: ", ":": "Command: ", "3f": "Filter actors", "4f": "Filter issues", "5f": "Filter claims"},
    {"1\r0f": "Find in this article", "5ga": "Note on Elena", "1ga": "Note on Port", "5gr": "Set: ", "Uf": "Filter ("},
    {"3gij\r": "Kind: ", "3giA": "Side or office: ", "1gI\r": "Day: ", "1gIjj\r": "Outlet: ", "1gIj\r": "Title: "},
    {"Oa": "Note on ", "Or": "Set: "},
    {"1gIjjj\r": "Author: ", "1\r0gX": "is: ", "1\r0gVll\r": "is: ", "5gX": "is: ", "1\r0gW": "Watch "},
    {"\x17A": "Name of the new issue: "},
    {"4gW\r": "name: "},
    {"4gWA": "terms: "},
    {"4gWjj\r": "colour: "},
]
EVERY_RUN = (
    2  # of these, with all that is pasted; the others with the whole matrix of faults, and what is no plain text
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an index of one article and a decision."""
    home = tmp_path_factory.mktemp("prompts")
    (home / "corpus").mkdir()
    (home / "corpus" / "a.txt").write_text(TEXT)
    (home / "corpus" / "config.yaml").write_text(CONFIG)
    places = {"index_dir": home / "cache" / "onrecord", "data_dir": home / "data" / "onrecord"}
    library = Library.open(home / "corpus", load(None, home / "corpus"), **places)
    update(library, workers=0)
    library.decisions.mark_seen("a.txt")
    library.close()
    return home


def paste(terminal: PtyTerminal, data: bytes) -> None:
    """Bracketed, in pieces that the terminal takes."""
    data = b"\x1b[200~" + data + b"\x1b[201~"
    for at in range(0, len(data), 2_000):
        terminal.send(data[at : at + 2_000])
        terminal.read(0.01, 0.1)
    terminal.read(0.2)


@pytest.mark.parametrize(
    "prompts",
    [*DESKS[:EVERY_RUN], *(pytest.param(prompts, marks=pytest.mark.slow) for prompts in DESKS[EVERY_RUN:])],
    ids=lambda prompts: ascii(" ".join(prompts))[1:-1],
)
def test_every_prompt_takes_what_is_pasted_as_text(made: Path, tmp_path: Path, prompts: dict[str, str]) -> None:
    for name in ("cache", "data"):
        shutil.copytree(made / name, tmp_path / name)
    shutil.copy(made / "corpus" / "config.yaml", tmp_path)
    env = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}
    env |= {"EDITOR": "false", "PYTHONPATH": str(Path(__file__).parents[2])}
    argv = [sys.executable, "-m", "tui", str(made / "corpus"), "--config", str(tmp_path / "config.yaml")]
    with PtyTerminal(argv, columns=140, rows=40, env=env, cwd=str(tmp_path)) as terminal:
        terminal.wait_for("1 article")
        terminal.wait_quiet(0.5)
        kinds = PASTED if prompts in DESKS[:EVERY_RUN] else ("controls", "keys")
        for keys, kind in itertools.product(prompts, kinds):
            for key in keys:
                terminal.press(key, 0.1)
            if kind == "controls":
                terminal.wait_for(prompts[keys])
            terminal.press("\x15", 0.1)
            paste(terminal, PASTED[kind])
            for key in ("\x01", "\r", "\r", "\x1b", "\x1b", "\x1b"):
                terminal.press(key, 0.15)
            assert terminal.process.poll() is None, terminal.output[-3000:]
        terminal.send("\x11")
        if "not saved" in terminal.text or not ended(terminal):
            terminal.press("\r", 0.5)  # changes to an issue that are not saved are asked about
        assert terminal.end() == 0, terminal.text
        only_own(re.sub(rb"\x1b]52;c;[A-Za-z0-9+/=]*\x07", b"", terminal.output))
    assert not list(tmp_path.rglob("crash.log"))
    with PtyTerminal(argv, columns=140, rows=40, env=env, cwd=str(tmp_path)) as terminal:  # and the next start
        terminal.wait_for("1 article")
        terminal.send("\x11")
        assert terminal.end() == 0
    for command in ("actors", "claims"):
        listed = [sys.executable, "-m", "tui", command, *argv[3:], "--workers", "0"]
        done = subprocess.run(listed, env={**os.environ, **env}, cwd=tmp_path, capture_output=True, timeout=300)
        assert done.returncode == 0, done.stderr
        done.stdout.decode("utf-8")


def ended(terminal: PtyTerminal) -> bool:
    terminal.read(0.5, 3.0)
    return terminal.process.poll() is not None
