"""Encodings: faults 40 to 45."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.reading import only, read
from tui.documents.decoding import REPLACEMENT, NotText, decode

TEXT = "The Café Closes\n\n“We are done,” the owner said — for good.\n"


@pytest.mark.fault(40)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_a_mark_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    (tmp_path / "a.txt").write_bytes(mark + TEXT.encode(encoding))
    article = only(tmp_path)
    assert (article.text, article.guessed, article.undecodable) == (TEXT, False, 0)


@pytest.mark.fault(41)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_guessed_by_its_nuls(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    article = only(tmp_path)
    assert (article.text, article.encoding, article.guessed) == (TEXT, encoding, True)


@pytest.mark.fault(42)
def test_cp1252_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("cp1252"))
    article = only(tmp_path)
    assert (article.text, article.encoding, article.guessed) == (TEXT, "cp1252", True)


@pytest.mark.fault(43)
def test_what_cannot_be_decoded_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode() + "naïve".encode("cp1252") + b"\n")
    article = only(tmp_path)
    assert article.text.startswith(TEXT)
    assert article.undecodable == article.text.count(REPLACEMENT) == 1


@pytest.mark.fault(43)
def test_a_replacement_character_in_the_file_is_not_counted() -> None:
    assert decode(f"a {REPLACEMENT} b".encode()).undecodable == 0


@pytest.mark.fault(44)
@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, bytes(5000), os.urandom(5000)])
def test_binary_data_is_no_text(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    articles, [problem] = read(tmp_path)
    assert not articles
    assert problem.why in ("binary data, no text", "empty")


@pytest.mark.fault(45)
@pytest.mark.parametrize("charset", ["nosuch", "zlib_codec", "hex", "x" * 1000, "\0", "undefined", "idna", "punycode"])
def test_a_charset_that_is_none_is_passed_over(charset: str) -> None:
    assert decode(TEXT.encode(), charset).text == TEXT


def test_a_declared_charset_is_believed_where_it_fits() -> None:
    assert decode("Zażółć".encode("iso-8859-2"), "iso-8859-2").text == "Zażółć"
    assert decode(TEXT.encode("cp1252"), "latin-1").text == TEXT


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        found = decode(data)
    except NotText:
        return
    assert 0 <= found.undecodable <= found.text.count(REPLACEMENT)


@given(st.text(min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode("utf-8")
    try:
        found = decode(data)
        twice = found.encoding == "utf-8, encoded twice" and found.guessed
        assert found.text in (text, text.removeprefix("\ufeff")) or "\0" in text or twice
    except NotText:
        assert "\0" in text


WORDS = "Øster: couldn’t “pay” – François Béranger, naïve café €5"


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_what_was_encoded_twice_is_taken_back_and_called_a_guess(codec: str) -> None:
    twice = WORDS.encode().decode(codec, "replace").replace("â€\ufffd", "â€\x9d").encode()
    found = decode(twice)
    assert (found.text, found.encoding, found.guessed) == (WORDS, "utf-8, encoded twice", True)


@pytest.mark.parametrize("text", [WORDS, "Â© 2014 and Ã on its own", "A cafÃ© in Øster", "ÇÀ ET LÀ"])
def test_letters_that_are_meant_stay(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "us-ascii", "koi8-r"])
def test_a_charset_that_lies(charset: str) -> None:
    assert decode(WORDS.encode(), charset).text == WORDS


def test_quotation_marks_of_an_old_macintosh() -> None:
    found = decode("He said “no”, didn’t he? A café.".encode("mac_roman"))
    assert (found.text, found.guessed) == ("He said “no”, didn’t he? A café.", True)
