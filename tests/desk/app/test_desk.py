"""The desk as a whole: sizes, live config, hostile text, reading behind, faults."""

import re
import threading
from time import monotonic

import pytest
from msgspec.structs import replace
from test_keys import press, shown, until
from textual import events

from tests.desk.app import shelf as shelf_module
from tests.desk.app.shelf import NoEvents, Shelf
from tui.desk.index_behind import Advanced
from tui.desk.screens.prompt import Prompt
from tui.model import Selection
from tui.store.problems import StoreProblem
from tui.store.rows import Progress

WIDE = (120, 40)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (59, 20), (30, 8), (10, 3), (1, 1)])
async def test_every_pane_can_be_reached_at_every_size(make_desk, size):
    app = make_desk()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "0")
        for key, title in (("1", "Art"), ("2", "Tim"), ("3", "Act"), ("4", "Iss"), ("5", "Cla"), ("0", "Rea")):
            await press(pilot, key)
            if size[0] > 20:
                await until(pilot, lambda key=key, title=title: f"{key} {title}".upper() in shown(app).upper())


async def test_at_80x24_one_pane_stands_under_the_names_of_all_with_their_counts(make_desk):
    app = make_desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", "space")
        names = "─0 Reader──1 Articles 3──2 Timeline 4─━3 ACTORS 3━─4 Issues 1──5 Claims 1─"
        await until(pilot, lambda: names in shown(app))
        await until(pilot, lambda: "holds 1 claim" in shown(app))  # the actor under the cursor in words
        await press(pilot, "n")
        await until(pilot, lambda: app.desk.pane == "reader" and "━0 READER━" in shown(app))
        await press(pilot, "escape")
        await until(pilot, lambda: app.desk.pane == "actors")


async def test_the_pane_with_the_focus_takes_the_room_unless_it_is_pinned(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1")
        wide = app.desk.frames["articles"].size.width
        await press(pilot, "5")
        await until(pilot, lambda: app.desk.frames["articles"].size.width < wide)
        await press(pilot, "Z", "1")
        assert app.desk.frames["articles"].size.width < wide
        await press(pilot, "Z")
        await until(pilot, lambda: app.desk.frames["articles"].size.width == wide)


async def test_keys_typed_before_the_library_is_open_wait_for_it(make_desk, monkeypatch):
    app = make_desk()
    opened = app.open
    monkeypatch.setattr(app, "open", lambda: None)
    async with app.run_test(size=WIDE) as pilot:
        for key in ("slash", "n", "m", "w", "y", "3", "space"):
            await pilot.press(key)
        assert app.screen is app.desk
        app.desk._ahead = app.desk._ahead[-2:]
        opened()
        await until(pilot, lambda: app.state.selection == Selection("actor", "p1"))
        assert app.desk.pane == "actors"


BURSTS = [
    ("slash H o l m enter 0 l", lambda desk: (desk.state.selection, desk.pane) == (Selection("actor", "p1"), "reader")),
    ("m j l enter escape escape 3", lambda desk: desk.app.screen is desk and desk.pane == "actors"),
    (
        "1 f F i s h enter 4 space n",
        lambda desk: desk.panes["articles"].count == 1 and desk.state.selection is not None,
    ),
    ("slash H o l m escape 5 j j", lambda desk: desk.pane == "claims" and desk.panes["claims"].claim.claim.id == "k3"),
    ("v j G escape q", lambda desk: desk.app._exit),
]


@pytest.mark.parametrize(("keys", "holds"), BURSTS)
async def test_keys_typed_ahead_mean_what_they_would_one_by_one(make_desk, keys, holds):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.desk.begun)
        for key in keys.split():
            app.post_message(events.Key(key, key if len(key) == 1 else "/" if key == "slash" else None))
        await until(pilot, lambda: holds(app.desk))


async def test_a_key_that_was_under_way_as_the_desk_ended_ends_nothing(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.desk.begun)
    assert not app.screen_stack
    key = events.Key("l", "l")
    key._set_forwarded()  # it has climbed back to the app
    await app.on_event(key)


async def test_a_resize_in_mid_work_keeps_place_and_selection(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "space", "n", "n", "5", "j")
        before = (app.desk.reader.unit, app.desk.panes["claims"].cursor)
        for size in ((80, 24), (40, 10), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: "5 CL" in shown(app).upper())
        assert (app.desk.reader.unit, app.desk.panes["claims"].cursor) == before
        assert app.state.selection == Selection("issue", "harbour")
        await press(pilot, "m")
        await pilot.resize_terminal(50, 12)
        await press(pilot, "enter")
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: "turns from for" in shown(app))


@pytest.mark.parametrize("pane", ["0", "1"])
async def test_opened_again_the_reader_stands_where_it_was_left(make_desk, monkeypatch, pane):
    """The article's cursor and its first line in view, whichever pane had the focus."""
    body = "\n\n".join(f"Paragraph {n} tells again at some length what the council has in mind." for n in range(60))
    monkeypatch.setitem(shelf_module.TEXTS, "a.txt", shelf_module.TEXTS["a.txt"] + "\n\n" + body)
    first = make_desk()
    async with first.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "g", "enter")
        await until(pilot, lambda: first.desk.pane == "reader")
        await press(pilot, "pagedown", "pagedown", "k", "l", pane)
        top, unit, line = first.desk.reader.scroll_offset.y, first.desk.reader.unit, first.desk.reader.words
        assert top > 10
    for size in (WIDE, (80, 24)):
        again = make_desk()
        async with again.run_test(size=size) as pilot:
            if size != WIDE:
                await press(pilot, "0")  # there one pane is seen at a time
            await until(pilot, lambda app=again: app.desk.begun and app.desk.reader.scroll_offset.y)
            await pilot.pause()
            assert (again.desk.reader.unit, again.desk.reader.words) == (unit, line)
            if size == WIDE:
                assert again.desk.pane == first.desk.pane
                assert again.desk.reader.scroll_offset.y == top


async def test_opened_again_the_mentions_go_on_where_they_were_left(make_desk):
    first = make_desk()
    async with first.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "g", "space", "n", "n")
        await until(pilot, lambda: "mention 2 of 2" in shown(first))
    again = make_desk()
    async with again.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "mention 2 of 2" in shown(again))
        await press(pilot, "N")
        await until(pilot, lambda: "mention 1 of 2" in shown(again))


async def test_a_saved_config_is_applied_at_once_and_a_broken_one_is_not(make_desk, shelf: Shelf, tmp_path):
    app = make_desk()
    config = tmp_path / "config.yaml"
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1")
        config.write_text("keys:\n  matrix: f5\ntheme: light\n")
        await until(pilot, lambda: "in force" in shown(app))
        await press(pilot, "3")
        await until(pilot, lambda: "f5 matrix" in shown(app))
        assert app.look.name == "light"
        await until(pilot, lambda: any(done[0] == "reconfigure" for done in shelf.done))
        config.write_text("keys:\n  matrix: n\n")
        await until(pilot, lambda: re.search(r"not taken: config.yaml:2.*keys: n is both", shown(app)))
        await press(pilot, "j")
        await until(pilot, lambda: "config.yaml refused, line 2 (!)" in shown(app))  # stays until it is mended
        await press(pilot, "exclamation_mark")
        await until(pilot, lambda: "keys: n is both" in shown(app))
        await press(pilot, "escape")
        assert "matrix" in app.state.keymap
        config.write_text("isues: []\n")
        await until(pilot, lambda: "did you mean" in shown(app) or "issues" in shown(app))
        assert app.look.name == "light"
        config.write_text("theme: light\n")
        await until(pilot, lambda: "config.yaml in force" in shown(app))
        config.unlink()
        await until(pilot, lambda: "config.yaml deleted, the last one is in force" in shown(app))


async def test_a_corpus_that_goes_away_is_told_and_the_desk_goes_on(make_desk, tmp_path):
    corpus = tmp_path / "articles"
    corpus.mkdir()
    app = make_desk()
    app.corpus = corpus
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1")
        corpus.rmdir()
        await until(pilot, lambda: "articles is not there any more" in shown(app))
        await press(pilot, "j", "enter")
        await until(pilot, lambda: "Fishers" in shown(app))
        corpus.mkdir()
        await until(pilot, lambda: "articles is there again" in shown(app))


HOSTILE = "[/x][@click=app.quit]click[/] \x1b]52;c;aGk=\x07 \x1b[31m \u202e [sic] \x9b"


async def test_text_from_outside_is_shown_as_it_stands(make_desk, shelf: Shelf, monkeypatch):
    monkeypatch.setitem(shelf_module.TEXTS, "a.txt", shelf_module.TEXTS["a.txt"].replace("backs", HOSTILE))
    actors = [replace(actor, name=actor.name + HOSTILE, why=(HOSTILE,)) for actor in shelf_module.ACTORS]
    monkeypatch.setattr(shelf_module, "ACTORS", actors)
    shelf.why = lambda kind, key: [HOSTILE]  # type: ignore[method-assign]
    shelf.find = lambda text, limit=8: [shelf_module.Found("term", HOSTILE, HOSTILE, 1, why=HOSTILE)]  # type: ignore
    app = make_desk()
    async with app.run_test(size=(160, 50)) as pilot:
        for keys in ("1", "3 i", "escape w", "escape slash x", "enter", "v", "escape 0 P"):
            await press(pilot, *keys.split())
            screen = shown(app)
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", screen)
        await press(pilot, "escape", "1")
        await until(pilot, lambda: "[/x][@click=app.quit]" in shown(app))
        assert app.is_running


async def test_a_desk_without_anything_says_which_key_helps(make_desk, shelf: Shelf, monkeypatch):
    monkeypatch.setattr(shelf_module, "TEXTS", {})
    monkeypatch.setattr(shelf_module, "ACTORS", ())
    shelf.claims_ = []
    shelf.issues = lambda *, crossref=None: []  # type: ignore[method-assign]
    shelf.timeline = NoEvents()
    app = make_desk()
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "1", "enter", "n", "c", "v", "m", "escape", "w", "y", "e", "a", "o", "space", "u")
        await until(pilot, lambda: "No article is open. 1 goes to Articles" in shown(app))
        await until(pilot, lambda: "Nothing is watched yet" in shown(app))
        assert app.is_running


async def test_at_80_columns_the_lines_above_the_panes_leave_out_what_matters_least(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1")
        await until(pilot, lambda: shelf.indexed == 1 and app.state.progress is not None)
        app.post_message(Advanced(Progress("tying", 3, 7)))
        await until(pilot, lambda: "tying actors and days 3 of 7 (S stops)" in shown(app))
        assert "/ finds a word" in shown(app)
        app.desk.navigate.select(app.state.library.term("harbour"))
        await press(pilot, "n")
        await until(pilot, lambda: "mention 1 of" in shown(app))
        assert all("…" not in line for line in shown(app).splitlines()[:2])


async def test_reading_goes_on_behind_with_progress_and_a_way_to_stop(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=(180, 40)) as pilot:
        await press(pilot, "1")
        await until(pilot, lambda: shelf.indexed == 1)
        app.post_message(Advanced(Progress("reading", 120, 3200, 75.0)))
        await until(pilot, lambda: "reading 120 of 3,200, 75 s left (S stops)" in shown(app))
        await press(pilot, "S")
        assert app.behind.stopped.is_set()
        app.post_message(Advanced(Progress("stopped", 120, 3200)))
        await until(pilot, lambda: "reading stopped (S goes on)" in shown(app))
        await press(pilot, "S")
        await until(pilot, lambda: shelf.indexed == 2)


async def test_what_the_index_gained_is_drawn_and_the_place_stays(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "j")
        shelf.claims_.pop(0)
        shelf.number += 1
        await until(pilot, lambda: app.desk.panes["claims"].total() == 3)
        assert app.desk.panes["claims"].claim.claim.id == "k2"
        assert app.desk.pane == "claims"


async def test_an_index_that_cannot_be_read_anew_is_not_asked_again_and_again(make_desk, shelf: Shelf, monkeypatch):
    asked = []

    def renew(*_: object) -> bool:
        asked.append(1)
        raise OSError("gone")

    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: shelf.indexed == 1)
        await pilot.pause(0.1)
        monkeypatch.setattr(shelf, "renew", renew)
        shelf.number += 1
        app.post_message(Advanced(Progress("done", 3, 3)))
        await until(pilot, lambda: asked)
        await pilot.pause(0.5)
        assert len(asked) <= 2
        assert app.state.library.claims_count() == 4


async def test_what_was_read_of_the_open_article_is_shown_before_all_else(make_desk, shelf: Shelf):
    shelf.unread = {"a.txt", "b.txt", "c.txt"}
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "not read yet: no claims so far" in shown(app) and shelf.indexed == 1)
        await pilot.pause(0.1)  # what the first look at the files brought is shown
        app.behind.drawn, app.behind.rest = monotonic(), 1000.0  # the index was drawn a moment ago
        shelf.claims_.pop(0)
        shelf.number += 1
        app.post_message(Advanced(Progress("reading", 1, 3)))
        await pilot.pause(0.1)
        assert app.desk.panes["claims"].total() == 4
        shelf.unread.clear()
        app.post_message(Advanced(Progress("reading", 2, 3)))
        await until(pilot, lambda: "not read yet: no claims so far" not in shown(app))
        await until(pilot, lambda: app.desk.panes["claims"].total() == 3)


async def test_while_a_newer_index_is_worked_out_the_desk_answers_from_the_one_before(make_desk, shelf, monkeypatch):
    going, done = threading.Event(), threading.Event()
    at_once = shelf.renew

    def renew(selection, go_on) -> bool:
        going.set()
        return done.wait(60) and go_on() and at_once(selection)

    monkeypatch.setattr(shelf, "renew", renew)
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5")
        shelf.number += 1
        await until(pilot, going.is_set)
        before = app.state.generation
        await press(pilot, "j", "space")
        assert app.state.selection is not None
        assert app.state.generation == before
        done.set()
        await until(pilot, lambda: app.state.generation == before + 1)


async def test_a_library_that_cannot_be_opened_ends_the_desk_with_one_line(make_desk, shelf: Shelf, monkeypatch):
    def refuse(key: str) -> None:
        raise StoreProblem("the index is not ours; move it away")

    monkeypatch.setattr(shelf, "desk_state", refuse)
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.problem)
    assert app.problem == "the index is not ours; move it away"
    assert app.return_code == 2


async def test_a_judgement_that_was_not_saved_says_so_and_the_desk_goes_on(make_desk, shelf: Shelf, monkeypatch):
    def refuse(*_: object) -> None:
        raise StoreProblem("NOT saved: the disk is full")

    monkeypatch.setattr(shelf, "confirm", refuse)
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "o")
        await until(pilot, lambda: "NOT saved: the disk is full" in shown(app))


async def test_the_text_of_a_note_that_was_not_saved_stays_on_the_screen(make_desk, shelf: Shelf, monkeypatch):
    def refuse(*_: object) -> None:
        raise StoreProblem("NOT saved: the disk is full")

    monkeypatch.setattr(shelf, "note", refuse)
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "a", *"call", "enter")
        await until(pilot, lambda: "NOT saved: the disk is full" in shown(app))
        await until(pilot, lambda: isinstance(app.screen, Prompt) and app.screen.text == "call")


LOOKS = [{"NO_COLOR": "1", "TERM": "xterm"}, {"TERM": "linux"}, {"TERM": "vt100", "LC_ALL": "C"}]


@pytest.mark.parametrize("environ", LOOKS)
async def test_the_desk_draws_in_every_look(make_desk, environ):
    app = make_desk(ascii=True if environ.get("LC_ALL") else None)
    app._environ = environ
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "space", "n", "c", "5")
        await until(pilot, lambda: "New harbour" in shown(app))
