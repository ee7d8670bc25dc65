"""What can be read from the lists alone, on the sample corpus at both sizes.

No claim stands without its cue, no title is cut short in a pane with the focus, every column has a head.
"""

import pytest
from test_keys import press, shown, until
from test_sample import desk

from tui.desk.panes.list_pane import ListPane
from tui.desk.presentation.sentence import sentence
from tui.desk.state import DeskState
from tui.model import Selection
from tui.store.rows import ArticleRow, ClaimRow

SIZES = [(80, 24), (120, 40)]
LISTS = ("articles", "timeline", "actors", "issues", "claims")


def lines_of(pane: ListPane, at: int) -> str:
    """All lines of a row as the pane draws them."""
    row = pane.row_at(at)
    return " ".join(line.crop(pane.size.width - 1).plain for line in pane.row_lines(row, pane.size.width - 1))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("issue", [None, "first"])
async def test_no_claim_stands_without_its_cue_in_a_list_with_the_focus_or_beside_it(library, size, issue):
    app = desk(library)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "5")
        if issue is not None:
            state: DeskState = app.state
            app.desk.navigate.select(Selection("issue", state.config.issues[0].id))
        for pane in ("claims", "articles"):
            app.desk.focus_pane(pane)
            await pilot.pause(0.1)
            claims = app.desk.panes["claims"]
            for at in range(claims.count):
                row = claims.row_at(at)
                if isinstance(row, ClaimRow) and claims.size.width > 30:
                    cue = sentence(row).part("cue").split()
                    assert not cue or cue[0][:12] in lines_of(claims, at)


@pytest.mark.parametrize("size", SIZES)
async def test_no_title_is_cut_below_thirty_characters_and_every_list_has_heads(library, size):
    app = desk(library)
    async with app.run_test(size=size) as pilot:
        for number, where in enumerate(LISTS, 1):
            await press(pilot, str(number))
            await until(pilot, lambda where=where: app.desk.panes[where].has_focus)
            pane = app.desk.panes[where]
            assert pane.above
            assert pane.render_line(pane.above - 1).text.split()
            if where == "articles":
                for at in range(pane.count):
                    row = pane.row_at(at)
                    assert isinstance(row, ArticleRow)
                    assert row.title[:29] in lines_of(pane, at)
        assert "sure" in shown(app)
