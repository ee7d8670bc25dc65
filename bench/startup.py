"""First paint, key to screen, memory and bytes: the desk with a warm index beside an empty Textual app, on a real pty.

    python bench/startup.py [ARTICLES ...] [--runs N]

Both are started in turn in the same run; a figure is the median. First paint is from exec to the first screen that has
text in it. The index is made first, words only where there are more than a thousand articles (the desk opens the same).

Selections are made as a reader makes them: `/`, a word, Enter. Measured is from Enter to the last byte, when all panes
are drawn; memory is that of the desk after all of them, and the most it ever had.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from corpora import corpus
from ground import MADE, PROJECT, machine, milliseconds, table
from size import indexed, words_in

from tui.config import load
from tui.store.library import Library

sys.path.insert(0, str(PROJECT / "tests" / "pty"))
from ptyterm import PtyTerminal

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("nothing here yet")
Empty().run()
"""
BARE_LIST = """
import sys
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
ROWS = [f"row {n} of a list without anything around it" for n in range(int(sys.argv[1]))]
class Rows(ScrollView, can_focus=True):
    BINDINGS = [("j", "go(1)", ""), ("k", "go(-1)", "")]
    at = 0
    def on_mount(self):
        self.virtual_size = Size(40, len(ROWS))
    def action_go(self, by):
        self.at = min(max(self.at + by, 0), len(ROWS) - 1)
        self.refresh()
    def render_line(self, y):
        row = self.scroll_offset.y + y
        text = ROWS[row] if row < len(ROWS) else ""
        return Strip([Segment(text.ljust(40), Style(reverse=row == self.at))])
class Bare(App):
    def compose(self):
        yield Rows()
    def on_mount(self):
        self.query_one(Rows).focus()
Bare().run()
"""
READ = 1000  # articles up to which the language model has been over them
PATIENCE = 60.0
FEW = 100  # articles up to which a word in 1 % of them says nothing
WORDS = 20
DRAWN = 0.3  # seconds without a byte after which all is drawn


def main() -> None:
    asked = argparse.ArgumentParser(description="First paint, key to screen, memory and bytes.")
    asked.add_argument("articles", type=int, nargs="*", default=[5, 1000])
    asked.add_argument("--runs", type=int, default=7)
    chosen = asked.parse_args()
    sizes, runs = chosen.articles, chosen.runs
    compileall.compile_dir(PROJECT / "tui", quiet=1)  # as that of the peer is; it may be older than the code
    print(f"# The desk on a pty of 120x40\n\n{machine()}; medians of {runs}\n")
    rows, selections = [], []
    for size in sizes:
        home = indexed(size, read=size <= READ)
        name = "bench.yaml" if size <= READ else "words.yaml"  # so that nothing is read behind what is measured
        desk = [sys.executable, "-m", "tui", str(corpus(size)), "--config", str(MADE / name)]
        empty_times, desk_times = [], []
        for _ in range(runs):
            empty_times.append(first_paint([sys.executable, "-c", EMPTY], home, "nothing here"))
            desk_times.append(first_paint(desk, home, "Articles"))
        _, memory, first, move, pane = worked(desk, home)
        peer = bare_move([sys.executable, "-c", BARE_LIST, str(size)], home)
        (empty_wall, empty_cpu), (desk_wall, desk_cpu) = _both(empty_times), _both(desk_times)
        rows.append(
            (
                f"{size:,}", milliseconds(empty_wall), milliseconds(desk_wall), f"{desk_wall / empty_wall:.2f}",
                f"{desk_cpu / empty_cpu:.2f}", f"{memory:.0f} MB", f"{first / 1000:.1f} KB", *move, peer, *pane,
            )
        )  # fmt: skip
        if size > FEW:
            selections.append((f"{size:,}", *selecting(desk, home, size, name)))
    head = (
        "articles", "empty app", "desk", "ratio", "ratio of processor time", "memory", "first paint",
        "row move", "", "of a bare list", "change of pane", "",
    )  # fmt: skip
    print(table(head, rows))
    if selections:
        head = (
            "articles", "a word in 1 % of them: median", "95th of 100", "a word in half: median", "95th of 100",
            "memory after these", "the most",
        )  # fmt: skip
        print(f"\nA selection, from Enter to all panes drawn, {WORDS} words each:\n\n{table(head, selections)}")


def selecting(argv: Sequence[str], home: Path, size: int, config: str) -> list[str]:
    """Times of selecting words that stand in 1 % and in half of the articles, and the memory that this takes."""
    os.environ.update({name: value for name, value in environment(home).items() if value})
    path = corpus(size)
    library = Library.open(path, load(MADE / config, path))
    chosen = [words_in(library, int(size * share)) for share in (0.01, 0.5)]
    library.close()
    told = []
    with PtyTerminal(argv, columns=120, rows=40, env=environment(home)) as terminal:
        until(terminal, "Articles", time.perf_counter())
        terminal.read(quiet=2.0, limit=20)
        for words in chosen:
            told += spread([_selected(terminal, word) for word, _ in words[:WORDS]])
        return told + resident(terminal)


def spread(spent: Sequence[float]) -> list[str]:
    """The median and the 95th of 100."""
    return [milliseconds(statistics.median(spent)), milliseconds(sorted(spent)[int(len(spent) * 0.95) - 1])]


def resident(terminal: PtyTerminal) -> list[str]:
    """The memory that the desk has, and the most it ever had, where the system tells."""
    memory = Path(f"/proc/{terminal.process.pid}/status")
    if not memory.exists():
        return []
    lines = dict(line.split(":", 1) for line in memory.read_text(encoding="ascii").splitlines())
    return [f"{int(lines[name].split()[0]) / 1024:.0f} MB" for name in ("VmRSS", "VmHWM")]


def typed(terminal: PtyTerminal, word: str) -> None:
    """A word in the find prompt, up to Enter."""
    for keys, quiet in (("/", 0.3), (word, 0.6)):
        terminal.send(keys)
        terminal.read(quiet=quiet, limit=1.0)


def _selected(terminal: PtyTerminal, word: str) -> float:
    """Seconds from Enter in the find prompt to the last byte."""
    typed(terminal, word)
    before, began = len(terminal.output), time.perf_counter()
    terminal.send("\r")
    last = began
    while time.perf_counter() - last < (DRAWN if last > began else PATIENCE):
        terminal.read(quiet=0.001, limit=0.004)
        if len(terminal.output) != before:
            before, last = len(terminal.output), time.perf_counter()
    return last - began


def first_paint(argv: Sequence[str], home: Path, shown: str) -> tuple[float, float]:
    """Seconds from exec until `shown` is on the screen, and the processor time spent until then."""
    with PtyTerminal(argv, columns=120, rows=40, env=environment(home)) as terminal:
        began = time.perf_counter()
        until(terminal, shown, began)
        took = time.perf_counter() - began
        spent = psutil.Process(terminal.process.pid).cpu_times()
        return took, spent.user + spent.system


def _both(measured: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(wall for wall, _ in measured), statistics.median(spent for _, spent in measured)


def until(terminal: PtyTerminal, shown: str, began: float) -> None:
    while shown not in "\n".join(terminal.screen.display):
        terminal.read(quiet=0.002, limit=0.01)
        if time.perf_counter() - began > PATIENCE:
            sys.exit(f"{shown!r} did not come:\n" + "\n".join(terminal.screen.display))


def worked(argv: Sequence[str], home: Path) -> tuple[float, float, int, tuple[str, str], tuple[str, str]]:
    """A session: memory, bytes of the first paint, then bytes and time of a row move and of a change of pane."""
    with PtyTerminal(argv, columns=120, rows=40, env=environment(home)) as terminal:
        began = time.perf_counter()
        until(terminal, "Articles", began)
        took = time.perf_counter() - began
        terminal.read(quiet=1.0, limit=20)
        first = len(terminal.output)
        terminal.send("1")
        terminal.read(quiet=0.5)
        moves = [keyed(terminal, key) for key in "jjjjkkkk"]
        panes = [keyed(terminal, key) for key in "2345"]
        memory = psutil.Process(terminal.process.pid).memory_info().rss / 2**20
    return took, memory, first, _medians(moves), _medians(panes)


def bare_move(argv: Sequence[str], home: Path) -> str:
    """Time of a row move in a Textual app that is nothing but a list of as many rows."""
    with PtyTerminal(argv, columns=120, rows=40, env=environment(home)) as terminal:
        until(terminal, "row 0", time.perf_counter())
        terminal.read(quiet=0.5, limit=20)
        return _medians([keyed(terminal, key) for key in "jjjjkkkk"])[1]


def keyed(terminal: PtyTerminal, key: str) -> tuple[float, int]:
    """Seconds until the first bytes after a key, and all bytes that it brings."""
    before, began = len(terminal.output), time.perf_counter()
    terminal.send(key)
    while len(terminal.output) == before and time.perf_counter() - began < 2:
        terminal.read(quiet=0.001, limit=0.005)
    took = time.perf_counter() - began
    terminal.read(quiet=0.3)
    return took, len(terminal.output) - before


def _medians(measured: Sequence[tuple[float, int]]) -> tuple[str, str]:
    seconds = statistics.median(took for took, _ in measured)
    size = statistics.median(size for _, size in measured)
    return f"{size / 1000:.2f} KB", milliseconds(seconds)


def environment(home: Path) -> dict[str, str | None]:
    return {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CACHE", "DATA", "STATE", "CONFIG")} | {
        "PYTHONPATH": os.environ.get("PYTHONPATH", "")
    }


if __name__ == "__main__":
    main()
