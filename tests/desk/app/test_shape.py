from hypothesis import given
from hypothesis import strategies as st

from tui.desk.actions import PANES
from tui.desk.screens.layout import SIDE, shape

NAMES = [where for _, where, _ in PANES]


def test_all_six_panes_side_by_side_at_120x40():
    made = shape(120, 38, "articles")
    assert made.kind == "wide"
    assert set(made.regions) == set(NAMES)
    assert not made.tabs


def test_the_side_panes_fold_to_two_places_at_80x24():
    made = shape(80, 22, "claims")
    assert made.kind == "folded"
    assert set(made.regions) == {"articles", "actors", "reader", "claims"}
    assert made.tabs == {"articles": ("articles", "timeline"), "actors": ("actors", "issues")}
    assert set(shape(80, 22, "issues", side=("issues", *SIDE)).regions) == {"articles", "issues", "reader", "claims"}
    assert made.regions["actors"].height <= 11  # few rows are sent again when a list scrolls


def test_the_side_panes_share_one_place_on_fewer_lines():
    made = shape(80, 19, "claims", side=("actors", *SIDE))
    assert set(made.regions) == {"actors", "reader", "claims"}
    assert made.tabs == {"actors": SIDE}
    assert "issues" in shape(80, 19, "issues").regions


def test_one_pane_shows_on_a_small_terminal():
    assert set(shape(59, 38, "reader").regions) == {"reader"}
    assert set(shape(80, 12, "claims").regions) == {"claims"}


def test_a_pane_at_full_size():
    made = shape(120, 38, "claims", zoomed="claims")
    assert made.regions["claims"].size == (120, 38)


@given(
    st.integers(0, 400), st.integers(0, 200), st.sampled_from(NAMES), st.permutations(SIDE),
    st.none() | st.sampled_from(NAMES),
)  # fmt: skip
def test_panes_fill_the_terminal_and_never_overlap(width, height, focus, side, zoomed):
    made = shape(width, height, zoomed or focus, side, zoomed)
    assert (zoomed or focus) in made.regions
    width, height = max(width, 1), max(height, 1)
    cells = 0
    for name, region in made.regions.items():
        assert region.x >= 0
        assert region.right <= width
        assert region.y >= 0
        assert region.bottom <= height
        cells += region.area
        for other, its in made.regions.items():
            assert name == other or not region.overlaps(its)
    assert cells == width * height
