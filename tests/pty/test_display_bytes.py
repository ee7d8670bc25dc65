"""Hostile text in every widget, judged by the bytes that reach a real terminal: cases 1 to 21 of the fault matrix."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.pty.ptyterm import PtyTerminal

SAMPLE = Path(__file__).with_name("sample_desk.py")

# (case, text, what must be on the screen)
TEXTS: list[tuple[int, str, str]] = [
    (1, "\x1b[31mred", "␛[31mred"),
    (2, "a\x1b]52;c;QQ==\x07b\x1b]52;c;QQ==\x1b\\", "a␛]52;c;QQ==␇b"),
    (3, "\x1b]8;;http://a\x1b\\link", "␛]8;;http://a␛\\link"),
    (4, "\x1b]0;title\x07\x1b]2;more\x07", "␛]0;title␇␛]2;more␇"),
    (5, "end \x1b]52;c;QUJD", "end ␛]52;c;QUJD"),
    (5, "end \x1bP1;2q", "end ␛P1;2q"),
    (6, "\x1bcreset", "␛creset"),
    (7, "\x9b31m\x9d0;x\x9c\x90", "⟨9B⟩31m⟨9D⟩0;x⟨9C⟩⟨90⟩"),
    (8, "nul\0nul", "nul␀nul"),
    (9, "\a\b\x7f", "␇␈␡"),
    (10, "one\rtwo", "one␍two"),
    (11, "one\vtwo\fthree\x85four\u2028five\u2029six", "one␤two␤three␤four␤five␤six"),
    (12, "\u202etxt.exe\u202c \u2066\u061c\u200f", "⟨RLO⟩txt.exe⟨PDF⟩ ⟨LRI⟩⟨ALM⟩⟨RLM⟩"),
    (12, "قال الوزير", "قال الوزير"),
    (13, "z\u200bw\u2060b\ufeffs\u00adt\U000e0041", "z⟨ZWSP⟩w⟨WJ⟩b⟨BOM⟩s·t⟨TAG A⟩"),
    (14, "👨‍👩‍👧🇬🇧❤️ emoji", " emoji"),
    (15, "e" + "\u0301" * 500 + "nd", "⟨+492⟩nd"),
    (16, "sur\ud800rogate", "sur\ufffdrogate"),
    (17, "[bold]b[sic] [/oops] [@click=app.quit]quit[/] \\[ :smile:", "[bold]b[sic] [/oops] [@click=app.quit]"),
]
SEQUENCE = re.compile(
    rb"(?:\n|\x1bM|\x1b\[[0-9]*[AB])\x08{1,3}"  # of the painter: another line and back
    rb"|\x1b(?:\[[0-9;]*[HmKJXABCDr]|M"  # place, attributes, erase, steps, scrolling margins
    rb"|\[\?(?:7|25|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]|\[\?20(?:26|48)\$p"  # modes
    rb"|\[>[0-9]+u|\[<u)"  # keyboard protocol
)


def only_own(output: bytes) -> None:
    """Fails where there is a control that the desk does not use itself: whatever else came, came from a text."""
    rest = SEQUENCE.sub(b"", output)
    text = rest.decode("utf-8", "surrogateescape")
    found = re.search(
        "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ud800-\udfff]", text
    )
    assert found is None, f"{found.group()!r} in {text[max(found.start() - 40, 0) : found.end() + 40]!r}"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "texts.json"
    path.write_text(json.dumps([text for _, text, _ in TEXTS]))
    return path


def stands(expected: str, terminal: PtyTerminal) -> bool:
    return expected in terminal.text.replace("\n", "") or any(expected in line for line in terminal.screen.display)


@pytest.fixture(scope="module")
def shown(texts: Path) -> Iterator[list[tuple[str, bytes]]]:
    """(screen, bytes) of each text, after it has been shown in every widget, scrolled, and toasted."""
    with PtyTerminal([sys.executable, str(SAMPLE), str(texts)], columns=132, rows=44) as terminal:
        terminal.wait_for("leave")
        seen = []
        for number in range(len(TEXTS)):
            start = len(terminal.output)
            if number:
                terminal.press("n", 0.1)
            terminal.wait_for(f"text {number}")
            with suppress(AssertionError):  # each test says what is missing
                terminal.wait_for(partial(stands, TEXTS[number][2], terminal), 10)
            terminal.read(0.1)
            screen = terminal.text
            terminal.press("v", 0.05)  # a toast
            terminal.press("w", 0.05)  # a label and an input
            terminal.press("jjjjG\x04g", 0.05)
            terminal.press("\t\tjjl\x04lG", 0.05)
            terminal.press("\x1b[Z\x1b[Z", 0.05)
            seen.append((f"{screen}\n{terminal.text}", terminal.output[start:]))
        terminal.press("q")
        assert terminal.end() == 0
        yield seen


@pytest.mark.parametrize(
    "number",
    [pytest.param(n, marks=pytest.mark.fault(case), id=f"case{case}-{n}") for n, (case, _, _) in enumerate(TEXTS)],
)
def test_text_reaches_the_terminal_as_signs(number: int, shown: list[tuple[str, bytes]]) -> None:
    screen, output = shown[number]
    _, _, expected = TEXTS[number]
    assert expected in screen.replace("\n", "") or any(expected in line for line in screen.split("\n")), screen
    only_own(output)


@pytest.mark.fault(5)
def test_the_line_after_an_unterminated_sequence_is_intact(shown: list[tuple[str, bytes]]) -> None:
    for number, (case, _, _) in enumerate(TEXTS):
        if case == 5:
            assert "The next line is intact." in shown[number][0]


@pytest.mark.fault(11)
def test_line_breaks_in_the_body(shown: list[tuple[str, bytes]]) -> None:
    lines = shown[[case for case, _, _ in TEXTS].index(11)][0].split("\n")
    body = [line.partition("│")[2].strip(" ▌") for line in lines]
    start = body.index("one")
    assert body[start : start + 6] == ["one", "two", "three", "four", "five", "six"]


@pytest.mark.fault(14)
def test_columns_are_aligned(shown: list[tuple[str, bytes]]) -> None:
    lines = shown[[case for case, _, _ in TEXTS].index(14)][0].split("\n")[1:40]
    for line in lines:
        if "emoji" in line:
            assert "│" in line or line.rstrip()[-1] in "─━", line


@pytest.mark.fault(17)
def test_a_click_on_markup_does_nothing(texts: Path) -> None:
    with PtyTerminal([sys.executable, str(SAMPLE), str(texts)], columns=132, rows=30) as terminal:
        terminal.wait_for("leave")
        for _ in range(len(TEXTS) - 1):
            terminal.send("n")
        terminal.wait_for("[@click")
        terminal.wait_quiet(0.3)
        for row, line in enumerate(terminal.screen.display):
            column = line.find("click=app.quit]")
            if column >= 0:
                for _ in range(2):
                    terminal.send(f"\x1b[<0;{column + 17};{row + 1}M\x1b[<0;{column + 17};{row + 1}m")
        terminal.read()
        assert terminal.process.poll() is None
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.fault(18)
def test_decoded_escapes_are_as_the_thing_itself(texts: Path, tmp_path: Path) -> None:
    """Entities, quoted-printable, encoded words and JSON escapes are decoded long before; what they give is case 1."""
    import email.header
    import html
    import quopri

    decoded = [
        html.unescape("&#27;[31m") or "\x1b",
        quopri.decodestring(b"=1B[31m").decode(),
        str(email.header.make_header(email.header.decode_header("=?utf-8?q?=1B[31m?="))),
        json.loads('"\\u001b[31m"'),
    ]
    path = tmp_path / "texts.json"
    path.write_text(json.dumps(decoded))
    with PtyTerminal([sys.executable, str(SAMPLE), str(path)], columns=100, rows=30) as terminal:
        terminal.wait_for("leave")
        for _ in decoded:
            terminal.press("n", 0.05)
        terminal.press("q")
        terminal.end()
        only_own(terminal.output.replace(b"\r\n", b""))


@pytest.mark.fault(19)
@pytest.mark.fault(20)
def test_crash_and_exit_words(texts: Path, tmp_path: Path) -> None:
    environ = {"SAMPLE_LOG": str(tmp_path / "log")}
    with PtyTerminal([sys.executable, str(SAMPLE), str(texts)], env=environ) as terminal:
        terminal.wait_for("leave")
        terminal.press("+")
        assert terminal.end() == 1
        assert terminal.modes_restored
        last = terminal.output[terminal.output.rfind(b"\x1b[?1049l") :]
        only_own(last)
        assert "ValueError: ␛[31mred. The details are in" in last.decode()
        assert "document_words" not in last.decode()
        log = tmp_path / "log" / "crash.log"
        assert log.stat().st_mode & 0o777 == 0o600
        assert "\x1b" not in log.read_text()
    with PtyTerminal([sys.executable, str(SAMPLE), str(texts)]) as terminal:
        terminal.wait_for("leave")
        terminal.press("x")
        assert terminal.end() == 0
        only_own(terminal.output)
        assert "␛[31mred" in terminal.output.decode()


@pytest.mark.fault(21)
def test_scrolling_wrapping_and_resizing_keep_it_so(texts: Path) -> None:
    with PtyTerminal([sys.executable, str(SAMPLE), str(texts)], columns=90, rows=30) as terminal:
        terminal.wait_for("leave")
        for columns, rows in ((40, 20), (61, 30), (12, 8), (90, 30)):
            terminal.resize(columns, rows)
            terminal.press("nnn\tjjlG\x1b[5~\tj\t", 0.1)
        terminal.press("q")
        assert terminal.end() == 0
        only_own(terminal.output)
