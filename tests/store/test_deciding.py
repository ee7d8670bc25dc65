"""Whoever decides at one terminal is asked, once, before that undoes what another decided meanwhile; of many at once
too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.folders import folder_of
from tui.config import Config
from tui.index.update import update
from tui.model import Selection
from tui.store.judgements import Judgements
from tui.store.library import Library
from tui.store.problems import Stale
from tui.store.query import ClaimQuery
from tui.store.standing import KEPT

TOLD = {
    "a": "Karl Lindqvist said on Monday that the harbour tax was fair. Lindqvist smiled.",
    "b": "Ada Lindqvist said on Tuesday that the harbour tax was too high. Ships came to the harbour.",
    "c": "Sergei Ivanov said on Friday that the harbour tax would go. Sergey Ivanov said the harbour tax was unfair.",
}
KEYS = ("a.txt", "b.txt", "c.txt")
ONE, TWO = Selection("article", "a.txt"), Selection("article", "b.txt")

pytestmark = pytest.mark.fault(86)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(TOLD, tmp_path)


def opened(corpus: Path) -> Library:
    return Library.open(corpus, Config(), index_dir=corpus.parent / "index", data_dir=corpus.parent / "data")


@pytest.fixture
def library(corpus: Path) -> Iterator[Library]:
    library = opened(corpus)
    update(library, workers=0)
    yield library
    library.close()


@pytest.fixture
def other(library: Library, corpus: Path) -> Iterator[Library]:
    """Another terminal on the same index and judgements."""
    another = opened(corpus)
    yield another
    another.close()


def read(library: Library) -> set[str]:
    return {row.key for row in library.articles() if row.seen}


def actor(library: Library, name: str) -> str:
    found = library.actor(name)
    assert found is not None, name
    return found.id


def asked_once(deed: Callable[[], object], match: str, stands: Callable[[], object]) -> None:
    """The deed is refused with these words and changes nothing; done again it is done."""
    before = stands()
    with pytest.raises(Stale, match=match):
        deed()
    assert stands() == before
    deed()
    assert stands() != before


def test_many_articles_are_not_marked_against_another_terminal_unasked(library: Library, other: Library) -> None:
    library.decisions.mark_seen_together(["a.txt", "b.txt"])
    shown = {"a.txt": True, "b.txt": True, "c.txt": False}
    other.decisions.mark_seen_together(["a.txt", "b.txt"], False)
    deed = lambda: library.decisions.mark_seen_together(KEYS, True, shown)  # noqa: E731
    asked_once(deed, "on 2 of 3 articles; the same key again", lambda: read(other))
    assert read(other) == set(KEYS)


def test_what_another_terminal_did_already_needs_no_asking(library: Library, other: Library) -> None:
    other.decisions.mark_seen("a.txt")
    library.decisions.mark_seen_together(KEYS, True, dict.fromkeys(KEYS, False))
    assert read(library) == set(KEYS)


def test_an_article_marked_by_another_a_moment_ago_is_asked_about(library: Library, other: Library) -> None:
    library.decisions.catch_up()
    library.decisions.mark_seen("a.txt")
    other.decisions.mark_seen("a.txt", False)
    other.decisions.mark_seen("a.txt")
    library.decisions.catch_up()
    asked_once(lambda: library.decisions.mark_seen("a.txt", False, True), "marked read", lambda: read(library))


def test_a_claim_that_the_index_showed_before_others_were_looked_for_is_asked_about(
    library: Library, other: Library
) -> None:
    shown = library.claims(limit=1)[0].claim
    for status in ("confirmed", "rejected"):
        other.decisions.change_together([shown.id], status=status)
        rows = library.claims(ClaimQuery(rejected=True), limit=9)
        now = next(row.claim for row in rows if row.claim.id == shown.id)  # from the index, which is one for both
        assert now.status == status
        asked_once(
            lambda now=now: library.decisions.change_together(
                [now.id], status="changed", holder="X", seen={now.id: now}
            ),
            f"this claim is {status}",
            lambda: [row.status for row in library.claims(ClaimQuery(rejected=True), limit=9)],
        )
        library.decisions.catch_up()  # looks for others' decisions from now on; the next comes after it


def test_what_this_terminal_decided_it_is_not_asked_about(library: Library) -> None:
    shown = dict.fromkeys(KEYS, False)  # as they stood when they were marked
    for seen in (True, False, True):
        library.decisions.mark_seen_together(KEYS, seen, shown)
        assert read(library) == (set(KEYS) if seen else set())
    library.decisions.undo()
    library.decisions.mark_seen_together(KEYS, True, dict.fromkeys(KEYS, True))
    assert read(library) == set(KEYS)


def test_a_note_on_many_asks_where_another_wrote_one_meanwhile(library: Library, other: Library) -> None:
    seen = {ONE: 0, TWO: 0}  # when the text was asked for
    other.decisions.note(ONE, "theirs")
    notes = lambda: {note.key: note.text for note in library.decisions.notes()}  # noqa: E731
    asked_once(lambda: library.decisions.note_together([ONE, TWO], "mine", seen), "on 1 of 2 notes", notes)
    assert notes() == {"a.txt": "theirs; mine", "b.txt": "mine"}


def test_a_note_says_what_another_wrote_before_it_is_replaced(library: Library, other: Library) -> None:
    other.decisions.note(ONE, "theirs")
    with pytest.raises(Stale, match="it says “theirs”; saved again, yours replaces that"):
        library.decisions.note(ONE, "mine", 0)
    version = library.decisions.notes(ONE)[0].version
    other.decisions.note(ONE, "", version)
    with pytest.raises(Stale, match="there is no note now"):
        library.decisions.note(ONE, "mine", version)


def test_actors_are_not_made_one_against_what_another_terminal_parted(library: Library, corpus: Path) -> None:
    library.decisions.merge(actor(library, "Karl Lindqvist"), actor(library, "Sergei Ivanov"))
    update(library, workers=0)
    other = opened(corpus)
    other.decisions.take_out(actor(other, "Karl Lindqvist"), "Sergei Ivanov")
    other.close()
    update(library, workers=0)
    karl, ivanov = actor(library, "Karl Lindqvist"), actor(library, "Sergei Ivanov")
    stands = lambda: (library.judgements.verdicts(), len(library.judgements.of_kind("actor")))  # noqa: E731
    asked_once(lambda: library.decisions.merge(karl, ivanov), "another terminal decided meanwhile", stands)


def test_what_is_freed_to_make_two_one_is_asked_about_too(library: Library, other: Library) -> None:
    """Not only what was said of the two forms that are made one."""
    ada, ivanov = actor(library, "Ada Lindqvist"), actor(library, "Sergei Ivanov")
    state = {"one": "Ada Lindqvist", "one_kind": 0, "other": "Sergei Ivanov", "other_kind": 0, "same": 0}
    other.judgements.decide("merge", other.judgements.here("a pair"), state, "never one")
    stands = lambda: [{k: v for k, v in one.items() if k not in KEPT} for one in library.judgements.of_kind("merge")]  # noqa: E731
    asked_once(lambda: library.decisions.merge(ada, ivanov), "and “Sergei Ivanov” are never one", stands)


def test_what_was_said_of_an_actor_is_not_taken_back_once_it_is_another(library: Library, other: Library) -> None:
    ivanov = actor(library, "Sergei Ivanov")
    library.decisions.rename(ivanov, "Ours")
    said = library.decisions.said_of_actor(ivanov)[0]
    with pytest.raises(Stale, match="Ours"):
        other.decisions.rename(ivanov, "Theirs")
    other.decisions.rename(ivanov, "Theirs")
    stands = lambda: [one.words for one in library.decisions.said_of_actor(ivanov)]  # noqa: E731
    asked_once(lambda: library.decisions.take_back(said), "it is called “Theirs”", stands)


def test_what_another_settled_is_asked_about_before_it_is_settled_otherwise(library: Library) -> None:
    row = library.claims(limit=1)[0]
    content, digest = library.view.rows(
        "SELECT c.content, a.digest FROM claims c JOIN articles a ON a.id = c.article WHERE c.key = ?", row.claim.id
    )[0]
    subject = f"{content} {digest}"
    state = {"content": content, "article": digest, "key": row.claim.article, "words": "w"}
    theirs = Judgements(library.index_file.corpus, library.data_dir, "wren")
    theirs.decide("claim", subject, state | {"status": "rejected"}, "claim rejected")
    Judgements(library.index_file.corpus, library.data_dir, "bo").decide(
        "claim", subject, state | {"status": "confirmed"}, "claim confirmed"
    )
    theirs.decide("final claim", subject, state | {"status": "rejected"}, "claim settled")
    stands = lambda: library.judgements.held("claim", subject)["status"]  # type: ignore[index]  # noqa: E731
    asked_once(lambda: library.decisions.settle(row.claim.id, "bo"), "settled as rejected", stands)


@pytest.mark.parametrize("step", ["stamps", "held"])
def test_what_another_decided_shows_though_decisions_were_locked_as_it_was_looked_for(
    library: Library, other: Library, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """What stood before must not be written over what stands: no later update would mend that."""
    library.judgements.file.glance = 0.05
    (claim, *_) = library.claims(ClaimQuery())
    library.decisions.catch_up()
    other.decisions.confirm(claim.claim.id)
    library.decisions.catch_up()
    status = lambda: library.claim(claim.claim.id).claim.status  # noqa: E731
    assert status() == "confirmed"
    other.decisions.reject(claim.claim.id)
    real = getattr(library.judgements, step)

    def locked(*given: str) -> object:
        with closing(sqlite3.connect(library.judgements.path, isolation_level=None)) as holder:
            holder.execute("BEGIN EXCLUSIVE")
            return real(*given)

    with monkeypatch.context() as patched:
        patched.setattr(library.judgements, step, locked)
        library.decisions.catch_up()
    assert library.judgements.file.lost
    assert status() == "rejected"
    assert not library.judgements.file.look_again()
    assert library.decisions.catch_up() == {"claim"}
    assert status() == "rejected"
    assert not library.decisions.catch_up()
