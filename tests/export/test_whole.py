"""A file is there whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.test_full_disk import on_a_small_disk
from tui.whole import write_whole


@pytest.mark.parametrize("told", [0o027, -1])
def test_it_is_written_with_the_users_own_mask(told: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one before ours, which closes what is the program's; as it is where ours was never set."""
    monkeypatch.setattr("tui.whole.users_umask", lambda: told)
    before = os.umask(0o027 if told < 0 else 0o077)
    try:
        write_whole([b"one ", b"two"], tmp_path / "a.csv")
    finally:
        os.umask(before)
    assert (tmp_path / "a.csv").read_bytes() == b"one two"
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_what_stands_there_is_left_alone_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    there = tmp_path / "a.csv"
    there.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_whole([b"new"], there)
    assert there.read_bytes() == b"mine"
    write_whole([b"new"], there, replace=True)
    assert there.read_bytes() == b"new"


def test_one_who_takes_the_name_meanwhile_keeps_it(tmp_path: Path) -> None:
    there = tmp_path / "a.csv"

    def pieces() -> Iterator[bytes]:
        yield b"new"
        there.write_bytes(b"mine")

    with pytest.raises(FileExistsError):
        write_whole(pieces(), there)
    assert there.read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, SystemExit])
def test_whatever_ends_it_leaves_nothing_behind(error: type[BaseException], tmp_path: Path) -> None:
    there = tmp_path / "a.csv"
    there.write_bytes(b"mine")

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise error

    with pytest.raises(error):
        write_whole(pieces(), there, replace=True)
    assert there.read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.fault(67)
def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    said = on_a_small_disk(
        tmp_path,
        """
        import sys
        from pathlib import Path
        from tui.whole import write_whole

        disk = Path(sys.argv[1])
        (disk / "a.csv").write_bytes(b"mine")
        for there, replace in ((disk / "a.csv", True), (disk / "b.csv", False)):
            try:
                write_whole((bytes(1 << 16) for _ in range(100)), there, replace=replace)
            except OSError as problem:
                print(problem.strerror)
        print(sorted(path.name for path in disk.iterdir()), (disk / "a.csv").read_bytes())
        """,
    ).splitlines()
    assert said == ["No space left on device"] * 2 + ["['a.csv'] b'mine'"]


@pytest.mark.fault(76)
@pytest.mark.parametrize("what", ["pipe", "link", "link to a device", "link that leads nowhere", "folder", "socket"])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, what: str) -> None:
    other, there = tmp_path / "other", tmp_path / "there"
    other.write_bytes(b"another person's")
    match what:
        case "pipe":
            os.mkfifo(there)
        case "folder":
            there.mkdir()
        case "socket":
            os.mknod(there, stat.S_IFSOCK | 0o600)
        case _:
            leads = {"link": other, "link to a device": Path(os.devnull)}
            there.symlink_to(leads.get(what, tmp_path / "nowhere"))
    before = there.lstat()
    with pytest.raises(OSError, match="a link, a folder, a pipe or a device"):
        write_whole([b"new"], there, replace=True)
    assert there.lstat() == before
    assert other.read_bytes() == b"another person's"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "there"]
