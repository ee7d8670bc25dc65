"""Every form of every listing, in a terminal and in a pipe, on a corpus of hostile articles."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pty.ptyterm import PtyTerminal
from tui.commands.arguments import LISTINGS

HOSTILE = "a\x1b[31mb\x1b]52;c;QQ==\x07c\x9b1md\u202eevil\u2066e\x7ff\u200bg\x08h\u2028i\U000e0041j"
BODY = (
    "VARNA, April 4, 2031 (Gazette) - Elena Popova said the port of Varna would stay open until June 2, 2032.\n\n"
    f"“Nobody {HOSTILE} shuts a port in May,” Popova told the Varna board on Monday.\n\n"
)
CONFIG = """\
issues:
  - id: port
    name: "=cmd|' /C calc'!A0 \\e]0;port\\a \\u202E"
    terms: ["port of Varna", "shuts a port"]
"""
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e0fff]")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a\x1b[31m.txt").write_text(f"Port {HOSTILE}\n\n{BODY}")
    (folder / "=b.txt").write_text(f"=HYPERLINK(1) stays\n\n{BODY}")
    (folder / "config.yaml").write_text(CONFIG)
    return folder


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> dict[str, str]:
    home = tmp_path_factory.mktemp("home")
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}
    done = listed(places, "index", corpus, "--workers", "0")
    assert done.returncode == 0, done.stderr
    return places


def listed(environ: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[bytes]:
    argv = [sys.executable, "-m", "tui", *map(str, arguments)]
    return subprocess.run(argv, env={**os.environ, **environ}, capture_output=True, timeout=300, check=False)


def asked(command: str, corpus: Path, form: str) -> list[object]:
    words = [command, "shuts a port"] if command == "mentions" else [command]
    return [*words, corpus, "--format", form, *(["--text"] if command == "articles" else [])]


@pytest.mark.fault(77)
@pytest.mark.parametrize("form", ["csv", "jsonl", "table"])
@pytest.mark.parametrize("command", LISTINGS)
def test_every_form_is_harmless_on_a_terminal(corpus: Path, environ: dict[str, str], command: str, form: str) -> None:
    argv = [sys.executable, "-m", "tui", *map(str, asked(command, corpus, form))]
    with PtyTerminal(argv, columns=100, rows=40, env=environ) as terminal:
        assert terminal.end(limit=60) == 0
        data = terminal.output.replace(b"\r\n", b"\n")
    text = re.sub(rb"[^\n]*\r\x1b\[K", b"", data).decode("utf-8")  # the progress, which is written over
    found = RAW.search(text)
    assert found is None, f"{found.group()!r} in {text[max(found.start() - 40, 0) : found.end() + 40]!r}"
    assert text.strip()
    if form == "jsonl":  # and says the same as in a pipe
        piped = listed(environ, *asked(command, corpus, form)).stdout.decode()
        shown = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
        assert shown == [json.loads(line) for line in piped.splitlines()]


@pytest.mark.fault(77)
@pytest.mark.parametrize("command", LISTINGS)
def test_in_a_pipe_csv_is_the_stored_text_and_runs_nothing(corpus: Path, environ: dict[str, str], command: str) -> None:
    rows = list(csv.reader(io.StringIO(listed(environ, *asked(command, corpus, "csv")).stdout.decode(), newline="")))
    plain = [json.loads(line) for line in listed(environ, *asked(command, corpus, "jsonl")).stdout.splitlines()]
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    for row, said in zip(rows[1:], plain, strict=True):
        for cell, value in zip(row, said.values(), strict=True):
            if isinstance(value, str):
                assert cell == (f"'{value}" if value.startswith(("=", "+", "-", "@")) else value)
    if command in ("articles", "issues"):
        assert any(cell.startswith("'=") for row in rows for cell in row)


@pytest.mark.fault(77)
def test_in_a_pipe_jsonl_has_no_raw_control_either(corpus: Path, environ: dict[str, str]) -> None:
    out = listed(environ, *asked("articles", corpus, "jsonl")).stdout.decode()
    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]", out) is None
    assert any(HOSTILE in json.loads(line)["text"] for line in out.splitlines())


@pytest.mark.fault(85)
@pytest.mark.parametrize(
    "arguments",
    [
        ["claims", "CORPUS", "--by", b"\xff"],
        ["claims", "CORPUS", "--about", b"a\xc3"],
        ["timeline", "CORPUS", "--about", ""],
        ["mentions", "  ", "CORPUS"],
        ["mentions", "x" * 100_000, "CORPUS"],
        ["mentions", b"\xed\xa0\x80", "CORPUS"],
        ["articles", ""],
        ["articles", "x" * 100_000],
        ["articles", b"no\xffwhere"],
        ["x" * 100_000],
        [""],
        [b"\xff\xfe"],
        ["articles", "CORPUS", "--limit", "9" * 5_000],
        ["articles", "CORPUS", "--limit", "99999999999999999999"],
        ["articles", "CORPUS", "--limit", ""],
        ["articles", "CORPUS", "--workers", "1000000"],
        ["articles", "CORPUS", "--format", "\x1b]0;x\x07" * 10_000],
        ["articles", "CORPUS", "--config", ""],
        ["articles", "CORPUS", "--config", b"\xff" * 5_000],
        ["claims", "CORPUS", "--stance", b"\xff"],
        ["articles", "CORPUS", b"\xff"],
    ],
    ids=lambda given: repr(given)[:60],
)
def test_arguments_that_cannot_be_used_get_one_line(
    corpus: Path, environ: dict[str, str], arguments: list[str | bytes]
) -> None:
    argv = [sys.executable, "-m", "tui", *(str(corpus) if a == "CORPUS" else a for a in arguments)]
    done = subprocess.run(argv, env={**os.environ, **environ}, capture_output=True, timeout=300, check=False)
    assert done.returncode == 2, done.stderr[-500:]
    assert done.stdout == b""
    said = done.stderr.decode("utf-8")
    assert said.startswith("onrecord: ")
    assert said.count("\n") == 1
    assert len(said) < 3_000
    assert RAW.search(said.rstrip("\n")) is None
