"""Whatever was kept of where the desk stood, it opens: what cannot be used is dropped and said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.app.test_index_behind import said
from tests.desk.app.test_keys import WIDE, press, shown, until
from tests.store.folders import written
from tui.config import Config
from tui.desk.app import DeskApp
from tui.desk.state import KEPT, MOST_KEPT, DeskState
from tui.index.update import update
from tui.store.library import Library

LONG = ("%_*a\\b " * 10_000)[:60_000]
TEXTS = {
    "a.txt": "Port stays open\n\nVARNA, April 4, 2031 (Gazette) - Elena Popova said the port of Varna would stay.\n",
    "b.txt": "Fees rise in June\n\nVARNA, May 5, 2031 (Gazette) - Ivan Petrov said the fees would rise in June.\n",
}


def step(kind: str = "term", key: str = "port", pane: object = "articles", offset: object = 0) -> dict[str, object]:
    return {"selection": [kind, key, key], "place": [pane, "a.txt", offset, {"articles": 0}, 0, True]}


BROKEN = {
    "no JSON": "{",
    "a list": "[1, 2]",
    "deep": "[" * 100_000,
    "infinite": '{"orders": {"articles": Infinity}}',
    "huge numbers": json.dumps({"orders": {"articles": 10**400}}),
    "a filter of 60 KB": json.dumps({"matching": {"articles": LONG}}),
    "a claims filter of 60 KB": json.dumps({"claims": LONG}),
    "a selection of 60 KB": json.dumps({"trail": {"at": 0, "steps": [step(key=LONG)]}}),
    "a million steps": json.dumps({"trail": {"at": 0, "steps": [step()] * 20_000}}),
    "larger than it is ever kept": json.dumps({"zoom": "year"}) + " " * MOST_KEPT,
    "a newer version": json.dumps({"version": 99, "trail": None}),
    "an unknown kind": json.dumps({"trail": {"at": 0, "steps": [step("planet")]}}),
    "an offset that is none": json.dumps({"trail": {"at": 0, "steps": [step(offset="x")]}}),
    "a wrong claims filter": json.dumps({"claims": "stance:perhaps"}),
}
NOWHERE = {
    "panes": {"zoomed": "nowhere", "trail": {"at": 99, "steps": [step(pane="nowhere", offset=10**9)]}},
    "selections": {"trail": {"at": 0, "steps": [step("actor", "gone"), step("claim", "gone"), step("days", "gone")]}},
    "more selections": {
        "trail": {"at": 2, "steps": [step("issue", "gone"), step("article", "../../etc"), step("days", "2031-13")]}
    },
    "filters": {"matching": {"articles": "\ud800\x1b[31m", "nowhere": "x"}, "orders": {"articles": 77, "nowhere": 1}},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus and its index."""
    folder = tmp_path_factory.mktemp("kept")
    library = Library.open(written(TEXTS, folder), Config(), index_dir=folder / "index", data_dir=folder / "data")
    update(library, workers=0)
    library.close()
    return folder


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Iterator[Library]:
    shutil.copytree(made / "index", tmp_path / "index")
    opened = Library.open(made / "corpus", Config(), index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    yield opened
    opened.close()


def desk(library: Library) -> DeskApp:
    environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return DeskApp(library.index_file.corpus, Config(), environ=environ, library=library)


@pytest.mark.fault(74)
@pytest.mark.parametrize("kind", BROKEN)
async def test_what_was_kept_and_cannot_be_used_is_dropped_and_said(library: Library, kind: str) -> None:
    library.decisions.keep_desk_state(KEPT, BROKEN[kind])
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.desk.begun and "2 articles" in shown(app))
        assert "where the desk stood last is forgotten" in said(app)
    kept = library.decisions.desk_state(KEPT)  # anew, on leaving
    assert kept
    assert kept != BROKEN[kind]
    assert DeskState(Config(), "varna").restore(kept) == ""


@pytest.mark.fault(74)
@pytest.mark.parametrize("kind", NOWHERE)
async def test_what_was_kept_may_name_what_is_not_there(library: Library, kind: str) -> None:
    library.decisions.keep_desk_state(KEPT, json.dumps(NOWHERE[kind]))
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.desk.begun and "2 articles" in shown(app))
        await press(pilot, *"12345")
        await until(pilot, lambda: app.desk.pane == "claims")
