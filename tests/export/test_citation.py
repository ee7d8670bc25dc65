"""One citation in each of its styles."""

from __future__ import annotations

from typing import Any

import pytest

from tests.export.making import HOSTILE, PIER, cited, days, statement
from tui.export.citation import Style, cite_article, cite_claim, cite_statement, quoted
from tui.export.statements import Statement
from tui.store.library import Library

SOURCE = cited("“We build.” Jan Vermeer said.", "b/2.txt", outlet="The Ansgar Post", author="Ida Holm",
               url="https://example.org/2")  # fmt: skip


def told(style: Style, made: Statement) -> str:
    return cite_statement(made, {PIER.id: PIER.name}, style)


def test_a_plain_one_is_a_sentence_with_stance_day_place_and_note() -> None:
    assert told("plain", statement("“We build.”", source=SOURCE, note="Ask Ida.")) == (
        "Jan Vermeer said “We build” (for The pier at Ansgar; said 3 April 2031). The Ansgar Post, “Board Opens Pier”,"
        " 4 April 2031, b/2.txt, characters 0 to 28, https://example.org/2. Note: Ask Ida."
    )


def test_a_footnote_is_as_chicago_has_it() -> None:
    assert told("chicago", statement("“We build.”", source=SOURCE, said=days("2031-04-04"))) == (
        "“We build.” Jan Vermeer, quoted in Ida Holm, “Board Opens Pier,” The Ansgar Post, April 4, 2031,"
        " https://example.org/2, characters 0 to 28 (for The pier at Ansgar)."
    )


def test_markdown_is_a_quotation_with_a_link() -> None:
    lines = told("markdown", statement("“We build.”", source=SOURCE)).splitlines()
    assert lines[0] == "> Jan Vermeer said “We build”"
    assert lines[2].startswith("> for The pier at Ansgar\\; said 3 April 2031. The Ansgar Post, [“Board Opens Pier”](")
    assert "(<https://example.org/2>)" in lines[2]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We build", "“We build”"),
        ("“We build”", "“We build”"),
        ('"We build"', '"We build"'),
        ("a “b”", "“a “b””"),
        ("", ""),
    ],
)
def test_quotation_marks_are_not_doubled(words: str, found: str) -> None:
    assert quoted(words) == found


@pytest.mark.parametrize("style", ["plain", "markdown", "chicago"])
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_in_their_line(style: Style, words: str) -> None:
    source = cited(f"{words} X said.", key=words, title=words, outlet=words, author=words, url=words)
    text = told(style, statement(words, holder=words, source=source, note=words))
    assert text.count("\n") == (2 if style == "markdown" else 0)
    assert not any(ord(char) < 32 and char != "\n" for char in text)


@pytest.mark.parametrize("style", ["plain", "markdown", "chicago"])
def test_the_corpus_is_cited_by_ids(style: Style, library: Library) -> None:
    row: Any = library.claims(limit=1)[0]
    assert row.words[:20].split()[0] in cite_claim(library, row.claim.id, style)
    article = library.articles()[0]
    assert article.title.split()[0] in cite_article(library, article.key, None, style)
    assert "characters 0 to 10" in cite_article(library, article.key, (0, 10), "plain")
    assert cite_claim(library, "no such", style) == cite_article(library, "no such", None, style) == ""
