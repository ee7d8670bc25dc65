"""The find prompt: what one actor says about something, and names that are misspelt."""

from __future__ import annotations

from tui.model import Selection
from tui.store.library import Library
from tui.store.query import ClaimQuery


def first(library: Library, kind: str, typed: str) -> str:
    return next((found.label for found in library.find(typed, limit=5) if found.kind == kind), "")


def test_who_says_what_about_something_is_one_selection(library: Library) -> None:
    for typed in ("by:rogozin about:nato", "rogozin nato", "rogozin about:nato"):
        found = next(found for found in library.find(typed) if found.kind == "query")
        crossref = library.crossref(Selection("query", found.key))
        rows = library.claims(ClaimQuery(crossref=crossref), limit=100)
        assert len(rows) == found.n > 0
        assert {row.holder for row in rows} == {"Dmitry Rogozin"}
        assert library.label(crossref.selection) == found.label == "Dmitry Rogozin on NATO"
        assert {mention.article for mention in crossref.mentions} <= {row.claim.article for row in rows}
        assert sum(group.claims for group in library.claim_groups(ClaimQuery(crossref=crossref))) == len(rows)


def test_an_actor_and_a_word_that_stand_nowhere_together_ask_what_it_says_about_that(library: Library) -> None:
    found = library.find("rasmussen compromises")[0]
    assert (found.kind, found.label, found.n) == ("query", "Anders Fogh Rasmussen on compromises", 1)
    assert first(library, "query", "South Ossetia") == ""  # which stand together
    assert first(library, "query", "rasmussen xylophones") == ""  # of which nobody says anything


def test_the_listing_gives_the_same_claims(library: Library) -> None:
    found = next(found for found in library.find("by:rogozin about:nato") if found.kind == "query")
    crossref = library.crossref(Selection("query", found.key))
    listed = {row["id"] for row in library.rows.claims(about="NATO", by="Rogozin")}
    assert listed == set(crossref.claims)


def test_all_that_an_actor_says_can_be_asked_for(library: Library) -> None:
    found = library.find("by:rogozin")[0]
    crossref = library.crossref(Selection("query", found.key))
    actor = library.actor("Dmitry Rogozin")
    assert actor is not None
    assert set(crossref.claims) == set(library.crossref(Selection("actor", actor.id)).held)


def test_a_misspelt_name_is_offered_with_its_spelling(library: Library) -> None:
    assert first(library, "actor", "rasmusen") == "Anders Fogh Rasmussen"
    assert first(library, "actor", "clintn") == "Hillary Clinton"
    assert first(library, "actor", "de hoop schefer") == "Jaap de Hoop Scheffer"
    assert first(library, "query", "by:lavrof about:ossetia").startswith("Sergei Lavrov")
    spelled = library.find("rasmusen")[0]
    assert spelled.score < 100
    assert "rasmussen" in spelled.why
    assert first(library, "actor", "xylophon") == ""


def test_a_word_comes_before_who_has_it_in_a_longer_name_than_is_shown(library: Library) -> None:
    found = library.find("cooperation")
    assert (found[0].kind, found[0].label) == ("term", "cooperation")
    assert any(one.kind == "actor" and one.why for one in found)
    assert next(one.kind for one in library.find("rogozin")) == "actor"
    assert next(one.kind for one in library.find("moscow")) == "actor"


def test_an_unknown_query_is_an_empty_crossref(library: Library) -> None:
    for key in ("by nobody", "nonsense", "by nobody about term x"):
        assert len(library.crossref(Selection("query", key)).claims) == 0
