"""How nouns are kept as BLOBs: msgpack, compressed; word positions as arrays of differences, compressed."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace

import msgspec
import numpy as np
import numpy.typing as npt

from tui.model import Article, Claim, MentionBy, Reading
from tui.store.connection import plain

POSITION_BITS = 24
Ints = npt.NDArray[np.int64]
FEW = 12  # postings that are quicker kept as they are

_pack = msgspec.msgpack.Encoder().encode
_article = msgspec.msgpack.Decoder(Article)
_reading = msgspec.msgpack.Decoder(Reading)
_claim = msgspec.msgpack.Decoder(Claim)


@dataclass(frozen=True, slots=True)
class StoredMention:
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


def pack_keys(keys: Ints) -> bytes:
    """Sorted `article << POSITION_BITS | position` as three arrays: articles, how many in each, positions."""
    if len(keys) <= FEW:
        return pack_few(keys.astype("<i8").tobytes())
    articles, first, counts = np.unique(keys >> POSITION_BITS, return_index=True, return_counts=True)
    positions = keys & ((1 << POSITION_BITS) - 1)
    steps = np.diff(positions, prepend=0)
    steps[first] = positions[first]
    head = np.array([len(articles)], dtype="<u4").tobytes()
    body = (
        np.diff(articles, prepend=0).astype("<u4").tobytes()
        + counts.astype("<u4").tobytes()
        + steps.astype("<u4").tobytes()
    )
    data = head + body
    return b"\0" + data if len(data) < 64 else b"\1" + squeeze(data)


def pack_few(keys: bytes) -> bytes:
    """At most FEW keys, of eight bytes each, as `pack_keys` packs them."""
    return b"\2" + keys


def keys_of(data: bytes) -> Ints:
    if data[0] == 2:
        return np.frombuffer(data, "<i8", -1, 1).astype(np.int64)
    raw = zlib.decompress(memoryview(data)[1:]) if data[0] else data[1:]
    n = int(np.frombuffer(raw, "<u4", 1)[0])
    articles = np.cumsum(np.frombuffer(raw, "<u4", n, 4), dtype=np.int64)
    counts = np.frombuffer(raw, "<u4", n, 4 + 4 * n).astype(np.int64)
    steps = np.frombuffer(raw, "<u4", -1, 4 + 8 * n).astype(np.int64)
    run = np.cumsum(steps)
    first = np.cumsum(counts) - counts
    positions = run - np.repeat(run[first] - steps[first], counts)
    keys: Ints = (np.repeat(articles, counts) << POSITION_BITS) | positions
    return keys


def pack_offsets(starts: Ints, ends: Ints) -> bytes:
    steps = np.diff(starts, prepend=0).astype("<u4").tobytes()
    return squeeze(steps + (ends - starts).astype("<u4").tobytes())


def offsets_of(data: bytes) -> tuple[Ints, Ints]:
    raw = np.frombuffer(zlib.decompress(data), "<u4").astype(np.int64)
    half = len(raw) // 2
    starts: Ints = np.cumsum(raw[:half])
    ends: Ints = starts + raw[half:]
    return starts, ends
