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

from tests.cli.in_a_row import in_a_row, parted
from tests.pty.ptyterm import PtyTerminal
from tui.commands.arguments import LISTINGS
from tui.text.formulas import guarded

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
HEAD = {  # of an article whose every field is a formula, in one way or another
    "title": "x\r=1+1 stays", "author": "=1+1", "outlet": "+1", "agency": "@SUM(A1)", "place": " =1+1",
    "url": "=HYPERLINK(1)", "section": "-1", "id": "=c;=1",
}  # fmt: skip
FORMS_OF_ALL = [(command, form) for command in LISTINGS for form in ("csv", "jsonl", "table")]
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e0fff]")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a\x1b[31m.txt").write_text(f"Port {HOSTILE}\n\n{BODY}")
    (folder / "=b.txt").write_text(f"=HYPERLINK(1) stays\n\n{BODY}")
    told = {**HEAD, "text": f"Harbour;=1+1 {HOSTILE}\n\n{BODY}", "published": "2031-04-04"}
    (folder / "+c.jsonl").write_text(json.dumps(told))
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


@pytest.fixture(scope="module")
def on_terminal(corpus: Path, environ: dict[str, str]) -> dict[tuple[str, str], tuple[str, int]]:
    """What each listing in each form writes to a terminal, and its exit code."""
    argv = in_a_row(asked(command, corpus, form) for command, form in FORMS_OF_ALL)
    with PtyTerminal(argv, columns=100, rows=40, env=environ) as terminal:
        assert terminal.end() == 0
        data = terminal.output.replace(b"\r\n", b"\n")
    text = re.sub(rb"[^\n]*\r\x1b\[K", b"", data).decode("utf-8")  # the progress, which is written over
    # Both streams are the terminal: each end is said twice.
    return dict(zip(FORMS_OF_ALL, [one for one in parted(text) if one[0]], strict=True))


@pytest.fixture(scope="module")
def in_pipe(corpus: Path, environ: dict[str, str]) -> dict[tuple[str, str], str]:
    """What each listing in each form writes to a pipe."""
    argv = in_a_row(asked(command, corpus, form) for command, form in FORMS_OF_ALL)
    done = subprocess.run(argv, env={**os.environ, **environ}, capture_output=True, timeout=300, check=True)
    texts = parted(done.stdout.decode("utf-8"))
    assert {code for _, code in texts} == {0}
    return dict(zip(FORMS_OF_ALL, [text for text, _ in texts], strict=True))


@pytest.mark.fault(77)
@pytest.mark.parametrize(("command", "form"), FORMS_OF_ALL)
def test_every_form_is_harmless_on_a_terminal(
    on_terminal: dict[tuple[str, str], tuple[str, int]],
    in_pipe: dict[tuple[str, str], str],
    command: str,
    form: str,
) -> None:
    text, code = on_terminal[command, form]
    assert code == 0
    found = RAW.search(text)
    assert found is None, f"{found.group()!r} in {text[max(found.start() - 40, 0) : found.end() + 40]!r}"
    assert text.strip()
    if form == "jsonl":  # and says the same as in a pipe
        shown = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
        assert shown == [json.loads(line) for line in in_pipe[command, form].splitlines()]


@pytest.mark.fault(77)
@pytest.mark.parametrize("command", LISTINGS)
def test_in_a_pipe_csv_is_the_stored_text_and_runs_nothing(in_pipe: dict[tuple[str, str], str], command: str) -> None:
    text = in_pipe[command, "csv"]
    rows = list(csv.reader(io.StringIO(text, newline="")))
    plain = [json.loads(line) for line in in_pipe[command, "jsonl"].splitlines()]
    assert [cell for row in rows for cell in row if cell.strip().startswith(("=", "+", "-", "@"))] == []
    assert [cell for cell in re.split("[;\t]", text) if cell.startswith(("=", "+", "-", "@"))] == []
    for row, said in zip(rows[1:], plain, strict=True):
        assert set(said) <= set(rows[0])
        for cell, value in zip(row, map(said.get, rows[0]), strict=True):
            if isinstance(value, str):
                assert cell == guarded(value)
            elif isinstance(value, list | dict):
                assert json.loads(cell) == value
    if command in ("articles", "issues"):
        assert any(cell.startswith("'=") for row in rows for cell in row)


@pytest.mark.fault(77)
def test_in_a_pipe_jsonl_has_no_raw_control_either(in_pipe: dict[tuple[str, str], str]) -> None:
    out = in_pipe["articles", "jsonl"]
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
