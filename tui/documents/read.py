"""A file to its articles, by its suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tui.documents import files, meta
from tui.documents.decoding import NotText
from tui.documents.draft import Draft, article_of
from tui.documents.formats import jsonlines, plain
from tui.model import Article, Problem

_PLAIN: dict[str, Callable[[bytes], Iterator[Draft]]] = {
    ".txt": plain.text,
    ".text": plain.text,
    ".md": plain.markdown,
    ".markdown": plain.markdown,
}
_BY_LINE = frozenset({".jsonl", ".ndjson"})
READABLE = frozenset(suffix + tail for suffix in (*_PLAIN, *_BY_LINE) for tail in ("", ".gz"))


def find(root: Path) -> Iterator[Path | Problem]:
    """The corpus' files, by name within each folder; a Problem for what bears a readable name and is no plain file.

    `root` is a folder, or one file, which is then all there is. Raises OSError where `root` cannot be looked at.
    """
    return files.walk(root, READABLE)


def read(path: Path, root: Path) -> Iterator[Article | Problem]:
    """The articles of one file, one at a time, and a Problem for each part that could not be read. Never raises."""
    name = files.relative(path, root)
    try:
        written = _written(path)
    except meta.MetaProblem as error:
        written = {}
        yield Problem(files.relative(files.meta_path(path), root), str(error))
    try:
        yield from _articles(path, name, path == root, written)
    except files.Unreadable as error:
        yield Problem(name, str(error))
    except NotText as error:
        yield Problem(name, str(error))
    except OSError as error:
        yield Problem(name, f"cannot be read: {files.reason(error)}")


def _written(path: Path) -> Mapping[str, str]:
    beside = files.meta_path(path)
    if not beside.is_file() or beside.is_symlink():
        return {}
    try:
        return meta.parse(files.read_whole(beside, 1 << 20))
    except files.Unreadable as error:
        raise meta.MetaProblem(str(error)) from error


def _articles(path: Path, name: str, alone: bool, written: Mapping[str, str]) -> Iterator[Article | Problem]:
    suffix = files.suffix_of(path.name).removesuffix(".gz")
    if suffix in _BY_LINE:
        yield from _by_line(path, name, alone)
        return
    data = files.read_whole(path)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        yield Problem(name, "empty")
        return
    for draft in _PLAIN.get(suffix, plain.text)(data):
        yield article_of(draft, name, name, written)


def _by_line(path: Path, name: str, alone: bool) -> Iterator[Article | Problem]:
    seen: dict[str, int] = {}
    for number, draft in jsonlines.drafts(files.lines(path, jsonlines.LONGEST)):
        if isinstance(draft, Exception):
            yield Problem(name, str(draft), line=number)
            continue
        own = _unique(draft.id or str(number), seen)
        yield article_of(draft, own if alone else f"{name}#{own}", name, {})
    if not seen:
        yield Problem(name, "no articles in it")


def _unique(own: str, seen: dict[str, int]) -> str:
    """An id that no earlier article of the file has: the second `a` becomes `a~2`."""
    seen[own] = seen.get(own, 0) + 1
    return own if seen[own] == 1 else _unique(f"{own}~{seen[own]}", seen)
