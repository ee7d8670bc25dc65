"""Everything that is written is for the user alone, whatever the umask and whichever of it is made first."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tui import crashlog, paths

pytestmark = pytest.mark.fault(76)
TEXT = "Talks resume\n\nVARNA, April 4, 2031 (Gazette) - Elena Popova said the port would stay open.\n"


def open_to_others(folder: Path) -> list[str]:
    """What in a folder, itself included, others may read, write or enter."""
    found = [folder, *folder.rglob("*")]
    return [f"{path}: {stat.S_IMODE(path.lstat().st_mode):o}" for path in found if path.lstat().st_mode & 0o077]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
@pytest.mark.parametrize("command", [["index"], ["claims", "--format", "csv"], ["check"], ["actors", "--config"]])
def test_whatever_comes_first_is_private(tmp_path: Path, umask: int, command: list[str]) -> None:
    if umask == 0o777 and command != ["index"]:
        pytest.skip("once is enough")
    corpus, home = tmp_path / "corpus", tmp_path / "home"
    corpus.mkdir()
    (corpus / "a.txt").write_text(TEXT)
    name, *rest = command
    if rest == ["--config"]:
        (tmp_path / "own.yaml").write_text("issues:\n  - id: port\n    terms: [the port]\n")
        rest = ["--config", str(tmp_path / "own.yaml")]
    home.mkdir(mode=0o700)
    places = {f"XDG_{place}_HOME": str(home / place.lower()) for place in ("CACHE", "DATA", "STATE", "CONFIG")}
    done = subprocess.run(
        [sys.executable, "-m", "tui", name, str(corpus), "--workers", "0", *rest],
        env={**os.environ, **places}, umask=umask, capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert open_to_others(home) == []
    assert list(home.rglob("*.sqlite"))


def test_a_library_without_the_command_writes_in_private_too(tmp_path: Path) -> None:
    """Index, locks, judgements, their backups and kept configs, made by whoever imports the store."""
    code = """
import sys
from pathlib import Path
from tui.config import load
from tui.index.update import update
from tui.model import Selection
from tui.store.library import Library
home = Path(sys.argv[1])
corpus = home.parent / "corpus"
(corpus / "config.yaml").write_text("issues:\\n  - id: port\\n    terms: [the port]\\n")
library = Library.open(corpus, load(None, corpus), index_dir=home / "deep" / "index", data_dir=home / "far" / "data")
update(library, workers=0)
library.decisions.note(Selection("article", "a.txt"), "a note")
library.close()
"""
    corpus, home = tmp_path / "corpus", tmp_path / "home"
    corpus.mkdir()
    (corpus / "a.txt").write_text(TEXT)
    home.mkdir(mode=0o700)
    done = subprocess.run(
        [sys.executable, "-c", code, str(home)],
        env={**os.environ, "XDG_CACHE_HOME": str(home / "cache")}, umask=0, capture_output=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert open_to_others(home) == []
    assert list(home.rglob("judgements-*.sqlite"))
    assert list(home.rglob("configs/*"))


def test_what_an_earlier_version_left_open_is_closed(tmp_path: Path) -> None:
    from tui.config import Config
    from tui.store.library import Library

    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(TEXT)
    index = tmp_path / "index"
    Library.open(tmp_path / "corpus", Config(), index_dir=index, data_dir=tmp_path / "data").close()
    index.chmod(0o755)
    for path in index.iterdir():
        path.chmod(0o644)
    Library.open(tmp_path / "corpus", Config(), index_dir=index, data_dir=tmp_path / "data").close()
    assert [line for line in open_to_others(index) if ".sqlite" in line or line.startswith(f"{index}:")] == []


def test_the_spare_directory_is_the_users_own_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    spare = tmp_path / f"onrecord-{os.geteuid()}"
    spare.mkdir(mode=0o777)
    spare.chmod(0o777)
    assert paths.spare_dir() == spare
    assert open_to_others(spare) == []
    spare.rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    spare.symlink_to(elsewhere)
    with pytest.raises(paths.NotOwn):
        paths.spare_dir()
    assert list(elsewhere.iterdir()) == []


def test_a_folder_of_somebody_elses_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / f"onrecord-{os.geteuid() + 1}").mkdir(mode=0o755)
    somebody = os.geteuid() + 1
    monkeypatch.setattr("os.geteuid", lambda: somebody)
    with pytest.raises(paths.NotOwn, match="another user"):
        paths.spare_dir()
    with pytest.raises(paths.NotOwn):
        paths.private_dir(tmp_path)
    with pytest.raises(paths.NotOwn):
        paths.make_private(Path(__file__))


def test_without_a_home_nothing_is_written_beside_the_reader(tmp_path: Path) -> None:
    """No HOME and no entry in passwd: `~/.cache` would become a folder of that name where the reader stands."""
    code = """
import os, pwd, sys
def nobody(uid):
    raise KeyError(uid)
pwd.getpwuid = nobody
from tui.commands.cli import main
sys.exit(main(sys.argv[1:]))
"""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(TEXT)
    work = tmp_path / "work"
    work.mkdir()
    spare = tmp_path / "tmp"
    spare.mkdir()
    environ = {name: value for name, value in os.environ.items() if name != "HOME" and not name.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-c", code, "articles", str(tmp_path / "corpus"), "--workers", "0"],
        env={**environ, "TMPDIR": str(spare), "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=work, capture_output=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"Talks resume" in done.stdout
    assert list(work.iterdir()) == []
    assert open_to_others(spare / f"onrecord-{os.geteuid()}") == []


def test_the_log_of_a_crash_is_neutral_private_and_no_link(tmp_path: Path) -> None:
    log = crashlog.write_log(ValueError("\x1b]52;c;QQ==\x07"), tmp_path / "log")
    assert log is not None
    assert "\x1b" not in log.read_text()
    assert open_to_others(tmp_path / "log") == []
    kept = tmp_path / "kept"
    kept.write_text("mine")
    log.unlink()
    log.symlink_to(kept)
    assert crashlog.write_log(ValueError("x"), tmp_path / "log") is None
    assert kept.read_text() == "mine"


def test_a_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    for _ in range(30):
        log = crashlog.write_log(ValueError("x" * 200_000), tmp_path)
    assert log is not None
    assert log.stat().st_size < 2 * crashlog.LARGEST
