"""A command that is stopped (ctrl+z) in the midst of reading, as on a machine that sleeps, and goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"


def rows(corpus: Path, environ: dict[str, str]) -> str:
    argv = [sys.executable, "-m", "tui", "claims", str(corpus), "--format", "jsonl"]
    return subprocess.run(argv, env=environ, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
@pytest.mark.fault(88)
def test_reading_that_is_stopped_goes_on_and_gives_what_it_gives_otherwise(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(SEEDS, corpus)
    homes = {
        name: {**os.environ, "PYTHONPATH": str(SEEDS.parent), **{
            f"XDG_{kind}_HOME": str(tmp_path / name / kind) for kind in ("CACHE", "DATA", "STATE", "CONFIG")
        }}
        for name in ("stopped", "otherwise")
    }  # fmt: skip
    argv = [sys.executable, "-m", "tui", "index", str(corpus), "--workers", "1"]
    process = subprocess.Popen(argv, env=homes["stopped"], start_new_session=True, stderr=subprocess.DEVNULL)
    for _ in range(3):
        time.sleep(1.5)
        if process.poll() is not None:
            break
        os.killpg(process.pid, signal.SIGTSTP)  # to all of the group, as a terminal does
        time.sleep(2.0)
        os.killpg(process.pid, signal.SIGCONT)
    assert process.wait(300) == 0
    assert rows(corpus, homes["stopped"]) == rows(corpus, homes["otherwise"])
