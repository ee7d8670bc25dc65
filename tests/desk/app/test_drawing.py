"""How often things are drawn and looked up: a selection is one picture, made from one look at each list."""

from collections import Counter

import pytest
from test_keys import press, until
from textual._compositor import CompositorUpdate

from tests.desk.app.shelf import Shelf
from tui.desk.terminal.painter import Painter
from tui.model import Selection

LOOKED_UP = ("claim_groups", "crossref", "articles", "actors", "claims", "issues", "article_row", "body_marks")
MOST = {"claim_groups": 2}  # what an actor says, and what is said of it
COUNTED = ("articles_count", "actors_count", "holding_count", "claims_count")
OF_THE_TIMELINE = ("rows", "periods", "count", "periods_count")


@pytest.fixture
def asked(shelf: Shelf, monkeypatch) -> Counter[str]:
    """How often each list, and the article's marks, were asked for."""
    counts: Counter[str] = Counter()
    within: list[str] = []  # the shelf asks itself too

    def spy(asked_of, name):
        real = getattr(asked_of, name)

        def counted(*args, **kwargs):
            counts[name] += not within
            within.append(name)
            try:
                return real(*args, **kwargs)
            finally:
                within.pop()

        monkeypatch.setattr(asked_of, name, counted)

    for name in (*LOOKED_UP, *COUNTED):
        spy(shelf, name)
    for name in OF_THE_TIMELINE:
        spy(shelf.timeline, name)
    return counts


def pictures(app, monkeypatch) -> list[str]:
    """What each picture from now on would write to a terminal, those left out that change nothing on it."""
    written: list[str] = []
    painter = Painter()
    painter.resize(*app.size)
    painter.take(app.screen._compositor.render_update(full=True, screen_stack=app._background_screens))
    painter.frame()
    real = app._display

    def display(screen, renderable):
        if isinstance(renderable, CompositorUpdate):
            painter.take(renderable)
            frame = painter.frame()
            written.extend([frame] if frame else [])
        real(screen, renderable)

    monkeypatch.setattr(app, "_display", display)
    return written


async def test_a_selection_by_name_is_a_picture_and_that_of_the_new_room_from_one_look_at_each_list(
    make_desk, asked, monkeypatch
):
    app = make_desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "slash", *"Holm")
        await pilot.pause(0.1)
        asked.clear()
        written = pictures(app, monkeypatch)
        await press(pilot, "enter")
        await until(pilot, lambda: app.state.selection == Selection("actor", "p1") and app.screen is app.desk)
        await pilot.pause(0.2)
        assert len(written) <= 2
        assert {name: times for name, times in asked.items() if times > MOST.get(name, 1)} == {}


@pytest.mark.parametrize("key", ["escape", "left_square_bracket"])
async def test_going_back_is_one_look_at_each_list(make_desk, asked, key):
    app = make_desk()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "slash", *"Holm", "enter")
        await until(pilot, lambda: app.state.selection is not None and app.screen is app.desk)
        await pilot.pause(0.1)
        asked.clear()
        await press(pilot, key)
        await until(pilot, lambda: app.state.selection is None)
        await pilot.pause(0.1)
        assert {name: times for name, times in asked.items() if times > MOST.get(name, 1)} == {}


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (80, 19), (59, 20), (30, 8), (10, 3), (3, 2), (1, 1)])
async def test_every_cell_of_the_screen_is_drawn_by_some_pane(make_desk, size):
    def bare() -> list[int]:
        """The lines with cells that nothing draws."""
        compositor = app.screen._compositor
        chops = compositor._render_chops(compositor.size.region, lambda y: True)
        return [y for y, line in enumerate(chops) if any(strip is None for strip in line.values())]

    app = make_desk()
    async with app.run_test(size=size) as pilot:
        assert bare() == []
        for key in ("1", "2", "3", "4", "5", "0", "z", "z"):
            await press(pilot, key)
            assert bare() == []
        for width, height in ((size[0] + 40, size[1] + 9), size):
            await pilot.resize_terminal(width, height)
            assert bare() == []
        await press(pilot, "slash")
        assert bare() == []
