"""Words a second: spaCy's pipe alone, beside reading with it, in one process and in worker processes.

    python bench/reading.py [ARTICLES]

The same articles in the same run. Worker processes are compared with the pipe alone times their number.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from corpora import articles
from ground import MADE, machine, table, timed

from tui import documents
from tui.config import Config
from tui.model import Article
from tui.reading import pipeline, read, times
from tui.store.library import Library


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    path = _corpus(count)
    read_in = [found for found in documents.read(path, path) if isinstance(found, Article)]
    words = sum(len(span.of(article.text).split()) for article in read_in for span in article.body)
    nlp = pipeline.load()
    for _ in pipeline.parse(nlp, read_in[:5]):
        pass
    with timed() as alone:
        docs = list(pipeline.parse(nlp, read_in))
    with timed() as times_found:
        for doc, article in zip(docs, read_in, strict=True):
            times.find(doc, article)
    del docs
    with timed() as with_it:
        for _ in read(nlp, read_in):
            pass
    del nlp
    rows = [
        ("spaCy's pipe alone", f"{words / alone.seconds:,.0f}", ""),
        (
            "time expressions, of what is parsed",
            f"{words / times_found.seconds:,.0f}",
            f"{times_found.processor / alone.processor:.3f} of its processor time",
        ),
        (
            "reading, in this process",
            f"{words / with_it.seconds:,.0f}",
            f"{with_it.seconds / alone.seconds:.2f} of its time",
        ),
    ]
    for workers in sorted({1, os.cpu_count() or 1}):
        home = MADE / f"reading-{workers}"
        shutil.rmtree(home, ignore_errors=True)
        library = Library.open(path, Config(), index_dir=home / "index", data_dir=home / "data")
        with timed() as indexing:
            library.index(workers=workers)
        library.close()
        speed = words / indexing.seconds
        share = f"{speed * alone.seconds / words / workers:.2f} of the pipe's speed a worker"
        rows.append((f"`index` with {workers} workers, all stages", f"{speed:,.0f}", share))
    print(f"# Reading {len(read_in):,} articles, {words:,} words\n\n{machine()}\n")
    print(table(("", "words a second", ""), rows))


def _corpus(count: int) -> Path:
    import json

    MADE.mkdir(parents=True, exist_ok=True)
    path = MADE / f"reading-{count}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in articles(count)), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
