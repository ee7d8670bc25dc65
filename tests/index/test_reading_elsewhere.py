"""What is read elsewhere, by parts or by a cluster, is what is read here, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.listing import listed
from tui.commands.cli import main
from tui.config import Config
from tui.index import versions
from tui.index.pool import ReadArticle
from tui.index.read_part import Part, read_part
from tui.index.readings_file import NoReadings, ReadingsHeader, check_readings, readings_in, write_readings
from tui.index.update import update
from tui.model import Article, Issue, Problem
from tui.store.library import Library

TEXTS = {
    "a": "Jens Vester, the harbour minister, said on Monday that the harbour tax was a mistake.",
    "b": "The Union of Fishers said on 15 May 2031 that it rejected the harbour tax.",
    "c": "Vester promised that the tax would go. Ida Holm said she would vote against it.",
    "d": "The council of Riverton welcomed the harbour tax in June 2031.",
    "e": "Vester promised that the tax would go. Ida Holm said she would vote against it.",
}
CONFIG = Config(issues=(Issue("tax", "Harbour tax", ("harbour tax",), proposition="The harbour tax should be kept"),))
READER = versions.reading(CONFIG.pipeline)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for key, words in TEXTS.items():
        (folder / f"{key}.txt").write_text(f"A Report From The Harbour\n\n{words}\n")
    return folder


def rows(corpus: Path, place: Path, config: Config = CONFIG, readings: list[Path] | None = None) -> str:
    """All claims, actors and dates, as the listing commands print them."""
    library = Library.open(corpus, config, index_dir=place, data_dir=place)
    try:
        assert update(library, workers=0, readings=readings or []).stage == "done"
        return listed(library)
    finally:
        library.close()


def none_unread(problem: Problem) -> None:
    raise AssertionError(problem)


@pytest.mark.usefixtures("nlp")
def test_parts_read_elsewhere_give_the_same_rows(corpus: Path, tmp_path: Path) -> None:
    files = []
    for number in (1, 2, 3):
        files.append(tmp_path / f"part{number}")
        read = read_part(corpus, Part(number, 3), CONFIG.pipeline, 0, none_unread)
        write_readings(files[-1], ReadingsHeader(READER, number, 3), read)
    digests = [digest for file in files for digest, _ in readings_in(file, READER)]
    assert len(digests) == len(set(digests)) == 4  # two files hold one text
    assert rows(corpus, tmp_path / "parts", readings=files) == rows(corpus, tmp_path / "here")


@given(st.integers(1, 40), st.text("0123456789abcdef", min_size=32, max_size=32))
def test_each_article_is_in_one_part(of: int, digest: str) -> None:
    article = Article("a", "a", "", digest=digest)
    assert sum(Part(number, of).has(article) for number in range(1, of + 1)) == 1


RECORDS = [("ab" * 16, ReadArticle(0, b"reading", b"forms", b"days", b"signature"))]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_readings(tmp_path / "readings", ReadingsHeader(READER), RECORDS)
    return tmp_path / "readings"


def test_a_file_of_readings_gives_back_what_it_was_given(file: Path) -> None:
    assert list(readings_in(file, READER)) == RECORDS


@pytest.mark.parametrize("left", [0, 10, 21, -1, -5, -30])
def test_a_file_cut_short_is_told(file: Path, left: int) -> None:
    file.write_bytes(file.read_bytes()[:left])
    with pytest.raises(NoReadings, match="onrecord read"):
        list(readings_in(file, READER))


def test_another_readers_part_is_refused_by_name(file: Path) -> None:
    with pytest.raises(NoReadings, match="another version"):
        check_readings(file, "another")


def test_the_commands(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], homes: None) -> None:
    out = tmp_path / "readings"
    assert main(["read", str(corpus), "--out", str(out), "--workers", "0"]) == 0
    assert main(["read", str(corpus), "--out", str(out), "--workers", "0"]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["index", str(corpus), "--readings", str(out), "--workers", "0"]) == 0
    assert main(["index", str(corpus), "--readings", str(corpus / "a.txt")]) == 2
    assert "no file of readings" in capsys.readouterr().err
    for wrong in ("0/3", "4/3", "x", "1/", "1/1000000"):
        assert main(["read", str(corpus), "--part", wrong, "--out", str(tmp_path / "x")]) == 2


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CACHE", "DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    return


def test_a_cluster_of_two_local_workers_gives_the_same_rows(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    clustered = Config(issues=CONFIG.issues, scheduler="local:2")
    assert rows(corpus, tmp_path / "cluster", clustered) == rows(corpus, tmp_path / "here")


def test_a_scheduler_that_does_not_answer_is_said(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    config = Config(issues=CONFIG.issues, scheduler="tcp://127.0.0.1:9")
    library = Library.open(corpus, config, index_dir=tmp_path / "i", data_dir=tmp_path / "i")
    try:
        ended = update(library, workers=0)
    finally:
        library.close()
    assert ended.stage == "stopped"
    assert "no scheduler of Dask answers" in ended.note
