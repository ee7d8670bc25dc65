"""Processor time of reading by a Dask cluster of two local workers, beside the local pool of two, and their rows.

    python bench/cluster.py [ARTICLES]

Both are `onrecord index`, run in turn on the same articles in processes of their own. What a few articles take is the
start of either (the cluster's processes, the language model), and is taken off both for the ratio. The rows of all
listing commands must be byte-equal.
"""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

from corpora import corpus
from ground import MADE, PROJECT, machine, table

FEW = 48
LISTINGS = ("articles", "dates", "actors", "issues", "claims", "timeline")
WAYS = {"the pool, 2 processes": ("--workers", "2"), "Dask, 2 local workers": ("--scheduler", "local:2")}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    few, path = corpus(FEW), corpus(count)
    rows, rates, digests = [], [], set()
    for name, given in WAYS.items():
        start, spent = _spent(few, given), _spent(path, given)
        digests.add(rows_of(path, given))
        rates.append(spent - start)
        rows.append((name, f"{start:.1f} s", f"{spent:.1f} s", f"{(spent - start) / rates[0]:.2f}"))
    print(f"# Reading {count:,} articles in two ways\n\n{machine()}\n")
    print(table(("", f"processor, {FEW} articles", f"{count:,} articles", "of the pool's once started"), rows))
    print("\nThe rows of all listing commands are " + ("byte-equal." if len(digests) == 1 else "NOT EQUAL."))


def _spent(path: Path, given: tuple[str, ...]) -> float:
    """Seconds of the processor that a call and all that it started took."""
    shutil.rmtree(_home(path, given), ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _call("index", path, given, *given)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rows_of(path: Path, given: tuple[str, ...]) -> str:
    """A digest of what all listing commands print of it."""
    whole = hashlib.sha256()
    for command in LISTINGS:
        whole.update(_call(command, path, given, "--format", "jsonl"))
    return whole.hexdigest()


def _call(command: str, path: Path, way: tuple[str, ...], *given: str) -> bytes:
    home = _home(path, way)
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "DATA", "STATE", "CONFIG")}
    argv = [sys.executable, "-m", "tui", command, str(path), "--config", str(PROJECT / "config.yaml"), *given]
    done = subprocess.run(argv, capture_output=True, cwd=PROJECT, env=os.environ | places, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode()[-2000:])
    return done.stdout


def _home(path: Path, way: tuple[str, ...]) -> Path:
    return MADE / "cluster" / f"{path.name}{way[0]}"


if __name__ == "__main__":
    main()
