"""Tidy tables: one value a cell, nothing that a spreadsheet runs, the same rows in CSV and Parquet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.making import HOSTILE, cited, days, statement
from tui.export.statements import Statement
from tui.export.tidy import CLAIMS, MENTIONS, TIMELINE, as_csv, claims, mentions, timeline
from tui.text.formulas import csv_line, guarded


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def table(*told: Statement) -> list[dict[str, str]]:
    return read(b"".join(as_csv(CLAIMS, claims(told))))


def test_a_claim_has_a_row_for_each_of_its_issues() -> None:
    rows = table(statement("The pier is ours.", toward=[("pier", "for"), ("toll", None)], side="Ansgar", note="seen"))
    assert [(row["issue"], row["main"], row["stance"]) for row in rows] == [
        ("pier", "true", "for"),
        ("toll", "false", ""),
    ]
    assert {row["claim"] for row in rows} == {rows[0]["claim"]}
    row = rows[0]
    assert (row["holder"], row["holder_kind"], row["side"], row["note"]) == ("Jan Vermeer", "person", "Ansgar", "seen")
    assert (row["published_first"], row["said_last"], row["confidence"]) == ("2031-04-04", "2031-04-03", "0.75")
    assert row["words"] == "The pier is ours."
    assert "Jan Vermeer said" in row["sentence"]


def test_a_claim_on_no_issue_and_of_no_known_day_has_a_row_too() -> None:
    (row,) = table(statement("Rain fell.", toward=[], said=None, holder=None))
    assert (row["issue"], row["main"], row["stance"], row["said_first"], row["holder"]) == ("", "", "", "", "")


def test_an_interval_has_a_cell_for_either_end() -> None:
    (row,) = table(statement("It will.", said=days("2031-01-01", "2031-06-30")))
    assert (row["said_first"], row["said_last"]) == ("2031-01-01", "2031-06-30")


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_run_by_a_spreadsheet_and_each_can_be_read_back(words: str) -> None:
    source = cited(f"{words} X said.", title=words, outlet=words, key=words)
    rows = table(statement(words, holder=words, side=words, to=words, note=words, source=source))
    for value in rows[0].values():
        assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert not any(ord(char) < 32 and char not in "\t\r\n" for char in value)
    assert len(rows) == 1


@given(st.text(st.characters()))
def test_any_text_at_all_is_one_row(words: str) -> None:
    source = cited(f"“{words}” X said.", title=words or "t", key="a")
    (row,) = table(statement(f"“{words}”", holder=words or "x", source=source))
    assert not row["holder"].startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text())
def test_the_guard_is_apostrophes_and_no_more(cell: str) -> None:
    assert guarded(cell).replace("'", "") == cell.replace("'", "")
    assert guarded(guarded(cell)) == guarded(cell)


@pytest.mark.fault(77)
@pytest.mark.parametrize(
    ("cell", "stands"),
    [
        ("=1", "'=1"), (" =1", "' =1"), ("\x00=1", "'\x00=1"), ("\ufeff-x", "'\ufeff-x"), ("\n=1", "'\n=1"),
        ("\u200b\u2060＠x", "'\u200b\u2060＠x"), ("a;=1", "a;'=1"), ("a\t-1", "a\t'-1"), ("a; =1", "a; =1"),
        ("a - b", "a - b"), ("1-1", "1-1"), ("–1", "–1"), ("", ""), ("'=1", "'=1"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_guarded(cell: str, stands: str) -> None:
    assert guarded(cell) == stands


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=2)))
def test_what_stands_in_a_csv_is_read_back(rows: list[list[str]]) -> None:
    text = "".join(map(csv_line, rows))
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == rows


def test_mentions_and_timeline_have_their_columns() -> None:
    mention = {"article": "a", "start": 1, "end": 3, "text": "=x", "actor": None, "by": "name", "score": 100.0}
    (row,) = read(b"".join(as_csv(MENTIONS, mentions([mention]))))
    assert (row["text"], row["actor"], row["score"]) == ("'=x", "", "100.0")
    entry: dict[str, Any] = {
        "first": "2031-01-01", "last": "2031-01-31", "value": "2031-01", "article": "a", "start": 0, "end": 2,
        "text": "x", "sentence": "x y", "actors": ["A", "B"], "issues": [], "rests_on": "lead",
    }  # fmt: skip
    (row,) = read(b"".join(as_csv(TIMELINE, timeline([entry]))))
    assert (row["first"], row["last"], row["actors"], row["rests_on"]) == ("2031-01-01", "2031-01-31", "A; B", "lead")


def test_parquet_has_the_rows_of_the_csv_with_types() -> None:
    pa = pytest.importorskip("pyarrow.parquet")
    from tui.export.parquet import as_parquet

    told = [statement(words, holder=words) for words in HOSTILE] + [statement("No.", toward=[], said=None)]
    packed = pa.read_table(io.BytesIO(b"".join(as_parquet(CLAIMS, claims(told)))))
    assert packed.column_names == [name for name, _ in CLAIMS]
    rows = table(*told)
    assert Counter(re.sub("\r\n?", "\n", guarded(holder)) for holder in packed.column("holder").to_pylist()) == Counter(
        r["holder"] for r in rows
    )
    assert packed.schema.field("said_first").type == "date32[day]"
    assert packed.column("main").to_pylist()[-1] is None
    assert packed.column("said_first").to_pylist()[0] == days("2031-04-03").first
