"""The lexicon of cues: which words ascribe a claim to somebody, in which frame. Read from lexicon.yaml."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from msgspec import Struct

from tui.model import Force
from tui.text.shipped import shipped_yaml

WordClass = Literal["verb", "noun", "adjective", "phrase"]


class Example(Struct, frozen=True):
    """A sentence of a frame with the words of its holder, cue and content."""

    text: str
    holder: str
    cue: str
    content: str


class CueFrame(Struct, frozen=True):
    """Cues that take the same kinds of content with the same force and polarity."""

    id: str
    words: WordClass
    force: Force
    polarity: int
    takes: frozenset[str]
    prepositions: frozenset[str]
    hearer: bool
    example: Example
    cues: tuple[str, ...]

    def admits(self, pattern: str) -> bool:
        """Whether content in the form `pattern` ("clause", "prep:for") is in this frame."""
        if pattern.startswith("prep:"):
            return pattern[5:] in self.prepositions
        return pattern in self.takes


class CueLexicon(Struct, frozen=True):
    """`verbs`, `nouns` and `adjectives` give the frames of a cue, the more telling ones first."""

    frames: dict[str, CueFrame]
    verbs: dict[str, tuple[CueFrame, ...]]
    nouns: dict[str, tuple[CueFrame, ...]]
    adjectives: dict[str, tuple[CueFrame, ...]]
    every: frozenset[str]  # all cues, and "according"

    def frame(self, words: WordClass, cue: str, pattern: str) -> CueFrame | None:
        """The frame in which `cue` takes content in the form `pattern`.

        Of several the first in the file is taken, "say" only where no other will do: it tells least.
        """
        table = {"verb": self.verbs, "noun": self.nouns, "adjective": self.adjectives}[words]
        admitting = [frame for frame in table.get(cue, ()) if frame.admits(pattern)]
        telling = [frame for frame in admitting if not frame.id.startswith("say.")]
        if not admitting and not pattern.startswith("prep:"):
            return next(iter(table.get(cue, ())), None)
        return next(iter(telling or admitting), None)


def _frame(name: str, row: dict[str, Any]) -> CueFrame:
    return CueFrame(
        id=name,
        words=row["words"],
        force=row["force"],
        polarity=row["polarity"],
        takes=frozenset(row["takes"]),
        prepositions=frozenset(row.get("prepositions", ())),
        hearer=row.get("hearer", False),
        example=Example(**row["example"]),
        cues=tuple(dict.fromkeys(str(cue) for cue in row["cues"])),
    )


@cache
def lexicon() -> CueLexicon:
    """The lexicon that ships with the package."""
    rows: dict[str, dict[str, Any]] = shipped_yaml(__package__, "lexicon.yaml")["frames"]
    frames = {name: _frame(name, row) for name, row in rows.items()}
    tables: dict[str, dict[str, tuple[CueFrame, ...]]] = {"verb": {}, "noun": {}, "adjective": {}, "phrase": {}}
    for frame in frames.values():
        table = tables[frame.words]
        for cue in frame.cues:
            table[cue] = (*table.get(cue, ()), frame)
    every = frozenset({"according"}.union(*tables.values()))
    return CueLexicon(frames, tables["verb"], tables["noun"], tables["adjective"], every)
