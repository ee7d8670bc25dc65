"""Issues that a corpus suggests: what recurs, said by several, best where they pull apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.suggestions import MOST, SaidClaim, suggest
from tui.model import Force


def said(*rows: tuple[str, str, Force]) -> list[SaidClaim]:
    return [SaidClaim(f"c{at}", holder, words, force, at) for at, (holder, words, force) in enumerate(rows)]


CLAIMS = said(
    ("Kari Lund", "the new harbour wall should be built", "ask"),
    ("Fishers", "the harbour wall would ruin their grounds", "warn"),
    ("Ola Berg", "a harbour wall is too costly", "say"),
    ("Kari Lund", "ties with Norway matter", "say"),
    ("Ola Berg", "better ties with Norway", "say"),
    ("Ola Berg", "it's a matter for Norway", "say"),
    ("Ola Berg", "what he said on Monday", "say"),
)


def test_what_several_holders_speak_of_is_suggested() -> None:
    found = suggest(CLAIMS, (), ("Norway", "Kari Lund", "Ola Berg"))
    assert found[0].terms[0] == "harbour wall"
    assert found[0].name == "Harbour wall"
    assert (found[0].holders, found[0].articles, len(found[0].claims)) == (3, 3, 3)
    assert any("ties with Norway" in one.terms for one in found)
    words = {term.lower() for one in found for term in one.terms}
    assert not words & {"norway", "monday", "it's", "matter", "grounds"}


def test_claims_that_pull_apart_are_shown() -> None:
    assert suggest(CLAIMS)[0].apart == ("c0", "c1")


def test_a_name_that_holds_nothing_is_a_subject() -> None:
    claims = said(("A", "the status of Ansgar", "say"), ("B", "peace in Ansgar", "say"), ("C", "Ansgar is far", "say"))
    assert any("Ansgar" in term for one in suggest(claims) for term in one.terms)
    assert all("Ansgar" not in one.terms for one in suggest(claims, (), ("Ansgar",)))


def test_what_is_watched_or_refused_is_not_suggested() -> None:
    found = suggest(CLAIMS, ["wall"])
    assert all("wall" not in term for one in found for term in one.terms)


def test_of_one_voice_alone_nothing_is_suggested() -> None:
    assert suggest(said(("A", "the harbour wall", "say"), ("A", "the harbour wall", "say"))) == []
    assert suggest([]) == []


@given(st.lists(st.tuples(st.sampled_from(["A", "B", ""]), st.text(max_size=60)), max_size=12))
def test_any_claims_give_suggestions_whose_terms_stand_in_them(rows: list[tuple[str, str]]) -> None:
    claims = said(*((holder, words, "say") for holder, words in rows))
    found = suggest(claims)
    assert len(found) <= MOST
    for one in found:
        assert one.terms
        assert set(one.claims) <= {claim.key for claim in claims}


def test_who_acts_is_no_subject() -> None:
    words = [
        "the home secretary and the Harbour Council should fund the ferry line",
        "the home secretary told the Harbour Council that the ferry line of Minister Ulla Berg is late",
        "Norholm States and the Harbour Council want the ferry line of Minister Ulla Berg",
    ]
    claims = said(*((f"Holder {at}", told, "say") for at, told in enumerate(words)))
    found = {term for one in suggest(claims, (), ("Ulla Berg", "Norholm States")) for term in one.terms}
    assert "ferry line" in found
    assert not found & {
        "home secretary",
        "Harbour Council",
        "Minister Ulla Berg",
        "Ulla Berg",
        "States",
        "Norholm States",
    }


def test_offices_and_names_with_their_titles_and_what_ends_in_a_deed_are_no_subjects() -> None:
    words = [
        "the secretary of works of Mayor Berg, who spoke of repairing the ferry line, a measure passed in haste",
        "to the secretary of works Mayor Berg, who spoke of repairing the ferry line, the measure passed",
        "a secretary of works and Mayor Berg want the ferry line, not the measure passed, nor repairing it",
    ]
    claims = said(*((f"Holder {at}", told, "say") for at, told in enumerate(words)))
    found = {term for one in suggest(claims, (), ("Ulla Berg", "Berg")) for term in one.terms}
    assert "ferry line" in found
    assert not any(word in term for word in ("secretary", "Mayor", "repairing", "passed") for term in found)


def test_what_begins_with_a_deed_is_named_without_it() -> None:
    claims = said(
        ("Kari Lund", "plans to tackle rural poverty", "say"),
        ("Ola Berg", "a promise to tackle rural poverty", "promise"),
        ("Ulla Dahl", "what would provoke rural poverty", "say"),
    )
    assert [one.terms for one in suggest(claims)] == [("rural poverty",)]
