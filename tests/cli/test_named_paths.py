"""What is named on the command line may be a pipe, a device, a folder, a link in a loop or without an end; and what is
named to be written may be what the user has already."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.in_a_row import Told, told

LIMIT = 300  # seconds: what waits for a pipe waits for ever
KINDS = ("pipe", "zero", "folder", "loop", "endless")
READS = (
    "articles {it}",
    "articles {corpus} --config {it}",
    "articles {corpus} --index {it}",
    "index {corpus} --readings {it}",
    "judgements import {it} --corpus {corpus}",
    "serve {it}",
)
WRITES = ("read {corpus} --out {it} --force", "export claims {corpus} --to {it} --format csv --force")
WRITES_BELOW = ("index {corpus} --index {it}/in", "export claims {corpus} --to {it}/in.csv")
# A file of our own without an end is a file: it is read as far as files are, served, or replaced where that was asked.
FITS = {"folder": WRITES_BELOW, "endless": ("serve {it}", *WRITES)}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """An article, and a config that names no installed pipeline, so that nothing is read."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("The a report\n\nThe ministers of Ruritania spoke of grain on Monday.\n")
    home = tmp_path / "config" / "onrecord"
    home.mkdir(parents=True)
    (home / "config.yaml").write_text("pipeline: no_such_pipeline\n")
    return folder


def run(corpus: Path, it: Path, calls: Iterable[str]) -> list[Told]:
    """What each of these calls gives, on a corpus and what is named."""
    places = {f"XDG_{name}_HOME": str(corpus.parent / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}
    return told(([word.format(it=it, corpus=corpus) for word in call.split()] for call in calls), places)


def make(place: Path, kind: str) -> None:
    match kind:
        case "pipe":
            os.mkfifo(place)
        case "folder":
            place.mkdir()
        case "loop":
            place.symlink_to(place)
        case "endless":
            with place.open("wb") as out:
                out.truncate(1 << 40)
        case device:
            place.symlink_to(f"/dev/{device}")


@pytest.mark.fault(91)
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_named_one_line_is_said_at_once(corpus: Path, kind: str) -> None:
    it = corpus.parent / "it.csv"
    make(it, kind)
    calls = [call for call in (*READS, *WRITES, *WRITES_BELOW) if call not in FITS.get(kind, ())]
    for call, done in zip(calls, run(corpus, it, calls), strict=True):
        listed = kind == "endless" and call == "articles {it}"
        assert (done.returncode, done.stdout) == (1 if listed else 2, ""), (call, done.stderr)
        assert len([line for line in done.stderr.splitlines() if "it.csv" in line]) == 1, (call, done.stderr)
        assert "error in the program" not in done.stderr


@pytest.mark.fault(91)
def test_what_comes_through_a_pipe_can_be_taken_in(corpus: Path) -> None:
    """As a shell gives it: `judgements import <(ssh elsewhere onrecord judgements export)`."""
    reading, writing = os.pipe()
    os.write(writing, b"no label\n")
    os.close(writing)
    places = {f"XDG_{name}_HOME": str(corpus.parent / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "judgements", "import", f"/dev/fd/{reading}", "--corpus", str(corpus)],
            env={**os.environ, **places}, capture_output=True, text=True, timeout=LIMIT, pass_fds=[reading],
            check=False,
        )  # fmt: skip
    finally:
        os.close(reading)
    assert done.returncode == 2
    assert f"/dev/fd/{reading}:1: no judgement: not a line of JSON" in done.stderr


@pytest.mark.fault(91)
@pytest.mark.parametrize(
    "place",
    ["corpus/a.csv", "corpus/below/A.TXT", "corpus/config.yaml", "corpus/a.meta.yaml", "config/onrecord/config.yaml",
     "data/onrecord/judgements.sqlite", "cache/onrecord/new.csv", "link/a.csv"],
)  # fmt: skip
def test_what_the_user_has_is_not_replaced_by_what_is_written(corpus: Path, place: str) -> None:
    (corpus.parent / "link").symlink_to(corpus)
    it = corpus.parent / place
    it.parent.mkdir(parents=True, exist_ok=True)
    it.write_text("issues: []\n")
    for done in run(corpus, it, WRITES):
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{it}: " in done.stderr.splitlines()[-1]
        assert "name another folder" in done.stderr
    assert it.read_text() == "issues: []\n"


@pytest.mark.fault(91)
@pytest.mark.parametrize(
    "name", ["x" * 300 + ".csv", "~nobody-of-that-name/x.csv", "a.csv/b.csv", "../" * 400 + "x/x.csv"]
)
def test_a_name_that_no_file_can_have_is_refused_before_anything_is_read(corpus: Path, name: str) -> None:
    (corpus.parent / "a.csv").write_text("a file is no folder")
    calls = ("read {corpus} --out {it}", "export claims {corpus} --format csv --to {it}")
    for done in run(corpus, corpus.parent / name, calls):
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
        assert "error in the program" not in done.stderr
