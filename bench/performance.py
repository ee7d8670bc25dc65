"""Every figure of docs/performance.md, by one command.

    python bench/performance.py [--write] [--sizes 5 1000 4000 16000 32111 100000] [--megabytes 100] [--read 200]

Runs the other benches one after the other, each in a process of its own, and puts what they print together.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from ground import PROJECT, machine

HERE = Path(__file__).parent
PAGE = PROJECT / "docs" / "performance.md"
HEAD = """# Performance

<!-- made by bench/performance.py -->

Figures of one run on one machine ({machine}); what matters is how they compare, with a peer in the same run and with
one another as the corpus grows. Nothing in the tests depends on them. Articles are those of a fixed set of news, in a
fixed order; above 32,111 of them altered copies are added. Above 1,000 articles only the words are indexed, unless the
table says otherwise: reading is measured by itself, and lists of claims and actors are empty there.
"""


def main() -> None:
    asked = argparse.ArgumentParser(description="Every figure of docs/performance.md.")
    asked.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked.add_argument("--sizes", nargs="+", default=["5", "1000", "4000", "16000", "32111", "100000"])
    asked.add_argument("--megabytes", default="100", help="of text for the close spellings")
    asked.add_argument("--read", default="200", help="articles for the reading speed")
    asked.add_argument("--note", default="", help="what a reader should know of this run")
    chosen = asked.parse_args()
    parts = [HEAD.format(machine=machine()) + (f"\n{chosen.note}\n" if chosen.note else "")]
    for script, words in (
        ("startup.py", chosen.sizes),
        ("bytes.py", []),
        ("size.py", chosen.sizes),
        ("fuzzy.py", [chosen.megabytes]),
        ("reading.py", [chosen.read]),
    ):
        if (HERE / script).exists():
            parts.append(section(script, words))
            print(parts[-1], flush=True)
    if chosen.write:
        PAGE.write_text("\n".join(parts), encoding="utf-8")


def section(script: str, words: list[str]) -> str:
    """What a bench prints, a level down, or that it did not end well."""
    done = subprocess.run(
        [sys.executable, str(HERE / script), *words], capture_output=True, text=True, check=False, cwd=PROJECT
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["without a word"])[-1]
        return f"## {script}\n\nNot measured: {last}\n"
    text = re.sub(r"^#", "##", done.stdout.strip(), flags=re.MULTILINE)
    return text.replace(f"{machine()}\n\n", "").replace(f"{machine()}; medians", "Medians") + "\n"


if __name__ == "__main__":
    main()
