"""Signals and terminals: cases 71 and 72 of the fault matrix, on a real pty."""

import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.pty.ptyterm import HUP, INT, PATIENCE, TERM, PtyTerminal, is_gone

SAMPLE = [sys.executable, str(Path(__file__).with_name("sample_desk.py"))]
pytestmark = pytest.mark.fault(71)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("texts") / "texts.json"
    path.write_text(json.dumps(["The harbour stays open – “for now”.", "A second text: café, 世界."]))
    return str(path)


def desk(texts: str, **options: object) -> PtyTerminal:
    terminal = PtyTerminal([*SAMPLE, texts], **options)  # type: ignore[arg-type]
    terminal.wait_for("leave")
    return terminal


@pytest.mark.parametrize(("number", "code"), [(HUP, 129), (INT, 130), (TERM, 143)])
def test_signals_restore_the_terminal(texts: str, number: int, code: int) -> None:
    with desk(texts) as terminal:
        assert terminal.end(number) == code
        assert terminal.modes_restored


def test_a_blocked_worker_does_not_keep_it(texts: str) -> None:
    with desk(texts) as terminal:
        terminal.press("b")
        assert terminal.end(TERM) == 143
        assert terminal.modes_restored


def test_leaving_does_not_wait_for_a_worker(texts: str) -> None:
    with desk(texts) as terminal:
        terminal.press("bq")
        assert terminal.end() == 0
        assert terminal.modes_restored


def test_a_stalled_terminal_does_not_keep_it(texts: str) -> None:
    with desk(texts) as terminal:
        for _ in range(60):
            terminal.send("n\tG\x1b[Zn")  # and nobody reads
            time.sleep(0.01)
        terminal.process.send_signal(TERM)
        assert is_gone(terminal.process)
        assert terminal.process.returncode == 143


def wait_idle(terminal: PtyTerminal) -> None:
    """Wait until the program has taken every key and spends next to no time on the processor."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        before = terminal.processor_time
        time.sleep(1.0)
        if not terminal.unread and terminal.processor_time - before < 0.1:
            return
    raise AssertionError(f"never idle; {terminal.unread} bytes not taken")


def test_a_stalled_terminal_gets_the_last_frame_only(texts: str) -> None:
    with desk(texts) as terminal:
        before = len(terminal.output)
        for _ in range(300):
            terminal.send("nnz")
            time.sleep(0.005)
        terminal.send("n")
        wait_idle(terminal)  # it has taken every key before anybody reads again
        terminal.wait_for("text 1")
        terminal.wait_quiet(0.5)
        assert len(terminal.output) - before < 60_000  # one frame of so many is 5 KB


def test_a_closed_terminal_ends_it(texts: str) -> None:
    with desk(texts) as terminal:
        os.close(terminal.slave)
        os.close(terminal.master)
        assert is_gone(terminal.process)
        assert terminal.process.returncode in (129, -signal.SIGHUP)


def test_a_hang_up_is_the_end_by_whichever_way_it_is_told_first(texts: str) -> None:
    # The watch never gets its turn, as on a busy machine: the signal is all there is.
    late = (
        "import runpy, sys; from tui.desk.terminal.shutdown import Endings; Endings._watch = lambda self: None; "
        "del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    with PtyTerminal([sys.executable, "-c", late, *SAMPLE[1:], texts]) as terminal:
        terminal.wait_for("leave")
        os.close(terminal.slave)
        os.close(terminal.master)
        assert is_gone(terminal.process)
        assert terminal.process.returncode in (129, -signal.SIGHUP)


def test_a_closed_terminal_ends_it_even_where_hangups_are_ignored(texts: str) -> None:
    with PtyTerminal(["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *SAMPLE, texts]) as terminal:
        terminal.wait_for("leave")
        os.close(terminal.slave)
        os.close(terminal.master)
        assert is_gone(terminal.process)


def test_stop_and_go_on(texts: str) -> None:
    with desk(texts) as terminal:
        terminal.process.send_signal(signal.SIGTSTP)
        # As a shell waits: the modes are given back before the stop, and what comes between is no going on.
        terminal.wait_for(lambda: terminal.modes_restored and terminal.stopped)
        terminal.screen.reset()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("leave")
        terminal.send("n")
        terminal.wait_for("text 1")
        assert terminal.end(TERM) == 143
        assert terminal.modes_restored


def test_any_size_at_any_moment(texts: str) -> None:
    with desk(texts) as terminal:
        for columns, rows in ((1, 1), (0, 0), (3, 2), (300, 100), (20, 5), (80, 24)):
            terminal.resize(columns, rows)
            terminal.press("n\tj", 0.05)
        terminal.screen.reset()
        terminal.resize(81, 24)
        terminal.wait_for("leave")
        assert terminal.end(TERM) == 143


def test_smaller_and_larger_again_shows_everything(texts: str) -> None:
    with desk(texts) as terminal:
        terminal.resize(40, 12)
        terminal.resize(80, 24)
        terminal.screen.reset()  # what a terminal does with the cells meanwhile is its own business
        terminal.wait_for("leave")
        terminal.wait_for("The harbour stays open")
        terminal.press("q")
        assert terminal.end() == 0


def test_bytes_that_are_not_text(texts: str) -> None:
    with desk(texts) as terminal:
        terminal.press(b"\xff\xfe\x80\xc3")  # not UTF-8
        terminal.press(b"\x1b[M\xa0\xf0\xff")  # a mouse report of the oldest kind
        terminal.press(b"\x1b[200~" + b"q" * 100_000 + b"\x1b[201~", 0.3)  # a long paste into a list
        assert terminal.process.poll() is None
        terminal.press("n")
        terminal.wait_for("text 1")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.modes_restored


def test_nothing_is_written_and_nothing_computed_while_idle(texts: str) -> None:
    with desk(texts) as terminal:
        terminal.wait_idle(2.0, 0.1)  # on a busy machine what comes at the start may come late


@pytest.mark.fault(72)
@pytest.mark.parametrize(
    ("environ", "absent"),
    [
        ({"TERM": "dumb", "COLORTERM": None}, b"\x1b[38;"),
        ({"TERM": "linux", "COLORTERM": None}, b"\x1b[38;"),
        ({"TERM": "screen", "COLORTERM": None}, b";38;2;"),
        ({"TERM": "vt100", "COLORTERM": None}, b"\x1b[38;"),
        ({"TERM": None, "COLORTERM": None}, b"\x1b[38;"),
        ({"TERM": "xterm-256color", "COLORTERM": None}, b"38;2;"),
        ({"NO_COLOR": "1"}, b"38;2;"),
        ({"HOME": None}, b"\0"),
        ({"HOME": "/proc"}, b"\0"),
    ],
    ids=lambda value: ",".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_terminals(texts: str, environ: dict[str, str | None], absent: bytes) -> None:
    with desk(texts, env=environ) as terminal:
        terminal.wait_for("The harbour stays open")
        assert absent not in terminal.output
        terminal.press("jn\tG")
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.fault(72)
@pytest.mark.parametrize("locale", ["C", "POSIX", "en_GB.ISO-8859-1"])
def test_locales_that_are_not_utf8_get_ascii(texts: str, locale: str) -> None:
    with desk(texts, env={"LC_ALL": locale}) as terminal:
        terminal.press("n")
        terminal.wait_for("text 1")
        terminal.wait_for("A second text: cafe, ????.")
        terminal.wait_for("== 1 A ")  # the rule and the focus
        assert terminal.output.isascii()
        terminal.press("q")
        assert terminal.end() == 0


@pytest.mark.parametrize("elsewhere", ["2>/dev/null", "2>&-", ">/dev/tty"])
def test_the_desk_is_drawn_wherever_its_other_outputs_go(texts: str, elsewhere: str) -> None:
    with PtyTerminal(["sh", "-c", f'exec "$@" {elsewhere}', "sh", *SAMPLE, texts]) as terminal:
        terminal.wait_for("leave")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.modes_restored


def test_without_the_mouse_nothing_asks_for_it(texts: str) -> None:
    with desk(texts, env={"NO_MOUSE": "1"}) as terminal:
        terminal.press("q")
        assert terminal.end() == 0
        assert b"\x1b[?1000h" not in terminal.output
        assert b"\x1b[?1003h" not in terminal.output
