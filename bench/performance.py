"""Every figure of docs/performance.md, by one command, or those of some of its parts.

    python bench/performance.py [--write] [--only desk bytes store read meanwhile fuzzy reading cluster]
        [--sizes 5 1000 4000 16000 32111 100000] [--whole 1000 4000] [--megabytes 100] [--read 200]
        [--shared-out 2000]

Runs the other benches one after the other, each in a process of its own. Each part of the page stands between marks of
its own, with the machine it was measured on, so that parts can be measured again apart; what others put into the page
is left as it is.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from ground import PROJECT

HERE = Path(__file__).parent
PAGE = PROJECT / "docs" / "performance.md"
HEAD = """# Performance

<!-- made by bench/performance.py -->

What matters is how the figures of a part compare: with a peer in the same run, and with one another as the corpus
grows. Nothing in the tests depends on them. Articles are those of a fixed set of news, in a fixed order; above 32,111
altered copies of them are added. Above 1,000 articles only the words are indexed, unless a table says otherwise:
reading is measured by itself, and lists of claims and actors are empty there.
"""
PARTS = {
    "desk": "startup.py",
    "bytes": "bytes.py",
    "store": "size.py",
    "read": "size.py",
    "meanwhile": "meanwhile.py",
    "fuzzy": "fuzzy.py",
    "reading": "reading.py",
    "cluster": "cluster.py",
}


def main() -> None:
    asked = argparse.ArgumentParser(description="The figures of docs/performance.md.")
    asked.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS), help="parts to measure")
    asked.add_argument("--sizes", nargs="+", default=["5", "1000", "4000", "16000", "32111", "100000"])
    asked.add_argument("--whole", nargs="+", default=["1000", "4000"], help="sizes that are read, not only indexed")
    asked.add_argument("--megabytes", default="100", help="of text for the close spellings")
    asked.add_argument("--read", default="200", help="articles for the reading speed")
    asked.add_argument("--shared-out", default="2000", help="articles for reading by a cluster")
    asked.add_argument("--note", default="", help="what a reader should know of this run")
    chosen = asked.parse_args()
    words = {
        "desk": chosen.sizes,
        "bytes": [],
        "store": chosen.sizes,
        "read": [*chosen.whole, "--read"],
        "meanwhile": chosen.whole[-1:],
        "fuzzy": [chosen.megabytes],
        "reading": [chosen.read],
        "cluster": [chosen.shared_out],
    }
    for part in chosen.only:
        text = section(PARTS[part], words[part], chosen.note)
        print(text, flush=True)
        if chosen.write:
            page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
            PAGE.write_text(placed(page, part, text), encoding="utf-8")


def placed(page: str, part: str, text: str) -> str:
    """The page with a part put in place of what stood for it, or in its place among the others."""
    kept = {name: found for name in PARTS if (found := _between(page, name))}
    kept[part] = text
    others = re.search(r"<!-- growth: .*?<!-- end of growth -->\n", page, re.DOTALL)
    parts = [f"{_mark(name)}\n\n{kept[name].strip()}\n\n{_end(name)}\n" for name in PARTS if name in kept]
    return "\n".join([HEAD, *parts, *([others[0]] if others else [])])


def _mark(part: str) -> str:
    return f"<!-- {part}: made by bench/{PARTS[part]} -->"


def _end(part: str) -> str:
    return f"<!-- end of {part} -->"


def _between(page: str, part: str) -> str:
    _, found, rest = page.partition(_mark(part))
    return rest.partition(_end(part))[0].strip() if found else ""


def section(script: str, words: list[str], note: str) -> str:
    """What a bench prints, a level down, with the machine; or that it did not end well."""
    done = subprocess.run(
        [sys.executable, str(HERE / script), *words], capture_output=True, text=True, check=False, cwd=PROJECT
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["without a word"])[-1]
        return f"## {script}\n\nNot measured: {last}\n"
    text = re.sub(r"^#", "##", done.stdout.strip(), flags=re.MULTILINE)
    head, _, rest = text.partition("\n")
    return f"{head}\n\n{note}\n{rest}\n" if note else f"{text}\n"


if __name__ == "__main__":
    main()
