"""The corpus' distinct words, and which of them are close to a word asked for.

An edit is one of the optimal string alignment distance: a letter put in, left out or changed, or two neighbours
swapped. Distances are computed once for a word asked for and once for a word that the corpus gains.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from tui.corpus.evidence import Keys, Words

SHORT, LONG = 6, 9  # letters from which on one edit, and two, are allowed
MOST_HELD = 1_000_000  # positions, of 8 bytes


@dataclass(frozen=True, slots=True)
class Close:
    """A word of the corpus that differs from the one asked for in `edits` letters."""

    id: int
    word: str
    edits: int


def edits_allowed(word: str, other: str, fuzziness: int = 2) -> int:
    """How many edits may lie between two words: by the shorter one, since a short word is soon another."""
    letters = min(len(word), len(other))
    return min(fuzziness, 0 if letters < SHORT else 1 if letters < LONG else 2)


@dataclass(slots=True)
class Vocabulary:
    """Words of a word index by id and by form; grows with it."""

    source: Words
    ids: dict[str, int] = field(default_factory=dict)
    _words: list[str] = field(default_factory=list)  # those that may be a close spelling
    _word_ids: list[int] = field(default_factory=list)
    _last: int = 0
    _generation: int | None = None
    _postings: dict[int, Keys] = field(default_factory=dict)
    _articles: dict[int, int] = field(default_factory=dict)
    _held: int = 0  # positions in memory
    _close: dict[str, tuple[int, list[Close]]] = field(
        default_factory=dict
    )  # how many words were compared, what was found

    def refresh(self) -> None:
        """Take the words that the index has gained."""
        if self._generation == self.source.generation:
            return
        for number, word in self.source.words(self._last):
            self.ids[word] = number
            self._last = max(self._last, number)
            if len(word) >= SHORT - 1 and word.isalpha():
                self._words.append(word)
                self._word_ids.append(number)
        self._postings.clear()
        self._articles.clear()
        self._held = 0
        self._generation = self.source.generation

    def postings(self, words: Sequence[int]) -> list[Keys]:
        """The postings of several words, those asked for before from memory."""
        lacking = [word for word in dict.fromkeys(words) if word not in self._postings]
        if self._held > MOST_HELD:
            self._postings.clear()
            self._held, lacking = 0, list(dict.fromkeys(words))
        if lacking:
            for word, keys in zip(lacking, self.source.postings_of(lacking), strict=True):
                self._postings[word] = keys
                self._held += len(keys)
        return [self._postings[word] for word in words]

    def articles_with(self, words: Sequence[int]) -> list[int]:
        """The number of articles that have each of the words."""
        lacking = [word for word in dict.fromkeys(words) if word not in self._articles]
        if lacking:
            self._articles.update(zip(lacking, self.source.articles_with(lacking), strict=True))
        return [self._articles[word] for word in words]

    def close(self, words: Iterable[str], fuzziness: int = 2) -> dict[str, list[Close]]:
        """For each word the corpus' words within the edits allowed, the word itself left out."""
        if fuzziness < 1:
            return {}
        asked = [word for word in dict.fromkeys(words) if len(word) >= SHORT and word.isalpha()]
        for start in {self._close.get(word, (0, []))[0] for word in asked}:
            self._compare([word for word in asked if self._close.get(word, (0, []))[0] == start], start)
        return {
            word: [c for c in self._close[word][1] if c.edits <= edits_allowed(word, c.word, fuzziness)]
            for word in asked
        }

    def _compare(self, words: Sequence[str], start: int) -> None:
        """Distances from `words` to those of the corpus from the `start`-th on."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        end = len(self._words)
        if start == end and all(word in self._close for word in words):
            return
        distances = process.cdist(
            words, self._words[start:end], scorer=OSA.distance, score_cutoff=2, dtype=np.uint8, workers=-1
        )
        for row, word in zip(distances, words, strict=True):
            known = self._close.get(word, (0, []))[1]
            for at in np.flatnonzero((row > 0) & (row <= 2)):
                other = self._words[start + int(at)]
                if row[at] <= edits_allowed(word, other):
                    known.append(Close(self._word_ids[start + int(at)], other, int(row[at])))
            self._close[word] = (end, known)
