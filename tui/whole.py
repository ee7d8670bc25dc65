"""A file that is there whole or not at all: written beside its place, on the disk before it gets its name."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tui.paths import users_umask

THERE = "it is there already"
NO_FILE = "no file stands there, but a link, a folder, a pipe or a device"


def write_whole(pieces: Iterable[bytes], to: Path, *, replace: bool = False, mode: int | None = None) -> None:
    """Write `pieces` to `to`. What stands there is left alone unless `replace` says otherwise, and then too where it is
    no file: in the place of a device or a pipe (/dev/null) a file would harm all that use it, and a link may be another
    person's. `mode` is the file's, by default what the process' umask leaves.

    Raises FileExistsError where something stands there, OSError where the disk or the folder refuses; then, and
    whatever else ends it, nothing is left behind.
    """
    if not replace and os.path.lexists(to):
        raise FileExistsError(errno.EEXIST, THERE, str(to))
    if os.path.lexists(to) and not stat.S_ISREG(to.lstat().st_mode):
        raise OSError(errno.EINVAL, NO_FILE, str(to))
    number, name = tempfile.mkstemp(prefix=f".{to.name[:100]}.", suffix=".part", dir=to.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "wb") as out:
            for piece in pieces:
                out.write(piece)
            out.flush()
            os.fchmod(out.fileno(), _mode() if mode is None else mode)
            os.fsync(out.fileno())
        _name(part, to, replace)
        _sync(to.parent)
    finally:
        part.unlink(missing_ok=True)


def _name(part: Path, to: Path, replace: bool) -> None:
    if not replace:
        # A link fails where a name is taken, also by one who came meanwhile; not every file system has links.
        try:
            os.link(part, to)
        except FileExistsError:
            raise
        except OSError:
            if os.path.lexists(to):
                raise FileExistsError(errno.EEXIST, THERE, str(to)) from None
        else:
            return
    part.replace(to)


def _sync(folder: Path) -> None:
    with suppress(OSError):  # a file system that cannot sync a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mode() -> int:
    """Of a file that the user makes: by the mask that was the user's own before ours."""
    mask = users_umask()
    if mask < 0:  # it can only be read by setting it
        mask = os.umask(0o077)
        os.umask(mask)
    return 0o666 & ~mask
