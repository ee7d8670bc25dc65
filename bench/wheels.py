"""Whether every dependency has a wheel for each Python and system that onrecord may be installed on: `make wheels`.

    python bench/wheels.py [EXTRA ...]

Only resolves (needs uv): nothing is downloaded but descriptions, and nothing installed. Fails where a target has no
solution from wheels alone, and says which.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    "x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl",
    "x86_64-apple-darwin", "aarch64-apple-darwin", "x86_64-pc-windows-msvc",
)  # fmt: skip


def main() -> None:
    extras = sys.argv[1:] or ["formats"]
    failed = 0
    for system, python in product(SYSTEMS, PYTHONS):
        problem = why_not(python, system, extras)
        failed += bool(problem)
        print(f"{system:28} {python:5} {problem or 'wheels for all'}", flush=True)
    sys.exit(f"{failed} of {len(SYSTEMS) * len(PYTHONS)} targets have no solution from wheels" if failed else 0)


def why_not(python: str, system: str, extras: list[str]) -> str:
    """Why a target has no solution, in one line; empty where it has one."""
    asked = ["uv", "pip", "compile", "--quiet", "--no-header", "--only-binary", ":all:", "--python-version", python,
             "--python-platform", system, *(word for extra in extras for word in ("--extra", extra)),
             "pyproject.toml"]  # fmt: skip
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return " ".join(done.stderr.split())[:300] or "uv failed" if done.returncode else ""


if __name__ == "__main__":
    main()
