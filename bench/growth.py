"""How tying and dating grow with the corpus, and what adding some articles to a large one takes.

    python bench/growth.py [--write] [--words 100] [--sizes 1000 4000 16000 31111 100000] [--added 1000]

The openings of all articles that there are are read once, by `onrecord read` in parts, and kept. An altered copy, of
which larger sizes are made, has the reading of its original, whose offsets are its own; what is known of it for the
whole corpus is taken from its own text. Then each size is indexed in a process of its own by those readings (`index
--readings`), and once more with so many articles added, none of which is a copy or has one. What is measured is what
`index` does, stage by stage, in seconds of the processor. Growth is set beside n log n from the smallest size on.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from corpora import openings
from ground import MADE, PROJECT, all_processor, machine, peak_memory, table

from tui import documents
from tui.config import Config, load
from tui.corpus.actors import merge as merging
from tui.index import versions
from tui.index.indexer import Indexer
from tui.index.pool import ReadArticle, packed
from tui.index.readings_file import ReadingsHeader, readings_in, write_readings
from tui.index.resolve import Resolver
from tui.index.update import update
from tui.model import Article
from tui.store.codec import reading_of
from tui.store.library import Library

PAGE = PROJECT / "docs" / "performance.md"
BEGIN, END = "<!-- growth: made by bench/growth.py -->", "<!-- end of growth -->"
PARTS = 8
READER = versions.reading(Config().pipeline)
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("taking in", Indexer, "_take_in"),
    ("dating", Resolver, "_published"),
    ("merging", merging, "merge"),
    ("which are stale", Resolver, "_stale"),
    ("claims", Resolver, "_resolve"),
    ("tying", Resolver, "run"),
)
Figures = dict[str, float]


def main() -> None:
    asked = argparse.ArgumentParser(description="Growth of tying and dating.")
    asked.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    asked.add_argument("--words", type=int, default=100, help="of each article that are read")
    asked.add_argument("--sizes", type=int, nargs="+", default=[1000, 4000, 16000, 31111, 100000])
    asked.add_argument("--added", type=int, default=1000, help="articles that are added to each size")
    asked.add_argument("--measure", type=int, help="measure this size alone, and print its figures")
    chosen = asked.parse_args()
    made = MADE / f"growth-{max(chosen.sizes)}-{chosen.words}"
    if chosen.measure is not None:
        print(json.dumps(_measured(made, chosen.measure)))
        return
    _made(made, max(chosen.sizes), chosen.words, chosen.added)
    once: dict[int, Figures] = {}
    again: dict[int, Figures] = {}
    for size in chosen.sizes:
        for told in (once, again):  # the second call finds the first one's index, and articles added
            command = [sys.executable, __file__, *sys.argv[1:], "--measure", str(size)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(done.stderr[-2000:])
            told[size] = json.loads(done.stdout.splitlines()[-1])
            print(size, told[size], file=sys.stderr, flush=True)
    with (made / "base.jsonl").open(encoding="utf-8") as file:
        alone = sum("copy_of" not in json.loads(line) for line in file)
    told_of = told_in_tables(chosen.words, chosen.added, alone, once, again)
    print(told_of)
    if chosen.write:
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before.rstrip()}\n\n{BEGIN}\n\n{told_of}\n{END}\n{after}", encoding="utf-8")


def told_in_tables(words: int, added: int, alone: int, once: dict[int, Figures], again: dict[int, Figures]) -> str:
    least = min(once)
    head = ("articles", "actors", "claims", "dating", "times the least", "merging", "claims and ties",
            "tying, all", "times the least", "n log n", "memory", "index, an article")  # fmt: skip
    rows = [
        (
            f"{size:,}",
            f"{one['actors']:,.0f}",
            f"{one['found']:,.0f}",
            f"{one['dating']:.2f} s",
            f"{one['dating'] / once[least]['dating']:.1f}",
            f"{one['merging']:.1f} s",
            f"{one['claims']:.1f} s",
            f"{one['tying']:.1f} s",
            f"{one['tying'] / once[least]['tying']:.1f}",
            f"{size * math.log(size) / (least * math.log(least)):.1f}",
            f"{one['memory']:.0f} MB",
            f"{one['bytes'] / size / 1000:.1f} KB",
        )
        for size, one in once.items()
    ]
    head_added = ("to", "tied anew", "dating", "merging", "which are stale", "claims and ties", "tying, all",
                  "`index`, all stages", "memory")  # fmt: skip
    rows_added = [
        (
            f"{size:,}",
            f"{one['tied']:,.0f}",
            f"{one['dating']:.2f} s",
            f"{one['merging']:.1f} s",
            f"{one['which are stale']:.1f} s",
            f"{one['claims']:.1f} s",
            f"{one['tying']:.1f} s",
            f"{one['all']:.1f} s",
            f"{one['memory']:.0f} MB",
        )
        for size, one in again.items()
    ]
    return (
        f"## Tying and dating\n\nThe first {words} words of each article, in whole sentences; a tenth of the articles"
        f" without their day. They are read once by parts and taken in; above {alone:,} altered copies are"
        f" added, with their originals' readings, and no new names. What is measured is what `index` does then."
        f" Seconds of the processor, memory of that process at most. {machine()}.\n\n{table(head, rows)}\n\n"
        f"{added:,} more articles, read elsewhere, added to an index that stands:\n\n{table(head_added, rows_added)}\n"
    )


def _made(to: Path, count: int, words: int, added: int) -> None:
    """Corpora to take from, and the readings of all that is in them: what is there already is kept."""
    to.mkdir(parents=True, exist_ok=True)
    rows = list(openings(count + 5 * added, words))
    originals = [row for row in rows if "copy_of" not in row]
    late = {row["id"] for row in originals[-added:]}
    base = [row for row in rows if row["id"] not in late and row.get("copy_of") not in late]
    for name, some in (("originals", originals), ("base", base[:count]), ("added", originals[-added:])):
        with (to / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in some)
    for number in range(1, PARTS + 1):
        if not (to / f"{number}.readings").exists():
            argv = [sys.executable, "-m", "tui", "read", str(to / "originals.jsonl")]
            given = ["--part", f"{number}/{PARTS}", "--out", str(to / f"{number}.readings")]
            subprocess.run([*argv, *given], cwd=PROJECT, check=True)
    if not (to / "copies.readings").exists():
        write_readings(to / "copies.readings", ReadingsHeader(READER), _of_copies(to))


def _of_copies(made: Path) -> Iterator[tuple[str, ReadArticle]]:
    """What reading finds in the copies, by what it found in their originals."""
    digests = {article.key: article.digest for article in _articles(made / "originals.jsonl")}
    by_digest = dict(record for file in sorted(made.glob("?.readings")) for record in readings_in(file, READER))
    for copy in _articles(made / "base.jsonl"):
        if (read := by_digest.get(digests.get(copy.key.rpartition("+")[0], ""))) is not None:
            yield copy.digest, packed(0, copy, reading_of(read.reading))


def _articles(path: Path) -> Iterator[Article]:
    return (found for found in documents.read(path, path) if isinstance(found, Article))


def _measured(made: Path, size: int) -> Figures:
    """What one update takes: of the first `size` articles, or, where they are indexed, with those added."""
    home = made / str(size)
    corpus = home / "corpus" / "articles.jsonl"
    source = made / ("added.jsonl" if corpus.exists() else "base.jsonl")
    corpus.parent.mkdir(parents=True, exist_ok=True)
    with source.open(encoding="utf-8") as file, corpus.open("a", encoding="utf-8") as to:
        to.writelines(islice(file, size))
    config = load(PROJECT / "config.yaml", corpus.parent)
    library = Library.open(corpus.parent, config, index_dir=home / "index", data_dir=home / "data")
    connection = library.index_file.connection()
    ties = "SELECT id, tied FROM articles"
    before = dict(connection.execute(ties))
    spent = _clocked()
    began = all_processor()
    ended = update(library, workers=1, readings=sorted(made.glob("*.readings")))
    spent["all"] = all_processor() - began - spent["taking in"]
    assert ended.stage == "done", ended
    spent["memory"] = peak_memory()
    spent["tied"] = sum(before.get(number) != tied for number, tied in connection.execute(ties))
    for name, counted in (("actors", "actors WHERE mentions > 0"), ("found", "claims")):
        spent[name] = connection.execute(f"SELECT count(*) FROM {counted}").fetchone()[0]
    library.close()
    spent["bytes"] = sum(file.stat().st_size for file in (home / "index").rglob("*") if file.is_file())
    return spent


def _clocked() -> Figures:
    """Seconds of the processor that each stage takes from now on in this process."""
    spent = {stage: 0.0 for stage, _, _ in STAGES}

    def counted(stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return work(*given, **named)
            finally:
                spent[stage] += time.process_time() - began

        return run

    for stage, owner, name in STAGES:
        setattr(owner, name, counted(stage, getattr(owner, name)))
    return spent


if __name__ == "__main__":
    os.chdir(PROJECT)
    main()
