"""The record of a holder: reached by one key from wherever a holder is, by it and about it apart, each row opening its
place."""

import pytest
from msgspec.structs import replace
from shelf import Shelf
from test_keys import WIDE, press, shown, until

from tui.desk.screens.matrix import Sheet
from tui.desk.screens.prompt import Prompt
from tui.desk.screens.record import RecordScreen
from tui.export.statements import Choice
from tui.model import Issue, Selection
from tui.store.query import ClaimQuery

HARBOUR = Issue("harbour", "New harbour", proposition="The harbour should be built")
SIZES = (WIDE, (80, 24))


@pytest.fixture
def shelf() -> Shelf:
    """Others speak of Ada Holm."""
    made = Shelf()
    known = made.claims

    def claims(query=ClaimQuery(), *, offset=0, limit=100):  # noqa: B008 - as the library has it
        if query.part == "about":
            selection = query.crossref.selection
            rows = known() if selection is not None and selection.key == "p1" else []
            return [row for row in rows if row.holder == "Fishers"]
        return known(query, offset=offset, limit=limit)

    made.claims = claims
    return made


REACHED = {
    "a claim": ["5", "j", "p"],
    "an actor": ["3", "p"],
    "a holder under an issue": ["4", "l", "j", "j", "p"],
    "the matrix": ["m", "j", "p"],
    "an actor's page": ["3", "i", "G", "p"],
    "a name in the text": ["1", "enter", *["l"] * 15, "p"],
}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("way", REACHED)
async def test_it_is_reached_from_a_holder_anywhere(make_desk, way, size):
    app = make_desk(issues=(HARBOUR,))
    async with app.run_test(size=size) as pilot:
        await press(pilot, *REACHED[way])
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))
        assert "The record of" in shown(app)
        assert "BY " in shown(app)


async def test_by_and_about_stand_apart_under_the_proposition(make_desk):
    app = make_desk(issues=(HARBOUR,))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "p")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))
        lines = [line.rstrip() for line in shown(app).splitlines()]
        proposition = next(n for n, line in enumerate(lines) if "it” is: The harbour should be built" in line)
        by = next(n for n, line in enumerate(lines) if line.startswith("BY Ada Holm · 1 claim"))
        about = next(n for n, line in enumerate(lines) if line.startswith("ABOUT Ada Holm, said by others · 1 claim"))
        assert proposition < by < about
        assert any("New harbour: +1 for it · said 2 Mar 2031" in line for line in lines[by:about])
        assert any("Ada Holm" in line and "a gift to the coast" in line for line in lines[by:about])
        assert any("would ruin their grounds" in line for line in lines[about:])


async def test_a_proposition_that_does_not_fit_a_low_terminal_ends_in_an_ellipsis(make_desk):
    long = replace(HARBOUR, proposition="The harbour should be built by the town itself before the next winter comes")
    app = make_desk(issues=(long,))
    async with app.run_test(size=(46, 13)) as pilot:
        await press(pilot, "5", "j", "p")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen) and "“it” is" in shown(app))
        line = next(line for line in shown(app).splitlines() if "“it” is" in line)
        assert line.rstrip().endswith("…")
        assert "The harbour" in line


async def test_a_turn_is_told_with_both_its_days_and_counted(make_desk):
    app = make_desk(issues=(HARBOUR,))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j", "p")
        await until(pilot, lambda: "turns from for it (2 Mar 2031) to against it (9 Apr 2031)" in shown(app))
        assert "first said 2 Mar 2031, last said 9 Apr 2031 · turned once" in shown(app)


async def test_each_row_opens_its_place_and_esc_comes_back(make_desk):
    app = make_desk(issues=(HARBOUR,))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j", "p", "j", "enter")
        await until(pilot, lambda: app.screen is app.desk and app.desk.pane == "reader")
        assert app.desk.reader.article.key == "b.txt"
        assert app.desk.reader.words.startswith("to")
        await press(pilot, "escape")
        await until(pilot, lambda: app.desk.pane == "actors")


async def test_p_and_the_arrows_go_between_all_issues_and_one(make_desk, shelf):
    quay = Issue("quay", "Old quay", proposition="The old quay should stay")
    toward = shelf.claims_[0].stances[0]
    shelf.claims_[3] = replace(shelf.claims_[3], stances=(replace(toward, issue="quay", stance="for"),))
    app = make_desk(issues=(HARBOUR, quay))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "j", "p")
        await until(pilot, lambda: "New harbour: +1 for it" in shown(app) and "Old quay: +1 for it" in shown(app))
        await press(pilot, "p")
        await until(pilot, lambda: "The record of council on New harbour" in shown(app))
        assert "Old quay" not in shown(app)
        await press(pilot, "l")
        await until(pilot, lambda: "The record of council on Old quay" in shown(app))
        assert "“it” is: The old quay should stay" in shown(app)
        await press(pilot, "l")
        await until(pilot, lambda: "That was the last issue." in shown(app))
        await press(pilot, "h", "p")
        await until(pilot, lambda: "Old quay: +1 for it" in shown(app))


async def test_e_exports_both_parts_and_y_cites_the_claim(make_desk):
    app = make_desk(issues=(HARBOUR,))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "p", "E")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await until(pilot, lambda: "by Ada Holm" in shown(app) and "about Ada Holm" in shown(app))
        assert {offer.choice for offer in app.screen.offer("brief")} == {
            Choice(by=Selection("actor", "p1", "Ada Holm")), Choice(about=Selection("actor", "p1", "Ada Holm")),
        }  # fmt: skip
        await press(pilot, "escape", "y")
        await until(pilot, lambda: "clipboard" in shown(app))


async def test_the_desk_says_where_a_record_is_to_be_had(make_desk):
    app = make_desk(issues=(HARBOUR,))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "1", "p")
        await until(pilot, lambda: "Stand on a claim, an actor or a holder for its record" in shown(app))
        await press(pilot, "m", "b", "p")
        await until(pilot, lambda: isinstance(app.screen, Sheet) and "b shows holders" in shown(app))
        await press(pilot, "j")
        await until(pilot, lambda: "Enter the record" in shown(app))  # what was said gives way to the keys again
