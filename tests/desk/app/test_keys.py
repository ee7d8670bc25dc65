"""Every key of the desk does what `?` says of it."""

import pytest
from shelf import Shelf

from tui.desk import actions
from tui.desk.screens.concordance import Concordance
from tui.desk.screens.listing import Page
from tui.desk.screens.matrix import Sheet
from tui.desk.screens.positions import Positions
from tui.desk.screens.prompt import Prompt
from tui.model import Selection

WIDE = (120, 40)


def shown(app) -> str:
    """What stands on the screen, as text."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines)


async def press(pilot, *keys: str) -> None:
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_the_desk_opens_with_an_article_and_everything_in_its_pane(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        screen = shown(app)
        assert "3 articles" in screen
        assert "Mar-Apr 2031" in screen
        for title in ("1 Articles", "2 Timeline", "3 Actors", "4 Issues", "5 Claims", "0 Reader"):
            assert title in screen
        assert "RIVERTON, March 2" in screen
        assert app.desk.pane == "articles"


@pytest.mark.parametrize(("key", "pane"), [(key, where) for key, where, _ in actions.PANES])
async def test_a_digit_goes_to_its_pane(make_desk, key, pane):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, key)
        assert app.desk.pane == pane
        assert app.focused is app.desk.body(pane)


async def test_tab_goes_round_and_shift_tab_back(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        seen = []
        for _ in range(6):
            seen.append(app.desk.pane)
            await press(pilot, "tab")
        assert seen == ["articles", "timeline", "actors", "issues", "claims", "reader"]
        assert app.desk.pane == "articles"
        await press(pilot, "shift+tab")
        assert app.desk.pane == "reader"


async def test_enter_on_an_actor_selects_it_in_every_pane_and_esc_comes_back(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j", "enter")
        assert app.state.selection == Selection("actor", "o1")
        screen = shown(app)
        assert "council: 1 of 2 mentions, 2 claims, 2 articles" in screen
        assert "Claims about council" in screen
        assert any(mark.hit for mark in app.desk.reader.marks)
        await press(pilot, "escape")
        assert app.state.selection is None
        assert app.desk.pane == "actors"
        assert app.desk.panes["actors"].cursor == 1


async def test_space_selects_and_stays(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "space")
        assert app.state.selection == Selection("issue", "harbour")
        assert app.desk.pane == "issues"


async def test_enter_on_a_claim_shows_its_words_and_esc_returns_to_the_line(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "j", "j", "enter")
        reader = app.desk.reader
        assert app.desk.pane == "reader"
        assert reader.article.key == "b.txt"
        assert reader.unit.start == app.desk.panes["claims"].row.claim.content[0].start
        await press(pilot, "escape")
        assert app.desk.pane == "claims"
        assert app.desk.panes["claims"].cursor == 2
        assert app.desk.reader.article.key == "a.txt"


async def test_enter_on_an_article_opens_it_and_follows(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter")
        assert app.desk.reader.article.key == "b.txt"
        assert app.desk.pane == "reader"


async def test_the_reader_selects_the_name_or_the_word_under_the_cursor(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "0", "space")
        assert app.state.selection == Selection("term", "Council")
        for _ in range(40):
            if app.desk.reader.words == "Ada Holm":
                break
            await press(pilot, "l")
        await press(pilot, "enter")
        assert app.state.selection == Selection("actor", "p1")


async def test_mentions_are_walked_across_articles(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "space", "n")
        places = []
        for _ in range(7):
            places.append((app.desk.reader.article.key, app.desk.reader.unit.start))
            await press(pilot, "n")
        assert len(set(places)) == 6
        assert [key for key, _ in places[:6]] == ["a.txt"] * 3 + ["b.txt"] * 3
        assert "last mention" in shown(app)
        await press(pilot, "N", "N", "N")
        assert app.desk.reader.article.key == "a.txt"


async def test_claims_are_walked_across_articles(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c")
        assert app.desk.reader.claim == "k1"
        await press(pilot, "c", "c")
        assert app.desk.reader.claim == "k3"
        assert app.desk.reader.article.key == "b.txt"
        await press(pilot, "C")
        assert app.desk.reader.claim == "k2"


async def test_brackets_walk_the_selections(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "space", "j", "space", "left_square_bracket")
        assert app.state.selection == Selection("actor", "p1")
        await press(pilot, "right_square_bracket")
        assert app.state.selection == Selection("actor", "o1")
        await press(pilot, "backspace")
        assert app.state.selection is None


async def test_find_shows_matches_of_each_kind_as_one_types(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"harbour")
        assert isinstance(app.screen, Prompt)
        screen = shown(app)
        for kind in ("issue", "term", "article"):
            assert kind in screen
        await press(pilot, "down", "enter")
        assert app.state.selection == Selection("term", "harbour")
        await press(pilot, "escape")
        assert app.state.selection is None


async def test_esc_leaves_the_prompt_and_changes_nothing(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "x", "escape")
        assert app.screen is app.desk
        assert app.state.selection is None


async def test_concordance_shows_the_place(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "v")
        assert app.screen is app.desk
        await press(pilot, "4", "space", "v")
        assert isinstance(app.screen, Concordance)
        await press(pilot, "G", "enter")
        assert app.screen is app.desk
        assert app.desk.reader.article.key == "b.txt"
        await press(pilot, "escape")
        assert app.desk.pane == "issues"


async def test_matrix_and_position_over_time(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        assert isinstance(app.screen, Sheet)
        await press(pilot, "enter")
        assert isinstance(app.screen, Positions)
        screen = shown(app)
        assert "turns from for (2031-03-02) to against (2031-04-09)" in screen
        assert "5 weeks without a claim" in screen
        assert "the new harbour would bring work to Riverton" in screen
        assert "to delay the harbour" in screen
        await press(pilot, "enter")
        assert app.screen is app.desk
        assert app.desk.reader.article.key == "a.txt"
        assert app.desk.pane == "reader"


async def test_the_matrix_counts_only_what_passes_the_filter_and_says_so(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "f", *"stance:against", "enter")
        assert app.desk.panes["claims"].count == 2
        await press(pilot, "m")
        screen = shown(app)
        assert "only claims that pass “stance:against”" in screen
        assert "Ada Holm" not in screen


async def test_a_wrong_filter_is_refused_with_what_would_be_right(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "f", *"stance:maybe", "enter")
        assert isinstance(app.screen, Prompt)
        assert "write one of for, against, mixed" in shown(app)


async def test_a_holder_under_an_issue_opens_its_position(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "l", "j", "enter")
        assert isinstance(app.screen, Positions)
        await press(pilot, "escape")
        assert app.desk.pane == "issues"
        assert app.desk.panes["issues"].cursor == 1


async def test_sort_and_filter_of_a_pane(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "s")
        assert app.state.order("articles")[1] is True
        assert "newest first" in shown(app)
        await press(pilot, "f", *"fishers", "enter")
        assert app.desk.panes["articles"].count == 1
        await press(pilot, "f", *(["backspace"] * 7), *"zebra", "enter")
        assert "No article here has “zebra”. f changes" in shown(app)


async def test_timeline_zooms_and_steps_from_anywhere(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "plus")
        assert app.state.zoom == "week"
        await press(pilot, "minus", "minus")
        assert app.state.zoom == "year"
        await press(pilot, "minus")
        assert "by year already" in shown(app)
        await press(pilot, "d")
        assert app.desk.panes["timeline"].cursor == 1
        await press(pilot, "D")
        assert app.desk.panes["timeline"].cursor == 0


async def test_zoom_shows_one_pane_and_back(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "z")
        assert "3 Actors" not in shown(app)
        await press(pilot, "z")
        assert "3 Actors" in shown(app)


@pytest.mark.parametrize("pane", ["1", "3", "5", "0"])
async def test_why_opens_a_page(make_desk, pane):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, pane, "w")
        assert isinstance(app.screen, Page)
        assert "because the words say so" in shown(app)
        await press(pilot, "q")
        assert app.screen is app.desk


async def test_help_is_that_of_the_focused_pane(make_desk):
    app = make_desk()
    async with app.run_test(size=(120, 60)) as pilot:
        await press(pilot, "5", "question_mark")
        screen = shown(app)
        assert "Keys in Claims" in screen
        assert "show the words in the reader" in screen
        await press(pilot, "escape", "0", "question_mark")
        assert "sort this pane" not in shown(app)


async def test_commands_are_found_by_their_words_and_done(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "colon", *"matrix", "enter")
        assert isinstance(app.screen, Sheet)
        await press(pilot, "escape", "ctrl+p", *"go to claims", "enter")
        assert app.desk.pane == "claims"


async def test_actor_in_detail(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "i")
        screen = shown(app)
        assert "Holm is the surname of Ada Holm alone." in screen
        assert "New harbour" in screen


async def test_judging_is_respected_at_once_and_undone(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "x")
        assert app.desk.panes["claims"].count == 3
        assert "rejected" in shown(app)
        await press(pilot, "o")
        assert shelf.done[-1][0] == "k2"
        await press(pilot, "r", *"against", "enter")
        assert shelf.claims_[1].stance == "against"
        await press(pilot, "u", "u", "u")
        assert shelf.claims_[0].status == "found"
        assert app.desk.panes["claims"].count == 4


async def test_a_note_and_a_mark(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "a", *"ask", "enter")
        assert [note.text for note in shelf.notes()] == ["ask"]
        assert "ask" in shown(app)
        await press(pilot, "R")
        assert shelf.seen == {"a.txt"}
        await press(pilot, "R")
        assert shelf.seen == set()


async def test_cite_and_export(make_desk, tmp_path):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "Y")
        assert "written to" in shown(app)
        written = list(tmp_path.glob("onrecord-*.txt"))
        assert len(written) == 1
        assert written[0].read_text().count("cited claim") == 4
        await press(pilot, "Y")
        assert len(list(tmp_path.glob("onrecord-*.txt"))) == 2


async def test_an_editor_gets_the_file_without_a_shell(make_desk, shelf: Shelf, tmp_path, monkeypatch):
    from contextlib import nullcontext

    called = []
    monkeypatch.setattr(shelf, "file_of", lambda key: tmp_path / key)
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr("subprocess.run", lambda argv, **kw: called.append(argv) or type("D", (), {"returncode": 0}))
    app = make_desk(editor="edit --wait '$(x)'")
    monkeypatch.setattr(app, "suspend", nullcontext)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "e")
        assert called == [["edit", "--wait", "$(x)", str(tmp_path / "a.txt")]]
        assert ("reread", "a.txt") in shelf.done


async def test_leaving_keeps_the_place_for_next_time(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j", "space", "5", "j", "q")
    again = make_desk()
    async with again.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert again.state.selection == Selection("actor", "o1")
        assert again.desk.pane == "claims"
        assert again.desk.panes["claims"].cursor == 1


async def test_a_remapped_key_works_and_help_follows(make_desk):
    app = make_desk(keys={"matrix": "M", "help": "f1"})
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        assert app.screen is app.desk
        assert "M matrix" in shown(app)
        await press(pilot, "M")
        assert isinstance(app.screen, Sheet)
        await press(pilot, "escape", "f1")
        assert isinstance(app.screen, Page)


async def test_clashing_keys_are_refused_with_the_line(make_desk, tmp_path):
    app = make_desk(keys={"matrix": "n"}, key_lines={"matrix": 7}, path=tmp_path / "config.yaml")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "config.yaml:7: keys: n is both" in shown(app)
        await press(pilot, "m")
        assert isinstance(app.screen, Sheet)
