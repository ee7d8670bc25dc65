"""The whole desk on a corpus of hostile articles: every pane, prompt, page and listing, by the bytes that reach a real
terminal."""

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_display_bytes import TEXTS, only_own

from tests.cli.in_a_row import in_a_row, parted
from tests.pty.ptyterm import PtyTerminal
from tui.text.neutral import neutral

pytestmark = [pytest.mark.fault(number) for number in (*range(1, 18), 20, 21)]
HOSTILE = "".join(text for case, text, _ in TEXTS if case not in (15, 16))
BODY = (
    "VARNA, April 4, 2009 (Gazette) - Elena Popova said the port of Varna would stay open.\n\n"
    f"The paper quoted {HOSTILE} and went on.\n\n"
    "\u201cNobody \x1b[31mshuts a port\x1b]52;c;QQ==\x07 in May,\u201d Popova told the Varna board.\n\n"
)
CONFIG = """\
corpus: .
issues:
  - id: port
    name: "The \\e]0;port\\a of [bold]Varna[/oops]"
    terms: ["port of Varna", "Va\\u200brna"]
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a\x1b[31m[bold].txt").write_text(f"Port \x1b[31mopen\x1b]52;c;QQ==\x07 [@click=app.quit]\n\n{BODY}")
    (folder / "-b\n\x9b.txt").write_text(f"Talks \u202eresume [/oops]\n\n{BODY}")
    row = {"id": "j\x1b]2;x\x07", "title": "Fees \x07stay", "text": BODY, "outlet": "\x1b[31mGazette"}
    (folder / "more.jsonl").write_text(json.dumps(row) + "\nnot json \x1b[31m\n")
    (folder / "config.yaml").write_text(CONFIG)
    return folder


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> dict[str, str]:
    home = tmp_path_factory.mktemp("home")
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}
    subprocess.run(
        [sys.executable, "-m", "tui", "index", str(corpus)],
        env={**os.environ, **places}, check=False, capture_output=True, timeout=300,
    )  # fmt: skip
    return places


@pytest.fixture(scope="module")
def desk(corpus: Path, environ: dict[str, str]) -> Iterator[PtyTerminal]:
    with PtyTerminal([sys.executable, "-m", "tui", str(corpus)], columns=120, rows=40, env=environ) as terminal:
        terminal.wait_for("Articles")
        terminal.wait_for("Port ␛[31mop")
        terminal.wait_for("⟨RLO⟩r")
        yield terminal


# (keys, what is on the screen then; with `!` what is not any more; empty where nothing has to change)
STEPS = [
    ("1gjjk\r", ""),
    ("0g\x1b[6~jjllll\x04", "0 READER"),
    ("0glllllllP", ""),
    ("\x1b", ""),
    ("2g", "2 TIMELINE"),
    ("jj+-", ""),
    ("3g", "3 ACTORS"),
    ("\r", "Elena Popova: "),
    ("i", "Forms"),
    ("\x1b", "!Forms"),
    ("4g", "4 ISSUES"),
    ("j", ""),
    ("5gj", "5 CLAIMS"),
    ("\r", ""),
    ("nnNccC", ""),
    ("/", "Find"),
    ("Va", ""),
    ("\x1b", "!─ Find ─"),
    ("1f", ""),
    ("\x1b", ""),
    ("1", "1 ARTICLES"),
    ("v", "━ Concordance"),
    ("jj\x1b", "!━ Concordance"),
    ("m", "━ Matrix"),
    ("jl", ""),
    ("\x1b", "!━ Matrix"),
    ("1w", "━ Why"),
    ("j\x1b", "!━ Why"),
    ("1gj", "1 ARTICLES"),
    ("y", ""),
    ("?", "━ Keys in"),
    ("jj\x1b", "!━ Keys in"),
    (":", "Command"),
    ("\x1b", "!─ Command ─"),
    ("5gou", ""),
    ("0zz", "0 READER"),
]
CLIPBOARD = re.compile(rb"\x1b]52;c;([A-Za-z0-9+/=]*)\x07")


def test_every_pane_and_screen(desk: PtyTerminal) -> None:
    for keys, expected in STEPS:
        desk.press(keys, 0.2)
        if expected.startswith("!"):
            desk.wait_for(lambda gone=expected[1:]: gone not in desk.text)
        elif expected:
            desk.wait_for(expected)
        assert desk.process.poll() is None, f"{keys}: {desk.output[-2000:]!r}"
    desk.wait_for(lambda: CLIPBOARD.search(desk.output) is not None)
    # The one thing that is not for the screen: the cited words, neutral, in base64.
    (cited,) = CLIPBOARD.findall(desk.output)
    words = base64.b64decode(cited).decode()
    assert neutral(words) == words
    assert words.strip()
    only_own(CLIPBOARD.sub(b"", desk.output))


def test_sizes(desk: PtyTerminal) -> None:
    before = len(desk.output)
    for columns, rows in ((80, 24), (50, 14), (120, 40)):
        desk.resize(columns, rows)
        desk.wait_quiet(0.4)
    only_own(desk.output[before:])
    assert desk.process.poll() is None


def test_listing_commands_in_a_terminal(corpus: Path, environ: dict[str, str]) -> None:
    commands = ("articles", "actors", "issues", "mentions Varna", "claims", "timeline", "dates", "check")
    argv = in_a_row((*command.split(), corpus) for command in commands)
    with PtyTerminal(argv, columns=100, rows=40, env=environ) as terminal:
        assert terminal.end() == 0
        only_own(terminal.output)
        assert len(parted(terminal.output.decode())) == 2 * len(commands)  # each end is said on both streams


@pytest.mark.fault(72)
@pytest.mark.parametrize("term", ["dumb", "linux", "xterm", None])
def test_the_desk_stands_still_on_any_terminal(corpus: Path, environ: dict[str, str], term: str | None) -> None:
    env = {**environ, "TERM": term, "COLORTERM": None}
    with PtyTerminal([sys.executable, "-m", "tui", str(corpus)], columns=100, rows=30, env=env) as terminal:
        terminal.wait_for("paper quoted")
        terminal.wait_quiet(1.5)
        assert "\u2502" in terminal.screen.display[28]
        assert "help" in terminal.screen.display[29]
        terminal.press("q")
        assert terminal.end() == 0
