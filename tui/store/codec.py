"""How nouns are kept as BLOBs: msgpack, compressed; word positions as arrays of differences."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from tui.model import Article, Claim, MentionBy, Reading
from tui.store.sqlite import plain

POSITION_BITS = 24  # of a key of the word index: an article has fewer than 16 million tokens
Ints = npt.NDArray[np.int64]
FEW = 12  # postings that are quicker kept as they are
KEYS_AT_ONCE = 100_000  # keys of 8 bytes each that are summed at a time: less than a megabyte besides

_pack = msgspec.msgpack.Encoder().encode
_article = msgspec.msgpack.Decoder(Article)
_reading = msgspec.msgpack.Decoder(Reading)
_claim = msgspec.msgpack.Decoder(Claim)


class StoredMention(Struct, frozen=True):
    """A mention as an article keeps it: `actor` is the store's number, 0 for none; `sentence` an index, -1 for none."""

    start: int
    end: int
    by: MentionBy
    score: float
    actor: int
    sentence: int
    why: str = ""


_mentions = msgspec.msgpack.Decoder(tuple[StoredMention, ...])
_strings = msgspec.msgpack.Decoder(tuple[str, ...])
_forms = msgspec.msgpack.Decoder(tuple[tuple[str, int], ...])


def squeeze(data: bytes) -> bytes:
    return zlib.compress(data, 1)


def unsqueeze(data: bytes) -> bytes:
    return zlib.decompress(data)


def pack_text(text: str) -> bytes:
    return squeeze(text.encode("utf-8", "surrogatepass"))


def text_of(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def pack_about(article: Article) -> bytes:
    """All of an article but its key, path and text, which have places of their own."""
    bare = replace(
        article,
        key="",
        path="",
        text="",
        title=plain(article.title),
        outlet=plain(article.outlet),
        agency=plain(article.agency),
        author=plain(article.author),
        place=plain(article.place),
        url=plain(article.url),
        partly=plain(article.partly) or "",
    )
    return squeeze(_pack(bare))


def pack_line(line: str) -> bytes:
    return squeeze(line.encode("ascii", "backslashreplace"))


def line_of(data: bytes) -> str:
    return zlib.decompress(data).decode("ascii")


def article_of(about: bytes, key: str, path: str, text: str) -> Article:
    return replace(_article.decode(zlib.decompress(about)), key=key, path=path, text=text)


def pack_reading(reading: Reading) -> bytes:
    return squeeze(_pack(reading))


def reading_of(data: bytes) -> Reading:
    return _reading.decode(zlib.decompress(data))


def pack_claim(claim: Claim) -> bytes:
    return _pack(replace(claim, article=_utf8(claim.article)))


def claim_of(data: bytes) -> Claim:
    """A claim as the index keeps it, unpacked."""
    claim = _claim.decode(data)
    return replace(claim, article=_name(claim.article)) if claim.article[:1] == "\0" else claim


def _utf8(key: str) -> str:
    """A key that msgpack can hold: one that is no UTF-8 as hexadecimal behind a NUL, which no file name has."""
    try:
        key.encode("utf-8")
    except UnicodeEncodeError:
        return "\0" + key.encode("utf-8", "surrogateescape").hex()
    return key


def _name(held: str) -> str:
    return bytes.fromhex(held[1:]).decode("utf-8", "surrogateescape")


def pack_mentions(mentions: tuple[StoredMention, ...]) -> bytes:
    return squeeze(_pack(mentions))


def mentions_of(data: bytes) -> tuple[StoredMention, ...]:
    return _mentions.decode(zlib.decompress(data))


def pack_strings(strings: tuple[str, ...]) -> bytes:
    return _pack(strings)


def strings_of(data: bytes) -> tuple[str, ...]:
    return _strings.decode(data)


def pack_forms(forms: tuple[tuple[str, int], ...]) -> bytes:
    return _pack(forms)


def forms_of(data: bytes) -> tuple[tuple[str, int], ...]:
    return _forms.decode(data)


def ints_of(listed: str) -> Ints:
    """A JSON array of integers; there may be hundreds of thousands, and none of them becomes an object."""
    return np.fromstring(listed[1:-1], dtype=np.int64, sep=",")


def pack_keys(keys: Ints) -> bytes:
    """Sorted `article << POSITION_BITS | position`: the first article, then three arrays.

    They are the steps from article to article, how many keys each has, and the steps from position to position; of one,
    two or four bytes a number, as the greatest needs. That is as small as zlib would make it, and sooner read.
    """
    if len(keys) <= FEW:
        return pack_few(keys.astype("<i8").tobytes())
    articles, first, counts = np.unique(keys >> POSITION_BITS, return_index=True, return_counts=True)
    positions = keys & ((1 << POSITION_BITS) - 1)
    steps = np.diff(positions, prepend=0)
    steps[first] = positions[first]
    widths, body = b"", b""
    for column in (np.diff(articles, prepend=articles[0]), counts, steps):
        width = int(np.searchsorted(_MOST, column.max()))
        widths += bytes([width])
        body += column.astype(_WIDTHS[width]).tobytes()
    return b"\1" + widths + np.array([articles[0], len(articles)], "<u4").tobytes() + body


def pack_few(keys: bytes) -> bytes:
    """At most FEW keys, of eight bytes each, as `pack_keys` packs them."""
    return b"\0" + keys


def keys_of(packed: Sequence[bytes]) -> list[Ints]:
    """The keys of each; of many at once, since it is the calls that take long."""
    found: list[Ints] = [_NO_KEYS] * len(packed)
    few = [at for at, data in enumerate(packed) if not data[0]]
    many = [at for at, data in enumerate(packed) if data[0]]
    for chosen, unpack in ((few, _few), (many, _many)):
        if chosen:
            keys, sizes = unpack([packed[at] for at in chosen])
            for at, (first, last) in zip(chosen, pairwise(np.cumsum([0, *sizes]).tolist()), strict=True):
                found[at] = keys[first:last]
    return found


def _few(packed: Sequence[bytes]) -> tuple[Ints, list[int]]:
    keys = np.frombuffer(b"".join([data[1:] for data in packed]), "<i8").astype(np.int64)
    return keys, [len(data) >> 3 for data in packed]


def _many(packed: Sequence[bytes]) -> tuple[Ints, list[int]]:
    columns: tuple[list[Ints], list[Ints], list[Ints]] = ([], [], [])
    for data in packed:
        count = int.from_bytes(data[8:12], "little")
        middle = 12 + (count << data[1])
        columns[0].append(np.frombuffer(data, _WIDTHS[data[1]], count, 12))
        columns[1].append(np.frombuffer(data, _WIDTHS[data[2]], count, middle))
        columns[2].append(np.frombuffer(data, _WIDTHS[data[3]], -1, middle + (count << data[2])))
    begins = [int.from_bytes(data[4:8], "little") for data in packed]
    spans = np.array([len(part) for part in columns[0]])  # in articles
    articles, counts = (np.concatenate(column, dtype=np.uint32) for column in columns[:2])
    keys = np.concatenate(columns[2], dtype=np.int64)
    first = np.cumsum(counts, dtype=np.int64) - counts
    upto = np.cumsum(articles, dtype=np.int64)
    upto += np.repeat(begins - upto[np.cumsum(spans) - spans], spans)
    steps = np.add.reduceat(keys, first)  # of each article
    # To each article's first key leads what lies between it and the last one of the article before.
    keys[first] += np.diff(upto << POSITION_BITS, prepend=0)
    keys[first[1:]] -= steps[:-1]
    for at in range(0, len(keys), KEYS_AT_ONCE):  # in place: the keys of a common word take megabytes
        keys[at] += keys[at - 1] if at else 0
        keys[at : at + KEYS_AT_ONCE] = np.cumsum(keys[at : at + KEYS_AT_ONCE])
    return keys, [len(part) for part in columns[2]]


_NO_KEYS = np.empty(0, np.int64)
_WIDTHS = tuple(map(np.dtype, ("u1", "<u2", "<u4")))
_MOST = np.array([(1 << 8) - 1, (1 << 16) - 1, (1 << 32) - 1])


def pack_offsets(starts: Ints, ends: Ints) -> bytes:
    steps = np.diff(starts, prepend=0).astype("<u4").tobytes()
    return squeeze(steps + (ends - starts).astype("<u4").tobytes())


def offsets_of(data: bytes) -> tuple[Ints, Ints]:
    raw = np.frombuffer(zlib.decompress(data), "<u4").astype(np.int64)
    half = len(raw) // 2
    starts: Ints = np.cumsum(raw[:half])
    ends: Ints = starts + raw[half:]
    return starts, ends
