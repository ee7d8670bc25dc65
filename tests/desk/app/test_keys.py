"""Every key of the desk does what `?` says of it."""

from pathlib import Path
from time import monotonic

import pytest
from msgspec.structs import replace

from tests.desk.app import shelf as shelf_module
from tests.desk.app.shelf import SharedShelf, Shelf
from tui.config import Config
from tui.desk import actions
from tui.desk.row_actions import Offered
from tui.desk.screens.actor_sheet import ActorSheet
from tui.desk.screens.alike_claims import AlikeClaims, LikeRow
from tui.desk.screens.article_sheet import ArticleSheet
from tui.desk.screens.concordance import Concordance
from tui.desk.screens.decided import DecidedScreen
from tui.desk.screens.desk import DeskScreen
from tui.desk.screens.framed import Framed
from tui.desk.screens.list_screen import PageScreen
from tui.desk.screens.matrix import Sheet
from tui.desk.screens.prompt import Prompt
from tui.desk.screens.record import RecordScreen
from tui.desk.screens.review import ReviewScreen
from tui.desk.screens.watched_issue import WatchedIssue
from tui.desk.screens.watchlist import WatchlistScreen
from tui.desk.widgets.base import LineView
from tui.model import Selection
from tui.store.query import ClaimQuery
from tui.store.rows import Coded

WIDE = (120, 40)


def shown(app) -> str:
    """What stands on the screen, as text."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines)


async def until(pilot, holds, seconds: float = 60.0) -> None:
    """Wait until something holds; fail where it never does."""
    end = monotonic() + seconds
    while not holds():
        assert monotonic() < end, f"never came true; the screen:\n{shown(pilot.app)}"
        await pilot.pause(0.02)


async def press(pilot, *keys: str) -> None:
    await until(pilot, lambda: pilot.app.desk.begun)
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_the_desk_opens_with_an_article_and_everything_in_its_pane(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await until(pilot, lambda: "3 articles" in shown(app))
        await until(pilot, lambda: "early 2031" in shown(app))
        titles = ("1 ARTICLES", "2 Timeline", "3 Actors", "4 Issues", "5 Claims", "0 Reader")
        await until(pilot, lambda: all(title in shown(app) for title in titles))
        await until(pilot, lambda: "RIVERTON, March 2" in shown(app))
        await until(pilot, lambda: app.desk.pane == "articles")


@pytest.mark.parametrize(("key", "pane"), [(key, where) for key, where, _ in actions.PANES])
async def test_a_digit_goes_to_its_pane(make_desk, key, pane):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, key)
        await until(pilot, lambda: app.desk.pane == pane)
        await until(pilot, lambda: app.focused is app.desk.body(pane))


async def test_tab_goes_round_and_shift_tab_back(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        seen = []
        for _ in range(6):
            seen.append(app.desk.pane)
            await press(pilot, "tab")
        assert seen == ["articles", "timeline", "actors", "issues", "claims", "reader"]
        await until(pilot, lambda: app.desk.pane == "articles")
        await press(pilot, "shift+tab")
        await until(pilot, lambda: app.desk.pane == "reader")


async def test_enter_on_an_actor_selects_it_in_every_pane_and_esc_comes_back(make_desk, shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j", "enter")
        await until(pilot, lambda: app.state.selection == Selection("actor", "o1"))
        await until(pilot, lambda: "council: 2 mentions, 2 claims by it, 0 about it, 2 articles" in shown(app))
        await until(pilot, lambda: "mention 1 of 2" in shown(app))
        await until(pilot, lambda: "CLAIMS about council" in shown(app))
        await until(pilot, lambda: any(mark.hit for mark in app.desk.reader.marks))
        await press(pilot, "escape")
        await until(pilot, lambda: app.state.selection is None)
        await until(pilot, lambda: app.desk.pane == "actors")
        await until(pilot, lambda: app.desk.panes["actors"].cursor == 1)


async def test_actors_that_are_only_named_stand_below_a_line_that_the_cursor_steps_over(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "g")
        await until(pilot, lambda: "2 hold claims, 3 named" in shown(app))
        lines = [line[:72] for line in shown(app).splitlines()]
        at = next(n for n, line in enumerate(lines) if "only named, hold no claim · 1" in line)
        assert "council" in lines[at - 1]
        assert "Riverton" in lines[at + 1]
        assert "named 3 times" in lines[at + 1]
        for key, name in (("j", "council"), ("j", "Riverton"), ("k", "council"), ("G", "Riverton")):
            await press(pilot, key)
            assert app.desk.row.name == name


async def test_space_selects_and_stays(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "space")
        await until(pilot, lambda: app.state.selection == Selection("issue", "harbour"))
        await until(pilot, lambda: app.desk.pane == "issues")


async def test_enter_on_a_claim_shows_its_words_and_esc_returns_to_the_line(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "j", "j", "enter")
        reader = app.desk.reader
        await until(pilot, lambda: app.desk.pane == "reader")
        assert reader.article.key == "b.txt"
        await until(pilot, lambda: reader.unit.start == app.desk.panes["claims"].claim.claim.content[0].start)
        await press(pilot, "escape")
        await until(pilot, lambda: app.desk.pane == "claims")
        await until(pilot, lambda: app.desk.panes["claims"].claim.claim.id == "k3")
        await until(pilot, lambda: app.desk.reader.article.key == "a.txt")


async def test_enter_on_an_article_opens_it_and_follows(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "enter")
        await until(pilot, lambda: app.desk.reader.article.key == "b.txt")
        await until(pilot, lambda: app.desk.pane == "reader")


async def test_the_reader_selects_the_name_or_the_word_under_the_cursor(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "0", "enter")
        await until(pilot, lambda: app.state.selection == Selection("term", "Council"))
        await press(pilot, "0")
        for _ in range(40):
            if app.desk.reader.words == "Ada Holm":
                break
            await press(pilot, "l")
        await press(pilot, "enter")
        await until(pilot, lambda: app.state.selection == Selection("actor", "p1"))


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
        await until(pilot, lambda: "last mention" in shown(app))
        await press(pilot, "N", "N", "N")
        await until(pilot, lambda: app.desk.reader.article.key == "a.txt")


async def test_claims_are_walked_across_articles(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "c")
        await until(pilot, lambda: app.desk.reader.claim == "k1")
        await press(pilot, "c", "c")
        await until(pilot, lambda: app.desk.reader.claim == "k3")
        await until(pilot, lambda: app.desk.reader.article.key == "b.txt")
        await press(pilot, "C")
        await until(pilot, lambda: app.desk.reader.claim == "k2")


async def test_brackets_walk_the_selections(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "space", "j", "space", "left_square_bracket")
        await until(pilot, lambda: app.state.selection == Selection("actor", "p1"))
        await press(pilot, "right_square_bracket")
        await until(pilot, lambda: app.state.selection == Selection("actor", "o1"))
        await press(pilot, "backspace")
        await until(pilot, lambda: app.state.selection is None)


async def test_find_shows_matches_of_each_kind_as_one_types(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"harbour")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        kinds = ("issue", "term", "article")
        await until(pilot, lambda: all(kind in shown(app) for kind in kinds))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: app.state.selection == Selection("term", "harbour"))
        await press(pilot, "escape")
        await until(pilot, lambda: app.state.selection is None)


async def test_esc_leaves_the_prompt_and_changes_nothing(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", "x", "escape")
        await until(pilot, lambda: app.screen is app.desk)
        await until(pilot, lambda: app.state.selection is None)


async def test_concordance_shows_the_place(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "v")
        await until(pilot, lambda: app.screen is app.desk)
        await press(pilot, "4", "space", "v")
        await until(pilot, lambda: isinstance(app.screen, Concordance))
        await press(pilot, "G", "enter")
        await until(pilot, lambda: app.screen is app.desk)
        await until(pilot, lambda: app.desk.reader.article.key == "b.txt")
        await press(pilot, "escape")
        await until(pilot, lambda: app.desk.pane == "issues")


async def test_matrix_and_position_over_time(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        await until(pilot, lambda: isinstance(app.screen, Sheet))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))
        await until(pilot, lambda: "turns from for it (2 Mar 2031) to against it (9 Apr 2031)" in shown(app))
        await until(pilot, lambda: "5 weeks without a claim" in shown(app))
        await until(pilot, lambda: "the new harbour would bring work to Riverton" in shown(app))
        await until(pilot, lambda: "to delay the harbour" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is app.desk)
        await until(pilot, lambda: app.desk.reader.article.key == "a.txt")
        await until(pilot, lambda: app.desk.pane == "reader")


async def test_a_matrix_that_was_opened_while_claims_were_tied_fills_by_itself(make_desk, shelf):
    claims, shelf.claims_ = shelf.claims_, []
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        await until(pilot, lambda: "they come in as articles are tied" in shown(app))
        shelf.claims_, shelf.number, shelf.held = claims, 2, 2
        await until(pilot, lambda: "council" in shown(app))
        assert isinstance(app.screen, Sheet)


async def test_the_matrix_by_side_opens_the_claims_of_all_its_holders(make_desk, shelf):
    shelf.claims_[1] = replace(shelf.claims_[1], side="council")
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "m", "b")
        await until(pilot, lambda: "sides by issues" in shown(app) and "▸Ada Holm" not in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen) and "Ada Holm" in shown(app))
        await press(pilot, "escape", "b")
        await until(pilot, lambda: "holders by issues" in shown(app) and "Ada Holm" in shown(app))


async def test_the_matrix_counts_only_what_passes_the_filter_and_says_so(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "f", *"stance:against", "enter")
        await until(pilot, lambda: app.desk.panes["claims"].total() == 2)
        await press(pilot, "m")
        await until(pilot, lambda: "only claims that pass “stance:against”" in shown(app))
        await until(pilot, lambda: "Ada Holm" not in shown(app))


async def test_a_wrong_filter_is_refused_with_what_would_be_right(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "f", *"stance:maybe", "enter")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await until(pilot, lambda: "write one of for, against, mixed" in shown(app))


async def test_a_holder_under_an_issue_opens_its_position(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "l", "j", "enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))
        await press(pilot, "escape")
        await until(pilot, lambda: app.desk.pane == "issues")
        await until(pilot, lambda: app.desk.panes["issues"].cursor == 1)


async def test_sort_and_filter_of_a_pane(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "s")
        await until(pilot, lambda: app.state.order("articles")[1] is True)
        await until(pilot, lambda: "newest first" in shown(app))
        await press(pilot, "f", *"fishers", "enter")
        await until(pilot, lambda: app.desk.panes["articles"].count == 1)
        await press(pilot, "f", *(["backspace"] * 7), *"zebra", "enter")
        await until(pilot, lambda: "No article here has “zebra”" in shown(app))


async def test_timeline_zooms_and_steps_from_anywhere(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "plus")
        await until(pilot, lambda: app.state.zoom == "week")
        await press(pilot, "minus", "minus")
        await until(pilot, lambda: app.state.zoom == "year")
        await press(pilot, "minus")
        await until(pilot, lambda: "by year already" in shown(app))
        await press(pilot, "d")
        await until(pilot, lambda: app.desk.panes["timeline"].cursor == 1)
        await press(pilot, "D")
        await until(pilot, lambda: app.desk.panes["timeline"].cursor == 0)


async def test_zoom_shows_one_pane_and_back(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "z")
        await until(pilot, lambda: not app.desk.shows("actors") and "━5 CLAIMS 4━" in shown(app))
        await press(pilot, "z")
        await until(pilot, lambda: app.desk.shows("actors"))


@pytest.mark.parametrize("pane", ["1", "3", "5", "0"])
async def test_why_opens_a_page(make_desk, pane):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, pane, "w")
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await until(pilot, lambda: "because the words say so" in shown(app))
        await press(pilot, "q")
        await until(pilot, lambda: app.screen is app.desk)


async def test_help_is_that_of_the_focused_pane(make_desk):
    app = make_desk()
    async with app.run_test(size=(120, 60)) as pilot:
        await press(pilot, "5", "question_mark")
        await until(pilot, lambda: "Keys in Claims" in shown(app))
        await until(pilot, lambda: "show the words in the reader" in shown(app))
        await press(pilot, "escape", "0", "question_mark")
        await until(pilot, lambda: "sort this pane" not in shown(app))


async def test_commands_are_found_by_their_words_and_done(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "colon", *"matrix", "enter")
        await until(pilot, lambda: isinstance(app.screen, Sheet))
        await press(pilot, "escape", "ctrl+p", *"go to claims", "enter")
        await until(pilot, lambda: app.desk.pane == "claims")


async def test_actor_in_detail(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "i")
        await until(pilot, lambda: "Holm is the surname of Ada Holm alone." in shown(app))
        await until(pilot, lambda: "New harbour" in shown(app))


@pytest.mark.parametrize(("key", "deed"), [("o", "same"), ("x", "never_same")])
@pytest.mark.parametrize("page", ["i", "w"])
async def test_a_merge_that_is_only_likely_is_offered_and_taken_or_refused(make_desk, shelf: Shelf, page, key, deed):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", page)
        await until(pilot, lambda: "Ada Holme (1), because “Ada Holme” is spelt almost like" in shown(app))
        await press(pilot, key)
        assert shelf.done == []  # only on a line that offers
        while not isinstance(app.screen.target, Offered):
            await press(pilot, "down")
        await press(pilot, key)
        await until(pilot, lambda: (deed, "p2") in shelf.done)
        there = DeskScreen if page == "w" else ActorSheet
        await until(pilot, lambda: isinstance(app.screen, there) and "u takes it back" in shown(app))
        await press(pilot, "u")
        await until(pilot, lambda: "taken back: Ada Holm and Ada Holme" in shown(app))


async def test_an_actor_in_detail_has_its_roles_with_their_days(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "i")
        await until(pilot, lambda: "mayor of Riverton, 2031-03-02 to 2031-04-09: a.txt says so" in shown(app))


async def test_judging_is_respected_at_once_and_undone(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "x")
        await until(pilot, lambda: app.desk.panes["claims"].total() == 3)
        await until(pilot, lambda: "rejected" in shown(app))
        await press(pilot, "o")
        await until(pilot, lambda: shelf.done[-1][0] == "k2")
        await press(pilot, "r", *"against", "enter")
        await until(pilot, lambda: shelf.claims_[1].stance == "against")
        await press(pilot, "u", "u", "u")
        await until(pilot, lambda: shelf.claims_[0].status == "found")
        await until(pilot, lambda: app.desk.panes["claims"].total() == 4)


async def test_what_coders_disagree_on_is_listed_and_settled(make_desk, shelf: Shelf):
    shelf.coded = {"k2": [Coded("ada", "confirmed"), Coded("bo", "changed, holder The Mayor")]}
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "J")
        await until(pilot, lambda: "Nobody else judged this claim" in shown(app))
        await press(pilot, "down", "J")
        await until(pilot, lambda: "bo: changed, holder The Mayor" in shown(app))
        await press(pilot, *"bo", "enter")
        await until(pilot, lambda: shelf.done[-1] == ("k2", ("status", "changed"), ("coder", "bo")))
        await until(pilot, lambda: "settled as bo says" in shown(app))
        await press(pilot, "f", *"is:disputed", "enter")
        await until(pilot, lambda: app.state.claims_filter == ClaimQuery(disputed=True))
        await press(pilot, "f", *"is:odd", "enter")
        await until(pilot, lambda: "write is:disputed" in shown(app))


async def test_what_others_decide_is_drawn_and_a_shared_store_that_is_lost_is_said(make_desk, shelf: Shelf):
    shelf.shared = SharedShelf()
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5")
        await until(pilot, lambda: app.desk.panes["claims"].total() == 4)
        assert shelf.shared.doings == ["begun"]
        shelf.claims_[0] = replace(shelf.claims_[0], status="rejected", coder="bo")
        shelf.came = frozenset({"claim"})
        await until(pilot, lambda: app.desk.panes["claims"].total() == 3)
        read = shelf.indexed
        shelf.came = frozenset({"merge"})
        await until(pilot, lambda: shelf.indexed > read)
        shelf.shared.lost = "the shared judgements at db cannot be reached: no answer"
        await until(pilot, lambda: "goes over when it answers" in shown(app))
        shelf.shared.lost = ""
        await until(pilot, lambda: "the shared judgements answer again" in shown(app))
    assert shelf.shared.doings == ["begun", "ended"]


async def test_a_correction_is_offered_for_claims_like_it_each_taken_or_left(make_desk, shelf: Shelf):
    keys = [claim.id for claim in shelf.claims_]
    shelf.alike = keys[1:3]
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "r", *"mixed", "enter")
        await until(pilot, lambda: "2 of 2 taken" in shown(app))
        await press(pilot, "x")
        await until(pilot, lambda: "1 of 2 taken" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: shelf.claims_[2].stance == "mixed")
        assert shelf.stood[keys[2]].stance != "mixed"  # so that what another desk decides meanwhile is asked about
        assert shelf.claims_[1].stance != "mixed"
        await until(pilot, lambda: "in 1 more" in shown(app))


async def test_a_note_and_a_mark(make_desk, shelf: Shelf):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "a", *"ask", "enter")
        await until(pilot, lambda: [note.text for note in shelf.notes()] == ["ask"])
        await until(pilot, lambda: "ask" in shown(app))
        await press(pilot, "R")
        await until(pilot, lambda: shelf.seen == {"a.txt"})
        await press(pilot, "R")
        await until(pilot, lambda: shelf.seen == set())


@pytest.mark.parametrize(("keys", "told"), [({}, "E: a file"), ({"export": "K"}, "K: a file")])
async def test_what_is_copied_names_the_key_that_writes_a_file(make_desk, monkeypatch, keys, told):
    monkeypatch.setenv("PATH", "/nowhere")  # no tmux is asked
    app = make_desk(keys=keys)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "y")
        await until(pilot, lambda: told in shown(app))


@pytest.fixture
def elsewhere(tmp_path_factory, monkeypatch) -> Path:
    """A folder that is not the corpus, where the reader is."""
    folder = tmp_path_factory.mktemp("out")
    monkeypatch.chdir(folder)
    return folder


async def test_what_is_selected_is_exported_to_a_file_whose_name_is_offered(make_desk, elsewhere):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        await until(pilot, lambda: "brief (Word)" in shown(app) and "tidy table" in shown(app))
        await press(pilot, *"citations text", "enter")
        await until(pilot, lambda: "onrecord-citations-the-whole-corpus.txt" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "written to" in shown(app))
        written = elsewhere / "onrecord-citations-the-whole-corpus.txt"
        await until(pilot, lambda: written.read_text().count("New harbour") == 4)
        await press(pilot, "E", *"citations text", "enter")
        await until(pilot, lambda: "corpus-2.txt" in shown(app))
        await press(pilot, "ctrl+u", *written.name, "enter")
        await until(pilot, lambda: "it is there already" in shown(app))
        await press(pilot, "escape")


async def test_an_actor_is_exported_by_and_about_and_a_filter_holds(make_desk, elsewhere):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "enter", "E")
        await until(pilot, lambda: "by Ada Holm" in shown(app) and "about Ada Holm" in shown(app))
        await press(pilot, "escape", "backspace", "5", "f", *"stance:against", "enter", "E", *"citations text", "enter")
        await until(pilot, lambda: "stance-against.txt" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "written to" in shown(app))
        (written,) = elsewhere.glob("onrecord-*.txt")
        await until(pilot, lambda: written.read_text().count("against New harbour") == 2)


async def test_lines_are_written_where_no_article_is_made_of_them(make_desk, tmp_path, monkeypatch):
    """The reader stands in the corpus as a rule: `cd articles; onrecord .`"""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    app = make_desk()
    app.corpus = tmp_path / "corpus"
    app.corpus.mkdir()
    monkeypatch.chdir(app.corpus)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        await press(pilot, "Y")
        await until(pilot, lambda: "written to" in shown(app))
    assert "New harbour" in (home / "onrecord-matrix.txt").read_text()
    assert not list(app.corpus.iterdir())


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
        await until(pilot, lambda: called == [["edit", "--wait", "$(x)", str(tmp_path / "a.txt")]])
        await until(pilot, lambda: ("reread", "a.txt") in shelf.done)


def bound(view) -> set[str]:
    """The actions that a widget or screen has keys for."""
    return {str(binding.id) for bindings in view._bindings.key_to_bindings.values() for binding in bindings}


@pytest.mark.parametrize("where", [*actions.ON_DESK, *actions.SCREENS])
async def test_every_action_that_help_names_can_be_done_there(make_desk, where):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await open_place(pilot, where)
        view = app.screen.focused
        can = {id_ for place in (app.screen, view) if place is not None for id_ in bound(place)}
        known = set(app.desk.acts) if app.screen is app.desk else acts_of(app.screen)
        for action in actions.here(where):
            if where != "prompt":
                assert action.id in can, f"{action.id} has no key in {where}"
                assert action.id in known | acts_of(view), f"{action.id} does nothing in {where}"


def acts_of(view) -> set[str]:
    return set(view.acts()) if isinstance(view, (LineView, Framed)) else set()


OPENED_BY = {
    "concordance": "concordance", "matrix": "matrix", "record": "matrix", "page": "help", "prompt": "find",
    "watchlist": "watch.list", "review": "review", "decided": "decided",
}  # fmt: skip
MADE = {
    "watched": lambda app: WatchedIssue(app.desk.writing, app.desk.writing.new_draft("Ferry", ("ferry",))),
    "actor": lambda app: ActorSheet(app.desk.mend, "p1", "Ada Holm"),
    "article": lambda app: ArticleSheet(app.desk.mend, "a.txt"),
    "alike": lambda app: AlikeClaims(
        [LikeRow(row, "said too") for row in app.desk.state.library.claims(limit=2)], "stance: for", {}
    ),
}


async def open_place(pilot, where: str) -> None:
    """Go to a pane or screen, from wherever the desk is."""
    app = pilot.app
    await until(pilot, lambda: app.desk.begun and app.focused is not None)
    for _ in range(4):
        if app.screen is not app.desk:
            app.screen.dismiss(None)
            await pilot.pause()
    app.desk.focus_pane("issues" if where == "concordance" else where if where in actions.ON_DESK else "claims")
    await pilot.pause()
    if where == "concordance":
        app.desk.navigate.select_here()
    if where in OPENED_BY:
        app.desk.acts[OPENED_BY[where]]()
    elif where in MADE:
        app.push_screen(MADE[where](app))
    if where == "record":
        await until(pilot, lambda: isinstance(app.screen, Sheet) and app.screen.focused is not None)
        app.screen.act()
    kind = {"concordance": Concordance, "matrix": Sheet, "record": RecordScreen, "page": PageScreen,
            "prompt": Prompt, "watchlist": WatchlistScreen, "watched": WatchedIssue, "alike": AlikeClaims,
            "actor": ActorSheet, "article": ArticleSheet, "review": ReviewScreen,
            "decided": DecidedScreen}  # fmt: skip
    await until(pilot, lambda: isinstance(app.screen, kind.get(where, DeskScreen)) and app.screen.focused is not None)


async def test_every_key_acts_where_config_yaml_puts_it_and_no_longer_where_it_was(make_desk, monkeypatch):
    """Each action in turn gets another key: that one acts, in every place that help names, and the old ones do not."""
    done: list[str] = []
    for kind in (DeskScreen, Framed, LineView, Prompt):
        monkeypatch.setattr(kind, "action_perform", lambda self, id_: done.append(id_))
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.desk.begun)
        for where in (*actions.ON_DESK, *actions.SCREENS):
            await open_place(pilot, where)
            for action in actions.here(where):
                if where not in (next(actions.places(action)), *action.where):
                    continue  # in one of the places that it works in without being named for
                if where == "prompt" and action.id not in ("back", "leave"):
                    continue  # every other key is typed
                app.live_config.take_keys(Config(keys={action.id: "f12"}))
                done.clear()
                for key in (*action.keys, "f12"):
                    await pilot.press(key)
                await until(pilot, lambda: done)
                assert done == [action.id], f"{action.id} in {where}"


@pytest.mark.parametrize(
    ("pane", "key", "why"),
    [
        ("0", "s", "s does nothing in Reader: sort this pane another way, in Articles, Timeline, Actors, Claims."),
        ("1", "P", "P does nothing in Articles: show the code points of hidden characters, in Reader."),
        ("1", "b", "in the matrix."),
        ("m", "t", "t does nothing in the matrix: mark the row"),
        ("m", "5", "5 does nothing in the matrix: go to Claims, on the desk."),
        ("m", "K", "K is no key of the matrix; ? shows those there are."),
        ("5", "K", "K is no key of Claims; ? shows those there are."),
    ],
)
async def test_a_key_that_does_nothing_says_why(make_desk, pane, key, why):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, pane, key)
        await until(pilot, lambda: why in shown(app))
        await press(pilot, "j")
        await until(pilot, lambda: why not in shown(app))


async def test_a_filter_narrows_as_one_types_and_esc_takes_it_back(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "f", *"fish")
        await until(
            pilot,
            lambda: app.desk.panes["articles"].count == 1 and "Filter articles (empty for all) · 1:" in shown(app),
        )
        await press(pilot, "escape")
        await until(pilot, lambda: app.desk.panes["articles"].count == 3)
        await press(pilot, "5", "f", *"stance:for")
        await until(pilot, lambda: app.desk.panes["claims"].total() == 2)
        await press(pilot, "enter")
    again = make_desk()
    async with again.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "filter, kept: stance:for" in shown(again))


async def test_words_looked_for_in_the_reader_are_lit_and_counted_and_survive_another_article(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "0", "f", *"harbour")
        await until(pilot, lambda: "Find in this article · 3:" in shown(app))
        await press(pilot, "enter")
        reader = app.desk.reader
        places = []
        for _ in range(4):
            places.append(reader.unit.start)
            await press(pilot, "n")
        assert len(set(places)) == 3
        assert places[0] == places[3]  # round the end
        await until(pilot, lambda: "“harbour” 2 of 3" in shown(app))
        await press(pilot, "1", "j", "enter")
        await until(pilot, lambda: len(reader.hits) == 3 and reader.article.key == "b.txt")
        await press(pilot, "0", "escape")
        await until(pilot, lambda: not reader.hits)


async def test_space_pages_in_the_reader_and_selects_in_lists(make_desk, monkeypatch):
    body = "\n\n".join(f"Paragraph {n} tells again at some length what the council has in mind." for n in range(60))
    monkeypatch.setitem(shelf_module.TEXTS, "a.txt", shelf_module.TEXTS["a.txt"] + "\n\n" + body)
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "0", "space")
        await until(pilot, lambda: app.desk.reader.scroll_offset.y > 10)
        assert app.state.selection is None
        await press(pilot, "3", "space")
        await until(pilot, lambda: app.state.selection == Selection("actor", "p1"))


async def test_q_leaves(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "q")
        await until(pilot, lambda: not app.is_running)


async def test_leaving_keeps_the_place_for_next_time(make_desk):
    app = make_desk()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j", "space", "5", "j", "q")
    again = make_desk()
    async with again.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert again.state.selection == Selection("actor", "o1")
        assert again.desk.pane == "claims"
        assert again.desk.panes["claims"].claim.claim.id == "k4"


async def test_a_remapped_key_works_and_help_follows(make_desk):
    app = make_desk(keys={"matrix": "f5", "help": "f1"})
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "m")
        await until(pilot, lambda: app.screen is app.desk and "m is no key of" in shown(app))
        await press(pilot, "j")
        await until(pilot, lambda: "f5 matrix" in shown(app))
        await press(pilot, "f5")
        await until(pilot, lambda: isinstance(app.screen, Sheet))
        await press(pilot, "escape", "f1")
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
