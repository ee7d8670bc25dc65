"""Reading behind the desk, as the index under it is taken away, damaged or made anew."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from tests.desk.app.shelf import Shelf
from tests.desk.app.test_keys import WIDE, shown, until
from tui.desk.index_behind import STARTS
from tui.desk.outage import LookedAgain
from tui.store.problems import Gone, StoreProblem
from tui.store.rows import Progress, Standing

GONE = Gone("a.sqlite: it was removed or replaced while it was open; try again")
ANEW = "it is worked out again"


class Held:
    """A reading that goes on until it is let go, and then ends in some way."""

    def __init__(self, shelf: Shelf, ends: list[Exception | None]) -> None:
        self.shelf, self.ends = shelf, ends
        self.go = threading.Event()
        self.at_once = 0

    def update(self, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> Progress:
        self.shelf.indexed += 1
        self.at_once += 1
        end = self.ends.pop(0) if self.ends else None
        try:
            assert self.at_once == 1
            assert self.go.wait(60)
            if end is not None:
                raise end
        finally:
            self.at_once -= 1
        return Progress("done", 3, 3)


@pytest.fixture
def held(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Held]:
    def hold(*ends: Exception | None) -> Held:
        held = Held(shelf, list(ends))
        monkeypatch.setattr(shelf, "update", held.update)
        return held

    return hold


def said(app) -> str:
    return app.desk.says


@pytest.mark.fault(79)
async def test_reading_whose_index_is_gone_begins_once_more_by_itself(make_desk, shelf, held):
    held(GONE).go.set()
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.state.progress == Progress("done", 3, 3))
        assert shelf.indexed == 2
        assert "stopped" not in shown(app)


@pytest.mark.fault(79)
async def test_where_it_is_gone_again_and_again_that_is_said_and_no_more_tried(make_desk, shelf, held):
    held(*[GONE] * 99).go.set()
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "reading stopped: " in said(app))
        await pilot.pause(0.3)
        assert shelf.indexed == STARTS


@pytest.mark.fault(79)
@pytest.mark.parametrize("end", [GONE, StoreProblem("a.sqlite: disk I/O error"), OSError("gone"), None])
async def test_what_a_reading_fails_with_after_the_desk_made_the_index_anew_is_not_the_last_word(
    make_desk, shelf, held, end
):
    reading = held(end)
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: shelf.indexed == 1)
        app.post_message(LookedAgain(Standing(anew=True)))
        await until(pilot, lambda: ANEW in said(app))
        reading.go.set()
        await until(pilot, lambda: app.state.progress == Progress("done", 3, 3))
        assert shelf.indexed >= 2
        assert ANEW in said(app)


@pytest.mark.fault(79)
async def test_what_a_reading_fails_with_before_the_desk_looks_is_not_the_last_word_either(make_desk, shelf, held):
    held(StoreProblem("a.sqlite: disk I/O error")).go.set()
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "reading stopped: a.sqlite: disk I/O error" in said(app))
        app.post_message(LookedAgain(Standing(anew=True)))
        await until(pilot, lambda: app.state.progress == Progress("done", 3, 3))
        assert ANEW in said(app)


@pytest.mark.fault(79)
async def test_a_desk_that_cannot_read_yet_reads_on_behind(make_desk, shelf, held, monkeypatch):
    def warm() -> None:
        raise StoreProblem("a.sqlite: not read")

    monkeypatch.setattr(shelf, "warm", warm)
    held().go.set()
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.state.progress == Progress("done", 3, 3))
        assert "stopped" not in said(app)


@pytest.mark.fault(79)
async def test_that_it_was_made_anew_is_said_though_drawing_fails_at_first(make_desk, shelf, monkeypatch):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: shelf.indexed == 1 and app.desk.begun)
        drawn, left = app.behind.draw_new, [1]

        def draw_new() -> None:
            if left:
                left.pop()
                raise StoreProblem("a.sqlite: another onrecord has been writing for too long; try again")
            drawn()

        monkeypatch.setattr(app.behind, "draw_new", draw_new)
        app.post_message(LookedAgain(Standing(anew=True)))
        await until(pilot, lambda: ANEW in said(app))
        assert not left


async def test_asked_while_it_reads_it_reads_once_more_and_stopped_it_does_not(make_desk, shelf, held):
    reading = held()
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: shelf.indexed == 1)
        for _ in range(3):
            app.behind.read()
        reading.go.set()
        await until(pilot, lambda: shelf.indexed == 2)
        await until(pilot, lambda: not app.behind._reading)
        reading.go.clear()
        app.behind.read()
        await until(pilot, lambda: shelf.indexed == 3)
        app.state.progress = Progress("reading", 1, 3)
        app.behind.read()
        await pilot.press("S")
        await until(pilot, app.behind.stopped.is_set)
        reading.go.set()
        await until(pilot, lambda: not app.behind._reading)
        assert shelf.indexed == 3


@pytest.mark.fault(67)
@pytest.mark.fault(78)
@pytest.mark.parametrize("heard", ["a key", "a click"])
async def test_what_was_said_stands_until_a_key_or_a_click_whatever_brings_the_hints(make_desk, heard):
    """Another pane, or another size, where it was said why a decision is not saved."""
    app = make_desk()
    why = "NOT saved: /var/lib/records/judgements.sqlite: no space is left"
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.desk.begun)
        app.desk.say(why, "error")
        app.desk.focus_pane("claims")
        for width, height in (WIDE, (50, 20), WIDE):
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda: "NOT saved" in shown(app) and "no space is left" in shown(app))
        assert why in shown(app)
        await (pilot.press("j") if heard == "a key" else pilot.mouse_down(app.desk.panes["articles"], offset=(5, 2)))
        await until(pilot, lambda: "NOT saved" not in shown(app))
