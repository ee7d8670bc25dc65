"""The commands: rows, formats, exit codes, and one clear line for whatever is wrong."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tui.commands.cli import main

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two articles, and a config that names no installed pipeline, so that nothing is read."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("The a report\n\nThe ministers of Ruritania spoke of grain on Monday.\n")
    (folder / "b.txt").write_text("The b report\n\nThe ministers of Ruritania spoke of wool on Tuesday.\n")
    (tmp_path / "own.yaml").write_text("pipeline: no_such_pipeline\n")
    return folder


@pytest.fixture
def seeds(seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample corpus with its warm index where the commands look for it."""
    import shutil

    cache = tmp_path / "cache"
    shutil.copytree(seeds_index, cache / "onrecord")
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.chdir(SEEDS.parent)
    return SEEDS


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


ROWS = {
    "articles": "article title outlet agency author place published published_from published_why words body duplicates",
    "dates": "article start end text type value first last why",
    "actors": "actor name kind forms mentions why",
    "claims": (
        "id article holder side source cue content kind issues stance stances force to date confidence why status"
        " coder within continues sentence doubts"
    ),
    "timeline": "first last value article start end text sentence actors issues",
    "issues": "issue name articles mentions claims holders",
}


@pytest.mark.parametrize("what", list(ROWS))
def test_rows_have_all_that_the_contract_says(what: str, seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, what, seeds, "--format", "jsonl")
    assert code == 0, err
    found = rows(out)
    assert found
    for row in found:
        assert set(ROWS[what].split()) <= set(row)


def test_every_span_quotes_the_file(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {path.name: path.read_bytes().decode() for path in seeds.iterdir()}
    for what in ("dates", "claims", "actors", "articles", "timeline"):
        for row in rows(run(capsys, what, seeds, "--format", "jsonl")[1]):
            spans = [row] if "start" in row else []
            for field in ("body", "source", "cue", "content", "mentions"):
                spans += row.get(field, [])
            for span in spans:
                text = texts[span.get("article", row.get("article"))]
                assert text[span["start"] : span["end"]] == span["text"]


def test_mentions_by_term(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(run(capsys, "mentions", "South Ossetia", seeds, "--format", "jsonl")[1])
    assert {row["by"] for row in found} >= {"name", "description"}
    assert all({"article", "start", "end", "text", "actor", "by", "score"} <= set(row) for row in found)


def test_a_listing_says_which_config_was_in_force(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text("issues:\n  - id: quays\n    terms: [quay]\n")
    code, _, err = run(capsys, "claims", seeds, "--config", own, "--limit", "1")
    assert code == 0
    assert f"{own} is in force, 1 issue watched" in err
    monkeypatch.chdir(tmp_path)
    err = run(capsys, "issues", seeds, "--format", "jsonl")[2]
    assert "no config.yaml is in force" in err
    assert f"it would be {seeds / 'config.yaml'}" in err


def test_a_claim_is_listed_as_a_sentence_with_its_doubts(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(run(capsys, "claims", seeds, "--format", "jsonl")[1])
    for row in found:
        cue = " ".join(span["text"] for span in row["cue"]).split()
        assert row["sentence"]
        told = row["sentence"].lower()  # where nobody is named, the cue opens it
        assert all(word.lower() in told for word in cue if "ed" not in word)
    assert any(row["doubts"] for row in found)
    assert not all(row["doubts"] for row in found)


def test_who_and_about_what_are_asked_together(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("claims", seeds, "--format", "jsonl")
    by, about, both = (
        {row["id"] for row in rows(run(capsys, *asked, *more)[1])}
        for more in (("--by", "NATO"), ("--about", "Russia"), ("--by", "NATO", "--about", "Russia"))
    )
    assert both == by & about
    assert both


def test_claims_can_be_chosen(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every = rows(run(capsys, "claims", seeds, "--format", "jsonl")[1])
    about = rows(run(capsys, "claims", seeds, "--about", "South Ossetia", "--format", "jsonl")[1])
    assert 0 < len(about) < len(every)
    against = rows(run(capsys, "claims", seeds, "--stance", "against", "--format", "jsonl")[1])
    assert {row["stance"] for row in against} == {"against"}
    by = rows(run(capsys, "claims", seeds, "--by", "NATO", "--format", "jsonl")[1])
    assert {row["holder"] for row in by} == {"NATO"}
    assert len(rows(run(capsys, "claims", seeds, "--limit", "3", "--format", "jsonl")[1])) == 3


def test_csv_has_nested_fields_as_json(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "claims", seeds, "--format", "csv")[1]
    found = list(csv.DictReader(io.StringIO(out)))
    assert list(found[0]) == ROWS["claims"].split()
    assert json.loads(found[0]["content"])[0]["text"]


@pytest.mark.parametrize("what", list(ROWS))
def test_tables_fit_the_terminal(
    what: str, seeds: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = run(capsys, what, seeds, "--format", "table")[1]
    assert len(out.splitlines()) > 1
    assert max(len(line) for line in out.splitlines()) <= 110


@pytest.mark.fault(20)
def test_tables_and_messages_show_control_characters(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "red\x1b[31m\x9b.txt"
    (corpus / name).write_text("A \x1b]52;c;aGk=\x07 title\n\nThe ministers spoke of \x1b[2Jsalt\u202e today.\n")
    (corpus / "bad\x1b[31m.jsonl").write_text("{\n")
    own = corpus.parent / "own.yaml"
    for what in (["articles"], ["mentions", "salt"]):
        code, out, err = run(capsys, *what, corpus, "--config", own, "--format", "table")
        assert code == 1
        assert "\x1b" not in out + err
        assert "\x9b" not in out + err
        assert "\u202e" not in out + err
    code, out, _ = run(capsys, "articles", corpus, "--config", own, "--format", "jsonl")
    assert name in {row["article"] for row in rows(out)}


def test_what_could_not_be_read_is_named_and_the_rest_is_listed(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "empty.txt").write_text("")
    code, out, err = run(capsys, "articles", corpus, "--config", corpus.parent / "own.yaml")
    assert code == 1
    assert {row["article"] for row in rows(out)} == {"a.txt", "b.txt"}
    assert "empty.txt: " in err


def test_without_the_model_words_are_found_and_it_is_said(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "mentions", "wool", corpus, "--config", corpus.parent / "own.yaml")
    assert code == 0
    assert [row["text"] for row in rows(out)] == ["wool"]
    assert "no_such_pipeline" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["claims", "/no/such/folder"], "no such file or folder"),
        (["claims", "{empty}"], "no articles in it"),
        (["claims", "{corpus}", "--config", "/no/such.yaml"], "/no/such.yaml"),
        (["claims", "{corpus}", "--config", "{broken}"], "broken.yaml:1:"),
        (["claims", "{corpus}", "--config", "{typo}"], "typo.yaml:2:3: keys: there is no action 'fnid'; did you mean"),
        (["check", "{corpus}", "--config", "{clash}"], "clash.yaml:2:3: keys: n is both mention.next and matrix"),
        (["{corpus}", "--config", "{clash}"], "clash.yaml:2:3: keys: n is both mention.next and matrix"),
        (["claims", "{corpus}", "--limit", "few"], "not a whole number"),
        (["claims", "{corpus}", "--format", "xml"], "--format"),
        (["mentions"], "TERM"),
        (["clams"], "did you mean `onrecord claims`"),
        (["{corpus}"], "needs a terminal"),
        (["/dev/null"], "neither a folder nor a plain file"),
        (["claims", "nul\0byte"], "nul"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    arguments: list[str], words: str, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.yaml").write_text("isues: []\n")
    (tmp_path / "typo.yaml").write_text("keys:\n  fnid: F\n")
    (tmp_path / "clash.yaml").write_text("keys:\n  matrix: n\n")
    places = {"corpus": corpus, "empty": tmp_path / "empty"}
    places |= {name: tmp_path / f"{name}.yaml" for name in ("broken", "typo", "clash")}
    code, out, err = run(capsys, *[a.format(**places) if "{" in a else a for a in arguments])
    assert code == 2
    assert out == ""
    assert len(err.splitlines()) == 1
    assert words in err


def test_keys_of_the_users_own_file_are_told_with_its_name(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    own = tmp_path / "home" / "onrecord" / "config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("mouse: true\nkeys:\n  matrix: n\n")
    (corpus / "config.yaml").write_text("theme: light\n")
    code, _, err = run(capsys, "claims", corpus)
    assert (code, err.count("\n")) == (2, 1)
    assert f"{own}:3:3: keys: n is both" in err


def test_check_tells_the_state(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", corpus, "--config", corpus.parent / "own.yaml")
    assert code == 0
    assert "articles    2, 0 of them read" in out
    assert "sound" in out
    assert "nothing decided yet" in out
    assert run(capsys, "check", corpus, "--judgements")[0] == 0


@pytest.mark.fault(69)
def test_check_offers_the_backup_and_goes_back_to_it(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tui.config import Config
    from tui.index.update import update
    from tui.store.library import Library

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    own = corpus.parent / "own.yaml"
    library = Library.open(corpus, Config(pipeline="no_such_pipeline"))
    update(library, workers=0)
    library.decisions.note(library.term("wool"), "ask the \x1b[31mweaver")
    library.close()
    code, out, _ = run(capsys, "check", corpus, "--judgements", "--config", own)
    assert code == 0
    assert "weaver" in out
    assert "\x1b" not in out
    kept = tmp_path / "data" / "onrecord" / "judgements.sqlite"
    kept.write_bytes(b"garbage " * 100)
    code, out, err = run(capsys, "check", corpus, "--config", own)
    assert code == 1
    assert "--restore" in out
    assert "cannot be read" in err
    assert kept.read_bytes() == b"garbage " * 100
    code, _, err = run(capsys, "check", corpus, "--restore", "--config", own)
    assert code == 2
    assert "lost is what was decided between" in err
    assert "--yes" in err
    assert kept.read_bytes() == b"garbage " * 100
    code, _, err = run(capsys, "check", corpus, "--restore", "--yes", "--config", own)
    assert code == 0
    assert "is kept as" in err
    assert "weaver" in run(capsys, "check", corpus, "--judgements", "--config", own)[1]


def test_index_says_what_there_is(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "index", corpus, "--config", corpus.parent / "own.yaml")
    assert code == 0
    assert out == ""
    assert "2 articles" in err


def test_a_mistake_of_ours_is_one_line_and_a_log(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("tui.store.queries.export_rows.ContractRows.articles", lambda *_, **__: 1 // 0)
    code, out, err = run(capsys, "articles", corpus, "--config", corpus.parent / "own.yaml")
    assert (code, out) == (70, "")
    assert "ZeroDivisionError" in err.splitlines()[-1]
    log = tmp_path / "state" / "onrecord" / "crash.log"
    assert "Traceback" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tui", *map(str, arguments)]


def run_code(code: str) -> subprocess.CompletedProcess[str]:
    """A Python program in a process of its own, which ended well."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)


def test_a_warm_listing_loads_neither_textual_nor_spacy(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "onrecord").mkdir(exist_ok=True)
    (tmp_path / "onrecord" / "config.yaml").write_text("keys:\n  find: F\n")  # which are checked
    code = (
        "import sys; from tui.commands.cli import main; code = main(['mentions', 'South Ossetia', 'seeds']); "
        "loaded = {'textual', 'rich', 'spacy', 'thinc'} & set(sys.modules); "
        "print(code, sorted(loaded), file=sys.stderr)"
    )
    done = run_code(code)
    assert done.stderr.splitlines()[-1] == "0 []"
    assert len(done.stdout.splitlines()) > 10


def test_the_desk_makes_no_class_from_a_text_before_its_first_paint() -> None:
    """Each that `dataclasses` makes is compiled at every start; a Struct is not."""
    code = (
        "import dataclasses; made = []; make = dataclasses._process_class\n"
        "dataclasses._process_class = lambda cls, *how: (made.append(cls.__module__), make(cls, *how))[1]\n"
        "import tui.commands.cli, tui.config, tui.documents, tui.desk.app\n"
        "print(sorted(m for m in made if m.startswith('tui')))"
    )
    assert run_code(code).stdout.strip() == "[]"


def test_a_closed_pipe_ends_quietly(seeds: Path) -> None:
    with subprocess.Popen(command("claims", seeds), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().splitlines()
        assert [line for line in said if b"in force" not in line] == []
    assert process.returncode == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGHUP, 129), (signal.SIGTERM, 143)])
def test_signals_end_a_command_with_their_code(corpus: Path, number: signal.Signals, code: int) -> None:
    script = (
        "import sys, time; from tui.commands import cli, listing; "
        # naps: a signal between the line and one long sleep would be heard after it alone
        "listing.list_rows = lambda *_: (print('at work', flush=True), [time.sleep(0.1) for _ in range(600)]); "
        "sys.exit(cli.main(['claims', sys.argv[1]]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(corpus)],
        stdout=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # whoever runs the tests may ignore it
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
        process.wait(45)
    assert process.returncode == code


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--help")[0] == 0
    assert run(capsys, "claims", "--help")[0] == 0
    code, out, _ = run(capsys, "--version")
    assert code == 0
    assert out.startswith("onrecord ")


def test_rows_and_check_tell_what_an_articles_encoding_is_guessed_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes("The Pass\n\nIt snowed in Fähr on Tuesday.\n".encode("cp1252"))
    assert main(["articles", str(tmp_path), "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["marks"] == ["the encoding cp1252 is a guess"]
    assert main(["check", str(tmp_path)]) == 0
    assert "a.txt: the encoding cp1252 is a guess" in capsys.readouterr().out
