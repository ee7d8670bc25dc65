"""What the desk asks of the store, at several sizes.

    python bench/size.py [ARTICLES ...] [--read]

Each size is measured in a process of its own: making the word index, opening, a page of each list, selections, finding
as one types, one article added, a changed watchlist, memory. Above a thousand articles only the words are indexed
unless --read is given (reading is measured by bench/reading.py), so what rests on claims is empty there.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from corpora import corpus
from ground import MADE, PROJECT, SEEDS, all_processor, machine, milliseconds, peak_memory, table
from msgspec.structs import replace

from tui.config import Config, load
from tui.index.scan_files import FileScan
from tui.index.update import update
from tui.model import Issue, Selection
from tui.store.index_file import IndexFile
from tui.store.library import Library
from tui.store.query import ActorQuery, ArticleQuery, ClaimQuery, TimelineQuery

READ = 1000


def indexed(size: int, *, read: bool) -> Path:
    """The directory that stands for a user's home, with a warm index of the corpus of that size."""
    home = MADE / f"home-{size}{'-read' if read else ''}"
    mark = home / "done"
    config = MADE / "bench.yaml"
    MADE.mkdir(parents=True, exist_ok=True)
    config.write_text((PROJECT / "config.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    # Where only the words are measured the desk does not begin to read: its model is not there.
    unread = (PROJECT / "config.yaml").read_text(encoding="utf-8") + "\npipeline: none_for_this_bench\n"
    (MADE / "words.yaml").write_text(unread, encoding="utf-8")
    if not mark.exists():
        home.mkdir(parents=True, exist_ok=True)
        for kind in ("CACHE", "DATA", "STATE", "CONFIG"):
            os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())
        made = corpus(size)
        began, worked = time.perf_counter(), all_processor()
        _index(made, config, read)
        mark.write_text(f"{time.perf_counter() - began:.1f} {all_processor() - worked:.1f}", encoding="utf-8")
    return home


def _index(path: Path, config: Path, read: bool) -> None:
    if read:
        library = Library.open(path, load(config, path))
        update(library)
        library.close()
        return
    index = IndexFile(path)
    FileScan(index.connection(), path, lambda _: None, lambda: False).run()
    index.close()


def measure(size: int, read: bool) -> None:
    """Prints one JSON object: what was measured, in seconds of the processor."""
    home = indexed(size, read=read)
    for kind in ("CACHE", "DATA", "STATE", "CONFIG"):
        os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())
    path = corpus(size)
    config = load(MADE / "bench.yaml", path)
    clock, worked = map(float, (home / "done").read_text(encoding="utf-8").split())
    size_of = sum(file.stat().st_size for file in path.iterdir()) / 1e6
    told: dict[str, float] = {
        "indexing, by the clock": clock,
        "indexing": worked,
        "MB/s of indexing, by the clock": size_of / clock,
        "MB of text a second of the processor": size_of / worked,
    }

    def took(name: str, work: Callable[[], object], times: int = 6) -> None:
        spent = []
        for _ in range(times):
            began = time.process_time()
            work()
            spent.append(time.process_time() - began)
        told[name] = statistics.median(spent[1:] or spent)

    began = time.process_time()
    library = Library.open(path, config)
    told["open"] = time.process_time() - began
    took("what the first selection needs, read behind", library.warm, 1)
    took("counts", library.counts)
    took("a page of articles", lambda: library.articles(limit=40))
    took("a page in the middle", lambda: library.articles(offset=size // 2, limit=40))
    took("a page by outlet", lambda: library.articles(ArticleQuery(order="outlet"), limit=40))
    took("a page of actors", lambda: library.actors(limit=40))
    took("a page of claims", lambda: library.claims(limit=40))
    took("issues", library.issues)
    took("the timeline by month", lambda: library.timeline.periods(TimelineQuery(zoom="month"), limit=40))
    took("the matrix", library.matrix)
    for share, name in ((0.01, "1 %"), (0.5, "half")):
        words = words_in(library, int(size * share))
        told[f"articles with a word in {name} of them"] = statistics.median(n for _, n in words)
        spent = sorted(_spent(lambda word=word: _all_panes(library, Selection("term", word))) for word, _ in words)
        told[f"selecting a word in {name} of the articles: median"] = statistics.median(spent)
        told[f"selecting a word in {name} of the articles: 95th of 100"] = spent[int(len(spent) * 0.95)]
    if actors := actors_in(library, int(size * 0.01)):
        spent = sorted(_spent(lambda key=key: _all_panes(library, Selection("actor", key))) for key in actors)
        told["selecting an actor in 1 % of the articles: median"] = statistics.median(spent)
        told["selecting an actor in 1 % of the articles: 95th of 100"] = spent[int(len(spent) * 0.95)]
    for name, row in zip(("first", "second"), library.actors(limit=2), strict=False):
        took(f"selecting the {name} actor", lambda key=row.id: _all_panes(library, Selection("actor", key)), 1)
    library.find("x")
    took("finding as one types", lambda: [library.find(text) for text in ("So", "South", "South Oss")], 2)
    told["memory, MB"] = peak_memory()
    changed = replace(config, issues=(*config.issues, Issue("new", "New", ("interest rates", "central bank"))))
    took("a changed watchlist, to all its mentions", lambda: _applied(library, changed), 1)
    if path != SEEDS:
        took("one file added, until it is found", lambda: _added(library, path), 1)
        took("one line added to the file of all, until it is found", lambda: _line_added(library, path), 1)
    print(json.dumps(told))


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def words_in(library: Library, articles: int) -> list[tuple[str, int]]:
    """Twenty words that stand in about that many articles, the nearest to it."""
    rows = library.view.rows(
        "SELECT word, articles FROM words WHERE length(word) > 3 ORDER BY abs(articles - ?), id LIMIT 20", articles
    )
    return [(str(word), int(n)) for word, n in rows]


def actors_in(library: Library, articles: int) -> list[str]:
    """Twenty actors that about that many articles mention; none where nothing is read."""
    rows = library.view.rows(
        "SELECT key FROM actors WHERE articles > 0 ORDER BY abs(articles - ?), id LIMIT 20", articles
    )
    return [str(key) for (key,) in rows]


def _applied(library: Library, config: Config) -> None:
    library.reconfigure(config)
    for issue in config.issues:
        len(library.crossref(Selection("issue", issue.id)).mentions)


def _added(library: Library, path: Path) -> None:
    """The words of a new file: the first stage of indexing, which is all that finding it takes."""
    new = path / "added.txt"
    new.write_text("Something new\n\nThe zyzzogeton has come to town.\n", encoding="utf-8")
    try:
        _found(library, path, "zyzzogeton")
    finally:
        new.unlink()


def _line_added(library: Library, path: Path) -> None:
    """The same for a line at the end of the file that holds all the others."""
    file = path / "articles.jsonl"
    size = file.stat().st_size
    with file.open("a", encoding="utf-8") as end:
        end.write(json.dumps({"id": "added", "text": "The quodlibetarian has come to town."}) + "\n")
    try:
        _found(library, path, "quodlibetarian")
    finally:
        os.truncate(file, size)


def _found(library: Library, path: Path, word: str) -> None:
    index = IndexFile(path)
    FileScan(index.connection(), path, lambda _: None, lambda: False).run()
    index.close()
    assert len(library.crossref(Selection("term", word)).mentions) == 1


def _all_panes(library: Library, selection: Selection) -> None:
    """What is asked to draw every pane of a selection."""
    found = library.crossref(selection)
    library.articles(ArticleQuery(crossref=found, order="hits", descending=True), limit=40)
    library.actors(ActorQuery(crossref=found, order="hits"), limit=40)
    library.claims(ClaimQuery(crossref=found), limit=40)
    library.issues(crossref=found)
    library.timeline.periods(TimelineQuery(crossref=found), limit=40)
    list(found.mentions[:1])


def main() -> None:
    steps = {"--index": lambda size, read: indexed(size, read=read), "--measure": measure}
    if sys.argv[1:2] and sys.argv[1] in steps:
        steps[sys.argv[1]](int(sys.argv[2]), sys.argv[3] == "read")
        return
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [5, 1000]
    told = {}
    for size in sizes:
        read = "read" if "--read" in sys.argv or size <= READ else "words"
        for step in steps:  # each in a process of its own, so that memory is the desk's alone
            command = [sys.executable, __file__, step, str(size), read]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{size}: {done.stderr[-2000:]}", file=sys.stderr)
            continue
        told[size] = json.loads(done.stdout.splitlines()[-1])
    how = ", all of them read" if "--read" in sys.argv else ""
    print(f"# The store at {', '.join(f'{size:,}' for size in told)} articles{how}\n\n{machine()}\n")
    print("Seconds of the processor, which other programs on the machine change least.\n")
    names = list(dict.fromkeys(name for figures in told.values() for name in figures))
    rows = [(name, *(_told(name, figures.get(name)) for figures in told.values())) for name in names]
    print(table(("", *(f"{size:,}" for size in told)), rows))
    print("\n" + growth(told, names))


# What must grow: with the articles themselves, or with the places of what was asked for, which do.
WITH_ARTICLES = (
    "indexing",
    "what the first",
    "selecting",
    "a changed watchlist",
    "finding",
    "one line",
    "articles with",
)
SMALL = 0.005  # seconds below which a figure is noise


def growth(told: dict[int, dict[str, float]], names: list[str]) -> str:
    """Which paths grow faster than they must between the smallest and the largest size above five."""
    sizes = sorted(size for size in told if size > 5)
    if len(sizes) < 2:
        return ""
    least, most = sizes[0], sizes[-1]
    lines = []
    for name in names:
        few, many = told[least].get(name), told[most].get(name)
        if few is None or many is None or name.startswith(("memory", "articles with", "MB")) or many < SMALL:
            continue
        may = most / least * 1.5 if name.startswith(WITH_ARTICLES) else 3
        times = many / max(few, SMALL / 5)
        if times > may:
            lines.append(f"- {name}: {times:,.0f} times, at most {may:,.0f}")
    head = f"From {least:,} to {most:,} articles ({most / least:,.0f} times as many), faster than it must grow"
    return f"{head}:\n\n" + "\n".join(lines) if lines else f"{head}: nothing."


def _told(name: str, figure: float | None) -> str:
    if figure is None:
        return ""
    if name.startswith(("memory", "articles with")):
        return f"{figure:,.0f}"
    if name.startswith("MB"):
        return f"{figure:.2f}"
    return f"{figure:,.1f} s" if figure >= 2 else milliseconds(figure)


if __name__ == "__main__":
    main()
