"""Actors and articles are mended by keys: on a shelf that keeps what it was told, and on a small corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_keys import press, shown, until

from tests.desk.app.shelf import Shelf
from tests.store.folders import folder_of
from tui.config import Config
from tui.desk.app import DeskApp
from tui.desk.controllers.mend import NamedPlace, Who, who_choices
from tui.desk.presentation.mended_lines import AddSaid, ArticleField, FormLine, stretch_of
from tui.desk.screens.actor_sheet import ActorSheet, said_choices
from tui.desk.screens.article_sheet import ArticleSheet
from tui.desk.screens.desk import DeskScreen
from tui.index.update import update
from tui.model import Issue, Span
from tui.store.library import Library
from tui.store.rows import Decided

WIDE, NARROW = (120, 40), (80, 24)
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW])


async def down_to(pilot, wanted) -> None:
    """Move the cursor of a sheet to the first line of a kind."""
    for _ in range(60):
        if isinstance(pilot.app.screen.target, wanted):
            return
        await press(pilot, "down")
    raise AssertionError(f"no such line: {shown(pilot.app)}")


# --- two that are one


@SIZES
async def test_one_actor_is_marked_and_the_other_made_one_with_it(make_desk, shelf: Shelf, size):
    app = make_desk()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "3", "B")
        await until(pilot, lambda: "Ada Holm is marked: B on another makes the two one" in shown(app))
        await press(pilot, "j")
        assert app.desk.panes["actors"].note().startswith("Ada Holm is marked")
        await press(pilot, "B")
        await until(pilot, lambda: "Ada Holm and council are one; u takes it back" in shown(app))
        assert "is marked" not in app.desk.panes["actors"].note()
        assert shelf.done == [("merge", "p1", "o1")]
        await until(pilot, lambda: shelf.indexed >= 2)  # the index follows behind the desk


async def test_the_same_actor_again_is_no_longer_marked(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "B", "B")
        await until(pilot, lambda: "Ada Holm is no longer marked" in shown(app))
        await press(pilot, "j", "B")
        await until(pilot, lambda: "council is marked" in shown(app))
        assert shelf.done == []


async def test_what_config_yaml_keeps_apart_is_said_and_nothing_is_done(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "B", "j", "j", "B")
        await until(pilot, lambda: "config.yaml keeps them apart" in shown(app))
        assert shelf.done == []


async def test_a_holder_of_a_claim_and_a_name_in_the_reader_are_marked_too(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5")
        claims = app.desk.panes["claims"]
        while claims.claim is None or claims.claim.claim.holder_id != "o1":
            await press(pilot, "j")
        await press(pilot, "B")
        await until(pilot, lambda: "council is marked" in shown(app))
        await press(pilot, "1", "enter", "0")
        while app.desk.reader.words not in ("Ada", "Holm", "Ada Holm"):
            await press(pilot, "l")
        await press(pilot, "B")
        await until(pilot, lambda: "council and Ada Holm are one" in shown(app))
        assert shelf.done == [("merge", "o1", "p1")]


async def test_b_on_what_is_no_actor_says_where_it_works(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "B")
        await until(pilot, lambda: "Stand on an actor, a name or a claim's holder" in shown(app))


# --- a name that is somebody else


async def test_a_name_in_the_reader_is_somebody_else(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "enter", "0")
        while app.desk.reader.words not in ("Ada", "Holm", "Ada Holm"):
            await press(pilot, "l")
        await press(pilot, "X")
        await until(pilot, lambda: "somebody else, whom no article names in full" in shown(app))
        await press(pilot, *"council", "enter")
        await until(pilot, lambda: "here is council; u takes it back" in shown(app))
        ((_, article, span, actor, whole),) = shelf.done
        assert (article, actor, whole) == ("a.txt", "o1", False)
        assert span.of(shelf.article("a.txt").text) == "Ada Holm"


def test_whom_a_place_may_mean_is_offered_here_first_then_for_the_whole_article():
    place = NamedPlace("a.txt", Span(0, 4), "Holm", "p1", 3)
    nobody = "somebody else, whom no article names in full"
    assert who_choices([("p1", "Ada Holm"), ("p2", "Per Holm")], place) == [
        Who("p2", "Per Holm"), Who("", nobody), Who("p2", "Per Holm", 3), Who("", nobody, 3)
    ]  # fmt: skip


# --- the sheet of an actor


@SIZES
async def test_an_actor_s_sheet_writes_name_kind_side_and_office(make_desk, shelf: Shelf, size):
    app = make_desk()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "3", "i")
        await until(pilot, lambda: isinstance(app.screen, ActorSheet) and "Forms" in shown(app))
        await press(pilot, "enter", *" Vik", "enter")
        await until(pilot, lambda: "name: Ada Holm Vik; u takes it back" in shown(app))
        await press(pilot, "down", "enter", *"group", "enter")
        await until(pilot, lambda: "kind: group; u takes it back" in shown(app))
        await down_to(pilot, AddSaid)
        await press(pilot, "enter", *"side Riverton", "enter", *"2031-04/2031-06", "enter")
        await until(pilot, lambda: "speaks for Riverton, 2031-04-01 to 2031-06-30" in shown(app))
        await press(pilot, "A", *"envoy of Riverton", "down", "enter", *"x", "enter")
        await until(pilot, lambda: "write days as 2031-04-09/2031-06-30" in shown(app))
        await press(pilot, "backspace", *"2031/", "enter")
        await until(pilot, lambda: "envoy of Riverton, 2031-01-01 to …" in shown(app))
        assert [done[0] for done in shelf.done] == ["name", "kind", "side", "role"]
        await press(pilot, "g")
        await down_to(pilot, Decided)
        await press(pilot, "x")
        await until(pilot, lambda: "no longer by hand: speaks for Riverton" in shown(app))
        assert [said.field for said in shelf.said_of_actor("p1")] == ["name", "kind", "role"]
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)


async def test_a_form_is_taken_out_by_one_key(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "i")
        await until(pilot, lambda: isinstance(app.screen, ActorSheet) and "Forms" in shown(app))
        await press(pilot, "x")
        assert shelf.done == []  # a name that nobody wrote
        await down_to(pilot, FormLine)
        await press(pilot, "x")
        await until(pilot, lambda: "“Ada Holm” is somebody else; u takes it back" in shown(app))
        await until(pilot, lambda: "By hand (x: no longer)" in shown(app))
        assert shelf.done == [("out", "p1", "Ada Holm")]


def test_what_is_typed_is_a_side_or_an_office():
    assert said_choices("side Rive", ["Riverton"]) == [("side", "Riverton", ""), ("side", "Rive", "")]
    assert said_choices("envoy of Rive", ["Riverton"])[-2:] == [
        ("role", "envoy", "Riverton"),
        ("role", "envoy", "Rive"),
    ]
    assert ("role", "mayor", "") in said_choices("mayor", [])
    assert said_choices("  ", []) == said_choices("side ", []) == []


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("", ("None", "None")), ("2031-04", ("2031-04-01", "2031-04-30")), ("2031-04-09/", ("2031-04-09", "None")),
        ("/2031", ("None", "2031-12-31")), ("2031-04 / 2031-06", ("2031-04-01", "2031-06-30")),
    ],
)  # fmt: skip
def test_days_are_written_as_a_person_writes_them(typed, days):
    assert tuple(map(str, stretch_of(typed))) == days


@pytest.mark.parametrize("typed", ["soon", "2031-02-30", "2031-06/2031-04", "2031//2032"])
def test_days_that_are_none_are_refused_in_words(typed):
    with pytest.raises(ValueError, match=r"write days as|ends before it begins"):
        stretch_of(typed)


# --- the sheet of an article


@SIZES
async def test_an_article_s_sheet_writes_day_title_outlet_and_author(make_desk, shelf: Shelf, size):
    app = make_desk()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "1", "I")
        await until(pilot, lambda: isinstance(app.screen, ArticleSheet) and "Why this day" in shown(app))
        await press(pilot, "enter", *"2031-04-01/2031-05-02", "enter")
        await until(pilot, lambda: "day: 2031-04-01/2031-05-02; u takes it back" in shown(app))
        while getattr(app.screen.target, "field", "") != "outlet":
            await press(pilot, "down")
        await press(pilot, "enter", *" of Holm", "enter")
        await until(pilot, lambda: "by hand; read as Gazette (x: as it was read)" in shown(app))
        assert shelf.written("a.txt") == {"day": "2031-04-01/2031-05-02", "outlet": "Gazette of Holm"}
        await press(pilot, "x")
        await until(pilot, lambda: "outlet: as it was read" in shown(app))
        assert isinstance(app.screen.target, ArticleField)
        await press(pilot, "g", "enter", *["backspace"] * 21, *"never", "enter")
        await until(pilot, lambda: "never is no day" in shown(app))
        assert shelf.written("a.txt") == {"day": "2031-04-01/2031-05-02"}


# --- on a small corpus, all the way through

TOLD = {
    "a": "Karl Lindqvist said on Monday that the harbour tax was fair. Lindqvist smiled.",
    "b": "Lindqvist said on Tuesday that the harbour tax was too high. Ships came to the harbour.",
    "c": "Joerg Ivanov said on Friday that the harbour tax would go. Jörg Ivanov said the harbour tax was unfair."
    " Joerg Ivanov smiled.",
    "d": "Ada Lindqvist said on Friday that the harbour tax was a mistake. The baker left.",
}
TAX = Issue("tax", "Harbour tax", ("harbour tax",), proposition="The harbour tax should be kept")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home"))
    corpus = folder_of(TOLD, tmp_path)
    library = Library.open(corpus, Config(issues=(TAX,)), index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    update(library, workers=0)
    yield library
    library.close()


class Indexed:
    """Brings a library up to date in the desk's own process."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def update(self, progress, stop):
        return update(self.library, progress, stop, workers=0)

    def look_first(self, keys) -> None: ...

    def reread(self, key: str) -> bool:
        return False


def desk_on(library: Library) -> DeskApp:
    environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return DeskApp(
        library.index_file.corpus, library.config, environ=environ, library=library, indexing=Indexed(library)
    )


def holders(library: Library) -> list[str | None]:
    return [row["holder"] for row in library.rows.claims()]


async def to_actor(pilot, name: str) -> None:
    await press(pilot, "3", "g")
    actors = pilot.app.desk.panes["actors"]
    for _ in range(20):
        if actors.row is not None and actors.row.name == name:
            return
        await press(pilot, "j")
    raise AssertionError(f"no {name}: {shown(pilot.app)}")


async def test_a_wrong_merge_is_split_in_the_desk_and_the_claims_follow_and_u_takes_it_back(library: Library):
    app = desk_on(library)
    async with app.run_test(size=WIDE) as pilot:
        await to_actor(pilot, "Joerg Ivanov")
        await press(pilot, "i")
        await until(pilot, lambda: isinstance(app.screen, ActorSheet) and "Jörg Ivanov" in shown(app))
        while app.screen.target != FormLine("Jörg Ivanov"):
            await press(pilot, "down")
        await press(pilot, "x")
        await until(pilot, lambda: "Jörg Ivanov" in holders(library), 60)
        await until(pilot, lambda: "By hand: “Jörg Ivanov” is not “Joerg Ivanov”" in shown(app), 60)
        await press(pilot, "escape")
        await until(pilot, lambda: app.desk.panes["actors"].total() == 5, 60)
        await press(pilot, "u")
        await until(pilot, lambda: "taken back: “Jörg Ivanov” is not Joerg Ivanov" in shown(app))
        await until(pilot, lambda: "Jörg Ivanov" not in holders(library), 60)


async def test_two_actors_and_one_mention_are_mended_in_the_desk(library: Library):
    app = desk_on(library)
    async with app.run_test(size=WIDE) as pilot:
        await to_actor(pilot, "Karl Lindqvist")
        await press(pilot, "B")
        await to_actor(pilot, "Lindqvist")  # nobody can tell whose name it is in b.txt
        await press(pilot, "B")
        await until(pilot, lambda: holders(library).count("Karl Lindqvist") == 2, 60)
        await press(pilot, "5", "g")
        claims = app.desk.panes["claims"]
        await until(pilot, lambda: sum(row.holder == "Karl Lindqvist" for row in library.claims(limit=9)) == 2)
        for _ in range(20):
            if claims.claim is not None and claims.claim.claim.article == "b.txt":
                break
            await press(pilot, "j")
        await press(pilot, "X")
        await until(pilot, lambda: "Ada Lindqvist" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "here is Ada Lindqvist; u takes it back" in shown(app))
        await until(pilot, lambda: holders(library).count("Ada Lindqvist") == 2, 60)


async def test_an_article_s_day_and_title_are_written_in_the_desk(library: Library):
    app = desk_on(library)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "1", "g", "I")
        await until(pilot, lambda: isinstance(app.screen, ArticleSheet))
        key = app.screen.key
        await press(pilot, "enter", *"2031-06-12", "enter")
        await until(pilot, lambda: str(library.article_row(key).published.days) == "2031-06-12", 60)
        await until(pilot, lambda: "Set by hand on" in shown(app), 60)
        await press(pilot, "down", "down", "enter", *"!", "enter")
        await until(pilot, lambda: library.article_row(key).title.endswith("!"))
        await press(pilot, "escape")
        await until(pilot, lambda: "Today!" in shown(app))
