"""Whatever takes the place of the index, at whatever step of reading or opening: it is made anew, and once."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.store.folders import folder_of
from tui.config import Config
from tui.index.indexer import Indexer
from tui.index.update import update
from tui.store import index_file as opening
from tui.store.index_file import IndexFile
from tui.store.library import Library
from tui.store.problems import Gone, NotOurs, StoreProblem
from tui.store.query import ArticleQuery
from tui.store.rows import Progress

NO_MODEL = Config(pipeline="no_such_pipeline_here")
TEXTS = {"a": "Nobody shuts a port in May.", "b": "The fees would rise in June."}
Replace = Callable[[Path], None]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(TEXTS, tmp_path)


def opened(corpus: Path) -> Library:
    return Library.open(corpus, NO_MODEL, index_dir=corpus.parent / "index", data_dir=corpus.parent / "data")


@pytest.fixture
def library(corpus: Path) -> Iterator[Library]:
    library = opened(corpus)
    update(library, workers=0)
    yield library
    library.close()


def listed(library: Library) -> list[str]:
    return sorted(row.key for row in library.articles(ArticleQuery()))


def put(path: Path, data: bytes) -> None:
    """Another file under its name, as `mv` does."""
    other = path.with_name("other")
    other.write_bytes(data)
    other.replace(path)


def another_index(path: Path) -> None:
    folder = path.parent / "elsewhere" / "corpus"
    folder.mkdir(parents=True)
    (folder / "c.txt").write_text("Another folder\n\nThe ministers spoke of wool.\n")
    other = Library.open(folder, NO_MODEL, index_dir=path.parent / "elsewhere", data_dir=path.parent / "elsewhere")
    update(other, workers=0)
    other.close()
    other.index_file.path.replace(path)


def written_over(path: Path) -> None:
    """Where it lies, but for its header."""
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(path.stat().st_size - 8192))


HOWS: dict[str, Replace] = {
    "removed": Path.unlink,
    "garbage": lambda path: put(path, os.urandom(20_000)),
    "empty": lambda path: put(path, b""),
    "another index": another_index,
    "its directory removed": lambda path: shutil.rmtree(path.parent),
    "garbage where it lies": lambda path: path.write_bytes(os.urandom(20_000)) and None,
    "emptied where it lies": lambda path: os.truncate(path, 0),
    "pages written over": written_over,
}


@pytest.mark.fault(79)
@pytest.mark.parametrize("stage", ["words", "reading", "tying", "done"])
@pytest.mark.parametrize("how", HOWS)
def test_an_index_replaced_at_any_step_of_reading_is_made_anew(corpus: Path, how: str, stage: str) -> None:
    library = opened(corpus)
    left = [HOWS[how]]

    def at_a_step(progress: Progress) -> None:
        if progress.stage == stage and left:
            left.pop()(library.index_file.path)

    config = Config()
    library.reconfigure(config)
    with suppress(Gone):  # as the desk does: it begins once more
        Indexer(library.index_file, config, library.judgements, at_a_step, workers=0).run()
    assert not left
    again = opened(corpus)
    assert update(again, workers=0).stage == "done"
    assert listed(again) == ["a.txt", "b.txt"]
    assert again.view.one("PRAGMA integrity_check") == "ok"
    again.close()
    library.close()


@pytest.mark.fault(79)
@pytest.mark.parametrize("how", HOWS)
def test_a_command_makes_an_index_anew_that_is_replaced_meanwhile(corpus: Path, how: str) -> None:
    (corpus / "c.txt").write_text("A third one\n\nThe ministers spoke of wool.\n")
    library = opened(corpus)
    left = [HOWS[how]]

    def at_once(progress: Progress) -> None:
        if progress.stage == "words" and progress.done and left:
            left.pop()(library.index_file.path)

    assert update(library, at_once, workers=0).stage == "done"
    assert not left
    assert listed(library) == ["a.txt", "b.txt", "c.txt"]
    library.close()


@pytest.mark.fault(79)
@pytest.mark.parametrize("how", [how for how in HOWS if "lies" not in how and "pages" not in how])
def test_what_takes_its_place_is_not_answered_from_before_it_is_looked_at(library: Library, how: str) -> None:
    HOWS[how](library.index_file.path)
    library.index_file._local = type(library.index_file._local)()  # as another thread, which has no connection yet
    with pytest.raises(StoreProblem):
        listed(library)
    standing = library.files.look_again()
    assert (standing.index, standing.anew) == ("", True)
    update(library, workers=0)
    assert listed(library) == ["a.txt", "b.txt"]


@pytest.mark.fault(79)
@pytest.mark.parametrize("how", ["garbage where it lies", "emptied where it lies", "pages written over"])
def test_what_was_written_over_is_set_aside_once_reading_failed(library: Library, how: str) -> None:
    HOWS[how](library.index_file.path)
    library.files.rest("it failed")
    standing = library.files.look_again()
    assert (standing.index, standing.anew) == ("", True)
    update(library, workers=0)
    assert listed(library) == ["a.txt", "b.txt"]


@pytest.mark.fault(79)
def test_a_damage_that_only_reading_meets_is_mended_by_a_command(corpus: Path, library: Library) -> None:
    path = library.index_file.path
    (page,) = library.view.rows("SELECT rootpage FROM sqlite_master WHERE name = 'articles'")[0]
    library.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 8192)
        file.write(os.urandom(8192))
    (corpus / "a.txt").write_text("Another text\n\nThe ministers spoke of wool.\n")
    again = opened(corpus)
    assert update(again, workers=0).stage == "done"
    assert path.with_suffix(".damaged").exists()
    assert listed(again) == ["a.txt", "b.txt"]
    again.close()


@pytest.mark.fault(79)
@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_said_and_left_alone_until_it_is_gone(library: Library, kind: str) -> None:
    path = library.index_file.path
    path.unlink()
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    assert "move it away" in library.files.look_again().index
    with pytest.raises(NotOurs, match="move it away"):
        opened(library.index_file.corpus)
    path.rmdir() if kind == "folder" else path.unlink()
    standing = library.files.look_again()
    assert (standing.index, standing.anew) == ("", True)


# --- two at once


@pytest.mark.fault(79)
@pytest.mark.parametrize("how", ["garbage", "removed", "empty"])
def test_of_two_that_find_it_gone_the_second_keeps_what_the_first_made(
    library: Library, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = library.index_file
    HOWS[how](index.path)
    turn, first = opening.turn, []

    @contextmanager
    def after_another(path: Path) -> Iterator[None]:
        """Between what this one saw and its turn another process makes the index anew."""
        if not first:
            first.append(None)
            first[:] = [opened(index.corpus)]
            update(first[0], workers=0)
        with turn(path):
            yield

    monkeypatch.setattr(opening, "turn", after_another)
    assert library.files.look_again().anew
    assert listed(library) == ["a.txt", "b.txt"]  # nothing was read again
    assert index.stands()
    assert first[0].index_file.stands()
    first[0].close()


@pytest.mark.fault(79)
@pytest.mark.parametrize("begun", [False, True])
def test_a_file_that_comes_as_it_is_opened_is_opened_instead(
    corpus: Path, begun: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if begun:
        opened(corpus).close()
    connect, left = opening.connect, [1]

    def replaced_after(path: Path, **how: bool) -> sqlite3.Connection:
        connection = connect(path, **how)
        if how.get("writable", True) and left:
            left.pop()
            put(path, path.read_bytes())  # the same words in another file
        return connection

    monkeypatch.setattr(opening, "connect", replaced_after)
    index = IndexFile(corpus, corpus.parent / "index")
    assert not left
    with index.writing() as connection:
        connection.execute("INSERT INTO meta VALUES ('mine', 1)")
    with closing(sqlite3.connect(index.path)) as look:
        assert look.execute("SELECT value FROM meta WHERE key = 'mine'").fetchall() == [(1,)]
    index.close()


@pytest.mark.fault(79)
def test_a_file_that_never_stays_is_said(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = opening.connect

    def replaced_after(path: Path, **how: bool) -> sqlite3.Connection:
        connection = connect(path, **how)
        put(path, path.read_bytes())
        return connection

    monkeypatch.setattr(opening, "connect", replaced_after)
    with pytest.raises(Gone, match="replaced while it was open"):
        IndexFile(corpus, corpus.parent / "index")


@pytest.mark.fault(79)
def test_where_making_it_anew_fails_the_next_look_opens_it(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    index = library.index_file
    begin, left = index._begin, [1]

    def fails_once(connection: sqlite3.Connection) -> None:
        if left:
            left.pop()
            raise OSError(28, "No space left on device")
        begin(connection)

    monkeypatch.setattr(index, "_begin", fails_once)
    index.path.unlink()

    def look() -> str:
        with pytest.raises(StoreProblem, match="No space left"):
            index.look_again()
        with pytest.raises(StoreProblem):
            index.generation()  # what is there is no index yet
        assert index.look_again()
        return str(index.generation())

    # A thread of its own, as the desk's is: nothing was ever opened from it.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(look).result()
    assert index.generation() >= 0
