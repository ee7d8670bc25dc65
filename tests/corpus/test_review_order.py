"""What a look at a claim is worth: unsure and consequential first."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.corpus.cell_side import cell_side
from tui.corpus.review_order import Taken, by_worth


def cell(*stances, holder="Vester", issue="tax", confidence=0.6, first=0):
    return [Taken(first + at, holder, issue, stance, first + at, confidence) for at, stance in enumerate(stances)]


def order(taken) -> list[int]:
    return [worth.claim for worth in by_worth(taken)]


def why(taken, claim: int) -> str:
    return "; ".join(next(worth.why for worth in by_worth(taken) if worth.claim == claim))


def test_a_claim_that_alone_decides_a_cell_goes_before_one_of_many():
    many, alone = cell("for", "for", "for", "for"), cell("against", holder="Holm", first=10)
    assert order(many + alone)[0] == 10
    assert "no other claim decides the side of Holm" in why(many + alone, 10)
    assert "one of 4 that show the side of Vester" in why(many + alone, 1)


def test_a_turn_and_one_alone_on_its_side_go_before_those_that_agree():
    found = cell("for", "for", "for", "for", "against")
    assert order(found)[0] == 4
    assert "turn of Vester from for to against" in why(found, 4)
    assert "stands alone against 4 others" in why(found, 4)


def test_without_which_a_holder_would_stand_elsewhere():
    assert "without it Vester would be on another side" in why(cell("for", "for", "against"), 1)
    assert "another side" not in why(cell("for", "for", "for", "for", "for", "against"), 0)


def test_of_two_alike_the_less_sure_reading_goes_first():
    found = cell("for", confidence=0.9) + cell("for", holder="Holm", confidence=0.3, first=5)
    assert order(found) == [5, 0]
    assert "unsure: 0.30" in why(found, 5)


def test_a_claim_without_a_side_goes_before_where_nothing_else_tells_the_side():
    silent = cell(None, holder="Holm", first=5)
    found = cell("for", None) + silent
    assert order(found) == [0, 5, 1]
    assert "no claim of Holm takes a side here yet" in why(found, 5)


def test_a_claim_on_two_issues_is_looked_at_once_for_the_one_on_which_most_hangs():
    taken = cell("for", "for", "for")
    taken.append(Taken(0, "Vester", "quota", "against", 0, 0.6))
    (worth,) = [worth for worth in by_worth(taken) if worth.claim == 0]
    assert worth.issue == "quota"
    assert order(taken).count(0) == 1


TAKEN = st.builds(
    Taken,
    claim=st.integers(0, 30),
    holder=st.sampled_from(["Vester", "Holm"]),
    issue=st.sampled_from(["tax", "quota"]),
    stance=st.sampled_from(["for", "against", "mixed", None]),
    order=st.just(0),
    confidence=st.floats(0, 1),
)


@given(st.lists(TAKEN, unique_by=lambda one: (one.claim, one.issue)), st.randoms())
def test_every_claim_once_in_one_order_however_they_come(taken, random):
    taken = [replace(one, order=one.claim) for one in taken]
    found = by_worth(taken)
    assert sorted(worth.claim for worth in found) == sorted({one.claim for one in taken})
    assert all(0 < worth.score <= 1 and worth.why for worth in found)
    assert [worth.score for worth in found] == sorted((worth.score for worth in found), reverse=True)
    random.shuffle(taken)
    assert by_worth(taken) == found


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_side_of_a_cell_is_the_same_the_other_way_round(for_, against, mixed):
    other = {"for": "against", "against": "for"}
    side = cell_side(for_, against, mixed)
    if for_ != against or not for_:
        assert cell_side(against, for_, mixed) == other.get(side or "", side)
    assert (side is None) == (for_ + against + mixed == 0)
