"""Every form of an export with hostile words in every field that a document, a config or a person can set: the form is
the same as with plain words, and nothing of it acts in a program that opens it."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from tests.export.making import HOSTILE, cited, days, statement
from tui.export.brief.compose import brief
from tui.export.brief.docx import docx
from tui.export.brief.html import html
from tui.export.brief.markdown import markdown
from tui.export.citation import cite_statement
from tui.export.csl import csl
from tui.export.dna import Dna, dna
from tui.export.graphml import graphml
from tui.export.networks import PositionSums, network
from tui.export.qdpx import qdpx
from tui.export.ris import ris
from tui.export.statements import Basis, Statement, Subject
from tui.export.tidy import CLAIMS, TIMELINE, as_csv, claims, timeline
from tui.export.xmi import xmi
from tui.store.rows import IssueRow

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
ACTS = (
    "=1+1", " \u200b=1+1", "\ufeff@SUM(A1)", "x;=1+1", "x\r=1+1", "x\t-1", "＝1", '",=1,"', "\n+1", "]]>",
    "<script>1</script>", '" onload="x', "javascript:alert(1)", "<img src=x onerror=y>", "![p](http://x.example/p.png)",
    "[^1]: x", "# x", "| a | b |", "<!-- x", "</w:t></w:r>", "{{x}}", "TY  - BOOK", "\r\nER  - \r\n", "\x85ER  - ",
    "http://x.example", "&#27;", "\x1b]52;c;QQ==\x07", "\x00", "../../x", "${x}", "%s{0}",
)  # fmt: skip
WORDS = st.one_of(
    st.sampled_from((*HOSTILE, *ACTS)),
    st.lists(st.sampled_from((*ACTS, "\n", " ", "a")), min_size=1, max_size=3).map("".join),
    st.text(st.characters(), min_size=1, max_size=12),
)
FIELDS = (
    "words", "holder", "side", "to", "note", "cue", "title", "key", "outlet", "agency", "author", "place", "url",
    "name", "proposition", "coder", "article_note", "id",
)  # fmt: skip


class Told:
    """Two statements with these words in each field, the issues that they are on, and what they are asked for."""

    def __init__(self, field: Callable[[str], str]) -> None:
        self.issues = tuple(
            IssueRow(which, field("name"), 1, 1, 1, proposition=field("proposition")) for which in ("pier", "toll")
        )
        self.statements = [self._statement(field, f"{n}") for n in (1, 2)]
        self.subject = Subject(about=self.issues[0].name, issue="pier", by=self.statements[0].claim.holder)
        self.basis = Basis(articles=2, read=2, notes=((field("name"), field("note")),))

    def _statement(self, field: Callable[[str], str], which: str) -> Statement:
        words = f"a{field('words')}z"
        about = {name: field(name) for name in ("outlet", "agency", "author", "place", "url")}
        source = cited(
            f"{words} X said.", key=field("key") + which, title=field("title"), note=field("article_note"), **about
        )
        return statement(
            words, holder=field("holder"), side=field("side"), to=field("to"), note=field("note"), cue="said",
            source=source, id=field("id") + which, said=days("2031-04-03"), toward=(("pier", "for"), ("toll", "mixed")),
        )  # fmt: skip


def plain(field: str) -> str:
    return f"plain {field}"


def joined(pieces: Iterable[bytes]) -> str:
    return b"".join(pieces).decode()  # UTF-8, whole


def members(pieces: Iterable[bytes]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert not any(name.startswith("/") or ".." in name.split("/") for name in archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def elements(data: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """The tags and the names of attributes of an XML file, which refuses what XML cannot hold."""
    return [(str(one.tag), tuple(sorted(map(str, one.keys())))) for one in etree.fromstring(data).iter()]


def the_brief(told: Told) -> Any:
    return brief(told.statements, told.issues, told.subject, told.basis)


def csv_shape(text: str) -> list[int]:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        for cell in row:
            assert re.match(r"[\s\x00-\x20\u200b\ufeff]*[=+@＝＋－＠-]", cell) is None, cell
    for line in csv.reader(io.StringIO(text.replace("\n", " ").replace("\r", " ")), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line), line
    return [len(row) for row in rows]


def of_claims(told: Told) -> object:
    return csv_shape(joined(as_csv(CLAIMS, claims(told.statements))))


def of_timeline(told: Told) -> object:
    rows = [
        {
            "first": "2031-04-03", "last": "2031-04-03", "value": "2031-04-03", "article": each.cited.key, "start": 0,
            "end": 1, "text": each.row.words, "sentence": each.row.words, "actors": [each.claim.holder],
            "issues": [issue.name for issue in told.issues], "rests_on": "expression",
        }
        for each in told.statements
    ]  # fmt: skip
    return csv_shape(joined(as_csv(TIMELINE, timeline(rows))))


def of_markdown(text: str) -> object:
    """The kinds of token that a reader of Markdown finds, with HTML, tables and links allowed."""
    tokens = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"]).parse(text)
    inner = [child for token in tokens for child in token.children or ()]
    for token in inner:
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(("http://", "https://"))
    kinds = {token.type for token in (*tokens, *inner)}
    return kinds - {"text", "text_special", "softbreak", "link_open", "link_close"}


def of_brief_markdown(told: Told) -> object:
    return of_markdown(joined(markdown(the_brief(told))))


def of_citations_markdown(told: Told) -> object:
    names = {issue.id: issue.name for issue in told.issues}
    return [of_markdown(cite_statement(each, names, "markdown")) for each in told.statements]


def of_citations(told: Told) -> object:
    names = {issue.id: issue.name for issue in told.issues}
    lines = [cite_statement(each, names, style) for each in told.statements for style in ("plain", "chicago")]
    assert not any(CONTROL.search(line) or "\n" in line or "\r" in line for line in lines)
    return len(lines)


def of_html(told: Told) -> object:
    text = joined(html(the_brief(told)))
    assert CONTROL.search(text) is None
    return [(one.tag, sorted(one.keys())) for one in lxml_html.document_fromstring(text).iter()]


def of_docx(told: Told) -> object:
    found = members(docx(the_brief(told)))
    pieces = {"word/document.xml", "word/footnotes.xml", "docProps/core.xml"}
    tags = {name: {tag for tag, _ in elements(found[name])} for name in pieces}
    assert not any(tag.endswith(("}instrText", "}fldSimple", "}hyperlink")) for tag in tags["word/document.xml"])
    return tags, sorted(found)


def of_graphml(told: Told) -> object:
    return elements(joined(graphml(*network(PositionSums(told.statements), told.issues, "two-mode"))).encode())


def of_csl(told: Told) -> object:
    return [sorted(item) for item in json.loads(joined(csl(each.cited for each in told.statements)))]


def of_ris(told: Told) -> object:
    lines = joined(ris(each.cited for each in told.statements)).split("\r\n")
    assert not any(CONTROL.search(line) or len(line.splitlines()) > 1 for line in lines)
    return [line[:6] for line in lines]


def of_xmi(told: Told) -> object:
    return [elements(data) for _, data in sorted(members(xmi(told.statements)).items())]


def of_qdpx(told: Told) -> object:
    found = members(qdpx(told.statements, told.issues))
    return elements(found["project.qde"]), len(found)


def of_dna(told: Told) -> object:
    held = sqlite3.connect(":memory:")
    held.deserialize(b"".join(dna(told.statements, Dna(told.issues))))
    tables = [name for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    assert not held.execute("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchall()
    for (text,) in held.execute("SELECT Text FROM DOCUMENTS UNION ALL SELECT Value FROM ENTITIES"):
        assert CONTROL.search(text) is None
    entities = {"ENTITIES", "ATTRIBUTEVALUES"}  # as many as there are different words
    return {name: held.execute(f"SELECT count(*) FROM {name}").fetchone() for name in tables if name not in entities}


FORMS = (
    of_claims, of_timeline, of_brief_markdown, of_citations_markdown, of_citations, of_html, of_docx, of_graphml,
    of_csl, of_ris, of_xmi, of_qdpx, of_dna,
)  # fmt: skip


LIGHT = [form for form in FORMS if form not in (of_docx, of_dna)]


def filled(words: Callable[[str], str]) -> Told:
    """A holder is somebody, whatever else is left of the words."""
    return Told(lambda field: f"{words(field)}h" if field == "holder" else words(field))


@pytest.fixture(autouse=True)
def _one_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNA's password takes a hundred thousand rounds for each file."""
    monkeypatch.setattr("tui.export.dna._password", lambda: "")


@pytest.mark.fault(77)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_no_words_in_every_field_change_what_a_form_is(form: Callable[[Told], object]) -> None:
    usual = form(Told(plain))
    for words in (*HOSTILE, *ACTS) if form in LIGHT else (" ".join((*ACTS, *HOSTILE)), *HOSTILE[-2:]):
        assert form(filled(lambda _, words=words: words)) == usual, words  # type: ignore[misc]


@pytest.mark.fault(77)
@pytest.mark.parametrize("form", LIGHT, ids=lambda form: form.__name__)
@settings(max_examples=20)
@given(given_=st.fixed_dictionaries(dict.fromkeys(FIELDS, WORDS)))
def test_nor_do_others_in_each(form: Callable[[Told], object], given_: dict[str, str]) -> None:
    assert form(filled(lambda field: given_[field])) == form(Told(plain))
