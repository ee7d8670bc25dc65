"""Whether the reader has put the first-minute guide away: an empty file in the user's own directory of state, so that
no other corpus and no later start shows it again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tui.paths import is_file, make_private, private_dir, state_dir

NAME = "guide-put-away"


def is_put_away() -> bool:
    """Whether it has been; where there is no home to keep it in it has not."""
    try:
        return is_file(_file())
    except OSError:
        return False


def put_away() -> str:
    """Keep that it is; why that could not be kept, empty where it is."""
    try:
        private_dir(_file().parent)
        make_private(_file())
    except OSError as error:
        return error.strerror or str(error)
    return ""


def bring_back() -> None:
    """Show it at the next start too."""
    with suppress(OSError):
        _file().unlink()


def _file() -> Path:
    return state_dir() / NAME
