"""Nothing of the desk gives a widget a bare string that is not written in the code itself: markup would be parsed, and
escapes would reach the terminal. Words from outside go through `styled()`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui.desk

DESK = Path(tui.desk.__file__).parent
# Calls that take renderable text, with the positions of it.
TAKES = {"Label": 0, "Static": 0, "Button": 0, "Tab": 0, "Markdown": 0, "Option": 0, "Text": 0}
METHODS = {"update"}  # of Static and Label; dictionaries and sets have one too, and take no strings
FORBIDDEN = {"from_markup", "DataTable", "RichLog", "OptionList", "Footer", "Markdown", "Log", "Header"}


def modules() -> list[Path]:
    return sorted(path for path in DESK.rglob("*.py") if "__pycache__" not in path.parts)


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_bare(node: ast.expr) -> bool:
    """Whether an expression is a string made at run time: f-strings, `+` and `%` of strings, `str()`, `.format()`."""
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp):
        return any(
            (isinstance(side, ast.Constant) and isinstance(side.value, str)) or is_bare(side)
            for side in (node.left, node.right)
        )
    if isinstance(node, ast.Call):
        return name_of(node) in ("str", "format", "join", "strip", "neutral", "repr")
    return False


def faults(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = name_of(node)
            if name in FORBIDDEN:
                yield f"line {node.lineno}: {name}"
            if name in TAKES or (name in METHODS and isinstance(node.func, ast.Attribute)):
                for argument in node.args[:1]:
                    literal = isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value
                    if is_bare(argument) or (literal and name in METHODS):
                        yield f"line {node.lineno}: {name} takes a bare string"
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in ("border_title", "border_subtitle", "tooltip"):
                    yield f"line {node.lineno}: {target.attr} would parse markup"


@pytest.mark.fault(17)
@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(DESK)))
def test_no_bare_strings(path: Path) -> None:
    assert list(faults(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_the_scan_sees_them() -> None:
    seen = list(faults(ast.parse("w.update(f'{title}')\nLabel('a' + b)\nx.border_title = t\nStatic(str(row))\n")))
    assert len(seen) == 4
