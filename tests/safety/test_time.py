"""Time that reading takes grows with the text alone, whatever is repeated in it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tui import documents
from tui.model import Article, Span
from tui.text.words import placed

pytestmark = pytest.mark.fault(83)
RUNS = [
    "-",
    " ",
    "–",
    "'",
    "a'",
    "-a",
    "a.",
    "_-",
    "\u0301",
    "a\u0301",
    ".",
    ",",
    "\t",
    "“",
    "”",
    "(",
    "1",
    "1,",
    "1.",
    "A ",
    "\u200b",
]
SIZE = 100_000  # characters


@pytest.mark.parametrize("run", RUNS, ids=repr)
def test_words_are_found_in_time(run: str) -> None:
    text = run * (SIZE // len(run))
    began = time.process_time()
    placed(text, [Span(0, len(text))])
    placed(f"word {text}", [Span(0, len(text) + 5)])
    assert time.process_time() - began < 2


def test_a_word_before_a_long_run_is_where_it_was() -> None:
    for run in (1, 63, 64, 65, 128, 200, 1_000):
        text = f"One U.S.{'-' * run}two{' ' * run}"
        assert placed(text, [Span(0, len(text))])[2][-1] == "two"
        text = f"One two{'.' * run}"
        assert placed(text, [Span(0, len(text))]) == ([0, 4], [3, 7], ["one", "two"])


@pytest.mark.parametrize("run", RUNS, ids=repr)
def test_a_text_file_is_read_in_time(tmp_path: Path, run: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Talks resume\n\nVARNA, April 4, 2031 (Gazette) - {run * (SIZE // len(run))}\n\nThe end of it.\n")
    began = time.process_time()
    found = list(documents.read(path, tmp_path))
    assert time.process_time() - began < 5
    assert [one for one in found if isinstance(one, Article)]
