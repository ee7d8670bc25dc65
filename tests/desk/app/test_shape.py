from hypothesis import given
from hypothesis import strategies as st

from tui.desk.actions import PANES
from tui.desk.screens.layout import LISTS, READER, SIDE, shape

NAMES = [where for _, where, _ in PANES]
FULL = dict.fromkeys(NAMES, 60)  # more rows than fit in every pane


def test_all_six_panes_stand_together_at_120x40_and_the_focus_takes_the_room():
    for focus in NAMES:
        made = shape(120, 37, focus, FULL)
        assert made.kind == "wide"
        assert set(made.regions) == set(NAMES)
        side = [made.regions[where].height for where in NAMES if made.regions[where].x == made.regions[focus].x]
        assert made.regions[focus].height == max(side)


def test_a_list_is_wide_with_the_focus_and_the_reader_is_not_narrowed_below_its_measure_with_its_own():
    assert shape(120, 37, "articles", FULL).regions["articles"].width == LISTS
    assert shape(120, 37, "reader", FULL).regions["reader"].width == READER
    assert shape(120, 37, "claims", FULL).regions["claims"].width == READER
    assert {shape(200, 50, focus, FULL).regions["reader"].width for focus in NAMES} == {READER}


def test_a_list_keeps_no_more_lines_than_it_has_rows_and_the_others_get_what_it_leaves():
    made = shape(120, 37, "actors", {"articles": 7, "timeline": 60, "actors": 9, "issues": 5})
    heights = {where: made.regions[where].height for where in ("articles", "actors", "issues")}
    assert heights == {"articles": 7, "actors": 9, "issues": 5}
    assert made.regions["timeline"].height == 37 - 21


def test_from_160_columns_on_claims_stand_beside_the_reader_in_a_column_of_their_own():
    for width in (160, 179, 180, 240):
        for focus in NAMES:
            regions = shape(width, 42, focus, FULL).regions
            assert regions["claims"].x == regions["reader"].right > regions["reader"].x == regions["articles"].right
            assert regions["claims"].height == regions["reader"].height == 42
            assert READER - 2 <= regions["reader"].width <= READER
            assert min(regions["claims"].width, regions["articles"].width) >= SIDE
    assert (
        shape(160, 42, "claims", FULL).regions["claims"].width > shape(160, 42, "issues", FULL).regions["claims"].width
    )
    assert shape(159, 42, "claims", FULL).regions["claims"].x == shape(159, 42, "claims", FULL).regions["reader"].x


def test_one_pane_shows_on_a_narrow_or_low_terminal():
    assert set(shape(80, 21, "claims", FULL).regions) == {"claims"}
    assert set(shape(120, 12, "reader", FULL).regions) == {"reader"}


def test_a_pane_at_full_size():
    made = shape(120, 37, "claims", FULL, zoomed="claims")
    assert made.regions["claims"].size == (120, 37)


@given(
    st.integers(0, 400), st.integers(0, 200), st.sampled_from(NAMES),
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 300)), st.none() | st.sampled_from(NAMES),
)  # fmt: skip
def test_panes_fill_the_terminal_and_never_overlap(width, height, focus, wants, zoomed):
    made = shape(width, height, zoomed or focus, wants, zoomed)
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
