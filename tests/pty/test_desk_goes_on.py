"""Nothing typed, kept or around it stops the desk from opening, and no database or file system that fails ends it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.desk.app.test_kept_state import BROKEN, LONG, NOWHERE
from tests.pty.ptyterm import PtyTerminal
from tests.store.folders import written
from tui.config import Config
from tui.index.update import update
from tui.store.library import Library

TEXTS = {
    "a.txt": "Port stays open\n\nVARNA, April 4, 2031 (Gazette) - Elena Popova said the port of Varna would stay.\n\n"
    "“Nobody shuts a port in May,” Popova told the Varna board.\n",
    "b.txt": "Fees rise in June\n\nVARNA, May 5, 2031 (Gazette) - Ivan Petrov said the fees would rise in June.\n",
}


def few(names: Iterable[str], *every_run: str) -> list[object]:
    """Of these some in every run, the others with the whole matrix of faults."""
    return [name if name in every_run else pytest.param(name, marks=pytest.mark.slow) for name in names]


ERRORS = few(("EIO", "ENOTCONN", "ESTALE", "EACCES", "ELOOP", "ENAMETOOLONG"), "EIO")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an index of two articles, and one decision."""
    home = tmp_path_factory.mktemp("made")
    library = Library.open(
        written(TEXTS, home), Config(), index_dir=home / "cache" / "onrecord", data_dir=home / "data" / "onrecord"
    )
    update(library, workers=0)
    library.decisions.mark_seen("a.txt")
    library.close()
    return home


class Desk:
    """A desk on a copy of that home; the corpus stays where it is, for the index is kept by its path."""

    def __init__(self, made: Path, home: Path, corpus: Path | None = None) -> None:
        self.corpus = corpus or made / "corpus"
        self.home = home
        for name in ("cache", "data"):
            if not (home / name).exists():
                shutil.copytree(made / name, home / name)
        self.index_dir = home / "cache" / "onrecord"
        self.index = next(self.index_dir.glob("*.sqlite"))
        self.kept = home / "data" / "onrecord" / "judgements.sqlite"
        self.environ = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}

    @contextmanager
    def open(
        self,
        wait: str = "Port stays open",
        *,
        quiet: float = 0.5,
        program: Sequence[str] = ("-m", "tui"),
        **environ: str,
    ) -> Iterator[PtyTerminal]:
        argv = [sys.executable, *program, str(self.corpus)]
        env = {**self.environ, **environ}
        with PtyTerminal(argv, columns=140, rows=40, env=env) as terminal:
            terminal.wait_for(wait)
            terminal.wait_quiet(quiet)
            yield terminal

    def leave(self, terminal: PtyTerminal, *, logged: bool = False) -> None:
        """`logged` is whether something may stand in the log: what another program's database answers."""
        terminal.send("\x11")  # Ctrl-Q, from anywhere
        assert terminal.end() == 0, terminal.output[-3000:]
        assert logged or not list(self.home.rglob("crash.log")), next(self.home.rglob("crash.log")).read_text()

    def listed(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "tui", arguments[0], str(self.corpus), *arguments[1:]]
        return subprocess.run(
            argv, env={**os.environ, **self.environ}, capture_output=True, text=True, timeout=300, check=False
        )


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    return Desk(made, tmp_path)


# --- what is typed


def pasted(terminal: PtyTerminal, text: str) -> None:
    """Bracketed, as terminals send a paste, in pieces that the terminal takes."""
    data = b"\x1b[200~" + text.encode() + b"\x1b[201~"
    for at in range(0, len(data), 2_000):
        terminal.send(data[at : at + 2_000])
        terminal.read(0.01, 0.1)
    terminal.wait_quiet(0.3)


@pytest.mark.fault(73)
@pytest.mark.parametrize(
    "keys",
    few(("1f", "0f", "/", "5gr", "3f", "5f", "5ga", ":"), "1f", "/", "5gr"),
    ids=lambda keys: {"/": "find", ":": "commands"}.get(keys, keys),
)
def test_sixty_kilobytes_pasted_are_refused_with_a_word(desk: Desk, keys: str) -> None:
    with desk.open() as terminal:
        terminal.press(keys, 0.3)
        pasted(terminal, LONG)
        terminal.wait_for("at most")
        pasted(terminal, "% _*\\" * 150)
        terminal.press("\r", 0.5)
        terminal.press("\x1b", 0.5)
        desk.leave(terminal)
    with desk.open("2 articles") as terminal:  # and the next start
        desk.leave(terminal)


@pytest.mark.fault(73)
def test_a_place_to_write_to_may_be_none(desk: Desk) -> None:
    with desk.open() as terminal:
        for name, said in (
            ("~nobody-of-that-name/x.csv", "its folder is not there"),
            ("x" * 300, "cannot be looked at"),
            (f"{desk.index}/x.csv", "its folder is not there"),
            (str(desk.kept), "it is there already"),
            (f"{desk.kept}.new", "onrecord keeps its own files there"),
        ):
            terminal.press("E", 0.3)
            terminal.wait_for("Export")
            terminal.press("\r", 0.3)
            terminal.wait_for("Write ")
            terminal.press("\x15", 0.3)
            terminal.press(name, 0.3)
            terminal.press("\r", 0.3)
            terminal.wait_for(said)
            assert terminal.process.poll() is None, terminal.output[-3000:]
            terminal.press("\x1b", 0.5)
        desk.leave(terminal)


@pytest.mark.fault(73)
@pytest.mark.parametrize("keys", few(("1f", "3f", "5f", "/"), "1f"))
def test_what_is_typed_may_be_of_any_kind(desk: Desk, keys: str) -> None:
    with desk.open() as terminal:
        for words in (
            "%%%",
            '"',
            "NEAR(",
            "a* OR b",
            "\\",
            "\u202e\u0301",
            "by: about:",
            "holder:",
            "2031-99",
            "x" * 999,
        ):
            terminal.press(keys, 0.2)
            terminal.press("\x15", 0.1)
            pasted(terminal, words)
            terminal.press("\r", 0.3)
            terminal.press("\x1b", 0.3)
        desk.leave(terminal)


# --- what was kept


def keep(desk: Desk, value: str) -> None:
    with closing(sqlite3.connect(desk.kept)) as connection:
        slug = desk.index.stem
        connection.execute("INSERT OR REPLACE INTO desk VALUES (?, 'desk', ?)", (slug, value))
        connection.commit()


@pytest.mark.fault(74)
@pytest.mark.parametrize("kind", few(BROKEN, "no JSON", "deep", "a selection of 60 KB"))
def test_kept_state_that_cannot_be_used_is_dropped_and_said(desk: Desk, kind: str) -> None:
    keep(desk, BROKEN[kind])
    with desk.open() as terminal:
        terminal.wait_for("where the desk stood last is forgotten")
        desk.leave(terminal)
    with desk.open() as terminal:  # kept anew on leaving
        assert "forgotten" not in terminal.text
        desk.leave(terminal)


@pytest.mark.fault(74)
@pytest.mark.parametrize("kind", few(NOWHERE, "more selections"))
def test_kept_state_may_name_what_is_not_there(desk: Desk, kind: str) -> None:
    keep(desk, json.dumps(NOWHERE[kind]))
    with desk.open("2 articles") as terminal:
        terminal.press("12345", 0.3)
        desk.leave(terminal)


# --- what is around it


@pytest.mark.fault(75)
@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "xx_XX"}, {"LC_ALL": "", "LANG": "no_SUCH.UTF-8"}, {"LC_ALL": "x" * 5_000}],
    ids=repr,
)
def test_a_locale_that_is_not_installed(desk: Desk, locale: dict[str, str]) -> None:
    with desk.open(**locale) as terminal:
        utf8 = any("UTF-8" in value for value in locale.values())
        if utf8:
            terminal.wait_for("│")
        else:
            assert "│" not in terminal.text
        desk.leave(terminal)


@pytest.mark.fault(75)
@pytest.mark.parametrize("said", few(("9" * 30, "99999", "-1", "0", "x"), "9" * 30, "-1", "x"))
def test_a_size_in_the_environment_that_no_terminal_has(desk: Desk, said: str) -> None:
    with desk.open(COLUMNS=said, LINES=said) as terminal:
        desk.leave(terminal)


@pytest.mark.fault(75)
@pytest.mark.parametrize(
    "said",
    [
        {"TEXTUAL_COLOR_SYSTEM": "x", "TEXTUAL_DRIVER": "no.such:Driver", "TEXTUAL_THEME": "x", "TEXTUAL_FILTERS": "x"},
        {"TEXTUAL_PRESS": "q,ctrl+q", "TEXTUAL_SCREENSHOT": "1", "TEXTUAL": "debug", "TEXTUAL_DEBUG": "1"},
        {"PYTHONIOENCODING": "utf-16"},
        {"PYTHONIOENCODING": "latin-1:strict"},
        {"PYTHONIOENCODING": "cp037"},
    ],
    ids=["libraries", "keys", "UTF-16", "Latin-1", "EBCDIC"],
)
def test_what_the_environment_says_to_the_libraries_below(desk: Desk, said: dict[str, str]) -> None:
    with desk.open("│", **said) as terminal:
        terminal.wait_for("Port stays open")
        assert terminal.process.poll() is None
        desk.leave(terminal)
    assert not list(Path.cwd().glob("*.svg"))


@pytest.mark.fault(80)
@pytest.mark.parametrize("when", ["before", "while it is open"])
def test_the_folder_that_the_reader_stands_in_is_removed(desk: Desk, tmp_path: Path, when: str) -> None:
    gone = tmp_path / "gone"
    shutil.copytree(desk.corpus, gone / "corpus")
    argv = [sys.executable, "-m", "tui", "corpus"]  # a path that nothing can make whole any more
    if when == "before":
        remove = 'cd "$1" && rm -r "$1" && shift && exec "$@"'
        argv = ["sh", "-c", remove, "sh", str(gone), *argv[:-1], str(desk.corpus)]
    env = {**desk.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with PtyTerminal(argv, columns=140, rows=40, env=env, cwd=str(tmp_path if when == "before" else gone)) as terminal:
        terminal.wait_for("Port stays open")
        terminal.wait_quiet(2.0)
        if when != "before":
            shutil.rmtree(gone)
            terminal.wait_for("not there any more")
        terminal.press("/varna\r", 0.5)
        terminal.press("v", 0.5)
        terminal.press("Y", 0.5)
        terminal.wait_for("NOT written")
        terminal.press("\x1b", 0.5)
        terminal.press("1j\r3\r!", 0.5)
        desk.leave(terminal)


# --- what fails while it is open


def all_taken(terminal: PtyTerminal) -> None:
    """Wait until the desk has done what all keys before asked for: one that comes late clears what is said next."""
    terminal.press(":", 0.1)
    terminal.wait_for("Command: ")
    terminal.press("\x1b", 0.1)
    terminal.wait_for(lambda: "Command: " not in terminal.text)


@pytest.mark.fault(79)
def test_the_index_directory_is_removed(desk: Desk, tmp_path: Path) -> None:
    with desk.open() as terminal:
        gone = desk.index_dir.rename(tmp_path / "gone")  # in one moment, whatever is written there still
        shutil.rmtree(gone, ignore_errors=True)
        terminal.wait_for("it is worked out again")
        terminal.wait_for("Port stays open")
        terminal.press("/varna\r", 0.5)
        terminal.wait_for("Varna")
        assert desk.index.exists()
        desk.leave(terminal)


@pytest.mark.fault(79)
@pytest.mark.parametrize("how", few(("garbage", "empty"), "garbage"))
def test_the_index_is_replaced_while_it_is_read(made: Path, tmp_path: Path, how: str) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(made / "corpus", corpus)
    desk = Desk(made, tmp_path, corpus)
    for number in range(10):
        (corpus / f"more{number}.txt").write_text(TEXTS["b.txt"].replace("Petrov", f"Petrov{number}") * 3)
    with desk.open("S stops", quiet=0) as terminal:
        terminal.wait_for(" of 12")
        index = next(path for path in desk.index_dir.glob("corpus-*.sqlite") if path != desk.index)
        other = index.with_name("other")
        other.write_bytes(os.urandom(20_000) if how == "garbage" else b"")
        other.replace(index)
        terminal.wait_for("it is worked out again")
        terminal.wait_for(lambda: "S stops" not in terminal.text and "12 articles" in terminal.text, 600)
        assert "reading stopped" not in terminal.text
        desk.leave(terminal)


@pytest.mark.fault(79)
@pytest.mark.parametrize("how", ["garbage", "empty", "a folder", "another's"])
def test_the_index_is_replaced(desk: Desk, how: str) -> None:
    with desk.open() as terminal:
        if how == "a folder":
            desk.index.unlink()
            desk.index.mkdir()
            terminal.wait_for("move it away")
            terminal.press("1j\r/varna\r\x1b", 0.5)
            all_taken(terminal)
            desk.index.rmdir()
            terminal.wait_for("it is worked out again")
            terminal.wait_for("Port stays open")
            desk.leave(terminal)
            return
        other = desk.index.with_name("other")
        other.write_bytes({"garbage": os.urandom(20_000), "empty": b""}.get(how, b""))
        if how == "another's":
            with closing(sqlite3.connect(other)) as connection:
                connection.execute("PRAGMA application_id = 7")
                connection.execute("CREATE TABLE mine(x)")
        other.replace(desk.index)
        if how == "another's":
            terminal.wait_for("another program's database")
            terminal.press("1j\r/varna\r\x1b", 0.5)  # what fails at a key is said, not the end
            all_taken(terminal)
            with closing(sqlite3.connect(desk.index)) as connection:
                assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]
            desk.index.unlink()
        terminal.wait_for("it is worked out again")
        terminal.wait_for("Port stays open")
        desk.leave(terminal, logged=how == "another's")


@pytest.mark.fault(79)
def test_the_index_is_locked_for_long(desk: Desk) -> None:
    with desk.open() as terminal:
        with closing(sqlite3.connect(desk.index, isolation_level=None)) as holder:
            holder.execute("PRAGMA locking_mode = EXCLUSIVE")
            holder.execute("BEGIN EXCLUSIVE")
            began = time.monotonic()
            terminal.press("5gj1j\r3gj\r2gjmvw", 1.5)
            terminal.press("\x1b\x1b", 1.5)
            while time.monotonic() - began < 12:
                terminal.press("j", 0.5)
            assert terminal.process.poll() is None
            holder.execute("ROLLBACK")
        terminal.press("1g", 1.0)
        terminal.wait_for("Port stays open")
        terminal.wait_for(lambda: "not read" not in terminal.text)
        desk.leave(terminal)


@pytest.mark.fault(79)
def test_the_index_is_locked_at_the_start(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.index, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with desk.open("opens as soon as it can") as terminal:
            holder.execute("ROLLBACK")
            holder.close()
            terminal.wait_for("Port stays open")
            desk.leave(terminal)


@pytest.mark.fault(38)
def test_the_corpus_moves_away_and_comes_back(made: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "parent" / "corpus"
    shutil.copytree(made / "corpus", corpus)
    desk = Desk(made, tmp_path, corpus)
    with desk.open() as terminal:
        corpus.parent.rename(tmp_path / "away")
        terminal.wait_for("not there any more")
        terminal.press("1j\r3\r5e", 0.5)
        all_taken(terminal)
        (tmp_path / "away").rename(corpus.parent)
        terminal.wait_for("is there again")
        desk.leave(terminal)


# onrecord in a process where, while a flag file is there, everything below a folder fails with one error.
FAILING = """
import errno, io, os, sys, time
from tui.commands.cli import main
number, below, flag = getattr(errno, sys.argv.pop(1), None), sys.argv.pop(1), sys.argv.pop(1)
lstat = os.lstat
def flagged():
    try:
        return bool(lstat(flag))
    except OSError:
        return False
def failing(real):
    def fail(path=".", *args, **kwargs):
        if not isinstance(path, int) and os.fsdecode(path).startswith(below) and flagged():
            while number is None and flagged():  # a mount that hangs answers when it is back
                time.sleep(0.05)
            if number is not None:
                raise OSError(number, os.strerror(number), path)
        return real(path, *args, **kwargs)
    return fail
for name in ("stat", "lstat", "open", "scandir", "listdir", "access"):
    setattr(os, name, failing(getattr(os, name)))
io.open = failing(io.open)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.fault(80)
@pytest.mark.parametrize("error", ERRORS)
def test_a_mount_dies_under_the_corpus(desk: Desk, tmp_path: Path, error: str) -> None:
    """Every stat, open and scandir below the corpus fails, as those of a dead mount do."""
    flag = tmp_path / "dead"
    argv = [sys.executable, "-c", FAILING, error, str(desk.corpus), str(flag), str(desk.corpus)]
    env = {**desk.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with PtyTerminal(argv, columns=140, rows=40, env=env) as terminal:
        terminal.wait_for("Port stays open")
        terminal.wait_quiet(1.0)
        flag.touch()
        terminal.wait_for("not there any more")
        terminal.press("1j\r3\r5ge0e1Y", 1.0)
        all_taken(terminal)
        assert terminal.process.poll() is None
        flag.unlink()
        terminal.wait_for("is there again")
        desk.leave(terminal)


@pytest.mark.fault(80)
@pytest.mark.parametrize("how", ["the mount", "the folder"])
def test_what_the_corpus_watches_stays_where_its_config_goes_with_it(made: Path, tmp_path: Path, how: str) -> None:
    """And no other config that is there, as one's own, comes into force in its place."""
    corpus, flag = tmp_path / "there" / "corpus", tmp_path / "dead"
    shutil.copytree(made / "corpus", corpus)
    (corpus / "config.yaml").write_text("issues:\n  - id: fees\n    name: Fees in June\n    terms: [the fees]\n")
    own = tmp_path / "config" / "onrecord" / "config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("issues:\n  - id: other\n    name: Another watch\n    terms: [board]\n")
    desk = Desk(made, tmp_path, corpus)
    argv = [sys.executable, "-c", FAILING, "EIO", str(corpus), str(flag), str(corpus)]
    env = {**desk.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with PtyTerminal(argv, columns=140, rows=40, env=env) as terminal:
        terminal.wait_for("Fees in June")
        terminal.wait_for(lambda: "2 articles" in terminal.text and "reading" not in terminal.screen.display[0])
        flag.touch() if how == "the mount" else corpus.rename(tmp_path / "away")
        terminal.wait_for("not there any more")
        terminal.wait_for("the last one is in force")
        terminal.wait_quiet(2.5)
        assert "Fees in June" in terminal.text
        assert "Another watch" not in terminal.text
        flag.unlink() if how == "the mount" else (tmp_path / "away").rename(corpus)
        terminal.wait_for("config.yaml is there again and is in force")
        assert "Fees in June" in terminal.text
        desk.leave(terminal)


@pytest.mark.fault(80)
def test_a_mount_that_hangs_keeps_no_key_waiting(desk: Desk, tmp_path: Path) -> None:
    flag = tmp_path / "hanging"
    argv = [sys.executable, "-c", FAILING, "hang", str(desk.corpus), str(flag), str(desk.corpus)]
    env = {**desk.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with PtyTerminal(argv, columns=140, rows=40, env=env) as terminal:
        terminal.wait_for("Port stays open")
        terminal.wait_quiet(1.0)
        flag.touch()
        time.sleep(2.5)  # the files are looked at each second
        terminal.send("5g")
        terminal.wait_for("━━ 5 CLAIMS")
        terminal.send("o")
        terminal.wait_for("confirmed; u takes it back")
        flag.unlink()
        desk.leave(terminal)


@pytest.mark.fault(80)
@pytest.mark.parametrize("error", ERRORS)
def test_a_mount_dies_under_the_index(desk: Desk, tmp_path: Path, error: str) -> None:
    flag = tmp_path / "dead"
    argv = [sys.executable, "-c", FAILING, error, str(desk.index_dir), str(flag), str(desk.corpus)]
    env = {**desk.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with PtyTerminal(argv, columns=140, rows=40, env=env) as terminal:
        terminal.wait_for("Port stays open")
        terminal.wait_quiet(1.0)
        flag.touch()
        terminal.wait_for("not read")
        terminal.press("1j\r3\r5gmv/va\r\x1b\x1b", 1.0)
        assert terminal.process.poll() is None
        flag.unlink()
        terminal.wait_for(lambda: "not read" not in terminal.text)
        desk.leave(terminal)


@pytest.mark.fault(80)
@pytest.mark.parametrize("error", ["ENOTCONN", "EACCES"])
def test_a_listing_on_a_dead_mount_says_so(desk: Desk, tmp_path: Path, error: str) -> None:
    flag = tmp_path / "dead"
    flag.touch()
    argv = [sys.executable, "-c", FAILING, error, str(desk.corpus), str(flag), "claims", str(desk.corpus)]
    env = {**os.environ, **desk.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(argv, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 2, done.stderr
    assert "cannot be looked at" in done.stderr
    assert done.stderr.count("\n") == 1


# --- what was decided


@pytest.mark.fault(78)
@pytest.mark.parametrize("how", ["damaged", "newer", "locked", "removed"])
def test_judgements_that_cannot_be_read_are_said_and_opened_again(desk: Desk, how: str) -> None:
    good = desk.kept.read_bytes()
    with desk.open() as terminal:
        holder = None
        if how == "removed":
            desk.kept.unlink()
        elif how == "locked":
            holder = sqlite3.connect(desk.kept, isolation_level=None)
            holder.execute("BEGIN EXCLUSIVE")
            terminal.press("1R", 3.0)
        else:
            other = desk.kept.with_name("other")
            other.write_bytes(good if how == "newer" else b"x" * 4096)
            if how == "newer":
                with closing(sqlite3.connect(other)) as connection:
                    connection.execute("PRAGMA user_version = 99")
            other.replace(desk.kept)
        if how != "locked":
            terminal.wait_for("what you decided cannot be read")
            terminal.press("1R", 1.0)
        terminal.wait_for("NOT saved")
        assert terminal.process.poll() is None
        if holder is not None:
            holder.execute("ROLLBACK")
            holder.close()
        else:
            back = desk.kept.with_name("back")
            back.write_bytes(good)
            back.replace(desk.kept)
            terminal.wait_for("it can be read again")
        terminal.press("1R", 1.0)
        terminal.wait_for("marked")
        desk.leave(terminal)


@pytest.mark.fault(78)
def test_while_decisions_are_locked_keys_are_answered(desk: Desk) -> None:
    """Whatever would wait for them waits an hour here, longer than the answer is waited for."""
    patient = "import tui.desk.app; from tui.commands.cli import main; tui.desk.app.PATIENCE = 3600; main()"
    argv = [sys.executable, "-c", patient, str(desk.corpus)]
    with (
        closing(sqlite3.connect(desk.kept, isolation_level=None)) as holder,
        PtyTerminal(argv, columns=140, rows=40, env=desk.environ) as terminal,
    ):
        terminal.wait_for("Port stays open")
        holder.execute("BEGIN EXCLUSIVE")
        terminal.press("5gj1j\r", 0.3)
        terminal.press("/fees\r", 0.3)
        terminal.wait_for("what you decided cannot be read")
        terminal.press("?", 0.3)
        terminal.wait_for("Keys in Claims")
        terminal.press("\x1b", 0.3)
        terminal.wait_for(lambda: "Keys in Claims" not in terminal.text)
        holder.execute("ROLLBACK")
        terminal.wait_for("it can be read again")
        desk.leave(terminal)


@pytest.mark.fault(78)
def test_judgements_damaged_from_the_start_are_said_at_once(desk: Desk) -> None:
    desk.kept.write_bytes(b"x" * 4096)
    with desk.open() as terminal:
        terminal.wait_for("what you decided cannot be read")
        desk.leave(terminal)
    assert desk.kept.read_bytes() == b"x" * 4096


@pytest.mark.fault(86)
def test_the_second_desk_that_decides_on_a_claim_is_asked(desk: Desk) -> None:
    # The second does not look at what others decide, as where it was asleep or both are pressed at once.
    blind = "import tui.desk.app; from tui.commands.cli import main; tui.desk.app.LOOK = 3600; main()"
    with desk.open() as one, desk.open(program=["-c", blind]) as two:
        for terminal in (one, two):
            terminal.send("5g")
            terminal.wait_for("━━ 5 CLAIMS")
        one.send("o")
        one.wait_for("confirmed; u takes it back")
        two.send("x")
        two.wait_for("another terminal decided meanwhile")
        assert '"status": "confirmed"' in desk.listed("claims").stdout
        two.send("x")
        two.wait_for("rejected, it counts no more")
        for terminal in (one, two):
            desk.leave(terminal)
    assert '"status": "confirmed"' not in desk.listed("claims").stdout
