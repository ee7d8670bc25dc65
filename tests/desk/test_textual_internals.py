"""The private names of Textual that the desk rests on are there, stand in one file, and no other is used or hidden."""

import ast
import inspect
from functools import cache
from pathlib import Path

import pytest
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.scroll_view import ScrollView

import tui.desk
from tui.desk.terminal import textual_internals

DESK = Path(tui.desk.__file__).parent
ONE_FILE = Path(textual_internals.__file__)


@cache
def private_names(kind: type) -> frozenset[str]:
    """The names with one underscore that a class, and those it is made from, have or set on themselves."""
    names = set()
    for base in kind.__mro__[:-1]:
        names.update(name for name in vars(base) if name.startswith("_"))
        tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(base))) if base.__module__ != "builtins" else None
        for node in ast.walk(tree) if tree is not None else ():
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr.startswith("_"):
                names.add(node.attr)
    return frozenset(name for name in names if not name.startswith("__") and not name.startswith("_abc"))


@pytest.mark.parametrize(
    ("kind", "name"), textual_internals.PRIVATE, ids=lambda value: getattr(value, "__name__", value)
)
def test_what_the_desk_rests_on_is_there(kind: type, name: str) -> None:
    assert name in private_names(kind)


def modules() -> list[Path]:
    return [path for path in sorted(DESK.rglob("*.py")) if path != ONE_FILE]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(DESK)))
def test_no_other_module_imports_or_uses_a_private_name_of_textual(path: Path) -> None:
    ours = private_names(App) | private_names(Screen) | private_names(ScrollView) | private_names(LinuxDriver)
    used = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            private = any(part.startswith("_") and part != "__future__" for part in node.module.split("."))
            used += [node.module] if private else []
        elif isinstance(node, ast.Attribute) and node.attr in ours and is_widget(path):
            used.append(f"line {node.lineno}: {node.attr}")
        elif isinstance(node, ast.ClassDef) and is_widget(path):
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
            used += [f"line {method.lineno}: def {method.name}" for method in methods if method.name in ours]
    assert used == []


def is_widget(path: Path) -> bool:
    """Whether the classes of a module are made from Textual's, so that a name of their own could hide one of its."""
    return path.relative_to(DESK).parts[0] not in ("presentation", "controllers") and path.name not in (
        "painter.py", "shutdown.py", "selection.py", "mention_walk.py", "state.py",
    )  # fmt: skip
