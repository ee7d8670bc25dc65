"""The corpus' distinct words: their ids, which of them are close to a word asked for, where they stand."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from tui.corpus.crossref.evidence import CorpusWords, Keys
from tui.corpus.phrases.spellings import SHORT, Spellings

MOST_HELD = 1_000_000  # positions, of 8 bytes


class Close(NamedTuple):
    """A word of the corpus that differs from the one asked for in `edits` letters."""

    id: int
    word: str
    edits: int


class Vocabulary(Struct):
    """Words of a word index by id and by form; grows with it. Safe to use from several threads."""

    source: CorpusWords
    ids: dict[str, int] = field(default_factory=dict)
    _spellings: Spellings = field(default_factory=Spellings)
    _edition: Hashable = None
    _postings: dict[int, Keys] = field(default_factory=dict)
    _articles: dict[int, int] = field(default_factory=dict)
    _held: int = 0  # positions in memory
    _close: dict[str, list[Close]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def take(self, source: CorpusWords) -> None:
        """Answer from the same words as they are in another edition."""
        with self._lock:
            self.source = source
            self.refresh()

    def refresh(self) -> None:
        """Take the words that the index has gained."""
        with self._lock:
            edition = self.source.edition
            if self._edition == edition:
                return
            known = len(self._spellings.words)
            words = self.source.words(known)
            if words:
                self.ids.update(zip(words, range(known + 1, known + len(words) + 1), strict=True))
                self._spellings.add(words)
                self._close.clear()
            self._postings.clear()
            self._articles.clear()
            self._held = 0
            self._edition = edition

    def postings(self, words: Sequence[int]) -> list[Keys]:
        """The postings of several words, those asked for before from memory."""
        with self._lock:
            if not all(map(self._postings.__contains__, words)):
                self.hold(words)
            return [self._postings[word] for word in words]

    def hold(self, words: Iterable[int]) -> None:
        """Fetch postings that are not in memory; the others may be forgotten, where there are too many."""
        words = list(words)
        with self._lock:
            lacking = self.lacking(words)
            if lacking and self._held > MOST_HELD:
                self._postings.clear()
                self._held, lacking = 0, self.lacking(words)
            if lacking:
                self._keep(lacking, self.source.postings(lacking))

    def lacking(self, words: Iterable[int]) -> list[int]:
        """Those whose postings are not in memory, each once."""
        return [word for word in dict.fromkeys(words) if word not in self._postings]

    def articles_with(self, words: Iterable[int]) -> dict[int, int]:
        """The number of articles that have each of the words."""
        words = dict.fromkeys(words)
        with self._lock:
            lacking = [word for word in words if word not in self._articles]
            if lacking:
                articles, postings = self.source.spread(lacking)
                self._articles.update(zip(lacking, articles, strict=True))
                self._keep(lacking, postings)
            return {word: self._articles[word] for word in words}

    def _keep(self, words: Sequence[int], postings: Sequence[Keys | None]) -> None:
        for word, keys in zip(words, postings, strict=True):
            if keys is not None and word not in self._postings:
                self._postings[word] = keys
                self._held += len(keys)

    def close(self, words: Iterable[str]) -> dict[str, list[Close]]:
        """For each word that can have some, the corpus' words that are close to it, the word itself left out."""
        asked = [word for word in dict.fromkeys(words) if len(word) >= SHORT and word.isalpha()]
        with self._lock:
            lacking = [word for word in asked if word not in self._close]
            self._close.update((word, []) for word in lacking)
            for place, number, edits in self._spellings.close(lacking):
                self._close[lacking[place]].append(Close(number + 1, self._spellings.words[number], edits))
            return {word: self._close[word] for word in asked}
