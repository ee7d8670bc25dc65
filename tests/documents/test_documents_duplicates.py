"""The same wire story in several articles."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.making import PARAGRAPHS
from tui.corpus import duplicates
from tui.documents.blocks import layout
from tui.model import Article, Days

OTHER = [
    "The ferry company said on Monday that it would sell two of its ships to a Danish buyer before the summer begins.",
    "Its crews had asked for higher wages since the winter, and the talks had broken off twice without any result.",
]


def article(key: str, *paragraphs: str) -> Article:
    text = "\n\n".join(paragraphs)
    return Article(key, key, text, tuple(layout(text, find_title=False).blocks))


def copies(*articles: Article, days: dict[str, Days] | None = None) -> dict[str, tuple[str, ...]]:
    return duplicates.copies({one.key: duplicates.signature(one) for one in articles}, days)


WIRE = article("wire", *PARAGRAPHS)
TRIMMED = article("trimmed", "Pass Shut", "Sign up for our newsletter", *PARAGRAPHS[:2], "© 2011 The Valley News")
FERRY = article("ferry", *OTHER)


def test_a_trimmed_copy_in_another_outlet_is_the_same_story() -> None:
    assert copies(WIRE, FERRY, TRIMMED) == {"wire": ("trimmed",), "trimmed": ("wire",)}


def test_copies_of_copies_are_one_story() -> None:
    assert copies(WIRE, TRIMMED, article("again", *PARAGRAPHS))["trimmed"] == ("wire", "again")


def test_the_same_formula_months_later_is_another_story() -> None:
    days = {
        "wire": Days(date(2011, 5, 3), date(2011, 5, 3)),
        "trimmed": Days(date(2011, 9, 3), date(2011, 9, 3)),
    }
    assert copies(WIRE, TRIMMED, days=days) == {}


def test_short_texts_say_nothing() -> None:
    assert copies(article("a", "It snowed."), article("b", "It snowed.")) == {}


def test_without_the_library_the_very_same_words_are_still_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasketch", None)
    assert copies(WIRE, TRIMMED, article("again", *PARAGRAPHS)) == {"wire": ("again",), "again": ("wire",)}


@given(st.lists(st.text(max_size=300), max_size=4))
def test_being_a_copy_is_mutual(texts: list[str]) -> None:
    found = copies(*(article(str(number), text, *PARAGRAPHS[: number % 3]) for number, text in enumerate(texts)))
    assert all(key in found[other] for key, others in found.items() for other in others)
