"""Bytes to text: UTF-8, else UTF-16 by its mark or its NULs, else cp1252; nothing else is ever guessed."""

from __future__ import annotations

import codecs

from msgspec import Struct

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0c\x1b\x08\x07\x0b\x1a\x1f\x1e")
REPLACEMENT = "\ufffd"


class NotText(Exception):
    """The bytes are no text in any encoding known here."""


class Decoded(Struct, frozen=True):
    """Text as it stands in the file. `undecodable` counts the characters that stand as U+FFFD."""

    text: str
    encoding: str = "utf-8"
    guessed: bool = False
    undecodable: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes; `declared` is what the format itself says (a charset in a header), used where it is a text codec.

    A byte order mark is not part of the text. Raises NotText for binary data.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, guessed=False)
    codec = _text_codec(declared)
    if codec:
        found = _decoded(data, codec, guessed=False)
        if not found.undecodable:
            return found
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)
    if "\0" in text:
        return _with_nuls(data, text)
    return Decoded(text)


def _not_utf8(data: bytes) -> Decoded:
    wide = _wide(data)
    if wide:
        return _decoded(data, wide, guessed=True)
    if _binary(data):
        raise NotText("binary data, no text")
    as_utf8 = _decoded(data, "utf-8", guessed=True)
    # Mostly UTF-8 with a few stray bytes is UTF-8 that was mixed or cut, not cp1252 throughout.
    multibyte = sum(1 for character in as_utf8.text if character > "\x7f" and character != REPLACEMENT)
    if multibyte > as_utf8.undecodable:
        return as_utf8
    return _decoded(data, "cp1252", guessed=True)


def _with_nuls(data: bytes, text: str) -> Decoded:
    wide = _wide(data)
    if wide:
        return _decoded(data, wide, guessed=True)
    if _binary(data) or text.count("\0") * 10 > len(text):
        raise NotText("binary data, no text")
    return Decoded(text)


def is_wide(data: bytes) -> bool:
    """Whether bytes are UTF-16 by their NULs."""
    return _wide(data[: len(data) & ~1]) is not None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in western text nearly every other byte is NUL."""
    sample = data[: _SAMPLE & ~1]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 10 >= half * 7 and even * 20 <= half:
        return "utf-16-le"
    if even * 10 >= half * 7 and odd * 20 <= half:
        return "utf-16-be"
    return None


def _binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = sum(1 for byte in sample if byte < 32 and byte not in _TEXT_CONTROLS)
    return controls * 50 > len(sample)


def _text_codec(declared: str | None) -> str | None:
    """The codec of a declared charset, None where it is unknown or no text encoding (`zlib_codec`)."""
    if not declared or len(declared) > 40:
        return None
    try:
        info = codecs.lookup(declared.strip())
        "".encode(info.name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(info.name, info.name)  # as browsers take them


def _decoded(data: bytes, encoding: str, *, guessed: bool) -> Decoded:
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, ValueError):
        text = data.decode("utf-8", errors="replace")
    lost = text.count(REPLACEMENT)
    if lost and encoding.startswith("utf"):
        lost -= data.count(REPLACEMENT.encode(encoding if encoding != "utf-8-sig" else "utf-8"))
    return Decoded(text, encoding, guessed, max(lost, 0))
