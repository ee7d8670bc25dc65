"""The file for Discourse Network Analyzer: its schema holds, places are as Java counts them, nothing is missing."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from typing import Any

import pytest
from msgspec.structs import replace

from tests.export.making import HOSTILE, PIER, TOLL, cited, days, statement
from tui.export.dna import PASSWORD, Dna, dna
from tui.export.statements import Statement

TABLES = {
    "SETTINGS", "CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "VARIABLELINKS", "REGEXES", "CODERRELATIONS",
    "STATEMENTS", "ENTITIES", "DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT", "ATTRIBUTEVARIABLES",
    "ATTRIBUTEVALUES",
}  # fmt: skip


def made(*told: Statement) -> sqlite3.Connection:
    file = sqlite3.connect(":memory:")
    file.deserialize(b"".join(dna(told, Dna((PIER, TOLL)))))
    assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    return file


def values(file: sqlite3.Connection, name: str) -> list[str]:
    """Of a short text variable, by statement."""
    rows = file.execute(
        "SELECT e.Value FROM DATASHORTTEXT d JOIN VARIABLES v ON v.ID = d.VariableId AND v.Variable = ?"
        " JOIN ENTITIES e ON e.ID = d.Entity AND e.VariableId = v.ID ORDER BY d.StatementId",
        (name,),
    )
    return [value for (value,) in rows]


def test_it_is_a_file_of_dna_3_with_all_its_tables() -> None:
    file = made(statement("Yes."))
    assert {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} == TABLES
    assert file.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()[0].startswith("3.0")


def test_stances_are_agreement_and_a_mixed_one_is_none() -> None:
    file = made(
        statement("Yes.", toward=[("pier", "for"), ("toll", "against")], side="Ansgar"),
        statement("Both.", toward=[("pier", "mixed")]),
        statement("Nothing.", toward=[("pier", None)]),
        statement("Again.", copy=True),
        statement("Whose?", holder=None),
        statement("The board agrees.", holder="Harbour Board", kind="organization", side="Ansgar"),
    )
    found = file.execute("SELECT t.Label, d.Value FROM STATEMENTS s JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId"
                         " LEFT JOIN DATABOOLEAN d ON d.StatementId = s.ID ORDER BY s.ID").fetchall()  # fmt: skip
    assert found == [("DNA Statement", 1), ("DNA Statement", 0), ("Mixed stance", None), ("DNA Statement", 1)]
    assert values(file, "person") == ["Jan Vermeer"] * 3 + [""]
    assert values(file, "organization") == ["Ansgar", "Ansgar", "", "Harbour Board"]
    assert values(file, "holder") == ["Jan Vermeer"] * 3 + ["Harbour Board"]
    assert values(file, "concept") == [PIER.name, TOLL.name, PIER.name, PIER.name]


def test_what_is_left_out_is_counted() -> None:
    file = Dna((PIER,))
    doubted = statement("Perhaps.")
    doubted = replace(doubted, row=replace(doubted.row, doubts=("unsure",)))
    for each in (
        statement("Again.", copy=True),
        statement("Whose?", holder=None),
        statement("So.", toward=[]),
        doubted,
    ):
        file.add(each)
    assert [count for count, _ in file.left_out.counted()] == [1, 1, 1]
    assert (file.statements, file.unstated) == (0, 1)


def test_every_statement_has_every_variable_and_every_entity_every_attribute() -> None:
    file = made(statement("Yes."), statement("Both.", toward=[("pier", "mixed")]))
    lacking = file.execute(
        "SELECT s.ID, v.Variable FROM STATEMENTS s JOIN VARIABLES v ON v.StatementTypeId = s.StatementTypeId"
        " WHERE NOT EXISTS (SELECT 1 FROM DATASHORTTEXT d WHERE d.StatementId = s.ID AND d.VariableId = v.ID)"
        " AND NOT EXISTS (SELECT 1 FROM DATALONGTEXT d WHERE d.StatementId = s.ID AND d.VariableId = v.ID)"
        " AND NOT EXISTS (SELECT 1 FROM DATABOOLEAN d WHERE d.StatementId = s.ID AND d.VariableId = v.ID)"
    ).fetchall()
    assert lacking == []
    lacking = file.execute(
        "SELECT e.ID, a.ID FROM ENTITIES e JOIN ATTRIBUTEVARIABLES a ON a.VariableId = e.VariableId"
        " WHERE NOT EXISTS (SELECT 1 FROM ATTRIBUTEVALUES t WHERE t.EntityId = e.ID AND t.AttributeVariableId = a.ID)"
    ).fetchall()
    assert lacking == []


def test_places_are_utf_16_units_of_the_document() -> None:
    source = cited("😀 pier\r\nnews.\r\n𝒳 “We 😀 build.” Jan said.")
    file = made(statement("“We 😀 build.”", source=source))
    text, start, stop = file.execute("SELECT d.Text, s.Start, s.Stop FROM STATEMENTS s JOIN DOCUMENTS d").fetchone()
    assert "\r" not in text
    assert text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") == "“We 😀 build.” Jan said"


def test_the_day_of_a_document_is_its_first_in_seconds() -> None:
    source = cited("It is. Jan said.", published=days("2030-09-01", "2031-08-31"))
    file = made(statement("It is.", source=source))
    seconds, notes = file.execute("SELECT Date, Notes FROM DOCUMENTS").fetchone()
    assert seconds == 1914451200  # 2030-09-01T00:00:00Z
    assert "2030-09-01/2031-08-31" in notes
    (before,) = (
        made(statement("So.", source=cited("So. Jan said.", published=days("1931-01-01"))))
        .execute("SELECT Date FROM DOCUMENTS")
        .fetchone()
    )
    assert before < 0
    undated = made(statement("So.", source=cited("So. Jan said.", published=None)))
    assert undated.execute("SELECT Date, Notes LIKE 'no publication day%' FROM DOCUMENTS").fetchone() == (0, 1)


def test_the_password_is_what_dna_checks() -> None:
    kept = base64.b64decode(made().execute("SELECT Password FROM CODERS").fetchone()[0])
    digest = kept[:16] + PASSWORD.encode()
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert kept[16:] == digest


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_and_titles_fit_and_stay_apart(words: str) -> None:
    source = cited(f"{words} “No.” X said.", key=words, title=words, outlet=words, author=words, place=words)
    other = f"{words}x"
    file = made(
        *(statement("“No.”", holder=holder, side=words, source=source, note=words) for holder in (words, other))
    )
    names = values(file, "holder")
    assert len(set(names)) == 2
    assert all(len(name) <= 190 for name in names)
    for (title,) in file.execute("SELECT Title FROM DOCUMENTS"):
        assert 0 < len(title) <= 190
    text: Any = file.execute("SELECT Text FROM DOCUMENTS").fetchone()[0]
    start, stop = file.execute("SELECT Start, Stop FROM STATEMENTS").fetchone()
    assert text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") == "“No.” X said"
