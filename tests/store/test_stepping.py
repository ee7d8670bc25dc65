"""What a library that is held answers from while another process changes the index, and how it steps over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store.folders import folder_of
from tui.config import Config
from tui.index.update import update
from tui.model import Issue, Selection
from tui.store.library import Library
from tui.store.query import ActorQuery, ArticleQuery, ClaimQuery, ConcordanceQuery, TimelineQuery

FEES = Issue("fees", "Fees", terms=("harbour fees",), proposition="Harbour fees are right")
TOLD = {
    "a": "The mayor of Riverton said on 4 May 2009 that harbour fees were right. Ships came.",
    "b": "Ann Lee said on Tuesday that harbour fees would ruin Riverton. The herring was late.",
    "c": "Ann Lee said on Wednesday that the herring was late because of the harbour fees.",
}


def opened(corpus: Path, config: Config) -> Library:
    return Library.open(corpus, config, index_dir=corpus.parent / "index", data_dir=corpus.parent / "data")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(TOLD, tmp_path)


@pytest.fixture
def other(corpus: Path) -> Iterator[Library]:
    """What stands for another process."""
    library = opened(corpus, Config(issues=(FEES,)))
    update(library, workers=0)
    yield library
    library.close()


@pytest.fixture
def held(corpus: Path, other: Library) -> Iterator[Library]:
    library = opened(corpus, Config(issues=(FEES,)))
    library.hold()
    library.warm()
    yield library
    library.close()


def all_panes(library: Library, selection: Selection) -> None:
    found = library.crossref(selection)
    library.articles(ArticleQuery(crossref=found, order="hits"))
    library.actors(ActorQuery(crossref=found, order="hits"))
    library.claims(ClaimQuery(crossref=found))
    library.issues(crossref=found)
    library.timeline.rows(TimelineQuery(crossref=found))
    library.copied(found)
    library.concordance(ConcordanceQuery(found))
    list(found.by_article)
    for key in ("a.txt", "c.txt", "d.txt"):
        library.body_marks(key, found)


def asked(library: Library, selection: Selection) -> list[str]:
    """The statements that drawing a selection anew takes."""
    statements: list[str] = []
    library.view._selections.clear()
    library.index_file.connection().set_trace_callback(statements.append)
    all_panes(library, selection)
    library.index_file.connection().set_trace_callback(None)
    return statements


def touched(library: Library, word: str) -> list[str]:
    return [key for key, _ in library.crossref(Selection("term", word)).by_article]


@pytest.mark.parametrize("kind", ["term", "issue", "actor"])
def test_a_change_makes_a_selection_ask_for_nothing_but_its_own_rows(held: Library, other: Library, kind: str) -> None:
    actor = held.actor("Ann Lee")
    assert actor is not None
    keys = {"term": "herring", "issue": "fees", "actor": actor.id}
    selection = Selection(kind, keys[kind])  # type: ignore[arg-type]
    all_panes(held, selection)
    before = asked(held, selection)
    other.decisions.mark_seen("a.txt")
    assert held.changed()
    assert asked(held, selection) == before
    assert held.renew()
    assert not held.changed()
    held.timeline.rows()  # which is drawn at a step: what periods are called is looked up as they are seen
    assert asked(held, selection) == before


def test_what_came_is_there_after_a_step(held: Library, other: Library, corpus: Path) -> None:
    (corpus / "d.txt").write_text("A Report From D Today\n\nAnn Lee said on Friday that the herring was here.\n")
    update(other, workers=0)
    generation = held.generation()
    assert held.article_row("d.txt").read  # type: ignore[union-attr]
    assert [mark.kind for mark in held.body_marks("d.txt") if mark.kind == "claim"] == ["claim"]
    assert touched(held, "herring") == ["b.txt", "c.txt"]
    assert held.renew(Selection("term", "herring"))
    assert held.generation() > generation
    assert touched(held, "herring") == touched(other, "herring") == ["b.txt", "c.txt", "d.txt"]
    assert not held.renew()


@pytest.mark.parametrize("kind", ["term", "issue", "actor", "article", "days"])
def test_what_went_stops_no_selection(held: Library, other: Library, corpus: Path, kind: str) -> None:
    actor = held.actor("Ann Lee")
    assert actor is not None
    keys = {"term": "herring", "issue": "fees", "actor": actor.id, "article": "c.txt", "days": "2009-05"}
    selection = Selection(kind, keys[kind])  # type: ignore[arg-type]
    found = held.crossref(selection)
    (corpus / "c.txt").unlink()
    (corpus / "a.txt").write_text("A Report From A Today\n\nNobody said a thing about anything.\n")
    update(other, workers=0)
    for mention in found.mentions[:1]:
        assert mention.article in {"", "a.txt", "b.txt", "c.txt"}
    all_panes(held, selection)
    held.view._selections.clear()
    all_panes(held, selection)
    assert held.renew()
    all_panes(held, selection)
    assert held.issues() == other.issues()
    assert touched(held, "herring") == ["b.txt"]


def claims_of_the_issue(library: Library) -> int:
    return library.issues()[0].claims


def test_a_decision_shows_at_once_and_is_no_reason_to_step(held: Library, other: Library) -> None:
    before = claims_of_the_issue(held)
    row = next(row for row in held.claims(ClaimQuery(issue="fees")))
    held.decisions.reject(row.claim.id)
    assert claims_of_the_issue(held) == before - 1
    assert row.claim.id not in held.crossref(Selection("article", row.claim.article)).claims
    assert not held.changed()
    held.decisions.undo()
    assert claims_of_the_issue(held) == before
    other.decisions.mark_seen("a.txt")
    held.decisions.reject(row.claim.id)
    assert held.changed()


def meanwhile(deed: Callable[[], object]) -> Callable[[], bool]:
    done: list[object] = []

    def go_on() -> bool:
        if len(done) < 3:
            done.append(deed() if len(done) == 2 else None)
        return True

    return go_on


def test_a_decision_made_during_a_step_is_kept(held: Library, other: Library) -> None:
    before = claims_of_the_issue(held)
    row = next(row for row in held.claims(ClaimQuery(issue="fees")))
    other.decisions.mark_seen("a.txt")
    assert held.renew(Selection("article", row.claim.article), meanwhile(lambda: held.decisions.reject(row.claim.id)))
    assert claims_of_the_issue(held) == before - 1
    assert row.claim.id not in held.crossref(Selection("article", row.claim.article)).claims


def test_a_watchlist_taken_during_a_step_stays(held: Library, other: Library) -> None:
    other.decisions.mark_seen("a.txt")
    changed = Config(issues=(FEES, Issue("herring", "Herring", terms=("herring",))))
    assert not held.renew(None, meanwhile(lambda: held.reconfigure(changed)))
    assert len(held.issues()) == 2
    assert held.renew()
    assert len(held.issues()) == 2
    assert len(held.crossref(Selection("issue", "herring")).mentions) == 2


def test_a_step_that_is_broken_off_changes_nothing(held: Library, other: Library) -> None:
    other.decisions.mark_seen("a.txt")
    assert not held.renew(None, lambda: False)
    assert held.changed()


def test_a_library_that_is_not_held_follows_at_once(other: Library, corpus: Path) -> None:
    follower = opened(corpus, Config(issues=(FEES,)))
    assert touched(follower, "herring") == ["b.txt", "c.txt"]
    (corpus / "b.txt").unlink()
    update(other, workers=0)
    assert touched(follower, "herring") == ["c.txt"]
    follower.close()
