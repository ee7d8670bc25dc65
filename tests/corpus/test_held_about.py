"""What one actor says about something: the words that ask for it, and the selection that they make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.crossref.held_about import Asked, asked, halves, parts_of, selection_of
from tui.model import Selection


@pytest.mark.parametrize(
    ("typed", "by", "about"),
    [
        ("by:holm about:harbour", "holm", "harbour"),
        ("about:new harbour by:ada holm", "ada holm", "new harbour"),
        ("BY:Holm", "Holm", ""),
        ("about:harbour", "", "harbour"),
        ('by:"ada holm" on:harbour', "ada holm", "harbour"),
        ("by:", "", ""),
        ("by: holm about: harbour", "holm", "harbour"),
        ("holm about:harbour", "holm", "harbour"),
        ("standby:holm", "", ""),
        ("harbour", "", ""),
    ],
)
def test_by_and_about_are_taken_apart(typed: str, by: str, about: str) -> None:
    assert asked(typed) == Asked(by, about)


def test_words_are_halved_with_the_longest_actor_first() -> None:
    assert halves("ada holm harbour") == [Asked("ada holm", "harbour"), Asked("ada", "holm harbour")]
    assert halves("harbour") == halves("") == []


@pytest.mark.parametrize("about", [None, Selection("actor", "o1"), Selection("term", "the by about harbour")])
def test_a_selection_knows_its_parts(about: Selection | None) -> None:
    assert parts_of(selection_of("p1", about).key) == ("p1", about)


@given(st.text(max_size=60))
def test_anything_typed_can_be_asked(typed: str) -> None:
    asked(typed)
    halves(typed)
    parts_of(typed)
