"""A disk that is really full: a file system of one megabyte in a mount namespace, so that root meets it too."""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MOUNT = 'mount -t tmpfs -o size=1m small "$1" && exec "$2" -c "$3" "$1"'


def on_a_small_disk(folder: Path, script: str) -> str:
    """What a Python script prints that has one megabyte of disk at its first argument; skips where none can be had."""
    disk = folder / "disk"
    disk.mkdir()
    for how in (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]):
        if (
            shutil.which("unshare")
            and not subprocess.run(
                [*how, "mount", "-t", "tmpfs", "-o", "size=1m", "small", str(disk)], capture_output=True, check=False
            ).returncode
        ):
            done = subprocess.run(
                [*how, "sh", "-c", MOUNT, "sh", str(disk), sys.executable, textwrap.dedent(script)],
                capture_output=True, text=True, check=False, timeout=120, cwd=ROOT,
            )  # fmt: skip
            assert not done.returncode, done.stderr
            return done.stdout
    pytest.skip("no mount namespace may be made here, so no small disk")


@pytest.mark.fault(67)
def test_a_full_disk_says_not_saved_and_loses_nothing(tmp_path: Path) -> None:
    said = on_a_small_disk(
        tmp_path,
        """
        import sqlite3, sys
        from pathlib import Path
        from tui.store.judgements import Judgements
        from tui.store.problems import NotSaved

        disk = Path(sys.argv[1])
        spare = disk / "spare"
        spare.write_bytes(bytes(400_000))
        judged, saved = Judgements(disk / "corpus", disk / "data"), []
        note = {"kind": "term", "key": "grain", "label": "grain"}
        try:
            for number in range(1000):
                judged.decide("note", str(number), note | {"text": f"{number} " + "harvest " * 500}, "note")
                saved.append(number)
        except NotSaved as problem:
            print(problem)
        try:  # what takes a judgement away needs room as well
            judged.decide("note", "0", None, "note removed")
        except NotSaved as problem:
            print(problem)
        assert saved and len(saved) < 1000
        with sqlite3.connect(judged.path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        again = Judgements(disk / "corpus", disk / "data")
        there = {subject for subject in map(str, saved) if again.state("note", subject)}
        assert there >= set(map(str, saved[1:])), sorted(set(map(str, saved)) - there)
        spare.unlink()
        again.decide("note", "last", note | {"text": "there is room again"}, "note")
        print(again.state("note", "last")["text"])
        """,
    ).splitlines()
    assert said[0].startswith("NOT saved")
    assert "full" in said[0]
    assert said[-1] == "there is room again"


@pytest.mark.fault(67)
def test_a_disk_that_fills_while_indexing_leaves_a_good_index(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(40):
        words = " ".join(f"word{number}x{n}" for n in range(3000))
        (corpus / f"{number:02}.txt").write_text(f"The Report {number}\n\n{words}\n")
    said = on_a_small_disk(
        tmp_path,
        f"""
        import sqlite3, subprocess, sys
        from pathlib import Path
        from tui.config import Config
        from tui.index.update import update
        from tui.store.library import Library
        from tui.store.problems import StoreProblem

        disk, corpus = Path(sys.argv[1]), Path({str(corpus)!r})
        config = Config(pipeline="no_such_pipeline_here")

        def opened():
            return Library.open(corpus, config, index_dir=disk / "index", data_dir=disk / "data")

        library = opened()
        try:
            update(library, workers=0)
        except StoreProblem as problem:
            print(problem)
        library.close()
        for path in (disk / "index").rglob("*.db"):
            with sqlite3.connect(path) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        library = opened()
        update(library, workers=0)
        print(library.articles_count())
        """,
    ).splitlines()
    assert "full" in said[0]
    assert "\n" not in said[0]
    assert said[-1] == "40"
