"""Large files are taken by a process of its own: the index is the same, whatever becomes of that process."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tui.config import Config
from tui.index import prepare
from tui.index.update import update
from tui.model import Selection
from tui.store.library import Library

NO_MODEL = Config(pipeline="no_such_pipeline_here")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    rows = [{"id": f"a{n}", "text": f"The ministers spoke of wool and number{n} on Monday."} for n in range(300)]
    (folder / "many.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for n in range(50):
        (folder / f"b{n}.txt").write_text(f"A title\n\nThe ministers spoke of salt and other{n} on Monday.\n")
    return folder


def indexed(corpus: Path) -> tuple[Library, dict[str, list[str]]]:
    library = Library.open(corpus, NO_MODEL, index_dir=corpus.parent / "index", data_dir=corpus.parent / "data")
    update(library, workers=0)
    asked = ("wool", "salt", "number7", "other49", "title")
    return library, {word: [m.article for m in library.crossref(Selection("term", word)).mentions] for word in asked}


def test_the_index_is_the_same_whoever_takes_the_files(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, here = indexed(corpus)
    library.close()
    assert [len(found) for found in here.values()] == [300, 50, 1, 1, 50]
    (corpus.parent / "index").rename(corpus.parent / "kept")
    monkeypatch.setattr(prepare, "LARGE", 0)
    library, apart = indexed(corpus)
    assert apart == here
    assert library.counts().articles == 350
    library.close()


def test_a_process_that_is_killed_costs_nothing(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "LARGE", 0)
    killed: list[int] = []
    tell = prepare.Preparer._tell

    def told(self: prepare.Preparer, file: prepare.File) -> None:
        tell(self, file)
        if len(killed) < 3 and self._child is not None:
            killed.append(self._child.pid)
            os.kill(self._child.pid, signal.SIGKILL)

    monkeypatch.setattr(prepare.Preparer, "_tell", told)
    library, found = indexed(corpus)
    assert len(killed) == 3
    assert [len(articles) for articles in found.values()] == [300, 50, 1, 1, 50]
    library.close()


def test_a_line_that_changed_is_found_among_many(corpus: Path) -> None:
    library, _ = indexed(corpus)
    path = corpus / "many.jsonl"
    rows = path.read_text().splitlines(keepends=True)
    rows[7] = rows[7].replace("number7 ", "quinces ")
    del rows[100]
    path.write_text("".join([*rows, rows[3].replace('"a3"', '"late"'), rows[4]]))
    update(library, workers=0)

    def articles(word: str) -> list[str]:
        return sorted(m.article for m in library.crossref(Selection("term", word)).mentions)

    assert articles("quinces") == ["many.jsonl#a7"]
    assert articles("number7") == articles("number100") == []
    assert articles("number3") == ["many.jsonl#a3", "many.jsonl#late"]
    assert articles("number4") == ["many.jsonl#a4", "many.jsonl#a4~2"]
    assert library.counts().articles == 351
    path.write_text("".join(rows[:10]))
    update(library, workers=0)
    assert library.counts().articles == 60
    library.close()
