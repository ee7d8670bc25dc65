"""A correction carried to claims like it, by keys on the real store: each left or taken, taken back in one press."""

import pytest
from test_keys import press, shown, until
from test_sample import desk

from tui.desk.screens.alike_claims import AlikeClaims
from tui.desk.screens.review import ReviewScreen
from tui.store.judgements import Judgements

SIZES = [(120, 40), (80, 24)]
SET = {"stance": ("mixed", "mixed"), "holder": ("Ulla Vik", "Ulla Vik"), "issue": ("CFE treaty", "cfe-treaty")}


def value(library, key, field):
    """What a claim shows of a field."""
    claim = library.claim(key).claim
    return {"stance": claim.stance, "holder": claim.holder, "issue": claim.issues[0] if claim.issues else None}[field]


def decided_by(library, key, coder, state):
    """Another coder's judgement of a claim, as it comes by a shared file, and the index brought to show it."""
    content, digest = library.view.rows(
        "SELECT c.content, a.digest FROM claims c JOIN articles a ON a.id = c.article WHERE c.key = ?", key
    )[0]
    state = {"content": content, "article": digest, "key": library.claim(key).claim.article} | state
    theirs = Judgements(library.index_file.corpus, library.data_dir, coder)
    theirs.decide("claim", f"{content} {digest}", state, "claim changed")


async def at_claim(pilot, key):
    """The cursor on a claim of the list."""
    await press(pilot, "5")
    claims = pilot.app.desk.panes["claims"]
    for _ in range(claims.total()):
        if claims.claim.claim.id == key:
            return
        await press(pilot, "j")
    raise AssertionError(f"{key} is in no row")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("field", SET)
async def test_a_correction_is_carried_by_keys_and_one_press_takes_it_back(library, size, field):
    typed, wanted = SET[field]
    rows = [row for row in library.claims(limit=500) if value(library, row.claim.id, field) != wanted]
    first, like = next((r.claim.id, like) for r in rows if len(like := library.decisions.like(r.claim.id)) > 2)
    mine = like[0].claim
    library.decisions.confirm(mine)  # decided by hand before
    offered = [one.claim for one in library.decisions.like(first)]
    assert mine not in offered
    before = {key: value(library, key, field) for key in [first, mine, *offered]}
    app = desk(library)
    async with app.run_test(size=size) as pilot:
        await at_claim(pilot, first)
        await press(pilot, "r", *("space" if key == " " else key for key in typed), "enter")
        await until(pilot, lambda: isinstance(app.screen, AlikeClaims))
        await until(pilot, lambda: f"{len(offered)} of {len(offered)} taken" in shown(app))
        await press(pilot, "j", "x")  # the second is left
        await until(pilot, lambda: f"{len(offered) - 1} of {len(offered)} taken" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: f"in {len(offered) - 1} more" in shown(app))
        left = offered[1]
        now = {key: value(library, key, field) for key in before}
        assert now == dict.fromkeys([first, *offered], wanted) | {left: before[left], mine: before[mine]}
        assert library.claim(left).claim.status == "found"
        assert library.claim(mine).claim.status == "confirmed"
        await press(pilot, "u")
        await until(pilot, lambda: value(library, first, field) == before[first])
        assert {key: value(library, key, field) for key in before} == before
        assert library.claim(mine).claim.status == "confirmed"
        assert {library.claim(key).claim.status for key in [first, *offered]} == {"found"}


@pytest.mark.parametrize("size", SIZES)
async def test_leaving_the_list_sets_the_one_claim_alone(library, size):
    rows = library.claims(limit=500)
    first, like = next((r.claim.id, like) for r in rows if len(like := library.decisions.like(r.claim.id)) > 1)
    before = {one.claim: value(library, one.claim, "stance") for one in like}
    app = desk(library)
    async with app.run_test(size=size) as pilot:
        await at_claim(pilot, first)
        await press(pilot, "r", *"mixed", "enter")
        await until(pilot, lambda: isinstance(app.screen, AlikeClaims))
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is app.desk)
        assert value(library, first, "stance") == "mixed"
        assert {key: value(library, key, "stance") for key in before} == before


async def test_what_another_decided_while_the_list_was_open_is_asked_about_and_kept(library):
    rows = library.claims(limit=500)
    first, like = next((r.claim.id, like) for r in rows if len(like := library.decisions.like(r.claim.id)) > 1)
    theirs = like[0].claim
    app = desk(library)
    async with app.run_test(size=SIZES[0]) as pilot:
        await at_claim(pilot, first)
        await press(pilot, "r", *"mixed", "enter")
        await until(pilot, lambda: isinstance(app.screen, AlikeClaims))
        decided_by(library, theirs, "wren", {"status": "changed", "stance": "against", "words": "x"})
        await press(pilot, "enter")
        await until(pilot, lambda: "decided meanwhile" in shown(app))
        others = [one.claim for one in like[1:]]
        assert {library.claim(key).claim.status for key in others} == {"found"}


@pytest.mark.parametrize("size", SIZES)
async def test_a_correction_in_the_review_is_carried_too_and_taken_back_whole(library, size):
    app = desk(library)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "O")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.focused is not None)
        review = app.screen
        while not (like := [one.claim for one in library.decisions.like(review.claim.claim.id)]):
            await press(pilot, "n")
        first, total = review.claim.claim.id, len(review.rows)
        await press(pilot, "r", *"mixed", "enter")
        await until(pilot, lambda: isinstance(app.screen, AlikeClaims))
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is review and f"in {len(like)} more" in shown(app))
        known = {row.claim for row in review.rows}
        assert f"{1 + len(known & set(like))} of {total} judged" in shown(app)
        assert {library.claim(key).claim.status for key in [first, *like]} == {"changed"}
        await press(pilot, "u")
        await until(pilot, lambda: f"0 of {total} judged" in shown(app))
        assert review.claim.claim.id == first
        assert {library.claim(key).claim.status for key in [first, *like]} == {"found"}
