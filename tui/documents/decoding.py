"""Bytes to text: UTF-8, else UTF-16 by its mark or its NULs, else Mac OS Roman by its quotation marks, else cp1252.

Nothing else is ever guessed; what was encoded twice is taken back once, and that is called a guess too.
"""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

# UTF-32 before UTF-16: the mark of UTF-16-LE is the beginning of that of UTF-32-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A file tells what it is in its first pages; more would only cost time on files of many megabytes.
_SAMPLE = 65_536
# Tab to form feed, and those that old wires and terminals left in texts: Esc, bell, Ctrl-Z and separators.
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0c\x1b\x08\x07\x0b\x1a\x1f\x1e")
REPLACEMENT = "\ufffd"
# The first byte of a character in UTF-8, then one that follows it, each as cp1252 shows it ("Ã©", "â€œ").
_TWICE = re.compile(
    "[\xc2-\xf4][\x80-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)
_BEYOND = re.compile("[^\x00-\x7f]+")
_TOLERATED = 50  # runs of characters beyond ASCII for each that is no UTF-8: a file may have been put together
# 0xD5, 0xD2 and 0xD3 are the apostrophe and the quotation marks in Mac OS Roman, and Õ, Ò and Ó in cp1252, which hardly
# stand within or around English words.
_MAC_QUOTES = re.compile(
    rb"(?<=[a-z])\xd5(?=[a-z])|(?<![A-Za-z\x80-\xff])\xd2(?=[A-Za-z])|(?<=[a-z.,!?])\xd3(?![A-Za-z\x80-\xff])"
)
_WINDOWS_QUOTES = re.compile(rb"[\x91-\x97]")


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
    if codec and codec != "utf-8" and _is_utf8(data):
        codec = None  # the charset lies: bytes of another would hardly ever be whole characters of UTF-8
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
    once = _decoded_once_more(text)
    return Decoded(once, "utf-8, encoded twice", guessed=True) if once else Decoded(text)


def _is_utf8(data: bytes) -> bool:
    """Whether bytes hold characters of several bytes, and are UTF-8 throughout."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x1b" not in data  # ISO 2022 is all ASCII but for its escapes


def _decoded_once_more(text: str) -> str | None:
    """Text whose UTF-8 was taken for cp1252 or Latin-1, and encoded again, as it was; None where it was not.

    All its characters beyond ASCII must then be bytes of UTF-8: one that is not shows that the others are meant.
    """
    if text.isascii() or not _TWICE.search(text):
        return None
    runs = list(_BEYOND.finditer(text))
    mended = [_as_bytes(run[0]) for run in runs]
    against = sum(one is None and REPLACEMENT not in run[0] for run, one in zip(runs, mended, strict=True))
    if against * _TOLERATED > len(runs) or all(one is None for one in mended):
        return None
    pieces, at = list[str](), 0
    for run, words in zip(runs, mended, strict=True):
        pieces += [text[at : run.start()], run[0] if words is None else words]
        at = run.end()
    return "".join([*pieces, text[at:]])


def _as_bytes(run: str) -> str | None:
    """A run of characters as the UTF-8 that their bytes in cp1252 are."""
    try:
        data = b"".join(
            bytes([ord(character)]) if ord(character) < 256 else character.encode("cp1252") for character in run
        )
        words = data.decode("utf-8")
        return None if any(character < "\xa0" for character in words) else words  # a control is no word's
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


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
    if _of_macintosh(data[:_SAMPLE]):
        return _decoded(data, "mac_roman", guessed=True)
    return _decoded(data, "cp1252", guessed=True)


def _of_macintosh(sample: bytes) -> bool:
    """Whether quotation marks stand around words where Mac OS Roman has them: cp1252 has capitals there."""
    return len(_MAC_QUOTES.findall(sample)) > len(_WINDOWS_QUOTES.findall(sample))


def _with_nuls(data: bytes, text: str) -> Decoded:
    wide = _wide(data)
    if wide:
        return _decoded(data, wide, guessed=True)
    # NUL is ASCII, so UTF-8 takes it; a tenth of a text made of it is a record of a program.
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
    # Seven in ten high bytes are NUL in a western text with some quotation marks and dashes; of the low ones one in
    # twenty.
    if odd * 10 >= half * 7 and even * 20 <= half:
        return "utf-16-le"
    if even * 10 >= half * 7 and odd * 20 <= half:
        return "utf-16-be"
    return None


def _binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = sum(1 for byte in sample if byte < 32 and byte not in _TEXT_CONTROLS)
    # One control in fifty: text has none, and programs and pictures many times as many.
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
