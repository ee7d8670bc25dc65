"""Documents: a file to its articles, never altered; every offset points into the decoded text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tui.documents.article_lines import LineBlock, Lines, is_by_line
from tui.documents.files import digest_of
from tui.documents.suffixes import READABLE, find
from tui.model import Article, Problem

__all__ = ["READABLE", "LineBlock", "Lines", "digest_of", "find", "is_by_line", "read"]


def read(
    path: Path, root: Path, lines: Lines | None = None, fields: Mapping[str, Sequence[str]] | None = None
) -> Iterator[Article | Problem]:
    """The articles of one file, one at a time, and a Problem for each part that could not be read. Never raises.

    Of a file of one article a line only those lines are read that `lines` does not know from the last time. `fields`
    are other names that a table's columns and the keys of JSON have for what an article has, by the contract's.
    """
    from tui.documents import opening  # the formats are loaded with the first file, not with every command

    yield from opening.read(path, root, lines, fields or {})
