"""What the tests of documents/ share: files written to a folder and read back."""

from __future__ import annotations

from pathlib import Path

from tui import documents
from tui.model import Article, Block, Problem


def read(root: Path) -> tuple[list[Article], list[Problem]]:
    """Every article and every problem of a corpus."""
    articles: list[Article] = []
    problems: list[Problem] = []
    for path in documents.find(root):
        if isinstance(path, Problem):
            problems.append(path)
            continue
        for found in documents.read(path, root):
            (problems if isinstance(found, Problem) else articles).append(found)  # type: ignore[arg-type]
    return articles, problems


def only(path: Path) -> Article:
    """The one article of one file, which has no problem."""
    articles, problems = read(path)
    assert not problems
    [article] = articles
    return article


def words(article: Article, role: str | None = None) -> list[str]:
    return [block.span.of(article.text) for block in article.blocks if role in (None, block.role)]


def in_order(blocks: tuple[Block, ...], length: int) -> bool:
    at = 0
    for block in blocks:
        if not at <= block.span.start < block.span.end <= length:
            return False
        at = block.span.end
    return True
