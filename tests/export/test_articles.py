"""Articles as CSL-JSON and RIS."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
import rispy

from tests.export.making import HOSTILE, cited, days
from tui.export.csl import csl
from tui.export.ris import ris
from tui.export.statements import Cited

# What csl-data.json (1.0) says of the fields that are written here; it allows no others.
FIELDS = {
    "id": str, "type": str, "title": str, "author": list, "container-title": str, "publisher": str,
    "publisher-place": str, "issued": dict, "URL": str, "archive_location": str, "note": str,
}  # fmt: skip


def items(*articles: Cited) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(b"".join(csl(articles)))
    for item in found:
        assert {"id", "type"} <= item.keys() <= FIELDS.keys()
        assert all(isinstance(value, FIELDS[name]) for name, value in item.items())
        for parts in item.get("issued", {"date-parts": []})["date-parts"]:
            assert 1 <= len(parts) <= 3
    return found


def test_an_article_is_a_newspaper_article_with_what_is_known() -> None:
    (item,) = items(
        cited("x", "harbour/1.txt", outlet="The Ansgar Post", author="Ida Holm", url="https://example.org/1")
    )
    assert item == {
        "id": "harbour/1.txt", "type": "article-newspaper", "title": "Board Opens Pier",
        "author": [{"literal": "Ida Holm"}], "container-title": "The Ansgar Post",
        "issued": {"date-parts": [[2031, 4, 4]]}, "URL": "https://example.org/1", "archive_location": "harbour/1.txt",
    }  # fmt: skip


def test_an_interval_stays_one_and_an_unknown_day_is_left_out() -> None:
    one, other = items(cited("x", "1", published=days("2030-09-01", "2031-08-31")), cited("y", "2", published=None))
    assert one["issued"] == {"date-parts": [[2030, 9, 1], [2031, 8, 31]]}
    assert "September 2030 to August 2031" in one["note"]
    assert "issued" not in other
    assert items() == []


def test_ris_is_read_by_its_reader() -> None:
    articles = [
        cited("x", "1.txt", outlet="The Ansgar Post", author="Ida Holm", place="Ansgar", agency="Wire"),
        cited("y", "2.txt", published=days("2030-09-01", "2031-08-31")),
        cited("z", "3.txt", published=None),
    ]
    one, other, third = rispy.load(io.StringIO(b"".join(ris(articles)).decode(), newline=""))
    assert (one["type_of_reference"], one["title"], one["authors"]) == ("NEWS", "Board Opens Pier", ["Ida Holm"])
    assert (one["year"], one["date"], one["secondary_title"]) == ("2031", "2031/04/04/", "The Ansgar Post")
    assert other["date"] == "2030/09/01/until 2031-08-31"
    assert "September 2030 to August 2031" in other["notes"][0]
    assert "date" not in third


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_titles_are_one_field_of_one_article(words: str) -> None:
    article = cited("x", words, title=words, outlet=words, author=words)
    assert len(items(article)) == 1
    (entry,) = rispy.load(io.StringIO(b"".join(ris([article])).decode(), newline=""))
    assert entry["title"]
