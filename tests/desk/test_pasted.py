"""What is pasted is text: of an escape character within it no key is made, however the terminal cuts it in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.desk.terminal.pasted import BEGIN, END, Pasted
from tui.desk.terminal.textual_internals import KeyParser

pytestmark = pytest.mark.fault(73)
PIECES = st.lists(
    st.sampled_from([BEGIN, END, "\x1b", "\x1b[", "[200~", "[201~", "2", "~", "q", "x\n", "\x07\x9b", "é"]), max_size=12
)


def cut(text: str, at: int) -> list[str]:
    return [text[start : start + at] for start in range(0, len(text), at)]


@pytest.mark.parametrize("size", [1, 2, 5, 7, 4096])
@pytest.mark.parametrize(
    "words", ["\x1bq", "a\x1b[31mred", "\x1b]52;c;QQ==\x07", "\x1b[200~q", "\x1b\x1b", "\x1b[201", "\x1bOP\x1b[A"]
)
def test_no_key_comes_of_it(words: str, size: int) -> None:
    parser = KeyParser(False)
    told = [event for piece in cut(f"j{BEGIN}{words}{END}k", size) for event in parser.feed(piece)]
    keys = [event.key for event in told if isinstance(event, events.Key)]
    pasted = [event.text for event in told if isinstance(event, events.Paste)]
    assert keys == ["j", "k"]
    assert pasted == [words.replace("\x1b", "␛")]


@given(PIECES, st.integers(1, 9))
def test_it_does_not_matter_where_it_is_cut(pieces: list[str], size: int) -> None:
    text = "".join(pieces) + END
    whole = Pasted().taken(text)
    piecewise = Pasted()
    assert "".join(piecewise.taken(piece) for piece in cut(text, size)) == whole
    assert whole.replace("␛", "\x1b") == text.replace("␛", "\x1b")  # nothing else is changed or lost
    before, _, pasted = whole.partition(BEGIN)
    assert before == text.partition(BEGIN)[0]
    assert "\x1b" not in pasted.partition(END)[0]
