"""The watchlist is written in the desk: W, the list with its suggestions, one issue with what each line finds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from test_keys import WIDE, press, shown, until

from tests.desk.app.shelf import Shelf
from tui.config import load
from tui.desk.screens.desk import DeskScreen
from tui.desk.screens.prompt import Prompt
from tui.desk.screens.watched_issue import WatchedIssue
from tui.desk.screens.watchlist import WatchlistScreen
from tui.model import Selection

OWNED = """# mine
issues:
  - id: harbour   # never changes
    name: New harbour
    terms:
      - harbour
    proposition: The harbour should be built
    supports:
      - work
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A config.yaml in the folder that the desk is on."""
    path = tmp_path / "config.yaml"
    path.write_text(OWNED)
    return path


@pytest.fixture
def desk_of(make_desk, config):
    """A desk on that folder, with its config in force."""

    def make():
        loaded = load(None, config.parent)
        return make_desk(path=loaded.path, issues=loaded.issues)

    return make


async def type_words(pilot, words: str) -> None:
    for letter in words:
        await pilot.press({" ": "space"}.get(letter, letter))
    await pilot.pause()


async def at_row(pilot, words: str) -> None:
    """Put the cursor on the row that has these words."""
    view = pilot.app.screen.lines
    rows = pilot.app.screen.source().rows(0, 100)
    look = view.look
    view.go(next(at for at, row in enumerate(rows) if words in pilot.app.screen.draw(row, 100, look).plain))
    await pilot.pause()


async def test_w_takes_the_selected_term_wherever_the_cursor_stands(desk_of):
    app = desk_of()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1")
        app.desk.navigate.select(app.state.library.term("harbour dues"))
        for pane in ("5", "1", "2"):  # of which no row is a word or a name
            await press(pilot, pane, "W")
            await until(pilot, lambda: isinstance(app.screen, Prompt))
            assert "Watch “harbour dues” in" in shown(app)
            await press(pilot, "escape")
            await until(pilot, lambda: app.screen is app.desk)
        said = Selection("query", "by p1 about term harbour wall", "Ada Holm on harbour wall")
        app.desk.navigate.select(said)
        await press(pilot, "5", "W")
        await until(pilot, lambda: "Watch “harbour wall” in" in shown(app))


async def test_without_a_config_suggestions_stand_where_the_file_would(make_desk, tmp_path):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+w")
        await until(pilot, lambda: "new harbour, harbour" in shown(app))
        assert isinstance(app.screen, WatchlistScreen)
        assert "no config.yaml yet" in shown(app)
        assert "would bring work" in shown(app)  # what the suggestion rests on
        assert not (tmp_path / "config.yaml").exists()


async def test_a_suggestion_is_a_draft_until_it_is_saved_and_is_taken_back(make_desk, tmp_path):
    path = tmp_path / "config.yaml"
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+w", "t")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await until(pilot, lambda: "1 change not saved: s saves" in shown(app))
        await until(pilot, lambda: "+   - id: new-harbour" in shown(app))  # as it would stand
        assert not path.exists()
        assert app.state.config.issues == ()
        await press(pilot, "s")
        await until(pilot, lambda: path.exists())
        assert "  - id: new-harbour\n    name: New harbour\n    terms:\n      - new harbour\n" in path.read_text()
        assert [issue.id for issue in app.state.config.issues] == ["new-harbour"]
        await until(pilot, lambda: "config.yaml:1: new issue" in shown(app))
        await until(pilot, lambda: "nothing to save" in shown(app))
        await press(pilot, "u")
        await until(pilot, lambda: not path.exists())
        assert app.state.config.issues == ()
        await until(pilot, lambda: "no longer in the watchlist" in shown(app))


async def test_a_draft_is_left_without_saving_only_after_asking(make_desk, tmp_path):
    path = tmp_path / "config.yaml"
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+w", "t")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        for key in ("escape", "q", "ctrl+q"):
            await press(pilot, key)
            await until(pilot, lambda: isinstance(app.screen, Prompt))
            assert "leave without saving" in shown(app)
            await press(pilot, "escape")  # goes on writing
            await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, WatchlistScreen))
        assert not path.exists()
        await press(pilot, "t", "escape")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, WatchlistScreen))
        assert "new-harbour" in path.read_text()


async def test_a_proposition_is_offered_with_its_claims_and_taken_by_a_key(make_desk, tmp_path):
    path = tmp_path / "config.yaml"
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+w", "t")
        await until(pilot, lambda: "The harbour should be delayed" in shown(app))
        await until(pilot, lambda: "asked 1, rejected 1" in shown(app))
        await until(pilot, lambda: "would bring work" in shown(app))  # a claim that it rests on
        await press(pilot, "s")
        await until(pilot, lambda: path.exists())
        assert "proposition" not in path.read_text()  # never in force unseen
        await press(pilot, "t")
        await until(pilot, lambda: "it is the proposition now" in shown(app))
        assert "proposition" not in path.read_text()
        await press(pilot, "u")
        await until(pilot, lambda: "it could be" in shown(app))
        await at_row(pilot, "it could be")
        await press(pilot, "enter", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
        await press(pilot, "backspace")
        await type_words(pilot, "built")
        await press(pilot, "enter", "s")
        await until(pilot, lambda: "    proposition: The harbour should be built\n" in path.read_text())
        await press(pilot, "t")
        await until(pilot, lambda: "this issue has one" in shown(app))


async def test_a_draft_outlives_a_desk_that_ended_without_saving(desk_of, config, shelf: Shelf):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "W", "A")
        await type_words(pilot, "grounds")
        await press(pilot, "enter")
        await until(pilot, lambda: "1 change not saved" in shown(app))
    assert config.read_text() == OWNED  # the terminal went away
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+w")
        await until(pilot, lambda: "New harbour: changes not saved" in shown(app))
        await press(pilot, "escape", "4", "W")
        await until(pilot, lambda: "what was not saved when the desk ended is here again" in shown(app))
        await press(pilot, "s")
        await until(pilot, lambda: "      - grounds\n" in config.read_text())
    assert shelf.states["watchlist.drafts"] == ""


async def test_a_new_issue_that_was_not_saved_is_offered_again(make_desk, tmp_path, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+w", "A")
        await type_words(pilot, "Night ferry")
        await press(pilot, "enter", "A")
        await type_words(pilot, "late boat")
        await press(pilot, "enter")
        await until(pilot, lambda: "2 changes not saved" in shown(app))
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+w")
        await until(pilot, lambda: "Night ferry: begun, not saved" in shown(app))
        await at_row(pilot, "Night ferry: begun")
        await press(pilot, "enter")
        await until(pilot, lambda: "late boat" in shown(app) and isinstance(app.screen, WatchedIssue))


async def test_where_nothing_is_watched_the_issues_pane_suggests_and_w_takes(make_desk, shelf: Shelf, tmp_path):
    shelf.issues = lambda **_: []  # type: ignore[method-assign]
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4")
        await until(pilot, lambda: "none watched, 2 suggested" in shown(app))
        await until(pilot, lambda: "new harbour, harbour" in shown(app))
        await until(pilot, lambda: "W puts it on the watchlist" in shown(app))
        await press(pilot, "space")
        await until(pilot, lambda: app.state.selection is not None and app.state.selection.key == "new harbour")
        await press(pilot, "4", "W")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await press(pilot, "s")
        await until(pilot, lambda: "      - new harbour\n" in (tmp_path / "config.yaml").read_text())


async def test_a_suggestion_that_is_not_wanted_never_comes_again(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+w", "x")
        await until(pilot, lambda: "new harbour, harbour" not in shown(app))
        await until(pilot, lambda: "suggested no more" in shown(app))
        await press(pilot, "escape", "ctrl+w")
        await until(pilot, lambda: "ferry line" in shown(app))
        assert "new harbour, harbour" not in shown(app)
        assert shelf.states["watchlist.refused"] == '["new harbour"]'


async def test_a_new_issue_is_begun_by_its_name(make_desk, tmp_path):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+w", "A")
        await type_words(pilot, "Night ferry")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await press(pilot, "s")
        await until(pilot, lambda: "id: night-ferry" in (tmp_path / "config.yaml").read_text())


async def test_w_puts_an_actor_into_an_issue_that_is_there(desk_of, config):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "W")
        await until(pilot, lambda: "Watch “Ada Holm” in" in shown(app))
        await until(pilot, lambda: "+2 mentions" in shown(app))  # what it would add to the issue
        await press(pilot, "enter")
        await until(pilot, lambda: "“Ada Holm” added to New harbour" in shown(app))
        assert "      - harbour\n      - Ada Holm\n    proposition" in config.read_text()
        assert config.read_text().startswith("# mine\n")
        assert "# never changes" in config.read_text()
        assert app.state.config.issues[0].terms == ("harbour", "Ada Holm")
        await press(pilot, "u")
        await until(pilot, lambda: config.read_text() == OWNED)
        await until(pilot, lambda: "taken back: “Ada Holm” added to New harbour" in shown(app))


async def test_u_takes_back_what_was_done_last(desk_of, config, shelf: Shelf):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "W", "enter")
        await until(pilot, lambda: "Ada Holm" in config.read_text())
        await press(pilot, "5", "o", "u")
        assert "Ada Holm" in config.read_text()  # it was the judgement that went
        assert shelf.done == [] or "confirmed" not in str(shelf.done[-1])


async def test_w_puts_a_word_of_the_reader_into_a_new_issue(desk_of, config):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "0", "g", "W")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await type_words(pilot, "Quay")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await press(pilot, "s")
        await until(pilot, lambda: "new issue “Quay”" in shown(app))
        assert app.state.config.issues[1].terms


async def test_w_on_an_issue_opens_it_and_on_a_claim_says_what_it_is_for(desk_of):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "W")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        for words in ("The harbour should be built", "only here", "speak for it", "+ another line"):
            await until(pilot, lambda words=words: words in shown(app))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        await press(pilot, "5", "W")
        await until(pilot, lambda: "W puts a term or an actor on the watchlist" in shown(app))


async def test_where_an_issue_has_no_proposition_every_screen_says_so_and_opens_it(desk_of, config):
    config.write_text(OWNED.replace("    proposition: The harbour should be built\n", ""))
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        await until(pilot, lambda: "it: none yet, so no side can be told: W writes one" in shown(app))
        await press(pilot, "W")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await press(pilot, "t", "s", "escape")
        await until(pilot, lambda: "it: The harbour should be delayed" in shown(app))
        assert "proposition: The harbour should be delayed" in config.read_text()
        await press(pilot, "W", "u", "escape", "enter")
        await until(pilot, lambda: "“it” is none yet, so no side can be told: W writes one" in shown(app))
        await press(pilot, "W")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await press(pilot, "escape", "escape", "escape", "4", "space", "5")
        await until(pilot, lambda: "it: none yet, so no side can be told" in shown(app))


async def test_a_proposition_that_is_in_force_tells_its_sides(desk_of):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "W")
        await until(pilot, lambda: "2 for it, 2 against" in shown(app))
        await at_row(pilot, "it (the sentence)")
        await press(pilot, "enter", *" soon", "enter")
        await until(pilot, lambda: "sides are told once it is saved" in shown(app))


async def test_a_line_is_added_with_what_it_would_find(desk_of, config):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "W")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await press(pilot, "A")
        await type_words(pilot, "xyz")
        await until(pilot, lambda: "finds nothing" in shown(app))
        await press(pilot, "backspace", "backspace", "backspace")
        await type_words(pilot, "grounds")
        await until(pilot, lambda: "adds 1, and 1 claim" in shown(app))
        await until(pilot, lambda: "such as “Fishers oppose new harbour”" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "“grounds” added to terms; s saves" in shown(app))
        await until(pilot, lambda: "7  +       - grounds" in shown(app))
        assert config.read_text() == OWNED
        await press(pilot, "s")
        await until(pilot, lambda: "config.yaml:7: “New harbour”, 1 change" in shown(app))
        assert "      - grounds\n" in config.read_text()


async def test_lines_and_fields_are_changed_and_taken_out(desk_of, config):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:

        def made() -> str:
            return app.screen.draft.made.decode() if isinstance(app.screen, WatchedIssue) else ""

        await press(pilot, "4", "W")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await at_row(pilot, "   work")
        await press(pilot, "enter")
        await type_words(pilot, "ers")
        await press(pilot, "enter")
        await until(pilot, lambda: "      - workers\n" in made())
        await at_row(pilot, "   workers")
        await press(pilot, "x")
        await until(pilot, lambda: "supports" not in made())
        await press(pilot, "u")
        await until(pilot, lambda: "      - workers\n" in made())
        await at_row(pilot, "colour")
        await press(pilot, "enter")
        await type_words(pilot, "tea")
        await press(pilot, "enter")
        await until(pilot, lambda: "    colour: teal\n" in made())
        await at_row(pilot, "close spellings")
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: "    fuzziness: 0\n" in made())
        await at_row(pilot, "it (the sentence)")
        await press(pilot, "x")
        await until(pilot, lambda: "proposition" not in made())
        await at_row(pilot, "name")
        await press(pilot, "x")
        await until(pilot, lambda: "here is none that can be" in shown(app))
        await at_row(pilot, "   harbour")
        await press(pilot, "x")  # the only term
        await until(pilot, lambda: "nothing can be found for it" in shown(app))
        assert config.read_text() == OWNED
        wanted = made()
        await press(pilot, "s")
        await until(pilot, lambda: config.read_text() == wanted)
        await press(pilot, "u")
        await until(pilot, lambda: config.read_text() == OWNED)


async def test_an_issue_is_taken_off_and_back(desk_of, config):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "W")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await press(pilot, "G", "enter")
        await until(pilot, lambda: "x takes the issue off" in shown(app))
        await press(pilot, "x")
        await until(pilot, lambda: "issues: []" in config.read_text())
        app.screen.look_again()  # which comes by itself twice a second
        await until(pilot, lambda: "“New harbour” taken off the watchlist" in shown(app))
        await press(pilot, "u")
        await until(pilot, lambda: config.read_text() == OWNED)


async def test_what_another_program_wrote_meanwhile_is_not_lost(desk_of, config):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "W")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await at_row(pilot, "   work")
        await press(pilot, "x")
        await until(pilot, lambda: "1 change not saved" in shown(app))
        theirs = OWNED + "theme: light\n"
        config.write_text(theirs)
        await press(pilot, "s")
        await until(pilot, lambda: "was changed meanwhile by another program" in shown(app))
        assert config.read_text() == theirs
        await press(pilot, "s")
        await until(pilot, lambda: "supports" not in config.read_text())
        assert "theme: light" in config.read_text()
        config.write_text(config.read_text() + "ascii: false\n")
        await press(pilot, "u")
        await until(pilot, lambda: "changed meanwhile" in shown(app))
        assert "ascii: false" in config.read_text()


async def test_where_the_file_is_gone_or_broken_the_watchlist_says_so(desk_of, config):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4")
        await until(pilot, lambda: app.desk.pane == "issues")
        config.unlink()
        await press(pilot, "W")
        await until(pilot, lambda: "is gone; put it back to change what it said" in shown(app))
        await until(pilot, lambda: "config.yaml deleted" in shown(app))
        await press(pilot, "ctrl+w")
        await until(
            pilot, lambda: "config.yaml deleted, the last one is in force" in shown(app) and "Watchlist" in shown(app)
        )
        await press(pilot, "escape")
        config.write_text("issuse: []\n")
        await until(pilot, lambda: "refused, line 1" in shown(app))
        await press(pilot, "ctrl+w")
        await until(pilot, lambda: "config.yaml refused, line 1" in shown(app) and "Watchlist" in shown(app))


async def test_a_file_that_broke_or_went_meanwhile_takes_no_draft_unasked(desk_of, config):
    app = desk_of()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "W")
        await until(pilot, lambda: isinstance(app.screen, WatchedIssue))
        await at_row(pilot, "   work")
        await press(pilot, "x")
        await until(pilot, lambda: "1 change not saved" in shown(app))
        config.write_text(OWNED + "issuse: []\n")
        await press(pilot, "s")
        await until(pilot, lambda: "not saved: config.yaml:10:1: unknown key" in shown(app))
        assert config.read_text().endswith("issuse: []\n")
        config.unlink()
        await press(pilot, "s")
        await until(pilot, lambda: "config.yaml is gone" in shown(app))
        assert not config.exists()
        await press(pilot, "s")
        await until(pilot, lambda: config.exists())
        assert config.read_text() == OWNED.replace("    supports:\n      - work\n", "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
async def test_a_folder_that_takes_no_file_says_so(desk_of, config):
    config.parent.chmod(0o500)
    app = desk_of()
    try:
        async with app.run_test(size=WIDE) as pilot:
            await press(pilot, "3", "W", "enter")
            await until(pilot, lambda: "cannot be written" in shown(app))
    finally:
        config.parent.chmod(0o700)


async def test_both_screens_fit_a_small_terminal(desk_of):
    app = desk_of()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+w")
        await until(pilot, lambda: "from your articles" in shown(app))
        await press(pilot, "g", "j", "enter")
        await until(pilot, lambda: "The harbour should be built" in shown(app))
        assert all(len(line) == 80 for line in shown(app).splitlines())
