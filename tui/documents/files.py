"""The files of a corpus: which there are, and their bytes, whole and unchanged or not at all."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePath
from typing import IO, cast

from tui.model import Problem

# No article is that long, and a text of that size stands in memory some times over while it is read.
LARGEST = 64 * 1024 * 1024  # bytes of one file that is read whole, decompressed
LARGEST_STREAMED = 16 << 30  # bytes of one file that is read by line
SKIPPED = 1 << 30  # bytes of one overlong line that are passed over before the rest of the file is given up
BATCH = 1000  # directory entries listed at a time, so that the first files of a huge folder come at once
META = ".meta.yaml"
STREAMED = frozenset({".jsonl", ".ndjson", ".csv", ".tsv", ".mbox"})  # formats read a line at a time
_PAGE_FILES = re.compile(r"(.+)[_-](?:files|[Dd]ateien|fichiers|archivos|file|bestanden)")
# A log that grows, or an editor that saves: it stands still between two looks, or is named as changing.
_TRIES = 3
_GZIP_RATIO = 200  # text is packed to a tenth; gzip can do a thousandth


class Unreadable(Exception):
    """A file that cannot be read; the message says why, in words."""


class Changed(Unreadable):
    """A file that changed while it was being read."""


def suffix_of(name: str) -> str:
    """The suffix that tells the format, lower case, with `.gz` kept: `.jsonl.gz`."""
    suffixes = PurePath(name.lower()).suffixes
    return "".join(suffixes[-2:] if suffixes[-1:] == [".gz"] else suffixes[-1:])


def relative(path: Path, root: Path) -> str:
    """The path relative to the corpus with forward slashes; the name alone where the corpus is the file itself."""
    if path == root:
        return path.name
    return Path(os.path.relpath(path, root)).as_posix()


def walk(root: Path, readable: frozenset[str], wanted: Callable[[str], bool]) -> Iterator[Path | Problem]:
    """The files under `root` whose name is wanted, by name within each folder.

    A browser's folder beside a page that it saved belongs to that page. Links are not followed and nothing is opened;
    what bears a readable name and is no plain file is a Problem. Names that begin with a dot are left alone.
    """
    if not stat.S_ISDIR(root.stat().st_mode):
        yield root
        return
    pending = [root]
    while pending:
        folder = pending.pop()
        below: list[Path] = []
        try:
            with os.scandir(folder) as entries:
                while batch := list(islice(entries, BATCH)):
                    batch.sort(key=lambda entry: entry.name)
                    yield from _listed(batch, root, readable, wanted, below)
        except OSError as error:
            yield Problem(relative(folder, root), f"the folder cannot be listed: {reason(error)}")
        pending.extend(reversed(below))


def _listed(
    entries: list[os.DirEntry[str]],
    root: Path,
    readable: frozenset[str],
    wanted: Callable[[str], bool],
    below: list[Path],
) -> Iterator[Path | Problem]:
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        suffix = suffix_of(entry.name)
        known = suffix in readable
        if entry.is_symlink():
            if known or not suffix:
                yield Problem(relative(path, root), "a symbolic link: links are not followed")
        elif entry.is_dir(follow_symlinks=False):
            if known:
                yield Problem(relative(path, root), "a folder with the name of a file; what is in it is read")
            if not _of_page(path):
                below.append(path)
        elif not entry.is_file(follow_symlinks=False):
            if known:
                yield Problem(relative(path, root), "no plain file (a pipe, socket or device)")
        elif wanted(entry.name):
            yield path


def _of_page(folder: Path) -> bool:
    """Whether a browser made the folder for the page beside it: `pass_files` of `pass.html`."""
    page = _PAGE_FILES.fullmatch(folder.name)
    return page is not None and any(folder.with_name(f"{page[1]}{end}").exists() for end in (".html", ".htm"))


def reason(error: OSError | ValueError) -> str:
    """An OSError in words, without the path."""
    return (getattr(error, "strerror", None) or str(error)).lower()


# O_NONBLOCK, or opening a pipe would wait for whoever writes into it; O_NOCTTY, or a terminal would become ours.
_READING = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def open_plain(path: Path, root: Path | None = None, *, pipe: bool = False) -> IO[bytes]:
    """Open a plain file for reading without ever waiting for a writer; a `pipe` too, where that is said: one that
    nobody writes into is empty. Raises Unreadable.

    Below the corpus `root` no link is followed at any step, whatever was there when the folder was listed; the corpus
    itself may be named by a link.
    """
    try:
        descriptor = os.open(path, _READING) if path == root else _open_below(path, root)
    except (OSError, ValueError) as error:
        linked = getattr(error, "errno", None) in (errno.ELOOP, errno.EMLINK)
        why = "a symbolic link: links are not followed" if linked else f"cannot be opened: {reason(error)}"
        raise Unreadable(why) from error
    # By the descriptor: the name may stand for another thing since it was listed.
    kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
    if kind != stat.S_IFREG and not (pipe and kind == stat.S_IFIFO):
        os.close(descriptor)
        raise Unreadable("a folder" if kind == stat.S_IFDIR else "no plain file")
    os.set_blocking(descriptor, True)
    return os.fdopen(descriptor, "rb")


def _open_below(path: Path, root: Path | None) -> int:
    """Open a file folder by folder from the corpus on."""
    if root is None or not path.is_relative_to(root):
        return os.open(path, _READING | os.O_NOFOLLOW)
    *folders, name = path.relative_to(root).parts
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in folders:
            below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
            os.close(folder)
            folder = below
        return os.open(name, _READING | os.O_NOFOLLOW, dir_fd=folder)
    finally:
        os.close(folder)


def state_of(file: IO[bytes]) -> tuple[int, int, int, int]:
    """What changes when a file is written or replaced: device, inode, size, time of change."""
    status = os.fstat(file.fileno())
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def unchanged(path: Path, before: tuple[int, int, int, int]) -> bool:
    """Whether the path still names the file as it was. A file that vanished meanwhile was read whole all the same."""
    try:
        status = path.stat()
    except OSError:
        return True
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns) == before


def read_whole(path: Path, largest: int = LARGEST, root: Path | None = None) -> bytes:
    """The bytes of a file, decompressed where its name ends in `.gz`; one version of it, never half of two.

    Raises Unreadable where it is too large, broken, or keeps changing.
    """
    for _ in range(_TRIES):
        with open_plain(path, root) as file:
            before = state_of(file)
            if before[2] > largest:
                raise Unreadable(f"too large: {before[2] / 1e6:,.0f} MB, at most {largest / 1e6:,.0f} MB are read")
            try:
                data = file.read(largest + 1)
            except OSError as error:
                raise Unreadable(f"cannot be read: {reason(error)}") from error
            # Both: a file written in place changes under the descriptor, a replaced one only at its name.
            if state_of(file) == before and unchanged(path, before):
                break
    else:
        raise Changed("it changes while it is read")
    if path.name.lower().endswith(".gz"):
        data = _inflate(data, largest)
    if len(data) > largest:
        raise Unreadable(f"too large: more than {largest / 1e6:,.0f} MB")
    return data


def lines(
    path: Path, longest: int = LARGEST, passed: Callable[[IO[bytes]], int] | None = None, root: Path | None = None
) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a file with their numbers from 1, one at a time; None for one longer than `longest` bytes.

    `passed` may read lines at the beginning of a file that is not compressed by itself, and tells how many.

    Raises Unreadable, and Changed at the end where the file changed meanwhile.
    """
    with open_plain(path, root) as file:
        before = state_of(file)
        if before[2] > LARGEST_STREAMED:
            raise Unreadable(f"too large: {before[2] / 1e9:,.0f} GB")
        most = before[2] * _GZIP_RATIO + SKIPPED  # a bomb unpacks to more
        packed = path.name.lower().endswith(".gz")
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
        number = 0
        try:
            if passed is not None and stream is file:
                number = passed(file)
            while line := stream.readline(longest + 1):
                number += 1
                most -= len(line)
                if len(line) > longest:
                    yield number, None
                    _skip_line(stream, number)
                else:
                    yield number, line
                if most < 0 and stream is not file:
                    raise Unreadable(f"unpacks to too much: given up after line {number}")
        except (OSError, EOFError, zlib.error) as error:
            raise Unreadable(f"broken after line {number}: {error}") from error
        if not unchanged(path, before):
            raise Changed("it changed while it was read; it is read again next time")


def _skip_line(stream: IO[bytes], number: int) -> None:
    skipped = 0
    while (piece := stream.readline(1 << 20)) and not piece.endswith(b"\n"):
        skipped += len(piece)
        if skipped > SKIPPED:
            raise Unreadable(f"line {number} is longer than {SKIPPED >> 30} GB: the rest is not read")


def _inflate(data: bytes, largest: int) -> bytes:
    """What a gzip of one or many members unpacks to; one byte more than `largest` where it is too much."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
            return stream.read(largest + 1)
    except EOFError as error:
        raise Unreadable("broken gzip: it ends too early") from error
    except (OSError, zlib.error) as error:
        raise Unreadable(f"broken gzip: {error}") from error


def digest_of(path: Path, root: Path | None = None) -> str:
    """What tells whether a file, or the NAME.meta.yaml beside it, is other than it was: hex BLAKE2 of both.

    A file too large to be read is told by its size and time. Raises OSError.
    """
    digest = hashlib.blake2b(digest_size=16)
    streamed = suffix_of(path.name).removesuffix(".gz") in STREAMED
    with _opened(path, root) as file:
        status = os.fstat(file.fileno())
        if status.st_size > (LARGEST_STREAMED if streamed else LARGEST):
            digest.update(f"{status.st_size} {status.st_mtime_ns}".encode())
        else:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    beside = meta_path(path)
    with suppress(OSError), _opened(beside, root) as file:
        digest.update(b"\0meta\0" + file.read(1 << 20))
    return digest.hexdigest()


def _opened(path: Path, root: Path | None) -> IO[bytes]:
    try:
        return open_plain(path, root)
    except Unreadable as error:
        raise OSError(str(error)) from error


def meta_path(path: Path) -> Path:
    """Where a person may write an article's metadata: `NAME.meta.yaml` beside `NAME.txt`."""
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return path.with_name(PurePath(name).stem + META)
