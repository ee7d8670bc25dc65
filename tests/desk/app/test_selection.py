import json

from hypothesis import given
from hypothesis import strategies as st

from tui.desk.selection import DEPTH, Place, Trail, TrailStep
from tui.model import Selection

RIVER = Selection("term", "river", "river")
MAYOR = Selection("actor", "a1", "The Mayor")
HERE = Place("articles", "a.txt", 10, {"articles": 3})
THERE = Place("claims", "b.txt", 99, {"claims": 7})


def test_selections_are_walked_back_and_forward_with_their_places():
    trail = Trail()
    trail.select(RIVER, HERE)
    trail.select(MAYOR, THERE)
    step = trail.earlier(Place("actors"))
    assert step is not None
    assert step.selection == RIVER
    assert step.place == THERE
    step = trail.later(THERE)
    assert step is not None
    assert step.selection == MAYOR
    assert step.place == Place("actors")
    assert trail.later(THERE) is None


def test_the_first_step_is_no_selection():
    trail = Trail()
    trail.select(RIVER, HERE)
    step = trail.earlier(THERE)
    assert step == TrailStep(None, HERE)
    assert trail.earlier(THERE) is None


def test_a_new_selection_forgets_those_ahead():
    trail = Trail()
    trail.select(RIVER, HERE)
    trail.earlier(HERE)
    trail.select(MAYOR, HERE)
    assert trail.later(HERE) is None
    assert trail.selection == MAYOR


def test_the_same_selection_again_is_no_step():
    trail = Trail()
    trail.select(RIVER, HERE)
    trail.select(Selection("term", "river", "another label"), THERE)
    assert len(trail.steps) == 2


def test_escape_returns_to_the_place_and_selection_before_the_dive():
    trail = Trail()
    trail.select(RIVER, HERE)
    trail.dive(HERE)
    trail.select(MAYOR, HERE)
    step = trail.rise(THERE)
    assert step == TrailStep(RIVER, HERE)
    assert trail.selection == RIVER
    assert trail.rise(THERE) is None


def test_memory_is_bounded():
    trail = Trail()
    for n in range(3 * DEPTH):
        trail.select(Selection("term", str(n)), HERE)
        trail.dive(HERE)
    assert len(trail.steps) == len(trail.dives) == DEPTH
    assert trail.selection == Selection("term", str(3 * DEPTH - 1))


def test_kept_and_restored_as_json():
    trail = Trail()
    trail.select(RIVER, HERE)
    trail.select(MAYOR, THERE)
    trail.earlier(THERE)
    again = Trail.restored(json.loads(json.dumps(trail.kept(HERE))))
    assert again.selection == RIVER
    assert again.steps[again.at].place == HERE
    later = again.later(HERE)
    assert later is not None
    assert later.selection == MAYOR


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["at", "steps", "selection", "place"]), inner),
    )
)
def test_anything_else_restores_to_an_empty_trail_or_a_whole_one(kept):
    trail = Trail.restored(kept)
    assert 0 <= trail.at < len(trail.steps)
