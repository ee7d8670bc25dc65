"""The list of what was decided by keys, from the real store: searched, opened, changed, taken back out of order."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_keys import press, shown, until
from test_sample import desk

from tui.desk.presentation.decided_lines import counts, decided_line, parse_decided, passes
from tui.desk.screens.decided import DecidedScreen
from tui.desk.theme import choose
from tui.model import Selection
from tui.store.library import Library
from tui.store.problems import Refused, Stale
from tui.store.rows import DecidedRow

WIDE, NARROW = (120, 40), (80, 24)
LOOK = choose({"TERM": "xterm-256color", "LANG": "C.UTF-8"})


def judged(library) -> list[str]:
    """A claim rejected, one confirmed, one changed, a note on the first and one on an issue; the ids of the claims."""
    keys = [row.claim.id for row in library.claims(limit=3)]
    decisions = library.decisions
    decisions.reject(keys[0])
    decisions.confirm(keys[1])
    decisions.change(keys[2], stance="mixed")
    decisions.note(Selection("claim", keys[0]), "look at the source")
    decisions.note(Selection("issue", library.config.issues[0].id), "for the weekly")
    return keys


async def opened(pilot) -> DecidedScreen:
    await press(pilot, "U")
    await until(pilot, lambda: isinstance(pilot.app.screen, DecidedScreen) and pilot.app.screen.focused is not None)
    return pilot.app.screen


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_it_is_searched_and_an_older_decision_is_taken_back_out_of_order(library, size):
    keys = judged(library)
    app = desk(library)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        await until(pilot, lambda: "5: 3 of claims (1 rejected), 2 notes" in shown(app))
        await press(pilot, "slash", *"is:rejected", "enter")
        await until(pilot, lambda: "filter: is:rejected" in shown(app))
        assert [row.selection.key for row in screen.shown()] == [keys[0]]
        await press(pilot, "u")
        await until(pilot, lambda: "taken back: claim rejected" in shown(app))
        assert [library.claim(key).status for key in keys] == ["found", "confirmed", "changed"]
        assert len(library.review.decided()) == 4
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is app.desk)
        assert app.desk.panes["claims"].total() == app.state.counts.claims
        await press(pilot, "u")
        await until(pilot, lambda: "for the weekly" in shown(app) and "taken back" in shown(app))
        assert len(library.review.decided()) == 3


async def test_one_is_opened_at_its_place_and_changed(library):
    keys = judged(library)
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "slash", *"is:confirmed", "enter", "x")
        await until(pilot, lambda: library.claim(keys[1]).status == "rejected")
        await until(pilot, lambda: "Nothing that was decided passes" in shown(app))
        await press(pilot, "f", *["backspace"] * 12, *"is:changed", "enter", "r", *"against", "enter")
        await until(pilot, lambda: library.claim(keys[2]).stance == "against")
        await until(pilot, lambda: "set stance: against" in shown(app))
        claim = library.claim(keys[2]).claim
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is app.desk and app.desk.pane == "reader")
        assert app.desk.reader.article.key == claim.article
        assert app.desk.reader.claim == claim.id


async def test_a_note_is_written_anew_and_opened_at_what_it_is_on(library):
    judged(library)
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "slash", *"weekly", "enter", "r", *" review", "enter")
        await until(pilot, lambda: "for the weekly review" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is app.desk)
        assert app.state.selection == Selection("issue", library.config.issues[0].id)


def test_one_of_many_decided_together_is_taken_back_alone(library):
    keys = [row.claim.id for row in library.claims(limit=4)]
    library.decisions.change_together(keys, status="rejected")
    row = next(row for row in library.review.decided() if row.selection.key == keys[2])
    library.decisions.take_back_change(row.number)
    assert [library.claim(key).status for key in keys] == ["rejected", "rejected", "found", "rejected"]
    undone = library.decisions.undo()
    assert undone.many == 3
    assert {library.claim(key).status for key in keys} == {"found"}
    with pytest.raises(Refused):
        library.decisions.take_back_change(row.number)


def test_what_was_decided_of_the_same_since_stands_in_the_way(library):
    key = library.claims(limit=1)[0].claim.id
    library.decisions.reject(key)
    first = library.review.decided()[0]
    library.decisions.confirm(key)
    with pytest.raises(Stale, match="claim rejected"):
        library.decisions.take_back_change(first.number)
    assert library.claim(key).status == "confirmed"
    (row,) = library.review.decided()
    library.decisions.take_back_change(row.number)
    assert library.claim(key).status == "rejected"
    library.decisions.take_back_change(library.review.decided()[0].number)
    assert library.claim(key).status == "found"
    assert library.review.decided() == []


async def test_anothers_decision_is_listed_by_coder_and_is_not_ours_to_take_back(library):
    from tui.store.judgements import Judgements

    key = library.claims(limit=1)[0].claim.id
    other = Library.open(library.index_file.corpus, library.config, index_dir=library.index_file.path.parent,
                         data_dir=library.data_dir)  # fmt: skip
    other.judgements = other.decisions._judgements = Judgements(library.index_file.corpus, library.data_dir, "ingrid")
    other.decisions.reject(key)
    library.decisions.note(Selection("claim", key), "mine")
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await press(pilot, "slash", *"coder:ingrid", "enter")
        await until(pilot, lambda: "filter: coder:ingrid" in shown(app))
        assert [row.coder for row in screen.shown()] == ["ingrid"]
        await press(pilot, "u")
        await until(pilot, lambda: "ingrid decided it" in shown(app))
        with pytest.raises(Refused, match="another's"):
            library.decisions.take_back_change(screen.row.number)
        assert library.claim(key).status == "rejected"
    other.close()


ROW = DecidedRow(1, datetime(2031, 4, 9, 12, 30, tzinfo=UTC), "claim rejected: the quay", "claim", "holm", True,
                 "rejected", None, "Ada Holm", "harbour", "Council backs it")  # fmt: skip
NAMES = {"harbour": "New harbour"}


@pytest.mark.parametrize(
    ("typed", "passing"),
    [
        ("", True), ("quay", True), ("QUAY council", True), ("pier", False), ("issue:new", True), ("issue:tax", False),
        ('holder:"ada holm"', True), ("holder:vester", False), ("day:2031", True), ("day:2031-04", True),
        ("day:2031-04-10", False), ("coder:hol", True), ("coder:x", False), ("is:rejected", True), ("is:claim", True),
        ("is:note", False), ("issue:harbour is:rejected quay", True), ("holder:", True),
    ],
)  # fmt: skip
def test_what_passes_a_filter(typed, passing):
    assert passes(ROW, parse_decided(typed), NAMES) is passing


def test_a_day_that_is_none_is_refused_with_what_would_be_right():
    with pytest.raises(ValueError, match="such as day:2031-04"):
        parse_decided("day:april")


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text_at_all_is_a_filter_or_refused_in_one_line_and_a_row_is_drawn(typed, what):
    if typed.startswith("day:"):
        with suppress(ValueError):
            parse_decided(typed)
    elif "day:" not in typed:
        passes(ROW, parse_decided(typed), NAMES)
    row = DecidedRow(1, ROW.when, what, "note", what, False, "", None, what, what)
    for width in (20, 80, 120):
        line = decided_line(row, width, LOOK, NAMES)
        assert line.cells <= width
        assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in line.plain)
    assert counts([row, ROW]) == "2: 1 of claims (1 rejected), 1 note"


async def test_what_is_tied_to_no_claim_any_more_says_so_and_why(library):
    article = library.claims(limit=1)[0].claim.article
    digest = library.article(article).digest
    here = {"content": "0" * 24, "article": digest, "key": article, "words": "Nobody said this", "status": "confirmed"}
    gone = {**here, "content": "1" * 24, "article": "f" * 16, "key": "gone.txt"}
    for state in (here, gone):
        subject = f"{state['content']} {state['article']}"
        library.judgements.decide("claim", subject, state, "claim confirmed: Nobody said this")
    assert [row.untied for row in library.review.decided()] == [
        "its article is not here",
        "its words are read otherwise now",
    ]
    report = dict(library.health())
    assert f"{article}: “Nobody said this” (its words are read otherwise now)" in report["not found"]
    app = desk(library)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "0")
        app.desk.reader.open(article)
        await until(pilot, lambda: "1 decision here is tied to no claim any more, U shows them: “Nobody" in shown(app))
        assert "1 decision untied: U" in app.desk.panes["claims"].note()
        screen = await opened(pilot)
        await until(pilot, lambda: "2 of claims, 2 untied (!)" in shown(app))
        assert shown(app).count("! claim confirmed") == 2
        await press(pilot, "j", "enter")
        await until(pilot, lambda: "It is kept, but tied to no claim: its words are read otherwise" in shown(app))
        await press(pilot, "o")
        await until(pilot, lambda: "u takes it back" in shown(app))
        assert app.screen is screen
