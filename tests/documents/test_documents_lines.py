"""A file of one article a line that has changed: only what changed is read, and nothing that changed is missed."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from tui import documents
from tui.model import Article, Problem

rows = st.fixed_dictionaries(
    {"text": st.sampled_from(["The wool is dear.", "Salt is cheap.", "No grain came."])},
    optional={"id": st.sampled_from(["a", "b", "c", "line-2", "line-3", "a~2", 7, ""])},
)
lines = st.lists(
    st.one_of(rows.map(json.dumps), st.sampled_from(["", "no article", "\ufeff" + json.dumps({"text": "Marked."})])),
    max_size=8,
)


def read(path: Path, known: documents.Lines | None = None) -> tuple[list[Article], list[Problem]]:
    found = list(documents.read(path, path.parent, known))
    return [f for f in found if isinstance(f, Article)], [f for f in found if isinstance(f, Problem)]


@settings(max_examples=300)
@given(st.sampled_from([1, 60, 1 << 20]), lines, lines, st.booleans())
def test_what_stands_and_what_is_read_again_are_the_whole_file(
    block: int, before: list[str], after: list[str], more: bool
) -> None:
    after = before + after if more else after
    with tempfile.TemporaryDirectory() as folder, mock.patch("tui.documents.article_lines.BLOCK", block):
        path = Path(folder) / "many.jsonl"
        path.write_text("\n".join(before), encoding="utf-8")
        first = documents.Lines()
        old = {article.key: article for article in read(path, first)[0]}
        path.write_text("\n".join(after), encoding="utf-8")
        whole, problems = read(path)
        known = documents.Lines(first.now)
        anew, problems_again = read(path, known)
        third = documents.Lines(known.now)
        assert len(read(path, third)[0]) + len(third.standing) == len(whole)
    assert problems_again == problems
    standing = {key: old[key] for key in known.standing}
    assert standing | {article.key: article for article in anew} == {article.key: article for article in whole}
    assert len(standing) + len(anew) == len(whole)


def test_of_a_file_that_grew_what_stood_there_is_not_looked_at_by_line(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f'{{"id": "a{n}", "text": "It was number {n}."}}\n' for n in range(50)))
    with mock.patch("tui.documents.article_lines.BLOCK", 400):
        first = documents.Lines()
        read(path, first)
        path.write_text(path.read_text() + '{"text": "One more."}\n')
        asked = []

        class Watched(documents.Lines):
            def known(self, line: bytes | None, number: int) -> str | None:
                asked.append(number)
                return super().known(line, number)

        known = Watched(first.now)
        articles, problems = read(path, known)
    assert [article.key for article in articles] == ["many.jsonl#line-51"]
    assert len(known.standing) == 50
    assert not problems
    assert 1 <= len(asked) < 15
    assert asked[-1] == 51


def test_one_line_more_is_all_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(f'{{"id": "a{n}", "text": "It was number{n}."}}\n' for n in range(50)))
    first = documents.Lines()
    assert len(read(path, first)[0]) == 50
    text = path.read_text().replace("number7.", "number seven.")
    path.write_text(text + '{"id": "late", "text": "One more."}\n')
    articles, problems = read(path, documents.Lines(first.now))
    assert [article.key for article in articles] == ["many.jsonl#a7", "many.jsonl#late"]
    assert not problems
