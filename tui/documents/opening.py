"""A file to its articles, by its suffix."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import IO

from msgspec.structs import replace

from tui.documents import byte_kinds, child, files, meta
from tui.documents.article_lines import Lines, is_by_line
from tui.documents.decoding import NotText, decode, is_wide
from tui.documents.draft import Draft, Inner, Unread, Unusable, article_of
from tui.documents.formats import jsonlines, mailbox, plain, tables
from tui.documents.formats.columns import NO_NAMES, FieldNames
from tui.documents.formats.table_cells import TableLine
from tui.documents.own_ids import OwnIds, TooMany
from tui.model import Article, Problem

_Drafts = Iterator[Draft | Problem]

MOST_PROBLEMS = 1000  # of one file that are listed one by one
_DEEPEST = 4  # files within one another
_NEEDS = {  # what the extra onrecord[formats] installs
    "html": ("trafilatura", "htmldate", "lxml"),
    "mhtml": ("trafilatura", "htmldate", "lxml"),
    "pdf": ("pypdf",),
    "eml": ("trafilatura", "htmldate", "lxml"),
    "docx": ("docx",),
    "odt": ("odfdo",),
    "rtf": ("striprtf",),
    "feed": ("feedparser",),
    "msg": ("oxmsg", "trafilatura", "htmldate", "lxml"),
    "warc": ("warcio",),
    "wacz": ("warcio",),
}


def read(
    path: Path, root: Path, lines: Lines | None = None, fields: FieldNames = NO_NAMES
) -> Iterator[Article | Problem]:
    """The articles of one file, one at a time, and a Problem for each part that could not be read. Never raises.

    Of a file of one article a line only those lines are read that `lines` does not know from the last time. `fields`
    are the names that a reader says columns and keys have.
    """
    name = files.relative(path, root)
    child.begin()
    try:
        written = _written(path, root)
    except meta.MetaProblem as error:
        written = {}
        yield Problem(files.relative(files.meta_path(path), root), str(error))
    by_line = is_by_line(path)
    bad = 0
    try:
        for found in (
            _by_line(path, root, name, lines or Lines(), fields)
            if by_line
            else _parts(path, root, name, written, fields)
        ):
            bad += isinstance(found, Problem)
            if isinstance(found, Article) or bad <= MOST_PROBLEMS:
                yield found
    except (files.Unreadable, NotText, child.Failed, child.Exhausted, tables.BadTable, TooMany) as error:
        yield Problem(name, str(error))
    except OSError as error:
        yield Problem(name, f"cannot be read: {files.reason(error)}")
    if bad > MOST_PROBLEMS:
        yield Problem(name, f"and {bad - MOST_PROBLEMS:,} more parts of it could not be read")


def _parts(
    path: Path, root: Path, name: str, written: Mapping[str, str], fields: FieldNames
) -> Iterator[Article | Problem]:
    """The articles of a file of any form but one a line."""
    ids = OwnIds()
    for draft in _drafts(path, root, name, path == root, fields):
        if isinstance(draft, Problem):
            yield draft
        elif draft.id is None:
            yield article_of(draft, name, name, written)
        else:
            yield article_of(draft, _key(ids.unique(draft.id), name, path == root), name, {})


def _key(own: str, name: str, alone: bool) -> str:
    """The contract's key of one of several: `path#id`, the bare id where the corpus is the file itself."""
    return own if alone else f"{name}#{own}"


def _written(path: Path, root: Path) -> Mapping[str, str]:
    beside = files.meta_path(path)
    try:
        if not stat.S_ISREG(beside.lstat().st_mode):
            return {}
    except OSError:  # there is none, or its name would be too long
        return {}
    try:
        return meta.parse(files.read_whole(beside, 1 << 20, root))
    except files.Unreadable as error:
        raise meta.MetaProblem(str(error)) from error


def _drafts(path: Path, root: Path, name: str, asked: bool, fields: FieldNames) -> _Drafts:
    suffix = files.suffix_of(path.name).removesuffix(".gz")
    match suffix:
        case ".csv" | ".tsv":
            drafts = _by_row(path, root, name, fields, tabs=suffix == ".tsv")
        case ".mbox":
            drafts = _by_mail(files.lines(path, root=root), name)
        case _:
            drafts = _whole(path, root, name, asked, fields)
    empty = True
    for draft in drafts:
        empty = False
        yield draft
    if empty:
        yield Problem(name, "no articles in it")


def _whole(path: Path, root: Path, name: str, asked: bool, fields: FieldNames) -> _Drafts:
    data = files.read_whole(path, root=root)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        yield Problem(name, "empty")
    else:
        yield from _of_bytes(data, name, path.name, fields, asked=asked)


def _of_bytes(
    data: bytes, name: str, called: str, fields: FieldNames, *, asked: bool = False, deep: int = 0
) -> _Drafts:
    """The drafts of a file's bytes by what they are; `called` is the file's own name."""
    try:
        kind = byte_kinds.kind_of(data, called, asked=asked)
    except Unusable as error:
        yield Problem(name, str(error))
        return
    if kind == byte_kinds.MBOX:
        yield from _by_mail(enumerate(data.splitlines(keepends=True), 1), name, deep)
    elif kind in (byte_kinds.TEXT, byte_kinds.MARKDOWN):
        for draft in (plain.markdown if kind == byte_kinds.MARKDOWN else plain.text)(data):
            yield _told(draft, name)
    else:
        yield from _risky(kind, data, name, deep, fields)


def _risky(form: str, data: bytes, name: str, deep: int = 0, fields: FieldNames = NO_NAMES) -> _Drafts:
    """The drafts of a format that is parsed in the child, and of the files within it."""
    missing = [module for module in _NEEDS.get(form, ()) if find_spec(module) is None]
    if missing:
        yield Problem(name, f"needs the extra `formats` of onrecord: {', '.join(missing)} is not installed")
        return
    within: list[Inner] = []
    for draft in child.parse(form, data, fields=fields):
        if isinstance(draft, Inner):
            within.append(draft)
        elif isinstance(draft, Unread) or draft.text.strip():
            yield _told(draft, name)
        else:
            yield Problem(name, "no text in it")
    for one in within:
        yield from _within(one, name, deep + 1, fields)


def _within(inner: Inner, name: str, deep: int, fields: FieldNames) -> _Drafts:
    """The drafts of a file within a file, known by its name, and what of it is not read."""
    if deep > _DEEPEST:
        yield Problem(name, f"{inner.name}: files within one another too deep")
        return
    try:
        for found in _of_bytes(inner.data, name, PurePath(inner.name).name, fields, deep=deep):
            if isinstance(found, Problem):
                yield Problem(name, f"{inner.name}: {found.why}", line=found.line)
            else:
                own = inner.name if found.id is None else f"{inner.name}#{found.id}"
                yield replace(found, id=own, fields={**inner.fields, **found.fields})
    except (child.Failed, NotText) as error:
        yield Problem(name, f"{inner.name}: {error}")


def _told(draft: Draft | Unread, name: str) -> Draft | Problem:
    """A draft, or what is not read as a problem of the file."""
    return Problem(name, draft.why, line=draft.line) if isinstance(draft, Unread) else draft


def _by_line(path: Path, root: Path, name: str, lines: Lines, fields: FieldNames) -> Iterator[Article | Problem]:
    alone = path == root
    ids = OwnIds()
    empty = True

    def passed(stream: IO[bytes]) -> int:
        count = 0
        for block in lines.passed(stream):
            ids.add(block.gave.values())
            lines.standing += [_key(own, name, alone) for own in block.gave.values()]
            count += block.lines
        return count

    for number, line in files.lines(path, jsonlines.LONGEST, passed, root):
        own = lines.known(line, number)
        if own is not None and own not in ids:
            ids.add((own,))
            lines.keep(own)
            lines.standing.append(_key(own, name, alone))
            empty = False
            continue
        for _, draft in jsonlines.drafts(iter(((number, line),)), fields):
            empty = False
            if isinstance(draft, Exception):
                yield Problem(name, str(draft), line=number)
                continue
            given = ids.unique(draft.id) if draft.id is not None else None
            if given is not None and given == draft.id:
                lines.keep(given)
            yield article_of(draft, name if given is None else _key(given, name, alone), name, {})
    if empty and not lines.standing:
        yield Problem(name, "no articles in it")


def _by_row(path: Path, root: Path, name: str, fields: FieldNames, *, tabs: bool) -> _Drafts:
    for number, draft in tables.drafts(lambda: _table_lines(path, root), tabs=tabs, fields=fields):
        yield Problem(name, str(draft), line=number) if isinstance(draft, Exception) else draft


def _table_lines(path: Path, root: Path) -> Iterator[TableLine]:
    """The lines of a table as text, told line by line; one whose lines end in CR alone or in UTF-16 is read whole."""
    for number, line in files.lines(path, tables.FIELD, root=root):
        if line is None:
            raise tables.BadTable(f"line {number} is longer than {tables.FIELD >> 20} MB")
        if number == 1 and (line[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\r" in line.rstrip(b"\r\n") or is_wide(line)):
            decoded = decode(files.read_whole(path, root=root))
            rows = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            yield from (TableLine(row, at, decoded.guessed) for at, row in enumerate(rows, 1))
            return
        found = decode(line.replace(b"\0", b""))  # a database's dump may hold some
        yield TableLine(found.text.rstrip("\r\n"), number, found.guessed)


def _by_mail(lines: Iterator[tuple[int, bytes | None]], name: str, deep: int = 0) -> _Drafts:
    """Each mail by itself, so that a bad one costs no other."""
    for line, data in mailbox.mails(lines):
        if data is None:
            yield Problem(name, "a mail that is too large", line=line)
            continue
        own = f"line-{line}"
        try:
            for draft in _risky("eml", data, name, deep):
                if isinstance(draft, Problem):
                    yield Problem(name, draft.why, line=line)
                elif draft.id is None:
                    mail = mailbox.numbered(draft, line)
                    own = mail.id or own
                    yield mail
                else:
                    yield replace(draft, id=f"{own}#{draft.id}")
        except child.Failed as error:
            yield Problem(name, str(error), line=line)
