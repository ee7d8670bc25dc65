"""A corpus is known by its articles: what was decided in it holds where its folder moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config import Config
from tui.index.update import update
from tui.model import Issue, Selection
from tui.store import corpora
from tui.store.corpora import Known, shared
from tui.store.judgements import Decision, Judgements
from tui.store.library import Library
from tui.store.rows import Likely

CONFIG = Config(issues=(Issue("grain", "Grain", terms=("grain",)),), pipeline="no_such_pipeline_here")
NOTE = {"kind": "term", "key": "grain", "label": "grain", "text": "look at the harvest"}
OFFERED = Likely("x", "Wren", "person", 1, "why", 90.0, (("Ada Wren", "person"), ("Wren", "person")))


def articles(*names: str) -> Known:
    return {f"{name:0>8}": f"{name}.txt".encode() for name in names}


def opened(tmp_path: Path, name: str, known: Known) -> Judgements:
    (tmp_path / name).mkdir(exist_ok=True)
    judged = Judgements(tmp_path / name, tmp_path / "data", "wren")
    judged.articles = lambda: known
    judged.recognise(known)
    return judged


def noted(judged: Judgements) -> list[str]:
    return [note.text for note in judged.notes(f"term {judged.here('grain')}")]


def note(judged: Judgements, text: str) -> None:
    judged.decide("note", f"term {judged.here('grain')}", NOTE | {"text": text}, "note")


def test_all_that_was_decided_stands_where_the_folder_is_moved(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(6):
        (corpus / f"{number}.txt").write_text(f"Title {number}\n\nThe grain of village {number} was sold.\n")
    library = Library.open(corpus, CONFIG, index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    update(library, workers=0)
    decisions = library.decisions
    decisions.note(Selection("term", "grain"), "on a term")
    decisions.note(Selection("issue", "grain"), "on an issue")
    decisions.note(Selection("actor", "some actor"), "on an actor")
    decisions.note(Selection("article", "1.txt"), "on an article")
    decisions.mark_seen("2.txt")
    decisions.same(OFFERED)
    decisions.keep_desk_state("place", "{}")
    library.close()
    moved = tmp_path / "elsewhere" / "renamed"
    moved.parent.mkdir()
    corpus.rename(moved)
    (moved / "new.txt").write_text("New\n\nOne that was not there.\n")
    again = Library.open(moved, CONFIG, index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    assert again.decisions.notes() == []
    update(again, workers=0)
    decisions = again.decisions
    said = [decisions.notes(Selection(kind, key)) for kind, key in (("term", "grain"), ("issue", "grain"))]  # type: ignore[arg-type]
    assert [[note.text for note in notes] for notes in said] == [["on a term"], ["on an issue"]]
    assert {note.text for note in decisions.notes()} == {"on a term", "on an issue", "on an actor", "on an article"}
    assert {row.key for row in again.articles() if row.seen} == {"2.txt"}
    assert [verdict.same for verdict in again.judgements.verdicts()] == [True]
    assert decisions.desk_state("place") == "{}"
    undone = decisions.undo()
    assert undone is not None
    assert undone.kind == "merge"
    again.close()


def test_what_was_decided_before_the_moved_folder_was_known_is_kept_too(tmp_path: Path) -> None:
    first = opened(tmp_path, "first", articles("a", "b", "c"))
    note(first, "before")
    first.decide("merge", first.here("x"), {"one": "X"}, "a merge")
    (tmp_path / "first").rename(tmp_path / "second")
    second = Judgements(tmp_path / "second", tmp_path / "data", "wren")
    note(second, "in the first second")
    second.decide("seen", "a", {"key": "a.txt"}, "read")
    second.recognise(articles("a", "b", "c"))
    assert second.corpus == first.corpus
    assert noted(second) == ["in the first second"]
    assert len(second.history()) == 4
    assert len(second.of_kind("merge", here=True)) == 1


@pytest.mark.parametrize(
    ("now", "known"),
    [
        (("a", "b", "c", "d"), True),
        (("a", "b", "e", "f"), True),  # half of them
        (("a", "e", "f", "g"), False),
        (("a", "b"), True),
        (("a",), False),
        (("a", "b", "c", "d", "e", "f", "g", "h", "i"), False),  # it is less than half of the larger one
    ],
)
def test_half_of_the_articles_make_it_the_same_corpus(tmp_path: Path, now: tuple[str, ...], known: bool) -> None:
    note(opened(tmp_path, "one", articles("a", "b", "c", "d")), "first")
    assert bool(noted(opened(tmp_path, "two", articles(*now)))) is known


def test_the_one_with_the_most_in_common_is_it(tmp_path: Path) -> None:
    note(opened(tmp_path, "one", articles("a", "b", "c", "d")), "one")
    note(opened(tmp_path, "two", articles("c", "x", "y", "z")), "two")
    assert noted(opened(tmp_path, "three", articles("a", "b", "x", "c"))) == ["one"]
    assert noted(opened(tmp_path, "four", articles("b", "x", "y", "z"))) == ["two"]


def test_another_corpus_in_the_same_place_is_another(tmp_path: Path) -> None:
    note(opened(tmp_path, "one", articles("a", "b")), "first")
    (tmp_path / "one").rename(tmp_path / "aside")
    assert noted(opened(tmp_path, "one", articles("x", "y"))) == []
    note(opened(tmp_path, "one", articles("x", "y")), "second")
    assert noted(opened(tmp_path, "aside", articles("a", "b"))) == ["first"]
    assert noted(opened(tmp_path, "one", articles("x", "y"))) == ["second"]


def test_a_corpus_that_changes_in_its_place_stays_the_same(tmp_path: Path) -> None:
    note(opened(tmp_path, "one", articles("a", "b", "c")), "first")
    assert noted(opened(tmp_path, "one", articles("c", "d", "e", "f", "g", "h", "i"))) == ["first"]
    read_otherwise = {digest + "x": key for digest, key in articles("c", "d", "e", "f", "g", "h", "i").items()}
    assert noted(opened(tmp_path, "one", read_otherwise)) == ["first"]
    (tmp_path / "one").rename(tmp_path / "two")
    assert noted(opened(tmp_path, "two", read_otherwise)) == ["first"]


def test_a_corpus_in_which_nothing_is_decided_leaves_nothing(tmp_path: Path) -> None:
    assert not opened(tmp_path, "one", articles("a")).path.exists()
    note(opened(tmp_path, "one", articles("a", "b")), "first")
    other = opened(tmp_path, "two", articles("x", "y"))
    assert corpora.known_corpora(other.file.reading()).keys() == {opened(tmp_path, "one", articles("a", "b")).corpus}  # type: ignore[arg-type]


def test_two_copies_are_one_corpus(tmp_path: Path) -> None:
    one = opened(tmp_path, "one", articles("a", "b"))
    note(one, "first")
    two = opened(tmp_path, "two", articles("a", "b"))
    two.decide_together([Decision("note", f"term {two.here('grain')}", NOTE | {"text": "second"}, "note")])
    assert noted(one) == ["second"]


@given(st.integers(1, 6_000), st.integers(0, 6_000), st.integers(0, 3_000))
def test_samples_of_large_corpora_tell_what_they_have_in_common(size: int, other: int, both: int) -> None:
    import hashlib

    def known(numbers: range) -> Known:
        digests = sorted(hashlib.blake2b(str(number).encode(), digest_size=16).hexdigest() for number in numbers)
        return dict.fromkeys(digests[: corpora.SAMPLE], b"")

    both = min(both, size)
    start = size - both
    found = shared(known(range(size)), known(range(start, start + both + other)))
    assert abs(found - both / max(size, both + other)) < 0.08
