"""Words a second: spaCy's pipe alone, beside reading with it, in one process and in worker processes.

    python bench/reading.py [ARTICLES]
    python bench/reading.py --beyond [ARTICLES]

The same articles in the same run; the pipe alone is `spacy.load(...).pipe(texts)`, as spaCy's manual has it. `index`
with one and two worker processes is compared with as many processes that run nothing but the pipe over a share of the
articles; each has to start and load the model, ours and theirs. What it costs to find words, to write and to tie is
ours alone. "Once started" is what a few articles take, which is the start of either, taken off both: a corpus is read
for hours. What reading costs beyond the pipe is measured in a process of its own with one thread (--beyond does that
alone): batch by batch the pipe and reading take turns at going first, and what is told is the processor time of reading
beyond that of the pipe over all batches, median and range of five such rounds.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import spacy
from corpora import corpus
from ground import MADE, all_processor, machine, table, timed

from tui import documents
from tui.config import Config
from tui.index.update import update
from tui.model import Article
from tui.reading import pipeline, read, times
from tui.store.library import Library

ROUNDS, BATCH = 5, 20  # of the pipe and reading in turns, and articles that each is given at once
SINGLE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
FEW = 48  # articles whose reading is little more than the start, enough to start two workers


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    path = corpus(count) / "articles.jsonl"
    read_in = [found for found in documents.read(path, path) if isinstance(found, Article)]
    words = sum(len(span.of(article.text).split()) for article in read_in for span in article.body)
    plain = spacy.load(pipeline.DEFAULT_PIPELINE)
    nlp = pipeline.load()
    for _ in pipeline.parse(nlp, read_in[:5]):
        pass
    with timed() as in_process:
        for _ in plain.pipe(article.text for article in read_in):
            pass
    with timed() as parsing:
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
        ("spaCy's pipe alone", f"{words / in_process.seconds:,.0f}", ""),
        (
            "the same pipe as reading calls it",
            f"{words / parsing.seconds:,.0f}",
            f"{parsing.processor / in_process.processor:.2f} of its processor time",
        ),
        (
            "time expressions, of what is parsed",
            f"{words / times_found.seconds:,.0f}",
            f"{times_found.processor / in_process.processor:.3f} of its processor time",
        ),
        (
            "reading, in this process",
            f"{words / with_it.seconds:,.0f}",
            f"{with_it.processor / in_process.processor:.2f} of its processor time",
        ),
    ]
    rows.append(("reading beyond the pipe, in turns with it", "", alone_in_a_process(count)))
    few = corpus(FEW) / "articles.jsonl"
    for workers in (1, 2):
        start = spent_on(lambda workers=workers: pipes(few, workers))
        alone = spent_on(lambda workers=workers: pipes(path, workers))
        our_start = spent_on(lambda workers=workers: index(few, workers))
        our = spent_on(lambda workers=workers: index(path, workers))
        (alone_words, alone_spent), (ours, spent) = ((words / clock, words / used) for clock, used in (alone, our))
        many = "1 process" if workers == 1 else f"{workers} processes"
        rows.append((f"the pipe alone, {many}", f"{alone_words:,.0f}", f"{alone_spent:,.0f} a second of the processor"))
        started = [(alone[at] - start[at]) / (our[at] - our_start[at]) for at in (0, 1)]
        rows.append(
            (
                f"`index` with {many}, all stages",
                f"{ours:,.0f}",
                f"{ours / alone_words:.2f} of the pipe's; {spent:,.0f} a second of the processor,"
                f" {spent / alone_spent:.2f} of the pipe's",
            )
        )
        rows.append(
            (
                f"the same once started, {many}",
                "",
                f"{started[0]:.2f} of the pipe's by the clock, {started[1]:.2f} by the processor",
            )
        )
    print(f"# Reading {len(read_in):,} articles, {words:,} words\n\n{machine()}\n")
    print(table(("", "words a second", ""), rows))


def alone_in_a_process(count: int) -> str:
    """What `beyond` tells, by a process in which no library takes a second thread."""
    command = [sys.executable, __file__, "--beyond", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **SINGLE})
    return done.stdout.strip()


def beyond(count: int) -> str:
    """The processor time of reading beyond that of the pipe, as a share of the pipe's: median and range."""
    path = corpus(count) / "articles.jsonl"
    every = [found for found in documents.read(path, path) if isinstance(found, Article)]
    batches = [every[k : k + BATCH] for k in range(0, len(every), BATCH)]
    plain, nlp = spacy.load(pipeline.DEFAULT_PIPELINE), pipeline.load()

    def pipe_of(batch: Sequence[Article]) -> float:
        began = time.process_time()
        for _ in plain.pipe((article.text for article in batch), batch_size=BATCH):
            pass
        return time.process_time() - began

    def reading_of(batch: Sequence[Article]) -> float:
        began = time.process_time()
        for _ in read(nlp, batch, batch_size=BATCH):
            pass
        return time.process_time() - began

    for work in (pipe_of, reading_of):
        work(every[:BATCH])
    shares = []
    for number in range(ROUNDS):
        piped = reading = 0.0
        for k, batch in enumerate(batches):
            if (number + k) % 2:
                reading += reading_of(batch)
                piped += pipe_of(batch)
            else:
                piped += pipe_of(batch)
                reading += reading_of(batch)
        shares.append(reading / piped - 1)
    return f"{median(shares):.2f} of its processor time ({min(shares):.2f} to {max(shares):.2f})"


def spent_on(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor in this process and those it started."""
    before = all_processor()
    with timed() as clock:
        work()
    return clock.seconds, all_processor() - before


def pipes(path: Path, count: int) -> None:
    """That many processes that parse a share of the articles each, and nothing else."""
    command = [sys.executable, __file__, "--pipe", str(path), str(count)]
    running = [subprocess.Popen([*command, str(number)]) for number in range(count)]
    for process in running:
        if process.wait():
            raise SystemExit("the pipe alone ended badly")


def pipe(path: Path, count: int, number: int) -> None:
    texts = [found.text for found in documents.read(path, path) if isinstance(found, Article)]
    for _ in spacy.load(pipeline.DEFAULT_PIPELINE).pipe(texts[number::count]):
        pass


def index(path: Path, workers: int) -> None:
    home = MADE / f"reading-{workers}"
    shutil.rmtree(home, ignore_errors=True)
    library = Library.open(path, Config(), index_dir=home / "index", data_dir=home / "data")
    update(library, workers=workers)
    library.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--pipe"]:
        pipe(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1:2] == ["--beyond"]:
        size = int(sys.argv[2]) if len(sys.argv) > 2 else 200
        print(beyond(size) if SINGLE.items() <= os.environ.items() else alone_in_a_process(size))
    else:
        main()
