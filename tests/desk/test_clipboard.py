"""The clipboard: by the terminal, through tmux, through GNU screen; neutral, capped, and promised no further."""

import base64
import os
import re
import stat
from pathlib import Path

import pytest

from tui.desk.terminal import clipboard

TERMINAL: dict[str, str] = {"TERM": "xterm-256color"}


class Driver:
    def __init__(self) -> None:
        self.written = ""

    def write(self, text: str) -> None:
        self.written += text


class App:
    def __init__(self) -> None:
        self._driver = Driver()  # where tui.desk.terminal.textual_internals.driver_of looks


def packed(sequence: str) -> str:
    found = re.search(r"\x1b]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert found is not None
    return base64.b64decode(found.group(1)).decode()


def test_the_terminal_gets_neutral_words() -> None:
    app = App()
    said = clipboard.copy(app, "“a \x1b[31mport”", TERMINAL, "Y")
    assert packed(app._driver.written) == "“a ␛[31mport”"
    assert "Sent 13 characters" in said
    assert "if it allows it; Y: a file" in said
    assert len(clipboard.copy(app, "a" * 9_999, TERMINAL, "Y")) <= 80


def test_long_words_are_cut_and_that_is_said() -> None:
    app = App()
    said = clipboard.copy(app, "é" * 100_000, TERMINAL, "Y")
    assert len(app._driver.written) < 100_100
    assert set(packed(app._driver.written)) == {"é"}
    assert "the first 37,497 characters" in said


def test_screen_gets_it_in_pieces() -> None:
    app = App()
    clipboard.copy(app, "word " * 300, {"STY": "1.pts", "TERM": "screen"}, "Y")
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", app._driver.written, re.DOTALL)
    assert len(pieces) > 2
    assert max(map(len, pieces)) <= 252
    assert packed("".join(pieces)) == "word " * 300


def test_tmux_is_asked_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmux = tmp_path / "tmux"
    tmux.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\ncat > {tmp_path}/words\n')
    tmux.chmod(tmux.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    app = App()
    said = clipboard.copy(app, "a port", {"TMUX": "/tmp/tmux,1,0"}, "Y")
    assert (tmp_path / "asked").read_text().split() == ["load-buffer", "-w", "-"]
    assert (tmp_path / "words").read_text() == "a port"
    assert app._driver.written == ""
    assert "tmux" in said
    assert "Y: a file" in said


def test_without_tmux_in_reach_the_terminal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    app = App()
    clipboard.copy(app, "a port", {"TMUX": "/tmp/tmux,1,0"}, "Y")
    assert packed(app._driver.written) == "a port"


def test_lone_surrogates_do_no_harm() -> None:
    app = App()
    clipboard.copy(app, "a\ud800b", TERMINAL, "Y")
    assert packed(app._driver.written) == "a\ufffdb"
