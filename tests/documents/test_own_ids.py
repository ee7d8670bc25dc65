"""What articles of one file are called: each otherwise, whatever ids stand there, and no more of them than memory
holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import documents
from tui.documents import opening, own_ids
from tui.documents.own_ids import OwnIds
from tui.model import Article, Problem

TEXT = "The ferry to Varna ran late, said Elena Popova."


def as_lines(ids: Sequence[str]) -> str:
    return "".join(json.dumps({"id": own, "text": TEXT}) + "\n" for own in ids)


def as_table(ids: Sequence[str]) -> str:
    return "id,text\n" + "".join(f'{own},"{TEXT}"\n' for own in ids)


def as_mails(ids: Sequence[str]) -> str:
    head = "From a@b Mon Apr 4 00:00:00 2031\n"
    return "".join(f"{head}Message-ID: <{own}>\nSubject: Ferry\n\n{TEXT}\n\n" for own in ids)


FORMS = pytest.mark.parametrize(
    ("name", "made"),
    [("a.jsonl", as_lines), ("a.csv", as_table), ("a.mbox", as_mails)],
    ids=["lines", "table", "mails"],
)
Made = Callable[[Sequence[str]], str]


def read(tmp_path: Path, name: str, text: str) -> tuple[list[str], list[str]]:
    """Keys of articles and words of problems."""
    (tmp_path / name).write_text(text)
    found = list(documents.read(tmp_path / name, tmp_path))
    return [one.key for one in found if isinstance(one, Article)], [o.why for o in found if isinstance(o, Problem)]


@given(st.lists(st.sampled_from(["a", "a~2", "a~2~2", "a~3", "b", "b~2"]), max_size=12))
def test_each_is_given_once_and_the_first_as_it_stands(ids: list[str]) -> None:
    own = OwnIds()
    given = [own.unique(one) for one in ids]
    assert len(set(given)) == len(ids)
    assert given[:1] == ids[:1]


@pytest.mark.fault(83)
@FORMS
def test_ids_made_to_follow_one_another_end_no_file(tmp_path: Path, name: str, made: Made) -> None:
    """Each is what the one before would be called where it stood twice."""
    ids = ["a" + "~2" * many for many in range(60 if name == "a.mbox" else 400)] * 3
    keys, problems = read(tmp_path, name, made([*ids, *["a"] * 20]))
    assert len(set(keys)) == len(ids) + 20
    assert not problems


@pytest.mark.fault(83)
def test_an_id_without_end_is_kept_short_and_its_own(tmp_path: Path) -> None:
    keys, problems = read(tmp_path, "a.csv", as_table(["x" * 100_000 + "1", "x" * 100_000 + "2"]))
    assert len(set(keys)) == 2
    assert not problems
    assert all(len(key) < 2_000 for key in keys)


@pytest.mark.fault(89)
@FORMS
def test_more_articles_than_are_read_of_one_file_are_said(
    tmp_path: Path, name: str, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_ids, "MOST_ARTICLES", 3)
    keys, problems = read(tmp_path, name, made(list("abcd")))
    assert [key.rpartition("#")[2] for key in keys] == ["a", "b", "c"]
    assert problems == ["more than 3 articles in one file: the rest is not read; part the file"]
    assert read(tmp_path, name, made(list("abc")))[1] == []


@pytest.mark.fault(89)
def test_lines_that_are_known_count_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(as_lines(list("abc")))
    lines = documents.Lines()
    assert len(list(documents.read(path, tmp_path, lines))) == 3
    monkeypatch.setattr(own_ids, "MOST_ARTICLES", 3)
    path.write_text(as_lines(list("abcd")))
    again = documents.Lines(lines.now)
    found = list(documents.read(path, tmp_path, again))
    assert again.standing == ["a.jsonl#a", "a.jsonl#b", "a.jsonl#c"]
    assert [type(one) for one in found] == [Problem]


@pytest.mark.fault(89)
@pytest.mark.parametrize(("name", "head"), [("a.jsonl", ""), ("a.csv", "id,text\n")])
def test_of_what_cannot_be_read_the_first_is_listed_and_the_rest_counted(
    tmp_path: Path, name: str, head: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MOST_PROBLEMS", 3)
    keys, problems = read(tmp_path, name, head + ("{}\n" if not head else "x,\n") * 10)
    assert not keys
    assert len(problems) == 4
    assert problems[-1] == "and 7 more parts of it could not be read"
