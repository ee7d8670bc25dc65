"""Several coders of one claim: who judged, where they disagree, what settles it, and coding blind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SEEDS
from tui.config import load
from tui.index.update import update
from tui.model import Selection
from tui.store.exchange import leaving, take_in
from tui.store.judgements import Judgements
from tui.store.library import Library
from tui.store.problems import Refused
from tui.store.query import ClaimQuery


class Desk:
    """A coder's library, and the store of the colleague whose judgements come in."""

    def __init__(self, library: Library, tmp_path: Path) -> None:
        self.library = library
        self.theirs = Judgements(library.index_file.corpus, tmp_path / "theirs", "bo")

    @property
    def mine(self) -> Any:
        return self.library.decisions

    def claims(self) -> list[str]:
        return [row.claim.id for row in self.library.claims(limit=500) if row.claim.issues and row.claim.stance]

    def said_by_bo(self, claim: str, **said: str) -> None:
        content, digest, words = self.library.view.rows(
            "SELECT c.content, a.digest, c.words FROM claims c JOIN articles a ON a.id = c.article WHERE c.key = ?",
            claim,
        )[0]
        state = {"content": content, "article": digest, "key": "k", "words": words, "status": "changed", **said}
        self.theirs.decide("claim", f"{content} {digest}", state, "claim judged")

    def come(self) -> None:
        take_in(self.library.judgements, list(leaving(self.theirs)), {}, "import")

    def disputed(self) -> set[str]:
        return {row.claim.id for row in self.library.claims(ClaimQuery(disputed=True), limit=500)}


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(library, tmp_path)
    yield made
    made.theirs.close()


def test_who_judged_is_told_and_what_differs_is_disputed(desk: Desk) -> None:
    agreed, rejected, set_, theirs, alone = desk.claims()[:5]
    for claim in (agreed, rejected, set_, alone):
        desk.mine.confirm(claim)
    desk.said_by_bo(agreed, status="confirmed")
    desk.said_by_bo(rejected, status="rejected")
    desk.said_by_bo(set_, holder="The Miller")
    desk.said_by_bo(theirs, status="confirmed")
    desk.come()
    me = desk.library.judgements.coder
    assert desk.disputed() == {rejected, set_}
    assert desk.library.claims_count(ClaimQuery(disputed=True)) == 2
    rows = {row.claim.id: row for row in desk.library.claims(limit=500)}
    assert [rows[claim].disputed for claim in (agreed, rejected, set_, alone)] == [False, True, True, False]
    update(desk.library, workers=0)
    row = next(row for row in desk.library.claims(limit=500) if row.claim.id == theirs)
    assert (row.claim.status, row.by) == ("confirmed", "bo")
    why = desk.library.why("claim", set_)
    assert f"{me}: confirmed" in why
    assert "bo: changed, holder The Miller" in why
    assert not [line for line in desk.library.why("claim", alone) if line.startswith(f"{me}:")]


def test_settling_holds_for_all_until_one_decides_otherwise(desk: Desk) -> None:
    claim = desk.claims()[0]
    desk.mine.confirm(claim)
    desk.said_by_bo(claim, holder="The Miller")
    desk.come()
    desk.mine.settle(claim, "bo")
    assert desk.disputed() == set()
    shown = desk.library.claim(claim)
    assert shown is not None
    assert (shown.claim.holder, shown.claim.status) == ("The Miller", "changed")
    assert desk.library.why("claim", claim)[-1].startswith("settled by ")
    take_in(desk.theirs, list(leaving(desk.library.judgements)), {}, "import")
    assert [(one.holder, one.coder) for one in desk.theirs.claims()] == [("The Miller", desk.library.judgements.coder)]
    desk.mine.undo()
    assert desk.disputed() == {claim}
    desk.mine.settle(claim, "bo")
    desk.mine.reject(claim)
    assert desk.library.judgements.claims()[0].status == "rejected"
    assert desk.disputed() == {claim}
    with pytest.raises(Refused, match="cem has not judged it"):
        desk.mine.settle(claim, "cem")


def test_a_dispute_is_seen_that_another_process_brings(desk: Desk) -> None:
    claim = desk.claims()[0]
    desk.mine.confirm(claim)
    assert desk.disputed() == set()
    desk.said_by_bo(claim, status="rejected")
    other = Judgements(desk.library.index_file.corpus, desk.library.data_dir, "cem")
    take_in(other, list(leaving(desk.theirs)), {}, "import")
    assert desk.disputed() == {claim}
    other.close()


def test_who_codes_blind_sees_what_is_settled_alone(seeds_index: Path, tmp_path: Path) -> None:
    import shutil

    from msgspec.structs import replace

    shutil.copytree(seeds_index, tmp_path / "index")
    config = replace(load(SEEDS.parent / "config.yaml"), blind=True, coder="ada")
    library = Library.open(SEEDS, config, index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    desk = Desk(library, tmp_path)
    first, second = desk.claims()[:2]
    desk.mine.confirm(first)
    for claim in (first, second):
        desk.said_by_bo(claim, holder="The Miller")
    desk.theirs.decide("note", f"term {desk.theirs.here('grain')}", {"kind": "term", "key": "grain", "label": "grain",
                       "text": "his"}, "note")  # fmt: skip
    desk.come()
    update(library, workers=0)
    assert {row.claim.holder for row in library.claims(limit=500)}.isdisjoint({"The Miller"})
    assert desk.disputed() == set()
    assert desk.mine.notes(Selection("term", "grain")) == []
    assert {change.coder for change in desk.mine.history()} == {"ada"}
    assert not [line for line in library.why("claim", first) if "bo:" in line]
    with pytest.raises(Refused):
        desk.mine.settle(first, "bo")
    chief = Judgements(library.index_file.corpus, tmp_path / "data", "chief")
    state = chief.of_kind("claim")[-1]
    fields = ("content", "article", "key", "status", "holder")
    chief.decide("final claim", state["subject"], {name: state[name] for name in fields}, "settled")
    update(library, workers=0)
    assert {row.claim.coder for row in library.claims(limit=500) if row.claim.holder == "The Miller"} == {"chief"}
    library.close()
    chief.close()
