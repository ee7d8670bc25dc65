"""Fuzz the neutraliser: for any text, only printable characters come out, offsets lead there and back, and what was
made neutral once stays as it is.

    python tests/fuzz/fuzz_neutral.py tests/fuzz/seeds/neutral -max_total_time=60
"""

import sys
import unicodedata

import atheris

with atheris.instrument_imports(include=["tui.text.neutral", "tui.text.char_marks"]):
    from tui.text.neutral import neutral, neutral_name, neutral_runs

FORBIDDEN = frozenset(
    [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *map(chr, range(0x202A, 0x202F)),
     *map(chr, range(0x2066, 0x206A)), *"\u061c\u200b\u200e\u200f\u2028\u2029\u2060\ufeff"]
)  # fmt: skip


def text_of(data: bytes) -> str:
    """Any text: UTF-8 with the bytes that are none as surrogates, or 16-bit units."""
    if data[:1] == b"\xff":
        return data[1:].decode("utf-16-le", "surrogatepass" if len(data) % 2 else "replace")
    return data.decode("utf-8", "surrogateescape")


def check(data: bytes) -> None:
    try:
        text = text_of(data)
    except UnicodeDecodeError:
        return
    for one_line in (False, True):
        for ascii_only in (False, True):
            shown = neutral(text, one_line=one_line, ascii_only=ascii_only)
            bad = FORBIDDEN & set(shown) - (set() if one_line else {"\n"})
            assert not bad, (bad, text)
            assert not any(unicodedata.category(char) in ("Cs", "Cn", "Co") for char in shown), text
            assert neutral(shown, one_line=one_line, ascii_only=ascii_only) == shown, (text, shown)
    runs = neutral_runs(text)
    assert runs.text == neutral(text)
    before = 0
    for offset in range(len(text) + 1):
        at = runs.shown(offset)
        assert before <= at <= len(runs.text), text
        assert runs.stored(at) <= offset, text
        before = at
    neutral_name(text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
