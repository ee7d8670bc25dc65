"""A child process ends with its parent, is ended where it stalls, and runs no code of the folder it stands in."""

from __future__ import annotations

import os
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tui.index.children import Child


def echo(pipe: Connection, greeting: str) -> None:
    while True:
        pipe.send(f"{greeting} {pipe.recv()}")


def stall(pipe: Connection) -> None:
    pipe.send("begun")
    time.sleep(600)


def where(pipe: Connection) -> None:
    import tui

    pipe.send(tui.__file__)


def threads(pipe: Connection) -> None:
    pipe.send(os.environ["OPENBLAS_NUM_THREADS"])


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_child_answers_and_ends_when_its_pipe_closes() -> None:
    child = Child(echo, "good")
    child.send("morning")
    assert child.pipe.recv() == "good morning"
    child.end(grace=10.0)
    assert gone(child.pid)


@pytest.mark.parametrize("own_session", [False, True])
def test_a_child_that_stalls_is_ended(own_session: bool) -> None:
    child = Child(stall, own_session=own_session)
    assert child.pipe.recv() == "begun"
    child.end(grace=0.1)
    assert gone(child.pid)
    child.end()


def test_a_child_that_died_is_seen_at_its_pipe() -> None:
    child = Child(stall)
    child.pipe.recv()
    os.kill(child.pid, 9)
    with pytest.raises((EOFError, OSError)):
        child.pipe.recv()
    child.send("is anybody there?")
    child.end()


def test_no_code_of_the_folder_of_articles_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("tui", "numpy", "msgspec"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('code of the folder was run')\n")
    monkeypatch.chdir(tmp_path)
    child = Child(where)
    assert not child.pipe.recv().startswith(str(tmp_path))
    child.end()


@pytest.mark.parametrize("said", ["", "3"])
def test_a_child_takes_one_processor_unless_its_user_says_more(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    if said:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", said)
    child = Child(threads)
    try:
        assert child.pipe.recv() == (said or "1")
    finally:
        child.end()
