"""Rows are marked by keys and acted on together, from the real store."""

import pytest
from test_keys import press, shown, until
from test_sample import desk

from tui.desk.panes import marking_pane
from tui.model import Selection
from tui.store.problems import NotSaved

WIDE, NARROW = (120, 40), (80, 24)


def kept(library) -> dict[str, str]:
    return {row.claim.id: row.status for row in map(library.claim, list_of_ids(library)) if row is not None}


def list_of_ids(library) -> list[str]:
    from tui.store.query import ClaimQuery

    return [row.claim.id for row in library.claims(ClaimQuery(rejected=True), limit=500)]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_marked_claims_are_rejected_as_one_and_come_back_marked(library, size):
    app = desk(library)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "5")
        claims = app.desk.panes["claims"]
        before = kept(library)
        await press(pilot, "t", "t", "j", "j", "T")
        await until(pilot, lambda: "claims marked" in shown(app))
        marked = set(claims.marked)
        assert len(marked) == 5
        await press(pilot, "x")
        await until(pilot, lambda: "5 claims rejected" in shown(app))
        assert claims.marked == {}
        assert {key for key, status in kept(library).items() if status == "rejected"} == marked
        await press(pilot, "u")
        await until(pilot, lambda: "taken back, 5 decisions" in shown(app))
        assert kept(library) == before
        assert set(claims.marked) == marked
        await press(pilot, "o")
        await until(pilot, lambda: "5 claims confirmed" in shown(app))
        assert {key for key, status in kept(library).items() if status == "confirmed"} == marked


async def test_marks_stay_when_the_list_is_sorted_filtered_and_renewed(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "t", "j", "t")
        claims = app.desk.panes["claims"]
        marked = set(claims.marked)
        await press(pilot, "s", "f", *"conf:0.9", "enter")
        await until(pilot, lambda: "filter: conf:0.9" in shown(app))
        assert set(claims.marked) == marked
        library.decisions.confirm(next(key for key in list_of_ids(library) if key not in marked))
        app.desk.reselected()
        await pilot.pause()
        assert "2 claims marked" in shown(app)
        await press(pilot, "r", *"mixed", "enter")
        await until(pilot, lambda: "2 claims set to stance: mixed" in shown(app))
        assert all(library.claim(key).status == "changed" for key in marked)


async def test_all_that_are_listed_are_marked_or_none_and_esc_takes_marks_away_before_it_goes_back(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "space", "5")
        claims = app.desk.panes["claims"]
        await press(pilot, "ctrl+t")
        rows = [row for row in map(claims.row_at, range(claims.count)) if claims.can_mark(row)]
        assert len(claims.marked) == len(rows) < claims.count
        await press(pilot, "ctrl+t")
        assert claims.marked == {}
        await press(pilot, "t", "escape")
        await until(pilot, lambda: "1 claim no longer marked" in shown(app))
        assert app.state.selection is not None
        assert app.desk.pane == "claims"


async def test_a_note_and_an_export_take_all_that_are_marked(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "t", "t", "a", *"look", "enter")
        await until(pilot, lambda: "noted on 2 claims" in shown(app))
        keys = list(app.desk.panes["claims"].marked)
        library.decisions.note(
            Selection("claim", keys[0]), "", library.decisions.notes(Selection("claim", keys[0]))[0].version
        )
        library.decisions.undo()
        assert [note.text for note in library.decisions.notes()] == ["look", "look"]
        await press(pilot, "E")
        await until(pilot, lambda: "Export 2 marked claims" in shown(app))
        await press(pilot, "escape", "u")
        await until(pilot, lambda: library.decisions.notes() == [])


async def test_articles_are_marked_read_together(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "t", "t", "R")
        await until(pilot, lambda: "2 articles marked read" in shown(app))
        assert sum(row.seen for row in library.articles()) == 2
        await press(pilot, "o")
        await until(pilot, lambda: "5 goes to Claims" in shown(app) or "Stand on a claim" in shown(app))
        await press(pilot, "u")
        await until(pilot, lambda: not any(row.seen for row in library.articles()))


async def test_a_mark_stands_in_the_blanks_of_a_row_where_it_has_some(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "j", "enter", "1", "g")
        articles = app.desk.panes["articles"]
        title = articles.row_at(0).title[:20]
        await until(pilot, lambda: title in shown(app))
        before = next(line for line in shown(app).splitlines() if title in line)
        await press(pilot, "t")
        after = next(line for line in shown(app).splitlines() if title in line)
        assert "◆" in after
        assert after.replace("◆", " ")[2:60] == before[2:60]


async def test_what_another_terminal_decided_is_asked_about_before_many_are_judged(library, seeds_index):
    from tui.store.library import Library

    other = Library.open(library.index_file.corpus, library.config, index_dir=library.index_file.path.parent,
                         data_dir=library.data_dir)  # fmt: skip
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "t", "t")
        first = str(next(iter(app.desk.panes["claims"].marked)))
        other.decisions.reject(first)
        await press(pilot, "o")
        await until(pilot, lambda: "another terminal decided meanwhile on 1 of 2" in shown(app))
        assert library.claim(first).status == "rejected"
        await press(pilot, "o")
        await until(pilot, lambda: "2 claims confirmed" in shown(app))
    other.close()


async def test_what_another_terminal_did_with_marked_articles_is_asked_about(library):
    from tui.store.library import Library

    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "t", "t", "R")
        await until(pilot, lambda: "2 articles marked read" in shown(app))
        first = str(next(iter(app.desk.panes["articles"].marked)))
        other = Library.open(library.index_file.corpus, library.config, index_dir=library.index_file.path.parent,
                             data_dir=library.data_dir)  # fmt: skip
        library.decisions.catch_up()
        other.decisions.mark_seen(first, False)
        other.decisions.mark_seen(first)
        library.decisions.catch_up()  # as the desk does twice a second
        await press(pilot, "R")
        await until(pilot, lambda: "another terminal decided meanwhile on 1 of 2 articles" in shown(app))
        assert sum(row.seen for row in library.articles()) == 2
        await press(pilot, "R")
        await until(pilot, lambda: "2 articles marked unread" in shown(app))
    other.close()


async def test_a_note_on_many_that_was_not_saved_stays_on_the_screen(library, monkeypatch):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "t", "t", "a", *"look")
        save = library.judgements.decide_together

        def refuse(*_: object, **__: object) -> None:
            monkeypatch.setattr(library.judgements, "decide_together", save)
            raise NotSaved("NOT saved: the disk is full")

        monkeypatch.setattr(library.judgements, "decide_together", refuse)
        await press(pilot, "enter")
        await until(pilot, lambda: "NOT saved" in shown(app) and "look" in shown(app))
        assert library.decisions.notes() == []
        await press(pilot, "enter")
        await until(pilot, lambda: "noted on 2 claims" in shown(app))
        assert [note.text for note in library.decisions.notes()] == ["look", "look"]


async def test_what_was_not_saved_stays_marked(library, monkeypatch):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "t", "t")

        def refuse(*_: object, **__: object) -> None:
            raise NotSaved("NOT saved: the disk is full")

        monkeypatch.setattr(library.judgements, "decide_together", refuse)
        await press(pilot, "x")
        await until(pilot, lambda: "NOT saved" in shown(app))
        assert len(app.desk.panes["claims"].marked) == 2
        assert "rejected" not in kept(library).values()


async def test_no_more_are_marked_than_can_be_decided_on_at_once(library, monkeypatch):
    monkeypatch.setattr(marking_pane, "MOST_MARKED", 3)
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "ctrl+t")
        await until(pilot, lambda: "At most 3 can be marked" in shown(app))
        await press(pilot, "t", "t", "t", "t")
        assert len(app.desk.panes["claims"].marked) == 3


async def test_the_first_row_of_a_range_must_be_marked_in_this_list(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "T")
        await until(pilot, lambda: "Mark the first row" in shown(app))
        assert app.desk.panes["claims"].marked == {}
