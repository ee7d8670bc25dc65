"""The brief: who stands where, records in order with their turns, footnotes, and quotations that come back exact."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from tests.export.making import HOSTILE, PIER, TOLL, cited, days, statement
from tui.export.brief.brief_parts import Brief, BriefBlock, Table
from tui.export.brief.compose import NOBODY, brief
from tui.export.brief.docx import docx
from tui.export.brief.html import html
from tui.export.brief.markdown import markdown
from tui.export.markdown_words import escaped
from tui.export.portable_text import one_line
from tui.export.statements import Basis, Statement, Subject
from tui.model import Span

BASIS = Basis(articles=3, read=3)
ON_PIER = Subject(about=PIER.name, issue="pier")


def made(*told: Statement, subject: Subject = ON_PIER, basis: Basis = BASIS) -> Brief:
    return brief(told, (PIER, TOLL), subject, basis)


def said(document: Brief, *kinds: str) -> list[str]:
    return [
        "".join(run.text for run in b.runs) for b in document.blocks if isinstance(b, BriefBlock) and b.kind in kinds
    ]


def table(document: Brief) -> Table:
    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    return found


def test_a_record_is_told_oldest_first_and_its_turn_is_marked() -> None:
    document = made(
        statement("We build now.", said=days("2031-05-02")),
        statement("We never build.", toward=[("pier", "against")], said=days("2031-04-09")),
        statement("We think.", toward=[("pier", None)], said=days("2031-04-20")),
        statement("We once built.", said=None),
    )
    assert [quote.split(" Jan")[0] for quote in said(document, "quote")] == [
        "We never build.", "We think.", "We build now.", "We once built.",
    ]  # fmt: skip
    assert said(document, "turn") == ["⇄ Turns from against (9 April 2031) to for (2 May 2031)."]
    assert table(document).rows == (("Jan Vermeer", "for ⇄", "2", "1", "", "1", "9 April 2031", "2 May 2031"),)
    assert said(document, "text")[0] == "Proposition. The pier should be built."


def test_several_issues_are_columns_by_number_and_parts_of_a_record() -> None:
    document = made(
        statement("Both of them.", toward=[("pier", "for"), ("toll", "against")]),
        statement("The pier only.", holder="Ida Holm"),
        statement("Who says so?", holder=None, toward=[("toll", "mixed")]),
        statement("The harbour is cold.", toward=[]),
        subject=Subject(),
    )
    found = table(document)
    assert found.header == ("Holder", "1", "2")
    assert found.rows == (("Jan Vermeer", "+1", "−1"), ("Ida Holm", "+1", ""), (NOBODY, "", "±1"))
    assert said(document, "minor")[:2] == [PIER.name, TOLL.name]
    assert "1 on no issue of the watchlist" in said(document, "text")[-1]


def test_what_one_issue_is_asked_of_is_told_toward_it_alone() -> None:
    document = made(statement("Both.", toward=[("toll", "against"), ("pier", "for")]))
    assert [row[:2] for row in table(document).rows] == [("Jan Vermeer", "for")]


def test_a_record_by_somebody_has_what_touches_no_issue_too() -> None:
    document = made(statement("It is cold.", toward=[]), subject=Subject(by="Jan Vermeer"))
    assert document.title == "The record of Jan Vermeer"
    assert "On no issue of the watchlist" in said(document, "minor")


def test_every_statement_has_a_numbered_footnote_that_names_its_place() -> None:
    document = made(
        statement("Yes.", source=cited("Yes. Jan said.", "b/2.txt", outlet="The Ansgar Post"), copies=2),
        statement("No.", source=cited("No. Jan said.", "a/1.txt", published=days("2030-09-01", "2031-08-31"))),
    )
    notes = [run.note for block in document.blocks if isinstance(block, BriefBlock) for run in block.runs if run.note]
    assert notes == [1, 2]
    assert document.footnotes == (
        "“Board Opens Pier”, published September 2030 to August 2031, a/1.txt, characters 0 to 12.",
        "The Ansgar Post, “Board Opens Pier”, 4 April 2031, b/2.txt, characters 0 to 13;"
        " told again in 2 other articles.",
    )
    assert said(document, "item") == [
        "“Board Opens Pier”, published September 2030 to August 2031, a/1.txt.",
        "The Ansgar Post, “Board Opens Pier”, 4 April 2031, b/2.txt.",
    ]


def test_notes_and_what_it_rests_on_are_told() -> None:
    document = made(
        statement("Yes.", status="confirmed", note="Ask him."), statement("No.", status="changed"),
        statement("Well.", doubts=("unsure",)), statement("Again.", copy=True),
        statement("In part.", under=True),
        basis=Basis(9, 7, 2, 1, (("The pier at Ansgar", "Look at the vote."),)),
    )  # fmt: skip
    assert "The pier at Ansgar: Look at the vote." in said(document, "item")
    assert "Note: Ask him." in said(document, "note")
    rests = " ".join(said(document, "text")[-4:])
    assert "9 articles, 7 of which have been read" in rests
    assert "2 of 3 statements judged by hand (1 changed, 1 confirmed)" in rests
    assert "2 rejected by hand; 1 with no known day; 1 that repeat another article’s wire story;" in rests
    assert "doubtful: unsure" in " ".join(said(document, "text"))


def test_nothing_found_is_said() -> None:
    assert "No statement was found." in said(made(), "text")
    for write in (markdown, html, docx):
        assert b"".join(write(made()))


def test_a_quotation_is_the_whole_sentence_with_its_claim_in_bold() -> None:
    text = "Rain fell. The board, Jan said, “will build”\nnext year. More rain."
    source = cited(text, sentences=(Span(0, 10), Span(11, 55), Span(56, 66)))
    (told,) = [
        b
        for b in made(statement("will build", source=source)).blocks
        if isinstance(b, BriefBlock) and b.kind == "quote"
    ]
    assert [(run.text, run.style) for run in told.runs] == [
        ("The board, Jan said, “", ""), ("will build", "strong"), ("” next year.", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("write", [markdown, html, docx])
def test_two_runs_give_equal_bytes(write: Any) -> None:
    told = [statement(words, holder=words) for words in HOSTILE]
    assert b"".join(write(made(*told))) == b"".join(write(made(*told)))


@given(st.text())
def test_markdown_of_any_text_is_one_line_and_no_markup(words: str) -> None:
    line = escaped(words)
    assert "\n" not in line
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`#>\[\]|<&]", line.replace("\\\\", ""))


def test_html_is_text_and_markup_of_ours_alone() -> None:
    told = [
        statement(words, holder=words, source=cited(f"{words} X said.", title=words, key=words)) for words in HOSTILE
    ]
    page = lxml_html.fromstring(b"".join(html(made(*told))).decode())
    assert {element.tag for element in page.iter()} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "p", "blockquote", "table", "thead",
        "tbody", "tr", "th", "td", "ul", "ol", "li", "strong", "em", "sup", "a", "section",
    }  # fmt: skip
    quotes = [" ".join(quote.text_content().split()) for quote in page.iter("blockquote")]
    assert len(quotes) == len(HOSTILE)


def test_word_has_footnotes_a_table_and_the_words() -> None:
    from docx import Document

    told = [statement(words, holder=words) for words in HOSTILE]
    data = b"".join(docx(made(*told)))
    opened = Document(io.BytesIO(data))
    quotes = {p.text.strip() for p in opened.paragraphs if p.style.name == "Quote"}
    assert {one_line(f"{words} {words} said.") for words in HOSTILE} == quotes
    assert len(opened.tables) == 1
    (notes,) = [rel.target_part for rel in opened.part.rels.values() if rel.reltype.endswith("/footnotes")]
    assert notes.blob.count(b"<w:footnoteRef/>") == len(HOSTILE)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize(
    ("write", "suffix", "dialect"),
    [(docx, "docx", "docx"), (html, "html", "html")]
    + [(markdown, "md", dialect) for dialect in ("markdown", "markdown-smart", "commonmark", "gfm")],
)
def test_quotations_come_back_word_for_word(write: Any, suffix: str, dialect: str, tmp_path: Any) -> None:
    told = [statement(words, holder=f"H{n:02}") for n, words in enumerate(HOSTILE)]
    file = tmp_path / f"brief.{suffix}"
    file.write_bytes(b"".join(write(made(*told))))
    done = subprocess.run(["pandoc", "-f", dialect, "-t", "json", file], capture_output=True, check=True)
    document = json.loads(done.stdout)
    found = []
    for block in document["blocks"]:
        if block["t"] == "BlockQuote":
            quote = json.dumps(document | {"meta": {}, "blocks": block["c"]}).encode()
            plain = subprocess.run(
                ["pandoc", "-f", "json", "-t", "plain", "--wrap=none"], input=quote, capture_output=True, check=True
            )
            found.append(" ".join(plain.stdout.decode().split()))
    assert found == [one_line(f"{words} H{n:02} said.") for n, words in enumerate(HOSTILE)]
