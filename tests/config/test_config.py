"""config.yaml: what is read, from where, and how a mistake is refused."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config import Config, ConfigProblem, load, reload
from tui.config.nodes import parse
from tui.config.reference import page

PROJECT = Path(__file__).parents[2]
ISSUE = "issues:\n- id: a\n  terms: [%s]\n"
ROLES = "actors:\n- name: Ann\n  roles:\n  - {role: mayor, from: 2011-01-01, until: 2012-12-31}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


def problem(file: Path, text: str | bytes) -> ConfigProblem:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ConfigProblem) as caught:
        load(file)
    message = str(caught.value)
    assert "\n" not in message
    assert message.isprintable()
    return caught.value


def test_a_whole_config(file: Path) -> None:
    file.write_text(
        """
corpus: articles
issues:
  - id: river-dam
    name: The river dam
    terms: [Kolm Dam, the dam]
    descriptions: ["disputed/planned dam"]
    proposition: The dam should be built
    supports: [needed]
    opposes: [flooding]
    colour: "#aa3300"
    fuzziness: 1
actors:
  - name: Ada Kolm
    kind: person
    aliases: [A. Kolm]
    roles:
      - {role: mayor, of: Kolm, from: 2010-01-01, until: 2012-12-31}
never-same:
  - [Ada Kolm, Adam Kolm]
theme: paper
ascii: true
mouse: false
keys:
  mention.next: n
  pane.reader: 0
pipeline: xx_small
workers: 2
editor: vi -R
"""
    )
    config = load(file)
    assert config.corpus == file.parent / "articles"
    issue = config.issues[0]
    assert (issue.id, issue.terms, issue.colour, issue.fuzziness) == (
        "river-dam",
        ("Kolm Dam", "the dam"),
        "#aa3300",
        1,
    )
    assert config.actors[0].roles[0].until == date(2012, 12, 31)
    assert config.never_same == (("Ada Kolm", "Adam Kolm"),)
    assert config.keys == {"mention.next": "n", "pane.reader": "0"}
    assert config.key_places["mention.next"] == (25, 3)
    assert (config.theme, config.ascii, config.mouse) == ("paper", True, False)
    assert (config.pipeline, config.workers, config.editor) == ("xx_small", 2, "vi -R")


@pytest.mark.fault(58)
@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("issues:\n\t- id: a\n", 2, 1, "a tab"),
        ("issues:\n  - id: a\n   name: b\n", 3, 4, "indented"),
        ("issues:\n  - id: a\n    name: b: c\n", 3, 12, "quote the value"),
        ("theme: @x\n", 1, 8, "quote"),
        ("theme: *x\n", 1, 8, "quote"),
        ("theme: [x\n", 2, 1, "never closed"),
        ('theme: "x\n', 2, 1, "never closed"),
    ],
)
def test_broken_yaml_is_told_in_plain_words(file: Path, text: str, line: int, column: int, words: str) -> None:
    found = problem(file, text)
    assert (found.line, found.column) == (line, column)
    assert words in found.words
    assert str(file) in str(found)


@pytest.mark.fault(59)
def test_a_second_key_is_refused_with_the_line_of_the_first(file: Path) -> None:
    found = problem(file, "theme: a\nmouse: true\ntheme: b\n")
    assert (found.line, found.column) == (3, 1)
    assert "first is on line 1" in found.words


@pytest.mark.fault(60)
@pytest.mark.parametrize(
    "text", ["theme: &a x\n", "theme: *a\n", "keys:\n  <<: {a: b}\n", "keys: {a: &b c, d: *b}\n", "&a theme: x\n"]
)
def test_anchors_aliases_and_merges_are_refused(file: Path, text: str) -> None:
    assert "not taken" in problem(file, text).words


@pytest.mark.fault(60)
def test_a_merge_bomb_costs_nothing(file: Path) -> None:
    levels = [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 28)]
    start = time.process_time()
    problem(file, "a0: &a0 {x: y}\n" + "\n".join(levels))
    assert time.process_time() - start < 1


@pytest.mark.fault(61)
@pytest.mark.parametrize("text", ["theme: " + "[" * 500 + "]" * 500, "a: " + "{a: " * 50_000, "- " * 100_000 + "a"])
def test_depth_is_capped(file: Path, text: str) -> None:
    problem(file, text)


@pytest.mark.fault(61)
def test_size_is_capped(file: Path) -> None:
    assert "256 KB" in problem(file, "theme: a\n" * 250_000).words


@pytest.mark.fault(62)
@pytest.mark.parametrize(
    "word", ["no", "Yes", "off", "1e3", "12:30", "2009-13-45", "2009-08-01", "014", "1_000", ".5", "~", "null", "0x1F"]
)
def test_an_unquoted_word_that_yaml_would_change_must_be_quoted(file: Path, word: str) -> None:
    found = problem(file, ISSUE % word)
    assert (found.line, found.column) == (3, 11)
    assert "quote it" in found.words
    file.write_text(ISSUE % f'"{word}"' if any(c.isalnum() for c in word) else ISSUE % "x")
    assert load(file).issues[0].terms[0] in {word, "x"}


@pytest.mark.fault(62)
@pytest.mark.parametrize(
    "text", ["1: x\n", "issues:\n- id: a\n  terms:\n", "mouse: no\n", "workers: 014\n", "corpus: 12\n"]
)
def test_wrong_types_are_refused(file: Path, text: str) -> None:
    problem(file, text)


@pytest.mark.fault(63)
def test_escapes_in_a_term_are_allowed_and_harmless_in_messages(file: Path) -> None:
    file.write_text('issues:\n- id: a\n  terms: ["x\\e[31m", "\\u202e abc"]\n')
    assert load(file).issues[0].terms == ("x\x1b[31m", "\u202e abc")
    assert "␛" in problem(file, '"x\\e[31m": 1\n').words


@pytest.mark.fault(64)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"theme: a\n---\ntheme: b\n", "second document"),
        (b"- a\n", "keys such as"),
        (b"isues: []\n", 'did you mean "issues"?'),
        (b"issues:\n- {id: a, terms: [x], desciptions: [y]}\n", 'did you mean "descriptions"?'),
        ("theme: a".encode("utf-16"), "UTF-8"),
        ("theme: caf\u00e9".encode("cp1252"), "UTF-8"),
        (b"theme: !!python/object/apply:os.system ['x']\n", "tags"),
        (b"theme: a\x1b[31m\n", "U+001B"),
    ],
)
def test_other_files_are_refused(file: Path, text: bytes, words: str) -> None:
    assert words in problem(file, text).words


@pytest.mark.fault(64)
@pytest.mark.parametrize("text", [b"", b"\n", b"# nothing yet\n", b"\xef\xbb\xbf", b"---\n"])
def test_an_empty_file_is_an_empty_watchlist(file: Path, text: bytes) -> None:
    file.write_bytes(text)
    assert load(file) == Config(path=file)


@pytest.mark.fault(65)
def test_a_half_written_file_keeps_the_last_good_config(file: Path) -> None:
    file.write_text(ISSUE % "x")
    good = load(file)
    file.write_text("issues:\n- id: a\n  ter")
    config, wrong = reload(good, path=file)
    assert config is good
    assert wrong is not None
    assert wrong.line == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("issues:\n- {id: a, terms: [x]}\n- {id: a, terms: [y]}\n", "taken by the issue on line 2"),
        ("issues:\n- {id: South Kolm, terms: [x]}\n", '"south-kolm"'),
        ("issues:\n- {name: A, terms: [x]}\n", '"id:" is missing'),
        ("issues:\n- {id: a}\n", "nothing can be found"),
        ("issues:\n- {id: a, terms: x}\n", "one text a line"),
        ('issues:\n- {id: a, terms: ["--"]}\n', "no letter"),
        ("issues:\n- {id: a, terms: [x, x]}\n", "second time"),
        ("issues:\n- {id: a, terms: [x], colour: gren}\n", '"green"'),
        ("issues:\n- id: a\n  colour: #123456\n", "remark"),
        ("issues:\n- {id: a, terms: [x], fuzziness: 5}\n", "0 to 2"),
        ("issues:\n  id: a\n", "a list"),
        ("actors:\n- {name: A, kind: persn}\n", '"person"'),
        ("actors:\n- {name: A, aliases: [B]}\n- {name: C, aliases: [b]}\n", "two actors"),
        ("actors:\n- name: A\n  roles: [{role: x, from: 2010-02-30}]\n", "calendar"),
        ("actors:\n- name: A\n  roles: [{role: x, from: 2010-02-03, until: 2009-01-01}]\n", "before it begins"),
        ("actors:\n- {name: A, aliases: [B]}\nnever-same: [[A, B]]\n", "never the same"),
        ("never-same: [[A]]\n", "two names"),
        ("keys:\n  quit: [q]\n", "a key such as"),
    ],
)
def test_mistakes_of_meaning(file: Path, text: str, words: str) -> None:
    found = problem(file, text)
    assert words in found.words
    assert found.line


class TestWhichFile:
    @pytest.fixture
    def places(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
        for name in ("corpus", "here", "own"):
            (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / "here")
        return {name: tmp_path / name / "config.yaml" for name in ("corpus", "here", "own")}

    def test_in_order(self, places: dict[str, Path], tmp_path: Path) -> None:
        corpus, own = tmp_path / "corpus", places["own"]
        assert load(None, corpus, own=own) == Config()
        own.write_text("theme: own")
        assert load(None, corpus, own=own).theme == "own"
        places["here"].write_text("theme: here")
        assert load(None, corpus, own=own).theme == "here"
        places["corpus"].write_text("theme: corpus")
        assert load(None, corpus, own=own).theme == "corpus"
        assert load(places["here"], corpus, own=own).theme == "here"

    @pytest.mark.parametrize("where", ["corpus", "here"])
    def test_a_stranger_sets_nothing_that_runs(self, places: dict[str, Path], tmp_path: Path, where: str) -> None:
        text = "theme: x\npipeline: evil\nworkers: 200\neditor: rm\ncoder: you\njudgements: postgresql://x\n"
        places[where].write_text(text)
        config = load(None, tmp_path / "corpus", own=places["own"])
        assert (config.pipeline, config.workers, config.editor, config.coder) == (Config().pipeline, 0, "", "")
        assert config.judgements == ""
        assert len(config.warnings) == 5
        assert "config.yaml:2:" in config.warnings[0]
        assert load(places[where]).editor == "rm"
        (tmp_path / "other.yaml").write_text("judgements: mysql://x\n")
        with pytest.raises(ConfigProblem, match='"judgements" takes postgresql://USER@HOST/DATABASE'):
            load(tmp_path / "other.yaml")
        places["own"].write_text("coder: wren\n")
        assert load(None, tmp_path / "corpus", own=places["own"]).coder == "wren"

    def test_own_taste_and_means_go_with_a_strangers_watchlist(self, places: dict[str, Path], tmp_path: Path) -> None:
        places["corpus"].write_text("theme: theirs\n" + ISSUE % "x")
        places["own"].write_text("theme: mine\nmouse: false\nworkers: 3\nkeys: {quit: x}\n" + ISSUE % "mine")
        config = load(None, tmp_path / "corpus", own=places["own"])
        assert (config.theme, config.mouse, config.workers, config.keys) == ("theirs", False, 3, {"quit": "x"})
        assert config.issues[0].terms == ("x",)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
    def test_what_is_no_file_is_not_opened(self, places: dict[str, Path], tmp_path: Path) -> None:
        os.mkfifo(places["corpus"])
        with pytest.raises(ConfigProblem, match="not a file"):
            load(None, tmp_path / "corpus", own=places["own"])


class TestSeenBefore:
    """A file that was checked once is not checked again while it and the code stay the same."""

    @pytest.fixture
    def file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        file = tmp_path / "config.yaml"
        file.write_text("corpus: articles\nkeys: {quit: x}\nworkers: 2\n" + ISSUE % "the dam" + ROLES)
        return file

    def test_gives_the_same_config_without_reading_yaml(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        first = load(file)
        monkeypatch.setattr("tui.config.content.content", lambda *_, **__: pytest.fail("read again"))
        assert load(file) == first
        assert first.actors[0].roles[0].until == date(2012, 12, 31)

    def test_a_changed_file_is_read_again(self, file: Path) -> None:
        load(file)
        file.write_text(file.read_text().replace("the dam", "the weir"))
        assert load(file).issues[0].terms == ("the weir",)

    def test_a_stranger_file_is_not_trusted_because_it_was_read_as_ones_own(self, file: Path) -> None:
        assert load(file).workers == 2
        assert load(None, file.parent, own=file.parent / "none").workers == 0

    @pytest.mark.parametrize("damage", [b"", b"\xc1 no msgpack", b"\x93\x01\x02\x03"])
    def test_what_is_damaged_there_is_read_again(self, file: Path, damage: bytes) -> None:
        first = load(file)
        for kept in (file.parent / "cache" / "onrecord" / "configs").iterdir():
            kept.write_bytes(damage)
        assert load(file) == first

    def test_a_cache_that_cannot_be_written_costs_nothing(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(file))  # a file, so no folder can be made in it
        assert load(file) == load(file)

    def test_a_mistake_is_told_each_time(self, file: Path) -> None:
        file.write_text("isues: []\n")
        for _ in range(2):
            with pytest.raises(ConfigProblem, match="isues"):
                load(file)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_at_all_are_read_or_refused(data: bytes) -> None:
    with suppress(ConfigProblem):
        parse(data, Path("config.yaml"))


def test_the_page_on_config_is_the_schemas() -> None:
    kept = PROJECT / "docs" / "config.md"
    assert kept.read_text(encoding="utf-8") == page(), "run: python -m tui.config > docs/config.md"


@pytest.mark.parametrize("to", ["nowhere", "itself"])
@pytest.mark.parametrize("theirs", [True, False])
def test_a_config_of_ones_own_that_cannot_be_looked_at_is_named(tmp_path: Path, to: str, theirs: bool) -> None:
    """As one on a disk that is not mounted: who decides, and where that goes, would else be another in silence."""
    own = tmp_path / "own.yaml"
    own.symlink_to(own if to == "itself" else tmp_path / "nowhere")
    if theirs:
        (tmp_path / "config.yaml").write_text(ISSUE % "grain")
    config = load(None, tmp_path, own=own)
    assert [str(own) in warning and "left aside" in warning for warning in config.warnings] == [True]
    assert [issue.id for issue in config.issues if theirs] == ["a"] * theirs


@pytest.mark.parametrize("to", ["nowhere", "itself"])
@pytest.mark.parametrize("own_is_there", [True, False])
def test_a_folders_config_that_cannot_be_looked_at_is_named(tmp_path: Path, to: str, own_is_there: bool) -> None:
    """What it watches would else be gone in silence, or another's taken for it."""
    folder, own = tmp_path / "corpus", tmp_path / "own.yaml"
    folder.mkdir()
    theirs = folder / "config.yaml"
    theirs.symlink_to(theirs if to == "itself" else tmp_path / "nowhere")
    if own_is_there:
        own.write_text(ISSUE % "grain")
    config = load(None, folder, own=own)
    assert [str(theirs) in warning and "left aside" in warning for warning in config.warnings] == [True]
    assert config.path != theirs
