"""Claims as a file of Discourse Network Analyzer 3.0 (a SQLite database), one statement a claim, issue and stance.

Of the type "DNA Statement" are the claims for and against an issue: concept is the issue, agreement the stance. A mixed
stance is neither, and stands as a "Mixed stance", in a colour of its own and without agreement. `person` is a holder
that is a person, with the side it speaks for as `organization`; any other holder is the `organization`; `holder` has
either, for networks of all of them. What DNA cannot do without, found by opening files with it: a row of every variable
for every statement, a value of every attribute for every entity, a day for every document.

Claims that repeat another one (in a wire story, or in part in the same sentence), without a holder, without a stance or
doubtful are left out, and counted, so that its cells are those of the matrix.
"""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from tui.export.days import days_words
from tui.export.dna_schema import NAME, VERSION, tables
from tui.export.portable_text import Plain, one_line, short, writable
from tui.export.statements import Cited, LeftOut, Statement
from tui.store.rows import IssueRow

CODER, PASSWORD = "Admin", "onrecord"  # of a file that anybody may read; docs/export.md tells it
_SALT = hashlib.sha256(b"onrecord").digest()[:16]  # always the same, so that the same claims give the same bytes
_ROUNDS = 100_000  # what DNA's password check repeats the hash
_TYPES = (("DNA Statement", (239, 208, 51)), ("Mixed stance", (180, 180, 180)))
_SHORT = ("person", "organization", "concept", "holder", "side", "stance", "force")
_LONG = ("claim", "said", "note")
_ATTRIBUTES = ("Type", "Alias", "Notes")
_PAGE = 4 << 20  # bytes of the finished file that are handed on at once


class Dna:
    """A file that statements are added to: `statements` counts those that went in, `left_out` and `unstated` those that
    did not."""

    def __init__(self, issues: Sequence[IssueRow]) -> None:
        self.statements = self.unstated = 0
        self.left_out = LeftOut()
        self._issues = {issue.id: issue for issue in issues}
        self._documents: dict[str, tuple[int, Plain]] = {}
        self._entities: dict[tuple[int, str], int] = {}
        self._taken: set[tuple[int, str]] = set()
        self._file = sqlite3.connect(":memory:", isolation_level=None)
        self._file.execute("PRAGMA foreign_keys = ON")
        self._file.execute("BEGIN")
        for table in tables():
            self._file.execute(table)
        self._variables = self._settings()

    def _settings(self) -> dict[tuple[int, str], int]:
        """Coder, statement types and variables; the number of each variable by type and name."""
        put = self._file.execute
        put("INSERT INTO SETTINGS VALUES ('version', ?), ('date', '2022-08-31')", (VERSION,))
        put("INSERT INTO CODERS (ID, Name, Red, Green, Password) VALUES (1, ?, 255, 255, ?)", (CODER, _password()))
        found: dict[tuple[int, str], int] = {}
        for kind, (label, colour) in enumerate(_TYPES, 1):
            put("INSERT INTO STATEMENTTYPES VALUES (?, ?, ?, ?, ?)", (kind, label, *colour))
            agreement = [("agreement", "boolean")] if kind == 1 else []
            types = [(name, "short text") for name in _SHORT[:3]] + agreement
            types += [(name, "short text") for name in _SHORT[3:]] + [(name, "long text") for name in _LONG]
            for name, data in types:
                number = len(found) + 1
                found[kind, name] = number
                put("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", (number, name, data, kind))
                for attribute in _ATTRIBUTES if data == "short text" else ():
                    into = "INSERT INTO ATTRIBUTEVARIABLES (VariableId, AttributeVariable) VALUES (?, ?)"
                    put(into, (number, attribute))
        for (_, name), number in found.items():
            if name in _SHORT:
                self._entity(number, "")
        return found

    def add(self, statement: Statement) -> None:
        if self.left_out.holder_of(statement) is None:
            return
        stated = [toward for toward in statement.toward if toward.stance is not None]
        self.unstated += not stated
        for toward in stated:
            self._add(statement, toward.issue, toward.stance or "")

    def _add(self, statement: Statement, issue: str, stance: str) -> None:
        claim = statement.claim
        document, text = self._document(statement.cited)
        kind = 2 if stance == "mixed" else 1
        extent = statement.extent
        self.statements += 1
        number = self.statements
        self._file.execute(
            "INSERT INTO STATEMENTS VALUES (?, ?, ?, ?, ?, 1)",
            (number, kind, document, text.utf16(extent.start), text.utf16(extent.end)),
        )
        person = statement.holder_kind == "person"
        known = self._issues.get(issue)
        short_texts = {
            "person": (claim.holder or "") if person else "",
            "organization": (claim.side if person else claim.holder) or "",
            "concept": known.name if known is not None else issue,
            "holder": claim.holder or "",
            "side": claim.side or "",
            "stance": stance,
            "force": claim.force,
        }
        for name, value in short_texts.items():
            variable = self._variables[kind, name]
            of = statement.holder_kind if name in ("person", "organization", "holder") and value == claim.holder else ""
            notes = known.proposition if name == "concept" and known is not None else ""
            entity = self._entity(variable, value, of, notes)
            self._put("DATASHORTTEXT (StatementId, VariableId, Entity)", number, variable, entity)
        if kind == 1:
            agreed = int(stance == "for")
            self._put(
                "DATABOOLEAN (StatementId, VariableId, Value)", number, self._variables[kind, "agreement"], agreed
            )
        long_texts = {"claim": claim.id, "said": str(claim.days or ""), "note": statement.note}
        for name, value in long_texts.items():
            variable = self._variables[kind, name]
            self._put("DATALONGTEXT (StatementId, VariableId, Value)", number, variable, writable(value))

    def _put(self, into: str, statement: int, variable: int, value: int | str) -> None:
        self._file.execute(f"INSERT INTO {into} VALUES (?, ?, ?)", (statement, variable, value))  # noqa: S608 - constants

    def _document(self, cited: Cited) -> tuple[int, Plain]:
        if cited.key not in self._documents:
            number = len(self._documents) + 1
            text = Plain(cited.article.text, newlines=True)  # DNA's text field has one character for a line end
            self._documents[cited.key] = (number, text)
            days = cited.published.days
            notes = [f"file: {one_line(cited.key)}", *([one_line(cited.note)] if cited.note else [])]
            if days is None:
                notes.insert(0, "no publication day is proven; the day given here stands for none")
            elif days.first != days.last:
                notes.insert(0, f"published {days_words(days)} ({days}), as far as is proven")
            self._file.execute(
                "INSERT INTO DOCUMENTS VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)",
                (number, _name(cited.title), text.text, _name(cited.article.author or ""), _name(cited.outlet),
                 _name(cited.article.place or ""), "\n".join(notes), "article",
                 _seconds(days.first if days is not None else date(1970, 1, 1))),
            )  # fmt: skip
        return self._documents[cited.key]

    def _entity(self, variable: int, value: str, kind: str = "", notes: str = "") -> int:
        """The number of a name under a variable, made where it is not there yet."""
        key = (variable, value)
        if key not in self._entities:
            number = len(self._entities) + 1
            self._entities[key] = number
            self._file.execute(
                "INSERT INTO ENTITIES VALUES (?, ?, ?, 0, 0, 0, NULL)", (number, variable, self._free(variable, value))
            )
            attributes = {"Type": kind, "Alias": "", "Notes": _name(notes)}
            for name, text in attributes.items():
                self._file.execute(
                    "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) SELECT ?, ID, ?"
                    " FROM ATTRIBUTEVARIABLES WHERE VariableId = ? AND AttributeVariable = ?",
                    (number, text, variable, name),
                )
        return self._entities[key]

    def _free(self, variable: int, value: str) -> str:
        """The name as DNA can hold it, told apart from another that is the same as far as it can."""
        name, tries = _name(value), 1
        while (variable, name) in self._taken:
            tries += 1
            mark = f" ({tries})"
            name = short(one_line(value), NAME - len(mark)) + mark
        self._taken.add((variable, name))
        return name

    def bytes(self) -> Iterator[bytes]:
        """The whole file; nothing can be added then."""
        self._file.execute("COMMIT")
        data = self._file.serialize()
        self._file.close()
        yield from (data[at : at + _PAGE] for at in range(0, len(data), _PAGE))


def dna(statements: Iterable[Statement], file: Dna) -> Iterator[bytes]:
    for statement in statements:
        file.add(statement)
    return file.bytes()


def _name(text: str) -> str:
    return short(one_line(text), NAME)


def _seconds(day: date) -> int:
    """Midnight UTC, in seconds since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _password() -> str:
    """Base64 of the salt and the salted hash, as DNA (jasypt's StrongPasswordEncryptor) checks it."""
    digest = hashlib.sha256(_SALT + PASSWORD.encode()).digest()
    for _ in range(_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(_SALT + digest).decode()
