"""What a reader says that rows call their text, title and day, in each form of rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import documents
from tui.config import Config, ConfigProblem, load
from tui.documents.formats.columns import stated_value
from tui.index.update import update
from tui.model import Article, Problem
from tui.store.library import Library

FIELDS = {"text": ("payload.plain", "wortlaut9"), "title": ("kopf9",), "published": ("wann",), "outlet": ("pult",)}
ROW: dict[str, Any] = {
    "kopf9": "Weir opens", "wann": "2031-03-04", "pult": "Gazette", "payload": {"plain": "The weir opened."},
}  # fmt: skip
CSV = "kopf9;wann;wortlaut9\nWeir opens;2031-03-04;The weir opened.\n"
FORMS = {"a.jsonl": json.dumps(ROW), "a.json": json.dumps([ROW, ROW | {"kopf9": "Weir shut"}]), "a.csv": CSV}


def read(path: Path, fields: dict[str, tuple[str, ...]] | None = None) -> tuple[list[Article], list[str]]:
    found = list(documents.read(path, path.parent, fields=fields))
    articles = [one for one in found if isinstance(one, Article)]
    return articles, [one.why for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize("name", list(FORMS))
def test_rows_are_read_by_the_names_that_the_config_states(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(FORMS[name])
    assert read(path)[0] == []
    articles, problems = read(path, FIELDS)
    assert problems == []
    assert (articles[0].title, articles[0].text) == ("Weir opens", "The weir opened.")
    assert articles[0].day_clues[0].value == "2031-03-04"
    assert articles[0].outlet == (None if name == "a.csv" else "Gazette")


def test_rows_within_an_archive_are_read_so_too(tmp_path: Path) -> None:
    from zipfile import ZipFile

    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("b.json", FORMS["a.json"])
    assert [article.title for article in read(path, FIELDS)[0]] == ["Weir opens", "Weir shut"]


def test_a_row_without_any_of_the_names_is_named_with_them(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + json.dumps({"kopf9": "x"}) + "\n")
    _, problems = read(path, FIELDS)
    assert problems == ["no `text`, nor `payload.plain` or `wortlaut9` as config.yaml says"]


def test_what_rows_have_by_their_usual_names_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "x", "text": "The weir opened.", "title": "Weir"}) + "\n")
    assert [(a.key, a.title) for a in read(path, FIELDS)[0]] == [(a.key, a.title) for a in read(path)[0]]


def test_a_config_with_other_names_reads_the_files_again(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.jsonl").write_text(FORMS["a.jsonl"])
    counts = []
    for fields in ({}, FIELDS):
        opened = Library.open(corpus, Config(fields=fields), index_dir=tmp_path / "index", data_dir=tmp_path / "data")
        update(opened, workers=0)
        counts.append((opened.counts().articles, opened.counts().problems))
        opened.close()
    assert counts == [(0, 1), (1, 0)]


def test_the_config_states_one_name_or_several(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("fields:\n  text: [payload.plain, wortlaut9]\n  title: kopf9\n")
    assert load(file).fields == {"text": ("payload.plain", "wortlaut9"), "title": ("kopf9",)}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("fields:\n  outlett: desk\n", 'an article has no "outlett"; did you mean "outlet"?'),
        ("fields: text\n", 'takes lines such as "text: maintext"'),
        ("fields:\n  text: []\n", '"text" takes one name to 20'),
        ("fields:\n  text: {a: b}\n", '"text" takes a list'),
        ("fields:\n  text: no\n", "quote it"),
    ],
)
def test_a_wrong_mapping_is_refused_where_it_stands(tmp_path: Path, written: str, words: str) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(written)
    with pytest.raises(ConfigProblem, match=r"config\.yaml:[12]:") as refused:
        load(file)
    assert words in str(refused.value)


@given(
    row=st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: st.dictionaries(st.text("ab.", max_size=3), inner),
    ),
    name=st.text("ab.", max_size=5),
)
def test_any_value_at_all_is_looked_into(row: Any, name: str) -> None:
    value = stated_value(row, [name]) if isinstance(row, dict) else None
    assert value is None or isinstance(value, str | int)
