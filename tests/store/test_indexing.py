"""The index is good at any moment: incremental, killed, moved, damaged, shared and unmounted."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tui.config import Config
from tui.index import resolve, sources
from tui.index.pool import Numbered, ReadArticle
from tui.index.update import update
from tui.model import Article, Issue, Selection
from tui.store import index_file
from tui.store import sqlite as connecting
from tui.store.index_lock import indexing_lock
from tui.store.library import Library
from tui.store.problems import NotOurs, StoreProblem
from tui.store.queries.summary import kept_progress
from tui.store.query import ArticleQuery, ClaimQuery
from tui.store.rows import Progress
from tui.store.sqlite import filesystem_of, journal_for, wal_is_safe, writing
from tui.store.tables.files import look_first, remember

NO_MODEL = Config(pipeline="no_such_pipeline_here")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, words in (("a", "grain and wool"), ("b", "wool and salt"), ("c", "salt and grain")):
        (folder / f"{name}.txt").write_text(f"The {name} report\n\nThe ministers spoke of {words} on Monday.\n")
    return folder


def opened(corpus: Path, config: Config = NO_MODEL) -> Library:
    return Library.open(corpus, config, index_dir=corpus.parent / "index", data_dir=corpus.parent / "data")


def indexed(corpus: Path, config: Config = NO_MODEL) -> Library:
    library = opened(corpus, config)
    update(library, workers=0)
    return library


def mentions(library: Library, term: str) -> list[str]:
    return [m.article for m in library.crossref(Selection("term", term)).mentions]


@pytest.mark.fault(23)
def test_claims_of_a_file_whose_name_is_no_utf8(corpus: Path) -> None:
    with open(os.fsencode(corpus) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"A Report on Snow\n\nIt snowed all day in Ruritania, Ann Lee said on Monday, 4 May 2009.\n")
    library = indexed(corpus, Config())
    key = os.fsdecode(b"caf\xe9.txt")
    rows = [row for row in library.claims() if row.claim.article == key]
    assert [row.holder for row in rows] == ["Ann Lee"]
    assert [row["article"] for row in library.rows.claims(by="Ann Lee")] == [key]
    library.decisions.reject(rows[0].claim.id)
    assert library.claims(ClaimQuery(article=key)) == []
    assert library.decisions.undo() is not None
    assert library.claims(ClaimQuery(article=key))[0].claim == rows[0].claim
    assert library.decisions.note(Selection("article", key), "a note").text == "a note"
    assert any(mark.kind == "claim" for mark in library.body_marks(key, library.crossref(library.term("Ann Lee"))))
    library.close()


def test_words_are_found_without_the_language_model(corpus: Path) -> None:
    library = opened(corpus)
    ended = update(library, workers=0)
    assert ended.stage == "done"
    assert "no_such_pipeline_here" in ended.note
    assert mentions(library, "wool") == ["a.txt", "b.txt"]
    assert library.counts().state == "claims from 0 of 3 articles"
    library.close()


def test_only_what_changed_is_taken_in_again(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed(corpus).close()
    from tui import documents

    read: list[str] = []
    original = documents.read

    def counted(path: Path, *rest: object) -> object:
        read.append(path.name)
        return original(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(documents, "read", counted)
    library = indexed(corpus)
    assert read == []
    generation = library.generation()
    os.utime(corpus / "a.txt")  # other times, the same bytes
    update(library, workers=0)
    assert read == []
    (corpus / "b.txt").write_text("The b report\n\nThe ministers spoke of copper on Monday.\n")
    (corpus / "c.txt").unlink()
    update(library, workers=0)
    assert read == ["b.txt"]
    assert library.generation() > generation
    assert mentions(library, "wool") == ["a.txt"]
    assert mentions(library, "copper") == ["b.txt"]
    assert mentions(library, "salt") == []
    assert [row.key for row in library.articles()] == ["a.txt", "b.txt"]
    assert library.articles(ArticleQuery(matching="salt")) == []
    library.close()


def test_many_changes_leave_the_words_right(corpus: Path) -> None:
    library = indexed(corpus)
    for number in range(40):  # enough small segments that they are merged
        (corpus / "a.txt").write_text(f"The a report\n\nThe ministers spoke of grain number{number} on Monday.\n")
        update(library, workers=0)
    assert mentions(library, "grain") == ["a.txt", "c.txt"]
    assert mentions(library, "number39") == ["a.txt"]
    segments = library.view.one("SELECT count(*) FROM segments")
    assert segments < 20
    library.close()


@pytest.mark.fault(38)
def test_a_corpus_that_is_not_there_any_more_loses_nothing(corpus: Path) -> None:
    library = indexed(corpus)
    away = corpus.with_name("away")
    corpus.rename(away)
    with pytest.raises(OSError, match="No such file"):
        update(library, workers=0)
    assert library.counts().articles == 3
    corpus.mkdir()  # an empty mount point
    update(library, workers=0)
    assert library.counts().articles == 3
    assert mentions(library, "wool") == ["a.txt", "b.txt"]
    library.close()


@pytest.mark.fault(23)
def test_names_that_are_no_utf8_go_through_the_database(corpus: Path) -> None:
    with open(os.fsencode(corpus) + b"/gr\xe4in.txt", "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"Grain\n\nThe ministers spoke of quartz on Monday.\n")
    library = indexed(corpus)
    key = mentions(library, "quartz")[0]
    assert os.fsencode(key) == b"gr\xe4in.txt"
    article = library.article(key)
    assert article is not None
    assert article.path == key
    path = library.file_of(key)
    assert path is not None
    assert path.read_bytes().startswith(b"Grain")
    library.close()


@pytest.mark.fault(24)
def test_names_alike_to_people_are_two_documents(corpus: Path) -> None:
    for name in ("caf\u00e9.txt", "cafe\u0301.txt", "Caf\u00e9.txt"):
        (corpus / name).write_text("A title\n\nThe ministers spoke of quartz on Monday.\n")
    library = indexed(corpus)
    assert len(mentions(library, "quartz")) == 3
    library.close()


@pytest.mark.fault(22)
def test_any_name_is_kept_as_it_is(corpus: Path) -> None:
    names = [
        "\x1b[31mred.txt",
        "two\nlines.txt",
        "a\ttab.txt",
        "-rf.txt",
        " lead.txt",
        "[b]x[@click=q].txt",
        "x" * 251 + ".txt",
    ]
    for name in names:
        (corpus / name).write_text("A title\n\nThe ministers spoke of quartz on Monday.\n")
    library = indexed(corpus)
    assert sorted(mentions(library, "quartz")) == sorted(names)
    assert all(library.article(name) for name in names)
    library.close()


def test_one_indexes_and_others_wait(corpus: Path) -> None:
    library = opened(corpus)
    with indexing_lock(library.index_file.lock_path) as mine:
        assert mine
        assert update(library, workers=0).stage == "waiting"
    assert update(library, workers=0).stage == "done"
    library.close()


def test_indexing_can_be_stopped_and_goes_on(corpus: Path) -> None:
    library = opened(corpus)
    assert update(library, stop=lambda: True, workers=0).stage == "stopped"
    assert update(library, workers=0).stage == "done"
    assert mentions(library, "wool") == ["a.txt", "b.txt"]
    library.close()


def test_what_a_reader_looks_at_is_read_first_and_by_itself(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []

    def reads(_: str, chunks: Iterable[Sequence[Numbered]], stop: object) -> Iterator[list[ReadArticle]]:
        for chunk in chunks:
            given.append([article.key for _, article in chunk])
            if len(given) == 1:
                look(library, "b.txt")
            yield [ReadArticle(number, b"", b"", problem="not read here") for number, _ in chunk]

    def look(library: Library, *keys: str) -> None:
        with writing(library.index_file.connection()) as connection:
            look_first(connection, list(keys))

    monkeypatch.setattr(sources, "read_here", reads)
    monkeypatch.setattr(sources.Here, "together", 2)
    library = opened(corpus)
    for name in ("d", "e"):
        (corpus / f"{name}.txt").write_text("Nothing to see.\n")
    look(library, "e.txt")
    update(library, workers=0)
    assert given == [["e.txt"], ["b.txt"], ["a.txt", "c.txt"], ["d.txt"]]
    library.close()


def test_an_article_that_could_not_be_read_says_so_until_it_is_another(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: str, chunks: Iterable[Sequence[Numbered]], stop: object) -> Iterator[list[ReadArticle]]:
        for chunk in chunks:
            yield [ReadArticle(number, b"", b"", problem="the reader failed on it") for number, _ in chunk]

    monkeypatch.setattr(sources, "read_here", fails)
    (corpus / "many.jsonl").write_text('{"id": "one", "text": "The first."}\n')
    library = indexed(corpus)
    assert len(library.problems()) == 4
    counts = library.counts()
    assert counts.read == counts.articles == 4  # nothing more will come of them
    assert {row.problem for row in library.articles()} == {"the reader failed on it"}
    (corpus / "many.jsonl").write_text('{"id": "one", "text": "The first."}\n{"id": "two", "text": "The second."}\n')
    update(library, workers=0)
    assert [row.path for row in library.problems()] == ["a.txt", "b.txt", "c.txt", "many.jsonl#one", "many.jsonl#two"]
    (corpus / "a.txt").write_text("Something else stands here now.\n")
    update(library, workers=0)
    assert [row.path for row in library.problems()].count("a.txt") == 1
    (corpus / "many.jsonl").unlink()
    update(library, workers=0)
    assert len(library.problems()) == 3
    library.close()


def test_an_article_on_which_a_rule_fails_says_so_and_the_others_are_told(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = resolve.claiming.resolve

    def fails(article: Article, *given: Any) -> Any:
        if article.key == "b.txt":
            raise ValueError("of a kind nobody thought of")
        return whole(article, *given)

    with monkeypatch.context() as broken:
        broken.setattr(resolve.claiming, "resolve", fails)
        library = indexed(corpus, Config())
        (told,) = library.problems()
        assert told.path == "b.txt"
        assert told.why.startswith("a rule failed on it, which is a fault of onrecord: ValueError: of a kind")
        assert {row.key for row in library.articles() if row.problem} == {"b.txt"}
        with writing(library.index_file.connection()) as connection:
            connection.execute("UPDATE articles SET tied = ''")
            remember(connection, "tied", "")
    update(library, workers=0)
    assert library.problems() == []
    library.close()


def test_a_reader_who_judges_is_let_in_while_another_indexes(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two transactions, of which each is of one article here, and not when all are tied."""
    monkeypatch.setattr(resolve, "SECONDS", 0.0)
    config = library.view.config
    library.reconfigure(replace(config, issues=config.issues[:3]))  # all is to be tied again
    asked, let_in = threading.Event(), threading.Event()
    meanwhile: list[Progress] = []  # what was tied between both
    row = library.articles(limit=1)[0]
    turn = index_file.turn

    def noted(path: Path) -> AbstractContextManager[None]:
        if threading.current_thread() is thread:
            asked.set()
        return turn(path)

    def judging(progress: Progress) -> None:
        if progress.stage == "tying" and thread.ident is None:
            thread.start()
            assert asked.wait(60)
        elif progress.stage == "tying" and not let_in.is_set():
            meanwhile.append(progress)

    def judge() -> None:
        library.decisions.mark_seen(row.key)
        let_in.set()

    monkeypatch.setattr(index_file, "turn", noted)
    thread = threading.Thread(target=judge)
    update(library, judging, workers=0)
    thread.join()
    assert let_in.is_set()
    assert len(meanwhile) < library.counts().articles / 2
    seen = library.article_row(row.key)
    assert seen is not None
    assert seen.seen


def kill_while_indexing(corpus: Path, times: int) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.store.test_indexing import opened, update; "
        "print('go', flush=True); update(opened(Path(sys.argv[1])), workers=0)"
    )
    lines = [f'{{"id": "{n}", "text": "The ministers spoke of salt{n} and wool on Monday."}}\n' for n in range(4000)]
    (corpus / "many.jsonl").write_text("".join(lines))
    for round_ in range(times):
        with subprocess.Popen([sys.executable, "-c", code, str(corpus)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.2 + 0.13 * (round_ % 9))
            os.kill(process.pid, signal.SIGKILL)
        library = opened(corpus)
        assert library.view.one("PRAGMA integrity_check") == "ok"
        library.close()
    library = indexed(corpus)
    assert library.counts().articles == 4003
    assert len(mentions(library, "wool")) == 4002
    assert mentions(library, "salt1234") == ["many.jsonl#1234"]
    library.close()


def test_killing_while_indexing_leaves_a_good_index(corpus: Path) -> None:
    kill_while_indexing(corpus, 3)


@pytest.mark.slow
@pytest.mark.fault(66)
def test_killing_a_hundred_times_while_indexing_leaves_a_good_index(corpus: Path) -> None:
    kill_while_indexing(corpus, 100)


@pytest.mark.fault(69)
@pytest.mark.parametrize("how", ["truncated", "garbage", "older"])
def test_a_damaged_index_is_set_aside_and_made_anew(corpus: Path, how: str) -> None:
    library = indexed(corpus)
    path = library.index_file.path
    library.close()
    if how == "older":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA user_version = 1")
    else:
        data = path.read_bytes()
        path.write_bytes(data[:5000] if how == "truncated" else os.urandom(100) + data[100:])
    library = indexed(corpus)
    assert mentions(library, "wool") == ["a.txt", "b.txt"]
    assert path.with_suffix(".damaged").exists()
    library.close()


@pytest.mark.fault(69)
def test_another_programs_database_is_left_alone(corpus: Path) -> None:
    library = opened(corpus)
    path = library.index_file.path
    library.close()
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes(name)")
    before = path.read_bytes()
    with pytest.raises(NotOurs, match="another program"):
        opened(corpus)
    assert path.read_bytes() == before


@pytest.mark.fault(67)
def test_a_full_disk_stops_indexing_with_one_line_and_a_good_index(corpus: Path) -> None:
    library = indexed(corpus)
    connection = library.index_file.connection()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    text = " ".join(f"word{n}" for n in range(40_000))
    (corpus / "d.txt").write_text(f"A title\n\n{text}\n")
    with pytest.raises(StoreProblem, match="the disk is full"):
        update(library, workers=0)
    assert mentions(library, "wool") == ["a.txt", "b.txt"]
    connection.execute("PRAGMA max_page_count = 1000000")
    update(library, workers=0)
    assert mentions(library, "word777") == ["d.txt"]
    library.close()


@pytest.mark.fault(68)
def test_an_index_directory_that_cannot_be_made_is_named(corpus: Path) -> None:
    (corpus.parent / "file").write_text("in the way")
    with pytest.raises(StoreProblem, match="XDG_CACHE_HOME"):
        Library.open(corpus, NO_MODEL, index_dir=corpus.parent / "file" / "index")


@pytest.mark.fault(70)
@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 46, 1), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_wal_only_where_it_loses_nothing(version: tuple[int, int, int], safe: bool) -> None:
    assert wal_is_safe(version) is safe


@pytest.mark.fault(70)
@pytest.mark.parametrize(
    ("kind", "journal"), [("ext4", "wal"), ("nfs4", "delete"), ("cifs", "delete"), ("fuse.sshfs", "delete")]
)
def test_the_file_system_decides_on_the_journal(
    kind: str, journal: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "wal_is_safe", lambda version: True)
    monkeypatch.setattr(connecting, "filesystem_of", lambda path: kind)
    assert journal_for(tmp_path / "x.sqlite") == journal


def test_the_longest_mount_point_counts() -> None:
    mounts = "a / ext4 rw 0 0\nb /srv nfs4 rw 0 0\nc /srv/my\\040files ext4 rw 0 0\n"
    assert filesystem_of(Path("/srv/x"), mounts) == "nfs4"
    assert filesystem_of(Path("/srvx"), mounts) == "ext4"
    assert filesystem_of(Path("/srv/my files/y"), mounts) == "ext4"


def test_a_changed_watchlist_applies_without_reading_again(library: Library) -> None:
    readings = library.view.one("SELECT value FROM meta WHERE key = 'readings'")
    config = library.view.config
    talks = Issue("talks", "Talks", terms=("talks", "dialogue"), proposition="They should talk")
    library.reconfigure(replace(config, issues=(talks,)))
    update(library, workers=0)
    (row,) = library.issues()
    assert row.id == "talks"
    assert row.mentions > 3
    assert row.claims == library.claims_count(ClaimQuery(issue="talks")) > 0
    assert library.view.one("SELECT value FROM meta WHERE key = 'readings'") == readings
    library.reconfigure(config)
    update(library, workers=0)
    assert len(library.issues()) == len(config.issues)


def test_indexing_apart_tells_how_far_it_is(corpus: Path) -> None:
    library = opened(corpus)
    said: list[str] = []
    ended = update(library, lambda progress: said.append(progress.stage), workers=1, in_background=True)
    assert ended.stage == "done"
    assert said[-1] == "done"
    assert mentions(library, "wool") == ["a.txt", "b.txt"]
    assert kept_progress(library.view).stage == "done"
    corpus.rename(corpus.with_name("away"))
    with pytest.raises(FileNotFoundError):
        update(library, in_background=True)
    library.close()
