"""Bytes that the desk sends to the terminal, by action: the real program in a real pseudo-terminal, with a warm index.

    python bench/bytes.py [CORPUS] [--json]

At 80x24 a row move may cost 0.5 KB, a change of pane 6 KB, a page of text 3 KB, the first paint 20 KB, and standing
idle nothing. A terminal scrolls whole lines only, so a list beside other panes is sent again when it scrolls; it then
goes on by a third of the pane, and every such move stays below 0.5 KB, not only the average. A pane has up to 280
cells there, so letters of two bytes, where every word has them, may go beyond, issues by a tenth.
For comparison stands what Textual itself would send for the same action: every dirty stretch again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from ground import PROJECT, SEEDS, machine, table

from tui.desk import guide_kept

sys.path.insert(0, str(PROJECT / "tests" / "pty"))
from ptyterm import PtyTerminal

# (what, keys, budget in bytes at 80x24)
ACTIONS: list[tuple[str, str, int]] = [
    ("to the list of articles", "1", 6_000),
    ("row down", "j", 500),
    ("row down again", "j", 500),
    ("row up", "k", 500),
    ("last row", "G", 3_000),
    ("next pane", "\t", 6_000),
    ("next pane again", "\t", 6_000),
    ("to the reader", "0", 6_000),
    ("word right", "l", 500),
    ("line down", "j", 500),
    ("page of text", "\x1b[6~", 3_000),
    ("half a page of text", "\x04", 3_000),
    ("page back", "\x1b[5~", 3_000),
]
# (what, the pane's key, budgets of the average and of the most): moves in a pane that has more rows than fit
SCROLLS: list[tuple[str, str, int, int]] = [
    ("row down or up in actors", "3", 500, 500),
    ("row down or up in articles", "1", 500, 500),
    ("row down or up in the timeline", "2", 500, 500),
    ("row down or up in issues", "4", 500, 500),
    ("row down or up in claims", "5", 500, 500),
    ("line down or up in text that scrolls", "0", 3_000, 3_000),
]
SIZES = ((80, 24), (120, 40))


def places(home: Path) -> dict[str, str]:
    return {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}


def run(corpus: Path, home: Path, size: tuple[int, int], plain: bool) -> PtyTerminal:
    """The desk on a corpus; `plain` sends as Textual does."""
    code = (
        "import sys; from tui.desk.terminal.textual_internals import OpenApp; "
        + ("from textual.app import App; OpenApp._display = App._display; " if plain else "")
        + "from tui.commands.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    return PtyTerminal([sys.executable, "-c", code, str(corpus)], columns=size[0], rows=size[1], env=places(home))


def measured(corpus: Path, home: Path, size: tuple[int, int], plain: bool = False) -> dict[str, int]:
    """Bytes of each action."""
    with run(corpus, home, size, plain) as terminal:
        terminal.wait_for("onrecord", 20)
        terminal.read(0.7, 20)
        found = {"first paint": len(terminal.output)}
        for what, keys, _ in ACTIONS:
            found[what] = len(terminal.press(keys, 0.3))
        for what, pane, *_ in SCROLLS:
            if moves := scrolled(terminal, pane):
                found[f"{what}, on average"], found[f"{what}, the most"] = round(sum(moves) / len(moves)), max(moves)
        found["two idle seconds"] = len(terminal.read(2.0, 2.0))
        terminal.press("q")
        return found


def scrolled(terminal: PtyTerminal, pane: str) -> list[int]:
    """Bytes of moves down, below the first view of a pane, as many as the terminal has rows, and of as many up again;
    none where all of it is in view. The panes beside it stay as they are, so the terminal cannot do the scrolling."""
    terminal.press(pane, 0.3)
    terminal.press("g", 0.3)
    terminal.press("j" * (terminal.rows * 2 // 3), 0.5)
    moves = [len(terminal.press(key, 0.2)) for key in "jk" for _ in range(terminal.rows)]
    return [figure for figure in moves if figure]  # the last row sends nothing


def main() -> None:
    chosen = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    corpus = Path(chosen[0]) if chosen else SEEDS
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        kept = home / "state" / "onrecord"
        kept.mkdir(parents=True, mode=0o700)
        (kept / guide_kept.NAME).touch(mode=0o600)  # with the first-minute guide above them the panes are lower
        subprocess.run(  # a desk that reads would draw how far it is
            [sys.executable, "-m", "tui", "index", str(corpus)],
            env={**os.environ, **places(home)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        results = {
            f"{columns}x{rows}{' as Textual sends' if plain else ''}": measured(corpus, home, (columns, rows), plain)
            for columns, rows in SIZES
            for plain in (False, True)
        }
    if "--json" in sys.argv:
        print(json.dumps(results, indent=1))
        return
    budgets = {"first paint": 20_000, "two idle seconds": 0} | {what: budget for what, _, budget in ACTIONS}
    for what, _, average, most in SCROLLS:
        budgets |= {f"{what}, on average": average, f"{what}, the most": most}
    rows = [
        [what, str(budgets[what]), *(str(figures.get(what, "")) for figures in results.values())]
        for what in results["80x24"]
    ]
    print(f"# Bytes to the terminal, {corpus.name}\n\n{machine()}\n")
    print(table(["action", "at most (80x24)", *results], rows))
    over = [what for what, figure in results["80x24"].items() if figure > budgets[what]]
    print(f"\nOver the budget: {', '.join(over) or 'nothing'}")


if __name__ == "__main__":
    main()
