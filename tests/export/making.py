"""Statements that a test writes down itself, with invented people and papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tui.export.statements import Cited, Statement
from tui.model import Article, Block, Claim, Days, IssueStance, Published, Span
from tui.store.rows import ClaimRow, IssueRow

PIER = IssueRow("pier", "The pier at Ansgar", 1, 1, 1, proposition="The pier should be built")
TOLL = IssueRow("toll", "The bridge toll", 1, 1, 1, proposition="The toll should stay")
# What programs trip over: formulas, markup, controls, an emoji of two UTF-16 units, text that runs from right to left.
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1 -1 @SUM(A1)",
    "<b>&amp; \"quoted\" & 'single' ]]> <!-- -->",
    "bell\x07 esc\x1b[31m nul\x00 c1\x9b",
    "lone \ud800 and \udfff surrogates",
    "noncharacters \ufffe\uffff\U0001ffff",
    "emoji 😀 and 𝒳 astral",
    "right \u202eto\u202c left \u2066x\u2069",
    "tab\tand\r\nline ends\rof\nall kinds\u2028x",
    "*stars* _lines_ `code` [link](x) # head > quote | bar \\ ~ ^ $x$ {#id} ::: 1. -- ... 'n'",
    "n" * 191,
    "é" * 300,
    "  blanks at both ends  ",
)


def days(first: str, last: str | None = None) -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last or first))


def cited(text: str, key: str = "a.txt", **more: Any) -> Cited:
    about = {name: more.pop(name) for name in ("outlet", "agency", "author", "place", "url") if name in more}
    article = Article(key, key, text, (Block(Span(0, len(text))),), **about)
    published = more.pop("published", days("2031-04-04"))
    return Cited(article, more.pop("title", "Board Opens Pier"), Published(published, "meta", "stated"), **more)


def statement(
    words: str,
    *,
    holder: str | None = "Jan Vermeer",
    kind: str = "person",
    toward: Iterable[tuple[str, str | None]] = (("pier", "for"),),
    source: Cited | None = None,
    **more: Any,
) -> Statement:
    """Of an article that says `words` and no more, unless `source` is one that has them in it."""
    cue = more.pop("cue", "said")
    text = f"{words} {holder or 'nobody'} {cue}."
    where = source or cited(text, sentences=(Span(0, len(text)),))
    text = where.article.text
    start = text.index(words)
    at = text.rfind(f" {cue}")
    stances = tuple(IssueStance(issue, stance) for issue, stance in toward)  # type: ignore[arg-type]
    claim = Claim(
        id=more.pop("id", f"{abs(hash((words, holder))):x}"),
        article=where.key,
        holder=holder,
        holder_id=None,
        side=more.pop("side", None),
        source=(),
        cue=(Span(at + 1, at + 1 + len(cue)),) if at >= 0 and cue else (),
        content=(Span(start, start + len(words)),),
        kind=more.pop("how", "direct"),
        stances=stances,
        force=more.pop("force", "say"),
        to=more.pop("to", None),
        days=more.pop("said", days("2031-04-03")),
        confidence=more.pop("confidence", 0.75),
        why=(),
        status=more.pop("status", "found"),
    )
    row = ClaimRow(
        claim, words, where.title, claim.days, holder, where.outlet or None, cue, copy=more.pop("copy", False),
        copies=more.pop("copies", 0), under=more.pop("under", False), doubts=more.pop("doubts", ()),
    )  # fmt: skip
    made = Statement(row, where, stances, kind if holder else "", more.pop("note", ""))
    assert not more, more
    return made
