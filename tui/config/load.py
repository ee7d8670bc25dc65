"""Which config is read, and what a stranger's may not set."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tui import paths
from tui.config import frozen
from tui.config.settings import Config, ConfigProblem

FILE = "config.yaml"
MOST_BYTES = 256 * 1024
_TASTE = ("theme", "ascii", "mouse", "citations", "keys")  # how a person likes the desk


def user_dir() -> Path:
    """The user's own config directory."""
    try:
        return paths.config_dir()
    except OSError:
        return paths.NOWHERE


def load(path: Path | None = None, corpus: Path | None = None, *, own: Path | None = None) -> Config:
    """The config for `corpus`: `path` where given (`--config`), else CORPUS/config.yaml, ./config.yaml, the user's own
    (`own`, by default in the config directory), else an empty one.

    What can run code or use up the machine (pipeline, workers, scheduler, editor), who decides (coder) and where it
    goes (judgements) is taken from `path` or the user's own file only; elsewhere it is left aside and named in
    `warnings`, and so is a file that would come first and cannot be looked at. The user's own file also gives theme,
    ascii, mouse, citations and keys where the file that is read says nothing of them.

    Raises ConfigProblem for a file that cannot be used, the user's own included.
    """
    if path is not None:
        return _config(path, trusted=True)
    own = own if own is not None else user_dir() / FILE
    # of a corpus that cannot be looked at itself more is said than that its config cannot be
    places = [] if corpus is None or paths.hidden(corpus) else [corpus / FILE]
    places += [Path(FILE)]
    found = next((place for place in places if paths.there(place) and not _same(place, own)), None)
    if paths.there(own):
        config = _config(own, trusted=True) if found is None else _with_own(_config(found, trusted=False), own)
    else:
        config = Config() if found is None else _config(found, trusted=False)
    before = places if found is None else places[: places.index(found)]
    aside = [f"{place}: left aside: {why}" for place in (*before, own) if (why := paths.hidden(place))]
    return replace(config, warnings=(*config.warnings, *aside)) if aside else config


def would_be(corpus: Path | None, *, own: Path | None = None) -> Path:
    """Where a config for `corpus` would stand: in its folder, or the working folder for one file; the user's own where
    neither can be written to."""
    folder = corpus if corpus is not None and paths.is_dir(corpus) else Path()
    if os.access(folder, os.W_OK):
        return folder / FILE
    return own if own is not None else user_dir() / FILE


def in_force(config: Config, corpus: Path | None = None) -> str:
    """Which config is in force, in words: its file and how many issues are watched, or where one would stand."""
    if config.path is None:
        return f"no config.yaml is in force, so nothing is watched; it would be {would_be(corpus)}"
    issues = len(config.issues)
    return f"{config.path} is in force, {issues or 'no'} issue{'' if issues == 1 else 's'} watched"


def reload(
    config: Config, corpus: Path | None = None, *, path: Path | None = None, own: Path | None = None
) -> tuple[Config, ConfigProblem | None]:
    """What a running desk goes on with after a change: the new config, or the last good one and what is wrong."""
    try:
        return load(path, corpus, own=own), None
    except ConfigProblem as problem:
        return config, problem


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _with_own(config: Config, own: Path) -> Config:
    mine = _config(own, trusted=True)
    said = {name for name in _TASTE if name in config.said}
    taste: dict[str, Any] = {name: getattr(mine, name) for name in _TASTE if name in mine.said and name not in said}
    if "keys" in taste:
        taste |= {"key_places": mine.key_places, "key_path": mine.path}
    own_only = {
        name: getattr(mine, name) for name in ("pipeline", "workers", "scheduler", "editor", "coder", "judgements")
    }
    return replace(config, **own_only, **taste)


def _config(path: Path, *, trusted: bool) -> Config:
    data = read(path)
    found = frozen.recall(data, path, trusted=trusted)
    if found is None:
        from tui.config.content import content  # the reader of YAML, which a config seen before does not need

        found = content(data, path, trusted=trusted)
        frozen.keep(found, data, path, trusted=trusted)
    return found


def read(path: Path) -> bytes:
    """The bytes of a config file; raises ConfigProblem where it cannot be read or is too large."""
    try:
        if not path.is_file():
            raise ConfigProblem(path, 0, 0, "not a file" if path.exists() else "there is no such file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ConfigProblem(path, 0, 0, f"cannot be read: {(error.strerror or 'unknown error').lower()}") from None
    if len(data) > MOST_BYTES:
        raise ConfigProblem(path, 0, 0, f"larger than {MOST_BYTES // 1024} KB; a watchlist is smaller than that")
    return data
