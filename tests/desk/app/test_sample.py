"""The desk on the sample corpus, from the real store: what README promises."""

import re
from pathlib import Path

from test_keys import press, shown, until

from tui.config import load
from tui.desk.app import DeskApp

ROOT = Path(__file__).parents[3]
WIDE = (120, 40)


def desk(library) -> DeskApp:
    environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return DeskApp(ROOT / "seeds", load(ROOT / "config.yaml"), environ=environ, library=library)


async def test_selecting_a_place_lights_it_up_in_every_pane(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"South", "space", *"Ossetia")
        await until(pilot, lambda: getattr(app.screen, "text", "") == "South Ossetia")
        await press(pilot, "enter")
        await until(pilot, lambda: "CLAIMS about South Ossetia" in shown(app))
        await until(
            pilot,
            lambda: re.search(r"South Ossetia: \d+ mentions, \d+ claims by it, \d+ about it, \d articles", shown(app)),
        )
        await until(pilot, lambda: any(mark.hit for mark in app.desk.reader.marks))
        assert app.desk.panes["claims"].total() >= 10
        assert app.desk.panes["articles"].row_at(0).hits or app.desk.panes["articles"].row_at(1).hits
        crossref = app.state.crossref
        await press(pilot, *["n"] * len(crossref.mentions))
        await until(pilot, lambda: "last mention" in shown(app))
        await press(pilot, "5", "c", "y")
        await until(pilot, lambda: "characters" in shown(app))


async def test_judgements_are_respected_by_every_pane_and_taken_back(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5")
        claims = app.desk.panes["claims"]
        before, first = claims.total(), claims.claim.claim.id
        await press(pilot, "x")
        await until(pilot, lambda: claims.total() == before - 1)
        assert app.state.counts.claims == before - 1
        await press(pilot, "u")
        await until(pilot, lambda: claims.total() == before)
        await press(pilot, "g", "o")
        await until(pilot, lambda: library.claim(first).status == "confirmed")


async def test_who_denied_what_is_found_by_the_word_of_saying_and_words_of_what_is_said(library):
    app = desk(library)
    async with app.run_test(size=(80, 24)) as pilot:
        claims = app.desk.panes["claims"]
        await press(pilot, "5", "f", *"denied", "space", *"compromises", "enter")
        await until(pilot, lambda: app.screen is app.desk and claims.total() == 1)
        assert "denied that NATO had made any compromises" in " ".join(shown(app).split())


async def test_what_somebody_said_about_a_word_is_found_by_a_name_and_the_word(library):
    app = desk(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1", "slash", *"rasmussen", "space", *"compromises")
        await until(pilot, lambda: "Anders Fogh Rasmussen on compromises" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is app.desk and app.desk.panes["claims"].total() == 1)
        assert app.desk.pane == "claims"
        assert "denied that NATO had made any compromises" in " ".join(shown(app).split())


async def test_every_screen_opens_on_the_sample_corpus(library):
    app = desk(library)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, words in (
            ("4 space v", "Concordance of"),
            ("escape m", "Matrix"),
            ("enter", "The record of"),
            ("escape escape 1 w", "day of publication"),
            ("escape 3 i", "Why these are one"),
            ("escape 0 w", "Why:"),
            ("escape 5 w", "confidence"),
        ):
            await press(pilot, *keys.split())
            await until(pilot, lambda words=words: words in shown(app))
