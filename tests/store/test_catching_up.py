"""What one desk decides another shows, without being opened anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.model import Selection
from tui.store.exchange import leaving, take_in
from tui.store.judgements import Judgements
from tui.store.library import Library
from tui.store.rows import SHOWN_AT_ONCE


@pytest.fixture
def twin(library: Library, tmp_path: Path) -> Iterator[Library]:
    """Another desk of the same person, with an index of its own."""
    import shutil

    shutil.copytree(library.index_file.path.parent, tmp_path / "twin")
    made = Library.open(
        library.index_file.corpus, library.config, index_dir=tmp_path / "twin", data_dir=library.data_dir
    )
    yield made
    made.close()


def test_what_another_desk_decides_is_shown(library: Library, twin: Library) -> None:
    assert library.decisions.catch_up() == twin.decisions.catch_up() == frozenset()
    claim = library.claims(limit=10)[3].claim
    library.decisions.reject(claim.id)
    library.decisions.note(Selection("article", claim.article), "look")
    library.decisions.mark_seen(claim.article)
    assert twin.claim(claim.id).status == "found"  # type: ignore[union-attr]
    assert twin.decisions.catch_up() == {"claim", "note", "seen"}
    assert twin.claim(claim.id).status == "rejected"  # type: ignore[union-attr]
    row = twin.article_row(claim.article)
    assert row is not None
    assert row.seen
    assert row.noted
    assert twin.decisions.catch_up() == frozenset()
    assert library.decisions.catch_up() == frozenset()  # its own
    library.decisions.undo()
    library.decisions.undo()
    library.decisions.undo()
    assert twin.decisions.catch_up() == {"claim", "note", "seen"}
    assert twin.claim(claim.id).claim == claim  # type: ignore[union-attr]


def test_what_a_colleague_sends_is_shown_and_taken_back(library: Library, tmp_path: Path) -> None:
    library.decisions.catch_up()
    claim = library.claims(limit=10)[2].claim
    content, digest = library.view.rows(
        "SELECT c.content, a.digest FROM claims c JOIN articles a ON a.id = c.article WHERE c.key = ?", claim.id
    )[0]
    theirs = Judgements(library.index_file.corpus, tmp_path / "theirs", "bo")
    state = {"content": content, "article": digest, "key": "k", "status": "confirmed", "words": "w"}
    theirs.decide("claim", f"{content} {digest}", state, "confirmed")
    theirs.decide("merge", theirs.here("x"), {"one": "A", "one_kind": "person", "other": "B", "other_kind": "person",
                  "same": 1}, "one")  # fmt: skip
    elsewhere = Judgements(library.index_file.corpus, library.data_dir)
    take_in(elsewhere, list(leaving(theirs)), {}, "import")
    assert library.decisions.catch_up() == {"claim", "merge"}
    assert library.claim(claim.id).claim.coder == "bo"  # type: ignore[union-attr]
    elsewhere.undo()
    assert "claim" in library.decisions.catch_up()
    assert library.claim(claim.id).claim == claim  # type: ignore[union-attr]
    theirs.close()
    elsewhere.close()


def test_each_kind_that_is_told_to_show_at_once_is_shown(library: Library) -> None:
    assert library.decisions._shown.keys() >= SHOWN_AT_ONCE
