"""Which of very many words lie within a few edits of some that are asked for, most of them never compared.

An edit is one of the optimal string alignment distance: a letter put in, left out or changed, or two neighbours
swapped. A word's bag is 64 bits: which letters it has, and which of them twice or more. An edit turns over two of the
bits at the most, and one that makes the word longer or shorter only one; words whose bags differ by more are no close
spellings, and rapidfuzz measures the few that are left.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field
from rapidfuzz.distance import OSA

from tui.corpus.crossref.evidence import Ints

SHORT, LONG = 6, 9  # letters from which on one edit, and two, are allowed
MOST_EDITS = 2
_KINDS = 32  # of letters; those of English are told apart, any other is taken for one of them
_BAGS_AT_ONCE = 2_048  # words, whose letters are counted in 32 numbers each
_PAIRS_AT_ONCE = 65_536
Bags = npt.NDArray[np.uint64]
Small = npt.NDArray[np.int32]


def edits_allowed(letters: int) -> int:
    """How many edits may lie between two words, by the letters of the shorter: a short word is soon another."""
    return 0 if letters < SHORT else 1 if letters < LONG else MOST_EDITS


class Spellings(Struct):
    """Words, numbered as they come; bags and lengths of those that can be close to another, by length."""

    words: list[str] = field(default_factory=list)
    _bags: Bags = field(default_factory=lambda: np.zeros(0, np.uint64))
    _lengths: Small = field(default_factory=lambda: np.zeros(0, np.int32))
    _numbers: Small = field(default_factory=lambda: np.zeros(0, np.int32))

    def add(self, words: Sequence[str]) -> None:
        chosen = [at for at, word in enumerate(words) if len(word) >= SHORT and word.isalpha()]
        bags, lengths = _bags([words[at] for at in chosen])
        numbers = np.array(chosen, np.int32) + np.int32(len(self.words))
        self.words += words
        lengths = np.concatenate([self._lengths, lengths])
        order = np.argsort(lengths, kind="stable")
        self._lengths = lengths[order]
        self._bags = np.concatenate([self._bags, bags])[order]
        self._numbers = np.concatenate([self._numbers, numbers])[order]

    def close(self, asked: Sequence[str]) -> list[tuple[int, int, int]]:
        """Place in `asked`, number of a word close to it and the edits between them, by place and number.

        `asked` are words of letters; short ones have no close words, and none is close to itself.
        """
        words, distance = self.words, OSA.distance
        likely = [column.tolist() for column in self._likely(asked)]
        measured = (
            (place, number, distance(asked[place], words[number], score_cutoff=most), most)
            for place, number, most in zip(*likely, strict=True)
        )
        return [(place, number, edits) for place, number, edits, most in measured if 0 < edits <= most]

    def _likely(self, asked: Sequence[str]) -> tuple[Ints, Ints, Ints]:
        """Pairs whose bags leave it open whether they are close, with the edits allowed."""
        bags, lengths = _bags(asked)
        found = [(np.zeros(0, np.int64),) * 3]
        for length in sorted(set(lengths.tolist())):
            places = np.flatnonzero(lengths == length)
            for other in range(length - MOST_EDITS, length + MOST_EDITS + 1):
                most = edits_allowed(min(length, other))
                first, last = np.searchsorted(self._lengths, [other, other + 1]).tolist()
                if most < max(1, abs(length - other)) or first == last:
                    continue
                bits = 2 * most - abs(length - other)
                for part in np.array_split(places, 1 + len(places) * (last - first) // _PAIRS_AT_ONCE):
                    apart = np.bitwise_count(bags[part, None] ^ self._bags[first:last])
                    row, at = np.divmod(np.flatnonzero(apart <= bits), last - first)
                    found.append((part[row], self._numbers[first + at].astype(np.int64), np.full(len(row), most)))
        pairs = [np.concatenate(column) for column in zip(*found, strict=True)]
        order = np.lexsort((pairs[1], pairs[0]))
        return pairs[0][order], pairs[1][order], pairs[2][order]


def _bags(words: Sequence[str]) -> tuple[Bags, Small]:
    """The words' bags and lengths."""
    bags = [np.zeros(0, np.uint64)]
    lengths = np.fromiter(map(len, words), np.int32, len(words))
    for start in range(0, len(words), _BAGS_AT_ONCE):
        some = words[start : start + _BAGS_AT_ONCE]
        letters = np.frombuffer("".join(some).encode("utf-32-le", "surrogatepass"), "<u4") % _KINDS
        owners = np.repeat(np.arange(0, _KINDS * len(some), _KINDS), lengths[start : start + len(some)])
        counts = np.bincount(owners + letters, minlength=_KINDS * len(some)).reshape(-1, _KINDS)
        bags.append(np.packbits(np.concatenate([counts > 0, counts > 1], axis=1), axis=1).view(np.uint64).ravel())
    return np.concatenate(bags), lengths
