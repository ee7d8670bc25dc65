"""What `onrecord actors` prints of each actor, and the matrix' first holders, by sums and walks that do not grow with
the number of actors in an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.folders import folder_of
from tui.config import Config
from tui.index.update import update
from tui.model import Issue
from tui.store.library import Library
from tui.store.queries import mentions_by_actor

TOLD = {
    "late": "Sweden, 9 May 2011 - Karl Lindqvist said the harbour should be closed. Karl Lindqvist met Ole Dahl.",
    "early": "Sweden, 2 May 2011 - Ole Dahl said the harbour should stay open. Dahl met Karl Lindqvist in Malmö.",
    "none": "Sweden, 3 May 2011 - Karl Lindqvist opposed the closing of the harbour. Karl Lindqvist welcomed a bridge.",
}
HARBOUR = Issue(id="harbour", name="The harbour", terms=("harbour",))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    corpus = folder_of(TOLD, tmp_path)
    config = Config(issues=(HARBOUR,))
    library = Library.open(corpus, config, index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    update(library, workers=0)
    yield library
    library.close()


def test_an_actor_has_all_its_mentions_with_their_words_by_day_and_place(library: Library) -> None:
    texts = {row["article"]: row["text"] for row in library.rows.articles(with_text=True)}
    order = list(texts)
    rows = list(library.rows.actors())
    assert {"Karl Lindqvist", "Ole Dahl"} <= {row["name"] for row in rows}
    for row in rows:
        assert sum(form["count"] for form in row["forms"]) <= len(row["mentions"])
        places = [(order.index(mention["article"]), mention["start"]) for mention in row["mentions"]]
        assert places == sorted(places)
        for mention in row["mentions"]:
            assert texts[mention["article"]][mention["start"] : mention["end"]] == mention["text"]


def test_an_articles_mentions_are_unpacked_once_however_many_actors_it_has(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpack, unpacked = mentions_by_actor.mentions_of, Counter[bytes]()

    def counted(data: bytes) -> object:
        unpacked[data] += 1
        return unpack(data)

    monkeypatch.setattr(mentions_by_actor, "mentions_of", counted)
    assert len(list(library.rows.actors())) > len(TOLD)
    assert sorted(unpacked.values()) == [1] * len(TOLD)


def test_the_first_holders_of_the_matrix_are_the_same_however_few_are_asked_for(library: Library) -> None:
    (claim, *_) = library.claims(limit=1)
    for decide in (lambda: None, lambda: library.decisions.reject(claim.claim.id), library.decisions.undo):
        decide()
        whole = library.matrix(limit=100)
        assert whole.holders
        first = library.matrix(limit=1)
        assert first.holders == whole.holders[:1]
        assert all(first.cells[cell] == whole.cells[cell] for cell in first.cells)
