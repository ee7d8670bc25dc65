"""A claim that a person added, or whose words a person marked, holds like one that was read: counted, kept, undone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import folder_of
from hypothesis import given
from hypothesis import strategies as st

from tui.config import Config
from tui.corpus.claim_parts import ClaimParts, PartPiece, PartSpans, parts_of, placed
from tui.index.update import update
from tui.model import Issue, Selection, Span
from tui.store.library import Library
from tui.store.problems import NotSaved
from tui.store.query import ClaimQuery

TAX = Issue("tax", "Harbour tax", ("harbour tax",), proposition="The harbour tax should be kept")
TOLD = {
    "one": "Jens Vester, a baker, said that bread was dear. The quay was grey, and Vester shook his head over"
    " the harbour tax.",
    "two": "Fishers said on Monday that the harbour tax was welcome.",
}
Open = Callable[[], Library]


@pytest.fixture
def opened(tmp_path: Path, nlp: object) -> Open:
    """The corpus, opened and brought up to date, each time anew."""
    folder_of(TOLD, tmp_path)

    def again() -> Library:
        library = Library.open(tmp_path / "corpus", Config(issues=(TAX,)), index_dir=tmp_path / "index",
                               data_dir=tmp_path / "data")  # fmt: skip
        assert update(library, workers=0).stage == "done"
        return library

    return again


def words(library: Library, article: str, *parts: str) -> PartSpans:
    """Source, cue and content, each by its words."""
    whole = library.article(article)
    assert whole is not None

    def spans(part: str) -> tuple[Span, ...]:
        at = whole.text.index(part)
        return (Span(at, at + len(part)),) if part else ()

    return PartSpans(*map(spans, parts))


def added(library: Library) -> str:
    spans = words(library, "one.txt", "Vester shook", "shook his head", "the harbour tax")
    return library.decisions.add_claim("one.txt", spans, holder="Jens Vester", issue="tax", stance="against")


def rows(library: Library) -> dict[str, list[str]]:
    asked = library.rows
    found = {"claims": asked.claims(), "actors": asked.actors(), "issues": asked.issues(), "articles": asked.articles()}
    return {name: [json.dumps(row) for row in lines] for name, lines in found.items()}


def test_it_counts_everywhere_at_once_and_after_the_next_update(opened: Open) -> None:
    library = opened()
    before = rows(library)
    key = added(library)

    def holds() -> None:
        row = library.claim(key)
        assert row is not None
        assert (row.holder, row.status, row.stance, row.words) == ("Jens Vester", "added", "against", "the harbour tax")
        assert row.claim.holder_id is not None
        assert library.claims_count() == len(library.claims(limit=500)) == library.counts().claims
        assert key in {row.claim.id for row in library.claims(ClaimQuery(issue="tax"))}
        assert library.matrix().cells["Jens Vester", "tax"].stance == "against"
        assert [row.claim.id for row in library.positions("Jens Vester", "tax")] == [key]
        assert key in library.crossref(Selection("issue", "tax")).claims
        assert key in library.crossref(Selection("term", "harbour tax")).claims
        assert key in library.crossref(Selection("actor", row.claim.holder_id)).held
        assert {mark.kind for mark in library.body_marks("one.txt") if mark.ref == key} == {
            "claim", "source", "cue", "content"
        }  # fmt: skip
        (printed,) = [row for row in library.rows.claims() if row["id"] == key]
        assert (printed["status"], printed["stance"], printed["confidence"]) == ("added", "against", 1.0)

    holds()
    shown = rows(library)
    update(library, workers=0)
    holds()
    assert rows(library) == shown
    library.decisions.undo()
    assert library.claim(key) is None
    assert rows(library) == before
    assert key not in library.crossref(Selection("term", "harbour tax")).claims
    update(library, workers=0)
    assert rows(library) == before
    library.close()


def test_an_index_made_anew_has_the_same_rows(opened: Open, tmp_path: Path) -> None:
    library = opened()
    key = added(library)
    library.decisions.confirm(key)
    update(library, workers=0)
    known = rows(library)
    library.close()
    for path in (tmp_path / "index").rglob("*.sqlite*"):
        path.unlink()
    library = opened()
    assert rows(library) == known
    assert library.claim(key).status == "confirmed"  # type: ignore[union-attr]
    library.close()


def test_it_is_judged_like_any_other_and_each_step_is_undone(opened: Open) -> None:
    library = opened()
    key = added(library)
    for deed, status, stance in (
        (lambda: library.decisions.confirm(key), "confirmed", "against"),
        (lambda: library.decisions.change(key, stance="mixed", holder="Fishers"), "changed", "mixed"),
        (lambda: library.decisions.reject(key), "rejected", "mixed"),
    ):
        deed()
        row = library.claim(key)
        assert row is not None
        assert (row.status, row.stance, row.words) == (status, stance, "the harbour tax")
        update(library, workers=0)
        assert library.claim(key).claim == row.claim  # type: ignore[union-attr]
    for status in ("changed", "confirmed", "added", None):
        library.decisions.undo()
        row = library.claim(key)
        assert (row.status if row else None) == status
        update(library, workers=0)
        row = library.claim(key)
        assert (row.status if row else None) == status
    library.close()


def test_what_is_a_claim_already_or_has_no_content_is_not_added(opened: Open) -> None:
    library = opened()
    added(library)
    with pytest.raises(NotSaved, match="a claim already"):
        added(library)
    with pytest.raises(NotSaved, match="has words"):
        library.decisions.add_claim("one.txt", PartSpans((Span(0, 5),)))
    with pytest.raises(NotSaved, match="not there any more"):
        library.decisions.add_claim("three.txt", PartSpans((), (), (Span(0, 5),)))
    assert len(library.decisions.history()) == 1
    library.close()


def test_it_follows_its_file_and_its_words_and_is_told_of_where_they_are_gone(opened: Open, tmp_path: Path) -> None:
    library = opened()
    added(library)
    corpus = tmp_path / "corpus"
    (corpus / "one.txt").rename(corpus / "moved.txt")
    update(library, workers=0)
    assert [row.claim.article for row in library.claims(limit=50) if row.status == "added"] == ["moved.txt"]
    (corpus / "moved.txt").rename(corpus / "one.txt")
    text = (corpus / "one.txt").read_text()
    (corpus / "one.txt").write_text(text.replace("The quay was grey", "The long quay was\nwet and grey"))
    update(library, workers=0)
    (row,) = [row for row in library.claims(limit=50) if row.status == "added"]
    whole = library.article("one.txt")
    assert whole is not None
    assert row.claim.content[0].of(whole.text) == "the harbour tax"
    assert row.stance == "against"
    library.decisions.confirm(row.claim.id)
    update(library, workers=0)
    again = library.claim(row.claim.id)
    assert again is not None
    assert (again.status, again.holder, again.stance) == ("confirmed", "Jens Vester", "against")
    assert "not found" not in dict(library.health())
    (corpus / "one.txt").write_text(text.replace("the harbour tax", "the weather"))
    update(library, workers=0)
    assert library.claim(row.claim.id) is None
    assert "one.txt: “the harbour tax”" in dict(library.health())["not found"]
    (corpus / "one.txt").write_text(text)
    update(library, workers=0)
    assert library.claim(row.claim.id) is not None
    library.close()


def test_a_claims_words_are_widened_and_narrowed_and_its_id_stays(opened: Open) -> None:
    library = opened()
    before = next(row for row in library.claims(limit=50) if row.claim.article == "two.txt")
    wider = words(library, "two.txt", "Fishers", "said on Monday", "that the harbour tax was welcome")
    library.decisions.mark_words(before.claim.id, wider, before.claim)

    def holds(status: str) -> None:
        row = library.claim(before.claim.id)
        assert row is not None
        assert (row.status, row.words, row.cue) == (status, "that the harbour tax was welcome", "said on Monday")
        assert row.claim.stances == before.claim.stances
        assert row.claim.id in library.crossref(Selection("term", "harbour tax")).claims
        assert row.claim.id not in library.crossref(Selection("term", "report")).claims

    holds("changed")
    update(library, workers=0)
    holds("changed")
    library.decisions.confirm(before.claim.id)
    holds("confirmed")
    library.decisions.undo()
    library.decisions.undo()
    assert library.claim(before.claim.id).claim == before.claim  # type: ignore[union-attr]
    update(library, workers=0)
    assert library.claim(before.claim.id).claim == before.claim  # type: ignore[union-attr]
    library.close()


def test_only_the_article_that_it_stands_in_is_resolved_again(opened: Open) -> None:
    library = opened()
    added(library)
    done: list[tuple[int, int]] = []
    update(library, lambda said: done.append((said.done, said.total)) if said.stage == "tying" else None, workers=0)
    assert max(total for _, total in done) == 1
    library.close()


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from tui.config import Config
    from tui.corpus.claim_parts import PartSpans
    from tui.model import Span
    from tui.store.library import Library
    place = Path(sys.argv[1])
    library = Library.open(place / "corpus", Config(), index_dir=place / "index", data_dir=place / "data")
    library.decisions._show_claims = lambda subjects: os.kill(os.getpid(), signal.SIGKILL)
    at = library.article("one.txt").text.index("the harbour tax")
    library.decisions.add_claim("one.txt", PartSpans((), (), (Span(at, at + 15),)), holder="Jens Vester")
    """
)


def test_one_killed_between_the_decision_and_the_index_has_it_with_the_next_update(
    opened: Open, tmp_path: Path
) -> None:
    library = opened()
    library.close()
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], env=os.environ, check=False)
    assert done.returncode == -signal.SIGKILL
    library = opened()
    (row,) = [row for row in library.claims(limit=50) if row.status == "added"]
    assert (row.holder, row.words) == ("Jens Vester", "the harbour tax")
    library.close()


@given(st.text(max_size=200), st.data())
def test_marked_words_are_found_in_any_text_where_they_stood_and_never_beyond_it(
    text: str, data: st.DataObject
) -> None:
    at = st.integers(0, len(text))
    spans = []
    for _ in range(3):
        start, end = sorted((data.draw(at), data.draw(at)))
        spans.append((Span(start, end),))
    parts = parts_of(text, PartSpans(*spans))
    found = placed(parts, text)
    if parts.content:
        assert found is not None
        assert [span.of(text) for span in found.content] == [piece.words for piece in parts.content]
    other = data.draw(st.text(max_size=200))
    moved = placed(parts, other)
    if moved is not None:
        for part, pieces in ((moved.content, parts.content), (moved.source, parts.source), (moved.cue, parts.cue)):
            assert [span.of(other).split() for span in part] == [piece.words.split() for piece in pieces]


@given(st.integers(-(10**20), 10**20), st.integers(-(10**20), 10**20), st.text(max_size=20), st.text(max_size=100))
def test_pieces_of_no_sense_are_found_nowhere_or_by_their_words(start: int, end: int, said: str, text: str) -> None:
    found = placed(ClaimParts(content=(PartPiece(start, end, said),)), text)
    if found is not None:
        assert found.content[0].of(text).split() == said.split()
