"""Two versions of onrecord at one corpus: an upgrade while a desk is open, or two installations. Neither makes the
index anew under the other, again and again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.folders import folder_of
from tui.config import Config
from tui.index import background_index
from tui.index.update import update
from tui.store.library import Library
from tui.store.problems import AnotherLayout, StoreProblem
from tui.store.schema import INDEX_ID, INDEX_VERSION

TOLD = {"a": "Karl Lindqvist said on Monday that the harbour was finished."}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(
        folder_of(TOLD, tmp_path), Config(), index_dir=tmp_path / "index", data_dir=tmp_path / "data"
    )
    update(library, workers=0)
    yield library
    library.close()


def made_by_another(index: Path) -> bytes:
    """Another version sets the index aside and begins one of its own layout; its bytes."""
    index.replace(index.with_suffix(".damaged"))
    for tail in ("-wal", "-shm"):
        Path(f"{index}{tail}").unlink(missing_ok=True)
    with closing(sqlite3.connect(index)) as other:
        other.execute("CREATE TABLE theirs(x)")
        other.execute(f"PRAGMA application_id = {INDEX_ID}")
        other.execute(f"PRAGMA user_version = {INDEX_VERSION + 1}")
        other.commit()
    return index.read_bytes()


def test_an_index_that_another_version_made_meanwhile_is_left_to_it(library: Library) -> None:
    index = library.index_file.path
    theirs = made_by_another(index)
    for _ in range(3):
        standing = library.files.look_again()
        assert "another version of onrecord" in standing.index
        assert not standing.anew
        with pytest.raises(AnotherLayout):
            update(library, in_background=True)
    assert index.read_bytes() == theirs
    assert len(list(index.parent.glob("*.damaged"))) == 1


def test_the_program_that_reads_behind_a_desk_of_another_version_touches_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = library.index_file.path
    before = sorted(path.name for path in index.parent.iterdir())
    monkeypatch.setattr(background_index, "INDEX_VERSION", INDEX_VERSION - 1)  # the desk's own, from before the upgrade
    with pytest.raises(AnotherLayout, match="leave and open the corpus again"):
        update(library, in_background=True)
    assert sorted(path.name for path in index.parent.iterdir()) == before
    assert [row["article"] for row in library.rows.articles()]


def test_an_index_of_another_version_is_begun_anew_at_the_start(library: Library, tmp_path: Path) -> None:
    library.close()
    made_by_another(library.index_file.path)
    again = Library.open(tmp_path / "corpus", Config(), index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    try:
        update(again, workers=0)
        assert list(again.rows.articles())
    finally:
        again.close()


def test_a_question_to_an_index_that_was_removed_makes_no_empty_one(library: Library) -> None:
    index = library.index_file.path
    library.index_file.close()
    for tail in ("", "-wal", "-shm"):
        Path(f"{index}{tail}").unlink(missing_ok=True)
    with pytest.raises(StoreProblem):
        library.index_file.generation()
    assert not index.exists()
    index.touch()  # another process is about to make it
    with pytest.raises(StoreProblem, match="about to make it"):
        library.index_file.generation()
