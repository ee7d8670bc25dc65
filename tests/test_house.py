"""The code as its next owner reads it: one name for one thing, imports one way, nothing too long."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import grimp
import networkx

import tui

ROOT = Path(tui.__file__).parent
LONGEST = 65  # lines of a function
MOST_METHODS = 45  # public ones of a class
TREES = {path.relative_to(ROOT): ast.parse(path.read_text()) for path in sorted(ROOT.rglob("*.py"))}


def test_imports_go_one_way_those_for_types_too():
    imports = grimp.build_graph("tui", exclude_type_checking_imports=False)
    graph = networkx.DiGraph(
        (module, imported)
        for module in imports.modules
        for imported in imports.find_modules_directly_imported_by(module)
    )
    assert [sorted(ring) for ring in networkx.strongly_connected_components(graph) if len(ring) > 1] == []


def test_every_room_stands_in_the_map_of_the_house():
    rooms = (ROOT.parent / "docs/house.md").read_text(encoding="utf-8")
    there = {str(path.parent if path.parent.parts else path) for path in TREES}
    told = [f"`tui/{name.split('/')[0]}" for name in there if name not in ("__init__.py", "__main__.py")]
    assert sorted(name for name in set(told) if f"{name}`" not in rooms and f"{name}/`" not in rooms) == []


def test_no_two_classes_have_one_name():
    stand = defaultdict(list)
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                stand[node.name].append(str(path))
    assert {name: paths for name, paths in stand.items() if len(paths) > 1} == {}


def test_no_two_files_of_tests_have_one_name():
    """Or pytest takes the second for the first, and runs nothing."""
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py")]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_functions_and_classes_are_of_a_size_that_is_read_at_once():
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST
    ]
    wide = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and sum(isinstance(one, ast.FunctionDef) and not one.name.startswith("_") for one in node.body) > MOST_METHODS
    ]
    assert long == wide == []
