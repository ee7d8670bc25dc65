"""Configs as they were checked, kept in the user's cache by what they were checked from: the desk opens without a
reader of YAML. Nothing is lost with them; what cannot be read or written there is checked anew."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from tui.config.settings import Config

MOST = 32  # files kept


def recall(data: bytes, path: Path, *, trusted: bool) -> Config | None:
    """What the bytes `data` of the file at `path` were checked to; None where that is not kept."""
    import msgspec

    try:
        kept = _place(data, path, trusted).read_bytes()
        config = msgspec.msgpack.decode(kept, type=Config, dec_hook=lambda _, value: Path(value))
    except (OSError, RuntimeError, ValueError, msgspec.MsgspecError):
        return None
    return replace(config, path=path)


def keep(config: Config, data: bytes, path: Path, *, trusted: bool) -> None:
    """Keep it; where there is no place to write to nothing is kept."""
    import msgspec

    with suppress(OSError, RuntimeError, ValueError):
        place = _place(data, path, trusted)
        half = place.with_name(f"{place.name}.{os.getpid()}")
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half.touch(mode=0o600)
        half.write_bytes(msgspec.msgpack.encode(replace(config, path=None), enc_hook=str))
        half.replace(place)
        for old in sorted(place.parent.iterdir(), key=lambda file: file.stat().st_mtime)[:-MOST]:
            old.unlink(missing_ok=True)


def _place(data: bytes, path: Path, trusted: bool) -> Path:
    """Named after all that the result rests on, the checking code among it."""
    import platformdirs

    told = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in Path(__file__).parent.glob("*.py")]
    made_of: tuple[Any, ...] = (data, os.fsencode(path), trusted, sorted(told))
    digest = hashlib.blake2b(repr(made_of).encode(), digest_size=16).hexdigest()
    return Path(platformdirs.user_cache_dir("onrecord", appauthor=False)) / "configs" / digest
