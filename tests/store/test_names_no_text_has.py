"""A name that is asked for and that no text has finds the names that it may stand for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.folders import folder_of
from tui.config import Config
from tui.index.update import update
from tui.model import Selection
from tui.store.library import Library
from tui.store.rows import Progress

SAID = {
    "a": "Abd al-Aziz Makhlufi said on Monday that the talks had failed.",
    "b": "A statement by the Central Bank of Paraguay said on Monday that the talks had failed.",
    "c": "Roberta Haverstock said on Monday that the talks had failed.",
    "e": "A statement by the Gambia Revenue Board said on Monday that the talks had failed.",
    "f": "Omar bin Hassan Lundi said on Monday that the talks had failed.",
    "d": "A statement by the National Dairy Farmers Union said on Monday that the talks had failed.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("names")
    opened = Library.open(folder_of(SAID, home), Config(), index_dir=home / "index", data_dir=home / "data")
    update(opened, workers=0)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("asked", "article", "found"),
    [
        ("Abdelaziz Makhloufi", "a.txt", "Abd al-Aziz Makhlufi"),
        ("Banco Central del Paraguay", "b.txt", "Central Bank of Paraguay"),
        ("Bobbie Haverstock", "c.txt", "Roberta Haverstock"),
        ("NDFU", "d.txt", "National Dairy Farmers Union"),
    ],
)
def test_it_is_found_as_a_close_spelling(library: Library, asked: str, article: str, found: str) -> None:
    (row,) = library.rows.mentions(asked)
    assert (row["article"], row["text"], row["by"]) == (article, found, "fuzzy")
    assert 80 <= row["score"] < 100


@pytest.mark.parametrize(
    "asked",
    [
        "Robert Haverstock",
        "Central Bank of Uruguay",
        "NDFA",
        "Abd al-Karim Makhlufi",
        "Zambia Revenue Board",
        "Hassan bin Omar Lundi",
    ],
)
def test_another_name_is_not(library: Library, asked: str) -> None:
    assert list(library.rows.mentions(asked)) == []


def test_it_is_found_once_its_article_is_read(tmp_path: Path) -> None:
    opened = Library.open(folder_of(SAID, tmp_path), Config(), index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    term = Selection("term", "Abdelaziz Makhloufi")
    seen: list[int] = []

    def look(_: Progress) -> None:
        opened.renew(term)
        seen.append(len(opened.view.crossref(term).mentions))

    update(opened, look, workers=0)
    opened.close()
    assert (seen[0], seen[-1]) == (0, 1)
