"""What the tests of documents/ share: files written to a folder and read back."""

from __future__ import annotations

import resource
import time
from contextlib import suppress
from pathlib import Path

import psutil

from tui import documents
from tui.documents import child
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


def processor() -> float:
    """Seconds of processor that this process has used, and those that read files for it: what a busy machine does
    besides is not in it."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = time.process_time() + ended.ru_utime + ended.ru_stime
    running = getattr(child._local, "child", None)
    with suppress(psutil.Error):
        used += sum(psutil.Process(running.process.pid).cpu_times()[:2]) if running else 0.0
    return used


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
