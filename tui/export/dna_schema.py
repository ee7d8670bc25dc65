"""The tables of a Discourse Network Analyzer 3.0 file, by the schema that DNA publishes (its Sql.java, release 3.0).

Colours are three columns of 0 to 255; names and titles have fewer than 191 characters, which is what the other
databases that DNA works with index.
"""

from __future__ import annotations

from collections.abc import Iterator

VERSION = "3.0.11"  # any 3.0 is taken by DNA 3.0; the tables are the same in all of them
NAME = 190  # characters of a name, a title, an author at most

_RGB = ("Red", "Green", "Blue")
_SWITCHES = (("ColorByCoder", 0), ("PopupDecoration", 0), ("PopupAutoComplete", 1))
_PERMISSIONS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip


def tables() -> Iterator[str]:
    """One statement a table."""
    key = "ID INTEGER NOT NULL PRIMARY KEY"
    own = "ID INTEGER PRIMARY KEY NOT NULL"
    yield "CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL)"
    yield _table(
        "CODERS", key, _name("Name"), *_colours(),
        "Refresh INTEGER NOT NULL CHECK (Refresh BETWEEN 0 AND 9999) DEFAULT 0",
        "FontSize INTEGER NOT NULL CHECK (FontSize BETWEEN 1 AND 99) DEFAULT 14",
        _name("Password"),
        "PopupWidth INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300",
        *(_switch(name, default) for name, default in _SWITCHES),
        *(_switch(f"Permission{name}", 1) for name in _PERMISSIONS),
    )  # fmt: skip
    optional = [_name(name, "DEFAULT ''") for name in ("Author", "Source", "Section")]
    yield _table(
        "DOCUMENTS", key, _name("Title"), "Text TEXT NOT NULL", "Coder INTEGER", *optional,
        "Notes TEXT NOT NULL DEFAULT ''", _name("Type", "DEFAULT ''"), "Date INTEGER NOT NULL", _to("Coder", "CODERS"),
    )  # fmt: skip
    yield _table("STATEMENTTYPES", key, _name("Label"), *_colours())
    kinds = " OR ".join(f"DataType = '{kind}'" for kind in ("boolean", "integer", "long text", "short text"))
    yield _table(
        "VARIABLES", key, _name("Variable"), f"DataType TEXT NOT NULL CHECK ({kinds}) DEFAULT 'short text'",
        "StatementTypeId INTEGER", _to("StatementTypeId", "STATEMENTTYPES"), "UNIQUE (Variable, StatementTypeId)",
    )  # fmt: skip
    yield _table(
        "VARIABLELINKS", key, "SourceVariableId INTEGER", "TargetVariableId INTEGER",
        "CHECK (TargetVariableId != SourceVariableId)", _to("SourceVariableId", "VARIABLES"),
        _to("TargetVariableId", "VARIABLES"),
    )  # fmt: skip
    yield _table("REGEXES", "Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191)", *_colours())
    sights = [_switch(name, 1) for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")]
    yield _table(
        "CODERRELATIONS", key, "Coder INTEGER CHECK(Coder > 0)", "OtherCoder INTEGER CHECK(OtherCoder > 0)", *sights,
        "CHECK (Coder != OtherCoder)", _to("Coder", "CODERS"), _to("OtherCoder", "CODERS"),
    )  # fmt: skip
    yield _table(
        "STATEMENTS", key, "StatementTypeId INTEGER", "DocumentId INTEGER", "Start INTEGER NOT NULL CHECK(Start >= 0)",
        "Stop INTEGER NOT NULL CHECK(Stop >= 0)", "Coder INTEGER", "CHECK (Start < Stop)",
        _to("StatementTypeId", "STATEMENTTYPES"), _to("Coder", "CODERS"), _to("DocumentId", "DOCUMENTS"),
    )  # fmt: skip
    yield _data("DATABOOLEAN", own, "Value INTEGER NOT NULL DEFAULT 1")
    yield _data("DATAINTEGER", own, "Value INTEGER NOT NULL DEFAULT 0")
    yield _table(
        "ENTITIES", own, "VariableId INTEGER NOT NULL", _name("Value", "DEFAULT ''"),
        *(f"{part} INTEGER CHECK ({part} BETWEEN 0 AND 255)" for part in _RGB), "ChildOf INTEGER CHECK(ChildOf > 0)",
        "UNIQUE (VariableId, Value)", _to("ChildOf", "ENTITIES"), _to("VariableId", "VARIABLES"),
    )  # fmt: skip
    yield _data("DATASHORTTEXT", own, "Entity INTEGER NOT NULL", _to("Entity", "ENTITIES"))
    yield _data("DATALONGTEXT", own, "Value TEXT DEFAULT ''")
    yield _table(
        "ATTRIBUTEVARIABLES", own, "VariableId INTEGER NOT NULL", _name("AttributeVariable"),
        "UNIQUE(VariableId, AttributeVariable)", _to("VariableId", "VARIABLES"),
    )  # fmt: skip
    yield _table(
        "ATTRIBUTEVALUES", own, "EntityId INTEGER NOT NULL", "AttributeVariableId INTEGER NOT NULL",
        _name("AttributeValue", "DEFAULT ''"), "UNIQUE (EntityId, AttributeVariableId)", _to("EntityId", "ENTITIES"),
        _to("AttributeVariableId", "ATTRIBUTEVARIABLES"),
    )  # fmt: skip


def _table(name: str, *parts: str) -> str:
    return f"CREATE TABLE {name}({', '.join(parts)})"


def _data(name: str, key: str, value: str, *more: str) -> str:
    """The table of one type of a statement's variables."""
    return _table(
        name, key, "StatementId INTEGER NOT NULL", "VariableId INTEGER NOT NULL", value,
        _to("StatementId", "STATEMENTS"), _to("VariableId", "VARIABLES"), *more, "UNIQUE (StatementId, VariableId)",
    )  # fmt: skip


def _name(column: str, default: str = "") -> str:
    return " ".join(f"{column} TEXT NOT NULL {default} CHECK (LENGTH({column}) < {NAME + 1})".split())


def _colours() -> Iterator[str]:
    return (f"{part} INTEGER NOT NULL DEFAULT 0 CHECK ({part} BETWEEN 0 AND 255)" for part in _RGB)


def _switch(column: str, default: int) -> str:
    return f"{column} INTEGER NOT NULL CHECK ({column} BETWEEN 0 AND 1) DEFAULT {default}"


def _to(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table}(ID) ON DELETE CASCADE"
