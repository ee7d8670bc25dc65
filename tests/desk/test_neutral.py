"""The table of characters: what each is shown as, and that nothing else ever reaches a terminal."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.model import Span
from tui.text.neutral import code_points, neutral, neutral_name, neutral_runs

ANY = st.text(st.characters() | st.sampled_from("\x1b\x9b\r\n\t\u200d\u200b\u202e\ufe0f\u0301👨🏳\U000e0041\ud800 a"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[31m", "␛[31m", marks=pytest.mark.fault(1)),
        pytest.param("\x1b]52;c;QQ==\x07", "␛]52;c;QQ==␇", marks=pytest.mark.fault(2)),
        pytest.param("\x1b]52;c;QQ==\x1b\\", "␛]52;c;QQ==␛\\", marks=pytest.mark.fault(2)),
        pytest.param("\x1b]8;;http://a\x1b\\b", "␛]8;;http://a␛\\b", marks=pytest.mark.fault(3)),
        pytest.param("\x1b]0;title\x07\x1b]2;t\x07", "␛]0;title␇␛]2;t␇", marks=pytest.mark.fault(4)),
        pytest.param("\x1bP1;2", "␛P1;2", marks=pytest.mark.fault(5)),
        pytest.param("\x1bc", "␛c", marks=pytest.mark.fault(6)),
        pytest.param("\x9b\x9d\x90\x9c", "⟨9B⟩⟨9D⟩⟨90⟩⟨9C⟩", marks=pytest.mark.fault(7)),
        pytest.param("\0", "␀", marks=pytest.mark.fault(8)),
        pytest.param("\a\b\x7f", "␇␈␡", marks=pytest.mark.fault(9)),
        pytest.param("a\rb\r\nc", "a␍b\nc", marks=pytest.mark.fault(10)),
        pytest.param("a\vb\fc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf", marks=pytest.mark.fault(11)),
        pytest.param("\u202eabc\u202c\u2066\u061c", "⟨RLO⟩abc⟨PDF⟩⟨LRI⟩⟨ALM⟩", marks=pytest.mark.fault(12)),
        pytest.param("قال الوزير إن الاتفاق قريب.", "قال الوزير إن الاتفاق قريب.", marks=pytest.mark.fault(12)),
        pytest.param("\u200b\u2060\ufeffa\u00adb", "⟨ZWSP⟩⟨WJ⟩⟨BOM⟩a·b", marks=pytest.mark.fault(13)),
        pytest.param("\U000e0041\U000e0001", "⟨TAG A⟩⟨TAG U+E0001⟩", marks=pytest.mark.fault(13)),
        pytest.param("👨‍👩‍👧 🇬🇧 ❤️ 1️⃣", "👨‍👩‍👧 🇬🇧 ❤️ 1️⃣", marks=pytest.mark.fault(14)),
        pytest.param(
            "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", None, marks=pytest.mark.fault(14)
        ),
        pytest.param("e" + "\u0301" * 500, "e" + "\u0301" * 8 + "⟨+492⟩", marks=pytest.mark.fault(15)),
        pytest.param("a\ud800b", "a\ufffdb", marks=pytest.mark.fault(16)),
        pytest.param("[bold][/oops]\\[ :smile:", "[bold][/oops]\\[ :smile:", marks=pytest.mark.fault(17)),
        ("می‌خواهم", "می‌خواهم"),  # ZWNJ between Persian letters
        ("a\u200cb\u200dc", "a⟨ZWNJ⟩b⟨ZWJ⟩c"),
        ("ന്‍", "ന്‍"),  # and at the end of a word
        ("\udc95\u094d\u200dx", "\ufffd⟨+1⟩⟨ZWJ⟩x"),  # but not after a virama without its consonant
        ("क्‍ष", "क्‍ष"),  # ZWJ after a virama
        ("a\ufe0f\ufe0f", "a\ufe0f⟨VS16⟩"),
        ("\ue000\U0010ffff\ufdd0\u0378", "⟨U+E000⟩\ufffd\ufffd⟨U+0378⟩"),
        ("\u0301a", "⟨+1⟩a"),
        ("a\u115f\u3164\ufff9\U0001d173", "a⟨U+115F⟩⟨U+3164⟩⟨U+FFF9⟩⟨U+1D173⟩"),
        ("\u2061", "⟨U+2061⟩"),
        ("a\tb", "a       b"),
        ("ab\n\tc", "ab\n        c"),
    ],
)
def test_table(text: str, shown: str | None) -> None:
    expected = text if shown is None else shown
    assert neutral(text) == expected
    assert neutral_runs(text).text == expected


def test_one_line() -> None:
    assert neutral("a\r\nb\nc\vd\u2028e\tf", one_line=True) == "a␤b␤c␤d␤e f"


def test_ascii_marks() -> None:
    assert neutral("\x1b\x7f\x9b\u200b\n\u00ad", one_line=True, ascii_only=True) == "^[^?<9B><ZWSP>^J<SHY>"


@pytest.mark.fault(22)
@pytest.mark.fault(23)
def test_names_of_files() -> None:
    assert neutral_name("report.txt") == "report.txt"
    assert neutral_name("a\udcffb.txt") == "'a\\xffb.txt'"
    assert neutral_name("-rf") == "'-rf'"
    assert neutral_name("a\nb\x1b[31m") == "'a␤b␛[31m'"
    assert neutral_name("a [/x]") == "a [/x]"


@given(ANY, st.booleans(), st.booleans())
@pytest.mark.fault(21)
def test_any_text_is_printable(text: str, one_line: bool, ascii_only: bool) -> None:
    shown = neutral(text, one_line=one_line, ascii_only=ascii_only)
    for char in shown.replace("\n", "" if not one_line else "\n"):
        category = unicodedata.category(char)
        assert category not in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp"), f"U+{ord(char):04X}"
        assert char not in "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
    assert neutral(shown, one_line=one_line, ascii_only=ascii_only) == shown


@given(ANY)
def test_offsets_lead_there_and_back(text: str) -> None:
    shown = neutral_runs(text)
    assert shown.text == neutral(text)
    previous = 0
    for offset in range(len(text) + 1):
        at = shown.shown(offset)
        assert previous <= at <= len(shown.text)
        assert shown.stored(at) <= offset
        previous = at
    assert shown.shown(len(text)) == len(shown.text)
    for start in range(0, len(text), 3):
        span = Span(start, min(start + 4, len(text)))
        over = shown.shown_span(span)
        assert 0 <= over.start <= over.end <= len(shown.text)
        if shown.text[over.start : over.end] == span.of(text):
            continue
        assert any(piece.start < span.end and span.start < piece.end for piece, _, _ in shown.pieces)


@given(ANY)
def test_marks_are_what_is_hidden(text: str) -> None:
    shown = neutral_runs(text)
    assert shown.hidden >= len(shown.marks)
    for mark in shown.marks:
        assert shown.text[mark.start : mark.end]


def test_code_points() -> None:
    assert code_points("A\u200b") == "U+0041 LATIN CAPITAL LETTER A\nU+200B ZERO WIDTH SPACE"


# What is shown as it is or as a mark for where it stands: joiners, selectors, flags whole and broken, runs of marks.
NEIGHBOURS = st.lists(
    st.sampled_from(
        [*"\u200d\u200c\ufe0f\ufe0e\U000e0100😀❤🏴🏳a1نक\u094d\u0301\u20e3\u3164\u034f\r\n\t\x1b\x85⟨",
         *"\U000e0067\U000e0062\U000e007f\U0001faff\U0001f1e6\U0001f3fb\u2fff\ufffc\ue000",
         "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "\u0301" * 9]
    ),
    max_size=8,
).map("".join)  # fmt: skip


@pytest.mark.fault(84)
@settings(max_examples=2000)
@given(NEIGHBOURS, st.booleans(), st.booleans())
@example("😀\ufe0f\ufe0f\u200d🏴", False, False)
@example("😀\u200d\U0001faff", False, False)
@example("😀\u200d🏴\U000e0067\U000e0062", True, False)
@example("ن\u094d\ufe0f\ufe0f\u200c", True, True)
def test_twice_is_once(text: str, one_line: bool, ascii_only: bool) -> None:
    shown = neutral(text, one_line=one_line, ascii_only=ascii_only)
    assert neutral(shown, one_line=one_line, ascii_only=ascii_only) == shown
    assert neutral_runs(text, one_line=one_line, ascii_only=ascii_only).text == shown
