"""`onrecord judgements` and `onrecord agreement`, as two colleagues use them who each have the folder."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tui.commands.cli import main
from tui.config import load
from tui.model import Selection
from tui.store.library import Library
from tui.store.query import ClaimQuery

SEEDS = Path(__file__).parent.parent.parent / "seeds"


class Coder:
    """One of them: a copy of the folder, and judgements and config of their own."""

    def __init__(
        self, name: str, home: Path, index: Path, env: pytest.MonkeyPatch, read: pytest.CaptureFixture[str]
    ) -> None:
        self.name, self.home, self._env, self._read = name, home, env, read
        self.corpus = home / f"articles of {name}"
        shutil.copytree(SEEDS, self.corpus)
        shutil.copy(SEEDS.parent / "config.yaml", self.corpus)
        (home / "config" / "onrecord").mkdir(parents=True)
        (home / "config" / "onrecord" / "config.yaml").write_text(f"coder: {name}\n")
        self.enter()
        library = self.library()
        shutil.copy(next(index.glob("*.sqlite")), library.index_file.path)
        library.close()

    def enter(self) -> None:
        for kind in ("data", "config", "cache", "state"):
            self._env.setenv(f"XDG_{kind.upper()}_HOME", str(self.home / kind))

    def library(self) -> Library:
        self.enter()
        return Library.open(self.corpus, load(None, self.corpus))

    def run(self, *arguments: object) -> tuple[int, str, str]:
        self.enter()
        self._read.readouterr()
        code = main([str(argument) for argument in arguments])
        return code, *self._read.readouterr()

    def sends(self) -> Path:
        code, out, _ = self.run("judgements", "export", self.corpus)
        assert code == 0
        file = self.home / "mine.jsonl"
        file.write_text(out)
        return file


@pytest.fixture
def two(
    tmp_path: Path, seeds_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[Coder, Coder]:
    ada, bo = (Coder(name, tmp_path / name, seeds_index, monkeypatch, capsys) for name in ("ada", "bo"))
    keys = []
    for coder in (ada, bo):
        library = coder.library()
        keys = keys or sorted(row.claim.id for row in library.claims(limit=500) if row.claim.issues)[:6]
        for at, key in enumerate(keys):
            if at < 3:
                library.decisions.confirm(key)
            elif coder is ada:
                library.decisions.change(key, holder="The Miller\x1b[31m", stance="for")
            else:
                library.decisions.reject(key) if at < 5 else library.decisions.change(key, stance="against")
        library.decisions.note(Selection("term", "grain"), f"by {coder.name}\x1b[2J")
        library.close()
    return ada, bo


def test_what_two_decided_is_carried_over_and_stands_side_by_side(two: tuple[Coder, Coder]) -> None:
    ada, bo = two
    files = ada.sends(), bo.sends()
    assert "\x1b" not in files[0].read_text()
    code, _, said = ada.run("judgements", "import", files[1], "--corpus", ada.corpus)
    assert (code, "7 judgements came in: 7 of bo" in said, "take" in said) == (0, True, True)
    assert "nothing new came in: 7 were known" in ada.run("judgements", "import", files[1], "--corpus", ada.corpus)[2]
    bo.run("judgements", "import", files[0], "--corpus", bo.corpus)
    ours, theirs = ({line.replace(c.corpus.name, "") for line in c.sends().open() if '"uid"' in line} for c in two)
    assert len(ours) == 14
    assert {json.loads(line)["uid"] for line in ours} == {json.loads(line)["uid"] for line in theirs}
    library = ada.library()
    assert {note.text for note in library.decisions.notes(Selection("term", "grain"))} == {
        "by ada\x1b[2J",
        "by bo\x1b[2J",
    }
    assert {row.claim.coder for row in library.claims(ClaimQuery(), limit=500)} == {None, "ada"}  # her own hold
    assert library.decisions.undo() is not None
    library.close()
    assert len([line for line in ada.sends().open() if '"uid"' in line]) == 7


def test_agreement_is_counted_and_what_is_not_agreed_listed(two: tuple[Coder, Coder]) -> None:
    ada, bo = two
    ada.run("judgements", "import", bo.sends(), "--corpus", ada.corpus)
    (ada.home / "blind.yaml").write_text("blind: true\ncoder: ada\n")
    code, out, said = ada.run("agreement", ada.corpus, "--config", ada.home / "blind.yaml")
    assert (code, out, "code blind" in said) == (2, "", True)
    code, out, _ = ada.run("agreement", ada.corpus)
    found = {row["question"]: row for row in map(json.loads, out.splitlines())}
    assert code == 0
    assert list(found) == ["status", "holder", "stance", "issue"]
    status = found["status"]
    assert (status["coders"], status["claims"]) == (["ada", "bo"], 6)
    assert status["agreed"] == pytest.approx(100 * 4 / 6)
    # Ada: 3 confirmed, 3 changed; Bo: 3 confirmed, 2 rejected, 1 changed. By chance (3*3 + 3*1) / 36 agree.
    assert status["kappa"] == pytest.approx((4 / 6 - 12 / 36) / (1 - 12 / 36), abs=1e-12)
    assert found["holder"]["claims"] == 4  # of two that he rejected he says no holder
    assert found["holder"]["agreed"] == 75.0
    assert [json.loads(line)["coders"] for line in ada.run("agreement", ada.corpus, "--by-coder")[1].splitlines()] == [
        ["ada", "bo"]
    ] * 4
    rows = [json.loads(line) for line in ada.run("agreement", ada.corpus, "--disagreements")[1].splitlines()]
    assert sorted(row["question"] for row in rows) == ["holder", "stance", "status", "status"]
    assert {row["values"]["bo"] for row in rows if row["question"] == "status"} == {"rejected"}
    table = ada.run("agreement", ada.corpus, "--disagreements", "--format", "table")[1]
    assert "\x1b" not in table
    assert "The Miller" in table
    cells = list(csv.reader(io.StringIO(ada.run("agreement", ada.corpus, "--disagreements", "--format", "csv")[1])))
    assert cells[0] == ["question", "id", "article", "values", "words"]
    assert len(cells) == 5


def test_a_corpus_that_nobody_judged_has_no_figures(
    tmp_path: Path, seeds_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ada = Coder("ada", tmp_path / "ada", seeds_index, monkeypatch, capsys)
    code, out, _ = ada.run("agreement", ada.corpus)
    assert code == 0
    assert {
        (row["claims"], row["agreed"], row["kappa"], row["alpha"]) for row in map(json.loads, out.splitlines())
    } == {(0, None, None, None)}


def changed(file: Path, number: int, line: str | bytes) -> Path:
    lines = file.read_bytes().splitlines()
    lines[number] = line if isinstance(line, bytes) else line.encode()
    file.write_bytes(b"\n".join(lines))
    return file


@pytest.mark.parametrize(
    ("number", "line", "words"),
    [
        (0, "{}", "mine.jsonl:1: no judgement: the first line"),
        (0, b"\xff\xfe", "mine.jsonl:1: no judgement: not a line of JSON"),
        (3, "{", "mine.jsonl:4: no judgement: not a line of JSON"),
        (3, "[" * 100_000, "mine.jsonl:4: no judgement: "),
        (3, '{"kind": "note"}', "mine.jsonl:4: no judgement: "),
        (
            3,
            '{"kind": "note", "subject": "s", "coder": "c", "at": "now", "uid": "u", "state": null}',
            '"at" is no moment',
        ),
    ],
)
def test_a_file_that_is_no_good_is_named_and_nothing_of_it_taken(
    two: tuple[Coder, Coder], number: int, line: Any, words: str
) -> None:
    ada, bo = two
    before = ada.sends().read_text()
    code, out, said = ada.run("judgements", "import", changed(bo.sends(), number, line), "--corpus", ada.corpus)
    assert (code, out) == (2, "")
    assert words in said
    assert len([one for one in said.splitlines() if "mine.jsonl" in one]) == 1
    assert ada.sends().read_text() == before


def test_judgements_of_another_corpus_are_refused(two: tuple[Coder, Coder]) -> None:
    ada, bo = two
    label = json.loads(bo.sends().open().readline()) | {"articles": ["0" * 32]}
    file = changed(bo.sends(), 0, json.dumps(label))
    code, _, said = ada.run("judgements", "import", file, "--corpus", ada.corpus)
    assert (code, "of another corpus, 0% of the articles are in both" in said) == (2, True)
    assert ada.run("judgements", "import", file, "--corpus", ada.corpus, "--force")[0] == 0
    (ada.home / "empty.jsonl").write_text("")
    assert "empty" in ada.run("judgements", "import", ada.home / "empty.jsonl", "--corpus", ada.corpus)[2]
    assert ada.run("judgements", "import", ada.home / "none.jsonl", "--corpus", ada.corpus)[0] == 2


def test_a_name_that_both_have_is_said(two: tuple[Coder, Coder]) -> None:
    ada, bo = two
    text = bo.sends().read_text().replace('"coder": "bo"', '"coder": "ada"')
    (bo.home / "mine.jsonl").write_text(text)
    said = ada.run("judgements", "import", bo.home / "mine.jsonl", "--corpus", ada.corpus)[2]
    assert "count as your own" in said
