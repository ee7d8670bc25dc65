"""The same wire story in several articles."""

from __future__ import annotations

from datetime import date

import numpy as np
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


def test_the_likeness_is_that_of_datasketch() -> None:
    datasketch = pytest.importorskip("datasketch")
    words = [f"w{number}" for number in range(400)]
    for shared in (100, 200, 300, 390):
        one, other = words, [*words[:shared], *(f"x{number}" for number in range(400 - shared))]
        ours = np.mean(duplicates._min_hash(one) == duplicates._min_hash(other))
        sketches = []
        for text in (one, other):
            sketch = datasketch.MinHash(128)
            sketch.update_batch([" ".join(text[at : at + 4]).encode() for at in range(397)])
            sketches.append(sketch)
        assert abs(ours - sketches[0].jaccard(sketches[1])) < 0.15


def test_many_stories_are_told_apart_in_time() -> None:
    random = np.random.default_rng(1)
    rows = random.integers(0, 1 << 32, (20_000, 128), dtype=np.uint32)
    rows[10_000:10_100, :80] = rows[:100, :80]
    signatures = {str(at): at.to_bytes(8, "little") + row.tobytes() for at, row in enumerate(rows)}
    found = duplicates.copies(signatures)
    assert found == {str(at): (str((at + 10_000) % 20_000),) for at in (*range(100), *range(10_000, 10_100))}


def test_several_stories_with_the_same_band_are_told_apart() -> None:
    random = np.random.default_rng(2)
    stories = random.integers(0, 1 << 32, (40, 128), dtype=np.uint32)
    stories[:, :6] = stories[0, :6]  # two bands of all
    stories[10:20, 60:63] = stories[10, 60:63]
    rows = np.repeat(stories, 5, axis=0)
    for at, row in enumerate(rows):
        row[70 : 70 + 10 * (at % 5)] = random.integers(0, 1 << 32, 10 * (at % 5), dtype=np.uint32)
    order = random.permutation(len(rows)).tolist()
    signatures = {str(at): at.to_bytes(8, "little") + rows[at].tobytes() for at in order}
    found = duplicates.copies(signatures)
    assert {key: set(others) for key, others in found.items()} == {
        str(at): {str(other) for other in range(at // 5 * 5, at // 5 * 5 + 5) if other != at} for at in order
    }


@given(st.lists(st.text(max_size=300), max_size=4))
def test_being_a_copy_is_mutual(texts: list[str]) -> None:
    found = copies(*(article(str(number), text, *PARAGRAPHS[: number % 3]) for number, text in enumerate(texts)))
    assert all(key in found[other] for key, others in found.items() for other in others)
