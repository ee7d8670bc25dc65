"""Articles with their claims as a REFI-QDA project, which NVivo, MAXQDA, ATLAS.ti, QualCoder and Dedoose import.

Codes are the issues, each with a stance as a code below it, and the holders. Every claim is a selection, named for its
words, coded with its issue and stance and with its holder. A person's notes are notes on their selection. Places are
code points, line ends one character, as the standard has plain text (REFI-QDA 1.5, 8.1.2 and 9.2).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from tui.export.archive import zipped
from tui.export.days import days_words
from tui.export.portable_text import Plain, one_line, short, writable
from tui.export.statements import Cited, Statement
from tui.store.rows import IssueRow

_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:onrecord:refi-qda")
_USER = str(uuid.uuid5(_OURS, "user"))
_NAMED = 80  # code points of a selection's name, which programs show in one line
_STANCES = {"for": "#2e7d32", "against": "#c62828", "mixed": "#f9a825", "no stance": "#757575"}
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'


def qdpx(statements: Iterable[Statement], issues: Sequence[IssueRow]) -> Iterator[bytes]:
    """`statements` come article by article."""
    return zipped(_members(statements, issues))


def _members(statements: Iterable[Statement], issues: Sequence[IssueRow]) -> Iterator[tuple[str, bytes]]:
    sources: list[str] = []
    notes: list[str] = []
    holders: set[str] = set()
    for key, told in groupby(statements, key=lambda statement: statement.cited.key):
        listed = list(told)
        guid = _guid("article", key)
        text = Plain(listed[0].cited.article.text, newlines=True)
        yield f"sources/{guid}.txt", text.text.encode()
        holders |= {statement.claim.holder for statement in listed if statement.claim.holder is not None}
        sources.append(_source(guid, listed[0].cited, text, listed, notes))
    yield "project.qde", _project(sources, notes, sorted(holders), issues).encode()


def _guid(kind: str, key: str) -> str:
    return str(uuid.uuid5(_OURS, f"{kind} {writable(key)}"))


def _project(sources: list[str], notes: list[str], holders: list[str], issues: Sequence[IssueRow]) -> str:
    users = f"<Users>{_tag('User', guid=_USER, name='onrecord')}</Users>"
    codes = "".join(map(_issue, issues))
    codes += _tag(
        "Code",
        "".join(
            _tag("Code", guid=_guid("holder", holder), name=one_line(holder), isCodable="true") for holder in holders
        ),
        guid=_guid("code", "holders"),
        name="Holders",
        isCodable="false",
    )
    inner = f"{users}\n<CodeBook><Codes>\n{codes}</Codes></CodeBook>\n<Sources>\n{''.join(sources)}</Sources>\n"
    inner += f"<Notes>\n{''.join(notes)}</Notes>\n" if notes else ""
    names = {"xmlns": "urn:QDA-XML:project:1.0", "name": "onrecord", "origin": "onrecord", "creatingUserGUID": _USER}
    return _XML + _tag("Project", inner, **names)


def _issue(issue: IssueRow) -> str:
    """An issue, its proposition as description, and below it a code for each stance toward it."""
    below = "".join(
        _tag("Code", guid=_guid("stance", f"{issue.id} {stance}"), name=f"{one_line(issue.name)}: {stance}",
             isCodable="true", color=colour)
        for stance, colour in _STANCES.items()
    )  # fmt: skip
    description = f"<Description>{_text(issue.proposition)}</Description>" if issue.proposition else ""
    return _tag("Code", description + below, guid=_guid("issue", issue.id), name=one_line(issue.name), isCodable="true")


def _source(guid: str, cited: Cited, text: Plain, statements: list[Statement], notes: list[str]) -> str:
    about = f"{cited.outlet or 'no outlet known'}, {days_words(cited.published.days)}, {cited.key}"
    inner = f"<Description>{_text(one_line(about))}</Description>\n"
    inner += "".join(_selections(statement, text, notes) for statement in statements)
    if cited.note:
        inner += _note(notes, "article", cited.key, cited.note)
    return _tag(
        "TextSource", inner, guid=guid, name=one_line(cited.title), plainTextPath=f"internal://{guid}.txt",
        creatingUser=_USER,
    )  # fmt: skip


def _selections(statement: Statement, text: Plain, notes: list[str]) -> str:
    """One for each piece of the content; the standard has no selection of several."""
    claim = statement.claim
    codes = [_guid("stance", f"{toward.issue} {toward.stance or 'no stance'}") for toward in statement.toward]
    codes += [_guid("issue", toward.issue) for toward in statement.toward]
    codes += [_guid("holder", claim.holder)] if claim.holder is not None else []
    found = []
    for number, span in enumerate(claim.content):
        piece = f"{claim.id} {number}"
        about = f"{claim.holder or 'nobody named'}, {days_words(claim.days)}, {statement.row.cue}".rstrip(", ")
        inner = f"<Description>{_text(one_line(about))}</Description>"
        inner += "".join(
            _tag(
                "Coding", _tag("CodeRef", targetGUID=code), guid=_guid("coding", f"{piece} {code}"), creatingUser=_USER
            )
            for code in codes
        )
        if statement.note and not number:
            inner += _note(notes, "claim", claim.id, statement.note)
        found.append(
            _tag(
                "PlainTextSelection", inner, guid=_guid("selection", piece),
                name=short(statement.quoted(span), _NAMED), startPosition=str(text.at(span.start)),
                endPosition=str(text.at(span.end)), creatingUser=_USER,
            )
        )  # fmt: skip
    return "".join(found)


def _note(notes: list[str], kind: str, key: str, words: str) -> str:
    """Put a note among all, and say the reference to it."""
    guid = _guid("note", f"{kind} {key}")
    content = f"<PlainTextContent>{_text(words)}</PlainTextContent>"
    notes.append(_tag("Note", content, guid=guid, name=short(one_line(words), _NAMED), creatingUser=_USER))
    return _tag("NoteRef", targetGUID=guid).rstrip("\n")


def _tag(tag: str, inner: str = "", **attributes: str) -> str:
    written = "".join(f' {name}="{escape(one_line(value))}"' for name, value in attributes.items())
    return f"<{tag}{written}>{inner}</{tag}>\n" if inner else f"<{tag}{written}/>\n"


def _text(words: str) -> str:
    return escape(writable(words)).replace("\r", "&#13;")
