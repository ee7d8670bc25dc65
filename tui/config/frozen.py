"""Configs as they were checked, kept in the user's cache by what they were checked from: the desk opens without a
reader of YAML. Nothing is lost with them; what cannot be read or written there is checked anew."""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tui import paths
from tui.config.settings import Config

MOST = 32  # files kept


def recall(data: bytes, path: Path, *, trusted: bool) -> Config | None:
    """What the bytes `data` of the file at `path` were checked to; None where that is not kept."""
    import msgspec

    try:
        made_of = _made_of(data, path, trusted)
        kept = _place(made_of).read_bytes()
        if not kept.startswith(made_of):
            return None
        config = msgspec.msgpack.decode(kept[len(made_of) :], type=Config, dec_hook=lambda _, value: Path(value))
    except (OSError, RuntimeError, ValueError, msgspec.MsgspecError):
        return None
    return replace(config, path=path)


def keep(config: Config, data: bytes, path: Path, *, trusted: bool) -> None:
    """Keep it; where there is no place to write to nothing is kept."""
    import msgspec

    with suppress(OSError, RuntimeError, ValueError):
        made_of = _made_of(data, path, trusted)
        place = _place(made_of)
        half = place.with_name(f"{place.name}.{os.getpid()}")
        paths.private_dir(place.parent.parent)
        paths.private_dir(place.parent)
        with os.fdopen(paths.open_private(half, os.O_WRONLY | os.O_TRUNC), "wb") as file:
            file.write(made_of + msgspec.msgpack.encode(replace(config, path=None), enc_hook=str))
        half.replace(place)
        for old in sorted(place.parent.iterdir(), key=lambda file: file.stat().st_mtime)[:-MOST]:
            old.unlink(missing_ok=True)


def _made_of(data: bytes, path: Path, trusted: bool) -> bytes:
    """All that the result rests on, the checking code among it."""
    told = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in Path(__file__).parent.glob("*.py")]
    made_of: tuple[Any, ...] = (data, os.fsencode(path), trusted, sorted(told))
    return repr(made_of).encode()


def _place(made_of: bytes) -> Path:
    """Where it is kept; what is kept there tells itself whether it is of the same."""
    return paths.cache_dir() / "configs" / f"{zlib.crc32(made_of):08x}"
