"""Files that contradict themselves, end early, go in rings or on without end, of every format: each is read, read in
part or listed, in bounded time and memory, and the others are read all the same."""

from __future__ import annotations

import os
import random
import resource
from pathlib import Path

import psutil
import pytest

from tests.documents.pathologies import KINDS, Files, bases, bomb_in, directory, files_of, packed_zeros, zip_of
from tests.documents.reading import processor
from tui import documents
from tui.documents import child
from tui.model import Article, Problem

TIME = 60.0  # seconds of processor for one file on the slowest machine
MEMORY = 1 << 30  # bytes that reading a file may take here, beside its child
OTHER = "The Other Page\n\nIt snowed on Tuesday, and it will snow again.\n"
SAMPLED = 2  # files of a kind that are read in `make test`


def looked_at(path: Path, root: Path) -> list[Article | Problem]:
    begun = processor()
    found = list(documents.read(path, root))
    assert processor() - begun < TIME
    return found


def hold(kind: str, files: Files, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a corpus of these files, with others between them, and hold it to what is promised."""
    corpus, elsewhere = folder / "corpus", folder / "elsewhere"
    for made in (corpus, elsewhere):
        made.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    for number, (name, make) in enumerate(files):
        (corpus / name).write_bytes(make())
        (corpus / f"{kind}-{number:03d}-other.txt").write_text(OTHER)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path in documents.find(corpus):
        assert isinstance(path, Path)
        found = looked_at(path, corpus)
        assert found, f"{path.name}: neither read nor listed"
        for one in found:
            where = one.path if isinstance(one, Problem) else one.key
            assert where == path.name or where.startswith(f"{path.name}#"), where
            assert not isinstance(one, Problem) or one.why.strip()
            assert not isinstance(one, Article) or one.text.strip(), path.name
        if path.name.endswith("-other.txt"):
            assert [one.text for one in found if isinstance(one, Article)] == [OTHER]
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most) << 10 < MEMORY
    child.close()
    assert not psutil.Process().children(recursive=True)
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert after == before
    assert not os.listdir(elsewhere)  # noqa: PTH208


@pytest.mark.fault(93)
@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_of_each_kind_costs_no_other(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = files_of(kind)
    random.Random(kind).shuffle(files)
    hold(kind, files[:SAMPLED], tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.fault(93)
@pytest.mark.parametrize("kind", KINDS)
def test_all_of_them_cost_no_other(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(kind, files_of(kind), tmp_path, monkeypatch)


BROKEN = {
    "no name": zip_of([("", b"It snowed."), ("a.txt", OTHER.encode())]),
    "no deflate": zip_of([("x.txt", b"snow " * 900), ("a.txt", OTHER.encode())]).replace(b"x.txt", b"x.txt\xff\xff", 1),
    "too short": directory(".zip", "packed", 1),
    "said to be small": bomb_in(".zip", "b.html", packed_zeros(), 1000),
    "packed otherwise": directory(".zip", "method", 14),
}


@pytest.mark.fault(93)
@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_member_of_an_archive_costs_no_other(how: str, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(BROKEN[how])
    found = list(documents.read(tmp_path / "a.zip", tmp_path))
    assert any(isinstance(one, Article) for one in found), found
    assert len(found) == 2


@pytest.mark.fault(93)
def test_what_gives_nothing_is_listed(tmp_path: Path) -> None:
    whole = bases()[".warc"]
    (tmp_path / "a.warc").write_bytes(whole[: len(whole) // 5])
    (found,) = documents.read(tmp_path / "a.warc", tmp_path)
    assert isinstance(found, Problem)
    assert "no articles" in found.why
