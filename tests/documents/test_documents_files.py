"""Names and files of a corpus: faults 22 to 39."""

from __future__ import annotations

import errno
import gzip
import os
import resource
import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from tests.documents.reading import only, processor, read
from tui import documents
from tui.documents import files
from tui.model import Article, Problem

TEXT = "The Pass Is Closed\n\nIt snowed all night, and the pass is closed.\n"


@pytest.mark.fault(22)
@pytest.mark.parametrize(
    "name", ["\x1b[31m.txt", "a\nb.txt", "a\tb.txt", "-rf.txt", " .txt", "x" * 251 + ".txt", "[x].txt"]
)
def test_any_name_opens(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT)
    [article], problems = read(tmp_path)
    assert not problems
    assert article.key == name


@pytest.mark.fault(22)
def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "[" / "x]"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT)
    assert only(tmp_path).key == "[/x]/a.txt"


@pytest.mark.fault(23)
def test_a_name_that_is_no_utf8_round_trips(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(raw, "wb") as file:  # noqa: PTH123
        file.write(TEXT.encode())
    article = only(tmp_path)
    assert article.key == "caf\udce9.txt"
    assert os.fsencode(tmp_path / article.path) == raw


@pytest.mark.fault(24)
@pytest.mark.parametrize("pair", [("caf\u00e9.txt", "cafe\u0301.txt"), ("a.txt", "A.txt")])
def test_names_that_look_alike_are_two_documents(tmp_path: Path, pair: tuple[str, str]) -> None:
    for name in pair:
        (tmp_path / name).write_text(TEXT)
    articles, _ = read(tmp_path)
    assert {article.key for article in articles} == set(pair)


@pytest.mark.fault(25)
def test_a_renamed_file_is_known_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    before = only(tmp_path).digest
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert only(tmp_path).digest == before


@pytest.mark.fault(26)
def test_what_is_no_file_is_listed_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.txt" / "a.txt").write_text(TEXT)
    with socket.socket(socket.AF_UNIX) as end:
        here = Path.cwd()
        os.chdir(tmp_path)  # a socket's path has a small limit
        try:
            end.bind("socket.txt")
        finally:
            os.chdir(here)
        started = processor()
        articles, problems = read(tmp_path)
        assert processor() - started < 1  # of what has no end nothing is read
    assert [article.key for article in articles] == ["folder.txt/a.txt"]
    assert {problem.path for problem in problems} == {"pipe.txt", "zero.txt", "folder.txt", "socket.txt"}


@pytest.mark.fault(26)
def test_a_pipe_given_itself_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    [found] = documents.read(tmp_path / "pipe.txt", tmp_path)
    assert isinstance(found, Problem)


@pytest.mark.fault(27)
def test_links_are_not_followed(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (tmp_path / "outside.txt").write_text(TEXT)
    (corpus / "outside.txt").symlink_to(tmp_path / "outside.txt")
    (corpus / "self.txt").symlink_to("self.txt")
    (corpus / "gone.txt").symlink_to("nowhere.txt")
    (corpus / "loop").symlink_to(corpus)
    articles, problems = read(corpus)
    assert not articles
    assert {problem.path for problem in problems} == {"outside.txt", "self.txt", "gone.txt", "loop"}


@pytest.mark.fault(28)
def test_what_may_not_be_read_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "locked").mkdir()
    real_open, real_scan = os.open, os.scandir

    def refuse(real: Any, bad: str) -> Any:
        def guarded(path: Any, *rest: Any, **named: Any) -> Any:
            if os.fspath(path).endswith(bad):
                raise PermissionError(13, "Permission denied", os.fspath(path))
            return real(path, *rest, **named)

        return guarded

    monkeypatch.setattr(os, "open", refuse(real_open, "a.txt"))  # so that it also bites for root
    monkeypatch.setattr(os, "scandir", refuse(real_scan, "locked"))
    articles, problems = read(tmp_path)
    assert not articles
    assert {(problem.path, problem.why.split(": ")[1]) for problem in problems} == {
        ("a.txt", "permission denied"),
        ("locked", "permission denied"),
    }


@pytest.mark.fault(80)
@pytest.mark.parametrize("error", ["EIO", "ESTALE", "ENOTCONN", "EACCES"])
@pytest.mark.parametrize("when", ["at once", "in between"])
def test_a_folder_that_cannot_be_listed_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str, when: str
) -> None:
    for name in ("a", "lost", "z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(TEXT)
    number, scandir = getattr(errno, error), os.scandir

    @contextmanager
    def failing(path: Path) -> Iterator[Iterator[os.DirEntry[str]]]:
        def listed(entries: Iterator[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
            for entry in entries:
                yield entry
                if Path(path).name == "lost":
                    raise OSError(number, os.strerror(number), str(path))

        if Path(path).name == "lost" and when == "at once":
            raise OSError(number, os.strerror(number), str(path))
        with scandir(path) as entries:
            yield listed(entries)

    monkeypatch.setattr(os, "scandir", failing)
    articles, problems = read(tmp_path)
    assert {"a/a.txt", "z/a.txt"} <= {article.key for article in articles}
    assert [problem.path for problem in problems] == ["lost"]
    assert os.strerror(number).lower() in problems[0].why


@pytest.mark.fault(29)
def test_a_tree_1500_deep(tmp_path: Path) -> None:
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1500):
            os.mkdir("d")  # noqa: PTH102
            os.chdir("d")
        Path("a.txt").write_text(TEXT)
    finally:
        os.chdir(here)
    try:
        assert only(tmp_path).key.count("/") == 1500
    finally:
        _remove_deep(tmp_path)


def _remove_deep(root: Path) -> None:
    """Take a tree down without recursion: lift each level out of the one above."""
    here = Path.cwd()
    os.chdir(root)
    try:
        while Path("d/d").exists():
            os.rename("d/d", "e")  # noqa: PTH104
            shutil.rmtree("d")
            os.rename("e", "d")  # noqa: PTH104
    finally:
        os.chdir(here)


def counted_entries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that are taken out of folders from now on."""
    scandir, taken = os.scandir, list[str]()

    @contextmanager
    def counted(path: Path) -> Iterator[Iterator[os.DirEntry[str]]]:
        with scandir(path) as entries:
            yield (taken.append(entry.name) or entry for entry in entries)  # type: ignore[func-returns-value]

    monkeypatch.setattr(os, "scandir", counted)
    return taken


@pytest.mark.fault(30)
def test_the_first_of_many_files_comes_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3000):
        (tmp_path / f"{number}.txt").touch()
    looked_at = counted_entries(monkeypatch)
    found = documents.find(tmp_path)
    next(found)
    assert len(looked_at) <= files.BATCH < 1500
    assert sum(1 for _ in found) == 2999


@pytest.mark.slow
@pytest.mark.fault(30)
def test_a_million_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1_000_000):
        os.close(os.open(tmp_path / f"{number}.txt", os.O_CREAT | os.O_WRONLY))
    looked_at = counted_entries(monkeypatch)
    found = documents.find(tmp_path)
    next(found)
    assert len(looked_at) <= files.BATCH
    assert sum(1 for _ in found) == 999_999


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


@pytest.mark.fault(31)
@pytest.mark.parametrize("name", ["big.txt", "big.html", "big.jsonl", "big.csv"])
def test_a_gigabyte_in_one_line(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(1 << 30)
    before, started = _peak(), processor()
    articles, problems = read(tmp_path)
    assert not articles
    assert "large" in problems[0].why or "longer" in problems[0].why
    assert _peak() - before < 200 << 20
    assert processor() - started < 20


@pytest.mark.fault(32)
@pytest.mark.parametrize("name", ["sparse.txt", "sparse.jsonl", "sparse.pdf"])
def test_a_sparse_terabyte(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(1 << 40)
    started = processor()
    [problem] = read(tmp_path)[1]
    assert "too large" in problem.why
    assert documents.digest_of(tmp_path / name)
    assert processor() - started < 10  # to read it would take hours


@pytest.mark.fault(33)
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \n\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf"])
def test_an_empty_file(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert [problem.why for problem in read(tmp_path)[1]] == ["empty"]


class _Growing:
    """A file that somebody writes to while it is read."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self.file, self.path = file, path

    def __enter__(self) -> _Growing:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def fileno(self) -> int:
        return self.file.fileno()

    def read(self, size: int) -> bytes:
        data = self.file.read(size)
        with self.path.open("ab") as more:
            more.write(b"More.\n")
        return data


@pytest.mark.fault(34)
@pytest.mark.parametrize(("times", "whole"), [(1, True), (2, True), (99, False)])
def test_a_file_that_changes_is_read_whole_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, whole: bool
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    left = [times]
    real = files.open_plain

    def opened(wanted: Path, root: Path | None = None) -> Any:
        left[0] -= 1
        return _Growing(real(wanted, root), wanted) if left[0] >= 0 else real(wanted, root)

    monkeypatch.setattr(files, "open_plain", opened)
    [found] = documents.read(path, tmp_path)
    if whole:
        assert isinstance(found, Article)
        assert found.text == path.read_text()
    else:
        assert isinstance(found, Problem)
        assert "changes" in found.why


@pytest.mark.fault(34)
def test_a_streamed_file_that_changes_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}\n')
    found = documents.read(path, tmp_path)
    first = next(found)
    path.write_text('{"id": "1", "text": "Another."}\n')
    assert isinstance(first, Article)
    assert "changed" in str([problem for problem in found if isinstance(problem, Problem)])


@pytest.mark.fault(35)
def test_a_file_that_vanishes_is_listed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    [path] = documents.find(tmp_path)
    assert isinstance(path, Path)
    path.unlink()
    [found] = documents.read(path, tmp_path)
    assert isinstance(found, Problem)
    assert "no such file" in found.why


@pytest.mark.fault(36)
@pytest.mark.skipif(not Path("/proc/version").exists(), reason="no /proc here")
def test_a_file_without_a_size_is_read() -> None:
    assert Path("/proc/version").stat().st_size == 0
    assert files.read_whole(Path("/proc/version")).strip()


@pytest.mark.fault(37)
def test_nothing_is_written_beside_the_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    before = sorted(tmp_path.rglob("*"))
    (tmp_path / "a.txt").chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert only(tmp_path).text == TEXT
        assert sorted(tmp_path.rglob("*")) == before
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.fault(38)
def test_a_corpus_that_is_gone_is_an_error_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        list(documents.find(tmp_path / "gone"))


@pytest.mark.fault(39)
@pytest.mark.parametrize("when", [0, 4_102_444_800, -86_400 * 365])
def test_any_time_of_change(tmp_path: Path, when: int) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    os.utime(path, (when, when))
    assert only(tmp_path).day_clues == ()


def test_a_digest_tells_a_change_of_the_file_and_of_what_stands_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    first = documents.digest_of(path)
    assert documents.digest_of(path) == first
    (tmp_path / "a.meta.yaml").write_text("title: Another\n")
    second = documents.digest_of(path)
    path.write_text(TEXT + "More.\n")
    assert len({first, second, documents.digest_of(path)}) == 3


def test_a_packed_bomb_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"\0" * (files.LARGEST + 10)))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:-9])
    assert ["too large" in problem.why or "broken" in problem.why for problem in read(tmp_path)[1]] == [True, True]


def test_packed_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    assert only(tmp_path).text == TEXT


@pytest.mark.fault(82)
@pytest.mark.parametrize("step", ["file", "folder", "meta", "by line", "table", "mails"])
@pytest.mark.parametrize("to", ["link", "pipe", "device"])
def test_what_is_swapped_after_listing_is_never_read(tmp_path: Path, step: str, to: str) -> None:
    """Whatever comes to stand at a listed name, or at a folder on the way to it, nothing outside is read."""
    outside = tmp_path / "outside"
    outside.mkdir()
    name = {"by line": "a.jsonl", "table": "a.csv", "mails": "a.mbox"}.get(step, "a.txt")
    secret = {"a.jsonl": '{"id": "x", "text": "SECRET words of somebody"}\n', "a.csv": "title,text\nx,SECRET words\n"}
    (outside / name).write_text(secret.get(name, "SECRET words of somebody\n\nMore of them.\n"))
    (outside / "a.meta.yaml").write_text("title: SECRET\n")
    corpus = tmp_path / "corpus"
    (corpus / "one" / "two").mkdir(parents=True)
    path = corpus / "one" / "two" / name
    path.write_text(secret.get(name, TEXT).replace("SECRET", "plain"))
    found = [each for each in documents.find(corpus) if isinstance(each, Path)]
    assert found == [path]
    swapped = {"folder": corpus / "one", "meta": path.with_name("a.meta.yaml")}.get(step, path)
    target = {"folder": outside.parent / "outside", "meta": outside / "a.meta.yaml"}.get(step, outside / name)
    if step == "folder":
        (outside / "two").mkdir()
        (outside / name).rename(outside / "two" / name)
        swapped.rename(tmp_path / "was")
    else:
        swapped.unlink(missing_ok=True)
    if to == "link":
        swapped.symlink_to(target)
    elif to == "pipe":
        os.mkfifo(swapped)
    else:
        swapped.symlink_to("/dev/zero")
    began = processor()
    read = list(documents.read(path, corpus))
    assert processor() - began < 10  # of a device nothing is read
    assert "SECRET" not in repr(read)
    if step != "meta":
        assert [type(each).__name__ for each in read] == ["Problem"]
        with pytest.raises(OSError, match=r"link|not a directory|plain|no such"):
            documents.digest_of(path, corpus)


@pytest.mark.fault(82)
def test_fifty_swaps_while_reading_show_nothing_of_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET words of somebody\n\nMore of them.\n")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    path = corpus / "a.txt"
    path.write_text(TEXT)
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            for target in (None, tmp_path / "secret.txt", Path("/dev/zero")):
                new = corpus / ".new"
                new.unlink(missing_ok=True)
                if target is None:
                    new.write_text(TEXT)
                else:
                    new.symlink_to(target)
                new.replace(path)

    swapping = threading.Thread(target=swap)
    swapping.start()
    try:
        read = [repr(list(documents.read(path, corpus))) for _ in range(50)]
    finally:
        stop.set()
        swapping.join()
    assert "SECRET" not in "".join(read)


@pytest.mark.fault(82)
def test_the_corpus_itself_may_be_named_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text(TEXT)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "one").symlink_to(tmp_path / "real" / "a.txt")
    for path, root in ((tmp_path / "link" / "a.txt", tmp_path / "link"), (tmp_path / "one", tmp_path / "one")):
        assert [type(each).__name__ for each in documents.read(path, root)] == ["Article"]


@pytest.mark.fault(89)
def test_a_file_of_500_mb_is_named_and_takes_no_memory(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(500_000_000)
    (tmp_path / "small.txt").write_text(TEXT)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = [
        one for path in documents.find(tmp_path) if isinstance(path, Path) for one in documents.read(path, tmp_path)
    ]
    assert [type(one).__name__ for one in found] == ["Problem", "Article"]
    assert "too large: 500 MB" in repr(found[0])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024  # KB


@pytest.mark.slow
@pytest.mark.fault(89)
def test_200_000_tiny_files_take_no_memory(tmp_path: Path) -> None:
    for number in range(200_000):
        (tmp_path / f"{number}.txt").touch()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in documents.find(tmp_path)) == 200_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024  # KB
