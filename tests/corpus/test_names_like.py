"""Names of the corpus that a name may stand for which no text has."""

from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.actors.countries import folded
from tui.corpus.actors.names_like import NamesLike, name_score, untitled

PAIRS = yaml.safe_load((Path(__file__).parent / "name_pairs.yaml").read_text(encoding="utf-8"))


def found(*kinds: str) -> set[str]:
    """The first names of the pairs of some kinds that lead to the second, all the second ones being in the corpus."""
    pairs = [(one, other, kind) for kind in kinds for one, other in PAIRS[kind]]
    names = NamesLike((folded(other), other, kind.endswith("persons")) for _, other, kind in pairs)
    return {one for one, other, _ in pairs if other in {like.actor for like in names.of(one)}}


def test_a_name_leads_to_the_one_that_may_be_it() -> None:
    one_letter = {"Søren Kjærgård", "Jürgen Großmann"}  # which close spellings find
    assert {one for one, _ in PAIRS["persons"]} - found("persons") == one_letter
    missed = {"Deutsche Bundesbank", "Federazione Italiana Scherma", "Jaish al-Fatah", "Tsentrobank"}
    one_letter = {"Al-Murabitoun", "Harbour Trust", "Uralmetstroi", "Wolkswerft AG"}
    assert {one for one, _ in PAIRS["bodies"]} - found("bodies") == missed | one_letter | {"Royal Norwegian Navy"}


def test_a_name_leads_to_no_other() -> None:
    assert found("two_persons", "two_bodies") == {"Klaus Reinholdt", "Lindholm Pharma"}


def test_of_two_bodies_with_one_acronym_neither_is_meant() -> None:
    names = [("baltic institute of fisheries", "a", False), ("bureau of inland ferries", "b", False)]
    assert [like.actor for like in NamesLike(names[:1]).of("BIF")] == ["a"]
    assert NamesLike(names).of("BIF") == []


def test_titles_are_no_part_of_a_name() -> None:
    assert untitled("sir edmund lind") == "edmund lind"
    assert untitled("prof dr edmund lind") == "edmund lind"
    assert untitled("king lind") == "king lind"


@given(st.text(max_size=20), st.text(max_size=20), st.booleans())
def test_a_score_never_leaves_its_range(one: str, other: str, person: bool) -> None:
    if folded(one) and folded(other):
        assert 0 <= name_score(folded(one), folded(other), person=person) <= 100
        NamesLike([(folded(one), "a", person)]).of(other)
