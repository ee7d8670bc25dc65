"""An index that somebody else keeps: read by many, written by none of them, each one's own judgements laid over it."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from tui.commands.cli import main
from tui.config import load
from tui.store.index_file import spare_words
from tui.store.kept_index import own_copy
from tui.store.library import Library
from tui.store.query import ClaimQuery

SEEDS = Path(__file__).parent.parent.parent / "seeds"


class Home:
    """Where one person's files are."""

    def __init__(self, folder: Path, env: pytest.MonkeyPatch, read: pytest.CaptureFixture[str]) -> None:
        self.folder, self._env, self._read = folder, env, read
        folder.mkdir()

    def enter(self) -> None:
        for kind in ("data", "config", "cache", "state"):
            self._env.setenv(f"XDG_{kind.upper()}_HOME", str(self.folder / kind))

    def run(self, *arguments: object) -> tuple[int, str, str]:
        self.enter()
        self._read.readouterr()
        code = main([str(argument) for argument in arguments])
        return code, *self._read.readouterr()

    def claims(self, *arguments: object) -> dict[str, dict[str, Any]]:
        code, out, said = self.run("claims", *arguments)
        assert code == 0, said
        return {row["id"]: row for row in map(json.loads, out.splitlines())}


@pytest.fixture
def kept(
    tmp_path: Path, seeds_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[Path, Home, Home, Path]:
    """The corpus, who keeps its index, who reads it, and where it is kept."""
    corpus = tmp_path / "corpus"
    shutil.copytree(SEEDS, corpus)
    shutil.copy(SEEDS.parent / "config.yaml", corpus)
    keeper, reader = (Home(tmp_path / name, monkeypatch, capsys) for name in ("keeper", "reader"))
    keeper.enter()
    library = Library.open(corpus, load(None, corpus))
    shutil.copy(next(seeds_index.glob("*.sqlite")), library.index_file.path)
    library.close()
    place = tmp_path / "kept"
    code, _, said = keeper.run("index", corpus, "--index", place)
    assert code == 0
    assert str(place) in said
    return corpus, keeper, reader, place


def test_many_read_one_index_and_each_has_their_own_judgements(kept: tuple[Path, Home, Home, Path]) -> None:
    corpus, keeper, reader, place = kept
    keeper.enter()
    library = Library.open(corpus, load(None, corpus))
    first, second = [row.claim.id for row in library.claims(ClaimQuery(), limit=2)]
    library.decisions.confirm(first)
    library.close()
    keeper.run("index", corpus, "--index", place)
    file = next(place.iterdir())
    before = file.read_bytes(), file.stat().st_mtime_ns
    file.chmod(0o444)
    place.chmod(0o555)
    (corpus / "more.txt").write_text("More\n\nAn article that the keeper has not read.\n")
    reader.enter()
    at_once = Library.open(corpus, load(None, corpus), index_dir=own_copy(corpus, place))
    assert {row.claim.status for row in at_once.claims(limit=500)} == {"found"}
    at_once.close()
    theirs = reader.claims(corpus, "--index", place)
    assert len(theirs) > 50
    assert {row["status"] for row in theirs.values()} == {"found"}  # the keeper's own are not in it
    own = next((reader.folder / "cache" / "onrecord" / "kept").rglob("*.sqlite"))
    library = Library.open(corpus, load(None, corpus), index_dir=own.parent)
    library.decisions.reject(second)
    library.close()
    assert second not in reader.claims(corpus, "--index", place)
    assert not any("more" in row["article"] for row in theirs.values())
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert [path.name for path in place.iterdir()] == [file.name]


def test_a_newer_one_is_taken_and_what_was_decided_stands(kept: tuple[Path, Home, Home, Path]) -> None:
    corpus, keeper, reader, place = kept
    claim = next(iter(reader.claims(corpus, "--index", place)))
    own = next((reader.folder / "cache" / "onrecord" / "kept").rglob("*.sqlite"))
    library = Library.open(corpus, load(None, corpus), index_dir=own.parent)
    library.decisions.reject(claim)
    library.close()
    (corpus / "extra.txt").write_text("Extra\n\nAn article about the harvest in Ruritania.\n")
    (keeper.folder / "own.yaml").write_text("pipeline: no_such_pipeline\n")
    keeper.run("index", corpus, "--index", place, "--config", keeper.folder / "own.yaml")
    articles = reader.run("articles", corpus, "--index", place)[1]
    assert "extra.txt" in articles
    assert claim not in reader.claims(corpus, "--index", place)


def test_the_published_index_may_be_read_by_whom_the_umask_lets(
    kept: tuple[Path, Home, Home, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, keeper, _, place = kept
    monkeypatch.setattr("tui.paths._users_umask", 0o022)
    keeper.run("index", corpus, "--index", place)
    assert stat.S_IMODE(next(place.iterdir()).stat().st_mode) == 0o644
    keeper.run("index", corpus, "--index", place / "new")
    assert stat.S_IMODE((place / "new").stat().st_mode) == 0o755


def test_what_is_no_index_of_the_corpus_is_said_in_one_line(
    kept: tuple[Path, Home, Home, Path], tmp_path: Path
) -> None:
    corpus, _, reader, _ = kept
    for where in (tmp_path / "nowhere", corpus):
        code, out, said = reader.run("claims", corpus, "--index", where)
        assert (code, out) == (2, "")
        assert f"no index of {corpus} in it" in said
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "x.sqlite").write_bytes(b"no database " * 1000)
    code, _, said = reader.run("claims", corpus, "--index", bad)
    assert (code, "no index that can be read" in said) == (2, True)
    code, _, said = reader.run("index", corpus, "--index", "/proc/none")
    assert (code, "cannot be written there" in said) == (2, True)


def test_a_cache_that_cannot_be_written_is_said(
    kept: tuple[Path, Home, Home, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _, _, reader, _ = kept
    reader.enter()
    assert spare_words() == ""
    in_the_way = tmp_path / "in the way"
    in_the_way.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(in_the_way / "cache"))
    assert f"{in_the_way / 'cache' / 'onrecord'}: cannot be written, so the index is kept in" in spare_words()
