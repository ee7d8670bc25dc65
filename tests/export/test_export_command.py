"""`onrecord export`: every form of the sample corpus, what a person decided, and one line for what cannot be done."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tui.commands.cli import main
from tui.config import load
from tui.export.kinds import FORMS
from tui.store.library import Library
from tui.store.query import ClaimQuery

SEEDS = Path(__file__).parent.parent.parent / "seeds"
ALL = [(form.name, kind) for form in FORMS.values() for kind in form.formats]


@pytest.fixture
def seeds(seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample corpus with its warm index where the commands look for it, and judgements of its own."""
    shutil.copytree(seeds_index, tmp_path / "cache" / "onrecord")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(SEEDS.parent)
    return SEEDS


@pytest.fixture
def desk(seeds: Path) -> Library:
    return Library.open(seeds, load(SEEDS.parent / "config.yaml"))


def run(capfdbinary: Any, *arguments: object) -> tuple[int, bytes, str]:
    code = main([str(argument) for argument in arguments])
    out, err = capfdbinary.readouterr()
    return code, out, err.decode()


def table(out: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out.decode(), newline="")))


@pytest.mark.parametrize(("form", "kind"), ALL)
def test_every_form_is_written_twice_the_same(
    form: str, kind: str, seeds: Path, tmp_path: Path, capfdbinary: Any
) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    about = ["--about", "South Ossetia"] if form == "mentions" else []
    for name in ("one", "two"):
        code, out, err = run(capfdbinary, "export", form, seeds, "--to", tmp_path / name, "--format", kind, *about)
        assert (code, out) == (0, b""), err
        assert "written to" in err
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() != b""
    code, out, err = run(capfdbinary, "export", form, seeds, "--format", kind, *about)
    assert out == (tmp_path / "one").read_bytes()


@pytest.mark.parametrize(
    "asked",
    [[], ["--about", "Georgia"], ["--by", "NATO"], ["--stance", "against"], ["--about", "NATO", "--stance", "for"]],
)
def test_claims_are_those_that_the_listing_has(asked: list[str], seeds: Path, capfdbinary: Any) -> None:
    listed = run(capfdbinary, "claims", seeds, "--format", "jsonl", *asked)[1]
    wanted: Counter[tuple[str, str, str]] = Counter()
    for row in map(json.loads, listed.splitlines()):
        for issue, stance in row["stances"].items() or [("", None)]:
            wanted[row["holder"] or "", issue, stance or ""] += 1
    rows = table(run(capfdbinary, "export", "claims", seeds, *asked)[1])
    assert Counter((row["holder"], row["issue"], row["stance"]) for row in rows) == wanted


def test_an_issue_and_days_choose_too(seeds: Path, capfdbinary: Any) -> None:
    rows = table(run(capfdbinary, "export", "claims", seeds, "--issue", "NATO enlargement", "--stance", "for")[1])
    assert {(row["issue"], row["stance"]) for row in rows} == {("nato-enlargement", "for")}
    _, out, _ = run(capfdbinary, "export", "claims", seeds, "--since", "2009-06-27", "--until", "2009-06")
    days = {(row["said_first"], row["said_last"]) for row in table(out)}
    assert days
    assert all(first <= "2009-06-30" and last >= "2009-06-27" for first, last in days)


def test_what_a_person_decided_counts_and_rejected_claims_are_counted(
    seeds: Path, desk: Library, capfdbinary: Any
) -> None:
    told = desk.claims(ClaimQuery(issue="nato-enlargement"), limit=3)
    stance = told[0].claim.stance
    one, other, third = [row.claim.id for row in told]
    desk.decisions.reject(one)
    desk.decisions.change(other, stance="mixed")
    desk.decisions.confirm(third)
    desk.close()
    code, out, err = run(capfdbinary, "export", "claims", seeds, "--issue", "nato-enlargement")
    assert code == 0
    assert "left out: 1 claim rejected by hand" in err
    rows = {row["claim"]: row for row in table(out)}
    assert one not in rows
    assert (rows[other]["status"], rows[other]["stance"]) == ("changed", "mixed")
    assert rows[third]["status"] == "confirmed"
    for about in (["--about", "NATO enlargement"], [], ["--stance", "for"]):
        assert ("left out: 1 claim rejected" in run(capfdbinary, "export", "claims", seeds, *about)[2]) == (
            about != ["--stance", "for"] or stance == "for"
        )
    code, out, err = run(capfdbinary, "export", "brief", seeds, "--issue", "nato-enlargement")
    assert b"1 changed, 1 confirmed" in out.replace(b"\\", b"")
    assert b"1 rejected by hand" in out.replace(b"\\", b"")


def test_the_cells_of_the_dna_file_are_those_of_the_issues(seeds: Path, tmp_path: Path, capfdbinary: Any) -> None:
    run(capfdbinary, "export", "dna", seeds, "--to", tmp_path / "a.dna")
    file = sqlite3.connect(tmp_path / "a.dna")
    found = file.execute(
        "SELECT h.Value, c.Value, b.Value, count(*) FROM DATABOOLEAN b"
        " JOIN VARIABLES vh ON vh.Variable = 'holder' JOIN VARIABLES vc ON vc.Variable = 'concept'"
        " JOIN DATASHORTTEXT dh ON dh.StatementId = b.StatementId AND dh.VariableId = vh.ID"
        " JOIN DATASHORTTEXT dc ON dc.StatementId = b.StatementId AND dc.VariableId = vc.ID"
        " JOIN ENTITIES h ON h.ID = dh.Entity JOIN ENTITIES c ON c.ID = dc.Entity GROUP BY 1, 2, 3"
    )
    issues = map(json.loads, run(capfdbinary, "issues", seeds, "--format", "jsonl")[1].splitlines())
    ours = {
        (holder["name"], issue["name"], agreed): holder[stance]
        for issue in issues
        for holder in issue["holders"]
        for stance, agreed in (("for", 1), ("against", 0))
        if holder[stance]
    }
    assert {row[:3]: row[3] for row in found} == ours


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["claims", "--to", "{there}"], "it is there already; --force replaces it"),
        (["claims", "--to", "{folder}"], "it is a folder"),
        (["claims", "--to", "/no/such/folder/a.csv"], "its folder is not there"),
        (["claims", "--to", "{seeds}/a.csv"], "would be read as an article"),
        (["claims", "--to", "a.docx"], "made as csv or parquet"),
        (["brief", "--to", "a.pdf"], "made as md or html or docx"),
        (["brief", "--format", "csv"], "made as md or html or docx"),
        (["poem"], "invalid choice"),
        (["claims", "--issue", "nothing"], "no issue 'nothing' on the watchlist; there is"),
        (["claims", "--since", "soon"], "is no day"),
        (["claims", "--until", "2031-13"], "is no day"),
        (["mentions"], "name it: --about TERM"),
        (["timeline", "--by", "NATO"], "timeline takes no --by"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_line(
    arguments: list[str], words: str, seeds: Path, tmp_path: Path, capfdbinary: Any
) -> None:
    there = tmp_path / "there.csv"
    there.write_text("mine")
    places = {"there": there, "folder": tmp_path, "seeds": seeds}
    form, *rest = [argument.format(**places) for argument in arguments]
    code, out, err = run(capfdbinary, "export", form, seeds, *rest)
    assert (code, out) == (2, b"")
    assert words in err.splitlines()[-1]
    assert len([line for line in err.splitlines() if "is in force" not in line]) == 1
    assert there.read_text() == "mine"
    assert not list(seeds.glob("*.csv"))


def test_what_was_mended_is_in_what_is_exported_and_listed(desk: Library, seeds: Path, capfdbinary: Any) -> None:
    stated = {one.name for one in desk.config.actors}
    actor = next(row for row in desk.rows.actors() if row["claims"] and row["name"] not in stated)
    (claim, *_) = desk.rows.claims(by=actor["name"])
    desk.decisions.rename(actor["actor"], "The Person of the Test")
    desk.decisions.add_side(actor["actor"], "The Side of the Test")
    desk.decisions.write_article(claim["article"], "title", "The Title of the Test")
    desk.decisions.write_article(claim["article"], "day", "2031-04-29")
    desk.close()
    code, out, err = run(capfdbinary, "export", "claims", seeds, "--by", "The Person of the Test")
    assert code == 0, err
    row = next(row for row in table(out) if row["claim"] == claim["id"])
    assert (row["holder"], row["side"]) == ("The Person of the Test", "The Side of the Test")
    assert row["title"] == "The Title of the Test"
    code, out, err = run(capfdbinary, "export", "brief", seeds, "--by", "The Person of the Test", "--format", "md")
    assert code == 0, err
    assert "The Person of the Test" in out.decode()
    assert "The Title of the Test" in out.decode()
    code, out, err = run(capfdbinary, "articles", seeds, "--format", "jsonl")
    listed = next(row for row in map(json.loads, out.splitlines()) if row["article"] == claim["article"])
    assert (listed["published"], listed["published_from"]) == ("2031-04-29", "meta")
    assert listed["published_why"].startswith("set by hand on ")
