"""Merges that are only likely: offered with their reason, taken or refused by a person, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.folders import folder_of
from tui.config import Config
from tui.index.update import update
from tui.store.library import Library
from tui.store.rows import Likely

TOLD = {
    "a": "Karl Lindqvist said on Monday that the harbour was finished. Karl Lindqvist smiled.",
    "b": "Carl Lindqvist said on Tuesday that the harbour was too small. Ships came.",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(TOLD, tmp_path)


def opened(corpus: Path) -> Library:
    library = Library.open(corpus, Config(), index_dir=corpus.parent / "index", data_dir=corpus.parent / "data")
    update(library, workers=0)
    return library


@pytest.fixture
def library(corpus: Path) -> Iterator[Library]:
    library = opened(corpus)
    yield library
    library.close()


def persons(library: Library) -> dict[str, int]:
    return {row["name"]: len(row["mentions"]) for row in library.rows.actors() if row["kind"] == "person"}


def the_offer(library: Library, named: str = "Karl Lindqvist") -> Likely:
    actor = library.actor(named)
    assert actor is not None
    (offer,) = library.likely(actor.id)
    return offer


def test_it_is_offered_from_both_sides_and_made_by_nobody(library: Library) -> None:
    assert persons(library) == {"Karl Lindqvist": 2, "Carl Lindqvist": 1}
    assert the_offer(library).name == "Carl Lindqvist"
    assert the_offer(library, "Carl Lindqvist").name == "Karl Lindqvist"
    assert "almost like" in the_offer(library).why
    (maybe,) = next(row["maybe"] for row in library.rows.actors() if row["name"] == "Karl Lindqvist")
    assert (maybe["name"], maybe["score"] >= 90) == ("Carl Lindqvist", True)


def test_once_taken_the_two_are_one_in_counts_claims_and_rows_and_undo_parts_them(library: Library) -> None:
    library.decisions.same(the_offer(library))
    update(library, workers=0)
    assert persons(library) == {"Karl Lindqvist": 3}
    assert [row.mentions for row in library.actors() if row.kind == "person"] == [3]
    claims = list(library.rows.claims(by="Carl Lindqvist"))
    assert {row["holder"] for row in claims} == {"Karl Lindqvist"}
    assert len(claims) == 2
    actor = library.actor("Karl Lindqvist")
    assert actor is not None
    assert any(sentence.startswith("By hand: ") for sentence in actor.why)
    assert library.decisions.history()[0].what == "“Karl Lindqvist” and “Carl Lindqvist” are one"
    undone = library.decisions.undo()
    assert undone is not None
    assert undone.kind == "merge"
    update(library, workers=0)
    assert persons(library) == {"Karl Lindqvist": 2, "Carl Lindqvist": 1}


def test_what_was_taken_is_kept_though_the_index_is_made_anew(library: Library, corpus: Path) -> None:
    library.decisions.same(the_offer(library))
    library.close()
    for path in (corpus.parent / "index").rglob("*.sqlite*"):
        path.unlink()
    again = opened(corpus)
    assert persons(again) == {"Karl Lindqvist": 3}
    again.close()


def test_what_is_never_one_is_offered_no_more(library: Library) -> None:
    library.decisions.never_same(the_offer(library))
    update(library, workers=0)
    actor = library.actor("Karl Lindqvist")
    assert actor is not None
    assert library.likely(actor.id) == []
    assert persons(library) == {"Karl Lindqvist": 2, "Carl Lindqvist": 1}
