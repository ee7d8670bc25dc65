"""The same wire story in several articles: MinHash signatures of word shingles, grouped by locality-sensitive hashing.

Outlets cut a story from its end, change its title and put their furniture around it; the runs of words stay. Method:
Broder, "On the resemblance and containment of documents" (1997), by datasketch. Without that library (the extra
onrecord[formats]) only texts with the very same words are taken for one.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from typing import Any

from tui.model import Article, Days

SHINGLE = 4  # words that stand together
LEAST = 30  # words of a text whose likeness says anything
ALIKE = 0.5  # share of shingles in common, of those in either (Jaccard)
APART = 14  # days within which outlets print the same story
_PERMUTATIONS = 128
_SEED = 1
_WORD = re.compile(r"\w+")
_EXACT, _LIKE = b"=", b"~"


def signature(article: Article) -> bytes:
    """What tells an article's story: about half a kilobyte to be kept with it; empty where it has too few words.

    Its text and captions count; titles and bylines, which each outlet writes anew, do not.
    """
    spans = [block.span for block in article.blocks if block.role in ("text", "caption")]
    words = _WORD.findall(" ".join(span.of(article.text) for span in spans).casefold())
    if len(words) < LEAST:
        return b""
    exact = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    values = _min_hash(words)
    return _EXACT + exact if values is None else _LIKE + exact + values


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
            groups.join(key, first.setdefault(value[1:9], key))  # the very same words, whenever
    leaders = {key: value[9:] for key, value in signatures.items() if value[:1] == _LIKE and first[value[1:9]] == key}
    for one, other in _alike(leaders):
        if _near((days or {}).get(one), (days or {}).get(other)):
            groups.join(one, other)
    return groups.others(signatures)


@cache
def _datasketch() -> Any:
    try:
        import datasketch
    except ImportError:
        return None
    return datasketch


def _min_hash(words: list[str]) -> bytes | None:
    """The signature of a list of words, as datasketch serialises it."""
    library = _datasketch()
    if library is None:
        return None
    sketch = _blank().copy()
    joined = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    sketch.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in joined])
    lean = library.LeanMinHash(sketch)
    out = bytearray(lean.bytesize())
    lean.serialize(out)
    return bytes(out)


@cache
def _blank() -> Any:
    return _datasketch().MinHash(_PERMUTATIONS, seed=_SEED, hashfunc=zlib.crc32)


def _alike(values: Mapping[str, bytes]) -> Iterable[tuple[str, str]]:
    """Pairs of keys whose signatures agree in at least the share `ALIKE`."""
    library = _datasketch()
    if library is None:
        return
    index = library.MinHashLSH(threshold=ALIKE, num_perm=_PERMUTATIONS, weights=(0.4, 0.6))
    sketches: dict[str, Any] = {}
    for key, value in values.items():
        sketch = library.LeanMinHash.deserialize(value)
        for other in index.query(sketch):
            if sketch.jaccard(sketches[other]) >= ALIKE:
                yield other, key
        index.insert(key, sketch)
        sketches[key] = sketch


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
