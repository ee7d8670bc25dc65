"""A word index in memory, over a few texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct, field

from tui.corpus.crossref.evidence import POSITION_BITS, ArticlePlace, Ints, Keys
from tui.model import Span
from tui.text.words import tokens


class Passage(Struct):
    """Words (see corpus/evidence.py) over texts that are numbered from 1 in the order in which they are added."""

    generation: int = 0
    _texts: list[str] = field(default_factory=list)
    _offsets: list[tuple[Ints, Ints]] = field(default_factory=list)
    _ids: dict[str, int] = field(default_factory=dict)
    _keys: list[list[int]] = field(default_factory=list)

    @property
    def edition(self) -> int:
        return self.generation

    @classmethod
    def of(cls, text: str, spans: Iterable[Span] | None = None) -> Passage:
        passage = cls()
        passage.add(text, spans)
        return passage

    def add(self, text: str, spans: Iterable[Span] | None = None) -> int:
        """Take a text, or only its `spans`; returns its number."""
        self._texts.append(text)
        base = len(self._texts) << POSITION_BITS
        places: list[Span] = []
        for position, (span, form) in enumerate(tokens(text, spans or (Span(0, len(text)),))):
            places.append(span)
            if form:
                word = self._ids.setdefault(form, len(self._ids) + 1)
                if word > len(self._keys):
                    self._keys.append([])
                self._keys[word - 1].append(base | position)
        starts = np.array([span.start for span in places], np.int64)
        ends = np.array([span.end for span in places], np.int64)
        self._offsets.append((starts, ends))
        self.generation += 1
        return len(self._texts)

    def words(self, after: int = 0) -> Sequence[str]:
        return list(self._ids)[after:]

    def spread(self, words: Sequence[int]) -> tuple[Sequence[int], Sequence[Keys | None]]:
        found = self.postings(words)
        return [len(np.unique(keys >> POSITION_BITS)) for keys in found], found

    def postings(self, words: Sequence[int]) -> Sequence[Keys]:
        return [np.array(self._keys[word - 1], np.int64) for word in words]

    def offsets(self, article: int) -> tuple[Ints, Ints]:
        return self._offsets[article - 1]

    def texts(self, places: Sequence[ArticlePlace]) -> Sequence[str]:
        return [self._texts[place.article - 1][place.start : place.end] for place in places]
