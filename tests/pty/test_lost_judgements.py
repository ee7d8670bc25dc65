"""Judgements that cannot be read: no listing prints as if nothing had been decided, and going back to a backup asks."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.in_a_row import Told, told
from tests.pty.ptyterm import PtyTerminal
from tests.store.test_full_disk import on_a_small_disk
from tui.commands.arguments import LISTINGS
from tui.config import Config
from tui.index.update import update
from tui.store.library import Library

TEXT = (
    "Talks resume\n\nVARNA, April 4, 2031 (Gazette) - Elena Popova said the port of Varna would stay open.\n\n"
    "“Nobody shuts a port in May,” Popova told the Varna board.\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an index of one article, and a claim that was confirmed."""
    home = tmp_path_factory.mktemp("judged")
    (home / "corpus").mkdir()
    (home / "corpus" / "a.txt").write_text(TEXT)
    places = {"index_dir": home / "cache" / "onrecord", "data_dir": home / "data" / "onrecord"}
    library = Library.open(home / "corpus", Config(), **places)
    update(library, workers=0)
    library.decisions.confirm(library.claims(limit=1)[0].claim.id)
    library.close()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A copy of it at one path always: the index is kept by the corpus' own."""
    for name in ("cache", "data"):
        shutil.copytree(made / name, tmp_path / name)
    return tmp_path


def environ(home: Path) -> dict[str, str]:
    return {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}


def listed(made: Path, home: Path, *commands: str) -> list[Told]:
    """What each of these gives, one after the other."""
    given = []
    for command in commands:
        words = command.split()
        options = [word for word in words if word.startswith("-")]
        more = ["port"] if command == "mentions" else []
        named = [word for word in words if word not in options]
        given.append([*named, *more, made / "corpus", "--workers", "0", *options])
    return told(given, environ(home))


@pytest.fixture(scope="module")
def before(made: Path) -> str:
    """The claims as they are listed where nothing is wrong."""
    (claims,) = listed(made, made, "claims")
    assert '"status": "confirmed"' in claims.stdout
    return claims.stdout


@contextmanager
def lost(kept: Path, how: str) -> Iterator[None]:
    if how == "locked":
        with closing(sqlite3.connect(kept, isolation_level=None)) as holder:
            holder.execute("BEGIN EXCLUSIVE")
            yield
        return
    if how == "damaged":
        kept.write_bytes(os.urandom(4096))
    elif how == "newer":
        with closing(sqlite3.connect(kept)) as connection:
            connection.execute("PRAGMA user_version = 99")
    else:
        kept.unlink()
    yield


@pytest.mark.fault(78)
@pytest.mark.parametrize("how", ["damaged", "newer", "locked", "gone"])
def test_a_listing_says_that_it_lacks_what_was_decided(made: Path, home: Path, before: str, how: str) -> None:
    kept = home / "data" / "onrecord" / "judgements.sqlite"
    with lost(kept, how):
        done, checked = listed(made, home, "claims", "check")
    assert done.returncode == 1, done.stderr
    assert "what was decided cannot be read" in done.stderr
    assert str(kept) in done.stderr
    assert done.stdout == before  # what the index was tied with stands, the confirmed claim too
    assert checked.returncode == 1
    assert str(kept) in checked.stdout


@pytest.mark.fault(78)
def test_every_listing_ends_with_1(made: Path, home: Path) -> None:
    (home / "data" / "onrecord" / "judgements.sqlite").write_bytes(b"x" * 4096)
    commands = (*LISTINGS, "index")
    for command, done in zip(commands, listed(made, home, *commands), strict=True):
        assert done.returncode == 1, (command, done.stderr)
        assert "what was decided cannot be read" in done.stderr, command


def stand_in(place: Path, how: str) -> None:
    """Put something else where a folder, or a file, of ours was."""
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    match how:
        case "one byte":
            place.write_bytes(b"x")
        case "a pipe":
            os.mkfifo(place)
        case "a device":
            place.symlink_to("/dev/full")
        case "a link to itself":
            place.symlink_to(place)
        case _:
            place.symlink_to(place.with_name("nowhere"))


@pytest.mark.fault(78)
@pytest.mark.parametrize("how", ["one byte", "a pipe", "a device", "a link to itself", "a link to nowhere"])
@pytest.mark.parametrize("place", ["data", "data/onrecord", "data/onrecord/judgements.sqlite"])
def test_what_stands_in_the_way_does_not_count_as_nothing_decided(made: Path, home: Path, place: str, how: str) -> None:
    stand_in(home / place, how)
    codes = {"claims": 1, "check": 1, "judgements export": 2}
    for (words, code), done in zip(codes.items(), listed(made, home, *codes), strict=True):
        assert done.returncode == code, (words, done.stderr)
        assert str(home / place) in done.stderr
        assert words == "claims" or "confirmed" not in done.stdout


@pytest.mark.fault(78)
@pytest.mark.parametrize("place", ["data", "data/onrecord", "data/onrecord/judgements.sqlite"])
def test_the_desk_says_so_and_writes_nothing_there(made: Path, home: Path, place: str) -> None:
    stand_in(home / place, "one byte")
    argv = [sys.executable, "-m", "tui", str(made / "corpus")]
    with PtyTerminal(argv, columns=140, rows=40, env=environ(home)) as terminal:
        terminal.wait_for("what you decided cannot be read")
        terminal.press("1R", 0.5)
        terminal.wait_for("NOT saved")
        terminal.send("\x11")
        assert terminal.end() == 0
    assert (home / place).read_bytes() == b"x"


@pytest.mark.fault(67)
@pytest.mark.parametrize("columns", [80, 46])
def test_why_it_is_not_saved_can_be_read_on_a_narrow_terminal(made: Path, home: Path, columns: int) -> None:
    kept = home / ("long" * 20) / "onrecord" / "judgements.sqlite"
    kept.parent.mkdir(parents=True)
    shutil.copy(home / "data" / "onrecord" / "judgements.sqlite", kept)
    env = environ(home) | {"XDG_DATA_HOME": str(kept.parents[1])}
    argv = [sys.executable, "-m", "tui", str(made / "corpus")]
    with PtyTerminal(argv, columns=columns, rows=24, env=env) as terminal, closing(sqlite3.connect(kept)) as holder:
        terminal.wait_for("Talks resume")
        terminal.wait_quiet(0.5)
        holder.execute("PRAGMA user_version = 99")
        holder.commit()
        kept.with_name("other").write_bytes(kept.read_bytes())
        kept.with_name("other").replace(kept)
        terminal.press("1R", 0.5)
        terminal.wait_for("NOT saved")
        terminal.wait_for("written by a newer onrecord")
        terminal.send("\x11")
        assert terminal.end() == 0


@pytest.mark.fault(78)
def test_without_a_home_nothing_was_decided(made: Path, home: Path) -> None:
    """As services have it: nothing is kept, so nothing is lost."""
    argv = [sys.executable, "-m", "tui", "check", str(made / "corpus"), "--workers", "0"]
    env = {**os.environ, **environ(home), "XDG_DATA_HOME": os.devnull}
    done = subprocess.run(argv, env=env, capture_output=True, timeout=300, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.fault(78)
def test_an_export_says_so_too_and_no_judgements_leave_as_none(made: Path, home: Path) -> None:
    (home / "data" / "onrecord" / "judgements.sqlite").write_bytes(b"x" * 4096)
    ended = {"export claims": 1, "judgements export": 2}
    for code, done in zip(ended.values(), listed(made, home, *ended), strict=True):
        assert done.returncode == code, done.stderr
        assert "damaged" in done.stderr
        assert ("confirmed" in done.stdout) == (code == 1)


@pytest.mark.fault(78)
def test_a_terminal_is_told_so_too(made: Path, home: Path) -> None:
    (home / "data" / "onrecord" / "judgements.sqlite").write_bytes(b"x" * 4096)
    argv = [sys.executable, "-m", "tui", "claims", str(made / "corpus"), "--workers", "0"]
    with PtyTerminal(argv, columns=100, rows=40, env=environ(home)) as terminal:
        assert terminal.end() == 1
        assert "what was decided cannot be read" in terminal.text


@pytest.mark.fault(87)
@pytest.mark.parametrize(("answer", "code"), [("n\n", 2), ("\n", 2), ("y\n", 0)])
def test_going_back_asks_on_a_terminal(made: Path, home: Path, answer: str, code: int) -> None:
    kept = home / "data" / "onrecord" / "judgements.sqlite"
    damaged = b"x" * 4096
    kept.write_bytes(damaged)
    argv = [sys.executable, "-m", "tui", "check", str(made / "corpus"), "--restore"]
    with PtyTerminal(argv, columns=160, rows=40, env=environ(home)) as terminal:
        terminal.wait_for("Go back to it? [y/N]")
        assert "lost is what was decided between" in terminal.text
        assert kept.read_bytes() == damaged
        terminal.send(answer)
        assert terminal.end() == code
    if code:
        assert kept.read_bytes() == damaged
    else:
        (after,) = listed(made, home, "check --judgements")
        assert "claim confirmed" in after.stdout


@pytest.mark.fault(87)
def test_in_a_pipe_nothing_is_gone_back_to_unasked(made: Path, home: Path) -> None:
    with closing(sqlite3.connect(home / "data" / "onrecord" / "judgements.sqlite")) as connection:
        changed = connection.execute(
            "INSERT INTO changes(at, corpus, kind, subject, before, after, what) "
            "SELECT at, corpus, kind, subject, before, after, 'made later' FROM changes"
        )
        assert changed.rowcount == 1
        connection.commit()
    asked, done, after = listed(made, home, "check --restore", "check --restore --yes", "check --judgements")
    assert asked.returncode == 2
    assert "made later" in asked.stderr
    assert "--yes" in asked.stderr
    assert done.returncode == 0
    assert "made later" not in after.stdout


@pytest.mark.fault(87)
@pytest.mark.parametrize("answer", [b"\xff\xfe\n", b"\x04", b"\xc3\x04\x04", b"y" * 3000 + b"\n", b"\x1b[A\n"])
def test_what_is_no_yes_goes_back_to_nothing(made: Path, home: Path, answer: bytes) -> None:
    kept = home / "data" / "onrecord" / "judgements.sqlite"
    kept.write_bytes(b"x" * 4096)
    argv = [sys.executable, "-m", "tui", "check", str(made / "corpus"), "--restore"]
    env = environ(home) | {"PYTHONIOENCODING": "utf-8:strict"}
    with PtyTerminal(argv, columns=160, rows=40, env=env) as terminal:
        terminal.wait_for("Go back to it? [y/N]")
        terminal.send(answer)
        assert terminal.end() == 2
        assert "nothing was changed" in terminal.text
    assert kept.read_bytes() == b"x" * 4096
    assert not list(kept.parent.glob("judgements.damaged*"))


@pytest.mark.fault(87)
def test_a_question_that_nobody_sees_is_not_asked(made: Path, home: Path, tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "tui", "check", str(made / "corpus"), "--restore"]
    shell = ["sh", "-c", '"$@" 2> "$0"', str(tmp_path / "said"), *argv]
    with PtyTerminal(shell, columns=160, rows=40, env=environ(home)) as terminal:
        assert terminal.end() == 2
    assert "--yes goes back without asking" in (tmp_path / "said").read_text()


def stray(backups: Path, how: str) -> None:
    """Put beside the sound backup what is none, or not the last, under a name and a time that say it is."""
    (sound,) = backups.iterdir()
    other = backups / "judgements-2099-01-01-01.sqlite"
    if how == "a link to nowhere":
        other.symlink_to(backups / "nowhere")
        return
    if how == "a folder":
        other.mkdir()
    elif how == "a pipe":
        os.mkfifo(other)
    elif how == "damaged":
        other.write_bytes(sound.read_bytes()[:5000] + b"x" * 5000)
    else:
        shutil.copy(sound, other)
        with closing(sqlite3.connect(other)) as connection:
            connection.execute("PRAGMA user_version = 99" if how == "newer" else "DELETE FROM changes")
            connection.commit()
    os.utime(other, (sound.stat().st_mtime + 60,) * 2)


@pytest.mark.fault(87)
@pytest.mark.parametrize("how", ["a link to nowhere", "a folder", "a pipe", "damaged", "newer", "copied later"])
def test_a_stray_file_among_the_backups_is_not_gone_back_to(made: Path, home: Path, how: str) -> None:
    kept = home / "data" / "onrecord" / "judgements.sqlite"
    kept.write_bytes(b"x" * 4096)
    stray(kept.parent / "backups", how)
    said, done, after = listed(made, home, "check", "check --restore --yes", "check --judgements")
    assert done.returncode == 0, done.stderr
    assert "judgements-2099" not in said.stdout + done.stderr
    assert "claim confirmed" in after.stdout


@pytest.mark.fault(87)
def test_what_was_taken_back_since_is_said_to_be_lost(made: Path, home: Path) -> None:
    with closing(sqlite3.connect(home / "data" / "onrecord" / "judgements.sqlite")) as connection:
        connection.execute("UPDATE changes SET undone = 1")
        connection.commit()
    (done,) = listed(made, home, "check --restore")
    assert "undone: claim confirmed" in done.stderr
    assert "nothing is lost" not in done.stderr


@pytest.mark.fault(87)
def test_all_that_was_set_aside_stays(made: Path, home: Path) -> None:
    """Also where it is gone back several times within a second."""
    kept = home / "data" / "onrecord" / "judgements.sqlite"
    kept.write_bytes(b"x" * 4096)
    argv = [sys.executable, "-m", "tui", "check", str(made / "corpus"), "--restore", "--yes"]
    runs = [subprocess.Popen(argv, env={**os.environ, **environ(home)}, stderr=subprocess.DEVNULL) for _ in range(4)]
    assert [run.wait(300) for run in runs] == [0] * 4
    aside = list(kept.parent.glob("judgements.damaged*"))
    assert len(aside) == 4
    assert any(path.read_bytes() == b"x" * 4096 for path in aside)


@pytest.mark.fault(87)
def test_without_room_for_a_backup_nothing_is_moved(made: Path, home: Path, tmp_path: Path) -> None:
    said = on_a_small_disk(
        tmp_path,
        f"""
        import os, shutil, sys
        from pathlib import Path
        from tui.commands.cli import main

        disk = Path(sys.argv[1])
        shutil.copytree({str(home / "data")!r}, disk, dirs_exist_ok=True)
        kept = disk / "onrecord" / "judgements.sqlite"
        kept.write_bytes(b"x" * 4096)
        os.environ.update({environ(home)!r} | {{"XDG_DATA_HOME": str(disk)}})
        try:
            (disk / "full").write_bytes(bytes(1 << 20))
        except OSError:
            pass
        sys.stderr = sys.stdout
        print(main(["check", {str(made / "corpus")!r}, "--restore", "--yes"]))
        print(kept.read_bytes() == b"x" * 4096, sorted(path.name for path in kept.parent.iterdir()))
        """,
    )
    assert "the disk is full" in said
    assert "error in the program" not in said
    assert said.splitlines()[-2:] == ["2", "True ['backups', 'judgements.sqlite']"]


@pytest.mark.fault(87)
def test_going_back_while_a_desk_is_open_loses_nothing_that_it_decides_after(made: Path, home: Path) -> None:
    kept = home / "data" / "onrecord" / "judgements.sqlite"

    def decided(path: Path) -> int:
        with closing(sqlite3.connect(path)) as connection:
            return int(connection.execute("SELECT count(*) FROM changes WHERE undone = 0").fetchone()[0])

    argv = [sys.executable, "-m", "tui", str(made / "corpus")]
    with PtyTerminal(argv, columns=140, rows=40, env=environ(home)) as terminal:
        terminal.wait_for("Talks resume")
        terminal.wait_quiet(0.5)
        terminal.press("1R", 0.5)
        terminal.wait_for("marked")
        before = decided(kept)
        (done,) = listed(made, home, "check --restore --yes")
        assert done.returncode == 0, done.stderr
        (aside,) = kept.parent.glob("judgements.damaged*")
        assert decided(aside) == before  # what was gone back from is there still
        restored = decided(kept)
        assert restored < before
        terminal.wait_for("another file of decisions is there")
        for _ in range(40):  # until the index has what stands now, the key takes back what is not there
            terminal.press("1R", 1.0)
            if decided(kept) > restored:
                break
        terminal.wait_for(lambda: "another file" not in terminal.text)
        terminal.wait_quiet(1.5)
        assert "another file" not in terminal.text  # it is said once
        assert decided(kept) > restored
        assert terminal.process.poll() is None
        terminal.send("\x11")
        assert terminal.end() == 0
    assert not list(home.rglob("crash.log"))
