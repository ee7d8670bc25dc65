"""`?` has every sign that can stand on the screen: the set is taken from the looks and from the desk's own code."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import asdict, fields

from tui.desk import theme
from tui.desk.presentation.legend import legend, signs
from tui.desk.theme import Glyphs, look

DESK = Path(theme.__file__).parent
BREAKS = "wrap.py"  # its signs are those of texts, at which lines may break
RULES = {"strokes"}  # rules and edges, which mean nothing
PUNCTUATION = set("“”‘’…–—«»")  # of the sentences that the desk says


def written() -> Iterator[tuple[str, str]]:
    """Every sign in a string of the desk's code that draws lines, and where: signs are what is no letter, number or
    mark of a sentence."""
    for path in sorted([*(DESK / "presentation").glob("*.py"), *(DESK / "panes").glob("*.py")]):
        for node in () if path.name == BREAKS else ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _is_docstring(node.value):
                for sign in set(node.value) - PUNCTUATION:
                    if ord(sign) > 127 and unicodedata.category(sign)[0] in "SP":
                        yield sign, path.name


def _is_docstring(words: str) -> bool:
    return len(words) > 20 and "`" in words


@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_sign_of_a_look_is_told(ascii_only: bool) -> None:
    shown = look("dark", ascii_only=ascii_only)
    told = "".join(sign + words for sign, words in signs(shown))
    for name, sign in asdict(shown.glyphs).items():
        if name not in RULES:
            assert sign.strip() in told, name
    assert {field.name for field in fields(Glyphs)} >= RULES


def test_every_sign_that_the_desk_writes_is_told() -> None:
    told = "".join(sign + words for sign, words in signs(look("dark")))
    found = dict(written())
    assert found, "the code has signs"
    assert {sign: where for sign, where in found.items() if sign not in told} == {}


def test_signs_stand_in_a_column_and_are_told_on_a_terminal_of_ascii_too() -> None:
    for shown in (look("dark"), look("dark", ascii_only=True), look("dark", brackets=True)):
        lines = [line.plain for line, _ in legend(80, shown)]
        assert any("no side taken" in line for line in lines)
        if shown.ascii:
            assert all(sign.isascii() for sign, _ in signs(shown))
        if shown.brackets:
            assert any("[hit]" in line for line in lines)
