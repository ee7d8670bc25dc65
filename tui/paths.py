"""Where onrecord writes, and for whose eyes: every directory is made 0700 and every file 0600, whatever the umask and
whichever of them is made first. What somebody else owns is not written to.

Nothing here goes through a name that another user of the machine could have put there: /tmp/onrecord-UID must be a
directory, no link, and the user's own.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

PRIVATE_DIR, PRIVATE_FILE = 0o700, 0o600
NOWHERE = Path(os.devnull)  # where there is no home: nothing is in it, and nothing can be made there
_PRIVATE_UMASK = 0o077
_users_umask = -1  # as `subprocess` has it: as it is


class NotOwn(PermissionError):
    """A directory or file of somebody else's stands where the user's own should."""

    def __init__(self, path: Path, words: str = "belongs to another user") -> None:
        super().__init__(errno.EACCES, words, str(path))


def keep_private() -> None:
    """From here on whatever is made in this process is for the user alone: SQLite's journals and a library's temporary
    files too."""
    global _users_umask
    before = os.umask(_PRIVATE_UMASK)
    if _users_umask < 0:
        _users_umask = before


def users_umask() -> int:
    """The umask for a program that the user starts from here, such as the editor."""
    return _users_umask


def cache_dir() -> Path:
    """The user's directory for indexes; nothing is made. Raises OSError where there is no home to have one in."""
    return _users("cache")


def data_dir() -> Path:
    """The user's directory for judgements; as `cache_dir`."""
    return _users("data")


def state_dir() -> Path:
    """The user's directory for the log of a crash; as `cache_dir`."""
    return _users("state")


def config_dir() -> Path:
    """The user's directory for config.yaml; as `cache_dir`."""
    return _users("config")


def _users(kind: str) -> Path:
    """Without HOME and without an entry in passwd a path would begin with a `~` that nobody resolves."""
    import platformdirs

    try:
        found = Path(getattr(platformdirs, f"user_{kind}_dir")("onrecord", appauthor=False))
    except RuntimeError:
        found = Path("~")
    if not found.is_absolute():
        raise FileNotFoundError(errno.ENOENT, "there is no home directory", str(found))
    return found


def login() -> str:
    """The name under which the user is logged in; "user" and the number where the system has no name for it."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return f"user-{os.geteuid()}"


def private_dir(path: Path) -> Path:
    """Make a directory, and those above it that are missing, for the user alone; returns it.

    One that is there already is closed to others. Raises OSError (NotOwn where it is somebody else's).
    """
    _make(path)
    there = path.stat()
    if not stat.S_ISDIR(there.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    if there.st_uid != os.geteuid():
        raise NotOwn(path)
    if stat.S_IMODE(there.st_mode) & 0o077:
        with suppress(OSError):  # a file system without modes
            path.chmod(PRIVATE_DIR)
    return path


def _make(path: Path) -> None:
    missing = []
    while not there(path):
        missing.append(path)
        if path.parent == path:
            break
        path = path.parent
    for each in reversed(missing):
        try:
            each.mkdir(mode=PRIVATE_DIR)
        except FileExistsError:  # another process was first
            continue
        each.chmod(PRIVATE_DIR)  # a umask may have taken the user's own bits away


def spare_dir() -> Path:
    """A directory of the user's own where there is no home to write to: /tmp/onrecord-UID.

    Anybody could have made it, or a link of that name, before: then it is refused. Raises OSError.
    """
    spare = Path(tempfile.gettempdir()) / f"onrecord-{os.geteuid()}"
    with suppress(FileExistsError):
        spare.mkdir(mode=PRIVATE_DIR)
    found = spare.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotOwn(spare, "is no directory")
    return private_dir(spare)


def open_private(path: Path, flags: int) -> int:
    """A file descriptor of a file for the user alone, made where it is missing; no link is followed at its end.
    Raises OSError (NotOwn where it is somebody else's)."""
    descriptor = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE_FILE)
    try:
        if os.fstat(descriptor).st_uid != os.geteuid():
            raise NotOwn(path)
        with suppress(OSError):
            os.fchmod(descriptor, PRIVATE_FILE)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def make_private(path: Path) -> None:
    """See to it that a file is there and the user's own, without opening it: a database's locks would go with the first
    descriptor of it that is closed. Raises OSError (NotOwn where it is somebody else's)."""
    try:
        os.mknod(path, stat.S_IFREG | PRIVATE_FILE)
    except FileExistsError:
        pass
    except PermissionError:  # not every system lets a user make a plain file so
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE_FILE))
    close_to_others(path)


def close_to_others(path: Path) -> None:
    """Take from others what they may do with a file of ours. Raises OSError (NotOwn where it is somebody else's)."""
    found = path.stat()
    if found.st_uid != os.geteuid():
        raise NotOwn(path)
    if stat.S_IMODE(found.st_mode) != PRIVATE_FILE:
        with suppress(OSError):
            path.chmod(PRIVATE_FILE)


def real(path: Path) -> Path:
    """The path without links, as far as they can be looked at. Never raises: the reader's own folder may be gone."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return path


def there(path: Path) -> bool:
    """Whether there is something at a path that can be looked at. Never raises: a dead mount (ENOTCONN, ESTALE, EIO)
    and a folder that may not be entered hold nothing that could be read."""
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def astray(path: Path) -> str:
    """What on the way to a path keeps whatever may be there out of reach, in words: a link to what is not there, a file
    where a folder should be; empty where simply nothing is there. Never raises."""
    if NOWHERE in path.parents:
        return ""
    for each in (path, *path.parents):
        if there(each):
            return "" if each == path or is_dir(each) else f"{each}: not a folder"
        with suppress(OSError, ValueError):
            if stat.S_ISLNK(each.lstat().st_mode):
                return f"{each}: a link to what is not there (a disk that is not mounted?)"
    return ""


def hidden(path: Path) -> str:
    """Why nobody can tell whether something is at a path, in words: a dead mount, a folder that may not be entered, or
    what leads astray; empty where it is known that nothing is. Never raises."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return astray(path)
    except OSError as error:
        return error.strerror or str(error)
    except ValueError:
        return ""
    return ""


def is_file(path: Path) -> bool:
    """Whether a plain file is there. Never raises."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def is_dir(path: Path) -> bool:
    """Whether a directory is there. Never raises."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False
