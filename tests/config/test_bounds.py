"""A stranger's config is bounded in sizes and work, refused with its line, and moves no key that decides or writes."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tui.config import ConfigProblem, load
from tui.config.load import MOST_BYTES
from tui.config.settings_table import OWN_KEYS
from tui.desk.actions import ACTIONS, keymap_of

pytestmark = pytest.mark.fault(81)


def names(count: int, letters: str = "n") -> str:
    return ", ".join(f"{letters}{number:x}" for number in range(count))


HUGE = {
    "one group of names": f"never-same:\n  - [{names(1900)}]\n",
    "many groups of names": "never-same:\n" + "".join(f"  - [{names(60, f'g{n}x')}]\n" for n in range(400)),
    "actors with many names": "actors:\n"
    + "".join(f"  - name: Actor {n}\n    aliases: [{names(190, f'a{n:x}x')}]\n" for n in range(150)),
    "terms": "issues:\n" + "".join(f"  - id: i{n}\n    terms: [{names(200, f't{n:x}x')}]\n" for n in range(120)),
    "descriptions": "issues:\n"
    + "".join(f"  - id: i{n}\n    descriptions: [{names(200, f'd{n:x}x')}]\n" for n in range(120)),
    "words for it": "issues:\n"
    + "".join(f"  - id: i{n}\n    terms: [t{n}]\n    supports: [{names(200, f's{n:x}x')}]\n" for n in range(100)),
    "roles": "actors:\n" + "".join(
        f"  - name: Actor {n}\n    roles: [{', '.join(['{role: a chair}'] * 60)}]\n" for n in range(120)
    ),
    "actors": "actors:\n" + "".join(f"  - name: A{n}\n" for n in range(2_100)),
    "issues": "issues:\n" + "".join(f"  - id: i{n}\n    terms: [t{n}]\n" for n in range(2_100)),
    "terms of one issue": f"issues:\n  - id: i\n    terms: [{names(2_100)}]\n",
    "digits": "issues:\n  - id: i\n    terms: [" + "1" * 250_000 + "x]\n",
    "digits and colons": "issues:\n  - id: i\n    terms: [" + "1:" * 120_000 + "x]\n",
    "underlines": "issues:\n  - id: i\n    name: 1" + "_" * 250_000 + "x\n",
    "an id": "issues:\n  - id: " + "a-" * 120_000 + "\n    terms: [port]\n",
    "a key": "x" * 250_000 + ": 1\n",
    "spaces": "issues:\n  - id: i\n    name: a" + " " * 250_000 + "b'\n    terms: [\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", HUGE)
def test_what_asks_for_too_much_is_refused_with_its_line_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(HUGE[kind])
    assert path.stat().st_size < MOST_BYTES
    began = time.process_time()
    with pytest.raises(ConfigProblem) as problem:
        load(None, tmp_path)
    # seconds; the slow reader of YAML, which words the complaint, takes most of it
    assert time.process_time() - began < 20
    assert problem.value.line > 0
    assert len(str(problem.value)) < 1_000


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process's own memory is read there")
def test_the_memory_it_takes_is_small(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(HUGE["many groups of names"])
    code = """
import sys
from pathlib import Path
from tui.config import ConfigProblem, load
try:
    load(None, Path(sys.argv[1]))
except ConfigProblem as problem:
    print(problem)
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) // 1024)
"""
    # not ru_maxrss: a process that was started has there what its parent had, here all that the tests before took
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    said, megabytes = done.stdout.splitlines()
    assert "pairs of names" in said
    assert int(megabytes) < 100


def test_a_watchlist_of_a_hundred_issues_is_none_of_these(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(
        "issues:\n"
        + "".join(f"  - id: i{n}\n    terms: [{names(40, f't{n}x')}]\n    descriptions: [a b]\n" for n in range(100))
        + "never-same:\n"
        + "".join(f"  - [Ann {n}, Bea {n}, Cyd {n}]\n" for n in range(500))
        + "actors:\n"
        + "".join(f"  - name: Actor {n}\n    aliases: [{names(8, f'a{n}x')}]\n" for n in range(1_000))
    )
    config = load(None, tmp_path)
    assert len(config.issues) == 100
    assert len(config.never_same) == 1_500


def test_the_keys_that_decide_or_write_are_those_of_the_registry() -> None:
    assert {action.id for action in ACTIONS if action.group in ("Judging", "Taking away")} == OWN_KEYS


def test_a_stranger_moves_no_key_that_decides_or_writes(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("keys:\n  move.down: f7\n  confirm: j\n  edit: f8\n  matrix: f9\n")
    config = load(None, tmp_path, own=tmp_path / "none.yaml")
    assert keymap_of(config) == {"move.down": "f7", "matrix": "f9"}
    assert [warning.split(": ", 1)[1][:27] for warning in config.warnings] == [
        'the key of "confirm" is lef', 'the key of "edit" is left a',
    ]  # fmt: skip
    assert f"{path}:3:" in config.warnings[0]
    trusted = load(path, tmp_path)
    assert keymap_of(trusted)["confirm"] == "j"


def test_a_stranger_puts_nothing_else_on_such_a_key(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("keys:\n  move.down: o\n  confirm: f5\n")
    with pytest.raises(ConfigProblem, match="o is both"):
        keymap_of(load(None, tmp_path, own=tmp_path / "none.yaml"))
