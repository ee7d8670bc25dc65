"""A capital that acts is its country: found under both names, and its claims with the country's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.config import Config
from tui.index.update import update
from tui.model import Selection
from tui.store.library import Library

TOLD = {
    "a": "Japan and Peru met on Monday. Tokyo urged Peru to sign the treaty. A fair opened in Tokyo.",
    "b": "Japan was silent at first. Then Tokyo said that the treaty on fishing was unfair to Japan.",
    "c": "A fair for books opened in Tokyo on Tuesday, and many visitors came to Tokyo for it.",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for key, words in TOLD.items():
        (folder / f"{key}.txt").write_text(f"A Report From {key.upper()} Today\n\n{words}\n")
    opened = Library.open(folder, Config(), index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    update(opened, workers=0)
    yield opened
    opened.close()


def test_mentions_of_the_capital_tell_where_it_is_the_country(library: Library) -> None:
    rows = [(row["article"], row["actor"], row["by"]) for row in library.rows.mentions("Tokyo")]
    assert rows == [
        ("a.txt", "Japan", "metonym"),
        ("a.txt", "Tokyo", "name"),
        ("b.txt", "Japan", "metonym"),
        ("c.txt", "Tokyo", "name"),
        ("c.txt", "Tokyo", "name"),
    ]
    assert [row["text"] for row in library.rows.mentions("Japan") if row["by"] == "metonym"] == ["Tokyo", "Tokyo"]


def test_the_capital_that_acts_has_its_country_s_claims(library: Library) -> None:
    by_country = [row["id"] for row in library.rows.claims(by="Japan")]
    assert by_country
    assert [row["id"] for row in library.rows.claims(by="Tokyo")] == by_country


def test_the_capital_selected_counts_what_is_shown(library: Library) -> None:
    (tokyo,) = [row for row in library.actors(limit=50) if row.name == "Tokyo"]
    crossref = library.crossref(Selection("actor", tokyo.id))
    assert len(crossref.mentions) == sum(count for _, count in crossref.by_article) == 5
    said = [library.claim(claim) for claim in crossref.held]
    assert said
    assert all(row is not None and row.holder == "Japan" for row in said)


def test_the_forms_are_counted_where_they_are_meant(library: Library) -> None:
    forms = {row["name"]: {form["text"]: form["count"] for form in row["forms"]} for row in library.rows.actors()}
    assert forms["Tokyo"] == {"Tokyo": 3}
    assert forms["Japan"]["Tokyo"] == 2
    assert library.term("Tokyo").label == "Tokyo"
    kept = {row["name"]: row["actor"] for row in library.rows.actors()}
    library.reconfigure(Config(never_same=(("Tokyo", "Peru"),)))
    update(library, workers=0)
    assert {row["name"]: row["actor"] for row in library.rows.actors()} == kept
