"""How merging names into actors and finding publication days grow with the corpus.

    python bench/growth.py [--write] [--words 120] [--sizes 1000 4000 16000 32111]

The opening of every article is read once, in two processes, and what merging and dating need of it is stored, as the
store does; then both run over the first articles of each size. A tenth of the articles are stripped of what tells
their day, so that it must be inferred. Growth is set beside n log n from the smallest size on.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import pickle
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from corpora import articles
from ground import MADE, PROJECT, machine, peak_memory, table, timed
from msgspec.structs import replace

from tui import documents
from tui.corpus.actors import merge
from tui.corpus.actors.name_forms import ArticleForms, forms_of
from tui.corpus.days.day_evidence import ArticleDays, evidence_of
from tui.corpus.days.publication_days import publication
from tui.model import Article
from tui.reading import pipeline, read

PAGE = PROJECT / "docs" / "performance.md"
BEGIN, END = "<!-- growth: made by bench/growth.py -->", "<!-- end of growth -->"
Kept = list[tuple[ArticleForms, ArticleDays]]


def main() -> None:
    asked = argparse.ArgumentParser(description="Growth of merging and dating.")
    asked.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked.add_argument("--words", type=int, default=120, help="of each article that are read")
    asked.add_argument("--sizes", type=int, nargs="+", default=[1000, 4000, 16000, 32111])
    chosen = asked.parse_args()
    kept = _stored(max(chosen.sizes), chosen.words)
    gc.collect()
    gc.freeze()  # what is stored is no garbage of what is measured, at any size
    rows, least = [], None
    for size in chosen.sizes:
        forms = [one for one, _ in kept[:size]]
        days = [replace(one, clues=()) if number % 10 == 0 else one for number, (_, one) in enumerate(kept[:size])]
        with timed() as merging:
            found = merge.merge(forms)
        with timed() as dating:
            publication(days)
        least = least or (size, merging.processor, dating.processor)
        scale = size * math.log(size) / (least[0] * math.log(least[0]))
        rows.append(
            (
                f"{size:,}",
                f"{sum(len(one.forms) for one in forms):,}",
                f"{len(found.actors):,}",
                f"{merging.processor:.2f} s",
                f"{merging.processor / least[1]:.1f}",
                f"{dating.processor:.2f} s",
                f"{dating.processor / least[2]:.1f}",
                f"{scale:.1f}",
            )
        )
    head = ("articles", "forms", "actors", "merging", "times the least", "dating", "times the least", "n log n")
    told = (
        f"## Merging and dating\n\nThe first {chosen.words} words of each article, read once and stored; a tenth "
        f"of the articles without their day. Seconds of the processor. {machine()}; at most {peak_memory():.0f} MB.\n\n"
        f"{table(head, rows)}\n"
    )
    for what, column in (("Merging", 4), ("Dating", 6)):
        if float(rows[-1][column]) > float(rows[-1][-1]):
            last = float(rows[-1][column]) / float(rows[-2][column])
            plain = float(rows[-1][-1]) / float(rows[-2][-1])
            told += (
                f"\n{what} grows faster than n log n over this range: the more articles, the more tell one event,"
                f" so that each has more to be weighed, until the capped lists of words are full. The last step takes"
                f" {last:.2f} times as long, where n log n is {plain:.2f}.\n"
            )
    print(told)
    if chosen.write:
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before.rstrip()}\n\n{BEGIN}\n\n{told}\n{END}\n{after}", encoding="utf-8")


def _stored(count: int, words: int) -> Kept:
    """What merging and dating need of every article, read once for all sizes and kept between runs."""
    path = MADE / f"growth-{count}-{words}.pickle"
    if not path.exists():
        MADE.mkdir(parents=True, exist_ok=True)
        rows = list(articles(count))
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            parts = pool.map(_read, [(rows[at : at + 500], words) for at in range(0, count, 500)])
            path.write_bytes(pickle.dumps([one for part in parts for one in part]))
    kept: Kept = pickle.loads(path.read_bytes())
    return kept


_NLP: list[Any] = []


def _read(asked: tuple[Sequence[dict[str, Any]], int]) -> Kept:
    rows, words = asked
    if not _NLP:
        _NLP.append(pipeline.load())
    found = [one for row in rows for one in _opening(row, words)]
    readings = read(_NLP[0], found)
    return [(forms_of(one, said), evidence_of(one, said)) for one, said in zip(found, readings, strict=True)]


def _opening(row: dict[str, Any], words: int) -> Iterable[Article]:
    import json
    import tempfile

    text = " ".join(row["text"].split(" ")[:words])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.jsonl"
        path.write_text(json.dumps(row | {"text": text}), encoding="utf-8")
        return [one for one in documents.read(path, path) if isinstance(one, Article)]


if __name__ == "__main__":
    main()
