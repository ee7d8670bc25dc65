"""What a stage rests on: its code and its data, and not the words that only people read."""

from __future__ import annotations

import io
import os
import tokenize
from pathlib import Path

import pytest

import tui
from tui.index.source_code import SourceFiles, code_of
from tui.index.versions import stage_files

SOURCES = sorted(Path(tui.__file__).parent.rglob("*.py"))
PLAIN = """
import os

def call(a, b=(1,
               2)):
    return f"{a} # {b}"
"""


def tokens(source: str) -> list[tuple[int, str]]:
    """What Python's own tokenizer finds, without comments, line ends that mean nothing and bare strings."""
    found = [
        token
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.ENCODING)
    ]
    kept: list[tuple[int, str]] = []
    begins = (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    at = 0
    while at < len(found):
        token = found[at]
        first = at == 0 or found[at - 1].type in begins
        if token.type == tokenize.STRING and first and found[at + 1].type == tokenize.NEWLINE:
            at += 2
            continue
        kept.append((token.type, token.string))
        at += 1
    return kept


def test_code_is_all_that_python_reads_of_a_file_but_docstrings():
    for path in SOURCES:
        source = path.read_text()
        bare = code_of(source)
        kept = [one for one in tokens(source) if one[0] not in (tokenize.INDENT, tokenize.DEDENT, tokenize.NEWLINE)]
        left = "".join(text for _, text in kept)
        assert "".join(bare.split()) == "".join(left.split()), path
        assert code_of(bare) == bare, path


@pytest.mark.parametrize(
    "other",
    [
        '"""A module."""\n' + PLAIN,
        PLAIN.replace("import os\n", "# why\nimport os  # what\n\n\n"),
        PLAIN.replace("    return", '    """Say it.\n\n    Twice.\n    """  # noqa\n    # now\n    return'),
        PLAIN.replace("(1,\n", "(1,  # one\n               # and\n"),
        PLAIN + "\n\n# the end",
    ],
)
def test_comments_docstrings_and_blank_lines_are_no_code(other: str):
    assert code_of(other) == code_of(PLAIN)


@pytest.mark.parametrize(
    "other",
    [
        PLAIN.replace("# {b}", "#{b}"),
        PLAIN.replace("b=", "c="),
        PLAIN.replace("    return", "    x = '''\n    # no comment'''\n    return"),
        PLAIN.replace("    return", "    if a:\n        a\n    return"),
        PLAIN.replace("import os", "import os; 'x'"),
    ],
)
def test_all_else_is(other: str):
    assert code_of(other) != code_of(PLAIN)


def test_a_changed_file_is_looked_at_again_though_its_time_says_it_is_the_same(tmp_path: Path):
    file, kept = tmp_path / "one.py", tmp_path / "kept.json"
    file.write_text("a = 1\n")
    before = file.stat()
    first = SourceFiles(kept)
    digest = first.digest(file)
    first.keep()
    assert SourceFiles(kept).digest(file) == digest
    file.write_text("a = 2\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert SourceFiles(kept).digest(file) != digest
    file.write_text("a = 1  # one\n")
    assert SourceFiles(kept).digest(file) == digest


@pytest.mark.parametrize("bad", [b"", b"{", b"[1]", b'{"x": [[1, 2], "y"]}', b"\xff"])
def test_what_is_kept_is_no_more_than_a_help(tmp_path: Path, bad: bytes):
    file, kept = tmp_path / "one.py", tmp_path / "kept.json"
    file.write_text("import tui.model\n")
    kept.write_bytes(bad)
    sources = SourceFiles(kept)
    assert sources.imports(file) == ("tui.model",)
    sources.keep()
    assert SourceFiles(kept).digest(file) == sources.digest(file)
    nowhere = SourceFiles(Path("/dev/null/kept.json"))
    assert nowhere.digest(file) == sources.digest(file)
    nowhere.keep()


def test_a_stage_rests_on_what_it_imports_and_on_the_data_beside(tmp_path: Path):
    found = {path.name for path in stage_files(["tui.reading.read"], ["reading"], SourceFiles(tmp_path / "kept.json"))}
    assert {"read.py", "cue_lexicon.py", "lexicon.yaml", "weights.json"} <= found
    assert "model.py" not in found
