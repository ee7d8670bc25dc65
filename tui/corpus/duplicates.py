"""The same wire story in several articles: MinHash signatures of word shingles, grouped by locality-sensitive hashing.

Outlets cut a story from its end, change its title and put their furniture around it; the runs of words stay. Method:
Broder, "On the resemblance and containment of documents" (1997), and banding as in Leskovec, Rajaraman and Ullman,
"Mining of Massive Datasets", chapter 3. It is done in numpy columns: an index of Python objects, such as datasketch's,
takes ten times the memory for a hundred thousand articles; the tests hold the two against each other.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from tui.model import Article, Days

# Four words: shorter runs are shared by any two stories on one matter, longer ones are broken by each edit.
SHINGLE = 4  # words that stand together
# Below, a handful of shingles decides: two notices in the same words of different matters would be one.
LEAST = 30  # words of a text whose likeness says anything
# Broder's resemblance: a story cut to half has half the shingles in common with the whole.
ALIKE = 0.5  # share of shingles in common, of those in either (Jaccard)
# A weekly may print an agency's story a week or two late; a formula that comes again does so after a month or a year.
APART = 14  # days within which outlets print the same story
_PERMUTATIONS = 128
_SEED = 1
_BAND = 3  # numbers of a signature that must agree for two to be compared: at 0.5 in common, 99.6 % of pairs do
_HEADS = 200  # stories of one band that an article is compared with
_AT_ONCE = 4096  # shingles hashed, or pairs compared, at a time: 4 MB
_MIXING = np.uint64(0x9E3779B97F4A7C15)  # an odd number whose bits are in no order: 2^64 by the golden ratio
_WORD = re.compile(r"\w+")
_EXACT = 8  # bytes at the head of a signature that tell the very words


def signature(article: Article) -> bytes:
    """What tells an article's story: about half a kilobyte to be kept with it; empty where it has too few words.

    Its text and captions count; titles and bylines, which each outlet writes anew, do not.
    """
    spans = [block.span for block in article.blocks if block.role in ("text", "caption")]
    words = _WORD.findall(" ".join(span.of(article.text) for span in spans).casefold())
    if len(words) < LEAST:
        return b""
    exact = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=_EXACT).digest()
    return exact + _min_hash(words).tobytes()


def copies(signatures: Mapping[str, bytes], days: Mapping[str, Days] | None = None) -> dict[str, tuple[str, ...]]:
    """For each key whose story others carry too, the others, in the order given.

    Articles that `days` puts more than `APART` days from one another are alike by formula only (the yearly communiqué),
    and are no copies. Likeness is taken further: where A is like B and B like C, the three are one story. Linear in
    the number of articles but for the pairs that are alike.
    """
    groups = _Groups()
    first: dict[bytes, str] = {}
    for key, value in signatures.items():
        if value:
            groups.join(key, first.setdefault(value[:_EXACT], key))  # the very same words, whenever
    leaders = [key for key, value in signatures.items() if value and first[value[:_EXACT]] == key]
    rows = np.empty((len(leaders), _PERMUTATIONS), dtype="<u4")
    for at, key in enumerate(leaders):
        rows[at] = np.frombuffer(signatures[key], "<u4", _PERMUTATIONS, _EXACT)
    for one, other in _alike(leaders, rows):
        if _near((days or {}).get(one), (days or {}).get(other)):
            groups.join(one, other)
    return groups.others(signatures)


@cache
def _permutations() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Factors (odd) and summands of the hash functions, always the same."""
    random = np.random.Generator(np.random.PCG64(_SEED))
    factors, summands = random.integers(0, 1 << 63, (2, _PERMUTATIONS), dtype=np.uint64)
    # Odd, for multiply-shift hashing maps one to one only then.
    return factors | np.uint64(1), summands


def _min_hash(words: list[str]) -> npt.NDArray[np.uint32]:
    """The least value of each hash function over the shingles: 128 numbers (multiply-shift hashing of CRC-32)."""
    joined = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    hashes = np.fromiter((zlib.crc32(one.encode("utf-8", "surrogatepass")) for one in joined), np.uint64, len(joined))
    factors, summands = _permutations()
    least = np.full(_PERMUTATIONS, np.iinfo(np.uint64).max, np.uint64)
    for at in range(0, len(hashes), _AT_ONCE):
        values = hashes[at : at + _AT_ONCE, None] * factors + summands
        np.minimum(least, values.min(axis=0), out=least)
    # The upper half: the lower bits of a product mix the least.
    return (least >> np.uint64(32)).astype("<u4")


def _alike(keys: Sequence[str], rows: npt.NDArray[np.uint32]) -> Iterable[tuple[str, str]]:
    """Pairs of keys whose signatures (a row each) agree in at least the share `ALIKE`, each found by a band that is the
    same."""
    if not keys:
        return
    firsts = _ByFirst(rows)
    told: set[bytes] = set()  # copies agree in most bands: the same rows again tell the same again
    for start in range(0, _PERMUTATIONS - _BAND + 1, _BAND):
        band = _mixed(rows[:, start : start + _BAND])
        order = np.argsort(band, kind="stable")
        bounds = np.concatenate(([0], np.flatnonzero(band[order][1:] != band[order][:-1]) + 1, [len(order)]))
        sizes = np.diff(bounds)
        first = np.repeat(order[bounds[:-1]], sizes)  # of its group
        several = np.repeat(sizes > 1, sizes) & (first != order)
        pairs, like = firsts.compared(first[several], order[several])
        yield from ((keys[one], keys[other]) for one, other in pairs.tolist())
        # In most groups all are like the first; in the others there are several stories.
        mixed = np.unique(np.repeat(np.arange(len(sizes)), sizes)[several][~like])
        for at in mixed.tolist():
            group = order[bounds[at] : bounds[at + 1]]
            if (same := group.tobytes()) not in told:
                told.add(same)
                yield from ((keys[one], keys[other]) for one, other in _verified(group, rows))


def _mixed(band: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint64]:
    """A band as one number, which is sorted in a third of the time. Where two bands had the same, rows would be
    compared that need not be."""
    mixed = np.zeros(len(band), dtype=np.uint64)
    for column in band.T:
        mixed = (mixed ^ column) * _MIXING
        mixed ^= mixed >> np.uint64(32)
    return mixed


class _ByFirst:
    """Which rows are like the first of their groups: each pair is compared once, all of a band together."""

    def __init__(self, rows: npt.NDArray[np.uint32]) -> None:
        self._rows = rows
        self._pairs = np.zeros(0, dtype=np.int64)  # those compared before, as numbers, sorted
        self._like = np.zeros(0, dtype=bool)

    def compared(
        self, first: npt.NDArray[np.intp], others: npt.NDArray[np.intp]
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
        """The pairs that are alike and were not asked for before; and of each pair asked for whether it is alike."""
        asked = first.astype(np.int64) * len(self._rows) + others
        new = np.setdiff1d(asked, self._pairs)
        both = np.stack(np.divmod(new, len(self._rows)), axis=1)
        like = np.zeros(len(new), dtype=bool)
        for at in range(0, len(new), _AT_ONCE):
            one, other = both[at : at + _AT_ONCE].T
            agree = np.count_nonzero(self._rows[one] == self._rows[other], axis=1)
            like[at : at + _AT_ONCE] = agree >= ALIKE * _PERMUTATIONS
        pairs = np.concatenate([self._pairs, new])
        order = np.argsort(pairs, kind="stable")
        self._pairs, self._like = pairs[order], np.concatenate([self._like, like])[order]
        return both[like], self._like[np.searchsorted(self._pairs, asked)]


def _verified(group: npt.NDArray[np.intp], rows: npt.NDArray[np.uint32]) -> Iterable[tuple[int, int]]:
    """Of rows that agree in a band, each with the first that it is really like."""
    heads: list[int] = []
    for at in group.tolist():
        near = rows[np.array(heads[:_HEADS], dtype=np.intp)] == rows[at]
        like = np.flatnonzero(np.count_nonzero(near, axis=1) >= ALIKE * _PERMUTATIONS)
        if like.size:
            yield heads[int(like[0])], at
        else:
            heads.append(at)


def _near(one: Days | None, other: Days | None) -> bool:
    if one is None or other is None:
        return True
    return max((one.first - other.last).days, (other.first - one.last).days) <= APART


class _Groups:
    """Which keys belong together (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def _top(self, key: str) -> str:
        path = []
        while (above := self._above.setdefault(key, key)) != key:
            path.append(key)
            key = above
        for one in path:
            self._above[one] = key
        return key

    def join(self, one: str, other: str) -> None:
        self._above[self._top(one)] = self._top(other)

    def others(self, order: Iterable[str]) -> dict[str, tuple[str, ...]]:
        members: dict[str, list[str]] = defaultdict(list)
        for key in order:
            if key in self._above:
                members[self._top(key)].append(key)
        return {
            key: tuple(other for other in group if other != key)
            for group in members.values()
            if len(group) > 1
            for key in group
        }
