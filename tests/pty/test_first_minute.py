"""`onrecord` without a corpus, at a real terminal: what it is and how to begin, not one line of refusal."""

import sys
from pathlib import Path

import pytest

from tests.pty.ptyterm import PtyTerminal


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (30, 10)])
def test_without_a_corpus_a_person_reads_how_to_begin(tmp_path: Path, columns: int, rows: int) -> None:
    terminal = PtyTerminal([sys.executable, "-m", "tui"], columns=columns, rows=rows, cwd=str(tmp_path))
    with terminal:
        assert terminal.end() == 2
        told = terminal.output.decode()
        assert "onrecord FOLDER" in told
        assert "who holds what position" in " ".join(told.split())
        assert "\x1b[?1049h" not in told  # no desk was begun
        lines = told.replace("\r\n", "\n").split("\n")
        assert columns < 80 or (max(map(len, lines)) <= columns and len(lines) < rows)
