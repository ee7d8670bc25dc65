"""What a brief is made of before it is Markdown, HTML or a Word file."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class TextRun(Struct, frozen=True):
    """A stretch of text; `note` is the number of the footnote that follows it, 0 for none."""

    text: str
    style: Literal["", "strong", "emphasis"] = ""
    note: int = 0


BlockKind = Literal["heading", "subheading", "minor", "text", "quote", "item", "turn", "note"]


class BriefBlock(Struct, frozen=True):
    kind: BlockKind
    runs: tuple[TextRun, ...]


class Table(Struct, frozen=True):
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def widths(self) -> tuple[float, ...]:
        """What part of the width each column needs, by its longest words and, less, its longest cells."""
        columns = list(zip(self.header, *self.rows, strict=True))
        words = [max(len(word) for cell in column for word in (cell.split() or [""])) for column in columns]
        cells = [max(map(len, column)) for column in columns]
        needs = [1.25 * word + 4 + (cell - word) / 4 for word, cell in zip(words, cells, strict=True)]
        return tuple(need / sum(needs) for need in needs)


class Brief(Struct, frozen=True):
    """A document; the footnotes are numbered from 1 in the order of `footnotes`."""

    title: str
    subtitle: str
    blocks: tuple[BriefBlock | Table, ...]
    footnotes: tuple[str, ...]
