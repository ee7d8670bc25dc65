"""Articles with their claims for annotation programs: CAS XMI by dkpro-cassis, REFI-QDA by pyrefiqda."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import cassis
import pytest
from lxml import etree

from tests.export.making import HOSTILE, PIER, TOLL, cited, statement
from tui.export.portable_text import writable
from tui.export.qdpx import qdpx
from tui.export.statements import Statement
from tui.export.xmi import xmi

CUSTOM = "webanno.custom"
NAMES = {"q": "urn:QDA-XML:project:1.0"}


def documents(*told: Statement) -> list[Any]:
    """Each article as dkpro-cassis reads it, after it has written what it read."""
    found = []
    with zipfile.ZipFile(io.BytesIO(b"".join(xmi(told)))) as archive:
        types = cassis.load_typesystem(archive.open("TypeSystem.xml"))
        for name in archive.namelist():
            if name.endswith(".xmi"):
                cas = cassis.load_cas_from_xmi(archive.open(name), types)
                found.append(cassis.load_cas_from_xmi(cas.to_xmi(), types))
    return found


def test_an_article_has_its_claims_cues_and_sources() -> None:
    source = cited("😀 News.\r\n“We build 😀.” Jan said.\nLater on.", "a/b.txt")
    told = statement(
        "“We build 😀.”", source=source, toward=[("pier", "for"), ("toll", None)], note="seen", side="Ansgar"
    )
    (cas,) = documents(told)
    assert cas.sofa_string == source.article.text
    one, other = cas.select(f"{CUSTOM}.Claim")
    assert one.get_covered_text() == other.get_covered_text() == "“We build 😀.”"
    assert (one.issue, one.stance, other.issue, other.stance) == ("pier", "for", "toll", "none")
    assert (one.holder, one.side, one.note, one.said) == ("Jan Vermeer", "Ansgar", "seen", "2031-04-03")
    (cue,) = cas.select(f"{CUSTOM}.Cue")
    assert (cue.get_covered_text(), cue.claim) == ("said", one.claim)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_stands_where_it_stood(words: str) -> None:
    source = cited(f"{words}\r\n“No.” X said.", key=words, title=words)
    (cas,) = documents(statement("“No.”", holder=words, side=words, note=words, source=source))
    assert cas.sofa_string == writable(source.article.text)
    (claim,) = cas.select(f"{CUSTOM}.Claim")
    assert claim.get_covered_text() == "“No.”"
    assert claim.holder == writable(words)


def project(*told: Statement) -> tuple[Any, dict[str, str]]:
    """The project's XML, and the texts by the name that it gives them."""
    with zipfile.ZipFile(io.BytesIO(b"".join(qdpx(told, (PIER, TOLL))))) as archive:
        texts = {name.removeprefix("sources/"): archive.read(name).decode() for name in archive.namelist()}
        return etree.fromstring(archive.read("project.qde")), texts


def selections(*told: Statement) -> list[tuple[str, set[str]]]:
    """The words of each selection in its text, with the names of its codes."""
    tree, texts = project(*told)
    codes = {code.get("guid"): code.get("name") for code in tree.iterfind(".//q:Code", NAMES)}
    found = []
    for source in tree.iterfind(".//q:TextSource", NAMES):
        text = texts[source.get("plainTextPath").removeprefix("internal://")]
        for selection in source.iterfind("q:PlainTextSelection", NAMES):
            words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            names = {codes[ref.get("targetGUID")] for ref in selection.iterfind(".//q:CodeRef", NAMES)}
            found.append((words, names))
    return found


def test_a_claim_is_a_selection_coded_with_issue_stance_and_holder() -> None:
    source = cited("😀 News.\r\n“We build.” Jan said.")
    assert selections(statement("“We build.”", source=source, toward=[("pier", "for"), ("toll", None)])) == [
        ("“We build.”", {PIER.name, f"{PIER.name}: for", TOLL.name, f"{TOLL.name}: no stance", "Jan Vermeer"})
    ]


def test_notes_are_notes_of_their_selection() -> None:
    tree, _ = project(statement("Yes.", note="Ask Ida.\nToday."))
    (ref,) = tree.iterfind(".//q:PlainTextSelection/q:NoteRef", NAMES)
    (note,) = tree.iterfind("q:Notes/q:Note", NAMES)
    assert (note.get("guid"), note[0].text) == (ref.get("targetGUID"), "Ask Ida.\nToday.")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_coded_where_it_stands(words: str) -> None:
    source = cited(f"{words}\r\n“No.” X said.", key=words, title=words, outlet=words)
    ((found, codes),) = selections(statement("“No.”", holder=words, source=source, note=words))
    assert found == "“No.”"
    assert len(codes) == 3


def test_pyrefiqda_reads_it_and_writes_it_again(tmp_path: Path) -> None:
    pyrefiqda = pytest.importorskip("pyrefiqda")
    file = tmp_path / "a.qdpx"
    file.write_bytes(b"".join(qdpx([statement("Yes.", note="so"), statement("No.", holder="Ida")], (PIER, TOLL))))
    read = pyrefiqda.RefiProject.load(file, str(tmp_path / "one"))
    assert len(read.sources.text_source) == 1
    pyrefiqda.RefiProject.save(read, tmp_path / "b.qdpx", tmp_path / "one" / "sources")
    assert pyrefiqda.RefiProject.load(tmp_path / "b.qdpx", str(tmp_path / "two")) == read
