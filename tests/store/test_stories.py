"""One wire story in several articles and formats: its claims are counted once, and all of them are listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents.making import a_docx
from tui.config import Config
from tui.index.update import update
from tui.model import Issue, Selection
from tui.store.library import Library
from tui.store.query import ClaimQuery

TITLE = "Ministers Argue Over the Kolm Bridge"
WIRE = [
    "BRESK, May 6, 2031 (AP) - Ann Lee said that Ruritania supported the Kolm bridge because the valley needed it.",
    "The road over the old pass was closed in the winter of 2030 and again in the spring after a landslide.",
    "Bo Ek rejected the Kolm bridge as a waste of money while the schools of the county stood without heating.",
    "Both ministers spent the afternoon in the town hall of Bresk, where two hundred farmers were waiting for them.",
]
MORE = "Carl Holm said that he opposed the Kolm bridge too."
CONFIG = Config(issues=(Issue("bridge", "The bridge", ("Kolm bridge",), (), "The Kolm bridge should be built."),))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("\n\n".join([TITLE, *WIRE]))
    return folder


@pytest.fixture
def library(corpus: Path) -> Iterator[Library]:
    opened = Library.open(corpus, CONFIG, index_dir=corpus.parent / "index", data_dir=corpus.parent / "data")
    update(opened, workers=0)
    yield opened
    opened.close()


def copied(library: Library, corpus: Path) -> None:
    """The same story again, as another file of another format, and in a longer version of another outlet."""
    (corpus / "b.docx").write_bytes(a_docx([TITLE, *WIRE]))
    (corpus / "c.txt").write_text("\n\n".join(["A Bridge Divides the Ministers", *WIRE, MORE]))
    update(library, workers=0)


def sums(library: Library) -> tuple[object, ...]:
    """Every count that a claim takes part in."""
    [issue] = library.issues()
    cells = {key: (cell.stance, cell.n) for key, cell in library.matrix().cells.items()}
    filtered = {
        key: (cell.stance, cell.n) for key, cell in library.matrix(ClaimQuery(least_confidence=0.01)).cells.items()
    }
    return issue.claims, issue.holders, cells, filtered, {row.name: row.claims for row in library.actors(limit=100)}


def test_a_story_counts_once_and_its_copies_are_listed(library: Library, corpus: Path) -> None:
    before, alone = sums(library), library.claims(limit=100)
    copied(library, corpus)
    [issue] = library.issues()
    assert issue.copies >= 2
    more = [row for row in library.claims(limit=100) if row.holder == "Carl Holm"]  # in the longer version alone
    assert issue.claims == before[0] + len(more)  # type: ignore[operator]
    for index in (1, 2, 3, 4):
        now = {name: count for name, count in _plain(sums(library)[index]).items() if "Holm" not in str(name)}
        assert now == _plain(before[index])
    rows = library.claims(limit=100)
    assert len(rows) == 3 * len(alone) + len(more)
    assert {(row.claim.article, row.copy, row.copies) for row in rows if row.holder != "Carl Holm"} == {
        ("a.txt", False, 2), ("b.docx", True, 0), ("c.txt", True, 0),
    }  # fmt: skip
    about = list(library.rows.claims(about="Kolm bridge"))
    assert {row["article"] for row in about} == {"a.txt", "b.docx", "c.txt"}
    [row] = library.rows.issues()
    assert row["claims"] == issue.claims


def test_the_claims_of_a_selection_agree_with_the_lists(library: Library, corpus: Path) -> None:
    copied(library, corpus)
    [issue] = library.issues()
    about = library.crossref(Selection("issue", "bridge"))
    again = library.copied(about)
    assert (len(about.claims) - again, again) == (issue.claims, issue.copies)
    rows = library.claims(ClaimQuery(crossref=about), limit=100)
    assert len(rows) == library.claims_count(ClaimQuery(crossref=about)) == issue.claims + again
    assert sum(row.copy for row in rows) == again == sum(row.copies for row in rows)
    assert library.issues(crossref=about)[0].hits == issue.claims
    assert library.copied(library.crossref(Selection("term", "no such words"))) == 0


def _plain(counts: object) -> dict[object, object]:
    return counts if isinstance(counts, dict) else {holder.name: holder for holder in counts}  # type: ignore[attr-defined]


def test_positions_have_each_claim_once_and_w_names_the_copies(library: Library, corpus: Path) -> None:
    copied(library, corpus)
    holder = next(row.holder for row in library.claims(limit=100) if row.claim.issues and row.holder != "Carl Holm")
    [claim] = library.positions(holder or "", "bridge")
    assert (claim.claim.article, claim.copies) == ("a.txt", 2)
    assert library.why("claim", claim.claim.id)[-2:] == ["It is told again in b.docx", "It is told again in c.txt"]
    again = next(row for row in library.claims(limit=100) if row.copy and row.words == claim.words)
    assert library.why("claim", again.claim.id)[-1] == "It is told first, and counted, in a.txt"


def test_what_a_person_decides_of_the_first_counts_for_the_story(library: Library, corpus: Path) -> None:
    copied(library, corpus)
    before = sums(library)
    first = next(row for row in library.claims(limit=100) if row.copies and row.claim.issues)
    library.decisions.reject(first.claim.id)
    assert sums(library)[0] == before[0] - 1  # type: ignore[operator]
    library.decisions.undo()
    assert sums(library) == before
    again = next(row for row in library.claims(ClaimQuery(article="c.txt")) if row.copy and row.words == first.words)
    library.decisions.reject(again.claim.id)
    assert sums(library) == before


def test_a_copy_counts_when_the_first_is_gone(library: Library, corpus: Path) -> None:
    before = sums(library)
    copied(library, corpus)
    (corpus / "c.txt").unlink()
    (corpus / "a.txt").unlink()
    update(library, workers=0)
    assert sums(library) == before
    assert not any(row.copy or row.copies for row in library.claims(limit=100))
    assert [row.copies for row in library.articles()] == [0]


def test_a_note_on_a_claim_marks_it_in_the_list(library: Library) -> None:
    claim = library.claims(limit=100)[0].claim
    library.decisions.note(Selection("claim", claim.id), "look at the valley")
    assert [row.noted for row in library.claims(limit=100)] == [True, *[False] * (library.claims_count() - 1)]
    library.decisions.undo()
    assert not any(row.noted for row in library.claims(limit=100))
