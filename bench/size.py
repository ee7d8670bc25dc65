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
from dataclasses import replace
from pathlib import Path

from corpora import corpus
from ground import MADE, PROJECT, SEEDS, machine, milliseconds, peak_memory, table

from tui.config import load
from tui.model import Issue, Selection
from tui.store.database import Index
from tui.store.intake import Intake
from tui.store.library import Library

READ = 1000


def indexed(size: int, *, read: bool) -> Path:
    """The directory that stands for a user's home, with a warm index of the corpus of that size."""
    home = MADE / f"home-{size}{'-read' if read else ''}"
    mark = home / "done"
    config = MADE / "bench.yaml"
    MADE.mkdir(parents=True, exist_ok=True)
    config.write_text((PROJECT / "config.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    if not mark.exists():
        home.mkdir(parents=True, exist_ok=True)
        for kind in ("CACHE", "DATA", "STATE", "CONFIG"):
            os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())
        began = time.perf_counter()
        _index(corpus(size), config, read)
        mark.write_text(f"{time.perf_counter() - began:.1f}", encoding="utf-8")
    return home


def _index(path: Path, config: Path, read: bool) -> None:
    if read:
        library = Library.open(path, load(config, path))
        library.index()
        library.close()
        return
    index = Index(path)
    Intake(index.connection(), path, lambda _: None, lambda: False).run()
    index.close()


def measure(size: int, read: bool) -> None:
    """Prints one JSON object: what was measured and how long it took, in seconds."""
    home = indexed(size, read=read)
    for kind in ("CACHE", "DATA", "STATE", "CONFIG"):
        os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())
    path = corpus(size)
    config = load(MADE / "bench.yaml", path)
    told: dict[str, float] = {"indexing": float((home / "done").read_text(encoding="utf-8"))}

    def took(name: str, work: Callable[[], object], times: int = 5) -> None:
        spent = []
        for _ in range(times):
            began = time.perf_counter()
            work()
            spent.append(time.perf_counter() - began)
        told[f"{name}, first"] = spent[0]
        if times > 1:
            told[name] = statistics.median(spent[1:])

    began = time.perf_counter()
    library = Library.open(path, config)
    told["open"] = time.perf_counter() - began
    took("counts", library.counts)
    took("a page of articles", lambda: library.articles(limit=40))
    took("a page in the middle", lambda: library.articles(offset=size // 2, limit=40))
    took("a page by outlet", lambda: library.articles(order="outlet", limit=40))
    took("a page of actors", lambda: library.actors(limit=40))
    took("issues", library.issues, 2)
    took("the timeline by month", lambda: library.periods(zoom="month", limit=40))
    took("the matrix", library.matrix, 2)
    for name, text in (("common", "government"), ("middling", "sanctions"), ("rare", "Ossetia")):
        made = library.crossref(Selection("term", text))
        told[f"articles with the {name} term"] = len(made.by_article)
        took(f"selecting the {name} term", lambda text=text: _all_panes(library, Selection("term", text + " ")), 2)
    for name, row in zip(("first", "second"), library.actors(limit=2), strict=False):
        took(f"selecting the {name} actor", lambda key=row.id: _all_panes(library, Selection("actor", key)), 2)
    took("finding as one types", lambda: [library.find(text) for text in ("So", "South", "South Oss")], 2)
    told["memory, MB"] = peak_memory()
    changed = replace(config, issues=(*config.issues, Issue("new", "New", ("interest rates", "central bank"))))
    took("a changed watchlist, to all its mentions", lambda: _applied(library, changed), 1)
    if path != SEEDS:
        took("one article added, until it is found", lambda: _added(library, path), 1)
    print(json.dumps(told))


def _applied(library, config) -> None:  # type: ignore[no-untyped-def]
    library.reconfigure(config)
    for issue in config.issues:
        len(library.crossref(Selection("issue", issue.id)).mentions)


def _added(library, path: Path) -> None:  # type: ignore[no-untyped-def]
    """The words of a new file: the first stage of indexing, which is all that finding it takes."""
    new = path / "added.txt"
    new.write_text("Something new\n\nThe zyzzogeton has come to town.\n", encoding="utf-8")
    try:
        index = Index(path)
        Intake(index.connection(), path, lambda _: None, lambda: False).run()
        index.close()
        assert len(library.crossref(Selection("term", "zyzzogeton")).mentions) == 1
    finally:
        new.unlink()


def _all_panes(library, selection) -> None:  # type: ignore[no-untyped-def]
    """What is asked to draw every pane of a selection."""
    found = library.crossref(selection)
    library.articles(crossref=found, order="hits", descending=True, limit=40)
    library.actors(crossref=found, order="hits", limit=40)
    library.claims(crossref=found, limit=40)
    library.issues(crossref=found)
    library.periods(crossref=found, limit=40)
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
    print(f"# The store at {', '.join(f'{size:,}' for size in told)} articles\n\n{machine()}\n")
    names = list(dict.fromkeys(name for figures in told.values() for name in figures))
    rows = [(name, *(_told(name, figures.get(name)) for figures in told.values())) for name in names]
    print(table(("", *(f"{size:,}" for size in told)), rows))


def _told(name: str, figure: float | None) -> str:
    if figure is None:
        return ""
    if name.startswith(("memory", "articles with")):
        return f"{figure:,.0f}"
    return f"{figure:,.1f} s" if figure >= 2 else milliseconds(figure)


if __name__ == "__main__":
    main()
