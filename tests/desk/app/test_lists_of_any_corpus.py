"""What can be read from the lists alone, on a corpus made to be hard: long titles, names and outlets, wide letters, no
days at all. The same is asked of it as of the samples."""

from pathlib import Path

import pytest

from tests.desk.app.test_keys import press, until
from tests.desk.app.test_lists_at_a_glance import LISTS, SIZES, lines_of
from tui.config import load
from tui.desk.app import DeskApp
from tui.desk.presentation.sentence import sentence
from tui.index.update import update
from tui.store.library import Library
from tui.store.rows import ActorRow, ArticleRow, ClaimRow

TITLES = (
    "The Honourable Association of Harbour Pilots and Tug Masters Warns of a Winter without Ferries",
    "漁業協同組合、新しい港の建設計画に強く反対し、知事に計画の撤回を求める声明を発表",
    "Ørsundbrø–Ängelholm: Šibenik’s “Grand Canal” – Zażółć gęślą jaźń, ÀÉÎÕÜ and Other Letters of Note",
    "Short",
)
BODIES = (
    "Maximiliana Featherstonehaugh-Cholmondeley told the assembly that the harbour must not be closed before spring. "
    "The Honourable Association of Harbour Pilots and Tug Masters denied that any of its members had agreed to it.",
    "The governor said that the harbour should be built. Officials of the Ansgar fishing board rejected the harbour.",
    "Bartholomäus Wörthersee-Obermayer insisted that the harbour would ruin the coast, and he warned the council.",
    "Nobody spoke. The council refused to comment.",
)
OUTLET = "The Ansgar and District Evening Chronicle and Advertiser (Late Final Edition)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, nlp) -> Path:
    folder = tmp_path_factory.mktemp("hard") / "corpus"
    folder.mkdir()
    for number, (title, body) in enumerate(zip(TITLES, BODIES, strict=True)):
        (folder / f"{number}.txt").write_text(f"{title}\n\n{body}\n", encoding="utf-8")
        (folder / f"{number}.meta.yaml").write_text(f"outlet: {OUTLET!r}\n", encoding="utf-8")
    (folder / "config.yaml").write_text(
        "issues:\n  - id: harbour\n    name: A harbour for the whole of the northern and the western coast\n"
        "    terms: [harbour]\n    proposition: The harbour should be built\n"
    )
    return folder


@pytest.fixture
def app(made: Path, tmp_path: Path) -> DeskApp:
    config = load(made / "config.yaml")
    library = Library.open(made, config, index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    update(library, workers=0)
    environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return DeskApp(made, config, environ=environ, library=library)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_cues_titles_and_heads_stand_in_every_list(app, size):
    async with app.run_test(size=size) as pilot:
        seen = set()
        for number, where in enumerate(LISTS, 1):
            await press(pilot, str(number))
            await until(pilot, lambda where=where: app.desk.panes[where].has_focus)
            pane = app.desk.panes[where]
            if pane.count:
                assert pane.above, where
                assert pane.render_line(pane.above - 1).text.split(), where
            for at in range(pane.count):
                row, lines = pane.row_at(at), lines_of(pane, at)
                seen.add(type(row))
                if isinstance(row, ArticleRow):
                    kept = row.title[:30] if row.title.isascii() else row.title[:14]  # of wide letters 28 cells
                    assert kept in lines
                    assert "no date" in lines
                if isinstance(row, ClaimRow):
                    cue = sentence(row).part("cue").split()
                    assert not cue or cue[0][:12] in lines
                    assert sentence(row).part("holder")[:6] in lines
                if isinstance(row, ActorRow):
                    assert row.name[:12] in lines
        assert {ArticleRow, ClaimRow, ActorRow} <= seen


@pytest.mark.parametrize("size", [*SIZES, (46, 13)], ids=str)
async def test_lists_on_screens_of_their_own_have_heads_above_their_rows(app, size):
    library = app.state.library
    library.decisions.reject(library.claims(limit=1)[0].claim.id)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "1")
        app.desk.navigate.select(library.term("harbour"))
        for key, heads in (("v", ("day", "mention")), ("U", ("when", "what"))):
            await press(pilot, key)
            await until(pilot, lambda: app.screen is not app.desk and app.screen.lines.count)
            lines = app.screen.lines
            told = lines.render_line(0).text
            assert lines.above == 1
            assert all(head in told for head in heads), told
            assert lines.render_line(1).text.split()
            await press(pilot, "escape")
            await until(pilot, lambda: app.screen is app.desk)
