"""Selections on a pty while another process changes the index each second, beside those of an index that stays.

    python bench/meanwhile.py [ARTICLES ...]

All articles are read. Measured is from Enter in the find prompt until the pane of claims says whose claims it has, and
what the desk's own thread works for that: other programs on the machine change it least. The index is a copy.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpora import corpus
from ground import MADE, machine, table
from size import indexed, words_in
from startup import PATIENCE, WORDS, PtyTerminal, environment, resident, spread, typed, until

from tui.config import load
from tui.index.update import update
from tui.store.library import Library

AT_ONCE = 32  # articles that each change concerns


def main() -> None:
    if sys.argv[1:2] == ["--change"]:
        change(Path(sys.argv[2]))
    rows = []
    for size in [int(word) for word in sys.argv[1:]] or [1000]:
        for changing in (False, True):
            with tempfile.TemporaryDirectory(dir=MADE) as place:
                home = Path(place) / "home"
                shutil.copytree(indexed(size, read=True), home)
                rows.append(
                    (f"{size:,}", "changes each second" if changing else "stays", *measured(size, home, changing))
                )
    print(f"# Selections while the index changes, {WORDS} words each\n\n{machine()}\n")
    head = ["articles", "the index"]
    for share in ("1 %", "half"):
        head += [f"a word in {share} of them: median", "95th of 100", "processor: median", "95th of 100"]
    print(table([*head, "memory", "the most"], rows))


def measured(size: int, home: Path, changing: bool) -> list[str]:
    path, config = corpus(size), MADE / "bench.yaml"
    library = Library.open(path, load(config, path), index_dir=home / "cache" / "onrecord", data_dir=home / "data")
    update(library)  # so that nothing is left to be read behind what is measured
    index = library.index_file.path
    chosen = [words_in(library, int(size * share)) for share in (0.01, 0.5)]
    library.close()
    told = []
    argv = [sys.executable, "-m", "tui", str(path), "--config", str(config)]
    with PtyTerminal(argv, columns=120, rows=40, env=environment(home)) as terminal:
        until(terminal, "Articles", time.perf_counter())
        terminal.read(quiet=2.0, limit=5)
        other = subprocess.Popen([sys.executable, __file__, "--change", str(index)]) if changing else None
        for words in chosen:
            spent = [_selected(terminal, word) for word, _ in words[:WORDS]]
            for each in zip(*spent, strict=True):
                told += spread(each)
        if other is not None:
            other.kill()
            other.wait()
        return told + resident(terminal)


def _selected(terminal: PtyTerminal, word: str) -> tuple[float, float]:
    """Seconds from Enter until another selection is shown, and those that the desk's first thread worked."""
    typed(terminal, word)
    before, worked, began = _shown(terminal), _worked(terminal), time.perf_counter()
    terminal.send("\r")
    while _shown(terminal) == before and time.perf_counter() - began < PATIENCE:
        terminal.read(quiet=0.001, limit=0.004)
    took = time.perf_counter() - began, _worked(terminal) - worked
    terminal.read(quiet=0.3, limit=0.5)
    return took


def _shown(terminal: PtyTerminal) -> str:
    found = re.search(r"Claims about (.*?)─", terminal.text)
    return found[1] if found else ""


def _worked(terminal: PtyTerminal) -> float:
    first = terminal.process.pid
    told = Path(f"/proc/{first}/task/{first}/schedstat").read_text(encoding="ascii")
    return int(told.split()[0]) / 1e9


def change(index: Path) -> None:
    """Write into the index as the indexer does, a small transaction each second, until killed."""
    connection = sqlite3.connect(index, isolation_level=None, timeout=10)
    connection.execute("PRAGMA cache_spill = OFF")
    (last,) = connection.execute("SELECT max(id) FROM articles").fetchone()
    at = 0
    while True:
        time.sleep(1)
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(AT_ONCE):
            at += 1
            connection.execute("UPDATE articles SET tied = tied || 'x' WHERE id = ?", (1 + at * 37 % last,))
        connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
        connection.execute("COMMIT")


if __name__ == "__main__":
    main()
