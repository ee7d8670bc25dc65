"""The first minute: what stands above the panes at the first start, until a key puts it away for good."""

import pytest
from test_keys import WIDE, press, shown, until

from tui.desk import guide_kept
from tui.desk.screens.list_screen import PageScreen
from tui.model import Issue

SIZES = (WIDE, (80, 24))
TITLE = "The first minute"


@pytest.fixture(autouse=True)
def first_start():
    guide_kept.bring_back()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_first_start_says_how_to_begin_and_the_desk_works_beneath_it(make_desk, size):
    app = make_desk()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "4", "space", "5")
        await until(pilot, lambda: TITLE in shown(app) and "CLAIMS" in shown(app))
        lines = shown(app).splitlines()
        assert lines[2].startswith(f" {TITLE}")
        assert "H puts this away for good, ? brings it back" in lines[2]
        assert sum(size[1] for size in (app.desk.guide.size, app.desk.board.size)) == size[1] - 3
        assert app.desk.guide.size.height <= 6
        assert app.state.selection is not None  # no key was kept from the desk


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_it_is_put_away_for_good_by_one_key(make_desk, size):
    app = make_desk()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "H")
        await until(pilot, lambda: TITLE not in shown(app))
        assert app.desk.board.size.height == size[1] - 3
    again = make_desk()
    async with again.run_test(size=size) as pilot:
        await press(pilot, "5")
        assert TITLE not in shown(again)


async def test_help_brings_it_back(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "H", "question_mark")
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        assert "H brings the first-minute guide back" in shown(app)
        await press(pilot, "H")
        await until(pilot, lambda: app.screen is app.desk and TITLE in shown(app))
    assert not guide_kept.is_put_away()


async def test_where_it_cannot_be_kept_that_is_said(make_desk, monkeypatch, tmp_path):
    (tmp_path / "a-file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "a-file" / "below"))
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "H")
        await until(pilot, lambda: "It is there again at the next start: Not a directory" in shown(app))
        assert TITLE not in shown(app)


async def test_it_tells_keys_as_they_are_set_and_whether_anything_is_watched(make_desk):
    app = make_desk(keys={"guide": "f4", "why": "f5"})
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "Nothing is watched yet: 4 suggests issues" in shown(app))
        assert "f4 puts this away" in shown(app)
        assert "f5: why so" in shown(app)
    app = make_desk(issues=(Issue("harbour", "New harbour"),))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: TITLE in shown(app))
        assert "Nothing is watched" not in shown(app)


async def test_a_low_terminal_keeps_its_lines_for_the_panes(make_desk):
    app = make_desk()
    async with app.run_test(size=(80, 12)) as pilot:
        await press(pilot, "5")
        assert TITLE not in shown(app)
        await pilot.resize_terminal(80, 30)
        await until(pilot, lambda: TITLE in shown(app))
